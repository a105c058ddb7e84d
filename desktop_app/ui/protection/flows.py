"""What the user goes through: set, change, take away, print the sheet, settle old copies, carry one along."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QCoreApplication, QDir, Qt
from PySide6.QtWidgets import QFileDialog, QMessageBox, QProgressDialog, QWidget

from desktop_app.russian.plurals import count
from desktop_app.services.copies.destination import likely_folder
from desktop_app.services.errors import AppError
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.protection.password_dialogs import NewPasswordDialog, ProveDialog
from desktop_app.ui.protection.sheet_dialog import SheetDialog

if TYPE_CHECKING:
    from desktop_app.services.container import Services
    from desktop_app.services.protection.old_copies import OldCopies
    from desktop_app.services.protection.types import Rekeyed

T = TypeVar("T")
Done = tuple["Rekeyed", bytes]
"""What a change leaves to settle, and the sheet of the new key."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("protection", text)


def set_password(services: Services, parent: QWidget) -> bool:
    """Encrypt the file; True when it was done."""
    protection = services.protection

    def work(values: dict[str, str]) -> Done:
        return protection.set_password(values["password"]), protection.page(values["password"])

    explanation = _tr(
        "Файл будет зашифрован целиком: без пароля его не прочтёт никто, и на потерянной флешке тоже. "
        "Сначала сделается проверенная копия. Потом напечатайте лист с ключом: он на случай забытого пароля."
    )
    dialog: NewPasswordDialog[Done] = NewPasswordDialog(
        _tr("Пароль на файл"), _tr("Поставить пароль"), explanation, work, parent
    )
    return _settle(services, dialog, parent)


def change_password(services: Services, parent: QWidget, *, by_key: str = "") -> bool:
    """Put another password in place of the present one, or of one forgotten; True when it was done."""
    protection = services.protection

    def work(values: dict[str, str]) -> Done:
        current = values.get("current") or by_key
        changed = protection.change_password(current, values["password"])
        return changed, protection.page(values["password"])

    explanation = (
        _tr("Файл открыт ключом с листа. Придумайте новый пароль: прежний лист после этого не действует.")
        if by_key
        else _tr("Файл будет зашифрован заново. Прежний лист с ключом восстановления больше не подойдёт.")
    )
    dialog: NewPasswordDialog[Done] = NewPasswordDialog(
        _tr("Новый пароль"), _tr("Сменить пароль"), explanation, work, parent, prove=not by_key
    )
    return _settle(services, dialog, parent)


def remove_password(services: Services, parent: QWidget) -> bool:
    """Make the file plain again; True when it was done."""
    explanation = _tr(
        "Файл станет обычным: его прочтёт любой, у кого он окажется. Перед этим сделается копия."
    )
    dialog: ProveDialog[Rekeyed] = ProveDialog(
        _tr("Снять пароль"),
        _tr("Снять пароль"),
        explanation,
        lambda values: services.protection.remove_password(values["current"]),
        parent,
    )
    dialog.exec()
    if dialog.done_with is None:
        return False
    settle_copies(services, dialog.done_with.old, parent)
    return True


def make_sheet(services: Services, parent: QWidget) -> bool:
    """Show the recovery sheet to whoever knows the password; True when it was printed or saved."""
    explanation = _tr("Кто прочтёт лист, тот откроет файл, поэтому сначала — пароль.")
    dialog: ProveDialog[bytes] = ProveDialog(
        _tr("Лист с ключом восстановления"),
        _tr("Показать лист"),
        explanation,
        lambda values: services.protection.page(values["current"]),
        parent,
    )
    dialog.exec()
    return dialog.done_with is not None and _show_sheet(services, dialog.done_with, parent)


