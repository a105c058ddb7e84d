"""What a page is, what is looked for in it, and what the answers are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """One answer; a page that does not hold what is needed to tell is no proof either way."""

    FOUND = "found"
    NOT_FOUND = "not_found"
    UNSURE = "unsure"


class Place(StrEnum):
    """Where a picture of a page stands: only what is shown proves that the banner is there."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    """The page holds it and does not show it: another slide, a closed window, an old banner switched off."""
    ASIDE = "aside"
    """It was saved with the page, and nothing on the page shows it."""


@dataclass(frozen=True, slots=True)
class PageImage:
    """One picture of a page; ``content`` is empty when the saved page does not hold it."""

    source: str
    """Where the page says the picture is, shortened."""
    content: bytes
    caption: str
    link: str
    """Where a click on it leads; empty: nowhere."""
    later: bool = False
    """A script loads the picture: what stands in its place until then says nothing."""
    place: Place = Place.SHOWN


@dataclass(frozen=True, slots=True)
class Page:
    """A page as it was saved or fetched."""

    title: str
    text: str
    """Every word a visitor can read, captions of pictures included."""
    links: tuple[str, ...]
    images: tuple[PageImage, ...]
    drawn_by_script: bool = False
    """The page has almost no words of its own: a script would have drawn it."""
    wants_password: bool = False
    """The page shows little but a way to log in."""
    frames_absent: int = 0
    """Pages inside this one that it does not hold."""


@dataclass(frozen=True, slots=True)
class WantedBanner:
    """What is looked for; what is empty cannot be told."""

    pictures: tuple[bytes, ...]
    links: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer and what it rests on, as a Russian sentence."""

    verdict: Verdict
    saw: str


@dataclass(frozen=True, slots=True)
class PageAnswer:
    """The three answers about one page."""

    title: str
    picture: Answer
    link: Answer
    words: Answer

    @property
    def verdict(self) -> Verdict:
        """The banner is there or not as its picture is: neither link nor words alone prove it either way."""
        return self.picture.verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class BannerFileRow:
    """An official banner kept in the record."""

    id: int
    attachment_id: int
    name: str
    width: int
    height: int
    link: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BannerFileDraft:
    """An official banner to keep: the file as it came, where it must lead, what the page must say."""

    name: str
    content: bytes
    link: str = ""
    words: str = ""
