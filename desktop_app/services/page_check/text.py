"""The text of a page out of its bytes."""

from __future__ import annotations

import re
from typing import Final

_META: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?(?P<name>[\w.:-]{2,40})", re.IGNORECASE)


def decode(content: bytes, charset: str = "") -> str:
    """Decode a page by its mark, by what is said of it, by what it says itself, else as most pages are."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return content.decode("utf-16", "replace")
    meta = _META.search(content[:4096])
    named = [charset, meta["name"].decode("ascii") if meta else ""]
    for encoding in ("utf-8-sig", *filter(None, named), "utf-8", "cp1251"):
        if encoding == "utf-8-sig" and not content.startswith(b"\xef\xbb\xbf"):
            continue
        try:
            return content.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return content.decode("utf-8", "replace")
