"""The pages of a paper: as wide as the place, zoomed, paged through, and only those in sight are drawn."""

from __future__ import annotations

from io import BytesIO

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from desktop_app.services.errors import AppError
from desktop_app.ui.kit.page_view import PageView
from desktop_app.ui.kit.pages import PagePreview, Pages


def book(pages: int) -> bytes:
    stream = BytesIO()
    canvas = Canvas(stream, pagesize=A4)
    for number in range(1, pages + 1):
        canvas.drawString(100, 500, str(number))
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


@pytest.fixture
def preview(qtbot: QtBot) -> PagePreview:
    made = PagePreview()
    qtbot.addWidget(made)
    made.resize(640, 600)
    made.show()
    return made


def drawn(preview: PagePreview) -> list[int]:
    return [index for index, view in enumerate(preview.findChildren(PageView)) if view.drawn]


def test_a_sheet_is_as_wide_as_the_place(qtbot: QtBot, preview: PagePreview) -> None:
    preview.show_pdf(book(1))
    qtbot.waitUntil(lambda: drawn(preview) == [0])
    (view,) = preview.findChildren(PageView)
    assert 560 <= view.width() <= 640
    assert preview.count.text() == "Листов: 1"
    assert not preview.forward.isVisible()
    preview.resize(900, 600)
    qtbot.waitUntil(lambda: view.width() > 800)


def test_of_a_thick_book_only_the_sheets_in_sight_are_drawn(qtbot: QtBot, preview: PagePreview) -> None:
    preview.show_pdf(book(120))
    qtbot.waitUntil(lambda: 0 in drawn(preview))
    assert len(drawn(preview)) <= 3
    preview.go_to(100)
    qtbot.waitUntil(lambda: 100 in drawn(preview))
    assert preview.page == 100
    assert preview.count.text() == "Лист 101 из 120"
    assert 0 not in drawn(preview)


def test_the_buttons_page_through_and_stop_at_the_ends(qtbot: QtBot, preview: PagePreview) -> None:
    preview.show_pdf(book(3))
    qtbot.waitUntil(lambda: preview.count.text() == "Лист 1 из 3")
    assert not preview.back.isEnabled()
    preview.forward.click()
    qtbot.waitUntil(lambda: preview.page == 1)
    preview.forward.click()
    qtbot.waitUntil(lambda: preview.page == 2)
    assert not preview.forward.isEnabled()
    preview.back.click()
    qtbot.waitUntil(lambda: preview.page == 1)


def test_zoom_keeps_the_sheet_looked_at_and_the_width_can_be_followed_again(
    qtbot: QtBot, preview: PagePreview
) -> None:
    preview.show_pdf(book(5))
    qtbot.waitUntil(lambda: bool(drawn(preview)))
    preview.go_to(3)
    preview.zoom_in.click()
    qtbot.waitUntil(lambda: preview.zoom_label.text() == "75 %" or preview.zoom_label.text() == "100 %")
    qtbot.waitUntil(lambda: preview.page == 3 and 3 in drawn(preview))
    assert preview.fit.isEnabled()
    preview.fit.click()
    assert not preview.fit.isEnabled()


def test_a_thinner_paper_may_follow_a_thick_one_at_once(qtbot: QtBot, preview: PagePreview) -> None:
    preview.show_pdf(book(30))
    qtbot.waitUntil(lambda: bool(drawn(preview)))
    preview.go_to(29)
    preview.show_pdf(book(1))
    preview.go_to(20)  # the old sheets are still there
    qtbot.waitUntil(lambda: preview.count.text() == "Листов: 1" and drawn(preview) == [0])
    preview.clear()
    assert preview.pdf == b""
    assert preview.count.text() == ""


def test_pages_drawn_elsewhere_are_shown_as_they_come(qtbot: QtBot) -> None:
    def draw(_pdf: bytes, dpi: int) -> Pages:
        image = QImage(dpi * 8, dpi * 11, QImage.Format.Format_RGB32)
        image.fill(0xFFFFFF)
        return Pages((image, image), total=40)

    made = PagePreview(draw=draw)
    qtbot.addWidget(made)
    made.resize(640, 600)
    made.show()
    made.show_pdf(b"not opened here")
    qtbot.waitUntil(lambda: made.count.text() == "Показаны листы 1–2 из 40")
    qtbot.waitUntil(lambda: 0 in drawn(made))
    made.go_to(1)
    qtbot.waitUntil(lambda: 1 in drawn(made))
    made.clear()
    assert made.count.text() == ""


def test_what_is_awaited_is_an_empty_sheet_of_its_size_and_nothing_of_the_paper_before(
    qtbot: QtBot, preview: PagePreview
) -> None:
    preview.show_pdf(book(3))
    qtbot.waitUntil(lambda: 0 in drawn(preview))
    size = preview.findChildren(PageView)[0].size()
    preview.expect()
    assert preview.pdf == b""
    assert preview.count.text() == ""
    (sheet,) = [view for view in preview.findChildren(PageView) if view.isVisible()]
    assert sheet.size().toTuple() == pytest.approx(size.toTuple(), abs=2)
    said = sheet.grab().toImage()
    assert any(said.pixelColor(x, said.height() // 6).lightness() < 200 for x in range(said.width()))
    preview.show_pdf(book(1))
    qtbot.waitUntil(lambda: sheet.drawn)
    assert preview.count.text() == "Листов: 1"


def test_pages_that_cannot_be_read_leave_none_of_the_paper_before(qtbot: QtBot) -> None:
    def draw(pdf: bytes, _dpi: int) -> Pages:
        if pdf == b"torn":
            raise AppError("Файл не читается.")
        return Pages((QImage(300, 400, QImage.Format.Format_RGB32),))

    preview = PagePreview(draw=draw)
    qtbot.addWidget(preview)
    preview.show()
    preview.show_pdf(b"whole")
    qtbot.waitUntil(lambda: drawn(preview) == [0])
    preview.show_pdf(b"torn")
    qtbot.waitUntil(lambda: preview.count.text() == "Файл не читается.")
    assert not [view for view in preview.findChildren(PageView) if view.isVisible()]


@pytest.mark.parametrize("width", [300, 393, 420, 640])
def test_pages_never_move_sideways_in_a_narrow_place(qtbot: QtBot, preview: PagePreview, width: int) -> None:
    preview.resize(width, 300)
    preview.show_pdf(book(2))
    qtbot.waitUntil(lambda: 0 in drawn(preview))
    assert preview._area.horizontalScrollBar().maximum() == 0
