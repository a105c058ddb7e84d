"""Keep spreadsheets from running a text as a formula, in a way that import takes back."""

from __future__ import annotations

import re
from typing import Final

_RUN: Final = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
"""What a spreadsheet may run, and what has the guard's own sign in front of it already."""


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would run: a phone begins with «+7»."""
    return f"'{text}" if _RUN.match(text) else text


def unguarded(text: str) -> str:
    """Take the apostrophe away again."""
    return text[1:] if text.startswith("'") and _RUN.match(text) else text
