"""Whether each requirement is done on a date, why, and what proves it; pure, over frozen facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from desktop_app.models.enums import LetterState, PlacementStatus, RequirementKind
from desktop_app.russian.dates import short_date
from desktop_app.russian.plurals import plural
from desktop_app.services.attachments.types import AttachmentRow
from desktop_app.services.banners.types import PortalRow
from desktop_app.services.compliance import wording
from desktop_app.services.compliance.facts import Confirmation, RecordFacts
from desktop_app.services.compliance.types import RequirementState, RequirementStatus
from desktop_app.services.coordinator.rules import in_office
from desktop_app.services.coordinator.types import AppointmentRow
from desktop_app.services.directive.types import RequirementDraft


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What one rule found; ``done_on`` None means not done, then ``said`` is what is left to do."""

    said: str
    done_on: date | None = None
    first_done: date | None = None
    """When it was done for the first time: a replaced coordinator does not make the school late."""
    names: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()


def status(requirement: RequirementDraft, facts: RecordFacts) -> RequirementStatus:
    """Return where one requirement stands; the due date itself still belongs to the term."""
    verdict = RULES[requirement.kind](facts)
    due = requirement.due_on
    if verdict.done_on is not None:
        state = RequirementState.DONE
        reason = wording.done(verdict.said, due, verdict.first_done or verdict.done_on)
    else:
        overdue = due is not None and due < facts.on
        state = RequirementState.OVERDUE if overdue else RequirementState.IN_PROGRESS
        reason = wording.left(verdict.said, verdict.names, due, facts.on)
    return RequirementStatus(
        kind=requirement.kind,
        title=requirement.title,
        state=state,
        due=due,
        due_basis=requirement.due_basis,
        done_on=verdict.done_on,
        reason=reason,
        evidence=verdict.evidence,
    )


def current(facts: RecordFacts) -> AppointmentRow | None:
    """Return who is in office on the date; on the day of a change it is the new one."""
    rows = [row for row in facts.appointments if in_office(row, facts.on)]
    return max(rows, key=lambda row: (row.appointed_on or row.order_date or date.min, row.id), default=None)


def appointed(facts: RecordFacts) -> Verdict:
    """Look for someone in office by an order with a number and a date."""
    row = current(facts)
    if row is None:
        return Verdict(said="ответственный не назначен")
    if not row.order_number.strip() or row.order_date is None:
        return Verdict(said="ответственный есть, но приказ о назначении не оформлен")
    order = wording.numbered(row.order_number, row.order_date)
    if row.order_date > facts.on:
        return Verdict(said=f"приказ {order} о назначении ответственного ещё не вступил в силу")
    ordered = [
        other.order_date
        for other in facts.appointments
        if other.order_number.strip() and other.order_date is not None and other.order_date <= facts.on
    ]
    said = f"ответственный назначен приказом {order}"
    evidence = (f"приказ {order}",)
    return Verdict(said=said, done_on=row.order_date, first_done=min(ordered), evidence=evidence)


def joined(facts: RecordFacts) -> Verdict:
    """Look for the day the coordinator in office joined the chat."""
    row = current(facts)
    if row is None:
        return Verdict(said="вступать в рабочий чат пока некому: ответственный не назначен")
    if row.chat_joined_on is None or row.chat_joined_on > facts.on:
        return Verdict(said="дата вступления ответственного в рабочий чат не записана")
    days = [
        other.chat_joined_on
        for other in facts.appointments
        if other.chat_joined_on is not None and other.chat_joined_on <= facts.on
    ]
    day = short_date(row.chat_joined_on)
    proof = (f"{_picture('снимок чата', row.chat_proof)}",) if row.chat_proof else ()
    return Verdict(
        said=f"ответственный в рабочем чате с {day}",
        done_on=row.chat_joined_on,
        first_done=min(days),
        evidence=(f"в чате с {day}", *proof),
    )


def placed(facts: RecordFacts) -> Verdict:
    """Look whether the banner hangs on every portal it is meant for, on one at least."""
    portals = applicable(facts)
    if not portals:
        said = "все порталы отмечены как неподходящие" if facts.portals else "порталы школы ещё не записаны"
        return Verdict(said=said)
    days = [portal.placed_on for portal in portals if hangs(portal, facts.on) and portal.placed_on]
    evidence = tuple(_portal_proof(portal, facts.on) for portal in portals if hangs(portal, facts.on))
    if len(days) == len(portals):
        place = plural(len(portals), "портале", "порталах", "порталах")
        where = f"всех {len(portals)} {place}" if len(portals) > 1 else "единственном портале"
        return Verdict(said=f"баннер размещён на {where}", done_on=max(days), evidence=evidence)
    missing = [portal for portal in portals if not hangs(portal, facts.on)]
    of = plural(len(portals), "портала", "порталов", "порталов")
    return Verdict(
        said=f"осталось разместить баннер на {len(missing)} из {len(portals)} {of}",
        names=tuple(_portal_left(portal) for portal in missing),
        evidence=evidence,
    )


def applicable(facts: RecordFacts) -> tuple[PortalRow, ...]:
    """Return the portals the banner is meant for."""
    return tuple(portal for portal in facts.portals if portal.status is not PlacementStatus.NOT_APPLICABLE)


