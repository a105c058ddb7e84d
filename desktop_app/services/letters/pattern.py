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

MAX_INDEX: Final = 30
"""No file index of a nomenclature is longer."""

_TOKEN: Final = re.compile(r"\{(?P<name>[^{}:]*)(?::(?P<format>[^{}]*))?\}")
_PADDING: Final = re.compile(r"0([1-9])")
_NAMES: Final = frozenset({"index", "serial", "yy", "yyyy", "kind", "repeat"})
_COUNTED: Final = {"serial", "repeat"}
"""Tokens whose value is not known from the pattern and the day alone."""
RUSSIAN: Final = {
    "serial": "номер", "index": "индекс", "yy": "гг", "yyyy": "гггг", "kind": "вид", "repeat": "повтор",
}  # fmt: skip
"""How the tokens are called where people type them; a stored pattern holds their English names."""
_KNOWN: Final = "{index}, {serial}, {serial:03}, {yy}, {yyyy}, {kind}, {repeat}"


@dataclass(frozen=True, slots=True)
class NumberPattern:
    """A checked pattern of one series; ``padding`` is the least number of digits of the serial."""

    text: str
    series: NumberSeries
    padding: int
    index: str = ""
    """What ``{index}`` prints: the case index by the school's nomenclature."""

    def number(self, serial: int, on: date, repeat: int = 0) -> str:
        """Return the number that ``serial`` makes on the day ``on``.

        ``repeat`` counts the earlier papers that answer the same letter: 0 for the first one.
        """
        return _TOKEN.sub(lambda token: self._value(token["name"], serial, on, repeat), self.text)

    def serial(self, number: str, on: date) -> int | None:
        """Return the serial from which this pattern makes ``number`` on that day; None when it never does."""
        found = re.fullmatch(self._shape(on), number)
        if found is None:
            return None
        serial, repeat = int(found["serial"]), int(found.groupdict().get("repeat") or 0)
        return serial if serial > 0 and self.number(serial, on, repeat) == number else None

    def has(self, name: str) -> bool:
        """Tell whether the pattern has a token."""
        return any(token["name"] == name for token in _TOKEN.finditer(self.text))

    def _value(self, name: str, serial: int, on: date, repeat: int) -> str:
        values = {
            "index": self.index,
            "serial": f"{serial:0{self.padding}}" if self.padding else str(serial),
            "yy": f"{on.year % 100:02}",
            "yyyy": f"{on.year:04}",
            "kind": KIND_WORDS[self.series],
            "repeat": str(repeat),
        }
        return values[name]

    def _shape(self, on: date) -> str:
        """Return the expression that every number of that day fits."""
        parts, end = [], 0
        for token in _TOKEN.finditer(self.text):
            name = token["name"]
            parts.append(re.escape(self.text[end : token.start()]))
            parts.append(
                f"(?P<{name}>[0-9]+)" if name in _COUNTED else re.escape(self._value(name, 0, on, 0))
            )
            end = token.end()
        return "".join((*parts, re.escape(self.text[end:])))


def read_pattern(text: str, series: NumberSeries, index: str = "") -> NumberPattern:
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
    _check_repeat(text)
    return NumberPattern(text, series, serials[0], index)


def in_russian(text: str) -> str:
    """Return a pattern, or a sentence about one, with its tokens called in Russian."""
    return _renamed(text, RUSSIAN)


def in_english(text: str) -> str:
    """Return a pattern as it is stored, whichever names its tokens were typed by."""
    return _renamed(text, {russian: english for english, russian in RUSSIAN.items()})


def _renamed(text: str, names: dict[str, str]) -> str:
    def renamed(token: re.Match[str]) -> str:
        name = names.get(token["name"].strip().lower(), token["name"])
        return f"{{{name}}}" if token["format"] is None else f"{{{name}:{token['format']}}}"

    return _TOKEN.sub(renamed, text)


def index_error(pattern: str, index: str) -> str:
    """Return what is wrong with the case index of a pattern; empty when nothing is."""
    if "{index}" in pattern and not index.strip():
        return "В образце есть «{index}»: укажите индекс дела по номенклатуре, например «01-12»."
    if len(index) > MAX_INDEX:
        return f"Индекс дела длиннее {MAX_INDEX} знаков."
    if index != index.strip() or not index.isprintable() or re.search(r"[{}]", index):
        return "В индексе дела лишний пробел, скобка или невидимый знак."
    return ""


def _check_token(token: re.Match[str]) -> int:
    """Return the padding a token asks for; raises ``ValueError`` for an unknown token or format."""
    name, wanted = token["name"], token["format"]
    if name not in _NAMES:
        raise ValueError(f"Неизвестная подстановка «{token[0]}». Есть только {_KNOWN}.")
    if wanted is None:
        return 0
    padding = _PADDING.fullmatch(wanted)
    if name != "serial" or padding is None:
        raise ValueError(f"Неизвестный вид подстановки «{token[0]}». Есть только {_KNOWN}.")
    return int(padding[1])


def _check_repeat(text: str) -> None:
    """Refuse a repeat that stands twice, or so close to the serial that their digits run together."""
    counted = [token for token in _TOKEN.finditer(text) if token["name"] in _COUNTED]
    if len(counted) <= 1:
        return
    if len(counted) > 2:  # noqa: PLR2004 - the serial and one repeat
        raise ValueError("В образце номера «{repeat}» стоит дважды: он нужен не больше одного раза.")
    between = _TOKEN.sub("", text[counted[0].end() : counted[1].start()])
    if not re.search(r"[^0-9]", between):
        raise ValueError("Между «{serial}» и «{repeat}» нужен знак, например «-»: иначе их цифры сольются.")


def _check_braces(text: str) -> None:
    """Refuse a brace that belongs to no token."""
    rest = _TOKEN.sub(lambda token: " " * len(token[0]), text)
    place = re.search(r"[{}]", rest)
    if place is not None:
        shown = text[place.start() : place.start() + 12]
        raise ValueError(f"Скобка «{place[0]}» без пары в образце номера, у «{shown}».")
