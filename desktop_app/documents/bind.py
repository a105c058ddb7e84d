"""Bind papers into one file with a bookmark for each: a letter with its attachments, to be sent at once."""

from __future__ import annotations

import hashlib
from io import BytesIO
from typing import TYPE_CHECKING

import pikepdf
from pikepdf import Dictionary, Name, OutlineItem, String

from desktop_app.documents.archive import LANGUAGE, claim, date_of, is_for_keeping, written

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pikepdf import Pdf

    from desktop_app.services.papers.press import PackPart

_KEPT = ("/Title", "/Author", "/Subject", "/Creator", "/Producer")
"""What the whole says of itself as its first paper, the letter, does."""


def bind(parts: Sequence[PackPart]) -> bytes:
    """Return the papers as one PDF, their pages as they are; PDF/A-2b when every one of them is.

    The file is dated as the newest of them. The same parts give the same bytes. Raises ``ValueError`` without
    parts.
    """
    if not parts:
        raise ValueError("nothing to bind")
    digest = hashlib.sha256()
    whole = pikepdf.new()
    sources = [pikepdf.open(BytesIO(part.pdf)) for part in parts]
    try:
        for part, source in zip(parts, sources, strict=True):
            digest.update(hashlib.sha256(part.title.encode()).digest())
            digest.update(hashlib.sha256(part.pdf).digest())
            _append(whole, part.title, source)
        newest = max(sources, key=date_of)
        _describe(whole, sources[0].docinfo, str(newest.docinfo.CreationDate))
        if all(map(is_for_keeping, sources)):
            claim(whole, digest.digest())
        return written(whole)
    finally:
        for held in (whole, *sources):
            held.close()


def _append(whole: Pdf, title: str, source: Pdf) -> None:
    """Add the pages of ``source`` and the bookmark of the first one."""
    first = len(whole.pages)
    whole.pages.extend(source.pages)
    with whole.open_outline() as outline:
        outline.root.append(OutlineItem(title, first, page_location="Fit"))


def _describe(whole: Pdf, letter: Dictionary, made: str) -> None:
    """Name the whole after its ``letter``, and open it with its bookmarks shown."""
    information = whole.docinfo
    for key in _KEPT:
        if key in letter:
            information[key] = String(str(letter[key]))
    information.CreationDate = information.ModDate = String(made)
    whole.Root.Lang = String(LANGUAGE)
    whole.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    whole.Root.PageMode = Name.UseOutlines
