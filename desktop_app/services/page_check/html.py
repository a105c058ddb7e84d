"""A page's words, links and pictures out of its HTML; nothing of it is run."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Final

from desktop_app.services.page_check.hiding import Shown, marks_of
from desktop_app.services.page_check.sheets import PICTURE_NAME, URL, hidden_marks, pictures_of, rules_of
from desktop_app.services.page_check.types import Place

MOST_TEXT: Final = 5_000_000
_HIDDEN: Final = {"script", "style", "noscript", "template"}
_LATER: Final = (
    "data-src", "data-original", "data-lazy-src", "data-lazy", "data-lazyload", "data-srcset",
    "data-lazy-srcset", "data-bg", "data-background", "data-background-image", "data-image", "data-img",
)  # fmt: skip
"""Where a page keeps the address of a picture that a script loads once it is scrolled to."""
_FRAMES: Final = {"iframe": "src", "frame": "src", "object": "data", "embed": "src"}
_GOES_TO: Final = re.compile(r"(?:location(?:\.href)?\s*=|open\()\s*['\"](?P<url>[^'\"]+)", re.IGNORECASE)
_STYLES: Final = re.compile(r"<style[^>]*>(?P<sheet>.*?)</style", re.IGNORECASE | re.DOTALL)


@dataclass(slots=True)
class FoundImage:
    """A picture by its address, with what stands around it."""

    sources: tuple[str, ...]
    caption: str
    link: str
    later: bool = False
    """A script loads it; what stands in its place until then says nothing."""
    place: Place = Place.SHOWN


@dataclass(slots=True)
class Reading:
    """What was read in one HTML text."""

    title: str = ""
    words: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    images: list[FoundImage] = field(default_factory=list)
    frames: list[str] = field(default_factory=list)
    """Addresses of the pages shown inside this one."""
    inner: list[str] = field(default_factory=list)
    """Such pages written out in this one."""
    hidden_frames: set[str] = field(default_factory=set)
    """Those of both that are not shown."""
    base: str = ""
    asks_password: bool = False


def read_html(text: str, sheets: str = "") -> Reading:
    """Read a page with its style ``sheets``; broken HTML gives what can be read of it."""
    text = text[:MOST_TEXT]
    rules = rules_of("\n".join([*(found["sheet"] for found in _STYLES.finditer(text)), sheets]))
    parser = _Parser(hidden_marks(rules))
    parser.feed(text)
    parser.close()
    for picture in pictures_of(rules):
        worn = any(marks <= parser.marks for marks in picture.wearers)
        place = Place.SHOWN if worn else Place.ASIDE
        parser.reading.images.append(FoundImage((picture.url,), "", "", place=place))
    return parser.reading


class _Parser(HTMLParser):
    """Collects while the parser walks."""

    def __init__(self, hidden_by_sheets: frozenset[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.reading = Reading()
        self.marks: set[str] = set()
        """The classes and ids of everything shown."""
        self._sight = Shown(hidden_by_sheets)
        self._shown = True
        self._hidden = 0
        self._anchors: list[str] = []
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._shown = self._sight.enter(tag, given)
        if self._shown:
            self.marks.update(marks_of(given))
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
        self._parts_of_page(tag, given)
        self._pictures(tag, given)
        self.reading.words += [given[name] for name in ("alt", "title", "aria-label") if given.get(name)]

    def handle_endtag(self, tag: str) -> None:
        self._sight.leave(tag)
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

    def _parts_of_page(self, tag: str, given: dict[str, str]) -> None:
        frame = given.get(_FRAMES.get(tag, ""), "").strip()
        if frame and not PICTURE_NAME.search(frame):
            self.reading.frames.append(frame)
        elif frame:
            self._picture((frame,), given.get("title", ""))
        if tag == "iframe" and given.get("srcdoc"):
            self.reading.inner.append(given["srcdoc"])
        if not self._shown:
            self.reading.hidden_frames.update((frame, given.get("srcdoc", "")))
        if tag == "input" and given.get("type", "").lower() == "password":
            self.reading.asks_password = True
        pressed = _GOES_TO.search(given.get("onclick", ""))
        self.reading.links += [pressed["url"]] if pressed else []
        self.reading.links += [given["data-href"]] if given.get("data-href") else []

    def _pictures(self, tag: str, given: dict[str, str]) -> None:
        later = [address for name in _LATER if given.get(name) for address in _addresses(name, given[name])]
        sources = list(later)
        if tag in {"img", "source", "input", "image"}:
            sources += [given["src"]] if given.get("src") else []
            sources += _addresses("srcset", given.get("srcset", ""))
            sources += [given[name] for name in ("href", "xlink:href") if tag == "image" and given.get(name)]
        sources += [given["poster"]] if given.get("poster") else []
        sources += [given["background"]] if given.get("background") else []
        sources += [found["url"] for found in URL.finditer(given.get("style", ""))]
        if sources:
            caption = given.get("alt") or given.get("title", "")
            self._picture(tuple(sources), caption, later=bool(later))

    def _picture(self, sources: tuple[str, ...], caption: str, *, later: bool = False) -> None:
        place = Place.SHOWN if self._shown else Place.HIDDEN
        self.reading.images.append(FoundImage(sources, caption, self._link(), later, place))

    def _link(self) -> str:
        return self._anchors[-1] if self._anchors else ""


def _addresses(name: str, value: str) -> list[str]:
    """Return the addresses an attribute holds: «a.png 1x, b.png 2x», «url(a.png)» or one of them bare."""
    if name.endswith("srcset"):
        return [part.split()[0] for part in value.split(",") if part.split()]
    found = URL.search(value)
    return [found["url"] if found else value.strip()]
