"""Tips with text of any length: Qt breaks the lines of rich text only, a long plain one leaves the screen."""

from __future__ import annotations

from html import escape


def tip_of(text: str) -> str:
    """Return ``text`` as a tip whose lines are broken where they must be; nothing for nothing."""
    return f"<p>{escape(text).replace(chr(10), '<br>')}</p>" if text else ""
