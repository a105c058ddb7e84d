"""Saved pages: HTML with its folder of pictures, or MHTML with everything inside."""

from __future__ import annotations

import base64
import binascii
import email
import email.policy
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final
from urllib.parse import unquote, unquote_to_bytes, urljoin, urlsplit

from desktop_app.services.errors import AppError
from desktop_app.services.page_check.html import FoundImage, Reading, read_html
from desktop_app.services.page_check.types import Page, PageImage

LARGEST: Final = 60 * 1024 * 1024
MOST_IMAGES: Final = 300
LARGEST_IMAGE: Final = 15 * 1024 * 1024
_SHOWN: Final = 80
_FEW_WORDS: Final = 30
_META: Final = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?(?P<name>[\w.:-]{2,40})", re.IGNORECASE)
_MHTML: Final = re.compile(rb"^(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+\r?\n", re.MULTILINE)

Find = Callable[[str], bytes]
"""From an address on the page to the picture's bytes; empty when it is not there."""


def read_saved_page(path: Path) -> Page:
    """Read a page saved by a browser; raises ``AppError`` when it is none, and ``OSError``."""
    if path.stat().st_size > LARGEST:
        raise AppError(
            f"Страница слишком большая: {path.stat().st_size // 1_048_576} МБ.",
            hint="Сохраните в браузере только нужную страницу.",
        )
    content = path.read_bytes()
    if _is_mhtml(content):
        return _read_mhtml(content)
    if "<" not in decode(content[:100_000]) or b"\0\0\0\0" in content[:1000]:
        raise AppError(
            f"Это не страница сайта: {path.name}",
            hint="В браузере нажмите Ctrl+S и сохраните страницу целиком (HTML или MHTML).",
        )
    return page_of(read_html(decode(content)), lambda source: _beside(path.parent, source))


def page_of(reading: Reading, find: Find) -> Page:
    """Put a page together; ``find`` gives the bytes of the pictures that are there."""
    images = tuple(_image(found, find) for found in reading.images[:MOST_IMAGES])
    text = " ".join(reading.words)
    return Page(
        title=" ".join(reading.title.split())[:200],
        text=text,
        links=tuple(dict.fromkeys(reading.links)),
        images=images,
        drawn_by_script=len(text.split()) < _FEW_WORDS and not images,
    )


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


def _image(found: FoundImage, find: Find) -> PageImage:
    content = next((held for source in found.sources if (held := _inline(source) or find(source))), b"")
    shown = "картинка внутри страницы" if found.sources[0].startswith("data:") else found.sources[0][:_SHOWN]
    return PageImage(shown, content, found.caption[:200], found.link)


def _inline(source: str) -> bytes:
    """Return the bytes of a «data:» address."""
    if not source.startswith("data:") or len(source) > 2 * LARGEST_IMAGE:
        return b""
    head, _, data = source.partition(",")
    if not head.endswith(";base64"):
        return unquote_to_bytes(data)
    try:
        return base64.b64decode(unquote(data), validate=False)
    except (binascii.Error, ValueError):
        return b""


def _beside(folder: Path, source: str) -> bytes:
    """Return a picture saved beside the page; nothing outside of the page's own folder is ever read."""
    parts = urlsplit(source)
    if parts.scheme not in {"", "file"} or parts.netloc:
        return b""
    try:
        root = folder.resolve()
        place = (root / unquote(parts.path).lstrip("/")).resolve()
        if root not in place.parents or not place.is_file() or place.stat().st_size > LARGEST_IMAGE:
            return b""
        return place.read_bytes()
    except (OSError, ValueError):  # a name no file system has
        return b""


def _is_mhtml(content: bytes) -> bool:
    head = content[:20_000].lstrip()
    return bool(_MHTML.match(head)) and b"content-type: multipart/" in head.lower()


def _read_mhtml(content: bytes) -> Page:
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    html, base, charset = b"", "", ""
    pictures: dict[str, bytes] = {}
    for number, part in enumerate(message.walk()):
        if number > 10 * MOST_IMAGES or part.is_multipart():
            continue
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes):
            continue
        place = str(part.get("Content-Location", "")).strip()
        if part.get_content_type() in {"text/html", "application/xhtml+xml"} and not html:
            html, base, charset = payload, place, part.get_content_charset() or ""
        elif part.get_content_maintype() == "image" and len(payload) <= LARGEST_IMAGE:
            pictures[place] = payload
            pictures[f"cid:{str(part.get('Content-ID', '')).strip('<> ')}"] = payload
    if not html:
        raise AppError("В этом файле нет страницы.", hint="Сохраните страницу в браузере ещё раз: Ctrl+S.")
    reading = read_html(decode(html, charset))
    return page_of(reading, lambda source: _inside(pictures, source, reading.base or base))


def _inside(pictures: Mapping[str, bytes], source: str, base: str) -> bytes:
    try:
        whole = urljoin(base, source)
    except ValueError:
        whole = source
    return pictures.get(source) or pictures.get(whole) or b""
