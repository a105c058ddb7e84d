"""Which letters are meant: find the encoding of a Russian text, or say that it cannot be told."""

from __future__ import annotations

import codecs
import math
import re
from typing import Final

from desktop_app.services.errors import AppError
from desktop_app.services.exchange.headings import known_in

ENCODINGS: Final = ("utf-8", "utf-16-le", "utf-16-be", "cp1251", "cp866", "koi8-r", "mac-cyrillic")
"""Everything a user may choose."""
NAMES: Final = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16",
    "utf-16-be": "UTF-16 (старший байт первый)",
    "cp1251": "Windows-1251",
    "cp866": "DOS (866)",
    "koi8-r": "КОИ-8",
    "mac-cyrillic": "Macintosh",
}

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ONE_BYTE: Final = ("cp1251", "cp866", "koi8-r", "mac-cyrillic")
_SAMPLE: Final = 200_000
"""Bytes looked at to tell one encoding from another."""
_SURE: Final = 12.0
"""The logarithm of how many times likelier the best reading must be than the next."""
_FEWEST_HEADINGS: Final = 2
_SEPARATORS: Final = re.compile(r"[;,\t|\"]")

# how often each letter comes in Russian texts, per thousand; the corpus of the Russian language, 2005
_LETTERS: Final = dict(
    zip(
        "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",
        (
            *(110, 85, 80, 74, 67, 63, 55, 47, 45, 44, 35, 32, 30, 28, 26, 20, 19),
            *(17, 17, 16, 16, 14, 12, 10, 9, 7, 6, 5, 4, 3, 3, 0.4, 0.4),
        ),
        strict=True,
    )
)
_USUAL_SIGNS: Final = frozenset("«»—–№…„“”’ \u00ad°§±·•©®€")
_NEVER_BEFORE: Final = frozenset("–—…№")
"""Signs no small letter follows without a space; elsewhere these bytes are capitals («–одительское»)."""
_SIGN: Final = math.log(0.01)
_STRANGE: Final = math.log(0.000_05)
_WRONG_CASE: Final = math.log(0.005)
_NO_TABLE: Final = AppError(
    "Это не таблица: в файле нет текста, который можно прочесть.",
    hint="Сохраните таблицу в программе, где она сделана, как XLSX или CSV.",
)
_DOS_END: Final = b"\x1a"
"""The sign programs of DOS end a text with."""
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f]")


def decoded(content: bytes, wanted: str = "") -> tuple[str, str, tuple[str, ...]]:
    """Return the text, its encoding, and all encodings that fit when there is no telling.

    ``wanted`` is the user's choice. Raises ``AppError`` for what is no text at all or not in that encoding.
    """
    content = content.rstrip(_DOS_END)
    if wanted:
        return _text(content, wanted), wanted, ()
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _text(content, encoding), encoding, ()
    wide = _wide(content)
    if wide:
        try:
            return _checked(content.decode(wide)), wide, ()
        except UnicodeDecodeError as error:
            raise _NO_TABLE from error
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        encoding, others = _one_byte(content)
        return _text(content, encoding), encoding, others
    return _checked(text), "utf-8", ()


def _text(content: bytes, encoding: str) -> str:
    for mark, marked in _BOMS:
        if marked == encoding and content.startswith(mark):
            content = content[len(mark) :]
    try:
        return _checked(content.decode(encoding))
    except UnicodeDecodeError as error:
        raise AppError(
            f"Файл не читается в кодировке {NAMES.get(encoding, encoding)}.", hint="Выберите другую."
        ) from error


def _checked(text: str) -> str:
    if _CONTROLS.search(text) or not text.strip():
        raise _NO_TABLE
    return text


def _wide(content: bytes) -> str:
    """Tell UTF-16 without its mark: ends of lines and separators have a zero byte beside them."""
    head = content[:_SAMPLE]
    if len(content) % 2 or b"\x00" not in head:
        return ""
    low, high = head[0::2].count(0), head[1::2].count(0)
    return "utf-16-le" if high > low else "utf-16-be"


def _one_byte(content: bytes) -> tuple[str, tuple[str, ...]]:
    """Weigh the Russian encodings by the headings they show, then by letters."""
    weights = []
    for encoding in _ONE_BYTE:
        text = content[:_SAMPLE].decode(encoding, errors="replace")
        weights.append((_headings(text), _likelihood(text), encoding))
    weights.sort(reverse=True)
    (headings, likely, best), (next_headings, _, _) = weights[:2]
    if headings >= _FEWEST_HEADINGS and next_headings < _FEWEST_HEADINGS:
        return best, ()
    best, likely = max(((each[2], each[1]) for each in weights), key=lambda each: each[1])
    close = tuple(each[2] for each in weights if likely - each[1] < _SURE)
    return best, close if len(close) > 1 else ()


def _headings(text: str) -> int:
    lines = text.splitlines()[:20]
    return max((known_in(_SEPARATORS.split(row)) for row in lines), default=0)


def _likelihood(text: str) -> float:
    """Return the logarithm of how likely a text is as Russian: its letters, and their case inside words."""
    total, before = 0.0, ""
    for sign in text[:20_000]:
        if sign >= "\x80":
            lower = sign.lower()
            share = _LETTERS.get(lower)
            if share is not None:
                total += math.log(share / 1000)
                if before.islower() and sign.isupper():
                    total += _WRONG_CASE
                elif before in _NEVER_BEFORE and sign.islower():
                    total += _STRANGE
            else:
                total += _SIGN if sign in _USUAL_SIGNS else _STRANGE
        before = sign
    return total
