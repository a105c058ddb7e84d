"""The pages of a paper: as wide as the place, zoomed, paged through, and only those in sight are drawn."""

from __future__ import annotations

from io import BytesIO

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

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
