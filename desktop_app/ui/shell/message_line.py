"""The window's one line for messages: good news fades by itself, bad news stays until it is closed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from desktop_app.ui.kit.labels import quiet, retouch, text_label
from desktop_app.ui.shell.header import HEIGHT
from desktop_app.ui.theme.colours import colours_of
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.style import GAP, TARGET

FADES_AFTER = 8_000
"""Milliseconds a good message stays."""


class MessageLine(QFrame):
    """A strip that stands in the place of the header, hidden while there is nothing to say."""

    undo_wanted = Signal()
    speaking = Signal(bool)
    """Something is said, or nothing is any more."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "message")
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * GAP, 4, GAP, 4)
        self.label = text_label("", parent=self)
        self.label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
        )  # to be sent to whoever helps
        self.undo_button = quiet(self.tr("Отменить"), self)
        self.close_button = QPushButton(self)
        self.close_button.setProperty("role", "quiet")
        self.close_button.setFixedWidth(TARGET)
        self.close_button.setStyleSheet("padding: 0;")
        self.close_button.setAccessibleName(self.tr("Закрыть сообщение"))
        self.close_button.setToolTip(self.tr("Закрыть сообщение"))
        row.addWidget(self.label, 1)
        row.addWidget(self.undo_button)
        row.addWidget(self.close_button)
        self.undo_button.clicked.connect(self.undo_wanted)
        self.close_button.clicked.connect(self.hide)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.hide)
        self.setMinimumHeight(HEIGHT)
        self._tint()
        self.hide()

    def setVisible(self, visible: bool) -> None:  # noqa: FBT001, N802 - Qt's own
        """Change places with the header: whichever goes, goes first, or both would push the page."""
        if visible:
            self.speaking.emit(visible)
        super().setVisible(visible)
        if not visible:
            self.speaking.emit(visible)

    def show_good(self, text: str, *, can_undo: bool = False) -> None:
        """Say what went well, with a way back when there is one."""
        self._show(text, bad=False, can_undo=can_undo)
        self._timer.start(FADES_AFTER)

    def show_bad(self, text: str) -> None:
        """Say what did not go well; the line stays."""
        self._timer.stop()
        self._show(text, bad=True, can_undo=False)

    def changeEvent(self, event: QEvent) -> None:
        """Draw the icon again in the colours of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "close_button"):
            self._tint()

    def _show(self, text: str, *, bad: bool, can_undo: bool) -> None:
        tone = "bad" if bad else "good"
        if self.property("tone") != tone:
            retouch(self, "tone", tone)
            retouch(self.label, "tone", tone)
        self.label.setText(text)
        self.undo_button.setVisible(can_undo)
        self.show()

    def _tint(self) -> None:
        self.close_button.setIcon(icon("close", colours_of(self).muted))
