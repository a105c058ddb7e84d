"""What import and export show and are told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum
from typing import Final

from desktop_app.services.banners.types import CheckOutcome, PortalDraft, PortalRow
from desktop_app.services.outreach.types import OutreachDraft

__all__ = [
    "Answers",
    "Cell",
    "ColumnGuess",
    "DateOrder",
    "Epoch",
    "ImportPlan",
    "Missing",
    "PortalChange",
    "Question",
    "RawRow",
    "RawTable",
    "RowRemark",
    "Source",
    "Subject",
    "TableFormat",
]


class Missing(Enum):
    """A cell whose value the file does not hold."""

    FORMULA = "formula"
    """A formula nobody has computed since it was written."""
    JOINED = "joined"
    """A number written once in a cell joined over several rows: how much of it is this row's, nobody said."""


Cell = str | int | float | bool | date | Missing | None
"""A cell as the file has it; a moment is its day, an empty text is None."""

RawRow = tuple[int, tuple[Cell, ...]]
"""The row's number as a spreadsheet shows it, and its cells; rows without any value are left out."""

SKIP: Final = ""
"""The field of a column that is not taken in."""


class Subject(StrEnum):
    """What is exported."""

    OUTREACH = "outreach"
    PORTALS = "portals"


class TableFormat(StrEnum):
    """The kinds of file written, by their suffix."""

    XLSX = "xlsx"
    CSV = "csv"


class DateOrder(StrEnum):
    """What 05/06/2024 means."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


class Epoch(StrEnum):
    """From which day a spreadsheet counts, where the file does not say."""

    WINDOWS = "1900"
    MACINTOSH = "1904"


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What was read and how; ``encodings`` are all that fit when the text does not decide."""

    name: str
    sha256: str
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    rivals: tuple[str, ...] = ()
    """Other sheets that look as much like the table wanted, when nobody has chosen one."""
    encoding: str = ""
    encodings: tuple[str, ...] = ()
    delimiter: str = ""
    epoch: Epoch | None = None
    guarded: bool = False
    """Texts may carry the apostrophe that keeps a spreadsheet from running them (CSV, clipboard)."""


@dataclass(frozen=True, slots=True)
class RawTable:
    """A file as rows of cells."""

    source: Source
    rows: tuple[RawRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the user decided about a table; nothing by default.

    ``columns`` gives a column (from 0) its field or ``SKIP``, ``constants`` one value to every row.
    """

    columns: Mapping[int, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    date_order: DateOrder | None = None
    epoch: Epoch | None = None
    skip_repeats: bool = False
    """Leave out what repeats a row above it or an event of the record."""
    choices: Mapping[str, str] = field(default_factory=dict)
    """Answers to what concerns the whole table, by the question's key: «alike», «verified», «above»."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnGuess:
    """One column: what it is taken for; ``sure`` when its name leaves no doubt or the user said so."""

    place: int
    title: str
    field: str
    sure: bool
    samples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What the file does not say; ``options`` are values with their Russian names.

    ``key``: «column:3» (is this guess right), «missing:form» (no such column), «date_order», «epoch»,
    «encoding», «sheet», «alike» (change portals of the record or add others), «verified» (without a picture),
    «above» (take a date that is not written from the row above).
    """

    key: str
    text: str
    options: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RowRemark:
    """One thing about one row: where it stands, what is written there, and a Russian sentence."""

    row: int
    column: str
    value: str
    reason: str
    differs: bool = False
    """Whether the row is left out as a repeat, though its numbers are not those of the event it repeats."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalChange:
    """A portal that comes in; ``stored`` is what the record says of it, None for a new one."""

    draft: PortalDraft
    stored: PortalRow | None
    looked_on: date | None = None
    """A look at the portal that the record does not have yet; never one that proves the banner."""
    outcome: CheckOutcome = CheckOutcome.SEEN


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """A dry run: what would come in, and everything that keeps it from coming in."""

    subject: Subject = Subject.OUTREACH
    source: Source
    columns: tuple[ColumnGuess, ...]
    questions: tuple[Question, ...]
    errors: tuple[RowRemark, ...]
    remarks: tuple[RowRemark, ...]
    drafts: tuple[OutreachDraft, ...] = ()
    """The events that come in, in the order of the file; only rows without errors."""
    portals: tuple[PortalChange, ...] = ()
    """The portals that come in or change, in the order of the file; only rows without errors."""
    unchanged: int = 0
    """How many portals the record has exactly so."""
    repeats: int
    """How many rows repeat another row or an event of the record, taken in or not."""
    differing: int = 0
    """How many of these repeats have other numbers than what they repeat."""
    skipped_totals: int
    """Rows of sums («Итого»), which are no events."""
    seen_on: date | None = None
    """When a file with exactly this content was imported before."""
    seen_entries: int = 0

    @property
    def ready(self) -> bool:
        """Whether it can be imported as it is."""
        return self.coming > 0 and not self.errors and not self.questions

    @property
    def coming(self) -> int:
        """How many events or portals would come in or change."""
        return len(self.drafts) + len(self.portals)

    @property
    def new_portals(self) -> int:
        """How many portals the record does not have."""
        return sum(change.stored is None for change in self.portals)

    @property
    def unused(self) -> tuple[str, ...]:
        """The titles of the columns that are not taken in."""
        return tuple(column.title for column in self.columns if column.field == SKIP and column.title)

    @property
    def contacts(self) -> int:
        """The sum of contacts with parents over everything that comes in."""
        return sum(draft.parents for draft in self.drafts)

    @property
    def period(self) -> tuple[date, date] | None:
        """The first and the last day of what comes in."""
        days = [draft.held_on for draft in self.drafts if draft.held_on is not None]
        return (min(days), max(days)) if days else None
