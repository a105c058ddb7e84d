"""Several letters side by side: the one in work is shown first, and none that waits is forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.models.banner import Placement, Portal
from desktop_app.models.letter import Letter
from desktop_app.services.banners.service import BannerService
from desktop_app.services.compliance.choice import in_work, still_open
from desktop_app.services.compliance.service import ComplianceService
from desktop_app.services.compliance.types import (
    DueBasis,
    RequirementKind,
    RequirementState,
    RequirementStatus,
    Standing,
)
from desktop_app.services.directive.service import DirectiveService
from desktop_app.services.directive.types import DirectiveDraft, DirectiveRow, RequirementDraft
from desktop_app.services.errors import NotFoundError
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock

CONFIRM = RequirementDraft(kind=RequirementKind.CONFIRM, title="Направить ответ", due_on=date(2024, 5, 20))


@pytest.fixture
def directives(store: Store) -> DirectiveService:
    return DirectiveService(store)


@pytest.fixture
def compliance(store: Store, clock: FrozenClock) -> ComplianceService:
    return ComplianceService(store, clock)


def letter(number: str, day: int, requirements: tuple[RequirementDraft, ...]) -> DirectiveDraft:
    return DirectiveDraft(
        number=number, dated=date(2024, 6, day), sender="Министерство", requirements=requirements
    )


def for_information(directives: DirectiveService, number: str = "7", day: int = 15) -> DirectiveRow:
    return directives.save(DirectiveDraft(number=number, dated=date(2025, 1, day), sender="Министерство"))


def test_a_newer_letter_for_information_does_not_hide_the_older_ones_terms(
    directives: DirectiveService, compliance: ComplianceService
) -> None:
    old = directives.save(directives.preset())
    new = for_information(directives)
    working = compliance.in_work()
    assert working is not None
    assert working.id == old.id == compliance.standing().directive_id
    assert [one.directive_id for one in still_open(compliance.standings(), new.id)] == [old.id]


def test_the_newest_with_something_to_do_comes_first_and_the_late_one_is_named_beside_it(
    store: Store, directives: DirectiveService, compliance: ComplianceService, clock: FrozenClock
) -> None:
    late = directives.save(replace(directives.preset(), requirements=(CONFIRM,)))
    soon = replace(CONFIRM, due_on=clock.today() + timedelta(days=20))
    middle = directives.save(letter("8", 1, (soon,)))
    newest = directives.save(letter("9", 2, (soon,)))
    assert [each.directive_id for each in compliance.standings()] == [newest.id, middle.id, late.id]
    assert compliance.standing().directive_id == newest.id
    others = still_open(compliance.standings(), newest.id)
    assert [(each.directive_id, each.is_late) for each in others] == [(late.id, True), (middle.id, False)]


def test_a_drafted_answer_does_not_close_its_letter(
    store: Store, directives: DirectiveService, compliance: ComplianceService, clock: FrozenClock
) -> None:
    asked = directives.save(replace(directives.preset(), requirements=(CONFIRM,)))
    for_information(directives)
    with store.write("Письмо") as session:
        session.add(
            Letter(
                kind="confirmation",
                series="outgoing",
                state="draft",
                directive_id=asked.id,
                profile="2025",
                created_at=clock.now(),
            )
        )
    assert (compliance.standing().directive_id, compliance.standing().unsent) == (asked.id, ())


def test_with_everything_done_the_letter_that_asked_for_something_is_shown(
    directives: DirectiveService, compliance: ComplianceService, store: Store, clock: FrozenClock
) -> None:
    asked = directives.save(
        replace(
            directives.preset(),
            requirements=(replace(CONFIRM, kind=RequirementKind.PLACE_BANNERS),),
        )
    )
    for_information(directives)
    with store.write("Портал") as session:
        session.add(
            Portal(kind="website", name="Сайт", placement=Placement(status="placed", placed_on=clock.today()))
        )
    assert BannerService(store, clock).list()
    standing = compliance.standing()
    assert (standing.directive_id, standing.is_open) == (asked.id, False)
    assert still_open(compliance.standings(), None) == ()


def test_a_letter_for_information_alone_is_asked_about_once(
    directives: DirectiveService, compliance: ComplianceService
) -> None:
    only = for_information(directives)
    standing = compliance.standing()
    assert standing.directive_id == only.id
    assert standing.actions[0].screen == "overview"
    assert standing.actions[0].field == "requirements"


def test_a_letter_that_is_gone_is_refused(
    directives: DirectiveService, compliance: ComplianceService
) -> None:
    row = for_information(directives)
    directives.delete(row.id)
    with pytest.raises(NotFoundError):
        compliance.standing(row.id)


def test_the_chat_is_that_of_the_newest_letter_that_names_one(directives: DirectiveService) -> None:
    assert directives.with_chat() is None
    old = directives.save(directives.preset())
    for_information(directives)
    named = directives.with_chat()
    assert named is not None
    assert named.id == old.id


def _standing(number: int, states: tuple[RequirementState, ...]) -> Standing:
    requirements = tuple(
        RequirementStatus(
            kind=RequirementKind.CONFIRM, title="", state=state, due=None, due_basis=DueBasis.OWN,
            done_on=None, reason="", evidence=(),
        )
        for state in states
    )  # fmt: skip
    return Standing(
        directive_id=number, requirements=requirements, due=None, working_days_left=None, actions=()
    )


@given(st.lists(st.lists(st.sampled_from(list(RequirementState)), max_size=3).map(tuple), max_size=6))
def test_whatever_waits_is_shown_first_or_named_beside(letters: list[tuple[RequirementState, ...]]) -> None:
    standings = [_standing(number, states) for number, states in enumerate(letters, 1)]
    first = in_work(standings)
    assert (first is None) == (not standings)
    named = still_open(standings, first.directive_id if first else None)
    waiting = {each.directive_id for each in standings if each.is_open}
    assert waiting <= {each.directive_id for each in (*named, *([first] if first else []))}
    assert [each.is_late for each in named] == sorted((each.is_late for each in named), reverse=True)
    if first is not None and not first.is_open:
        assert not waiting
