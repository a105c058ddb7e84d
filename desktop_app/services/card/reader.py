"""Read a card file (TOML): the school as one file a person can write by hand.

Everything wrong with it is told at once, with table, key and line; nothing unknown is passed over.
"""

from __future__ import annotations

import re
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

from desktop_app.models.enums import NumberSeries
from desktop_app.services.card import tables as t
from desktop_app.services.card.portals import read_portals
from desktop_app.services.card.sheet import Sheet, Table
from desktop_app.services.card.source import Source
from desktop_app.services.card.types import CardData, CardError, CardProblem
from desktop_app.services.clock import SystemClock
from desktop_app.services.coordinator.rules import check_appointment
from desktop_app.services.coordinator.types import AppointmentDraft
from desktop_app.services.errors import AppError, FieldError
from desktop_app.services.letters.pattern import read_pattern
from desktop_app.services.outreach import rules as outreach_rules
from desktop_app.services.outreach.types import OutreachDraft
from desktop_app.services.school.rules import check_class, check_school
from desktop_app.services.school.types import ClassDraft, SchemeDraft, SchoolDraft

_LARGEST = 10 * 2**20
_MOST_SERIAL = 9_999_999
_AT_LINE = re.compile(r"at line (\d+)")


def read_card(path: Path, today: date | None = None) -> CardData:
    """Read and check a card; raises ``CardError`` with every problem, ``AppError`` when it cannot be read.

    ``today`` bounds dates of what has already happened (the machine's date without it).
    """
    text = _text(path)
    sheet = Sheet(_document(path, text), Source(text))
    day = today or SystemClock().today()
    for name in sheet.document:
        if name not in t.TOP:
            sheet.refuse((name,), f"Такой таблицы нет, можно: {', '.join(t.TOP)}.")
    school, addressee_given = _school(sheet)
    classes = _classes(sheet)
    card = CardData(
        school=school,
        addressee_given=addressee_given,
        classes=classes,
        coordinator=_coordinator(sheet, day),
        portals=read_portals(sheet, path.parent, day),
        outreach=_outreach(sheet, classes, day),
        schemes=_schemes(sheet),
    )
    if sheet.problems:
        raise CardError(path, sheet.problems)
    return card


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise AppError(f"Карточка слишком велика: {path.name}", hint="Снимки лежат рядом, не внутри.")
        content = path.read_bytes()
    except OSError as error:
        raise AppError(f"Карточка не читается: {path}", hint="Проверьте имя и папку.") from error
    try:
        return content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = CardProblem(line, "", "", "Файл не в кодировке UTF-8: сохраните его заново в UTF-8.")
        raise CardError(path, [problem]) from error


def _document(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found else max(1, len(text.rstrip("\n").split("\n")))
        said = "Строка не читается: проверьте кавычки, скобки, знак «=» и не записан ли ключ дважды."
        raise CardError(path, [CardProblem(line, "", "", said)]) from error


def _school(sheet: Sheet) -> tuple[SchoolDraft, bool]:
    """Read the school with its head, executor and addressee, and whether the addressee is given."""
    addressee = sheet.table(("addressee",), t.ADDRESSEE)
    head = sheet.table(("school", "head"), t.HEAD) if _has_table(sheet, "school") else _none("school", "head")
    executor = (
        sheet.table(("school", "executor"), t.EXECUTOR) if _has_table(sheet, "school") else _none("school")
    )
    table = sheet.table(("school",), t.SCHOOL, ("head", "executor"))
    whole = table.joined(head).joined(executor).joined(addressee)
    draft = SchoolDraft(**whole.values)
    sheet.refuse_fields(whole, check_school(draft), t.SCHOOL)
    return draft, bool(addressee.values)


def _classes(sheet: Sheet) -> tuple[ClassDraft, ...]:
    classes: list[ClassDraft] = []
    taken: set[str] = set()
    for table in sheet.tables("classes", t.CLASSES):
        draft = ClassDraft(**({"name": ""} | table.values))
        if "name" not in table.places or "name" in table.values:
            sheet.refuse_fields(table, check_class(draft, taken), t.CLASSES)
        classes.append(draft)
        taken.add(draft.name.casefold())
    return tuple(classes)


def _coordinator(sheet: Sheet, today: date) -> AppointmentDraft | None:
    if "coordinator" not in sheet.document:
        return None
    table = sheet.table(("coordinator",), t.COORDINATOR, ("substitute",))
    if _has_table(sheet, "coordinator"):
        table = table.joined(sheet.table(("coordinator", "substitute"), t.SUBSTITUTE))
    values: dict[str, Any] = {"appointed_on": table.values.get("order_date")} | table.values
    draft = AppointmentDraft(**values)
    sheet.refuse_fields(table, check_appointment(draft, (), today), t.COORDINATOR)
    return draft


def _outreach(sheet: Sheet, classes: tuple[ClassDraft, ...], today: date) -> tuple[OutreachDraft, ...]:
    places = {draft.name.casefold(): place for place, draft in enumerate(classes, 1)}
    parents = {place: draft.parents for place, draft in enumerate(classes, 1)}
    drafts = []
    for table in sheet.tables("outreach", t.OUTREACH):
        named: tuple[str, ...] = table.values.get("class_ids", ())
        unknown = [name for name in named if name.casefold() not in places]
        if unknown:
            sheet.refuse(table.place("class_ids"), f"Класса {', '.join(unknown)} нет среди [[classes]].")
        if "form" not in table.places:
            sheet.refuse((*table.path, "form"), "Укажите форму: class_meeting, chat_message и так далее.")
        ids = tuple(dict.fromkeys(places[name.casefold()] for name in named if name.casefold() in places))
        draft = OutreachDraft(**(table.values | {"class_ids": ids}))
        errors = outreach_rules.check(draft, today=today, parents=parents)
        sheet.refuse_fields(table, _known(table, errors), t.OUTREACH)
        drafts.append(draft)
    return tuple(drafts)


def _schemes(sheet: Sheet) -> tuple[SchemeDraft, ...]:
    if "numbering" not in sheet.document:
        return ()
    table = sheet.table(("numbering",), t.NUMBERING)
    pattern: str = table.values.get("pattern", "")
    serial: int = table.values.get("next_serial", 1)
    if not 1 <= serial <= _MOST_SERIAL:
        sheet.refuse(table.place("next_serial"), f"Следующий номер — целое число от 1 до {_MOST_SERIAL}.")
    all_kinds = "{kind}" in pattern
    series = (NumberSeries.OUTGOING, NumberSeries.ORDERS) if all_kinds else (NumberSeries.OUTGOING,)
    for one in series:
        try:
            read_pattern(pattern, one)
        except ValueError as error:
            sheet.refuse(("numbering", "pattern"), str(error))
    return tuple(SchemeDraft(series=one, pattern=pattern, next_serial=serial) for one in series)


def _known(table: Table, errors: tuple[FieldError, ...]) -> list[FieldError]:
    """Leave out what follows only from a value that was refused already."""
    refused = set(table.places) - set(table.values)
    return [error for error in errors if error.field not in refused]


def _has_table(sheet: Sheet, name: str) -> bool:
    return isinstance(sheet.document.get(name), dict)


def _none(*path: str) -> Table:
    return Table({}, {}, path)
