"""``otklik paper``: every kind, periods, classes, attachments, Word, and the refusals said plainly."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.bootstrap import opened
from desktop_app.documents.preview import page_sizes
from desktop_app.services.letters.types import PaperKind, ProfileName
from tests.functional.conftest import Otklik
from tests.services.record import add_class

EVERY = [kind for kind in PaperKind if kind is not PaperKind.CLASS_SHEET]


@pytest.fixture
def with_classes(school: Path) -> Path:
    with opened(school) as services:
        if not any(row.name == "5Ж" for row in services.school.classes()):
            add_class(services.store, "5Ж", 3)
    return school


@pytest.mark.parametrize("ending", ["pdf", "docx"])
@pytest.mark.parametrize("kind", EVERY)
def test_every_paper_is_printed(
    with_classes: Path, tmp_path: Path, otklik: Otklik, kind: PaperKind, ending: str
) -> None:
    out = tmp_path / f"бумага.{ending}"
    answer = otklik("paper", with_classes, kind, "--out", out, "--date", "2024-06-05")
    assert answer.code == 0, answer.err
    assert out.read_bytes().startswith(b"%PDF" if ending == "pdf" else b"PK")


def test_the_sheet_of_a_class_is_found_however_its_name_is_typed(
    with_classes: Path, tmp_path: Path, otklik: Otklik
) -> None:
    out = tmp_path / "лист.pdf"
    assert otklik("paper", with_classes, "class_sheet", "--class", "5 ж", "--out", out).code == 0
    answer = otklik("paper", with_classes, "class_sheet", "--class", "12Ы", "--out", out)
    assert answer.code == 1
    assert "Нет такого класса: «12Ы»" in answer.err
    assert "5Ж" in answer.err


def test_a_letter_is_registered_with_what_goes_with_it(school: Path, tmp_path: Path, otklik: Otklik) -> None:
    out = tmp_path / "комплект.pdf"
    answer = otklik(
        "paper", school, "confirmation", "--attach", "outreach_journal,memo:25", "--register", "--pack",
        "--date", "2024-06-05", "--out", out,
    )  # fmt: skip
    assert answer.code == 0, answer.err
    assert "Памятка для родителей: 1 л. в 25 экз." in answer.out
    with opened(school, read_only=True) as services:
        (row,) = services.letters.list()
        parts = services.letters.parts(row.id)
    assert len(parts) == 3
    assert len(page_sizes(out.read_bytes())) == sum(part.sheets for part in parts)
    assert otklik("check", school).code == 0


def test_the_registered_order_is_attached_and_no_other(school: Path, tmp_path: Path, otklik: Otklik) -> None:
    out = tmp_path / "комплект.pdf"
    letter = ("paper", school, "confirmation", "--attach", "order", "--register", "--pack", "--out", out)
    refused = otklik(*letter, "--date", "2024-06-05")
    assert refused.code == 1
    assert "не зарегистрирован" in refused.err
    assert otklik("paper", school, "order", "--register", "--out", tmp_path / "приказ.pdf").code == 0
    answer = otklik(*letter, "--date", "2024-06-05")
    assert answer.code == 0, answer.err
    assert "Копия приказа от" in answer.out
    with opened(school, read_only=True) as services:
        order, sent = sorted(services.letters.list(), key=lambda row: row.kind, reverse=True)
        assert sent.enclosures[0].sha256 == order.sha256


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("memo", "--register"), "не регистрируется"),
        (("outreach_journal", "--attach", "memo"), "только у письма"),
        (("order", "--attach", "memo"), "только у письма"),
        (("confirmation", "--pack"), "--attach"),
        (("class_sheet",), "--class"),
        (("memo", "--class", "5А"), "листу ознакомления"),
        (("order", "--from", "01.06.2024"), "нет периода"),
        (("confirmation", "--attach", "letter"), "не бумага"),
        (("confirmation", "--attach", "memo:много"), "не бумага"),
    ],
)
def test_what_makes_no_sense_together_is_wrong_usage(
    school: Path, tmp_path: Path, otklik: Otklik, arguments: tuple[str, ...], told: str
) -> None:
    out = tmp_path / "x.pdf"
    answer = otklik("paper", school, *arguments, "--out", out)
    assert answer.code == 2
    assert told in answer.err
    assert not out.exists()


@pytest.mark.parametrize("kind", ["confirmation", "outreach_journal"])
def test_a_reversed_period_is_refused(school: Path, tmp_path: Path, otklik: Otklik, kind: str) -> None:
    out = tmp_path / "x.pdf"
    answer = otklik("paper", school, kind, "--from", "05.06.2024", "--to", "01.06.2024", "--out", out)
    assert answer.code == 1
    assert "раньше своего начала" in answer.err
    assert not out.exists()


def test_a_memo_cannot_be_attached_no_times(school: Path, tmp_path: Path, otklik: Otklik) -> None:
    out = tmp_path / "x.pdf"
    answer = otklik("paper", school, "confirmation", "--attach", "memo:0", "--register", "--out", out)
    assert answer.code == 1
    assert "хотя бы один экземпляр" in answer.err
    with opened(school, read_only=True) as services:
        assert services.letters.list() == ()


@pytest.mark.parametrize("name", ["бумага.txt", "бумага"])
def test_a_name_that_is_neither_pdf_nor_word_is_wrong_usage(
    school: Path, tmp_path: Path, otklik: Otklik, name: str
) -> None:
    answer = otklik("paper", school, "memo", "--out", tmp_path / name)
    assert answer.code == 2
    assert ".pdf или .docx" in answer.err
    assert not (tmp_path / name).exists()


def test_what_cannot_be_attached_is_said_once(school: Path, tmp_path: Path, otklik: Otklik) -> None:
    answer = otklik("paper", school, "confirmation", "--attach", "class_sheet", "--out", tmp_path / "x.pdf")
    assert answer.code == 1
    assert answer.err.strip() == "Такая бумага к письму не прилагается."


def test_without_a_profile_the_paper_is_laid_out_as_the_school_chose(
    school: Path, tmp_path: Path, otklik: Otklik
) -> None:
    out, chosen = tmp_path / "x.pdf", tmp_path / "2016.pdf"
    with opened(school) as services:
        (letter, *others) = services.layouts.choices()
        services.layouts.choose((replace(letter, profile=ProfileName.GOST_2016), *others))
    kind = letter.kind
    assert otklik("paper", school, kind, "--date", "05.06.2024", "--out", out).code == 0
    assert (
        otklik("paper", school, kind, "--date", "05.06.2024", "--profile", "2016", "--out", chosen).code == 0
    )
    assert out.read_bytes() == chosen.read_bytes()


def test_a_refusal_and_what_to_do_are_two_sentences(tmp_path: Path, otklik: Otklik) -> None:
    answer = otklik("paper", tmp_path / "нет.otklik", "memo", "--out", tmp_path / "x.pdf")
    assert answer.code == 1
    assert "нет.otklik. Проверьте" in answer.err
