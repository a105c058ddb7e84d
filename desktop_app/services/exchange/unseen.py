"""Signs nobody sees: pages and messengers leave them in what is copied."""

from __future__ import annotations

import re
from typing import Final

_UNSEEN: Final = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


def visible(text: str) -> str:
    """Return a text without soft hyphens, joiners and marks of order, which no date, number or class has."""
    return _UNSEEN.sub("", text) if not text.isprintable() else text
