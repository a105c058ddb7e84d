"""Write and read dates the way Russian papers do (ГОСТ Р 7.0.97-2025, 5.10)."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from desktop_app.russian.spaces import NBSP

_MONTHS_OF: Final = (
    "января", "февраля", "марта", "апреля", "мая", "июня",
    "июля", "августа", "сентября", "октября", "ноября", "декабря",
)  # fmt: skip
_MONTHS: Final = (
    "январь", "февраль", "март", "апрель", "май", "июнь",
    "июль", "август", "сентябрь", "октябрь", "ноябрь", "декабрь",
)  # fmt: skip

_ISO: Final = re.compile(r"(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})")
_DIGITS: Final = re.compile(
    r"(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>\d{4}|\d{2})(?:\s*(?:г\.?|года?))?"
)
_WORDS: Final = re.compile(
    r"[«\"“„]?\s*(?P<day>\d{1,2})\s*[»\"”“]?\s*(?P<month>[а-яё]+)\s+(?P<year>\d{4})(?:\s*(?:г\.?|года?))?"
)


def short_date(day: date) -> str:
    """Return «05.06.2024»: with leading zeros, without «г.»."""
    return f"{day.day:02}.{day.month:02}.{day.year:04}"


def long_date(day: date) -> str:
    """Return «5 июня 2024 г.»: without a leading zero, never broken between lines."""
    return NBSP.join((str(day.day), _MONTHS_OF[day.month - 1], str(day.year), "г."))


def parse_date(text: str) -> date:
    """Return the day a person wrote: «2024-06-05», «5.6.2024», «05.06.24», «5 июня 2024 года».

    The day may stand in quotes, as on a form. A two-digit year is of this century. Raises
    ValueError when the text is not one whole existing date.
    """
    plain = " ".join(text.split()).casefold()
    for form in (_ISO, _DIGITS, _WORDS):
        match = form.fullmatch(plain)
        if match is not None:
            return _build(match["day"], match["month"], match["year"], text)
    raise ValueError(f"Не похоже на дату: «{text.strip()}»")


def _build(day: str, month: str, year: str, text: str) -> date:
    """Return the date of three matched parts; raise ValueError naming the typed text."""
    full_year = int(year) if len(year) > 2 else 2000 + int(year)  # noqa: PLR2004 - a two-digit year
    try:
        return date(full_year, int(month) if month.isdecimal() else _month_number(month), int(day))
    except ValueError as error:
        raise ValueError(f"Такой даты нет: «{text.strip()}»") from error


def _month_number(word: str) -> int:
    """Return 1 to 12 for a month in the genitive or in the nominative; raise ValueError otherwise."""
    names = _MONTHS_OF if word in _MONTHS_OF else _MONTHS
    return names.index(word) + 1
