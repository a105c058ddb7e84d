"""The answer to «where do we stand»: facts gathered in one transaction, judged by pure rules."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.enums import LetterState, PaperKind
from desktop_app.models.letter import Letter
from desktop_app.models.school import School
from desktop_app.services.banners.service import BannerService
from desktop_app.services.clock import Clock
from desktop_app.services.compliance.choice import in_work
from desktop_app.services.compliance.facts import Confirmation, RecordFacts, Told
from desktop_app.services.compliance.standing import standing_of
from desktop_app.services.compliance.types import Standing
from desktop_app.services.coordinator.service import CoordinatorService
from desktop_app.services.directive.service import DirectiveService
from desktop_app.services.directive.types import DirectiveRow
from desktop_app.services.errors import NotFoundError
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
        self._last: tuple[tuple[int, date], tuple[Standing, ...]] | None = None

    def standing(self, directive_id: int | None = None, on: date | None = None) -> Standing:
        """Return where the school stands with a directive (the one in work) on a date (today).

        Raises ``NotFoundError`` for a directive that is not in the file.
        """
        standings = self.standings(on)
        if directive_id is None:
            return in_work(standings) or standing_of(self._facts(on))
        found = next((each for each in standings if each.directive_id == directive_id), None)
        if found is None:
            raise NotFoundError("Этого письма уже нет в файле.")
        return found

    def standings(self, on: date | None = None) -> tuple[Standing, ...]:
        """Return where the school stands with every directive on a date (today), the newest first."""
        key = (self._store.revision, on or self._clock.today())
        # the frame and the screen ask one after another; in a file opened for reading somebody else may write
        if self._last is None or self._last[0] != key or self._store.read_only:
            self._last = (key, self._standings(on))
        return self._last[1]

    def in_work(self) -> DirectiveRow | None:
        """Return the directive to work on today: the newest with something left to do, or the newest one."""
        standing = in_work(self.standings())
        if standing is None or standing.directive_id is None:
            return None
        return self._directives.get(standing.directive_id)

    def _standings(self, on: date | None) -> tuple[Standing, ...]:
        directives = self._directives.list()
        if not directives:
            return ()
        facts = self._facts(on)
        with self._store.read() as session:
            letters = _letters(session)
        return tuple(
            standing_of(replace(facts, directive=each, letters=letters.get(each.id, ())))
            for each in directives
        )

    def _facts(self, on: date | None) -> RecordFacts:
        """Gather what is the same for every directive."""
        appointments, portals = self._coordinator.history(), self._banners.list()
        day = on or self._clock.today()
        log = self._store.kept(OutreachLog)
        with self._store.read() as session:
            log.catch_up(session, self._store.revision)
            return RecordFacts(
                on=day,
                school_named=bool(session.scalar(select(School.full_name))),
                appointments=appointments,
                portals=portals,
                classes=tuple((facts.class_id, facts.name) for facts in class_facts(session)),
                told=tuple(Told(first, ids, events, last) for ids, first, last, events in log.told(day)),
                check_days=school_goals(session).check_days,
            )


def _letters(session: Session) -> dict[int, tuple[Confirmation, ...]]:
    """Return the confirmation letters by the directive they answer."""
    facts = (Letter.state, Letter.number, Letter.dated, Letter.sent_on, Letter.sent_how)
    seen = (Letter.acknowledged_on, Letter.acknowledged_number)
    query = select(Letter.directive_id, *facts, *seen).where(
        Letter.kind == PaperKind.CONFIRMATION, Letter.directive_id.is_not(None)
    )
    found: defaultdict[int, list[Confirmation]] = defaultdict(list)
    for letter in session.execute(query.order_by(Letter.id)):
        found[letter.directive_id].append(
            Confirmation(
                state=LetterState(letter.state),
                number=letter.number,
                dated=letter.dated,
                sent_on=letter.sent_on,
                sent_how=letter.sent_how,
                acknowledged_on=letter.acknowledged_on,
                acknowledged_number=letter.acknowledged_number,
            )
        )
    return {directive_id: tuple(letters) for directive_id, letters in found.items()}
