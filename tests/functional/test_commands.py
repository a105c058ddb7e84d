"""A school answers the ministry without a window."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from pathlib import Path

import pypdfium2
import pytest

from desktop_app.cli import COMMANDS
from tests.functional.conftest import CARD, Otklik


def text_of(pdf: Path) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(pages).replace("\xa0", " ").split())


def test_the_status_tells_what_is_done_and_what_is_not(school: Path, otklik: Otklik) -> None:
    answer = otklik("status", school, "--json")
    assert answer.code == 0
    told = {item["kind"]: item for item in json.loads(answer.out)["requirements"]}
    assert list(told) == [
        "appoint_coordinator",
        "join_chat",
        "place_banners",
        "inform_parents",
        "confirm",
    ]
    assert (told["appoint_coordinator"]["state"], told["appoint_coordinator"]["done_on"]) == (
        "done",
        "2024-06-03",
    )
    assert (told["join_chat"]["state"], told["join_chat"]["done_on"]) == ("done", "2024-06-04")
    assert told["join_chat"]["due"] == "2024-06-05"
    assert told["place_banners"]["state"] == "overdue"
    assert "ВКонтакте" in told["place_banners"]["reason"]
    assert told["inform_parents"]["state"] == "done"
    assert told["confirm"]["state"] == "in_progress"


def test_a_registered_letter_is_found_again_with_the_same_bytes(
    school: Path, otklik: Otklik, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    assert (
        otklik("paper", school, "confirmation", "--out", first, "--register", "--date", "2024-06-05").code
        == 0
    )
    assert (
        otklik("paper", school, "confirmation", "--out", second, "--register", "--date", "06.06.2024").code
        == 0
    )

    rows = json.loads(otklik("register", school, "--json").out)
    assert [(row["number"], row["date"], row["kind"]) for row in rows] == [
        ("01-12/34", "2024-06-05", "confirmation"),
        ("01-12/35", "2024-06-06", "confirmation"),
    ]
    assert [row["sha256"] for row in rows] == [
        hashlib.sha256(path.read_bytes()).hexdigest() for path in (first, second)
    ]
    assert {row["state"] for row in rows} == {"registered"}
    assert all(row["sheets"] == len(pypdfium2.PdfDocument(first)) for row in rows[:1])
    told = json.loads(otklik("status", school, "--json").out)["requirements"][-1]
    assert (told["state"], told["done_on"]) == ("done", "2024-06-05")
    assert otklik("check", school).code == 0


def test_the_letter_says_what_the_record_proves(school: Path, otklik: Otklik, tmp_path: Path) -> None:
    out = tmp_path / "letter.pdf"
    answer = otklik("paper", school, "confirmation", "--out", out, "--register", "--date", "2024-06-05")
    assert answer.code == 0, answer.err
    text = text_of(out)
    for said in (
        "05.06.2024",
        "01-12/34",
        "02-55-5749/24",
        "30.05.2024",
        "Воробьёву И.П.",
        "Уважаемый Игорь Павлович!",
        "57-од",
        "04.06.2024",
        "М.В. Соколова",
        "10.06.2024",
    ):
        assert said in text, said
    assert "ПРОЕКТ" not in text


def test_a_draft_is_marked_and_takes_no_number(school: Path, otklik: Otklik, tmp_path: Path) -> None:
    out = tmp_path / "draft.pdf"
    assert otklik("paper", school, "confirmation", "--out", out).code == 0
    assert "ПРОЕКТ" in text_of(out)
    assert json.loads(otklik("register", school, "--json").out) == []


def test_the_order_keeps_the_number_the_record_names(school: Path, otklik: Otklik, tmp_path: Path) -> None:
    out = tmp_path / "order.pdf"
    assert otklik("paper", school, "order", "--out", out, "--register", "--profile", "2016").code == 0
    text = text_of(out)
    assert "57-од" in text
    assert "Лебедеву Ольгу Николаевну" in text
    assert "ПРИКАЗЫВАЮ" in text


def test_a_number_given_by_hand_is_used_once(school: Path, otklik: Otklik, tmp_path: Path) -> None:
    out = tmp_path / "letter.pdf"
    arguments = ("paper", school, "confirmation", "--out", out, "--register", "--number", "01-12/77")
    assert otklik(*arguments).code == 0
    again = otklik(*arguments)
    assert again.code == 1
    assert "01-12/77" in again.err
    assert len(json.loads(otklik("register", school, "--json").out)) == 1


def test_a_second_file_never_replaces_the_first(school: Path, otklik: Otklik) -> None:
    before = school.read_bytes()
    answer = otklik("new", school, "--from", CARD)
    assert answer.code == 1
    assert "не будет заменён" in answer.err
    assert school.read_bytes() == before


def test_a_wrong_card_leaves_nothing(tmp_path: Path, otklik: Otklik) -> None:
    card = tmp_path / "card.toml"
    lines = CARD.read_text(encoding="utf-8").splitlines()
    number = next(n for n, line in enumerate(lines, 1) if line.startswith("inn ="))
    lines[number - 1] = 'inn = "123"'
    card.write_text("\n".join(lines), encoding="utf-8")
    answer = otklik("new", tmp_path / "school.otklik", "--from", card)
    assert answer.code == 1
    assert f"строка {number}" in answer.err
    assert "inn" in answer.err
    assert sorted(path.name for path in tmp_path.iterdir()) == ["card.toml"]


@pytest.mark.parametrize(
    "arguments",
    [(), ("paper",), ("paper", "x.otklik", "letter", "--out", "x.pdf"), ("полёт",), ("status", "--nothing")],
)
def test_wrong_usage_exits_with_two(otklik: Otklik, arguments: tuple[str, ...]) -> None:
    if arguments:
        answer = otklik(*arguments)
        assert answer.code == 2
        assert "Справка" in answer.err


def test_a_missing_and_a_foreign_file_are_refused(tmp_path: Path, otklik: Otklik) -> None:
    assert otklik("status", tmp_path / "no.otklik").code == 1
    foreign = tmp_path / "foreign.otklik"
    foreign.write_text("это не база", encoding="utf-8")
    answer = otklik("status", foreign)
    assert answer.code == 1
    assert "Отклик" in answer.err
    assert foreign.read_text(encoding="utf-8") == "это не база"


def test_a_register_changed_by_hand_is_found(school: Path, otklik: Otklik, tmp_path: Path) -> None:
    out = tmp_path / "letter.pdf"
    assert otklik("paper", school, "confirmation", "--out", out, "--register").code == 0
    connection = sqlite3.connect(school)
    connection.execute("DROP TRIGGER register_entries_fixed")
    connection.execute("UPDATE register_entries SET number = '01-12/1'")
    connection.commit()
    connection.close()
    answer = otklik("check", school)
    assert answer.code == 1
    assert "01-12" in answer.err


def test_the_demo_prints_the_papers_of_a_whole_year(tmp_path: Path, otklik: Otklik) -> None:
    answer = otklik("demo", "--file", tmp_path / "sample.otklik", "--out", tmp_path / "papers")
    assert answer.code == 0, answer.err
    papers = sorted((tmp_path / "papers").glob("*.pdf"))
    assert len(papers) >= 5
    assert all(path.read_bytes().startswith(b"%PDF") for path in papers)
    states = {
        row["state"] for row in json.loads(otklik("register", tmp_path / "sample.otklik", "--json").out)
    }
    assert states == {"registered", "sent", "acknowledged", "void"}
    assert otklik("check", tmp_path / "sample.otklik").code == 0


def test_the_help_is_russian(otklik: Otklik) -> None:
    for arguments in (("--help",), ("paper", "--help"), ("new", "-h")):
        answer = otklik(*arguments)
        assert answer.code == 0
        assert answer.out.count("Как набрать") == 1
        for english in ("usage", "positional", "options:", "show "):
            assert english not in answer.out


def test_a_missing_folder_for_the_paper_is_named_and_no_number_is_spent(
    school: Path, otklik: Otklik, tmp_path: Path
) -> None:
    answer = otklik("paper", school, "confirmation", "--out", tmp_path / "no" / "x.pdf", "--register")
    assert answer.code == 1
    assert "Папки нет" in answer.err
    assert json.loads(otklik("register", school, "--json").out) == []


def test_without_a_screen_the_window_says_so(otklik: Otklik, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    answer = otklik()
    assert answer.code == 1
    assert "otklik demo" in answer.err


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_the_help_of_every_command_is_russian(otklik: Otklik, command: str) -> None:
    answer = otklik(command, "--help")
    assert answer.code == 0
    assert answer.out.startswith(f"Как набрать: otklik {command}")
    assert "usage" not in answer.out
