"""Find the heading of a table and what each column is: by names, by guesses to be asked about, by answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.russian.fold import fold
from desktop_app.services.exchange.forms import is_form
from desktop_app.services.exchange.heading_rows import LOOKED_AT, find_heading, said, shown
from desktop_app.services.exchange.headings import OUTREACH
from desktop_app.services.exchange.portal_headings import is_choice
from desktop_app.services.exchange.table_rows import is_blank
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
from desktop_app.services.exchange.values import looks_like_class, read_count
from desktop_app.services.exchange.vocabulary import NUMBERING, Vocabulary, plain

_SAMPLES: Final = 3
_MOST_PEOPLE: Final = 10_000
_DOUBTFUL: Final = frozenset({"", "topic", "name", "placed_on"})
"""Guesses that give way to what stands in the column."""
_WORDED: Final = frozenset({"responsible"})
"""Guesses that numbers alone disprove."""
_PLANNED: Final = re.compile(r"\bплан")
"""What was planned gives way to what was: «Дата (план)», «Дата (факт)»."""
_PRESENT: Final = re.compile(r"\b(?:присутств|явк|явил|пришл|посет|факт|участвова|принял)")
_LETTER_TITLES: Final = frozenset({"литера", "литер", "лит", "буква", "буква класса", "литера класса"})
_CHOICES: Final = ("kind", "status", "outcome")
_LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class Mapping:
    """The columns, what is still to be asked about them, and the rows below the heading."""

    columns: tuple[ColumnGuess, ...]
    questions: tuple[Question, ...]
    rows: tuple[RawRow, ...]
    names: Vocabulary
    above: tuple[RawRow, ...] = ()
    """What stands above the heading: whose table it is, for which year."""

    def places(self) -> dict[str, int]:
        """Return the column of each field that is taken in."""
        return {column.field: column.place for column in self.columns if column.field != SKIP}

    def title(self, field: str) -> str:
        """Return what the table calls a field, or what this program does."""
        titles = [column.title for column in self.columns if column.field == field and column.title]
        return titles[0] if titles else self.names.titles[field]


def map_columns(table: RawTable, answers: Answers, names: Vocabulary = OUTREACH) -> Mapping:
    """Give every column its field: the user's answer, else a sure name, else a guess to be asked about."""
    titles, keys, rows, above = find_heading(table.rows, names)
    width = max((len(cells) for _, cells in (*rows[:LOOKED_AT], (0, titles))), default=0)
    columns = _answered(_columns(titles, keys, rows, width, names), answers)
    questions = [
        Question(
            f"column:{column.place}",
            _asked(column, columns, names),
            ((column.field, names.titles[column.field]), (SKIP, "не загружать")),
        )
        for column in columns
        if column.field != SKIP and not column.sure
    ]
    questions += [_letter_question(column) for column in columns if _is_letter(column, columns, answers)]
    taken = {column.field for column in columns}
    questions += [
        Question(f"missing:{field}", f"Не найден столбец «{names.titles[field]}».")
        for field in names.required
        if field not in taken and not answers.constants.get(field, "").strip()
    ]
    return Mapping(columns, tuple(questions), rows, names, above)


def _asked(column: ColumnGuess, columns: Sequence[ColumnGuess], names: Vocabulary) -> str:
    """Return what is asked about a guess: whether it is right, or which of two columns with one name is."""
    title = names.titles[column.field]
    if names.field_named(column.title) == column.field:
        rivals = (other for other in columns if other.field == SKIP and other.place != column.place)
        rival = next((other for other in rivals if names.field_named(other.title) == column.field), None)
        if rival is not None and rival.title == column.title:
            return (
                f"Столбец «{column.title}» в таблице дважды: рядом вторая таблица? Загрузится только первая; "
                "чтобы загрузить обе, перенесите вторую под неё."
            )
        if rival is not None:
            return f"«{title}» — это столбец «{column.title}», а не «{rival.title}»?"
    return f"Столбец «{column.title}» — это «{title}»?"


def _is_letter(column: ColumnGuess, columns: Sequence[ColumnGuess], answers: Answers) -> bool:
    """Tell a column of the letters of classes, which nobody has decided about."""
    if column.place in answers.columns or plain(column.title) not in _LETTER_TITLES:
        return False
    return any(other.field == "classes" for other in columns)


def _letter_question(column: ColumnGuess) -> Question:
    return Question(
        f"column:{column.place}",
        f"В столбце «{column.title}» — буква класса? Соедините его в таблице со столбцом класса («5А»), "
        "иначе запишется вся параллель.",
        ((SKIP, "не загружать, это не буква"),),
    )


def _columns(
    titles: Sequence[Cell], keys: Sequence[Cell], rows: Sequence[RawRow], width: int, names: Vocabulary
) -> list[ColumnGuess]:
    columns = []
    for place in range(width):
        title, key = said(titles, place), said(keys, place)
        cells = [cells[place] for _, cells in rows[:200] if place < len(cells) and cells[place] is not None]
        field, sure = _field(title, key, cells, names)
        samples = tuple(shown(cell)[:80] for cell in cells[:_SAMPLES])
        columns.append(
            ColumnGuess(
                place=place,
                title=title or (f"Столбец {_letter(place)}" if cells else ""),
                field=field,
                sure=sure,
                samples=samples,
            )
        )
    found = _without_doubles(columns, rows, names)
    return _with_counts(found, rows) if names.subject is Subject.OUTREACH else found


