"""The standing read from a real file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from desktop_app.services.compliance.service import ComplianceService
from desktop_app.services.compliance.types import RequirementKind, RequirementState
from desktop_app.services.coordinator.service import CoordinatorService
from desktop_app.services.coordinator.types import AppointmentDraft
from desktop_app.services.directive.service import DirectiveService
from desktop_app.services.outreach.service import OutreachService
from desktop_app.services.outreach.types import OutreachDraft
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock


def test_an_empty_file_asks_for_the_letter_and_the_school(store: Store, clock: FrozenClock) -> None:
    standing = ComplianceService(store, clock).standing()
    assert (standing.directive_id, standing.requirements, standing.due) == (None, (), None)
    assert [action.screen for action in standing.actions] == ["register", "school"]


def test_the_ministrys_letter_is_answered_step_by_step(store: Store, clock: FrozenClock) -> None:
    compliance, directives = ComplianceService(store, clock), DirectiveService(store)
    row = directives.save(directives.preset())
    before = compliance.standing()
    assert (before.directive_id, before.due, before.working_days_left) == (row.id, date(2024, 6, 5), 2)
    assert {one.state for one in before.requirements} == {RequirementState.IN_PROGRESS}
    CoordinatorService(store, clock).save(
        AppointmentDraft(
            name="Лебедева Ольга Николаевна", order_number="57-од", order_date=clock.today(),
            appointed_on=clock.today(),
        )
    )  # fmt: skip
    OutreachService(store, clock).save(OutreachDraft(held_on=clock.today(), topic="О проекте", parents=20))
    states = {one.kind: one.state for one in compliance.standing().requirements}
    assert states[RequirementKind.APPOINT_COORDINATOR] is RequirementState.DONE
    assert states[RequirementKind.INFORM_PARENTS] is RequirementState.DONE
    assert states[RequirementKind.JOIN_CHAT] is RequirementState.IN_PROGRESS
    late = compliance.standing(on=date(2024, 6, 6))
    assert late.working_days_left == -1
    assert {one.kind for one in late.requirements if one.state is RequirementState.OVERDUE} == {
        RequirementKind.JOIN_CHAT,
        RequirementKind.PLACE_BANNERS,
    }


def test_the_newest_directive_is_the_one_that_counts(store: Store, clock: FrozenClock) -> None:
    compliance, directives = ComplianceService(store, clock), DirectiveService(store)
    old = directives.save(directives.preset())
    new = directives.save(
        replace(directives.preset(), number="02-55-1/25", dated=date(2025, 1, 15), due_on=None)
    )
    assert compliance.standing().directive_id == new.id
    assert compliance.standing().working_days_left is None
    assert compliance.standing(old.id).due == date(2024, 6, 5)
