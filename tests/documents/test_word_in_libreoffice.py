"""A Word file opens in LibreOffice as the paper it is: same words in the same order, same sheets."""

from __future__ import annotations

import itertools
import shutil
import subprocess
from dataclasses import replace

import pytest

from desktop_app.documents.canvas import About
from desktop_app.documents.fonts import faces
from desktop_app.documents.letter import lay_out_letter
from desktop_app.documents.renderer import ReportLabRenderer
from desktop_app.documents.word.look import look_of
from desktop_app.documents.word.write import write_word
from desktop_app.services.layouts.profile import PROFILES, ProfileName
from desktop_app.services.papers.parts import Paragraph

from .books import MEMO, REPORT, journal
from .papers import LETTER, ORDER
from .ruler import Sheet, measure
from .test_word_tables import CLASS_SHEET
from .word import bare

SOFFICE = shutil.which("soffice")
PROFILE = PROFILES[ProfileName.GOST_2025]
PLAIN = tuple(one for one in LETTER.paragraphs if "://" not in one.text)
FULL = {
    f"full-{count}": replace(LETTER, paragraphs=(PLAIN * 4)[:count], attachments=()) for count in range(5, 13)
}
"""Letters that fill a sheet more and more; an address in the text breaks elsewhere in each program."""
PAPERS = {
    "letter": LETTER,
    "long": replace(LETTER, paragraphs=LETTER.paragraphs * 4, draft=True),
    "order": ORDER,
    "nobody greeted": replace(LETTER, greeting="", addressees=LETTER.addressees * 3),
    **FULL,
}
MEMO_WITH_LIST = replace(
    MEMO,
    title="Памятка для родителей (законных представителей) обучающихся",
    paragraphs=(
        *MEMO.paragraphs,
        Paragraph("— обратиться к\u00a0классному руководителю или к\u00a0ответственному в\u00a0школе;"),
    ),
)
ALONE = {"report": REPORT, "journal": journal(60), "memo": MEMO_WITH_LIST, "class sheet": CLASS_SHEET}
LATER = ("ПРОЕКТ", bare(f"{LETTER.executor.name}{LETTER.executor.phone}" if LETTER.executor else ""))
"""What stands outside of the flow: it may be drawn sooner or later than on the page."""


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Sheet]]:
    """Convert every paper with LibreOffice, once, and measure what came out."""
    if SOFFICE is None:
        pytest.skip("LibreOffice is not installed (Debian package «libreoffice-writer»)")
    folder = tmp_path_factory.mktemp("word")
    for name, content in PAPERS.items():
        (folder / f"{name}.docx").write_bytes(ReportLabRenderer().word(content, PROFILE))
    for name, content in ALONE.items():
        (folder / f"{name}.docx").write_bytes(write_word(content, PROFILE, About(name, "Школа", "")))
    home = f"-env:UserInstallation=file://{folder}/profile"
    files = sorted(map(str, folder.glob("*.docx")))
    command = [SOFFICE, "--headless", home, "--convert-to", "pdf", "--outdir", str(folder), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {name: measure((folder / f"{name}.pdf").read_bytes()) for name in (*PAPERS, *ALONE)}


@pytest.mark.parametrize("name", PAPERS)
def test_it_has_the_words_of_the_pages_in_their_order(name: str, opened: dict[str, list[Sheet]]) -> None:
    ours = measure(ReportLabRenderer().render(PAPERS[name], PROFILE).pdf)
    assert len(opened[name]) == len(ours)
    assert _flow(opened[name]) == _flow(ours)


def test_some_full_letter_has_its_code_beside_the_letterhead() -> None:
    tops = set()
    for content in FULL.values():
        look = look_of(lay_out_letter(content, PROFILE, faces()), content, PROFILE)
        assert look.code is not None
        tops.add(look.code.top < 100)
    assert tops == {True, False}


@pytest.mark.parametrize("name", ["letter", "order", "nobody greeted"])
def test_its_lines_stand_where_the_page_has_them(name: str, opened: dict[str, list[Sheet]]) -> None:
    (ours,), (theirs,) = measure(ReportLabRenderer().render(PAPERS[name], PROFILE).pdf), opened[name]
    for text in (
        "ОГРН 1023800000000",
        "Смирнова Анна Петровна",
        PAPERS[name].heading.split()[0],
        bare(PAPERS[name].paragraphs[0].text)[:16],
    ):
        one, two = ours.find(text), theirs.find(text)
        assert two.left == pytest.approx(one.left, abs=1)
        assert two.baseline == pytest.approx(one.baseline, abs=2)
        assert two.size == pytest.approx(one.size, abs=0.1)
    assert theirs.find("Кузнецова").right == pytest.approx(ours.find("Кузнецова").right, abs=0.5)


def test_reports_journals_and_memos_open_too(opened: dict[str, list[Sheet]]) -> None:
    assert len(opened["report"]) == 2
    assert len(opened["memo"]) == 1
    ours = measure(ReportLabRenderer().render(ALONE["journal"], PROFILE).pdf)
    assert [sheet.text.count("Тема") for sheet in opened["journal"]] == [0] + [1] * (len(ours) - 1)


def test_a_memo_is_arranged_as_its_page_is(opened: dict[str, list[Sheet]]) -> None:
    (ours,), (theirs,) = measure(ReportLabRenderer().render(MEMO_WITH_LIST, PROFILE).pdf), opened["memo"]
    for text in (
        MEMO.organisation,
        "Памятка",
        "О социальном",
        "— обратиться",
        "Официальная страница п",
        "(3952)",
    ):
        one, two = ours.find(text), theirs.find(text)
        assert two.left == pytest.approx(one.left, abs=1)
        assert two.baseline == pytest.approx(one.baseline, abs=2)
        assert two.size == pytest.approx(one.size, abs=0.1)
    # each line of one half is broken where the page breaks it
    halves = [["".join(char.text for char in line if char.left < 148) for line in sheet.lines()]
              for sheet in (ours, theirs)]  # fmt: skip
    assert halves[0] == halves[1]


def test_a_class_sheet_has_its_lines_to_sign_on(opened: dict[str, list[Sheet]]) -> None:
    ours = measure(ReportLabRenderer().render(CLASS_SHEET, PROFILE).pdf)
    assert len(opened["class sheet"]) == len(ours)
    (first, *_) = opened["class sheet"]
    places = [first.find(f"[{number}]").baseline for number in (11, 12, 13)]
    assert [two - one for one, two in itertools.pairwise(places)] == pytest.approx([8, 8], abs=1)


def _flow(sheets: list[Sheet]) -> str:
    """Return the text without page numbers and without what stands outside of the flow."""
    texts = []
    for number, sheet in enumerate(sheets, 1):
        chars = [char for char in sheet.chars if number == 1 or char.baseline > 18]
        text = "".join(char.text for char in chars)
        for later in LATER:
            text = text.replace(later, "")
        texts.append(text)
    return "".join(texts)