def settle_copies(services: Services, old: OldCopies, parent: QWidget) -> None:
    """Say which copies the present password is not for, and deal with them as the user says."""
    if not old.count:
        return
    encrypted = services.store.encrypted
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning if old.plain and encrypted else QMessageBox.Icon.Question)
    box.setWindowTitle(_tr("Прежние копии"))
    box.setText(copies_sentence(old, encrypted=encrypted))
    if old.plain and encrypted:
        verb, advice = (
            _tr("Зашифровать их"),
            _tr("Лучше зашифровать: копии останутся, а чужой их не прочтёт."),
        )
    elif encrypted:
        verb, advice = _tr("Перевести под новый пароль"), _tr("Иначе чтобы вернуть их, нужен прежний пароль.")
    else:
        verb, advice = _tr("Снять пароль и с них"), _tr("Иначе чтобы вернуть их, нужен прежний пароль.")
    places = _tr("Где они: {0}").format(", ".join(QDir.toNativeSeparators(str(each)) for each in old.folders))
    more = _tr("Другие флешки и папки, куда копии клали раньше, программа не видит: проверьте их сами.")
    box.setInformativeText(f"{places}\n{advice}\n{more}")
    bring = box.addButton(verb, QMessageBox.ButtonRole.AcceptRole)
    delete = box.addButton(_tr("Удалить"), QMessageBox.ButtonRole.DestructiveRole)
    leave = box.addButton(_tr("Оставить как есть"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(bring)
    box.setEscapeButton(leave)
    box.exec()
    if box.clickedButton() is bring:
        _wait(parent, _tr("Перевожу копии…"), services.protection.bring_copies_under)
    elif box.clickedButton() is delete:
        _wait(parent, _tr("Удаляю прежние копии…"), services.protection.delete_old_copies)


def carry(services: Services, parent: QWidget) -> Path | None:
    """Make one encrypted copy where the user says, under a password of its own; None when it was not made."""
    title = _tr("Куда записать зашифрованную копию")
    folder = QFileDialog.getExistingDirectory(parent, title, str(likely_folder()))
    if not folder:
        return None
    explanation = _tr(
        "Один файл под своим паролем, проверенный после записи. Вернуть его: «Файл → Восстановить из копии…» "
        "на любом компьютере с этой программой. Забытый пароль копии не восстановить: запишите его."
    )
    dialog: NewPasswordDialog[Path] = NewPasswordDialog(
        _tr("Зашифрованная копия"),
        _tr("Записать копию"),
        explanation,
        lambda values: services.protection.carry(Path(folder), values["password"]),
        parent,
    )
    dialog.exec()
    return dialog.done_with


def _settle(services: Services, dialog: NewPasswordDialog[Done], parent: QWidget) -> bool:
    dialog.exec()
    if dialog.done_with is None:
        return False
    changed, sheet = dialog.done_with
    dialog.done_with = None
    _show_sheet(services, sheet, parent)
    settle_copies(services, changed.old, parent)
    return True


def _show_sheet(services: Services, pdf: bytes, parent: QWidget) -> bool:
    sheet = SheetDialog(pdf, services.store.path.stem, services.protection.note_page, parent)
    sheet.exec()
    return sheet.taken_out


def copies_sentence(old: OldCopies, *, encrypted: bool) -> str:
    """Say which copies the present password is not for."""
    bare = old.plain + old.set_aside
    where = _tr("В папках копий") if old.folders[1:] else _tr("В папке копий")
    if encrypted and bare:
        copies = count(bare, "копия", "копии", "копий")
        return _tr("{0} {1} без пароля: их прочтёт любой, кто туда заглянет.").format(where, copies)
    copies = count(old.other, "копия", "копии", "копий")
    return _tr("{0} {1} под прежним паролем.").format(where, copies)


def _wait(parent: QWidget, text: str, work: Callable[[], T]) -> None:
    """Do it behind a sign of work that cannot be closed, and say a refusal."""
    waiting = QProgressDialog(text, "", 0, 0, parent)
    waiting.setCancelButton(None)
    waiting.setWindowModality(Qt.WindowModality.ApplicationModal)
    waiting.setMinimumDuration(0)
    refused: list[AppError] = []

    def on_refused(error: AppError) -> None:
        refused.append(error)
        waiting.accept()

    Operation(waiting, work, lambda _result: waiting.accept(), on_refused).start()
    waiting.exec()
    waiting.deleteLater()
    if refused:
        QMessageBox.warning(parent, _tr("Прежние копии"), str(refused[0]))
