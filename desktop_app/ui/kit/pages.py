"""The very pages of a paper: the PDF's own bytes turned into pictures off the window's thread."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from desktop_app.documents.preview import page_sizes
from desktop_app.services.errors import AppError
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.kit.page_bar import PageBar
from desktop_app.ui.kit.page_view import SCREEN_DPI, SHARPNESS, PageView, draw_page, shown_size
from desktop_app.ui.theme.style import GAP

ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
NARROWEST, WIDEST = 0.25, 2.0
"""Between these the pages follow the width of the place they are shown in."""
_POINTS_PER_INCH = 72
_A4 = (595.0, 842.0)
"""Points; so large is the sheet that stands for pages not made yet."""
_DESK = 11
"""Pixels of the desk around and between the sheets."""
_PAUSE = 60
"""Milliseconds without a change of the place's width before the pages follow it."""
_NEAR = 3
"""Pictures are kept of the sheets in sight and of so many on either side."""

_DPI = round(SCREEN_DPI * SHARPNESS)
"""At this the pages are drawn that come all at once."""

_Images = tuple[tuple[int, QImage], ...]


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages as pictures; ``total`` is how many the file has, when not all are shown."""

    images: tuple[QImage, ...]
    total: int = 0


Draw = Callable[[bytes, int], Pages]
"""From the bytes of a PDF and a resolution in dpi to its pages; called outside of the window's thread."""


