"""The very page beside a form: the record's own paper drawn anew a moment after each change."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.services.errors import AppError
from desktop_app.services.layouts.types import WITH_LETTERHEAD, PaperKind
from desktop_app.services.papers.press import RenderedPaper
from desktop_app.ui.kit.fields import ChoiceField
from desktop_app.ui.kit.labels import text_label
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.kit.pages import PagePreview
from desktop_app.ui.letters.words import kind_names
from desktop_app.ui.theme.style import GAP

PAUSE = 300
"""Milliseconds without typing before the page is drawn again."""


class Asked(NamedTuple):
    """What to draw: a line above the page, and the work, done outside of the window's thread."""

    caption: str
    draw: Callable[[], RenderedPaper]


class LivePage(QWidget):
    """The page of a chosen kind; ``ask`` reads the form for it, in the window's thread."""

    def __init__(self, ask: Callable[[PaperKind], Asked], parent: QWidget) -> None:
        super().__init__(parent)
        self._ask = ask
        self._drawing: Operation[RenderedPaper] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.redraw)
        self.paper = ChoiceField({kind: kind_names()[kind] for kind in WITH_LETTERHEAD}, self)
        self.paper.setAccessibleName(self.tr("Какую бумагу показать"))
        self.paper.changed.connect(self.redraw)
        self.caption = text_label("", role="muted", parent=self)
        self.preview = PagePreview(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.paper)
        column.addWidget(self.caption)
        column.addWidget(self.preview, 1)

    def later(self) -> None:
        """Draw again when nothing more is typed for a moment."""
        self._pause.start()

    def redraw(self) -> None:
        """Draw again now, if anybody can see it."""
        self._pause.stop()
        if not self.isVisible():
            return
        if self._drawing is not None:
            self._drawing.cancel()
        try:
            asked = self._ask(self.paper.value())
        except AppError as error:  # the file is locked or gone while the pause ran
            self._on_refused(error)
            return
        self.caption.setText(asked.caption)
        self._drawing = Operation(self, asked.draw, self._on_drawn, self._on_refused)
        self._drawing.start()

    def _on_drawn(self, paper: RenderedPaper) -> None:
        self.preview.show_pdf(paper.pdf)

    def _on_refused(self, error: AppError) -> None:
        self.preview.clear()
        self.caption.setText(str(error))
