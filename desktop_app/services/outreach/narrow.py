"""Folded text with one byte a letter: half the memory, and a search and a sort of twice the speed."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator

_CODE = "cp1251"
_HANDLER = "otklik-narrow"
_MARK = "\x01"
_FIRST_DIGIT = 0x0E
"""Sixteen control signs from here on are the digits of what the one-byte code has no letter for."""
_OWN = re.compile(f"[{_MARK}{chr(_FIRST_DIGIT)}-{chr(_FIRST_DIGIT + 15)}]")
"""The signs that spell others; one of them in a text is spelled too, or it would be found inside a letter."""


def narrow(text: str) -> str:
    """Return folded text as cp1251 bytes read as Latin-1; a foreign sign becomes seven control signs.

    One text stands in another exactly when it did before, and Russian letters keep their order.
    """
    if _OWN.search(text):
        text = _OWN.sub(lambda found: "".join(_digits(found[0])), text)
    return text.encode(_CODE, _HANDLER).decode("latin-1")


def narrow_all(texts: Iterable[str]) -> list[str]:
    """Return many folded texts narrowed; none of them holds a line break."""
    return narrow("\n".join(texts)).split("\n")


def _spelled(error: UnicodeError) -> tuple[bytes, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(part for sign in signs for part in _digits(sign)).encode("latin-1"), error.end


def _digits(sign: str) -> Iterator[str]:
    yield _MARK
    for digit in f"{ord(sign):06x}":
        yield chr(_FIRST_DIGIT + int(digit, 16))


codecs.register_error(_HANDLER, _spelled)
