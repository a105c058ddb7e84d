"""The command about the password of a file: set, change, remove, print the recovery sheet."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from desktop_app.bootstrap import opened
from desktop_app.commands.secrets import NEW_VARIABLE, VARIABLE, add_option, typed_password
from desktop_app.commands.tools import AddCommand, say
from desktop_app.russian.plurals import count
from desktop_app.services.copies.disk import in_russian, write_whole
from desktop_app.services.errors import AppError, ValidationError
from desktop_app.services.protection.passwords import password_problems
from desktop_app.services.protection.service import ProtectionService

_CURRENT: Final = "Нынешний пароль"
_NEW: Final = "Новый пароль"


def password_commands(command: AddCommand) -> dict[str, Callable[[Any], None]]:
    """Return the command by its name, as what adds it to the subparsers; ``command`` makes its parser."""

    def password(commands: Any) -> None:
        parser = command(commands, "password", "пароль на файл и лист с ключом восстановления", _password)
        parser.add_argument("file", type=Path, metavar="FILE")
        what = parser.add_mutually_exclusive_group()
        what.add_argument("--set", action="store_true", help="поставить пароль")
        what.add_argument("--change", action="store_true", help="сменить пароль")
        what.add_argument("--remove", action="store_true", help="снять пароль")
        copies = parser.add_mutually_exclusive_group()
        under = "прежние копии всех мест (рядом с файлом, вторая папка) перевести под нынешний пароль"
        copies.add_argument("--copies", action="store_true", help=under)
        copies.add_argument("--delete-copies", action="store_true", help="прежние копии всех мест удалить")
        sheet = "записать лист с ключом восстановления"
        parser.add_argument("--recovery-page", type=Path, metavar="X.pdf", help=sheet)
        add_option(parser, "--new-password-file", f"файл с новым паролем; иначе {NEW_VARIABLE}")

    return {"password": password}


def _password(options: argparse.Namespace) -> int:
    page: Path | None = options.recovery_page
    if page is not None:
        _refuse_place(page, options.file)
    changing = options.set or options.change or options.remove
    only_asked = not (changing or options.copies or options.delete_copies or page)
    with opened(options.file, read_only=only_asked) as services:
        protection = services.protection
        current = "" if options.set else _current(protection, options)
        if changing:
            current = _change(protection, options, current)
        _copies(protection, options)
        if page is not None:
            with in_russian("лист с ключом не записан"):
                write_whole(page, protection.page(current))
            protection.note_page()
            say(f"Лист с ключом восстановления: {page}. Напечатайте его и удалите этот файл.")
        _tell(protection)
    return 0


def _refuse_place(page: Path, file: Path) -> None:
    if not page.absolute().parent.is_dir():
        raise AppError(f"Папки нет: {page.absolute().parent}", hint="Создайте её или укажите другую.")
    if page.exists() and file.exists() and page.samefile(file):
        raise AppError("Это сам файл данных, лист не записан.", hint="Укажите другое имя.")


def _current(protection: ProtectionService, options: argparse.Namespace) -> str:
    """Return the present password where it has to be proved: for a change and for the sheet."""
    needed = options.change or options.remove or options.recovery_page is not None
    if not needed or not protection.state().encrypted:
        return ""
    return typed_password(options.password_file, VARIABLE, _CURRENT)


def _change(protection: ProtectionService, options: argparse.Namespace, current: str) -> str:
    """Do what was asked and return the password the file has now."""
    if options.remove:
        protection.remove_password(current)
        say("Пароль снят: файл читается без него.")
        return ""
    if options.change and not protection.state().encrypted:
        raise AppError("На файле нет пароля, менять нечего.", hint="Поставьте его: --set.")
    new = typed_password(options.new_password_file, NEW_VARIABLE, _NEW, twice=True)
    problems = password_problems(new, new)
    if problems:
        raise ValidationError(problems)
    if options.set:
        protection.set_password(new)
        say("Пароль поставлен: файл зашифрован целиком.")
    else:
        protection.change_password(current, new)
        say("Пароль сменён. Прежний лист с ключом восстановления больше не действует.")
    return new


def _copies(protection: ProtectionService, options: argparse.Namespace) -> None:
    if options.delete_copies:
        gone = protection.delete_old_copies()
        say(f"Прежних копий удалено: {gone}. Под нынешним паролем сделана новая.")
    elif options.copies:
        brought = protection.bring_copies_under()
        say(f"Копий переведено: {brought.done}, осталось прежними: {brought.left}.")


def _tell(protection: ProtectionService) -> None:
    """Say how the file stands, and plainly which copies do not stand so."""
    state = protection.state()
    if not state.encrypted:
        say("Файл не защищён паролем.")
    else:
        page = f"{state.page_at.astimezone():%d.%m.%Y}" if state.page_at else "ещё не сделан"
        say(f"Файл защищён паролем. Лист с ключом восстановления: {page}. Метка файла: {state.mark}")
    old = protection.old_copies()
    forms = ("копия", "копии", "копий")
    bare = old.plain + old.set_aside
    if state.encrypted and bare:
        say(f"Внимание: в папках копий {count(bare, *forms)} без пароля, их прочтёт любой.")
        for folder in old.folders:
            say(f"    {folder}")
        say("Переведите их под пароль (--copies) или удалите (--delete-copies).")
    if old.other:
        say(f"Под прежним паролем: {count(old.other, *forms)}. Он нужен, чтобы их вернуть; или --copies.")
