"""What flows in a letter, from the greeting to the signature: set once for all letters that say the same."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop_app.documents.closing import (
    attachments,
    between,
    foot_of,
    keep_signature,
    signature,
)
from desktop_app.documents.flow import Placed, Sheet, Span, paginate, put
from desktop_app.documents.paragraphs import Column, body, centred
from desktop_app.documents.units import MM
from desktop_app.services.papers.parts import AttachmentMark, Awaited, Executor, Paragraph, Signature

if TYPE_CHECKING:
    from desktop_app.documents.flow import Row
    from desktop_app.documents.fonts import Faces
    from desktop_app.documents.layout import Area, Foot
    from desktop_app.services.layouts.profile import LayoutProfile
    from desktop_app.services.papers.content import LetterContent

_TEXTS: Final = 16
"""Texts kept set."""
_DIVISIONS: Final = 8
"""Ways to divide one text that are kept: its sheet begins lower under a longer letterhead."""

Pages = tuple[tuple[Placed, ...], ...]
"""For each sheet the runs of the flow in their places."""


class Said(NamedTuple):
    """The part of a letter that is the same whoever it goes to."""

    greeting: str
    paragraphs: tuple[Paragraph, ...]
    attachments: tuple[AttachmentMark, ...]
    signature: Signature
    executor: Executor | None
    control: str
    awaited: Awaited | None


class LetterText:
    """The rows of a letter's flow and the mark at its foot; neither is changed any more."""

    def __init__(self, rows: list[Row], foot: Foot, signed: list[Row], marks: list[Row]) -> None:
        self._rows = rows
        self._divided: dict[tuple[Span, Span], Pages] = {}
        self.foot = foot
        self.signed = signed
        self.marks = marks

    def pages(self, first: Span, rest: Span) -> Pages:
        """Divide the flow: ``first`` is the part of the first sheet it may fill, ``rest`` of the others."""
        pages = self._divided.get((first, rest))
        if pages is None:
            if len(self._divided) >= _DIVISIONS:
                self._divided.clear()
            pages = tuple(map(_placed, paginate(self._rows, first, rest)))
            self._divided[first, rest] = pages
        return pages


def said_in(content: LetterContent) -> Said:
    """Return what of ``content`` flows."""
    return Said(
        content.greeting,
        content.paragraphs,
        content.attachments,
        content.signature,
        content.executor,
        content.control,
        content.awaited,
    )


@lru_cache(maxsize=_TEXTS)
def letter_text(
    said: Said, profile: LayoutProfile, faces: Faces, area: Area, column: Column, code: float
) -> LetterText:
    """Set what flows; ``code``: points a QR code takes at the foot of the first sheet, 0 without one."""
    mark = Column(area.left, profile.executor_width * MM, faces.regular, profile.executor_size)
    foot = foot_of(said, mark, area, faces)
    signed = signature(said.signature, column, profile)
    marks = attachments(said.attachments, column)
    rows = [*_flow(said, profile, column, marks, signed), *signed]
    foot.reserve(rows, column.leading / 2, _beside_foot(signed, foot, area, profile, code))
    return LetterText(rows, foot, signed, marks)


def _beside_foot(signed: list[Row], foot: Foot, area: Area, profile: LayoutProfile, code: float) -> bool:
    """Tell whether the seal's place, wherever it is, is clear of the executor's mark and of the code."""
    wanted = profile.seal_width * MM
    left, right = between(signed, area.left)
    if right - left < wanted:  # then the place is below the signature
        left, right = area.left, area.right
    return min(right, area.right - code) - max(left, foot.right) >= wanted


def _flow(
    said: Said, profile: LayoutProfile, column: Column, marks: list[Row], signed: list[Row]
) -> list[Row]:
    """Set greeting and text; with the attachment mark they are kept together with the signature."""
    greeting = centred(column, said.greeting)
    text = body(column, said.paragraphs, profile.indent * MM)
    if greeting and text:
        text[0].gap = column.leading / 2
        for row in (*greeting[1:], text[0]):
            row.breakable = False
    keep_signature(text, marks, signed)
    return [*greeting, *text, *marks]


def _placed(page: list[tuple[Row, float]]) -> tuple[Placed, ...]:
    sheet = Sheet()
    for row, top in page:
        put(sheet, row, top)
    return tuple(sheet.texts)