class PagePreview(QWidget):
    """Pages one under another, as wide as the place or zoomed; what is shown is what is printed and saved.

    Only the pages in sight are drawn: a book of a thousand sheets costs as much as a letter. With ``draw``
    the pages are asked of it, all at once: a file somebody sent is not opened in this process.
    """

    def __init__(self, parent: QWidget | None = None, *, draw: Draw | None = None) -> None:
        super().__init__(parent)
        self._draw_all = draw
        self._ready = Pages(())
        self._pdf = b""
        self._measured = b""
        self._scale = 0.0
        """Zero: as wide as the place."""
        self._sizes: list[tuple[float, float]] = []
        self._views: list[PageView] = []
        self._measuring: Operation[list[tuple[float, float]]] | Operation[Pages] | None = None
        self._drawing: Operation[_Images] | None = None
        self._build()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self._pause.timeout.connect(self._resize_pages)
        self._area.verticalScrollBar().valueChanged.connect(self._on_scrolled)
        self._area.viewport().installEventFilter(self)
        self._show_place()

    @property
    def pdf(self) -> bytes:
        """The bytes shown; empty when nothing is."""
        return self._pdf

    @property
    def page(self) -> int:
        """The sheet under the middle of what is seen, from 0."""
        bar = self._area.verticalScrollBar()
        middle = bar.value() + self._area.viewport().height() // 3
        return min(max(bisect_right(self._tops(), middle) - 1, 0), max(len(self._sizes) - 1, 0))

    def show_pdf(self, pdf: bytes) -> None:
        """Show the pages of ``pdf``; the place scrolled to stays."""
        self._pdf = pdf
        self._stop()
        draw = self._draw_all
        if draw is not None:
            self._measuring = Operation(
                self, lambda: draw(pdf, _DPI), lambda pages: self._on_ready(pdf, pages), self._on_unreadable
            )
            self._measuring.start()
            return
        self._measuring = Operation(
            self, lambda: page_sizes(pdf), lambda sizes: self._on_measured(pdf, sizes), self._on_unreadable
        )
        self._measuring.start()

    def clear(self) -> None:
        """Show nothing."""
        self._empty([])

    def expect(self) -> None:
        """Show one empty sheet at once: the pages of something else are gone, its own are being made."""
        self._empty([_A4])
        for view in self._views:
            view.forget()
            view.say(self.tr("Страницы готовятся…"))

    def go_to(self, page: int) -> None:
        """Scroll to a sheet, counted from 0."""
        if 0 <= page < len(self._sizes):
            self._area.verticalScrollBar().setValue(self._tops()[page] - _DESK)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the width of the place."""
        if event.type() is QEvent.Type.Resize:
            self._pause.start()
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setAccessibleName(self.tr("Страницы бумаги"))
        self.bar = PageBar(self)
        self.count, self.back, self.forward = self.bar.count, self.bar.back, self.bar.forward
        self.fit, self.zoom_label = self.bar.fit, self.bar.zoom_label
        self.zoom_out, self.zoom_in = self.bar.zoom_out, self.bar.zoom_in
        self.back.clicked.connect(lambda: self.go_to(self.page - 1))
        self.forward.clicked.connect(lambda: self.go_to(self.page + 1))
        self.fit.clicked.connect(lambda: self._set_scale(0.0))
        self.zoom_out.clicked.connect(lambda: self._set_scale(self._step(-1)))
        self.zoom_in.clicked.connect(lambda: self._set_scale(self._step(1)))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.bar)
        column.addWidget(self._area, 1)

    def _on_measured(self, pdf: bytes, sizes: list[tuple[float, float]]) -> None:
        place = self._area.verticalScrollBar().value()
        for view in self._views if pdf else ():
            view.say("")
        self._measured, self._sizes = pdf, sizes
        if len(sizes) != len(self._views):
            self._lay_sheets()
        self._resize_pages()
        self._area.verticalScrollBar().setValue(place)

    def _empty(self, sizes: list[tuple[float, float]]) -> None:
        self._pdf, self._ready = b"", Pages(())
        self._stop()
        self._on_measured(b"", sizes)

    def _on_ready(self, pdf: bytes, pages: Pages) -> None:
        self._ready = pages
        inch = _POINTS_PER_INCH / _DPI
        self._on_measured(pdf, [(image.width() * inch, image.height() * inch) for image in pages.images])

    def _on_unreadable(self, error: AppError) -> None:
        """Say why there are no pages; those of the paper before must not stand for these."""
        pdf = self._pdf
        self._empty([])
        self._pdf = pdf
        self.count.setText(str(error))

    def _on_refused(self, error: AppError) -> None:
        self._drawing = None
        self.count.setText(str(error))

    def _lay_sheets(self) -> None:
        desk = QWidget()
        column = QVBoxLayout(desk)
        column.setContentsMargins(_DESK, _DESK, _DESK, _DESK)
        column.setSpacing(_DESK)
        self._views = [PageView(desk) for _ in self._sizes]
        for number, view in enumerate(self._views, start=1):
            view.setAccessibleName(self.tr("Страница {0}").format(number))
            column.addWidget(view, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        self._area.setWidget(desk)

    def _resize_pages(self) -> None:
        """Give every sheet its size; its old picture stays until the new one is there."""
        scale = self._scale_now()
        for view, size in zip(self._views, self._sizes, strict=True):
            view.setFixedSize(shown_size(size, scale))
            view.drawn = False
        desk = self._area.widget()
        if desk is not None and self._views:  # at once: the place is scrolled to before the layout is asked
            bottom = self._tops()[-1] + self._views[-1].height() + _DESK
            desk.resize(self._area.viewport().width(), bottom)
        self._stop_drawing()
        self._draw_seen()
        self._show_place()

    def _draw_seen(self) -> None:
        """Draw what is in sight and not drawn yet, one batch at a time; far sheets are forgotten."""
        if self._drawing is not None or not self._measured:
            return
        first, last = self._seen()
        near = range(max(first - _NEAR, 0), last + _NEAR + 1)
        for index, view in enumerate(self._views):
            if view.drawn and index not in near:
                view.forget()
        wanted = [index for index in range(first, last + 1) if not self._views[index].drawn]
        if not wanted:
            return
        if self._ready.images:
            for index in wanted:
                self._views[index].show_image(self._ready.images[index])
            return
        pdf, scale = self._measured, self._scale_now()
        self._drawing = Operation(
            self,
            lambda: tuple((index, draw_page(pdf, index, scale)) for index in wanted),
            self._on_drawn,
            self._on_refused,
        )
        self._drawing.start()

    def _on_drawn(self, images: _Images) -> None:
        self._drawing = None
        for index, image in images:
            self._views[index].show_image(image)
        self._draw_seen()

    def _on_scrolled(self) -> None:
        self._draw_seen()
        self._show_place()

    def _seen(self) -> tuple[int, int]:
        """Return the first and the last sheet in sight; (0, -1) when there is none."""
        if not self._views:
            return 0, -1
        tops, above = self._tops(), self._area.verticalScrollBar().value()
        first = max(bisect_right(tops, above) - 1, 0)
        last = bisect_right(tops, above + self._area.viewport().height()) - 1
        return first, max(first, last)

    def _tops(self) -> list[int]:
        """Return where each sheet begins on the desk, in pixels."""
        heights = [view.height() + _DESK for view in self._views[:-1]]
        return list(accumulate(heights, initial=_DESK))

    def _scale_now(self) -> float:
        """Return the zoom chosen, or the one by which the widest sheet fills the place."""
        if self._scale or not self._sizes:
            return self._scale or 1.0
        room = self._area.width() - self._area.verticalScrollBar().sizeHint().width() - 2 * _DESK
        widest = max(width for width, _ in self._sizes) * SCREEN_DPI / _POINTS_PER_INCH
        return min(max(room / widest, NARROWEST), WIDEST)

    def _step(self, step: int) -> float:
        """Return the next zoom up or down from what is shown."""
        now, enough = self._scale_now(), 0.01
        if step > 0:
            return next((zoom for zoom in ZOOMS if zoom > now + enough), ZOOMS[-1])
        return next((zoom for zoom in reversed(ZOOMS) if zoom < now - enough), ZOOMS[0])

    def _set_scale(self, scale: float) -> None:
        page = self.page
        self._scale = scale
        self._resize_pages()
        if page:
            QTimer.singleShot(0, self, lambda: self.go_to(page))

    def _stop(self) -> None:
        if self._measuring is not None:
            self._measuring.cancel()
        self._stop_drawing()

    def _stop_drawing(self) -> None:
        if self._drawing is not None:
            self._drawing.cancel()
            self._drawing = None

    def _show_place(self) -> None:
        shown = len(self._sizes) if self._measured else 0
        self.bar.show_place(self.page, shown, max(shown, self._ready.total))
        self.bar.show_zoom(self._scale_now(), ZOOMS[0], ZOOMS[-1], fits=not self._scale)
