"""When a file is busy or damaged, and when a copy is wanted back: the questions asked first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from desktop_app.services.copies.names import COPY, FOLDER, stem_of
from desktop_app.services.errors import AppError
from desktop_app.ui.application.lock import Holder

if TYPE_CHECKING:
    from desktop_app.services.copies.places import Place


@dataclass(frozen=True, slots=True)
class GoodCopy:
    """A copy that passed verification from end to end."""

    path: Path
    made_at: datetime


@dataclass(frozen=True, slots=True)
class CopiesState:
    """What the status bar says of a file's copies."""

    made_at: datetime | None
    """When the newest copy nothing is known against was made; None: there is none."""
    second: Place | None = None
    """The second place, if the user has chosen one."""


class Access(Enum):
    """How to open a file that somebody else has."""

    NONE = auto()
    READING = auto()
    WRITING = auto()
    AGAIN = auto()
    """Look again: who has it may be on the way out."""
    SHOWN = auto()
    """Not here: the window that has it came to the front."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("rescue", text)


def ask_access(window: QWidget, path: Path, holder: Holder, *, silent: bool = False) -> Access:
    """Offer to read a file another program has; only another PC's lock can be taken, and never unasked.

    ``silent``: its window is here, and does not answer.
    """
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(_tr("Файл занят"))
    box.setText(_tr("Файл «{0}» уже открыт {1}.").format(path.name, _where(holder)))
    box.setInformativeText(_advice(holder, silent=silent))
    reading = box.addButton(_tr("Открыть для чтения"), QMessageBox.ButtonRole.AcceptRole)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    again = None
    if holder.is_here:
        again = box.addButton(_tr("Попробовать снова"), QMessageBox.ButtonRole.ResetRole)
    writing = None
    if holder.host and not holder.is_here:
        writing = box.addButton(_tr("Там закрыта, записывать здесь"), QMessageBox.ButtonRole.DestructiveRole)
        writing.setToolTip(
            _tr("Только если программа там точно не работает: двое записывающих портят работу друг другу.")
        )
    box.setDefaultButton(again or reading)
    box.setEscapeButton(cancel)
    box.exec()
    clicked = box.clickedButton()
    if clicked is reading:
        return Access.READING
    if again is not None and clicked is again:
        return Access.AGAIN
    return Access.WRITING if writing is not None and clicked is writing else Access.NONE


def _advice(holder: Holder, *, silent: bool) -> str:
    if not holder.is_here:
        return _tr("Открыть его только для чтения? Чтобы записывать, закройте программу там.")
    if not holder.is_mine:
        return _tr(
            "Его открыл другой пользователь этого компьютера. "
            "Чтобы записывать, закройте программу в его сеансе."
        )
    if silent:
        return _tr(
            "Окно, где он открыт, не отвечает: возможно, там идёт долгая работа. "
            "Подождите и попробуйте снова. Если оно так и не ответит, закройте его через диспетчер задач: "
            "записанное не пропадёт."
        )
    return _tr(
        "Если вы только что закрыли программу, она ещё дописывает копию: подождите несколько секунд "
        "и попробуйте снова. Если она открыта в другом окне, работайте там."
    )


def _where(holder: Holder) -> str:
    """Say who has a file: «на компьютере «uchebka», пользователь «zavuch»»."""
    where = (
        _tr("на этом компьютере") if holder.is_here else _tr("на компьютере «{0}»").format(holder.host or "?")
    )
    return where + (_tr(", пользователь «{0}»").format(holder.user) if holder.user else "")


def ask_copy_instead(window: QWidget, path: Path, reason: str, copy: GoodCopy) -> bool:
    """Offer the newest good copy in the place of a damaged file, and say what becomes of the work since."""
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(_tr("Файл повреждён"))
    box.setText(_tr("Файл «{0}» изменён или повреждён.").format(path.name))
    box.setInformativeText(
        _tr(
            "{0}\n\nЕсть целая копия от {1}. Нынешний файл не сотрётся: он будет отложен в папку копий. "
            "Введённое после {1} придётся внести заново."
        ).format(reason, moment(copy.made_at))
    )
    back = box.addButton(
        _tr("Вернуть копию от {0}").format(moment(copy.made_at)), QMessageBox.ButtonRole.AcceptRole
    )
    leave = box.addButton(_tr("Оставить как есть"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(back)
    box.setEscapeButton(leave)
    box.exec()
    return box.clickedButton() is back


def choose_copy(window: QWidget, folder: Path, home: Path) -> tuple[Path, Path] | None:
    """Let the user choose a copy and where its file goes; None when one of the two was not chosen.

    ``folder`` is looked into first; ``home`` is where the user's files are.
    """
    name, _ = QFileDialog.getOpenFileName(
        window, _tr("Выберите копию"), str(folder), _tr("Копии файлов «Отклик» (*{0})").format(COPY)
    )
    if not name:
        return None
    copy = Path(name)
    target, _ = QFileDialog.getSaveFileName(
        window,
        _tr("Куда вернуть файл"),
        str(_own_place(copy, home) / f"{stem_of(copy) or _tr('Школа')}.otklik"),
        _tr("Файлы «Отклик» (*{0})").format(".otklik"),
        options=QFileDialog.Option.DontConfirmOverwrite,  # the old file is set aside, and asked about below
    )
    if not target:
        return None
    path = Path(target if target.endswith(".otklik") else f"{target}.otklik")
    return (copy, path) if not path.exists() or ask_replacing(window, path, copy) else None


def _own_place(copy: Path, home: Path) -> Path:
    """Return the folder the file of a copy belongs to: beside its copies, but never on a stick."""
    beside = copy.parent.parent
    if copy.parent.name != FOLDER:
        return home  # a copy to carry lies anywhere
    try:
        same = beside == home or _device(beside) == _device(home)
    except OSError:
        return home
    return beside if same else home


def _device(folder: Path) -> int:
    return folder.stat().st_dev


def restored_sentence(path: Path, *, encrypted: bool) -> str:
    """Say that a copy is in its file's place, and whose password it has."""
    done = _tr("Возвращён файл «{0}» из копии.").format(path.name)
    return done + (" " + _tr("Пароль у него тот же, что у копии.") if encrypted else "")


def ask_replacing(window: QWidget, path: Path, copy: Path) -> bool:
    """Ask whether a copy may take the place of a file that is there."""
    box = QMessageBox(window)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(_tr("Вернуть копию"))
    box.setText(_tr("Вместо файла «{0}» встанет копия «{1}».").format(path.name, copy.name))
    box.setInformativeText(_tr("Нынешний файл не сотрётся: он будет отложен в папку копий."))
    back = box.addButton(_tr("Вернуть копию"), QMessageBox.ButtonRole.AcceptRole)
    box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(back)
    box.exec()
    return box.clickedButton() is back


def moment(made_at: datetime) -> str:
    """Return a moment as the user's clock showed it: «23.11.2026 17:05»."""
    return f"{made_at.astimezone():%d.%m.%Y %H:%M}"


def no_copy(error: AppError) -> AppError:
    """Return the refusal of a damaged file that has no good copy, with what is left to do."""
    return AppError(
        error.message,
        hint=_tr(
            "Целых копий рядом не нашлось: копию с флешки можно взять через «Файл → Восстановить из копии…»."
        ),
    )
