"""The pattern of a registration number: tokens in braces, everything else as it stands."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.models.enums import NumberSeries

KIND_WORDS: Final = {NumberSeries.OUTGOING: "исх", NumberSeries.ORDERS: "од"}
"""What ``{kind}`` prints for each series."""

MAX_LENGTH: Final = 60
"""Longer than any number seen, short enough for one line of a letterhead's column."""

_TOKEN: Final = re.compile(r"\{(?P<name>[^{}:]*)(?::(?P<format>[^{}]*))?\}")
_PADDING: Final = re.compile(r"0([1-9])")
_KNOWN: Final = "{serial}, {serial:03}, {yy}, {yyyy}, {kind}"


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """A checked pattern of one series; ``padding`` is the least number of digits of the serial."""

    text: str
    series: NumberSeries
    padding: int

    def number(self, serial: int, on: date) -> str:
        """Return the number that ``serial`` makes on the day ``on``."""
        return _TOKEN.sub(lambda token: self._value(token["name"], serial, on), self.text)

    def serial(self, number: str, on: date) -> int | None:
        """Return the serial from which this pattern makes ``number`` on that day; None when it never does."""
        before, after = self._around(on)
        digits = number[len(before) : len(number) - len(after)]
        if not (digits.isascii() and digits.isdecimal()):
            return None
        serial = int(digits)
        return serial if serial > 0 and self.number(serial, on) == number else None

    def _value(self, name: str, serial: int, on: date) -> str:
        values = {
            "serial": f"{serial:0{self.padding}}" if self.padding else str(serial),
            "yy": f"{on.year % 100:02}",
            "yyyy": f"{on.year:04}",
            "kind": KIND_WORDS[self.series],
        }
        return values[name]

    def _around(self, on: date) -> tuple[str, str]:
        """Return what stands before and after the serial on that day."""
        token = next(found for found in _TOKEN.finditer(self.text) if found["name"] == "serial")
        return (
            _TOKEN.sub(lambda found: self._value(found["name"], 0, on), self.text[: token.start()]),
            _TOKEN.sub(lambda found: self._value(found["name"], 0, on), self.text[token.end() :]),
        )


def read_pattern(text: str, series: NumberSeries) -> NumberPattern:
    """Check a pattern; raises ``ValueError`` with a Russian sentence that names what is wrong."""
    if not text.strip():
        raise ValueError("Укажите образец номера, например «01-12/{serial}».")
    if len(text) > MAX_LENGTH:
        raise ValueError(f"Образец номера длиннее {MAX_LENGTH} знаков.")
    if text != text.strip() or not text.isprintable():
        raise ValueError("В образце номера лишний пробел по краям или невидимый знак.")
    serials = [_check_token(token) for token in _TOKEN.finditer(text) if token["name"] == "serial"]
    for token in _TOKEN.finditer(text):
        _check_token(token)
    _check_braces(text)
    if len(serials) != 1:
        found = "нет места для порядкового номера" if not serials else "порядковый номер стоит дважды"
        raise ValueError(f"В образце номера {found}: «{{serial}}» нужен ровно один раз.")
    return NumberPattern(text, series, serials[0])


def _check_token(token: re.Match[str]) -> int:
    """Return the padding a token asks for; raises ``ValueError`` for an unknown token or format."""
    name, wanted = token["name"], token["format"]
    if name not in {"serial", "yy", "yyyy", "kind"}:
        raise ValueError(f"Неизвестная подстановка «{token[0]}». Есть только {_KNOWN}.")
    if wanted is None:
        return 0
    padding = _PADDING.fullmatch(wanted)
    if name != "serial" or padding is None:
        raise ValueError(f"Неизвестный вид подстановки «{token[0]}». Есть только {_KNOWN}.")
    return int(padding[1])


def _check_braces(text: str) -> None:
    """Refuse a brace that belongs to no token."""
    rest = _TOKEN.sub(lambda token: " " * len(token[0]), text)
    place = re.search(r"[{}]", rest)
    if place is not None:
        shown = text[place.start() : place.start() + 12]
        raise ValueError(f"Скобка «{place[0]}» без пары в образце номера, у «{shown}».")
