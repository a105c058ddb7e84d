"""Put a person's post into a case: only the head of the phrase changes, what it governs stays."""

from __future__ import annotations

import re
from typing import Final

from desktop_app.russian._phrases import decline_phrase, starts_another_head
from desktop_app.russian.cases import Case

_ACTING: Final = re.compile(r"(?:и\.?\s*о\.|ио|врио|вр\.?\s*и\.?\s*о\.?|зам\.)(?=\s|$)", re.IGNORECASE)
"""Abbreviated acting posts: the rest is already in the genitive («и.о. директора»)."""
_SEPARATOR: Final = re.compile(r"(,\s+|\s+(?:и|—|–|-)\s+|\s*/\s*|\s+(?=\())")
_SHOUTED_WORD: Final = 6


def decline_post(post: str, case: Case) -> str:
    """Return «заместителю директора по воспитательной работе» for a post given in the nominative.

    Abbreviations, quoted names and everything after «и.о.» or «врио» stay as typed, as does a phrase whose
    head the dictionary does not know: the caller shows the proposal and lets the user correct it.
    """
    typed = " ".join(post.split())
    if case is Case.NOMINATIVE or not typed or _ACTING.match(typed):
        return typed
    quoted = min((index for mark in '«"“„' if (index := typed.find(mark)) >= 0), default=len(typed))
    open_part, closed_part = typed[:quoted], typed[quoted:]
    if _is_shouted(open_part):
        return _segments(open_part.lower(), case).upper() + closed_part
    return _segments(open_part, case) + closed_part


def _is_shouted(text: str) -> bool:
    """Tell whether a whole post is in capitals, with a word too long for an abbreviation."""
    return text == text.upper() and any(len(word) > _SHOUTED_WORD for word in text.split())


def _segments(text: str, case: Case) -> str:
    """Return the text with every co-ordinate head declined: «повара и кладовщика»."""
    pieces = _SEPARATOR.split(text)
    result, found = [], False
    for index, piece in enumerate(pieces):
        words = piece.split(" ")
        if index % 2 or not piece.strip() or (found and not starts_another_head(words)):
            result.append(piece)
            continue
        declined, taken = decline_phrase(words, case, animate=True)
        if not found and not taken:
            return text
        found = True
        result.append(" ".join(declined))
    return "".join(result)
