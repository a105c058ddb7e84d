"""Passwords of the commands: asked for without echo, read from a file or from the environment.

Never an argument's value: every user of the computer sees the arguments of every process, and a shell keeps
them in its history.
"""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from desktop_app.commands.tools import refuse
from desktop_app.services.errors import AppError, WrongPasswordError
from desktop_app.services.protection.recovery_key import RecoveryKeyError
from desktop_app.services.protection.unlocking import is_locked, unlock

VARIABLE: Final = "OTKLIK_PASSWORD"
NEW_VARIABLE: Final = "OTKLIK_NEW_PASSWORD"
COPY_VARIABLE: Final = "OTKLIK_COPY_PASSWORD"

_MADE_HERE: Final = frozenset({"demo", "new", "gallery"})
"""Commands whose file does not exist yet."""
_LONGEST: Final = 10_000
_TRIES: Final = 3
"""Times a person at a terminal is asked in one run; the next run asks again."""


def add_password_options(commands: Any) -> None:
    """Give every command that takes an existing file the option its password is read from."""
    for name, parser in commands.choices.items():
        taken = {action.dest for action in parser._actions}  # noqa: SLF001 - argparse has no other list
        if name not in _MADE_HERE and "file" in taken:
            add_option(
                parser, "--password-file", f"файл с паролем или ключом восстановления; иначе {VARIABLE}"
            )


def add_option(parser: Any, option: str, text: str) -> None:
    """Add an option that names a file with a password in it."""
    parser.add_argument(option, type=Path, metavar="F", help=text)


def unlock_files(options: argparse.Namespace) -> None:
    """Learn the keys of the encrypted files a command is about; raises ``AppError``.

    A file that is about to be replaced by a copy need not be opened: its password may be what was lost.
    """
    if not hasattr(options, "password_file"):
        return
    typed = ""
    for path, wanted in _files(options):
        if path.is_file() and is_locked(path):
            try:
                typed = _unlocked(path, typed, options.password_file)
            except AppError:
                if wanted:
                    raise


def typed_password(source: Path | None, variable: str, question: str, *, twice: bool = False) -> str:
    """Return a password from a file, from the environment or from the person at the terminal.

    Raises ``AppError`` when there is none of the three, or two typings differ.
    """
    given = _given(source, variable)
    if given:
        return given
    if not _at_terminal():
        option = {VARIABLE: "--password-file", NEW_VARIABLE: "--new-password-file"}.get(variable, "")
        option = option or "--copy-password-file"
        raise AppError(f"{question}: не указан.", hint=f"Укажите {option} или переменную {variable}.")
    typed = getpass.getpass(f"{question}: ")
    if twice and getpass.getpass("Ещё раз: ") != typed:
        raise AppError("Пароли не совпадают.", hint="Повторите команду.")
    return typed


def _unlocked(path: Path, typed: str, source: Path | None) -> str:
    """Open one file and return what opened it; a person at a terminal may try again."""
    given = typed or _given(source, VARIABLE)
    if given:
        unlock(path, given)
        return given
    if not _at_terminal():
        raise AppError(
            f"Файл под паролем: {path.name}", hint=f"Укажите --password-file или переменную {VARIABLE}."
        )
    left = _TRIES
    while True:
        asked = getpass.getpass(f"Пароль файла {path.name}: ")
        left -= 1
        try:
            unlock(path, asked)
        except (WrongPasswordError, RecoveryKeyError) as error:
            if not left:
                raise
            refuse(str(error))
        else:
            return asked


def _given(source: Path | None, variable: str) -> str:
    """Return a password without the end of its line; the file may be of either system."""
    if source is None:
        return os.environ.get(variable, "")
    try:
        with source.open(encoding="utf-8-sig") as file:
            text = file.read(_LONGEST)
    except UnicodeDecodeError as error:
        raise AppError(
            f"Файл с паролем не читается: {source.name}", hint="Он должен быть в UTF-8."
        ) from error
    if not text.strip("\r\n"):
        raise AppError(f"В файле с паролем пусто: {source.name}", hint="Пароль — его первая строка.")
    return text.strip("\r\n")


def _files(options: argparse.Namespace) -> Iterator[tuple[Path, bool]]:
    copy = getattr(options, "copy", None)
    if isinstance(copy, Path):
        yield copy, True
    if isinstance(options.file, Path):
        yield options.file, copy is None


def _at_terminal() -> bool:
    return sys.stdin is not None and sys.stdin.isatty()
