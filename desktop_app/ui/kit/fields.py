"""Editors of a form: each has ``value``, ``set_value``, ``problem`` and the signal ``changed``."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from typing import Any, Protocol

from PySide6.QtCore import QEvent, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QDragEnterEvent, QFocusEvent, QFontMetrics, QKeyEvent, QKeySequence, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QWidget,
)


class Editor(Protocol):
    """What a form asks of an editor."""

    changed: SignalInstance

    def value(self) -> Any:
        """Return what is typed, as the draft wants it."""

    def set_value(self, value: Any) -> None:
        """Show a value without announcing a change by the user."""

    def problem(self) -> str:
        """Return why what is typed cannot be read at all, or nothing."""


KEY = QEvent.Type.ShortcutOverride
"""The one event a field looks at before Qt does: of the others it gets thousands while forms are built."""


def gives_up_undo(event: QEvent, *, undo: bool, redo: bool) -> bool:
    """Return whether Ctrl+Z or Ctrl+Y is for the record: the field has nothing to take back."""
    if not isinstance(event, QKeyEvent):
        return False
    given_up = (event.matches(QKeySequence.StandardKey.Undo) and not undo) or (
        event.matches(QKeySequence.StandardKey.Redo) and not redo
    )
    if given_up:
        event.ignore()
    return given_up


def leaves_files(event: QDragEnterEvent) -> bool:
    """Leave a dragged file or picture to the screen around a field; True when it is one.

    A field would take the file's path for text, and tell whoever gave it that the file was moved away.
    """
    mime = event.mimeData()
    if not mime.hasImage() and not any(url.isLocalFile() for url in mime.urls()):
        return False
    event.ignore()
    return True


def select_on_click(field: QLineEdit | QAbstractSpinBox, event: QFocusEvent) -> None:
    """Select all when the mouse comes into a field: who then types means another value, not «250» for «25».

    A second click puts the cursor where it points.
    """
    if event.reason() is Qt.FocusReason.MouseFocusReason:
        QTimer.singleShot(0, field, field.selectAll)  # the press that brought the mouse here is still to come


class UndoLine(QLineEdit):
    """A line that leaves Ctrl+Z to the window when nothing was typed in it, and dragged files always."""

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take text only."""
        if not leaves_files(event):
            super().dragEnterEvent(event)

    def event(self, event: QEvent) -> bool:
        """Let the window's shortcut have the key."""
        if event.type() == KEY and gives_up_undo(  # the first half spares the two questions
            event, undo=self.isUndoAvailable(), redo=self.isRedoAvailable()
        ):
            return False
        return super().event(event)


class LineField(UndoLine):
    """One line of text; spaces at both ends are dropped."""

    changed = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None, *, limit: int = 500) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(limit)
        self.textChanged.connect(lambda _text: self.changed.emit())

    def value(self) -> str:
        """Return the text."""
        return self.text().strip()

    def set_value(self, value: str | None) -> None:
        """Show a text."""
        if self.value() != (value or ""):
            self.setText(value or "")
            self.setCursorPosition(0)

    def problem(self) -> str:
        """Return nothing: any text can be read."""
        return ""


class TextField(QPlainTextEdit):
    """Several lines of text; Tab leaves the field."""

    changed = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None, *, lines: int = 3) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self.setFixedHeight(QFontMetrics(self.font()).lineSpacing() * lines + 22)
        self.textChanged.connect(self.changed)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take text only."""
        if not leaves_files(event):
            super().dragEnterEvent(event)

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window when nothing was typed here."""
        if event.type() == KEY:
            document = self.document()
            if gives_up_undo(event, undo=document.isUndoAvailable(), redo=document.isRedoAvailable()):
                return False
        return super().event(event)

    def value(self) -> str:
        """Return the text."""
        return self.toPlainText().strip()

    def set_value(self, value: str | None) -> None:
        """Show a text."""
        if self.value() != (value or ""):
            self.setPlainText(value or "")

    def problem(self) -> str:
        """Return nothing: any text can be read."""
        return ""


