"""What ends a paper in a Word file: text, attachment marks, signature with its free place, executor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop_app.documents.closing import WORD, named
from desktop_app.documents.closing import signature as signature_rows
from desktop_app.documents.fonts import faces
from desktop_app.documents.paragraphs import Column
from desktop_app.documents.units import LINE_HEIGHT, MM
from desktop_app.documents.word.tables import columns
from desktop_app.documents.word.text import Align, Setting, frame
from desktop_app.services.papers.parts import ParagraphKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.documents.word.file import WordFile
    from desktop_app.services.layouts.profile import LayoutProfile
    from desktop_app.services.papers.parts import AttachmentMark, Executor, Paragraph, Signature

_LAST: Final = 2
"""Paragraphs before the signature that stay on its sheet."""


def text(
    file: WordFile, paragraphs: Sequence[Paragraph], profile: LayoutProfile, *, above: float = 0, kept: bool
) -> None:
    """Add the paragraphs; ``kept``: the last of them stays with what follows, the signature."""
    shown = [paragraph for paragraph in paragraphs if paragraph.text]
    for number, paragraph in enumerate(shown, 1):
        plain = paragraph.kind is ParagraphKind.PLAIN
        look = Setting(file.size) if plain else Setting(file.size, align=Align.BOTH, first=profile.indent)
        with_next = plain or (kept and number == len(shown))
        file.body.add(paragraph.text, look._replace(kept=with_next, above=above if number == 1 else 0))


def attachments(file: WordFile, marks: Sequence[AttachmentMark]) -> None:
    """Add the attachment mark one interval below the text, its list aligned after the word (5.19)."""
    hang = faces().regular.points(WORD, file.size) / MM
    for number, mark in enumerate(marks, 1):
        said = named(mark, number if len(marks) > 1 else 0)
        look = Setting(file.size, left=hang, kept=number > len(marks) - _LAST)
        if number == 1:
            stop = ((Align.LEFT, hang),)
            look = look._replace(first=-hang, tabs=stop, above=file.size * LINE_HEIGHT)
            said = f"{WORD.rstrip()}\t{said}"
        file.body.add(said, look)


def signature(file: WordFile, sign: Signature, profile: LayoutProfile) -> float:
    """Add the post and, on its last line at the right edge, the decoding (5.22).

    Returns the points still to be kept free below for a seal or an e-signature mark: nothing is drawn there.
    """
    column = Column(file.margins.left * MM, file.width * MM, faces().regular, file.size)
    post, name = columns(file.body, [profile.post_width, file.width - profile.post_width], low=True)
    above = profile.signature_gap * column.leading
    post.add(sign.post, Setting(file.size, above=above))
    name.add(sign.name, Setting(file.size, align=Align.RIGHT, above=above))
    return signature_rows(sign, column, profile)[-1].height


def executor(file: WordFile, mark: Executor | None, profile: LayoutProfile, below: float) -> None:
    """Put the executor's mark at the foot of the last sheet (5.25), ``below`` points free above the end."""
    for said in filter(None, (mark.name, mark.phone) if mark else ()):
        line = file.body.add(said, Setting(profile.executor_size))
        foot = {"w:hAnchor": "margin", "w:xAlign": "left", "w:vAnchor": "margin", "w:yAlign": "bottom"}
        frame(line, profile.executor_width, foot)
    file.body.add("", Setting(1, high=max(below, 1)))
