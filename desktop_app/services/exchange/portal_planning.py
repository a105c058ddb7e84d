"""The dry run of a list of portals: what is new, what would change and how, and what is not told truly."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final

from desktop_app.russian.dates import short_date
from desktop_app.russian.plurals import count
from desktop_app.services import labels
from desktop_app.services.banners.rules import check_check, check_portal, portal_key
from desktop_app.services.banners.types import (
    CheckDraft,
    CheckOutcome,
    PlacementStatus,
    PortalDraft,
    PortalKind,
    PortalRow,
)
from desktop_app.services.errors import FieldError
from desktop_app.services.exchange.heading_rows import shown
from desktop_app.services.exchange.limits import too_long
from desktop_app.services.exchange.mapping import Mapping as ColumnMapping
from desktop_app.services.exchange.mapping import map_columns
from desktop_app.services.exchange.portal_headings import PORTALS
from desktop_app.services.exchange.portal_matching import SEVERAL, Match, match_rows
from desktop_app.services.exchange.portal_rows import PortalCells, PortalTable
from desktop_app.services.exchange.table_rows import date_questions, encoding_question, sheet_question
from desktop_app.services.exchange.types import (
    Answers,
    ImportPlan,
    PortalChange,
    Question,
    RawTable,
    RowRemark,
)

_S = PlacementStatus
MOST: Final = 2_000
"""More portals than this no school has."""
ALIKE: Final = "alike"
VERIFIED: Final = "verified"
CHANGE, ADD, PLACED, LEAVE = "change", "add", "placed", "skip"
_FIELDS: Final = tuple(PortalDraft.__dataclass_fields__)
_SEEN_AS: Final = {
    _S.PLACED: CheckOutcome.SEEN,
    _S.VERIFIED: CheckOutcome.SEEN,
    _S.MISSING: CheckOutcome.MISSING,
}
"""What a look says when the table has no column for it, as in a card."""
_NO_PICTURE: Final = "«Проверен» ставит только проверка со снимком, а в таблице снимка нет."


@dataclass(frozen=True, slots=True)
class KnownPortals:
    """What the record says about a table of portals; ``looks`` are the days of every look, by portal."""

    rows: tuple[PortalRow, ...]
    today: date
    looks: Mapping[int, frozenset[date]] = field(default_factory=dict)
    seen_on: date | None = None
    seen_entries: int = 0


def plan_portals(
    table: RawTable, known: KnownPortals, answers: Answers, look_in: Callable[[int], None] = lambda _row: None
) -> ImportPlan:
    """Do everything but store; ``look_in`` may raise to stop. Raises ``AppError`` for too many rows."""
    mapping = map_columns(table, answers, PORTALS)
    reader = _Reader(table, mapping, known, answers)
    questions = [*encoding_question(table), *sheet_question(table), *mapping.questions]
    questions += date_questions(reader.table.dates)
    if not any(question.key.startswith(("missing", "encoding")) for question in questions):
        reader.read(look_in)
        questions += reader.questions()
    return ImportPlan(
        subject=PORTALS.subject,
        source=table.source,
        columns=mapping.columns,
        questions=tuple(questions),
        errors=tuple(reader.errors),
        remarks=tuple(reader.remarks),
        portals=tuple(reader.changes),
        unchanged=reader.unchanged,
        repeats=reader.repeats,
        skipped_totals=reader.table.totals,
        seen_on=known.seen_on,
        seen_entries=known.seen_entries,
    )


class _Reader:
    """The rows read so far."""

    def __init__(
        self, table: RawTable, mapping: ColumnMapping, known: KnownPortals, answers: Answers
    ) -> None:
        self.table = PortalTable(table, mapping, answers, known.today)
        self.errors: list[RowRemark] = []
        self.remarks: list[RowRemark] = []
        self.changes: list[PortalChange] = []
        self.unchanged = self.repeats = 0
        self._mapping = mapping
        self._known = known
        self._choices = answers.choices
        self._alike: list[str] = []
        self._unproved = 0
        self._above: dict[tuple[str, ...], tuple[int, PortalDraft]] = {}
        self._taken = frozenset(map(portal_key, known.rows))

    def read(self, look_in: Callable[[int], None]) -> None:
        """Read all rows, find the portals they speak of, and say what would become of each."""
        rows: list[PortalCells] = []
        for row in self.table.rows():
            look_in(len(rows))
            rows.append(row)
            if len(rows) > MOST:
                raise too_long(f"больше {MOST} порталов")
        for row, match in zip(rows, match_rows(rows, self._known.rows), strict=True):
            self._take(row, match)

    def questions(self) -> list[Question]:
        """Return what concerns the whole table and is not answered yet."""
        found = []
        if self._alike and ALIKE not in self._choices:
            names = ", ".join(f"«{name}»" for name in self._alike[:3])
            more = f" и ещё {len(self._alike) - 3}" if len(self._alike) > 3 else ""  # noqa: PLR2004 - shown
            text = f"{names}{more}: адрес или место не те, что записаны. Изменить записанное?"
            options = ((CHANGE, "изменить записанные порталы"), (ADD, "добавить как новые"))
            found.append(Question(ALIKE, text, options))
        if self._unproved and VERIFIED not in self._choices:
            portals = count(self._unproved, "портал", "портала", "порталов")
            text = f"{_NO_PICTURE} Как записать {portals} с этим состоянием?"
            options = (
                (PLACED, "«размещён»: снимок добавлю потом"),
                (LEAVE, "не загружать эти строки"),
            )
            found.append(Question(VERIFIED, text, options))
        return found

    def _take(self, row: PortalCells, match: Match) -> None:
        stored = match.row
        if match.alike and stored is not None:
            self._alike.append(row.text("name"))
            stored = stored if self._choices.get(ALIKE) != ADD else None
        if match.several:
            row.wrong.append(FieldError("name", SEVERAL))
        draft = self._draft(row, stored)
        if draft.status is _S.VERIFIED and (stored is None or stored.status is not _S.VERIFIED):
            self._unproved += 1
            self._remark(row, "status", _NO_PICTURE)
            if self._choices.get(VERIFIED) == LEAVE:
                return
            draft = replace(draft, status=_S.PLACED)
        self._check(row, draft, stored)
        look = self._look(row, draft, stored)
        if row.wrong:
            self._refuse(row)
            return
        self._keep(row, draft, stored, look)

    def _draft(self, row: PortalCells, stored: PortalRow | None) -> PortalDraft:
        """Lay the row's values over what is stored; a column the table does not have changes nothing."""
        values: dict[str, Any] = {name: getattr(stored, name) for name in _FIELDS} if stored else {}
        for name in _FIELDS:
            if name in row.values:
                values[name] = row.values[name]
        for name, said in (("kind", "Укажите вид портала."), ("status", "Укажите состояние баннера.")):
            if values.get(name) is None:
                values[name] = stored and getattr(stored, name)
                values[name] = values[name] or (PortalKind.OTHER if name == "kind" else _S.PLANNED)
                if not any(error.field == name for error in row.wrong):
                    row.wrong.append(FieldError(name, said))
        removed = values["status"] is _S.REMOVED and not values.get("removed_on")
        if removed and "removed_on" not in row.values:
            values["removed_on"] = row.values.get("checked_on")  # as a card says it
        return PortalDraft(**values)

    def _check(self, row: PortalCells, draft: PortalDraft, stored: PortalRow | None) -> None:
        taken = self._taken - ({portal_key(stored)} if stored is not None else set())
        status = stored.status if stored is not None else None
        for error in check_portal(draft, status, taken, self._known.today):
            if all(error.field != other.field for other in row.wrong):
                row.wrong.append(error)

    def _look(
        self, row: PortalCells, draft: PortalDraft, stored: PortalRow | None
    ) -> tuple[date, CheckOutcome] | None:
        """Return the look a row tells of and the record does not have, unless the record has a newer one."""
        day = row.values.get("checked_on")
        if day is None or (stored is not None and day in self._known.looks.get(stored.id, frozenset())):
            return None
        if stored is not None and stored.checked_on is not None and day < stored.checked_on:
            self._remark(row, "checked_on", f"Записана проверка новее: {short_date(stored.checked_on)}.")
            return None
        said = row.values.get("outcome")
        outcome = said or _SEEN_AS.get(draft.status)
        if outcome is None:
            if day != draft.removed_on:
                status = labels.PLACEMENT_STATUSES[draft.status]
                self._remark(row, "checked_on", f"Проверка не записана: «{status}» не говорит, что увидели.")
            return None
        if outcome is CheckOutcome.FOUND:
            self._remark(row, "outcome", "Снимка в таблице нет: записано «видели без снимка».")
            outcome = CheckOutcome.SEEN
        if draft.status is _S.VERIFIED and outcome is CheckOutcome.MISSING:
            row.wrong.append(FieldError("outcome", "«Проверен» и «баннера нет» вместе не бывают."))
        late = check_check(CheckDraft(checked_on=day, outcome=outcome), self._known.today)
        row.wrong += [error for error in late if error.field == "checked_on"]
        return day, outcome

    def _keep(
        self,
        row: PortalCells,
        draft: PortalDraft,
        stored: PortalRow | None,
        look: tuple[date, CheckOutcome] | None,
    ) -> None:
        key = tuple(portal_key(draft))
        above = self._above.setdefault(key, (row.number, draft))
        if above[0] != row.number:
            self.repeats += 1
            if above[1] == draft:
                self._remark(row, "name", f"Повторяет строку {above[0]}: не загружается.")
            else:
                row.wrong.append(FieldError("name", f"Тот же портал, что в строке {above[0]}, но иначе."))
                self._refuse(row)
            return
        changed = [name for name in _FIELDS if stored and getattr(stored, name) != getattr(draft, name)]
        if stored is not None and not changed and look is None:
            self.unchanged += 1
            return
        for name in changed:
            self._remark(row, name, f"Было: {_said(name, getattr(stored, name))}.", draft)
        day, outcome = look or (None, CheckOutcome.SEEN)
        if day is not None and stored is not None:
            seen = labels.CHECK_OUTCOMES[outcome]
            self._remark(row, "checked_on", f"Добавится проверка от {short_date(day)}: {seen}.")
        self.changes.append(PortalChange(draft=draft, stored=stored, looked_on=day, outcome=outcome))

    def _remark(self, row: PortalCells, key: str, reason: str, draft: PortalDraft | None = None) -> None:
        value = shown(row.given.get(key)) if draft is None else _said(key, getattr(draft, key))
        self.remarks.append(RowRemark(row.number, self._mapping.title(key), value[:200], reason))

    def _refuse(self, row: PortalCells) -> None:
        for error in row.wrong:
            if error.message:  # else the question about the whole column says it
                value = shown(row.given.get(error.field))[:200]
                title = self._mapping.title(error.field)
                self.errors.append(RowRemark(row.number, title, value, error.message))


def _said(name: str, value: Any) -> str:
    """Return a field's value for the eye."""
    if not value:
        return "пусто"
    if name == "kind":
        return labels.PORTAL_KINDS[value]
    if name == "status":
        return labels.PLACEMENT_STATUSES[value]
    return short_date(value) if isinstance(value, date) else str(value)
