"""Pages shown inside a page: what is in them is on the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final
from urllib.parse import urljoin, urlsplit

from desktop_app.services.page_check.html import Reading, read_html
from desktop_app.services.page_check.text import decode
from desktop_app.services.page_check.types import Place

Find = Callable[[str], bytes]
"""From an address on the page to its bytes; empty when they are not there."""
_MOST: Final = 12
_DEEPEST: Final = 2
_NO_BANNER: Final = (
    "yandex.", "google.", "youtube.", "youtu.be", "rutube.", "2gis.", "gosuslugi.", "vk.com", "vkvideo.",
    "ok.ru", "dzen.ru", "bus.gov.ru", "recaptcha",
)  # fmt: skip
"""Hosts of maps, films, counters and buttons: a page is whole without them."""


def add_frames(reading: Reading, find: Find, depth: int = 0) -> int:
    """Put what the pages inside a page show into its ``reading``; return how many of them are not there."""
    absent = 0
    for text in reading.inner[:_MOST]:
        absent += _add(reading, _seen(read_html(text), hidden=text in reading.hidden_frames), find, depth)
    for source in reading.frames[:_MOST]:
        content = find(source) if not source.startswith(("about:", "javascript:", "data:")) else b"<"
        if content:
            inner = read_html(decode(content))
            _rebase(inner, source)
            absent += _add(reading, _seen(inner, hidden=source in reading.hidden_frames), find, depth)
        elif source not in reading.hidden_frames and not any(host in _host(source) for host in _NO_BANNER):
            absent += 1
    return absent


def _add(outer: Reading, inner: Reading, find: Find, depth: int) -> int:
    absent = add_frames(inner, find, depth + 1) if depth + 1 < _DEEPEST else 0
    outer.words += inner.words
    outer.links += inner.links
    outer.images += inner.images
    return absent


def _seen(inner: Reading, *, hidden: bool) -> Reading:
    """Return an inner page; in a hidden frame nothing of it is shown."""
    if hidden:
        inner.images = [replace(image, place=Place.HIDDEN) for image in inner.images]
    return inner


def _rebase(inner: Reading, source: str) -> None:
    """Let the addresses of an inner page start from where the outer one stands."""
    base = _joined(source, inner.base) if inner.base else source
    inner.images = [
        replace(image, sources=tuple(_joined(base, one) for one in image.sources)) for image in inner.images
    ]
    inner.frames = [_joined(base, one) for one in inner.frames]


def _joined(base: str, source: str) -> str:
    if source.startswith(("data:", "cid:")):
        return source
    try:
        return urljoin(base, source)
    except ValueError:
        return source


def _host(source: str) -> str:
    try:
        return urlsplit(source).netloc.lower()
    except ValueError:
        return ""
