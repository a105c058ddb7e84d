"""A registered paper is kept as PDF/A-2b: the same pages, the same bytes every clause we can ask about."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Dictionary, Name, Stream
from reportlab.lib.utils import ImageReader

from desktop_app.documents.archive import for_keeping
from desktop_app.documents.renderer import ReportLabRenderer
from desktop_app.services.layouts.profile import PROFILES, ProfileName
from desktop_app.services.papers.content import RegisteredContent

from .books import picture
from .papers import LETTER, LETTERHEAD, ORDER
from .pdfa import violations
from .plain import FACE, plain_canvas
from .ruler import measure

IRKUTSK = timezone(timedelta(hours=8))
MADE = datetime(2024, 6, 5, 10, 30, tzinfo=IRKUTSK)
YEARS = MADE.replace(2000, tzinfo=None), MADE.replace(2099, tzinfo=None)
PROFILE = PROFILES[ProfileName.GOST_2025]
NAMES = st.text(alphabet="абвгдАБВ«»№<>&'\"()\\ 0123456789", min_size=1, max_size=60)


def kept(content: RegisteredContent = LETTER, made_at: datetime = MADE) -> bytes:
    return ReportLabRenderer().final(content, PROFILE, made_at).pdf


@pytest.mark.parametrize("content", [LETTER, ORDER, replace(LETTER, code="", draft=True)])
def test_a_registered_paper_breaks_no_clause_we_can_ask_about(content: RegisteredContent) -> None:
    assert violations(kept(content)) == []


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(NAMES, NAMES, st.datetimes(YEARS[0], YEARS[1]), st.integers(-12, 14))
def test_whatever_the_school_is_called_the_metadata_agrees(
    name: str, heading: str, moment: datetime, hours: int
) -> None:
    zoned = moment.replace(tzinfo=timezone(timedelta(hours=hours)))
    content = replace(LETTER, heading=heading, letterhead=replace(LETTERHEAD, short_name=name))
    assert violations(kept(content, zoned)) == []


def test_the_pages_are_those_of_the_preview() -> None:
    drawn = ReportLabRenderer().render(LETTER, PROFILE).pdf
    assert [sheet.chars for sheet in measure(drawn)] == [sheet.chars for sheet in measure(kept())]
    with pikepdf.open(BytesIO(drawn)) as before, pikepdf.open(BytesIO(kept())) as after:
        assert [page.Contents.read_bytes() for page in before.pages] == [
            page.Contents.read_bytes() for page in after.pages
        ]


def test_the_same_paper_at_the_same_moment_is_the_same_bytes() -> None:
    drawn = ReportLabRenderer().render(LETTER, PROFILE).pdf
    assert for_keeping(drawn, MADE) == for_keeping(drawn, MADE)
    assert for_keeping(drawn, MADE) != for_keeping(drawn, MADE + timedelta(seconds=1))
    assert kept(made_at=MADE.astimezone(UTC)) == kept(made_at=MADE.astimezone(UTC))


def test_the_archive_costs_less_than_two_kilobytes() -> None:
    drawn = ReportLabRenderer().render(LETTER, PROFILE).pdf
    assert len(kept()) < len(drawn) + 2048


def test_the_date_carries_its_zone() -> None:
    with pikepdf.open(BytesIO(kept())) as document:
        assert str(document.docinfo.CreationDate) == "D:20240605103000+08'00'"
        assert b"2024-06-05T10:30:00+08:00" in document.Root.Metadata.read_bytes()


def test_two_subsets_of_a_face_have_tags_of_their_own() -> None:
    tags = set()
    for content in (LETTER, ORDER):
        with pikepdf.open(BytesIO(kept(content))) as document:
            fonts = document.pages[0].Resources.Font
            tags |= {str(fonts[name].BaseFont) for name in fonts}
    assert len(tags) == 4


def test_a_file_says_nothing_of_the_computer_it_was_made_on(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("USER", "LOGNAME", "USERNAME"):
        monkeypatch.setenv(name, "petrova-computer")
    with pikepdf.open(BytesIO(kept())) as document:
        assert set(document.docinfo) == {
            "/Author",
            "/CreationDate",
            "/Creator",
            "/ModDate",
            "/Producer",
            "/Subject",
            "/Title",
        }
        assert b"petrova-computer" not in document.Root.Metadata.read_bytes()
        assert all(
            b"petrova" not in held.read_bytes() for held in document.objects if isinstance(held, Stream)
        )


def broken(change: str) -> bytes:
    """Return a kept paper with one thing in it that an archive may not hold."""
    with pikepdf.open(BytesIO(kept())) as document:
        match change:
            case "script":
                document.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.beep()")
            case "font":
                fonts = document.pages[0].Resources.Font
                del next(iter(fonts[name] for name in fonts)).FontDescriptor["/FontFile2"]
            case "title":
                document.docinfo["/Title"] = "Другое"
            case "intent":
                del document.Root["/OutputIntents"]
            case "width":
                fonts = document.pages[0].Resources.Font
                next(iter(fonts[name] for name in fonts)).Widths[5] = 1
            case "colour":
                document.pages[0].contents_add(b"0 0 0 1 k")
        buffer = BytesIO()
        document.save(buffer, fix_metadata_version=False)
        return buffer.getvalue()


@pytest.mark.parametrize("change", ["script", "font", "title", "intent", "width", "colour"])
def test_the_check_sees_what_it_looks_for(change: str) -> None:
    assert violations(broken(change))


def test_qpdf_finds_nothing_wrong(tmp_path: Path) -> None:
    qpdf = shutil.which("qpdf")
    if qpdf is None:
        pytest.skip("qpdf is not installed (Debian package «qpdf»)")
    path = tmp_path / "kept.pdf"
    path.write_bytes(kept())
    done = subprocess.run([qpdf, "--check", str(path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert not re.search("WARNING|ERROR", done.stdout + done.stderr)


def illustrated() -> bytes:
    """Return a page with a photograph, a drawing in colour, and a link, as ReportLab writes them."""
    buffer = BytesIO()
    canvas = plain_canvas(buffer, lang="ru-RU")
    canvas.setTitle("Справка")
    canvas.setAuthor("Школа")
    canvas.setFont(FACE, 12)
    canvas.setFillColorRGB(0.1, 0.2, 0.5)
    canvas.drawString(72, 700, "Страница школы")
    canvas.drawImage(ImageReader(BytesIO(picture())), 72, 400, 200, 112)
    canvas.drawImage(ImageReader(BytesIO(picture(60, 40, "PNG"))), 72, 300, 60, 40)
    canvas.linkURL("https://school24.example.ru", (72, 690, 200, 712))
    canvas.save()
    return buffer.getvalue()


def test_pictures_and_links_are_kept_by_the_clauses_too() -> None:
    drawn = illustrated()
    assert violations(for_keeping(drawn, MADE)) == []
    with pikepdf.open(BytesIO(for_keeping(drawn, MADE))) as document:
        (link,) = document.pages[0].obj.Annots
        assert str(link.A.URI) == "https://school24.example.ru"
        images = [held for held in document.objects if str(getattr(held, "Subtype", "")) == "/Image"]
        assert picture() in [held.read_raw_bytes() for held in images]
