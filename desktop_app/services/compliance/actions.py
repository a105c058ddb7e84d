"""What to do next, most urgent first; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from desktop_app.models.enums import LetterState, PlacementStatus, RequirementKind
from desktop_app.russian.dates import short_date
from desktop_app.services.banners.age import days, is_old
from desktop_app.services.compliance import rules
from desktop_app.services.compliance.facts import RecordFacts
from desktop_app.services.compliance.types import Action, RequirementState, RequirementStatus
from desktop_app.services.compliance.wording import listed

_MOST = 3
_NAMED = 2
"""So many names stand in an action: three lines beside its button."""


def next_actions(facts: RecordFacts, statuses: Sequence[RequirementStatus]) -> tuple[Action, ...]:
    """Return at most three things to do: by due date (overdue first), then what rounds the record off."""
    actions = [*_first_steps(facts), *_requirements(facts, statuses), *_finishing(facts)]
    return tuple(dict.fromkeys(actions))[:_MOST]


def _first_steps(facts: RecordFacts) -> Iterator[Action]:
    if facts.directive is None:
        yield Action(text="Внесите письмо министерства.", screen="register")
    elif not facts.directive.requirements:
        told = "В письме не отмечено, что нужно сделать: отметьте, если оно не только для сведения."
        yield Action(text=told, screen="overview", field="requirements")
    if not facts.school_named:
        yield Action(text="Заполните сведения о школе.", screen="school")


def _requirements(facts: RecordFacts, statuses: Sequence[RequirementStatus]) -> Iterator[Action]:
    open_ones = [one for one in statuses if one.state is not RequirementState.DONE]
    for one in sorted(open_ones, key=lambda one: one.due or date.max):
        action = _action(facts, one.kind)
        if action is not None:
            yield replace(action, text=f"{action.text}{_term(one)}")


def _term(one: RequirementStatus) -> str:
    if one.due is None:
        return ""
    if one.state is RequirementState.OVERDUE:
        return f" Срок прошёл {short_date(one.due)}."
    return f" Срок — {short_date(one.due)}."


def _action(facts: RecordFacts, kind: RequirementKind) -> Action | None:
    verdict = rules.RULES[kind](facts)
    names = f": {listed(verdict.names, _NAMED)}" if verdict.names else ""
    match kind:
        case RequirementKind.APPOINT_COORDINATOR:
            ready = rules.current(facts) is not None
            text = "Оформите приказ о назначении." if ready else "Назначьте ответственного приказом."
            return Action(text=text, screen="coordinator")
        case RequirementKind.JOIN_CHAT:
            if rules.current(facts) is None:
                return None  # appointing someone comes first, and is named already
            return Action(
                text="Вступите в рабочий чат и запишите дату.", screen="coordinator", field="chat_joined_on"
            )
        case RequirementKind.PLACE_BANNERS:
            text = f"Разместите баннер{names}." if names else "Запишите порталы школы и разместите баннеры."
            return Action(text=text, screen="banners")
        case RequirementKind.INFORM_PARENTS:
            return Action(text=f"Проведите и запишите мероприятие с родителями{names}.", screen="parents")
        case RequirementKind.CONFIRM:
            drafted = any(letter.state is LetterState.DRAFT for letter in facts.letters)
            text = "Зарегистрируйте" if drafted else "Составьте и зарегистрируйте"
            return Action(text=f"{text} письмо-подтверждение.", screen="letters")


def _finishing(facts: RecordFacts) -> Iterator[Action]:
    for letter in rules.registered(facts):
        if not rules.sent(letter, facts.on):
            yield Action(text=f"Отметьте, когда и как отправлено письмо № {letter.number}.", screen="letters")
    unproved = [
        portal.name
        for portal in facts.portals
        if rules.hangs(portal, facts.on) and portal.status is PlacementStatus.PLACED
    ]
    if unproved:
        yield Action(
            text=f"Проверьте баннеры и добавьте снимки: {listed(unproved, _NAMED)}.", screen="banners"
        )
    stale = [
        portal.name
        for portal in facts.portals
        if portal.status is PlacementStatus.VERIFIED
        and is_old(portal.verified_on, facts.on, facts.check_days)
    ]
    if stale:
        told = f"Проверьте баннеры снова, прошло больше {days(facts.check_days)}: {listed(stale, _NAMED)}."
        yield Action(text=told, screen="banners")
