"""The dry run: turn rows into events, name everything wrong row by row, and notice what is there already."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from desktop_app.russian.fold import fold
from desktop_app.services.errors import FieldError
from desktop_app.services.exchange.dates import DateColumn, DoubtfulDateError, date_column
from desktop_app.services.exchange.forms import read_form
from desktop_app.services.exchange.furniture import names_no_event, signs
from desktop_app.services.exchange.heading_rows import shown
from desktop_app.services.exchange.headings import TITLES
from desktop_app.services.exchange.mapping import Mapping as ColumnMapping
from desktop_app.services.exchange.mapping import map_columns
from desktop_app.services.exchange.row_classes import RowClasses
from desktop_app.services.exchange.row_questions import (
    ABOVE,
    TAKE,
    UNHELD,
    WHOSE,
    above_question,
)
from desktop_app.services.exchange.table_rows import (
    cell_at,
    date_questions,
    encoding_question,
    first_words,
    is_blank,
    says_sum,
    sheet_question,
)
from desktop_app.services.exchange.types import (
    Answers,
    Cell,
    Epoch,
    ImportPlan,
    Question,
    RawTable,
    RowRemark,
)
from desktop_app.services.exchange.unheld import Unheld
from desktop_app.services.exchange.values import read_class_ids, read_count, read_line, read_text
from desktop_app.services.outreach import rules
from desktop_app.services.outreach.types import OutreachDraft, OutreachForm
from desktop_app.services.school.class_names import WHOLE_SCHOOL
from desktop_app.services.school.types import ClassRow

EventKey = tuple[date, str, tuple[int, ...], str]
"""Day, form, classes and folded topic: two events alike in these are taken for one written twice."""

Counts = tuple[int | None, ...]
"""Contacts, different parents, pupils, leaflets handed out, in the order of ``COUNT_NAMES``."""

FIELDS: Final = {
    "date": "held_on",
    "classes": "class_ids",
    **{name: name for name in TITLES if name not in {"date", "classes"}},
}
"""The card's keys and the draft's fields."""
_KEYS: Final = {field: key for key, field in FIELDS.items()}
COUNT_NAMES: Final = ("parents", "unique_parents", "pupils", "handed_out")
_COUNTED: Final = ("контактов", "из них разных", "учеников", "вручено")
_FROM_ABOVE: Final = ("date", "form", "topic")
"""What a school writes once for several rows below each other: cells joined downwards come so."""
_OF_A_CLASS: Final = frozenset({OutreachForm.CLASS_MEETING, OutreachForm.CLASS_HOUR})
"""Forms that are held with a class: without one the whole school is not meant but forgotten."""
_STOP_EVERY: Final = 2_000


@dataclass(frozen=True, slots=True)
class Known:
    """What the record says about a table that is to come in."""

    classes: tuple[ClassRow, ...]
    today: date
    events: Mapping[EventKey, frozenset[Counts]] = field(default_factory=dict)
    """The events of the record and what was counted at each; several may be alike."""
    seen_on: date | None = None
    seen_entries: int = 0


def event_key(day: date, form: str, class_ids: Sequence[int], topic: str) -> EventKey:
    """Return what makes two events the same."""
    return day, form, tuple(sorted(class_ids)), fold(topic)


def counts_of(draft: OutreachDraft) -> Counts:
    """Return what was counted at an event."""
    return tuple(getattr(draft, name) for name in COUNT_NAMES)


def plan_import(
    table: RawTable, known: Known, answers: Answers, look_in: Callable[[int], None] = lambda _row: None
) -> ImportPlan:
    """Do everything but store: ``look_in`` is called every few thousand rows and may raise to stop."""
    mapping = map_columns(table, answers)
    questions = [*encoding_question(table), *sheet_question(table), *mapping.questions]
    reader = _Rows(table, mapping, known, answers)
    questions += reader.questions()
    if not any(question.key.startswith(("missing", "encoding")) for question in questions):
        for place, (number, cells) in enumerate(mapping.rows):
            if place % _STOP_EVERY == 0:
                look_in(place)
            reader.take(number, cells)
    questions += reader.left_open()
    return ImportPlan(
        source=table.source,
        columns=mapping.columns,
        questions=tuple(questions),
        errors=tuple(reader.errors),
        remarks=reader.all_remarks(),
        drafts=tuple(reader.drafts),
        repeats=reader.repeats,
        differing=reader.differing,
        skipped_totals=reader.totals,
        seen_on=known.seen_on,
        seen_entries=known.seen_entries,
    )


class _Rows:
    """The rows read so far."""

    def __init__(self, table: RawTable, mapping: ColumnMapping, known: Known, answers: Answers) -> None:
        self.errors: list[RowRemark] = []
        self.remarks: list[RowRemark] = []
        self._of_everybody: list[RowRemark] = []
        self.drafts: list[OutreachDraft] = []
        self.repeats = self.differing = self.totals = 0
        self._source = table.source
        self._guarded = table.source.guarded
        self._mapping = mapping
        self._places = mapping.places()
        self._known = known
        self._answers = answers
        self._compared = [name in self._places or name in answers.constants for name in COUNT_NAMES]
        self._parents = {row.id: row.parents for row in known.classes}
        self._dates = self._date_column(table.source.epoch)
        self._seen: dict[EventKey, tuple[int, Counts]] = {}
        self._above: dict[str, Cell] = {}
        self._undated: list[int] = []
        self._classes = RowClasses(known.classes, answers.choices.get(WHOSE, ""))
        self._unheld = Unheld(mapping.columns, answers.choices.get(UNHELD, ""))
        self._cached: dict[tuple[str, type, Cell], Any] = {}
        self._last_dated = self._find_last_dated()

    def questions(self) -> list[Question]:
        """Return what the dates leave open."""
        return date_questions(self._dates)

    def left_open(self) -> list[Question]:
        """Return what the rows leave open: dates and classes that are not written, events called off."""
        asks = self._undated and not self._answers.choices.get(ABOVE)
        return [
            *([above_question(self._undated)] if asks else ()),
            *self._unheld.questions(),
            *self._classes.questions(self._source, self._mapping.above, column="classes" in self._places),
        ]

    def all_remarks(self) -> tuple[RowRemark, ...]:
        """Return the remarks by rows; whose an event is is not said while the user is asked that."""
        if any(question.key == WHOSE for question in self.left_open()):
            return tuple(self.remarks)
        return tuple(sorted([*self.remarks, *self._of_everybody], key=lambda one: one.row))

    def take(self, number: int, cells: tuple[Cell, ...]) -> None:
        """Read one row: an event, its errors, or a line of sums."""
        given = {field: self._cell(cells, place) for field, place in self._places.items()}
        if all(value is None for value in given.values()):
            return
        if self._is_sum(cells) or self._is_bare_sum(given):
            self.totals += 1
            return
        if self._is_aside(number, cells, given):
            self._pass_aside(number, first_words(cells))
            return
        if said := self._unheld.leaves_out(number, cells):
            self.remarks.append(RowRemark(number, "", said[:200], "Мероприятия не было, строка пропущена."))
            return
        if not self._dated(number, given):
            return
        unclear = self._take_class(number, given)
        values, wrong = self._values({**given, **self._answers.constants})
        wrong += unclear
        draft = OutreachDraft(**values)
        wrong += [
            error
            for error in rules.check(draft, today=self._known.today, parents=self._parents)
            if all(error.field != other.field for other in wrong)
        ]
        if wrong:
            self._refuse(number, given, wrong)
            return
        self._keep(number, draft, given)

    def _pass_aside(self, number: int, words: Cell) -> None:
        said = "Здесь нет мероприятия, строка пропущена."
        if self._classes.take_line(words, after=number > self._last_dated):
            said = "Здесь назван класс: он записан у строк ниже, где класс не указан."
        self.remarks.append(RowRemark(number, "", shown(words)[:200], said))

    def _dated(self, number: int, given: dict[str, Cell]) -> bool:
        """Give a row without a date that of the row above, if the user says so; tell whether to read it."""
        if given.get("date") is None and self._above:
            self._undated.append(number)
            if not self._answers.choices.get(ABOVE):
                return False  # the question about the whole column says it
            if self._answers.choices[ABOVE] == TAKE:
                blank = [key for key in _FROM_ABOVE if given.get(key) is None and key in self._above]
                given |= {key: self._above[key] for key in blank}
        elif given.get("date") is not None:
            self._above = given
        return True

    def _take_class(self, number: int, given: dict[str, Cell]) -> list[FieldError]:
        """Give an event without a class the one named elsewhere; return what is not clear about it."""
        if "classes" in self._answers.constants:
            return []
        named, unclear = self._classes.of_event(
            number, given.get("classes"), lambda: self._is_of_a_class(given)
        )
        if named is not None:
            given["classes"] = named
        return unclear

    def _is_of_a_class(self, given: Mapping[str, Cell]) -> bool:
        try:
            return self._read("form", given.get("form", self._answers.constants.get("form"))) in _OF_A_CLASS
        except ValueError:
            return False

    def _values(self, given: Mapping[str, Cell]) -> tuple[dict[str, Any], list[FieldError]]:
        values: dict[str, Any] = {}
        wrong: list[FieldError] = []
        for key, cell in given.items():
            field = FIELDS[key]
            try:
                value = self._read(key, cell)
            except DoubtfulDateError as error:
                asked = self._dates.asks_order or self._dates.asks_epoch
                wrong.append(FieldError(field, "" if asked else str(error)))
                continue
            except ValueError as error:
                wrong.append(FieldError(field, str(error)))
                continue
            if value is not None or key == "unique_parents":
                values[field] = value
        return values, wrong

    def _read(self, key: str, cell: Cell) -> Any:
        """Read a cell; a log says the same things over and over, so that what was read is kept."""
        if key in {"topic", "note"}:
            return read_line(cell) if key == "topic" else read_text(cell)
        place = (key, type(cell), cell)
        if place not in self._cached:
            self._cached[place] = self._convert(key, cell)
        return self._cached[place]

    def _convert(self, key: str, cell: Cell) -> Any:
        if key == "date":
            return None if cell is None else self._dates.read(cell)
        if key == "form":
            return read_form(cell)
        if key == "classes":
            return read_class_ids(cell, self._known.classes)
        return read_count(cell) if key in COUNT_NAMES else read_line(cell)

    def _cell(self, cells: tuple[Cell, ...], place: int) -> Cell:
        return cell_at(cells, place, guarded=self._guarded)

    def _is_sum(self, cells: tuple[Cell, ...]) -> bool:
        """Tell a line of sums: its first words say so, and it has no date."""
        first = first_words(cells)
        if not says_sum(first):
            return False
        place = self._places.get("date")
        day = cells[place] if place is not None and place < len(cells) else None
        return is_blank(day) or day is first

    def _is_bare_sum(self, given: Mapping[str, Cell]) -> bool:
        """Tell a line of sums that says no word: nothing but numbers, each the sum of all above it."""
        if given.get("date") is not None:
            return False
        names = [name for name, cell in given.items() if cell is not None]
        if len(self.drafts) <= 1 or not names or any(name not in COUNT_NAMES for name in names):
            return False
        try:
            sums = {name: sum(getattr(draft, name) or 0 for draft in self.drafts) for name in names}
            return all(sums[name] and read_count(given[name]) == sums[name] for name in names)
        except ValueError:
            return False

    def _is_aside(self, number: int, cells: tuple[Cell, ...], given: Mapping[str, Cell]) -> bool:
        """Tell a row without an event: a month above its events, signatures under the table."""
        place = self._places.get("date")
        if place is None or self._is_dated(given.get("date")):
            return False
        signed = number > self._last_dated and signs(first_words(cells))
        return signed or names_no_event(cells, place)

    def _is_dated(self, cell: Cell) -> bool:
        if cell is None or isinstance(cell, date):
            return cell is not None
        try:
            self._read("date", cell)
        except DoubtfulDateError:
            return True
        except ValueError:
            return False
        return True

    def _find_last_dated(self) -> int:
        place = self._places.get("date")
        if place is None:
            return 0
        rows = ((number, self._cell(cells, place)) for number, cells in reversed(self._mapping.rows))
        return next((number for number, cell in rows if self._is_dated(cell)), 0)

    def _refuse(self, number: int, given: Mapping[str, Cell], wrong: Sequence[FieldError]) -> None:
        for error in wrong:
            if not error.message:
                continue  # the question about the whole column says it
            key = _KEYS.get(error.field, error.field)
            title = self._mapping.title(key) if key in TITLES else key
            cell = given.get(key, self._answers.constants.get(key))
            self.errors.append(RowRemark(number, title, shown(cell)[:200], error.message))

    def _keep(self, number: int, draft: OutreachDraft, given: Mapping[str, Cell]) -> None:
        assert draft.held_on is not None  # noqa: S101 - the rules refuse a draft without a date
        key, counts = (
            event_key(draft.held_on, draft.form.value, draft.class_ids, draft.topic),
            counts_of(draft),
        )
        above, counted_above = self._seen.setdefault(key, (number, counts))
        stored = self._known.events.get(key)
        if stored is not None or above != number:
            self._note_repeat(number, draft.topic, counts, stored, (above, counted_above))
            if self._answers.skip_repeats:
                return
        elif "classes" in self._places and given.get("classes") is None:
            said = f"Класс не указан: записано «{WHOLE_SCHOOL}»."
            self._of_everybody.append(RowRemark(number, self._mapping.title("classes"), "", said))
        self.drafts.append(draft)

    def _note_repeat(
        self,
        number: int,
        topic: str,
        counts: Counts,
        stored: frozenset[Counts] | None,
        above: tuple[int, Counts],
    ) -> None:
        """Say that a row repeats an event; where the numbers differ both come first: only the user knows."""
        self.repeats += 1
        repeated, where = "Такое мероприятие уже есть в журнале.", ("в журнале", "в файле")
        if stored is None:
            repeated, where = f"Повторяет строку {above[0]}.", (f"в строке {above[0]} —", "здесь —")
        known = stored or frozenset({above[1]})
        different = min((self._differences(one, counts, where) for one in known), key=lambda d: (len(d), d))
        if different:
            self.differing += 1
            numbers = "; ".join(different)
            repeated = f"{numbers[:1].upper()}{numbers[1:]}. {repeated}"
        title = self._mapping.title("topic")
        self.remarks.append(RowRemark(number, title, topic[:200], repeated, differs=bool(different)))

    def _differences(self, there: Counts, here: Counts, where: tuple[str, str]) -> list[str]:
        """Return «контактов в журнале 20, в файле 25» for each number the table gives and that differs."""
        return [
            f"{name} {where[0]} {_said(old)}, {where[1]} {_said(new)}"
            for name, old, new, given in zip(_COUNTED, there, here, self._compared, strict=True)
            if given and old != new
        ]

    def _date_column(self, epoch: Epoch | None) -> DateColumn:
        place = self._places.get("date")
        cells: list[Cell] = [self._answers.constants.get("date")]
        if place is not None:
            cells = [self._cell(row, place) for _, row in self._mapping.rows]
        return date_column(
            cells,
            today=self._known.today,
            order=self._answers.date_order,
            epoch=epoch,
            answered_epoch=self._answers.epoch,
        )


def _said(number: int | None) -> str:
    return "не считали" if number is None else str(number)
