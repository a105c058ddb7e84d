"""The rail on the left: one button a page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.kit.labels import retouch
from desktop_app.ui.kit.page import PageFactory
from desktop_app.ui.kit.scale import by_font
from desktop_app.ui.theme.colours import colours_of
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.style import GAP

WIDTH = 184
COMPACT_WIDTH = 60
"""With icons only, on a screen that is short of width."""


class Rail(QFrame):
    """Buttons with an icon and a word; exactly one is pressed once a page is shown."""

    chosen = Signal(str)
    """The key of the page to show."""

    def __init__(self, pages: Sequence[PageFactory], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "rail")
        self.setFixedWidth(by_font(WIDTH))
        self.setAccessibleName(self.tr("Разделы"))
        self._compact = False
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._icons = {page.key: page.icon for page in pages}
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP + 4, GAP, GAP)
        column.setSpacing(4)
        for place, page in enumerate(pages, start=1):
            button = QPushButton(f"  {page.title}", self)
            button.setAccessibleName(page.title)
            button.setProperty("role", "rail")
            button.setCheckable(True)
            button.setIconSize(QSize(20, 20))
            button.setToolTip(self.tr("{0} (Ctrl+{1})").format(page.title, place))
            button.clicked.connect(lambda _on=False, key=page.key: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[page.key] = button
            column.addWidget(button)
        column.addStretch(1)
        self._tint()

    def show_chosen(self, key: str) -> None:
        """Press the button of a page."""
        self._buttons[key].setChecked(True)
        self._tint()

    def set_compact(self, *, compact: bool) -> None:
        """Show icons only, or icons with words."""
        if compact == self._compact:
            return
        self._compact = compact  # the width says it only when the window has been laid out
        self.setFixedWidth(COMPACT_WIDTH if compact else by_font(WIDTH))
        for button in self._buttons.values():
            button.setText("" if compact else f"  {button.accessibleName()}")
            retouch(button, "compact", "true" if compact else "false")

    def show_none(self) -> None:
        """Release every button: no page is shown."""
        self._group.setExclusive(False)
        for button in self._buttons.values():
            button.setChecked(False)
        self._group.setExclusive(True)
        self._tint()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icons again in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_buttons"):
            self._tint()

    def _tint(self) -> None:
        colours = colours_of(self)
        for key, button in self._buttons.items():
            button.setIcon(icon(self._icons[key], colours.accent if button.isChecked() else colours.muted))
