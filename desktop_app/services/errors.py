"""Known errors: what a user did, or what happened to the file, said in Russian with what to do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class FieldError:
    """One thing wrong with one field: the draft's attribute name and a Russian sentence for the user."""

    field: str
    message: str


class AppError(Exception):
    """A refusal with a reason: one Russian sentence, what to do next, and the field it belongs to, if any."""

    def __init__(self, message: str, *, hint: str = "", field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.field = field

    def __str__(self) -> str:
        ended = not self.hint or self.message.endswith((".", "!", "?", "…"))
        return f"{self.message}{'' if ended else '.'} {self.hint}".strip()


class ValidationError(AppError):
    """A draft that cannot be stored; ``errors`` names every wrong field, the first one is the message."""

    def __init__(self, errors: Sequence[FieldError]) -> None:
        first = errors[0]
        super().__init__(first.message, field=first.field)
        self.errors = tuple(errors)


class NotFoundError(AppError):
    """The record asked for is not in the file (deleted meanwhile, or a wrong number was given)."""


class StorageError(AppError):
    """The file cannot be opened, read or written: disk, rights, damage, a newer schema."""


class DamagedError(StorageError):
    """What the file holds cannot be read or trusted; a copy can take its place."""


class LockedFileError(AppError):
    """The file is encrypted and its key is not known here: somebody has to type the password."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"Файл под паролем: {path.name}", hint="Введите пароль или ключ восстановления.")
        self.path = path


class WrongPasswordError(AppError):
    """What was typed does not open the file."""


class BrokenError(AppError):
    """A bug stopped what was asked for; the crash window says where, and whoever waited waits no more."""

    def __init__(self) -> None:
        super().__init__(
            "Не получилось: в программе произошла ошибка.", hint="Введённое осталось в окне, можно повторить."
        )
