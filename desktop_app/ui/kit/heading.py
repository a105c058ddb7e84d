"""The head of a page: its title, a line under it, and the page's buttons at the right."""

from __future__ import annotations

from collections.abc import Collection
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.kit.labels import text_label
from desktop_app.ui.kit.wrapping import WrappingRow
from desktop_app.ui.theme.style import GAP


class PageHeading(WrappingRow):
    """A title with buttons; the subtitle is hidden while it is empty.

    With ``low`` the subtitle stands beside the title: a line less on a screen that has to fit. Tab goes from
    left to right; what takes something away (``last``) comes after the others, wherever it stands.
    """

    def __init__(
        self,
        title: str,
        *buttons: QPushButton,
        parent: QWidget | None = None,
        low: bool = False,
        last: Collection[QPushButton] = (),
    ) -> None:
        super().__init__(parent, to_right=True)
        told = QWidget(self)
        words = QHBoxLayout(told) if low else QVBoxLayout(told)
        words.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(2 * GAP if low else 2)
        self.title = text_label(title, role="title", parent=told)
        self.subtitle = text_label("", role="muted", parent=told)
        self.subtitle.hide()
        self.title.setWordWrap(not low)
        words.addWidget(self.title)
        words.addWidget(self.subtitle, int(low))
        self.add(told, stretch=1)
        for button in buttons:
            self.add(button, align=Qt.AlignmentFlag.AlignTop)
        order = sorted(buttons, key=lambda button: button in last)
        self._first = order[0] if order else None
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)  # whatever was made first

    def put_first(self, button: QPushButton) -> None:
        """Put one more button before the others."""
        self.add(button, align=Qt.AlignmentFlag.AlignTop, at=1)
        if self._first is not None:
            QWidget.setTabOrder(self._first, button)  # brought here from wherever it was made,
            QWidget.setTabOrder(button, self._first)  # then before the first
        self._first = button

    def set_subtitle(self, text: str) -> None:
        """Show a line under the title."""
        self.subtitle.setText(text)
        self.subtitle.setVisible(bool(text))
