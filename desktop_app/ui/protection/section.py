"""The tab of protection: the password, the lock, the copies; the state of each said plainly."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.services.errors import AppError
from desktop_app.ui.application.settings import Settings
from desktop_app.ui.kit.badge import Badge
from desktop_app.ui.kit.card import Card
from desktop_app.ui.kit.fields import ChoiceField
from desktop_app.ui.kit.labels import retouch, text_label
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.protection import flows
from desktop_app.ui.school.section import Section
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.style import GAP

if TYPE_CHECKING:
    from desktop_app.services.container import Services
    from desktop_app.services.protection.old_copies import OldCopies
    from desktop_app.services.protection.types import ProtectionRow

MINUTES = (0, 1, 5, 10, 15, 30, 60)


class ProtectionSection(Section):
    """Three cards; each button begins what it says."""

    copies_changed = Signal()
    """Copies were made, brought under the password or deleted on the way."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.password = PasswordCard(self)
        self.lock = LockCard(self)
        self.copies = CopiesCard(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2 * GAP, 0, 0)
        column.setSpacing(2 * GAP)
        column.addWidget(self.password)
        row = QHBoxLayout()
        row.setSpacing(2 * GAP)
        row.addWidget(self.lock, 1)
        row.addWidget(self.copies, 1)
        column.addLayout(row)
        column.addStretch(1)

    def refresh(self) -> None:
        """Read again how the file is protected."""
        try:
            state = self.services.protection.state()
        except AppError as error:
            self.failed.emit(error)
            return
        self.password.show_state(state, read_only=self.services.store.read_only)
        self.lock.show_state(encrypted=state.encrypted)
        # the copies may lie on a slow share, and each has to be opened
        Operation(self, self.services.protection.old_copies, self._show_old, self.failed.emit).start()

    def show_field(self, field: str) -> bool:
        """Come here for «password» and «protection»."""
        return field in {"password", "protection"}

    def run(self, flow: Callable[[Services, QWidget], bool], sentence: str) -> None:
        """Go through a flow, then show and say how the file stands."""
        done = flow(self.services, self.window())
        self.refresh()
        if done:
            self.copies_changed.emit()  # each change of the password makes one first
        if done and sentence:
            self.told(sentence)

    def _show_old(self, old: OldCopies) -> None:
        self.password.show_old(old, encrypted=self.services.store.encrypted)


