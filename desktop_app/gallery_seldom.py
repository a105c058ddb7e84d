"""What the gallery draws besides the screens: dialogs that are seldom wanted, the messages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.ui.kit.long_step import WaitDialog
from desktop_app.ui.kit.picture import PictureDialog
from desktop_app.ui.letters.dialogs import AnswerDialog, DatedNoteDialog, ReasonDialog
from desktop_app.ui.letters.words import usual_ways
from desktop_app.ui.protection.password_dialogs import NewPasswordDialog
from desktop_app.ui.protection.unlock_dialog import UnlockDialog
from desktop_app.ui.register.dialogs import ReleaseDialog, ReserveDialog

if TYPE_CHECKING:
    from desktop_app.services.container import Services
    from desktop_app.ui.shell.window import MainWindow

_NUMBER = "01-12/34"


def seldom_dialogs(window: MainWindow, services: Services) -> dict[str, Callable[[], QDialog]]:
    """Return what makes each seldom dialog over the sample school; none of them does anything."""
    today, numbering = services.letters.today(), services.numbering
    portal = next((row for row in services.banners.list() if row.proof is not None), None)
    letters = {row.id: row.number for row in services.directives.list()}
    dialogs: dict[str, Callable[[], QDialog]] = {
        "reserve": lambda: ReserveDialog(
            lambda series, on: numbering.preview(series, on, 1)[0], today, lambda _values: None, window
        ),
        "release": lambda: ReleaseDialog(_NUMBER, lambda _values: None, window),
        "void": lambda: ReasonDialog(_NUMBER, window),
        "sent": lambda: DatedNoteDialog("Отправлено", "Как отправлено", today, window, offers=usual_ways()),
        "answer": lambda: AnswerDialog(_NUMBER, letters, None, window),
        "new-password": lambda: _new_password(window),
        "unlock": lambda: UnlockDialog("Школа.otklik", "2X3SE", lambda _typed, _by_key: None, window),
        "unlock-by-key": lambda: _by_key(window),
    }
    if portal is not None and portal.proof is not None:
        title, proof = portal.name, portal.proof
        dialogs["picture"] = lambda: PictureDialog(services, title, proof, window)
    return dialogs


def messages(window: MainWindow) -> dict[str, Callable[[], QWidget]]:
    """Return what brings the window's messages up, one after another."""
    return {
        "waiting": lambda: _waiting(window),
        "message-good": lambda: _good(window),
        "message-bad": lambda: _bad(window),
    }


def calm(window: MainWindow) -> None:
    """Take the messages away."""
    window.line.hide()
    window.notice.clear()


def _new_password(window: MainWindow) -> QDialog:
    story = "Файл будет зашифрован. Забытый пароль не восстановить: после этого напечатайте лист с ключом."
    return NewPasswordDialog("Пароль на файл", "Поставить", story, dict, window)


def _by_key(window: MainWindow) -> QDialog:
    dialog = UnlockDialog("Школа.otklik", "2X3SE", lambda _typed, _by_key: None, window)
    dialog.other_way.click()
    return dialog


def _waiting(window: MainWindow) -> QWidget:
    dialog = WaitDialog("Меняется журнал: 21 мероприятие…", window)
    dialog.show_progress(13, 21)
    dialog.open()
    return dialog


def _good(window: MainWindow) -> QWidget:
    window.line.show_good("Удалено: 21 мероприятие. Ctrl+Z вернёт.", can_undo=True)
    return window


def _bad(window: MainWindow) -> QWidget:
    window.line.show_bad("Файл занят другой программой. Повторите через минуту: введённое осталось в полях.")
    window.notice.add("Файл лежит на сетевом диске: пропадёт связь — не сохранится и введённое.")
    return window
