"""Turn TOML values into the program's; every refusal is a Russian sentence in a ``ValueError``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from typing import TypeVar

from desktop_app.russian.dates import parse_date

Convert = Callable[[object], object]
_E = TypeVar("_E", bound=StrEnum)


def text(value: object) -> str:
    """Take a text as one line; a number must be quoted, or its zeros in front are lost."""
    if not isinstance(value, str):
        raise ValueError("Здесь нужен текст в кавычках.")  # noqa: TRY004 - one kind of refusal for the reader
    return " ".join(value.split())


def number(value: object) -> int:
    """Take a whole number; ``true`` is none."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError("Здесь нужно целое число без кавычек.")  # noqa: TRY004 - as above
    return value


def day(value: object) -> date:
    """Take a TOML date, or a text such as «05.06.2024»."""
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if isinstance(value, str):
        try:
            return parse_date(value)
        except ValueError as error:
            raise ValueError(f"{error}. Пишите так: 2024-06-05.") from error
    raise ValueError("Здесь нужна дата: 2024-06-05.")


def member(kind: type[_E]) -> Convert:
    """Make the conversion to a member of a closed list."""

    def convert(value: object) -> _E:
        typed = text(value)
        if typed not in set(kind):
            known = ", ".join(sorted(kind))
            raise ValueError(f"Значения «{typed}» нет, можно: {known}.")
        return kind(typed)

    return convert


def names(value: object) -> tuple[str, ...]:
    """Take a list of texts, or one text with commas: «5А, 5Б»."""
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list):
        raise ValueError('Здесь нужен список классов: ["5А", "5Б"].')  # noqa: TRY004 - as above
    return tuple(name for name in map(text, value) if name)
