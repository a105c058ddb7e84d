"""A password field: hidden signs, an eye that shows them, and a word about the keyboard."""

from __future__ import annotations

import unicodedata

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.kit.labels import retouch, text_label
from desktop_app.ui.theme.colours import colours_of
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.style import GAP, TARGET

LONGEST = 1_000
"""Signs; a sentence of a book is allowed, a book is not."""


class PasswordBox(QWidget):
    """An editor of a form; what is typed leaves it only through ``value``."""

    changed = Signal()
    entered = Signal()
    """Enter was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._next: PasswordBox | None = None
        self._before: PasswordBox | None = None
        self.line = QLineEdit(self)
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setMaxLength(LONGEST)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.eye = QPushButton(self)
        self.eye.setCheckable(True)
        self.eye.setAutoDefault(False)
        self.eye.setFixedWidth(TARGET + GAP)
        self.eye.setProperty("role", "quiet")
        self.eye.setStyleSheet("QPushButton { padding: 0; }")
        self.eye.setIcon(icon("eye", colours_of(self).muted))
        self.keyboard = text_label("", role="muted", parent=self)
        self.keyboard.hide()
        self.remark = text_label("", role="muted", parent=self)
        self.remark.hide()
        row = QHBoxLayout()
        row.setSpacing(GAP // 2)
        row.addWidget(self.line, 1)
        row.addWidget(self.eye)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(row)
        column.addWidget(self.keyboard)
        column.addWidget(self.remark)
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._on_typed)
        self.line.returnPressed.connect(self.entered)
        self.line.installEventFilter(self)
        self.eye.toggled.connect(self._show)
        self._show(shown=False)

    def lead_to(self, following: PasswordBox) -> None:
        """Let Tab lead from here to another one and Shift+Tab back: nothing typed blindly may go to an eye.

        Their eyes are one: the last is within reach of the keys and shows what stands before it too.
        """
        self._next, following._before = following, self
        self.eye.toggled.connect(following.eye.setChecked)
        following.eye.toggled.connect(self.eye.setChecked)

    def value(self) -> str:
        """Return what is typed, every blank of it."""
        return self.line.text()

    def set_value(self, value: str | None) -> None:
        """Show a value; an empty one wipes the field and the way back to it."""
        self.line.setText(value or "")

    def tell(self, text: str, tone: str = "") -> None:
        """Say something about what is typed; an empty text says nothing."""
        self.remark.setText(text)
        retouch(self.remark, "tone", tone)
        self.remark.setVisible(bool(text))

    def problem(self) -> str:
        """Return nothing: any text is a password."""
        return ""

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 - Qt's own
        """Name the line for a screen reader."""
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at the keys as they are typed: no system tells the layout the same way."""
        if watched is self.line and event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()  # a plain number: not every key of a keyboard has a name
            beside = self._next if key == Qt.Key.Key_Tab else None
            beside = self._before if key == Qt.Key.Key_Backtab else beside
            if beside is not None:
                beside.line.setFocus(Qt.FocusReason.TabFocusReason)
                return True
            shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._tell(event.text(), shift=shift)
        return super().eventFilter(watched, event)

    def _tell(self, sign: str, *, shift: bool) -> None:
        if len(sign) != 1 or not sign.isalpha():
            return
        russian = unicodedata.name(sign, "").startswith("CYRILLIC")
        layout = self.tr("Русская раскладка") if russian else self.tr("Латинская раскладка")
        capitals = sign.isupper() != shift
        self.keyboard.setText(self.tr("{0}. Включён Caps Lock.").format(layout) if capitals else layout)
        retouch(self.keyboard, "role", "problem" if capitals else "muted")
        self.keyboard.show()

    def _on_typed(self, text: str) -> None:
        if not text:
            self.keyboard.hide()
        self.changed.emit()

    def _show(self, shown: bool) -> None:  # noqa: FBT001 - Qt calls it
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        name = self.tr("Скрыть пароль") if shown else self.tr("Показать пароль")
        self.eye.setAccessibleName(name)
        self.eye.setToolTip(name)
