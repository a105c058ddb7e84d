"""Ask for the password of an encrypted file, or for the key on its recovery sheet; as often as it takes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget
from PySide6.QtWidgets import QPushButton as Button

from desktop_app.services.errors import AppError, DamagedError
from desktop_app.services.protection.recovery_key import looks_like_key
from desktop_app.ui.kit.labels import primary, quiet, text_label
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.kit.room import room_of
from desktop_app.ui.kit.scale import by_font
from desktop_app.ui.protection.password_box import PasswordBox
from desktop_app.ui.theme.style import GAP, MARGIN

Attempt = Callable[[str, bool], None]
"""Tries what was typed; the flag says that it is a recovery key. Slow; raises ``AppError``."""


class UnlockDialog(QDialog):
    """A password or a key; accepted when it fits, and never tired of wrong ones."""

    leave_wanted = Signal()
    """«Закрыть программу» was pressed in a locked window."""
    damaged = Signal(object)
    """The password is right and the file is not: an ``AppError``."""

    def __init__(
        self, file_name: str, mark: str, attempt: Attempt, parent: QWidget, *, locked: bool = False
    ) -> None:
        super().__init__(parent)
        self._attempt = attempt
        self._locked = locked
        self.by_key = ""
        """The recovery key that opened the file; empty when the password did."""
        self.setWindowTitle(self.tr("Заблокировано") if locked else self.tr("Файл под паролем"))
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setMinimumWidth(min(by_font(520), room_of(self).width()))
        heading = self.tr("Программа заблокирована") if locked else file_name
        story = (
            self.tr("Введённое сохранено. Чтобы продолжить, введите пароль файла «{0}».").format(file_name)
            if locked
            else self.tr("Файл зашифрован. Введите его пароль.")
        )
        self.password = PasswordBox(self)
        self.password.setAccessibleName(self.tr("Пароль"))
        self.key = QPlainTextEdit(self)
        self.key.setTabChangesFocus(True)
        self.key.setFixedHeight(96)
        self.key.setPlaceholderText("2X3SE-0VE2W-F975J-…")
        self.key.setAccessibleName(self.tr("Ключ восстановления"))
        self.ways = QStackedWidget(self)
        self.ways.addWidget(self._page(story, self.password))
        self.ways.addWidget(self._page(self._key_story(mark), self.key))
        self.problem = text_label("", role="problem", parent=self)
        self.problem.hide()
        self.other_way = quiet(self.tr("Пароль забыт…"), self)
        self.open_button = primary(self.tr("Разблокировать") if locked else self.tr("Открыть"), self)
        self.leave_button = Button(self.tr("Закрыть программу") if locked else self.tr("Отмена"), self)
        self._lay_out(heading)
        self._connect()
        self._show_ready()

    def reject(self) -> None:
        """Leave; a locked window stays locked until the password or the end of the program."""
        if not self._locked:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Take the cross of a locked window for «Закрыть программу»."""
        if self._locked and self.result() != QDialog.DialogCode.Accepted:
            event.ignore()
            self.leave_wanted.emit()
            return
        super().closeEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter go on once the key is whole; before that it parts groups, as a row of the sheet does."""
        if (
            watched is self.key
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            and looks_like_key(self._typed())
        ):
            self._on_open()
            return True
        return super().eventFilter(watched, event)

    def _key_story(self, mark: str) -> str:
        return self.tr(
            "Введите ключ с листа восстановления, группу за группой. Метка файла — {0}: "
            "она же последняя группа на нужном листе."
        ).format(mark)

    def _page(self, story: str, editor: QWidget) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(text_label(story, parent=page))
        column.addWidget(editor)
        column.addStretch(1)
        return page

    def _lay_out(self, heading: str) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(GAP)
        column.addWidget(text_label(heading, role="heading", parent=self))
        column.addWidget(self.ways)
        column.addWidget(self.problem)
        row = QHBoxLayout()
        row.addWidget(self.other_way)
        row.addStretch(1)
        row.addWidget(self.open_button)
        row.addWidget(self.leave_button)
        column.addLayout(row)
        self.open_button.setDefault(True)  # Enter in a field; on a button it presses that one

    def _connect(self) -> None:
        self.open_button.clicked.connect(self._on_open)
        self.other_way.clicked.connect(self._on_other_way)
        self.leave_button.clicked.connect(self.leave_wanted if self._locked else self.reject)
        self.password.changed.connect(self._show_ready)
        self.key.textChanged.connect(self._show_ready)
        self.key.installEventFilter(self)

    def _by_key(self) -> bool:
        return self.ways.currentIndex() == 1

    def _typed(self) -> str:
        return self.key.toPlainText() if self._by_key() else self.password.value()

    def _show_ready(self) -> None:
        self.open_button.setEnabled(bool(self._typed().strip()) and self.ways.isEnabled())

    def _on_other_way(self) -> None:
        self.ways.setCurrentIndex(0 if self._by_key() else 1)
        self.other_way.setText(self.tr("Ввести пароль…") if self._by_key() else self.tr("Пароль забыт…"))
        self.problem.hide()
        (self.key if self._by_key() else self.password).setFocus()
        self._show_ready()
        self._fit()

    def _on_open(self) -> None:
        typed, by_key = self._typed(), self._by_key()
        self.problem.hide()
        self._wait(waiting=True)
        Operation(
            self, lambda: self._attempt(typed, by_key), lambda _none: self._on_fits(typed), self._on_refused
        ).start()

    def _on_fits(self, typed: str) -> None:
        self.by_key = typed if self._by_key() else ""
        self._wipe()
        self.accept()

    def _on_refused(self, error: AppError) -> None:
        self._wait(waiting=False)
        if isinstance(error, DamagedError) and not self._locked:
            self._wipe()
            super().reject()
            self.damaged.emit(error)
            return
        self.problem.setText(str(error))
        self.problem.show()
        self._fit()
        if self._by_key():
            self.key.setFocus()
        else:
            self.password.line.selectAll()
            self.password.setFocus()

    def _fit(self) -> None:
        """Grow with a longer sentence: a dialog does not do that by itself."""
        layout = self.layout()
        if layout is not None:
            layout.activate()
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _wait(self, *, waiting: bool) -> None:
        self.ways.setEnabled(not waiting)
        self.other_way.setEnabled(not waiting)
        self._show_ready()

    def _wipe(self) -> None:
        self.password.set_value("")
        self.key.clear()
