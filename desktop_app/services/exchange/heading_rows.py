"""Find where a table names its columns: in one row, in two joined ones, with the card's keys beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from desktop_app.services.exchange.furniture import without_furniture
from desktop_app.services.exchange.table_rows import is_blank
from desktop_app.services.exchange.types import Cell, Missing, RawRow
from desktop_app.services.exchange.vocabulary import Vocabulary

LOOKED_AT: Final = 20
"""Rows among which the heading is looked for."""
_FEWEST: Final = 2
"""So many known names make a row a heading."""
_LONGEST: Final = 80

Cells = tuple[Cell, ...]


class Heading(NamedTuple):
    """The headings, the card's keys beside them (none in a foreign table), the records, and what is above."""

    titles: Cells
    keys: Cells
    rows: tuple[RawRow, ...]
    above: tuple[RawRow, ...] = ()


def find_heading(rows: Sequence[RawRow], names: Vocabulary) -> Heading:
    """Return the heading of a table; one without a heading is all records."""
    place = _place(rows, names)
    if place < 0:
        return Heading((), (), tuple(rows))
    titles, below = rows[place][1], rows[place + 1][1] if place + 1 < len(rows) else ()
    below = _without_same(below, titles)
    own = names.keys_in(titles) >= _FEWEST
    if own and names.known_in(below) >= _FEWEST:  # the keys stand above the headings
        return Heading(below, titles, tuple(rows[place + 2 :]))
    if own or names.keys_in(below) >= _FEWEST:
        return Heading(titles, titles if own else below, tuple(rows[place + (1 if own else 2) :]))
    whole = _joined(titles, below, names)
    above = rows[place - 1][1] if place and not whole else ()
    records = without_furniture(rows[place + (2 if whole else 1) :], (titles, below if whole else ()))
    return Heading(whole or _with_row_above(titles, above, names), (), records, tuple(rows[:place]))


def said(cells: Sequence[Cell], place: int) -> str:
    """Return a heading for the eye, «» where there is none."""
    cell = _at(cells, place)
    return "" if cell is None else " ".join(shown(cell)[:_LONGEST].split())


def shown(cell: Cell) -> str:
    """Return a cell for the eye."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell.strip()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if hasattr(cell, "strftime"):
        return f"{cell:%d.%m.%Y}"
    if isinstance(cell, Missing):
        return "формула" if cell is Missing.FORMULA else ""
    return str(cell)


def _place(rows: Sequence[RawRow], names: Vocabulary) -> int:
    """Return which of the first rows names the columns, by sure names, else by guesses; -1 when none does."""
    head = [cells for _, cells in rows[:LOOKED_AT]]
    for count in (names.known_in, lambda cells: _guessed_in(cells, names)):
        found = [count(cells) for cells in head]
        if found and max(found) >= _FEWEST:
            return found.index(max(found))
    return -1


def _guessed_in(cells: Sequence[Cell], names: Vocabulary) -> int:
    return len({names.field_like(cell) for cell in cells if isinstance(cell, str)} - {""})


def _without_same(below: Cells, titles: Cells) -> Cells:
    """Leave out what a heading joined downwards says once more; a heading repeated whole stays what it is."""
    left = tuple(None if cell == _at(titles, place) else cell for place, cell in enumerate(below))
    return left if any(cell is not None for cell in left) else below


def _joined(titles: Cells, below: Cells, names: Vocabulary) -> Cells:
    """Return a heading of two rows as one: «Охват» joined over «родителей» and «учеников».

    Nothing where the row below is a record: it stands under a heading of its own, or holds numbers.
    """
    given = [place for place in range(len(below)) if not is_blank(below[place])]
    groups = {place: _group(titles, place) for place in given}
    under = [place for place in given if groups[place] != place]
    if not under or -1 in groups.values() or any(not _is_words(below[place]) for place in given):
        return ()
    if any(place not in {groups[other] for other in under} for place in given if place not in under):
        return ()
    whole = [_at(titles, place) for place in range(max(len(titles), len(below)))]
    for place, group in groups.items():
        part = said(below, place)
        whole[place] = part if names.field_named(part) else f"{said(titles, group)} {part}"
    return tuple(whole)


def _group(titles: Cells, place: int) -> int:
    """Return the column whose heading is joined over this one: the nearest to the left; -1 without one."""
    return next((left for left in range(place, -1, -1) if not is_blank(_at(titles, left))), -1)


def _is_words(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip()[:1].isdecimal()


def _with_row_above(titles: Cells, above: Cells, names: Vocabulary) -> Cells:
    """Name columns the heading leaves blank by the row above: its cells are joined downwards."""
    named = [
        cell if isinstance(cell, str) and names.field_named(cell) and is_blank(_at(titles, place)) else None
        for place, cell in enumerate(above)
    ]
    return tuple(
        _at(titles, place) if _at(named, place) is None else named[place]
        for place in range(max(len(titles), len(named)))
    )


def _at(cells: Sequence[Cell], place: int) -> Cell:
    return cells[place] if place < len(cells) else None
