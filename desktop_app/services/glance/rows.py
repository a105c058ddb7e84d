"""The rows a first look needs, by plain SQL: what the services read, without their libraries.

Importing SQLAlchemy and mapping the classes costs more than everything else until a record is on the screen.
A test compares every value with what the services answer.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any, Final

from desktop_app.models.enums import (
    DueBasis,
    Gender,
    LetterState,
    PaperKind,
    PlacementStatus,
    PortalKind,
    RequirementKind,
    SchoolKind,
)
from desktop_app.services.attachments.types import AttachmentRow
from desktop_app.services.banners.types import PortalRow
from desktop_app.services.compliance.facts import Confirmation
from desktop_app.services.coordinator.rules import in_office
from desktop_app.services.coordinator.types import AppointmentDraft, AppointmentFields, AppointmentRow
from desktop_app.services.directive.types import DirectiveFields, DirectiveRow, RequirementDraft
from desktop_app.services.school.types import Goals, SchoolRow

Rows = Iterator[dict[str, Any]]

_DIRECTIVE: Final = tuple(each.name for each in fields(DirectiveFields) if each.name != "requirements")
_APPOINTMENT: Final = tuple(each.name for each in fields(AppointmentFields))
_SCHOOL: Final = tuple(each.name for each in fields(SchoolRow))
_PORTALS: Final = (
    "SELECT portals.id AS id, kind, name, url, place, status, placed_on, planned_for, removed_on, reason,"
    " verified_on, proof_id, (SELECT max(checked_on) FROM checks WHERE placement_id = placements.id) AS last,"
    " (SELECT count(*) FROM checks WHERE placement_id = placements.id) AS looks"
    " FROM portals JOIN placements ON placements.portal_id = portals.id ORDER BY position, portals.id"
)
_CONFIRMATIONS: Final = (
    "SELECT directive_id, state, number, dated, sent_on, sent_how, acknowledged_on, acknowledged_number"
    " FROM letters WHERE kind = ? AND directive_id IS NOT NULL ORDER BY id"
)
_ATTACHMENT: Final = "SELECT id, name, media_type, size, sha256, taken_on FROM attachments WHERE id = ?"


def school(connection: sqlite3.Connection) -> tuple[SchoolRow, Goals]:
    """Read the school and its goals; the usual ones and nothing filled in before it is named."""
    row = next(
        _read(connection, _select(*_SCHOOL, "coverage_target", "check_days", rest="FROM school")), None
    )
    if row is None:
        return SchoolRow(), Goals()
    goals = Goals(row.pop("coverage_target"), row.pop("check_days"))
    gender = Gender(row["head_gender"]) if row["head_gender"] else None
    return SchoolRow(**row | {"kind": SchoolKind(row["kind"]), "head_gender": gender}), goals


def directives(connection: sqlite3.Connection) -> tuple[DirectiveRow, ...]:
    """Read the letters with what they want done, newest first."""
    wanted: dict[int, list[RequirementDraft]] = {}
    tasks = "SELECT directive_id, kind, title, due_on, due_basis FROM requirements ORDER BY position"
    for row in _read(connection, tasks):
        wanted.setdefault(row["directive_id"], []).append(
            RequirementDraft(
                kind=RequirementKind(row["kind"]),
                title=row["title"],
                due_on=_day(row["due_on"]),
                due_basis=DueBasis(row["due_basis"]),
            )
        )
    query = _select("id", *_DIRECTIVE, rest="FROM directives ORDER BY dated DESC, id DESC")
    days = ("dated", "due_on", "received_on")
    return tuple(
        DirectiveRow(**_dated(row, days), requirements=tuple(wanted.get(row["id"], ())))
        for row in _read(connection, query)
    )


def appointments(connection: sqlite3.Connection, today: date) -> tuple[AppointmentRow, ...]:
    """Read who is and was responsible, newest first."""
    days = ("order_date", "appointed_on", "released_on", "chat_joined_on")
    rows = []
    for row in _read(connection, _select("id", "destroyed_on", *_APPOINTMENT, rest="FROM appointments")):
        key, destroyed_on = row.pop("id"), _day(row.pop("destroyed_on"))
        values = _dated(row, days) | {"gender": Gender(row["gender"]) if row["gender"] else None}
        rows.append(
            AppointmentRow(
                id=key,
                current=in_office(AppointmentDraft(**values), today),
                chat_proof=_attachment(connection, row["chat_proof_id"]),
                destroyed_on=destroyed_on,
                **values,
            )
        )
    return tuple(sorted(rows, key=lambda row: (row.appointed_on or date.min, row.id), reverse=True))


def portals(connection: sqlite3.Connection) -> tuple[PortalRow, ...]:
    """Read the portals with their banners, in their order."""
    return tuple(
        PortalRow(
            id=row["id"],
            kind=PortalKind(row["kind"]),
            name=row["name"],
            url=row["url"],
            place=row["place"],
            status=PlacementStatus(row["status"]),
            placed_on=_day(row["placed_on"]),
            planned_for=_day(row["planned_for"]),
            removed_on=_day(row["removed_on"]),
            reason=row["reason"],
            verified_on=_day(row["verified_on"]),
            proof=_attachment(connection, row["proof_id"]),
            checked_on=_day(row["last"]),
            checks=row["looks"],
        )
        for row in _read(connection, _PORTALS)
    )


def confirmations(connection: sqlite3.Connection) -> dict[int, tuple[Confirmation, ...]]:
    """Read the confirmation letters by the directive they answer."""
    found: dict[int, tuple[Confirmation, ...]] = {}
    for row in _read(connection, _CONFIRMATIONS, PaperKind.CONFIRMATION):
        key = row.pop("directive_id")
        values = _dated(row, ("dated", "sent_on", "acknowledged_on")) | {"state": LetterState(row["state"])}
        found[key] = (*found.get(key, ()), Confirmation(**values))
    return found


def _attachment(connection: sqlite3.Connection, key: int | None) -> AttachmentRow | None:
    row = next(_read(connection, _ATTACHMENT, key), None) if key is not None else None
    return AttachmentRow(**_dated(row, ("taken_on",))) if row is not None else None


def _read(connection: sqlite3.Connection, query: str, *values: object) -> Rows:
    cursor = connection.execute(query, values)
    names = [each[0] for each in cursor.description]
    return (dict(zip(names, row, strict=True)) for row in cursor)


def _dated(row: Mapping[str, Any], days: tuple[str, ...]) -> dict[str, Any]:
    """Return a row with the dates it holds as text made dates."""
    return {**row, **{name: _day(row[name]) for name in days}}


def _day(stored: str | None) -> date | None:
    return None if stored is None else date.fromisoformat(stored)


def _select(*names: str, rest: str) -> str:
    return " ".join(("SELECT", ", ".join(names), rest))
