"""Set Russian text as a printer would: spaces that must not break, quotation marks, dashes."""

from __future__ import annotations

import re
from typing import Final

from desktop_app.russian.spaces import NBSP

_UPPER: Final = "А-ЯЁA-Z"
_MONTHS: Final = "января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря"
_SHORT_WORDS: Final = (
    "а|и|в|во|к|ко|с|со|о|об|обо|у|на|не|ни|но|да|до|за|из|изо|от|ото|по|под|над|при|про|для|без"
)
_PLACES: Final = "г|гор|ул|пер|пос|пгт|с|д|дер|обл|мкр|пл|просп|пр|наб|ш|им|р|оз|ст|тер|туп"
_CITED: Final = "п|пп|ст|ч|рис|табл|гл|разд|абз|подп|прил|стр|с|д|кв|корп|каб|оф|тел|лит|вып|т|кл"
_UNITS: Final = (
    r"л\.|лл\.|экз\.|%|‰|°|₽|руб\.?|коп\.?|тыс\.?|млн|млрд|чел\.?|ч|ч\.|мин\.?|сек\.?|с\.|стр\.|"
    r"мм|см|м|км|г|кг|шт\.?|кв\.|куб\.|КБ|МБ|ГБ"
)
_GLUED: Final = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(\b[{_UPPER}]\.) (?=[{_UPPER}]\.|[{_UPPER}][а-яёa-z])",  # О. Н. Иванова
        rf"([а-яёa-z]) (?=[{_UPPER}]\.[ {NBSP}]?[{_UPPER}]\.)",  # Иванова О.Н.
        r"([№§]) (?=\S)",
        rf"(\d[»\"]?) (?=(?:{_MONTHS})\b)",
        rf"(\b(?:{_MONTHS})) (?=\d{{4}}\b)",
        rf"(\d) (?=(?:{_UNITS})(?!\w))",
        r"(\d) (?=\d{3}(?!\d))",
        r"(\d) (?=«[А-ЯЁ]»)",  # 5 «А»
        r"(\d) (?=гг?\.|год(?:а|у|ом|ов)?\b)",
        rf"((?<!\d[ {NBSP}])\b(?:{_PLACES})\.) (?=[А-ЯЁ«\d])",  # г. Иркутск, but «2024 г. Школа» may break
        rf"(\b(?:{_CITED})\.) (?=[\d№+(])",  # п. 3, тел. (3952)
        r"(\bт\.) (?=[дпек]\.)",  # и т. д.
        rf"((?<![\w-])(?i:{_SHORT_WORDS})) (?=\S)",
        r"(\w) (?=(?:же|ли|бы|ль|б|ж)(?!\w))",
        r"(\S) (?=[—–](?:\s|$))",
    )
)

_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[^\s\"«»„“”<>]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DASH: Final = re.compile(rf"(?P<left>\S+)(?P<gap>[ {NBSP}])[-–](?P<space>[ {NBSP}])(?=(?P<right>\S+))")
_BEFORE_OPENING: Final = frozenset('([{«„"—–-/')


def nonbreaking(text: str) -> str:
    """Return the text with non-breaking spaces where a line must not end; nothing else changes.

    Between initials and surname in both orders, after «№», «г.», «ул.», «п.» and short words; between a
    number and its unit, month or year; before a dash. Applying it twice gives the same.
    """
    for pattern in _GLUED:
        text = pattern.sub(rf"\1{NBSP}", text)
    return text


def as_printed(text: str) -> str:
    """Return the text as it is printed: quotation marks and dashes first, then what must not be parted."""
    return nonbreaking(quotes(text))


def quotes(text: str) -> str:
    """Return the text with « », „ “ inside them, and dashes: spaced in a sentence, unspaced in a range.

    Web and e-mail addresses are not touched; a mark that closes nothing («5"») stays as typed.
    """
    text = _DASH.sub(_dash, text)
    frozen = {index for address in _ADDRESS.finditer(text) for index in range(*address.span())}
    result: list[str] = []
    depth = 0
    for index, char in enumerate(text):
        mark, depth = (char, depth) if index in frozen else _mark(text, index, depth)
        result.append(mark)
    return "".join(result)


def _dash(match: re.Match[str]) -> str:
    """Return the text up to the dash and the dash: unspaced between rising numbers, else an em dash.

    A registration number («133/6 – ОД», «№ 57 - од») is left alone: it is quoted as it was given.
    """
    left, right = match["left"], match["right"]
    if "№" in left or match.string[: match.start()].rstrip().endswith("№"):
        return match[0]
    low, high = re.search(r"\d+$", left), re.match(r"\d+", right)
    if low and high and not _ADDRESS.fullmatch(left) and int(low[0]) < int(high[0]):
        return f"{left}–"
    if low is not None and len(right) > 1 and right.isupper():
        return match[0]
    return f"{left}{match['gap']}—{match['space']}"


def _mark(text: str, index: int, depth: int) -> tuple[str, int]:
    """Return what to print for one character, and how many quotations are open after it."""
    char = text[index]
    if char == "\n":
        return char, 0
    straight = char == '"' or (char == "“" and not depth)  # inside a quotation “ is the closing mark
    if char in "«„" or (straight and _opens(text, index)):
        return ("„" if depth else "«"), depth + 1
    if char in '»”“"' and depth:
        return ("“" if depth > 1 else "»"), depth - 1
    return char, depth


def _opens(text: str, index: int) -> bool:
    """Tell whether the mark stands where a quotation begins: after a blank or a bracket, before a word."""
    before, after = text[index - 1 : index], text[index + 1 : index + 2]
    return (
        (not before or before.isspace() or before in _BEFORE_OPENING) and bool(after) and not after.isspace()
    )
