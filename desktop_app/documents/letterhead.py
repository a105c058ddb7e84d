"""The author's data: a corner column for letters, a block across the sheet for orders."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop_app.documents.flow import Row, Run, row_of
from desktop_app.documents.linebreak import balanced_lines
from desktop_app.documents.paragraphs import Column, centred, ragged
from desktop_app.documents.units import LINE_HEIGHT, MM

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop_app.documents.fonts import Face, Faces
    from desktop_app.services.layouts.profile import LayoutProfile
    from desktop_app.services.papers.content import LetterContent, RegisteredContent
    from desktop_app.services.papers.parts import Addressee, Letterhead

DATE_BLANK: Final = "_" * 12
NUMBER_BLANK: Final = "_" * 10
Place = Callable[[str, str], "list[Row]"]
"""Sets a date and a number, or their blanks."""
_GAP: Final = 0.4
"""Space between the parts of a letterhead, in lines of it."""
_REMEMBERED: Final = 16
_WHOLE: Final = 1.0
"""In a letterhead only a word wider than the whole line is divided."""


class _Part(NamedTuple):
    """One requisite and how it is set; ``leads``: it begins a group and stands a little apart."""

    text: str
    face: Face
    size: float
    leads: bool


def corner(letterhead: Letterhead, profile: LayoutProfile, faces: Faces, left: float) -> list[Row]:
    """Set the corner letterhead from ``left`` points: lines centred on the longest one (4.9)."""
    limit = profile.corner_width * MM
    lines = [
        (line.text, part, index == 0 and part.leads)
        for part in _parts(letterhead, profile, faces)
        for index, line in enumerate(
            balanced_lines(part.text, part.face, limit * 1000 / part.size, long=_WHOLE)
        )
    ]
    longest = max((part.face.points(text, part.size) for text, part, _ in lines), default=0)
    rows: list[Row] = []
    for text, (_, face, size, _), leads in lines:
        run = Run(left + (longest - face.points(text, size)) / 2, text, face, size)
        rows.append(row_of(run, gap=_GAP * size if leads and rows else 0))
    return rows


def longitudinal(
    letterhead: Letterhead, profile: LayoutProfile, faces: Faces, left: float, right: float
) -> list[Row]:
    """Set the longitudinal letterhead between two edges: centred lines of at most 120 mm (4.9).

    Short requisites share lines.
    """
    middle = (left + right) / 2
    width = profile.longitudinal_width * MM
    rows: list[Row] = []
    for text, face, size, leads in _parts(letterhead, profile, faces, packed=width):
        block = centred(Column(middle - width / 2, width, face, size), text, long=_WHOLE)
        if rows and leads:
            block[0].gap = _GAP * size
        rows.extend(block)
    return rows


@lru_cache(maxsize=_REMEMBERED)
def too_long(letterhead: Letterhead, profile: LayoutProfile, faces: Faces, limit: float) -> tuple[str, ...]:
    """Name the requisites with a word longer than ``limit`` millimetres: such a word had to be divided."""
    return tuple(
        f"Строка бланка «{text}» не помещается в {limit:g} мм и перенесена: сократите её в карточке школы."
        for text, face, size, _ in _parts(letterhead, profile, faces)
        if any(face.points(word, size) > limit * MM for word in text.split(" "))
    )


def registration(content: LetterContent, profile: LayoutProfile, face: Face, left: float) -> list[Row]:
    """Set date, number and reference below the corner letterhead; blanks to fill in on a draft."""
    size = profile.register_size
    column = Column(left, profile.corner_width * MM, face, size)
    number = blanked(content, partial(beside, column), partial(below, column))
    number[0].gap = size * LINE_HEIGHT
    if not content.reference_number and not content.reference_date:
        return number
    parts = (
        f"На\u00a0№\u00a0{content.reference_number or NUMBER_BLANK}",
        f"от\u00a0{content.reference_date or DATE_BLANK}",
    )
    reference = beside(column, *parts)
    reference[0].gap = 0.3 * size
    return number + reference


def addressees(people: Sequence[Addressee], column: Column) -> list[Row]:
    """Set one to four addressees, half a line between them (ГОСТ Р 7.0.97, 5.15)."""
    rows: list[Row] = []
    for person in people:
        block = [
            row for text in (person.organisation, person.post, person.name) for row in ragged(column, text)
        ]
        if rows and block:
            block[0].gap = column.leading / 2
        rows.extend(block)
    return rows


def blanked(content: RegisteredContent, together: Place, apart: Place) -> list[Row]:
    """Set date and number, on a draft blanks to fill in, on as many lines as they will take when they come.

    ``together`` sets the two side by side if there is room, ``apart`` on lines of their own.
    """
    date, number = content.date or DATE_BLANK, f"№\u00a0{content.number or NUMBER_BLANK}"
    rows, waits = together(date, number), content.awaited
    if waits is None:
        return rows
    coming = content.number or waits.number or NUMBER_BLANK
    there = together(content.date or waits.date, f"№\u00a0{coming}")
    narrow = ("_" * len(waits.date), f"№\u00a0{'_' * max(len(coming) - 1, 1)}")
    for place, blanks in ((apart, (date, number)), (together, narrow), (apart, narrow)):
        if len(rows) == len(there):
            break
        rows = place(*blanks)
    return [*rows[: len(there)], *(Row(there[-1].height) for _ in there[len(rows) :])]


def beside(column: Column, first: str, second: str) -> list[Row]:
    """Set two requisites on one line, or on two when the column is too narrow for both."""
    together = f"{first} {second}"
    if column.face.points(together, column.size) <= column.width:
        return ragged(column, together)
    return below(column, first, second)


def below(column: Column, first: str, second: str) -> list[Row]:
    """Set two requisites on lines of their own."""
    return ragged(column, first) + ragged(column, second)


def _parts(letterhead: Letterhead, profile: LayoutProfile, faces: Faces, packed: float = 0) -> list[_Part]:
    """Return the requisites present, with the face and size of each; ``packed`` points join short ones."""
    plain, size = faces.regular, profile.letterhead_size
    contacts: Iterable[str] = filter(None, letterhead.contacts)
    identifiers: Iterable[str] = filter(None, letterhead.identifiers)
    if packed:
        contacts = _pack(contacts, plain, packed * 1000 / size)
        identifiers = _pack(identifiers, plain, packed * 1000 / size)
    short = f"({letterhead.short_name.strip('()')})" if letterhead.short_name else ""
    parts = [
        _Part(letterhead.founder, plain, size, leads=True),
        _Part(letterhead.full_name, faces.bold, profile.name_size, leads=True),
        _Part(short, faces.bold, profile.name_size, leads=True),
    ]
    for group in (contacts, identifiers):
        parts += [_Part(text, plain, size, leads=index == 0) for index, text in enumerate(group)]
    return [part for part in parts if part.text]


def _pack(texts: Iterable[str], face: Face, width: float) -> list[str]:
    """Join ``texts`` with commas into as few lines of ``width`` (thousandths of the size) as they fit."""
    lines: list[str] = []
    for text in texts:
        if lines and face.width(f"{lines[-1]}, {text}") <= width:
            lines[-1] += f", {text}"
        else:
            lines.append(text)
    return lines
