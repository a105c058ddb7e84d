"""Write whole numbers in words, as papers do beside the digits: «13 (тринадцать) листов»."""

from __future__ import annotations

from typing import Final

from desktop_app.russian.plurals import plural

MOST: Final = 999_999
_UNITS: Final = (
    "ноль", "один", "два", "три", "четыре", "пять", "шесть", "семь", "восемь", "девять", "десять",
    "одиннадцать", "двенадцать", "тринадцать", "четырнадцать", "пятнадцать", "шестнадцать", "семнадцать",
    "восемнадцать", "девятнадцать",
)  # fmt: skip
_TENS: Final = (
    "", "", "двадцать", "тридцать", "сорок", "пятьдесят",
    "шестьдесят", "семьдесят", "восемьдесят", "девяносто",
)  # fmt: skip
_HUNDREDS: Final = (
    "", "сто", "двести", "триста", "четыреста", "пятьсот", "шестьсот", "семьсот", "восемьсот", "девятьсот",
)  # fmt: skip
_FEMININE: Final = {"один": "одна", "два": "две"}
_THOUSAND: Final = 1000


def in_words(number: int) -> str:
    """Return «двадцать один» for a masculine noun; raise ValueError outside of 0 to 999 999."""
    if not 0 <= number <= MOST:
        raise ValueError(f"Число вне границ: {number}")
    thousands, rest = divmod(number, _THOUSAND)
    words: list[str] = []
    if thousands:
        words = [_FEMININE.get(word, word) for word in _below_thousand(thousands)]
        words.append(plural(thousands, "тысяча", "тысячи", "тысяч"))
    if rest or not thousands:
        words += _below_thousand(rest)
    return " ".join(words)


def _below_thousand(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = [_HUNDREDS[hundreds]] if hundreds else []
    if rest < len(_UNITS):
        return [*words, _UNITS[rest]] if rest or not words else words
    tens, units = divmod(rest, 10)
    return [*words, _TENS[tens], _UNITS[units]] if units else [*words, _TENS[tens]]