class PasswordCard(Card):
    """Whether the file is encrypted, since when, whether the recovery sheet was made."""

    def __init__(self, section: ProtectionSection) -> None:
        super().__init__(section.tr("Пароль на файл"), section)
        self._section = section
        self._old: OldCopies | None = None
        self.badge = Badge(parent=self)
        self.sentence = text_label("", parent=self)
        self.sheet = text_label("", role="muted", parent=self)
        self.old = text_label("", role="problem", parent=self)
        self.set_button = self._button(
            self.tr("Поставить пароль…"), flows.set_password, self.tr("Пароль поставлен, файл зашифрован")
        )
        self.set_button.setProperty("role", "primary")
        self.change_button = self._button(
            self.tr("Сменить пароль…"), flows.change_password, self.tr("Пароль сменён")
        )
        self.sheet_button = self._button(self.tr("Лист с ключом…"), flows.make_sheet, "")
        self.remove_button = self._button(
            self.tr("Снять пароль…"), flows.remove_password, self.tr("Пароль снят, файл читается без него")
        )
        self.old_button = QPushButton(self.tr("Прежние копии…"), self)
        self.old_button.clicked.connect(self._on_old)
        head = QHBoxLayout()
        head.addWidget(self.badge)
        head.addWidget(self.sentence, 1)
        row = QHBoxLayout()
        buttons = (
            self.set_button,
            self.change_button,
            self.sheet_button,
            self.remove_button,
            self.old_button,
        )
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        self.content.addLayout(head)
        self.content.addWidget(self.sheet)
        self.content.addWidget(self.old)
        self.content.addLayout(row)
        self.old.hide()
        self.old_button.hide()

    def show_state(self, state: ProtectionRow, *, read_only: bool) -> None:
        """Show how the file stands and what can be done."""
        self.badge.show_state(
            self.tr("защищён") if state.encrypted else self.tr("не защищён"),
            Tone.GOOD if state.encrypted else Tone.QUIET,
        )
        since = f"{state.since.astimezone():%d.%m.%Y}" if state.since else ""
        closed = self.tr("Файл зашифрован целиком, пароль стоит с {0}.").format(since)
        whole = closed if since else self.tr("Файл зашифрован целиком.")
        plain = self.tr("Файл без пароля: его прочтёт любой, у кого он окажется.")
        self.sentence.setText(whole if state.encrypted else plain)
        self.sheet.setVisible(state.encrypted)
        if state.page_at:
            made = self.tr("Лист с ключом восстановления сделан {0}. Метка файла: {1}.")
            self.sheet.setText(made.format(f"{state.page_at.astimezone():%d.%m.%Y}", state.mark))
        else:
            missing = self.tr(
                "Лист с ключом восстановления ещё не напечатан: забытый пароль не заменить ничем."
            )
            self.sheet.setText(missing)
        retouch(self.sheet, "role", "muted" if state.page_at else "problem")
        self.set_button.setVisible(not state.encrypted)
        for button in (self.change_button, self.sheet_button, self.remove_button):
            button.setVisible(state.encrypted)
        for button in (self.set_button, self.change_button, self.remove_button):
            button.setEnabled(not read_only)

    def show_old(self, old: OldCopies, *, encrypted: bool) -> None:
        """Warn of copies the present password is not for."""
        self._old = old
        self.old.setText(flows.copies_sentence(old, encrypted=encrypted) if old.count else "")
        retouch(self.old, "role", "problem" if encrypted and old.plain else "muted")
        self.old.setVisible(bool(old.count))
        self.old_button.setVisible(bool(old.count))

    def _button(self, text: str, flow: Callable[[Services, QWidget], bool], sentence: str) -> QPushButton:
        button = QPushButton(text, self)
        button.clicked.connect(lambda: self._section.run(flow, sentence))
        return button

    def _on_old(self) -> None:
        if self._old is not None:
            flows.settle_copies(self._section.services, self._old, self.window())
            self._section.refresh()


class LockCard(Card):
    """After how many minutes alone the window is locked on this computer."""

    def __init__(self, section: ProtectionSection) -> None:
        super().__init__(section.tr("Блокировка"), section)
        names = {minutes: self.tr("через {0} мин").format(minutes) for minutes in MINUTES}
        names[0] = self.tr("не блокировать")
        self.minutes = ChoiceField(names, self)
        self.minutes.setAccessibleName(self.tr("Блокировать, если никто не работает"))
        self.minutes.set_value(Settings().lock_minutes)
        self.minutes.changed.connect(self._on_chosen)
        self.note = text_label("", role="muted", parent=self)
        self.content.addWidget(text_label(self.tr("Если никто не работает"), parent=self))
        self.content.addWidget(self.minutes)
        self.content.addWidget(self.note)
        self.content.addStretch(1)

    def show_state(self, *, encrypted: bool) -> None:
        """Say what locking needs."""
        self.minutes.setEnabled(encrypted)
        self.note.setText(
            self.tr("На этом компьютере. Сразу — Ctrl+L. Введённое в окне остаётся.")
            if encrypted
            else self.tr("Работает, когда на файле стоит пароль.")
        )

    def _on_chosen(self) -> None:
        Settings().lock_minutes = int(self.minutes.value() or 0)


class CopiesCard(Card):
    """Where the copies are, and one to carry."""

    def __init__(self, section: ProtectionSection) -> None:
        super().__init__(section.tr("Копии"), section)
        self._section = section
        story = self.tr(
            "Копии делаются сами, раз в день и при закрытии: в папку «Копии» рядом с файлом, под его паролем."
        )
        self.carry_button = QPushButton(self.tr("Зашифрованная копия на флешку…"), self)
        self.carry_button.clicked.connect(self._on_carry)
        self.content.addWidget(text_label(story, role="muted", parent=self))
        row = QHBoxLayout()
        row.addWidget(self.carry_button)
        row.addStretch(1)
        self.content.addLayout(row)
        self.content.addStretch(1)

    def _on_carry(self) -> None:
        path = flows.carry(self._section.services, self.window())
        if path is not None:
            self._section.message.emit(
                self.tr("Зашифрованная копия записана и проверена: {0}").format(path.name)
            )
