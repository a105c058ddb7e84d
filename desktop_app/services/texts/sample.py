"""Facts of the sample school, for trying a text when the own record has little to say yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from datetime import date
from functools import cache
from typing import Any, Final

from desktop_app.models.enums import PaperKind, PlacementStatus
from desktop_app.paths import resource
from desktop_app.services.card.reader import read_card
from desktop_app.services.card.types import CardData
from desktop_app.services.coordinator.types import AppointmentFields, AppointmentRow
from desktop_app.services.directive.service import preset_letter
from desktop_app.services.directive.types import DirectiveFields, DirectiveRow
from desktop_app.services.outreach.coverage import ClassFacts, EntryFacts, coverage
from desktop_app.services.papers.facts import PaperFacts, PortalFacts
from desktop_app.services.papers.period import Period
from desktop_app.services.papers.reach import OutreachFacts
from desktop_app.services.sample.events import sample_events
from desktop_app.services.school.types import ClassRow, SchoolFields, SchoolRow
from desktop_app.services.texts.source import Particulars

_ON: Final = date(2024, 6, 5)
"""The day of the sample's first answer."""
_PLACED_ON: Final = date(2024, 6, 4)
_PLANNED_FOR: Final = date(2024, 6, 10)

PARTICULARS: Final = Particulars(
    class_name="5А",
    told="03.06.2024 — О социальном проекте «Заступник»",
)


@cache
def sample_facts(kind: PaperKind) -> PaperFacts:
    """Return the sample school on the day of its first answer; every part of a text has something to say."""
    card = read_card(resource("sample/card.toml"), _ON)
    letter, person = preset_letter(), card.coordinator
    return PaperFacts(
        on=person.order_date or _ON if person and kind is PaperKind.ORDER else _ON,
        school=SchoolRow(**_values(card.school, SchoolFields)),
        directive=DirectiveRow(id=1, **_values(letter, DirectiveFields)),
        appointment=AppointmentRow(id=1, current=True, **_values(person, AppointmentFields)),
        portals=tuple(_portals(card)),
        outreach=_outreach(card),
        forms={},
        period=Period(letter.dated, _ON),
        looks=Period(None, _ON),
    )


def _values(row: object, shape: type) -> dict[str, Any]:
    return {each.name: getattr(row, each.name) for each in fields(shape)}


def _portals(card: CardData) -> Iterator[PortalFacts]:
    """Yield the portals as they stood that day: proved, one without a picture, one still to come."""
    last = len(card.portals) - 1
    for place, portal in enumerate(card.portals):
        status = {last: PlacementStatus.PLANNED, last - 1: PlacementStatus.PLACED}.get(
            place, PlacementStatus.VERIFIED
        )
        hangs = status is not PlacementStatus.PLANNED
        yield PortalFacts(
            name=portal.draft.name,
            status=status,
            placed_on=_PLACED_ON if hangs else None,
            planned_for=None if hangs else _PLANNED_FOR,
            verified_on=_ON if status is PlacementStatus.VERIFIED else None,
            reason="",
        )


def _outreach(card: CardData) -> OutreachFacts:
    classes = [
        ClassRow(id=place, name=one.name, pupils=one.pupils, parents=one.parents)
        for place, one in enumerate(card.classes, start=1)
    ]
    held = [
        EntryFacts(one.held_on, frozenset(one.class_ids), one.parents, one.unique_parents)
        for one in sample_events(classes)
        if one.held_on is not None and one.held_on <= _ON
    ]
    told = coverage([ClassFacts(one.id, one.name, one.parents) for one in classes], held)
    days = [one.held_on for one in held]
    return OutreachFacts(
        events=len(held), contacts=told.contacts, reached=told.reached, first=min(days), last=max(days)
    )
