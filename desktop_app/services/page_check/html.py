"""A page's words, links and pictures out of its HTML; nothing of it is run."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

MOST_TEXT: Final = 5_000_000
_HIDDEN: Final = {"script", "style", "noscript", "template"}
_URL: Final = re.compile(r"url\(\s*['\"]?(?P<url>[^'\")]+)", re.IGNORECASE)
_SOURCES: Final = ("src", "data-src", "data-original", "data-lazy-src")
_VOID: Final = {"img", "source", "br", "meta", "link", "input", "hr"}


@dataclass(slots=True)
class FoundImage:
    """A picture by its address, with what stands around it."""

    sources: tuple[str, ...]
    caption: str
    link: str


@dataclass(slots=True)
class Reading:
    """What was read in one HTML text."""

    title: str = ""
    words: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    images: list[FoundImage] = field(default_factory=list)
    base: str = ""


def read_html(text: str) -> Reading:
    """Read a page; broken HTML gives what can be read of it."""
    parser = _Parser()
    parser.feed(text[:MOST_TEXT])
    parser.close()
    return parser.reading


class _Parser(HTMLParser):
    """Collects while the parser walks."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.reading = Reading()
        self._hidden = 0
        self._anchors: list[str] = []
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _HIDDEN:
            self._hidden += 1
        elif tag == "title":
            self._in_title = True
        elif tag == "base" and given.get("href"):
            self.reading.base = given["href"]
        elif tag in {"a", "area"} and given.get("href"):
            self.reading.links.append(given["href"])
            if tag == "a":
                self._anchors.append(given["href"])
        elif tag == "a":
            self._anchors.append("")
        self._pictures(tag, given)
        self.reading.words += [given[name] for name in ("alt", "title", "aria-label") if given.get(name)]

    def handle_endtag(self, tag: str) -> None:
        if tag in _HIDDEN and self._hidden:
            self._hidden -= 1
        elif tag == "title":
            self._in_title = False
        elif tag == "a" and self._anchors:
            self._anchors.pop()

    def handle_data(self, data: str) -> None:
        if self._in_title:
            self.reading.title += data
        elif not self._hidden and data.strip():
            self.reading.words.append(" ".join(data.split()))

    def _pictures(self, tag: str, given: dict[str, str]) -> None:
        sources: list[str] = []
        if tag in {"img", "source", "input", "image"}:
            sources += [given[name] for name in _SOURCES if given.get(name)]
            sources += [part.split()[0] for part in given.get("srcset", "").split(",") if part.split()]
            sources += [given[name] for name in ("href", "xlink:href") if tag == "image" and given.get(name)]
        sources += [found["url"] for found in _URL.finditer(given.get("style", ""))]
        if sources:
            caption = given.get("alt") or given.get("title", "")
            self.reading.images.append(
                FoundImage(tuple(sources), caption, self._anchors[-1] if self._anchors else "")
            )
