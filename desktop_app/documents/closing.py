"""What ends a paper: attachment marks, the signature with its free place, the executor's mark."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

from desktop_app.documents.flow import Row, Run, height_of, remembered
from desktop_app.documents.layout import Foot
from desktop_app.documents.paragraphs import Column, flushed_right, keep_ends, keep_with_next, ragged
from desktop_app.documents.units import MM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.documents.fonts import Faces
    from desktop_app.documents.layout import Area
    from desktop_app.services.layouts.profile import LayoutProfile
    from desktop_app.services.papers.parts import AttachmentMark, Awaited, Executor, Signature

WORD: Final = "Приложение: "
_BETWEEN: Final = 5 * MM
"""Least distance between the post and the decoding."""
_CONTROL: Final = "Контрольный код: "
_CONTROL_SIZE: Final = 8
_LAST_LINES: Final = 2
"""Lines of text that go to the next sheet with the signature."""
_MOST_KEPT: Final = 24
"""A longer list of attachments may be divided between sheets."""


class Footed(Protocol):
    """What of a paper stands at its foot."""

    @property
    def executor(self) -> Executor | None:
        """Return who made the paper."""

    @property
    def control(self) -> str:
        """Return the register's control code, empty before registration."""

    @property
    def awaited(self) -> Awaited | None:
        """Return what a draft keeps room for."""


@remembered
def attachments(marks: tuple[AttachmentMark, ...], column: Column) -> list[Row]:
    """Set the attachment mark one interval below the text, the list aligned after its word (5.19)."""
    if not marks:
        return []
    hang = column.face.points(WORD, column.size)
    narrow = column._replace(x=column.x + hang, width=column.width - hang)
    rows: list[Row] = []
    for number, mark in enumerate(marks, 1):
        item = ragged(narrow, named(mark, number if len(marks) > 1 else 0))
        keep_ends(item)
        rows.extend(item)
    rows[0].runs = (Run(column.x, WORD.rstrip(), column.face, column.size), *rows[0].runs)
    rows[0].gap = column.leading
    return rows


@remembered
def signature(sign: Signature, column: Column, profile: LayoutProfile) -> list[Row]:
    """Set the post at the left edge and the decoding at the right one, on the last line of the post (5.22).

    A place of 70 × 25 mm for a seal or an e-signature mark stays free between them, else below; nothing is
    ever drawn there.
    """
    post = column._replace(width=profile.post_width * MM)
    rows = ragged(post, sign.post) or [Row(column.leading)]
    name = column._replace(x=post.x + post.width + _BETWEEN, width=column.width - post.width - _BETWEEN)
    decoding = flushed_right(name, sign.name)
    rows[-1].runs += decoding[0].runs
    rows += decoding[1:]
    rows[0].gap = profile.signature_gap * column.leading
    rows.append(Row(_place_below(rows, post, profile)))
    return rows


def between(signed: Sequence[Row], left: float) -> tuple[float, float]:
    """Return where the post, which stands at ``left``, ends and where the decoding begins, in points."""
    runs = [run for row in signed for run in row.runs]
    ends = [run.x + run.face.points(run.text, run.size) for run in runs if run.x == left]
    return max(ends, default=left), min(run.x for run in runs if run.x != left)


def executor_rows(executor: Executor | None, column: Column) -> list[Row]:
    """Set the executor's name and phone on lines of their own (5.25)."""
    if executor is None:
        return []
    return [row for text in (executor.name, executor.phone) for row in ragged(column, text)]


def foot_of(content: Footed, mark: Column, area: Area, faces: Faces) -> Foot:
    """Set the executor's mark and the control code below it; a draft keeps the room of the code it awaits."""
    coming = content.awaited.control if content.awaited and not content.control else ""
    code = control_row(content.control or coming, area, faces)
    return Foot([*executor_rows(content.executor, mark), *code], awaited=len(code) if coming else 0)


def control_row(control: str, area: Area, faces: Faces) -> list[Row]:
    """Set the register's control code as one small line below everything else; nothing without a code."""
    if not control:
        return []
    return ragged(
        Column(area.left, area.right - area.left, faces.regular, _CONTROL_SIZE), f"{_CONTROL}{control}"
    )


def keep_signature(text: Sequence[Row], marks: Sequence[Row], signed: Sequence[Row]) -> None:
    """Keep the signature, the attachment mark and at least two lines of text on one sheet."""
    short = len(marks) <= _MOST_KEPT
    kept = [*text[-_LAST_LINES:], *(marks if short else marks[-_LAST_LINES:]), *signed]
    keep_with_next(kept, len(kept))


def named(mark: AttachmentMark, number: int) -> str:
    """Return «1. Справка на 2 л. в 1 экз.», without the number when it is 0."""
    extent = f"на\u00a0{mark.sheets}\u00a0л. в\u00a0{mark.copies}\u00a0экз."
    lead = f"{number}.\u00a0" if number else ""
    return lead + " ".join(filter(None, (mark.title, extent)))


def _place_below(rows: Sequence[Row], post: Column, profile: LayoutProfile) -> float:
    """Return the points to keep free below the signature so that the seal's place is there."""
    wanted = profile.seal_height * MM
    post_right, name_left = between(rows, post.x)
    if name_left - post_right >= profile.seal_width * MM:
        return max(wanted - height_of(rows), 0)
    return wanted
