"""Signs a scanner mistook, put right where nothing else makes sense; the text keeps its length."""

from __future__ import annotations

import re
from typing import Final

_TO_CYRILLIC: Final = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")
_TO_DIGITS: Final = str.maketrans("ОоOoЗзlI|", "000033111")
_DIGIT: Final = r"[\dОоOoЗзlI|]"
_WORD: Final = re.compile(r"[A-Za-zА-Яа-яЁё]{2,}")
_LOOKALIKES: Final = re.compile(r"[A-Za-z]+")
_SHOUTED: Final = re.compile(r"(?<![\w/-])[А-ЯЁ03]{5,}(?![\w/-])")
_NUMERALS: Final = (
    re.compile(rf"(?<!\w){_DIGIT}{{1,2}}[.,]{_DIGIT}{{2}}[.,]{_DIGIT}{{4}}(?!\w)"),
    re.compile(rf"(?<!\w)2[0ОоOo]{_DIGIT}{{2}}(?!\w)"),
    re.compile(rf"(?<=\bна\s){_DIGIT}{{1,3}}(?=\s*-?х?\s*л(?:\.|ист))", re.IGNORECASE),
    re.compile(r"(?<![\w/-])[ОO]\d(?=\d*[/-]\d)"),
)
_ADDRESS: Final = re.compile(r"://|@|^www\.", re.IGNORECASE)


def repaired(text: str) -> str:
    """Return ``text`` with letters for digits in dates, years and counts, and the reverse in words, mended.

    Every sign is replaced by one sign: a place in the result is the same place in ``text``.
    """
    mended = "".join(
        part if _ADDRESS.search(part) else _WORD.sub(_one_alphabet, part) for part in re.split(r"(\s+)", text)
    )
    for numeral in _NUMERALS:
        mended = numeral.sub(_digits, mended)
    return _SHOUTED.sub(_letters, mended)


def _one_alphabet(found: re.Match[str]) -> str:
    """Return a word of two alphabets in Cyrillic, when each of its Latin letters has a Cyrillic twin."""
    word = found[0]
    latin = "".join(_LOOKALIKES.findall(word))
    if not latin or len(latin) == len(word) or any(ord(letter) not in _TO_CYRILLIC for letter in latin):
        return word
    return word.translate(_TO_CYRILLIC)


def _digits(found: re.Match[str]) -> str:
    return found[0].translate(_TO_DIGITS).replace(",", ".") if re.search(r"\d", found[0]) else found[0]


def _letters(found: re.Match[str]) -> str:
    word = found[0]
    letters = sum(sign.isalpha() for sign in word)
    return word.translate(str.maketrans("03", "ОЗ")) if letters >= len(word) - 2 else word
