"""The answer to «where do we stand»: facts gathered in one transaction, judged by pure rules."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.enums import LetterState, PaperKind
from desktop_app.models.letter import Letter
from desktop_app.models.school import School
from desktop_app.russian.workdays import working_days_between
from desktop_app.services.banners.service import BannerService
from desktop_app.services.clock import Clock
from desktop_app.services.compliance.actions import next_actions
from desktop_app.services.compliance.facts import Confirmation, RecordFacts, Told
from desktop_app.services.compliance.rules import status
from desktop_app.services.compliance.types import Standing
from desktop_app.services.coordinator.service import CoordinatorService
from desktop_app.services.directive.service import DirectiveService
from desktop_app.services.directive.types import DirectiveRow
from desktop_app.services.outreach.log import OutreachLog
from desktop_app.services.outreach.queries import class_facts
from desktop_app.services.school.service import school_goals
from desktop_app.services.store import Store


class ComplianceService:
    """What is done, missing, late."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._directives = DirectiveService(store)
        self._coordinator = CoordinatorService(store, clock)
        self._banners = BannerService(store, clock)
        self._last: tuple[tuple[int, int | None, date], Standing] | None = None

    def standing(self, directive_id: int | None = None, on: date | None = None) -> Standing:
        """Return where the school stands with a directive (the newest one) on a date (today).

        Raises ``NotFoundError`` for a directive that is not in the file.
        """
        key = (self._store.revision, directive_id, on or self._clock.today())
        # the frame and the screen ask one after another; in a file opened for reading somebody else may write
        if self._last is not None and self._last[0] == key and not self._store.read_only:
            return self._last[1]
        standing = self._standing(directive_id, on)
        self._last = (key, standing)
        return standing

    def _standing(self, directive_id: int | None, on: date | None) -> Standing:
        facts = self.facts(directive_id, on)
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
        )

    def facts(self, directive_id: int | None = None, on: date | None = None) -> RecordFacts:
        """Gather what the rules look at; raises ``NotFoundError``."""
        directive = self._directives.current() if directive_id is None else self._directives.get(directive_id)
        appointments, portals = self._coordinator.history(), self._banners.list()
        day = on or self._clock.today()
        log = self._store.kept(OutreachLog)
        with self._store.read() as session:
            log.catch_up(session, self._store.revision)
            return RecordFacts(
                on=day,
                directive=directive,
                school_named=bool(session.scalar(select(School.full_name))),
                appointments=appointments,
                portals=portals,
                classes=tuple((facts.class_id, facts.name) for facts in class_facts(session)),
                told=tuple(Told(first, ids, events, last) for ids, first, last, events in log.told(day)),
                letters=_letters(session, directive),
                check_days=school_goals(session).check_days,
            )


def _letters(session: Session, directive: DirectiveRow | None) -> tuple[Confirmation, ...]:
    if directive is None:
        return ()
    query = select(Letter).where(Letter.kind == PaperKind.CONFIRMATION, Letter.directive_id == directive.id)
    return tuple(
        Confirmation(
            state=LetterState(letter.state),
            number=letter.number,
            dated=letter.dated,
            sent_on=letter.sent_on,
            sent_how=letter.sent_how,
            acknowledged_on=letter.acknowledged_on,
            acknowledged_number=letter.acknowledged_number,
        )
        for letter in session.scalars(query.order_by(Letter.id))
    )
