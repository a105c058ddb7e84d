"""Cut, copy and paste in the menu, for whoever looks there: they do what the keys do where the cursor is."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QMainWindow, QMenu, QPlainTextEdit, QWidget

from desktop_app.ui.kit.clipboard import clipboard

_KEY = QKeySequence.StandardKey


class Editing(QObject):
    """Three actions. Their keys are only shown: the fields and the screens have those themselves."""

    def __init__(self, window: QMainWindow, menu: QMenu) -> None:
        super().__init__(window)
        self._window = window
        self.cut = menu.addAction(self.tr("В&ырезать\tCtrl+X"))
        self.copy = menu.addAction(self.tr("&Копировать\tCtrl+C"))
        self.paste = menu.addAction(self.tr("Вст&авить\tCtrl+V"))
        self.cut.triggered.connect(lambda: self._press(Qt.Key.Key_X))
        self.copy.triggered.connect(lambda: self._press(Qt.Key.Key_C))
        self.paste.triggered.connect(self._on_paste)
        menu.aboutToShow.connect(self.show_possible)
        menu.aboutToHide.connect(self._allow_all)

    def show_possible(self) -> None:
        """Grey what would do nothing: there is no selection, or nothing to paste."""
        field = self._cursor()
        writable = isinstance(field, QLineEdit | QPlainTextEdit) and not field.isReadOnly()
        selected = _has_selection(field)
        self.cut.setEnabled(writable and selected)
        self.copy.setEnabled(selected)
        there = bool(clipboard().formats())
        self.paste.setEnabled(there and (writable or bool(self._shortcuts())))

    def _allow_all(self) -> None:
        for action in (self.cut, self.copy, self.paste):
            action.setEnabled(True)

    def _on_paste(self) -> None:
        """Paste where the cursor is; a screen that takes pictures and tables has a key of its own for it."""
        if isinstance(self._cursor(), QLineEdit | QPlainTextEdit):
            self._press(Qt.Key.Key_V)
            return
        for shortcut in self._shortcuts()[:1]:
            shortcut.activated.emit()

    def _press(self, key: Qt.Key) -> None:
        field = self._cursor()
        if field is None:
            return
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QCoreApplication.sendEvent(field, QKeyEvent(kind, key, Qt.KeyboardModifier.ControlModifier))

    def _cursor(self) -> QWidget | None:
        """Return who has the keyboard in the window; the menu only borrows it."""
        return self._window.focusWidget()

    def _shortcuts(self) -> list[QShortcut]:
        """Return the keys that paste on the screen shown."""
        paste = QKeySequence.keyBindings(_KEY.Paste)
        around = self._cursor()
        while around is not None:
            found = around.findChildren(QShortcut, options=Qt.FindChildOption.FindDirectChildrenOnly)
            here = [each for each in found if each.key() in paste and each.isEnabled()]
            if here:
                return here
            around = around.parentWidget()
        return []


def _has_selection(field: QWidget | None) -> bool:
    if isinstance(field, QLineEdit | QLabel):
        return field.hasSelectedText()
    return isinstance(field, QPlainTextEdit) and field.textCursor().hasSelection()