def hangs(portal: PortalRow, on: date) -> bool:
    """Tell whether the banner hung there by the date."""
    there = portal.status in {PlacementStatus.PLACED, PlacementStatus.VERIFIED}
    return there and portal.placed_on is not None and portal.placed_on <= on


def informed(facts: RecordFacts) -> Verdict:
    """Look for an event in every class; with no classes in the record one event is enough."""
    told = sorted(
        (event for event in facts.told if event.held_on <= facts.on), key=lambda event: event.held_on
    )
    if not told:
        return Verdict(said="мероприятий с родителями ещё не записано")
    number = sum(event.events for event in told)
    events = f"{number} {plural(number, 'мероприятие', 'мероприятия', 'мероприятий')}"
    last = max(event.last_on or event.held_on for event in told)
    evidence = (f"{events} с {short_date(told[0].held_on)} по {short_date(last)}",)
    if not facts.classes:
        return Verdict(said=f"с родителями проведено {events}", done_on=told[0].held_on, evidence=evidence)
    first = {
        class_id: next((e.held_on for e in told if not e.class_ids or class_id in e.class_ids), None)
        for class_id, _ in facts.classes
    }
    days = [day for day in first.values() if day is not None]
    total = len(facts.classes)
    if len(days) == total:
        said = f"мероприятия прошли во всех классах ({total})" if total > 1 else "мероприятия прошли в классе"
        return Verdict(said=said, done_on=max(days), evidence=evidence)
    of = plural(total, "класса", "классов", "классов")
    return Verdict(
        said=f"мероприятия прошли в {len(days)} из {total} {of}, остались",
        names=tuple(name for class_id, name in facts.classes if first[class_id] is None),
        evidence=evidence,
    )


def confirmed(facts: RecordFacts) -> Verdict:
    """Look for a registered confirmation letter; the latest one speaks, the first one counts for the term."""
    letters = registered(facts)
    if not letters:
        drafted = any(letter.state is LetterState.DRAFT for letter in facts.letters)
        said = (
            "письмо-подтверждение составлено, но не зарегистрировано"
            if drafted
            else ("письмо-подтверждение ещё не составлено")
        )
        return Verdict(said=said)
    name = f"письмо {wording.numbered(letters[-1].number or '', letters[-1].dated)}"
    return Verdict(
        said=f"{name} {_fate(letters[-1], facts.on)}",
        done_on=letters[0].dated,
        evidence=tuple(f"письмо {wording.numbered(letter.number or '', letter.dated)}" for letter in letters),
    )


def registered(facts: RecordFacts) -> tuple[Confirmation, ...]:
    """Return the confirmation letters that stand in the register by the date, oldest first."""
    without = {LetterState.DRAFT, LetterState.VOID}
    letters = [
        (letter.dated, letter)
        for letter in facts.letters
        if letter.state not in without and letter.dated is not None and letter.dated <= facts.on
    ]
    return tuple(letter for _, letter in sorted(letters, key=lambda pair: pair[0]))


def sent(letter: Confirmation, on: date) -> bool:
    """Tell whether the letter was sent by the date."""
    return letter.sent_on is not None and letter.sent_on <= on


def _fate(letter: Confirmation, on: date) -> str:
    if not sent(letter, on) or letter.sent_on is None:
        return "зарегистрировано, отправка не отмечена"
    how = f" ({letter.sent_how.strip()})" if letter.sent_how.strip() else ""
    fate = f"отправлено {short_date(letter.sent_on)}{how}"
    if letter.acknowledged_on is None or letter.acknowledged_on > on:
        return fate
    number = letter.acknowledged_number.strip().removeprefix("№").strip()
    return f"{fate} и принято {short_date(letter.acknowledged_on)}" + (f", вх. № {number}" if number else "")


def _picture(what: str, picture: AttachmentRow, on: date | None = None) -> str:
    day = on or picture.taken_on
    dated = f" от {short_date(day)}" if day else ""
    return f"{what}{dated}, SHA-256 {picture.sha256[:8]}…"


def _portal_proof(portal: PortalRow, on: date) -> str:
    if portal.proof is not None and portal.verified_on is not None and portal.verified_on <= on:
        return f"{portal.name}: {_picture('снимок', portal.proof, portal.verified_on)}"
    return f"{portal.name}: размещён {short_date(portal.placed_on)}" if portal.placed_on else portal.name


def _portal_left(portal: PortalRow) -> str:
    match portal.status:
        case PlacementStatus.MISSING:
            return f"{portal.name} (пропал)"
        case PlacementStatus.REMOVED:
            return f"{portal.name} (снят)"
        case PlacementStatus.PLANNED if portal.planned_for is not None:
            return f"{portal.name} (план {short_date(portal.planned_for)})"
        case _:
            return portal.name


RULES: dict[RequirementKind, Callable[[RecordFacts], Verdict]] = {
    RequirementKind.APPOINT_COORDINATOR: appointed,
    RequirementKind.JOIN_CHAT: joined,
    RequirementKind.PLACE_BANNERS: placed,
    RequirementKind.INFORM_PARENTS: informed,
    RequirementKind.CONFIRM: confirmed,
}
