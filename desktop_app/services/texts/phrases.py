"""Phrases only the record can decide: what is said of the chat, the banners and the parents."""

from __future__ import annotations

from typing import Final

from desktop_app.models.enums import PlacementStatus, RequirementKind
from desktop_app.russian.dates import short_date
from desktop_app.russian.fold import fold
from desktop_app.services.papers.facts import PortalFacts
from desktop_app.services.papers.heads import addressee_names
from desktop_app.services.papers.words import clean, dated
from desktop_app.services.texts.source import PortalSource, Source
from desktop_app.services.texts.values import Day

_LISTED: Final = 12
"""More names of hung banners than these make the sentence unreadable; what is missing is always named."""


def answers_sender(source: Source) -> bool:
    """Tell whether the addressee is who sent the letter, by organisation, post or name."""
    directive = source.facts.directive
    if directive is None:
        return False
    answered = {fold(part) for part in addressee_names(source.facts)} - {""}
    sender = {fold(directive.sender), fold(directive.signatory_post), fold(directive.signatory_name)} - {""}
    return bool(answered & sender)


def letter_cited(source: Source) -> str:
    """Return «от 30.05.2024 № 02-55-5749/24»."""
    directive = source.facts.directive
    return dated(directive.dated, directive.number) if directive and directive.dated else ""


def order_issued(source: Source) -> bool:
    """Tell whether the order on the appointment exists on the day of the paper."""
    person = source.person
    return bool(
        person and person.order_number.strip() and person.order_date and person.order_date <= source.facts.on
    )


def order_cited(source: Source) -> str:
    """Return «от 03.06.2024 № 57-од», or nothing before the order is issued."""
    person = source.person
    if person is None or person.order_date is None or not order_issued(source):
        return ""
    return dated(person.order_date, person.order_number)


def chat_joined(source: Source) -> Day:
    """Return the day the coordinator joined, if that was by the day of the paper."""
    joined = source.person.chat_joined_on if source.person else None
    return Day(joined if joined is not None and joined <= source.facts.on else None)


def chat_term(source: Source) -> str:
    """Return by when the chat is to be joined; a day already past is called past."""
    planned = source.person.chat_joined_on if source.person else None
    planned = planned or source.facts.due(RequirementKind.JOIN_CHAT)
    if planned is None:
        return "срок не определён"
    if planned < source.facts.on:
        return f"срок до {short_date(planned)} истёк"
    return f"срок — до {short_date(planned)}"


def due(source: Source, kind: RequirementKind) -> Day:
    """Return a term of the record still ahead; a past one is no term any more."""
    day = source.facts.due(kind)
    return Day(day if day is not None and day >= source.facts.on else None)


def hung_when(source: Source) -> str:
    """Return «04.06.2024» or «с 03.06.2024 по 04.06.2024»."""
    days = sorted(portal.placed_on for portal in source.hung if portal.placed_on is not None)
    if not days:
        return ""
    first, last = short_date(days[0]), short_date(days[-1])
    return first if first == last else f"с {first} по {last}"


def hung_where(source: Source) -> str:
    """Return the names in a row while they are few; semicolons part them when a name itself has a comma."""
    names = [clean(portal.name) for portal in source.hung]
    if len(names) > _LISTED:
        return ""
    return ("; " if any("," in name for name in names) else ", ").join(names)


def not_hung(source: Source) -> str:
    """Return «экран в холле (планируется 10.06.2024); стенд (снят, срок не определён)»."""
    missing = (portal for portal in source.facts.applicable if not portal.hangs)
    return "; ".join(
        f"{clean(portal.name)} ({portal_state(portal)}{portal_term(PortalSource(source, portal))})"
        for portal in missing
    )


def not_applicable(source: Source) -> str:
    """Return «Одноклассники (страница не ведётся)»."""
    excluded = (p for p in source.facts.portals if p.status is PlacementStatus.NOT_APPLICABLE)
    return "; ".join(f"{clean(portal.name)} ({clean(portal.reason)})" for portal in excluded)


def portal_state(portal: PortalFacts) -> str:
    """Return what happened to a banner that hung once, with a comma after it."""
    return {
        PlacementStatus.MISSING: "при проверке не обнаружен, ",
        PlacementStatus.REMOVED: "снят, ",
    }.get(portal.status, "")


def portal_term(one: PortalSource) -> str:
    """Return when a banner is planned; a date already past is no plan any more."""
    planned = one.portal.planned_for
    ahead = planned is not None and planned >= one.source.facts.on
    return f"планируется {short_date(planned)}" if planned and ahead else "срок не определён"


def told_when(source: Source) -> str:
    """Return «04.06.2024» or «В период с 30.05.2024 по 05.06.2024», as a sentence begins with it."""
    told = source.facts.outreach
    if told.first is None or told.last is None:
        return ""
    first, last = short_date(told.first), short_date(told.last)
    return first if first == last else f"В период с {first} по {last}"
