"""Where the school stands with one directive; pure, over frozen facts."""

from __future__ import annotations

from desktop_app.russian.workdays import working_days_between
from desktop_app.services.compliance.actions import next_actions
from desktop_app.services.compliance.facts import RecordFacts
from desktop_app.services.compliance.rules import registered, sent, status
from desktop_app.services.compliance.types import Standing


def standing_of(facts: RecordFacts) -> Standing:
    """Judge one directive by the facts about it and the record."""
    directive = facts.directive
    requirements = directive.requirements if directive is not None else ()
    statuses = tuple(status(requirement, facts) for requirement in requirements)
    due = directive.due_on if directive is not None else None
    return Standing(
        directive_id=directive.id if directive is not None else None,
        requirements=statuses,
        due=due,
        working_days_left=working_days_between(facts.on, due) if due is not None else None,
        actions=next_actions(facts, statuses),
        unsent=tuple(one.number or "" for one in registered(facts) if not sent(one, facts.on)),
    )
