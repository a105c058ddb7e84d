"""Fold a text for the search column, because SQLite's own ``lower`` knows only ASCII."""

from __future__ import annotations


def fold(text: str) -> str:
    """Return the text in the form it is searched by: casefolded, ё as е, runs of blanks as one space."""
    return " ".join(text.casefold().replace("ё", "е").split())
