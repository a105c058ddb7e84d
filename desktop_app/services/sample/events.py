"""The sample's 150 events, made from topics and the calendar; no chance in it, so every build is the same."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from desktop_app.models.enums import OutreachForm
from desktop_app.paths import resource
from desktop_app.russian.workdays import is_working_day
from desktop_app.services.outreach.types import OutreachDraft
from desktop_app.services.school.types import ClassRow

EVENTS = 150
_WHOLE_EVERY = 5
_YEAR = (date(2024, 6, 4), date(2024, 6, 14)), (date(2024, 9, 2), date(2025, 5, 30))


def sample_events(classes: Sequence[ClassRow]) -> tuple[OutreachDraft, ...]:
    """Return the events of May 2024 to May 2025 in order of time: rounds of meetings, and all the rest."""
    data = tomllib.loads(resource("sample/outreach.toml").read_text(encoding="utf-8"))
    drafts = [
        draft for number, one in enumerate(data["rounds"]) for draft in _round(number, one, classes, data)
    ]
    drafts += _others(EVENTS - len(drafts), classes, data)
    return tuple(sorted(drafts, key=lambda draft: draft.held_on or date.min))


def _round(
    number: int, one: dict[str, Any], classes: Sequence[ClassRow], data: dict[str, Any]
) -> Iterator[OutreachDraft]:
    """Yield one meeting a class, spread over the working days of the round."""
    days = _working_days(one["since"], one["until"])
    for place, group in enumerate(classes):
        came = group.parents * (45 + (place * 17 + number * 11) % 40) // 100
        yield OutreachDraft(
            held_on=days[place * len(days) // len(classes)],
            form=OutreachForm.CLASS_MEETING,
            topic=one["topic"],
            class_ids=(group.id,),
            parents=came,
            unique_parents=came,
            pupils=0,
            handed_out=came if number == 0 else came // 2,
            responsible=data["teachers"][place % len(data["teachers"])],
            proof=f"{one['proof']} № {number * 2 + 3}",
        )


def _others(number: int, classes: Sequence[ClassRow], data: dict[str, Any]) -> Iterator[OutreachDraft]:
    """Yield the events between the rounds: every fifth for the whole school, others for some classes."""
    days = [day for since, until in _YEAR for day in _working_days(since, until)]
    for place in range(number):
        day = days[place * len(days) // number]
        whole = place % _WHOLE_EVERY == 0
        kinds = data["whole" if whole else "others"]
        kind = kinds[(place // _WHOLE_EVERY if whole else place) % len(kinds)]
        group = classes[place * 7 % len(classes)]
        names = [] if whole else [one for one in classes if _grade(one) == _grade(group)][: 1 + place % 3]
        yield _event(place, day, kind, names, data["teachers"])


def _event(
    place: int, day: date, kind: dict[str, Any], classes: Sequence[ClassRow], teachers: Sequence[str]
) -> OutreachDraft:
    form = OutreachForm(kind["form"])
    invited = sum(group.parents for group in classes) or 260 + place * 13 % 170
    came = {
        OutreachForm.INDIVIDUAL: 1 + place % 4,
        OutreachForm.COUNCIL: 18 + place % 7,
        OutreachForm.STAND: 0,
        OutreachForm.PUBLICATION: 0,
    }.get(form, invited * (30 + place * 19 % 55) // 100)
    counted = form not in {OutreachForm.CHAT_MESSAGE, OutreachForm.DIARY_NOTICE, OutreachForm.OPEN_DAY}
    return OutreachDraft(
        held_on=day,
        form=form,
        topic=kind["topic"],
        class_ids=tuple(group.id for group in classes),
        parents=came,
        unique_parents=came if counted else None,
        pupils=sum(group.pupils for group in classes) if form is OutreachForm.CLASS_HOUR else 0,
        handed_out=came if form is OutreachForm.LEAFLET else 0,
        responsible=teachers[place * 5 % len(teachers)],
        proof=f"{kind['proof']} от {day:%d.%m.%Y}",
    )


def _grade(group: ClassRow) -> str:
    return group.name[:-1]


def _working_days(since: date, until: date) -> list[date]:
    days = (since + timedelta(days=step) for step in range((until - since).days + 1))
    return [day for day in days if is_working_day(day)]
