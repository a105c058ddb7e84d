"""Break a paragraph into lines with cached word widths; a non-breaking space never breaks, yet stretches."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from desktop_app.documents.fonts import Face

LONG: Final = 0.33
"""A word wider than this part of the line may be divided after a separator, as addresses of pages are."""
LONG_WORD: Final = 20
"""Shorter words, registration numbers among them, are carried over whole."""
_NBSP: Final = "\u00a0"
_SEPARATED: Final = re.compile(r"[^/?&=._@-]*[/?&=._@-]+|[^/?&=._@-]+")
_HYPHENATED: Final = re.compile(r"(?<=[^\W\d_]{3}-)(?=[^\W\d_]{3})")
_HALVINGS: Final = 5
_REMEMBERED: Final = 500
"""Paragraphs kept broken: the letterhead and the text of many letters are the same."""
_SHORT: Final = 3
"""Fewer characters than this are not left alone on either side of a divided word."""


class Line(NamedTuple):
    """One set line: its text, natural width in thousandths of the size, and whether it ends the paragraph."""

    text: str
    width: float
    last: bool


class _Piece(NamedTuple):
    text: str
    glued: bool
    """No blank before it: it continues a word, after a hyphen for instance."""


def break_lines(text: str, face: Face, width: float, indent: float = 0, long: float = LONG) -> list[Line]:
    """Break ``text`` to ``width``, the first line shorter by ``indent``; both in thousandths of the size.

    No line is wider than ``width``: a word wider than ``long`` of it is divided after a separator where that
    helps, one wider than the whole line anywhere.
    """
    return list(_broken(text, face, width, indent, long))


@lru_cache(maxsize=_REMEMBERED)
def _broken(text: str, face: Face, width: float, indent: float, long: float) -> tuple[Line, ...]:
    queue = _words(text)
    lines: list[Line] = []
    held: list[str] = []
    room, used, space = width - indent, 0.0, face.width(" ")
    while queue:
        piece = queue.pop()
        size = face.width(piece.text)
        lead = space if held and not piece.glued else 0
        if used + lead + size <= room:
            held.append(" " + piece.text if lead else piece.text)
            used += lead + size
            continue
        parts = _parts(piece, size / width, face.width(piece.text) > width - indent, long)
        if len(parts) > 1:
            queue.extend(reversed(parts))
        elif held:
            lines.append(_line(held, used, space, last=False))
            queue.append(_Piece(piece.text, glued=True))
            room, held, used = width, [], 0.0
        else:  # a single character wider than the line
            held, used = [piece.text], size
    lines.append(_line(held, used, space, last=True))
    return tuple(lines)


def balanced_lines(text: str, face: Face, width: float, long: float = LONG) -> list[Line]:
    """Break ``text`` into as few lines as ``width`` allows, yet of nearly equal length: for centred names."""
    return list(_balanced(text, face, width, long))


@lru_cache(maxsize=_REMEMBERED)
def _balanced(text: str, face: Face, width: float, long: float) -> list[Line]:
    lines = break_lines(text, face, width, long=long)
    narrow = max(face.width(word) for word in text.split(" "))
    if len(lines) == 1 or narrow >= width:
        return lines
    for _ in range(_HALVINGS):
        middle = (narrow + width) / 2
        tried = break_lines(text, face, middle, long=long)
        if len(tried) > len(lines):
            narrow = middle
        else:
            lines, width = tried, middle
    return lines


def _words(text: str) -> list[_Piece]:
    """Return the words last first; long halves of a hyphenated word are pieces of their own."""
    pieces: list[_Piece] = []
    for word in text.split(" "):
        if "-" in word:
            halves = _HYPHENATED.split(word)
            pieces.append(_Piece(halves[0], glued=False))
            pieces.extend(_Piece(half, glued=True) for half in halves[1:])
        elif word:
            pieces.append(_Piece(word, glued=False))
    pieces.reverse()
    return pieces


def _parts(piece: _Piece, share: float, too_wide: bool, long: float) -> list[_Piece]:  # noqa: FBT001
    """Divide a piece that does not fit; one part means that it is to be carried over whole."""
    texts = [piece.text]
    if (too_wide or (share > long and len(piece.text) >= LONG_WORD)) and _NBSP not in piece.text:
        texts = _merged(_SEPARATED.findall(piece.text))
    if len(texts) == 1 and too_wide:
        texts = re.findall(rf"[^{_NBSP}]+{_NBSP}*|{_NBSP}+", piece.text)
        texts = texts if len(texts) > 1 else list(piece.text)
    return [_Piece(part, glued=piece.glued or index > 0) for index, part in enumerate(texts)]


def _merged(parts: list[str]) -> list[str]:
    """Join parts shorter than ``_SHORT`` with their neighbours."""
    merged: list[str] = []
    for part in parts:
        if merged and (len(part) < _SHORT or len(merged[-1]) < _SHORT):
            merged[-1] += part
        else:
            merged.append(part)
    return merged


def _line(held: list[str], used: float, space: float, *, last: bool) -> Line:
    text = "".join(held)
    bare = text.rstrip(_NBSP)
    return Line(bare, used - space * (len(text) - len(bare)), last)
