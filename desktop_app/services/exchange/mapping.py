"""Find the heading of a table and what each column is: by names, by guesses to be asked about, by answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from desktop_app.services.exchange.headings import OUTREACH
from desktop_app.services.exchange.portal_headings import is_choice
from desktop_app.services.exchange.types import (
    SKIP,
    Answers,
    Cell,
    ColumnGuess,
    Question,
    RawRow,
    RawTable,
    Subject,
)
from desktop_app.services.exchange.values import is_form
from desktop_app.services.exchange.vocabulary import NUMBERING, Vocabulary

_LOOKED_AT: Final = 20
"""Rows among which the heading is looked for."""
_FEWEST: Final = 2
"""So many known names make a row a heading."""
_SAMPLES: Final = 3
_DOUBTFUL: Final = frozenset({"", "topic", "name", "placed_on"})
"""Guesses that give way to what stands in the column."""
_CHOICES: Final = ("kind", "status", "outcome")
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Mapping:
    """The columns, what is still to be asked about them, and the rows below the heading."""

    columns: tuple[ColumnGuess, ...]
    questions: tuple[Question, ...]
    rows: tuple[RawRow, ...]
    names: Vocabulary

    def places(self) -> dict[str, int]:
        """Return the column of each field that is taken in."""
        return {column.field: column.place for column in self.columns if column.field != SKIP}

    def title(self, field: str) -> str:
        """Return what the table calls a field, or what this program does."""
        titles = [column.title for column in self.columns if column.field == field and column.title]
        return titles[0] if titles else self.names.titles[field]


def map_columns(table: RawTable, answers: Answers, names: Vocabulary = OUTREACH) -> Mapping:
    """Give every column its field: the user's answer, else a sure name, else a guess to be asked about."""
    titles, keys, rows = _heading(table.rows, names)
    width = max((len(cells) for _, cells in (*rows[:_LOOKED_AT], (0, titles))), default=0)
    columns = _answered(_columns(titles, keys, rows, width, names), answers)
    questions = [
        Question(
            f"column:{column.place}",
            f"Столбец «{column.title}» — это «{names.titles[column.field]}»?",
            ((column.field, names.titles[column.field]), (SKIP, "не загружать")),
        )
        for column in columns
        if column.field != SKIP and not column.sure
    ]
    taken = {column.field for column in columns}
    questions += [
        Question(f"missing:{field}", f"Не найден столбец «{names.titles[field]}».")
        for field in names.required
        if field not in taken and not answers.constants.get(field, "").strip()
    ]
    return Mapping(columns, tuple(questions), rows, names)


def _heading(
    rows: Sequence[RawRow], names: Vocabulary
) -> tuple[tuple[Cell, ...], tuple[Cell, ...], tuple[RawRow, ...]]:
    """Return the headings, the card's keys beside them (none in a foreign table), and the rows below."""
    place = _heading_place(rows, names)
    if place < 0:
        return (), (), tuple(rows)
    titles, below = rows[place][1], rows[place + 1][1] if place + 1 < len(rows) else ()
    if names.keys_in(titles) < _FEWEST:
        if names.keys_in(below) >= _FEWEST:
            return titles, below, tuple(rows[place + 2 :])
        return titles, (), tuple(rows[place + 1 :])
    if names.known_in(below) >= _FEWEST:  # the keys stand above the headings
        return below, titles, tuple(rows[place + 2 :])
    return titles, titles, tuple(rows[place + 1 :])


def _heading_place(rows: Sequence[RawRow], names: Vocabulary) -> int:
    """Return which of the first rows names the columns, by sure names, else by guesses; -1 when none does."""
    head = [cells for _, cells in rows[:_LOOKED_AT]]
    for count in (names.known_in, lambda cells: _guessed_in(cells, names)):
        found = [count(cells) for cells in head]
        if found and max(found) >= _FEWEST:
            return found.index(max(found))
    return -1


def _guessed_in(cells: Sequence[Cell], names: Vocabulary) -> int:
    return len({names.field_like(cell) for cell in cells if isinstance(cell, str)} - {""})


def _columns(
    titles: Sequence[Cell], keys: Sequence[Cell], rows: Sequence[RawRow], width: int, names: Vocabulary
) -> list[ColumnGuess]:
    columns = []
    for place in range(width):
        title, key = _text(titles, place), _text(keys, place)
        cells = [cells[place] for _, cells in rows[:200] if place < len(cells) and cells[place] is not None]
        field, sure = _field(title, key, cells, names)
        samples = tuple(_shown(cell) for cell in cells[:_SAMPLES])
        columns.append(
            ColumnGuess(
                place=place,
                title=title or (f"Столбец {_letter(place)}" if cells else ""),
                field=field,
                sure=sure,
                samples=samples,
            )
        )
    return _without_doubles(columns)


def _field(title: str, key: str, cells: Sequence[Cell], names: Vocabulary) -> tuple[str, bool]:
    """Return a column's field and whether it is sure."""
    named = names.field_named(key) or names.field_named(title)
    if named == NUMBERING:
        return SKIP, True
    if named:
        return named, True
    like = names.field_like(title)
    shown_by = _shown_by(cells, names) if like in _DOUBTFUL else ""
    return (shown_by, False) if shown_by else (like, not like)


def _shown_by(cells: Sequence[Cell], names: Vocabulary) -> str:
    """Return the field whose words most cells of a column are; nothing when there is none."""
    if names.subject is Subject.OUTREACH:
        # «Мероприятие» is a topic in one school and a form of work in another
        return "form" if _most(map(is_form, cells), cells) else ""
    return next((key for key in _CHOICES if _most((is_choice(key, cell) for cell in cells), cells)), "")


def _most(told: Iterable[bool], cells: Sequence[Cell]) -> bool:
    return sum(told) * 2 > len(cells)


def _without_doubles(columns: Sequence[ColumnGuess]) -> list[ColumnGuess]:
    """Leave a field to one column: to the sure one, and to the first of two that are equally sure."""
    kept: dict[str, ColumnGuess] = {}
    for column in sorted(columns, key=lambda each: (not each.sure, each.place)):
        kept.setdefault(column.field, column)
    return [
        column if column.field == SKIP or kept[column.field] is column else _as(column, SKIP, sure=True)
        for column in columns
    ]


def _answered(columns: Sequence[ColumnGuess], answers: Answers) -> tuple[ColumnGuess, ...]:
    """Take the user's word; a field given to one column is taken from the others."""
    given = {field: place for place, field in answers.columns.items() if field != SKIP}
    answered = []
    for column in columns:
        if column.place in answers.columns:
            answered.append(_as(column, answers.columns[column.place], sure=True))
        elif column.field in given or (column.field != SKIP and answers.constants.get(column.field)):
            answered.append(_as(column, SKIP, sure=True))
        else:
            answered.append(column)
    return tuple(answered)


def _as(column: ColumnGuess, field: str, *, sure: bool) -> ColumnGuess:
    return ColumnGuess(place=column.place, title=column.title, field=field, sure=sure, samples=column.samples)


def _text(cells: Sequence[Cell], place: int) -> str:
    cell = cells[place] if place < len(cells) else None
    return "" if cell is None else " ".join(_shown(cell).split())


def _shown(cell: Cell) -> str:
    return shown(cell)[:80]


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
    return "формула" if hasattr(cell, "name") else str(cell)


def _letter(place: int) -> str:
    """Return a column's letters as a spreadsheet shows them."""
    first, second = divmod(place, len(_LETTERS))
    return (_LETTERS[first - 1] if first else "") + _LETTERS[second]