class ChoiceField(QComboBox):
    """One of a closed list; with ``empty`` the first choice is None under that label."""

    changed = Signal()

    def __init__(
        self, labels: Mapping[Any, str], parent: QWidget | None = None, *, empty: str | None = None
    ) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._values: list[Any] = []
        self.set_choices(labels, empty=empty)
        self.currentIndexChanged.connect(lambda _index: self.changed.emit())

    def set_choices(self, labels: Mapping[Any, str], *, empty: str | None = None) -> None:
        """Replace the list; the value stays when it is still in it."""
        before = self.value()
        blocked = self.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.clear()
        self._values = ([] if empty is None else [None]) + list(labels)
        if empty is not None:
            self.addItem(empty)
        self.addItems(list(labels.values()))
        self.set_value(before)
        self.blockSignals(blocked)

    def value(self) -> Any:
        """Return the chosen member, or None."""
        index = self.currentIndex()
        return self._values[index] if 0 <= index < len(self._values) else None

    def set_value(self, value: Any) -> None:
        """Choose a member; an unknown one leaves the first."""
        self.setCurrentIndex(self._values.index(value) if value in self._values else 0)

    def problem(self) -> str:
        """Return nothing: the list is closed."""
        return ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, so that scrolling never changes a value."""
        event.ignore()


class NumberField(QSpinBox):
    """A whole number that is always there."""

    changed = Signal()

    def __init__(self, low: int = 0, high: int = 99_999, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(low, high)
        self.lineEdit().setTextMargins(7, 0, 0, 0)
        self.lineEdit().setAcceptDrops(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.valueChanged.connect(lambda _value: self.changed.emit())

    def event(self, event: QEvent) -> bool:
        """Leave Ctrl+Z to the window when nothing was typed here."""
        if event.type() == KEY:
            line = self.lineEdit()
            if gives_up_undo(event, undo=line.isUndoAvailable(), redo=line.isRedoAvailable()):
                return False
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let typing replace the number that stands here."""
        super().focusInEvent(event)
        select_on_click(self, event)

    def set_value(self, value: int | None) -> None:
        """Show a number; None is the lowest."""
        self.setValue(self.minimum() if value is None else value)

    def problem(self) -> str:
        """Return nothing: only numbers can be typed."""
        return ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, so that scrolling never changes a value."""
        event.ignore()


class DecimalField(QDoubleSpinBox):
    """A number with a part that is always there, and its unit."""

    changed = Signal()

    def __init__(self, step: float = 0.5, unit: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setRange(0, 999)
        self.setDecimals(2)
        self.setSingleStep(step)
        self.setSuffix(f" {unit}" if unit else "")
        self.lineEdit().setTextMargins(7, 0, 0, 0)
        self.lineEdit().setAcceptDrops(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.valueChanged.connect(lambda _value: self.changed.emit())

    def textFromValue(self, value: float) -> str:  # noqa: N802 - Qt's own
        """Return the number without empty decimals: «12,5», «20»."""
        text = super().textFromValue(value)
        point = self.locale().decimalPoint()
        return text.rstrip("0").rstrip(point) if point in text else text

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Let typing replace the number that stands here."""
        super().focusInEvent(event)
        select_on_click(self, event)

    def set_value(self, value: float | None) -> None:
        """Show a number; None is the lowest."""
        self.setValue(self.minimum() if value is None else value)

    def problem(self) -> str:
        """Return nothing: only numbers can be typed."""
        return ""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page, so that scrolling never changes a value."""
        event.ignore()


class OptionalNumberField(UndoLine):
    """A whole number or nothing."""

    changed = Signal()

    def __init__(self, placeholder: str = "", parent: QWidget | None = None, *, high: int = 99_999) -> None:
        super().__init__(parent)
        self._high = high
        self.setPlaceholderText(placeholder)
        self.textChanged.connect(lambda _text: self.changed.emit())

    def value(self) -> int | None:
        """Return the number, or None when the field is empty or unreadable."""
        text = self.text().replace(" ", "").replace("\u00a0", "")
        return int(text) if text.isdecimal() and int(text) <= self._high else None

    def set_value(self, value: int | None) -> None:
        """Show a number or nothing."""
        self.setText("" if value is None else str(value))

    def problem(self) -> str:
        """Return what is wrong with text that is not a number."""
        if not self.text().strip() or self.value() is not None:
            return ""
        return self.tr("Нужно целое число от 0 до {0}.").format(self._high)


class CheckField(QCheckBox):
    """Yes or no."""

    changed = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.toggled.connect(lambda _on: self.changed.emit())

    def value(self) -> bool:
        """Return whether it is ticked."""
        return self.isChecked()

    def set_value(self, value: object) -> None:
        """Tick or untick."""
        self.setChecked(bool(value))

    def problem(self) -> str:
        """Return nothing."""
        return ""


def written(editor: Editor) -> Any:
    """Return what stands in an editor as it was typed, half a date too; JSON can hold it."""
    if isinstance(editor, QLineEdit):
        return editor.text()
    own = getattr(editor, "written", None)  # that of an editor whose value is more than text or a number
    return editor.value() if own is None else own()


def write_again(editor: Editor, text: Any) -> None:
    """Type into an editor what ``written`` returned."""
    if isinstance(editor, QLineEdit):
        editor.setText(text)
    elif (own := getattr(editor, "write_again", None)) is not None:
        own(text)
    else:
        editor.set_value(text)


def choices(labels: Mapping[Any, str], *only: Enum) -> dict[Any, str]:
    """Return the part of the labels that ``only`` names, in that order."""
    return {member: labels[member] for member in only}