def _field(title: str, key: str, cells: Sequence[Cell], names: Vocabulary) -> tuple[str, bool]:
    """Return a column's field and whether it is sure."""
    named = names.field_named(key) or names.field_named(title)
    if named == NUMBERING:
        return SKIP, True
    if named:
        return named, True
    like = names.field_like(title)
    if like in _WORDED and cells and all(map(_is_number, cells)):
        return SKIP, True  # «Учителей: 2» counts people this log does not count
    shown_by = _shown_by(cells, names, like) if like in _DOUBTFUL else ""
    if like and names.subject is Subject.OUTREACH and _are_all(shown_by or like, cells):
        return shown_by or like, True
    return (shown_by, False) if shown_by else (like, not like)


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float) or (isinstance(cell, str) and cell.strip().isdecimal())


def _are_all(field: str, cells: Sequence[Cell]) -> bool:
    """Tell whether the cells themselves say what a column is: nothing but forms of work, or classes."""
    told = {"form": is_form, "classes": looks_like_class}.get(field)
    return told is not None and bool(cells) and all(map(told, cells))


def _shown_by(cells: Sequence[Cell], names: Vocabulary, like: str) -> str:
    """Return the field whose words most cells of a column are; nothing when there is none."""
    if names.subject is Subject.OUTREACH:
        # «Мероприятие» is a topic in one school and a form of work in another
        if _most(map(is_form, cells), cells):
            return "form"
        return "classes" if not like and _most(map(looks_like_class, cells), cells) else ""
    return next((key for key in _CHOICES if _most((is_choice(key, cell) for cell in cells), cells)), "")


def _most(told: Iterable[bool], cells: Sequence[Cell]) -> bool:
    return sum(told) * 2 > len(cells)


def _without_doubles(
    columns: Sequence[ColumnGuess], rows: Sequence[RawRow], names: Vocabulary
) -> list[ColumnGuess]:
    """Leave a field to one column: to the sure one, and to the first of two that are equally sure.

    Where the other one says something else and could be meant as well, the one kept is asked about.
    """
    kept: dict[str, ColumnGuess] = {}
    doubted: set[str] = set()
    planned = {column.place: _PLANNED.search(fold(column.title)) is not None for column in columns}
    order = sorted(
        columns,
        key=lambda each: (
            not each.sure,
            planned[each.place],
            not _fits(each, rows),
            not names.exactly_named(each.title),
            each.place,
        ),
    )
    for column in order:
        first = kept.setdefault(column.field, column)
        if first is column or planned[column.place]:
            continue
        named = names.field_named(column.title) == column.field
        if (named or _came(column)) and _fits(column, rows) and _differ(first, column, rows):
            doubted.add(column.field)
    return [
        _as(column, SKIP, sure=True)
        if column.field != SKIP and kept[column.field] is not column
        else _as(column, column.field, sure=column.sure and column.field not in doubted)
        for column in columns
    ]


def _came(column: ColumnGuess) -> bool:
    """Tell a column that counts who came: «Количество родителей» beside it may be the whole class."""
    return column.field == "parents" and _PRESENT.search(fold(column.title)) is not None


def _fits(column: ColumnGuess, rows: Sequence[RawRow]) -> bool:
    """Tell whether most of what stands in a column can be a value of its field, as far as that is told."""
    told = _VALUES.get(column.field)
    given = [cell for _, cells in rows[:200] if not is_blank(cell := _at(cells, column.place))]
    return told is None or (bool(given) and _most(map(told, given), given))


def _differ(first: ColumnGuess, second: ColumnGuess, rows: Sequence[RawRow]) -> bool:
    """Tell whether two columns with the name of one field say different things, where that would be a lie."""
    if first.field not in _VALUES:
        return False
    return any(_at(cells, first.place) != _at(cells, second.place) for _, cells in rows[:200])


def _at(cells: Sequence[Cell], place: int) -> Cell:
    return cells[place] if place < len(cells) else None


def _with_counts(columns: Sequence[ColumnGuess], rows: Sequence[RawRow]) -> list[ColumnGuess]:
    """Ask about the first column of numbers nobody knows where contacts are not found: 0 would be a lie."""
    if any(column.field == "parents" for column in columns):
        return list(columns)
    for place, column in enumerate(columns):
        cells = [cells[column.place] for _, cells in rows[:200] if column.place < len(cells)]
        given = [cell for cell in cells if not is_blank(cell)]
        if (
            column.field == SKIP
            and not _numbers_rows(column)
            and given
            and _most(map(_is_count, given), given)
        ):
            return [*columns[:place], _as(column, "parents", sure=False), *columns[place + 1 :]]
    return list(columns)


def _numbers_rows(column: ColumnGuess) -> bool:
    """Tell a column that is surely not loaded and of no count: the rows' numbers, years, telephones."""
    return not column.title or OUTREACH.field_named(column.title) != ""


def _is_count(cell: Cell) -> bool:
    if isinstance(cell, str) and not cell.strip()[:1].isdecimal():
        return False
    try:
        return (read_count(cell) or 0) < _MOST_PEOPLE
    except ValueError:
        return False


def _is_day(cell: Cell) -> bool:
    return isinstance(cell, date) or (isinstance(cell, str) and cell.strip()[:1].isdecimal())


_VALUES: Final = {
    "date": _is_day,
    "form": is_form,
    "classes": looks_like_class,
    **dict.fromkeys(("parents", "unique_parents", "pupils", "handed_out"), _is_count),
}
"""What a value of a field looks like, for the fields where taking the wrong column would be a lie."""


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


def _letter(place: int) -> str:
    """Return a column's letters as a spreadsheet shows them."""
    first, second = divmod(place, len(_LETTERS))
    return (_LETTERS[first - 1] if first else "") + _LETTERS[second]
