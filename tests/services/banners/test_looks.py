"""Looks decide a banner's status only as far as they prove it."""

from __future__ import annotations

import io
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy import event, text
from sqlalchemy.engine import Engine
from sqlalchemy.exc import IntegrityError

from desktop_app.services.attachments.types import NewFile
from desktop_app.services.banners.rules import (
    ALLOWED,
    NEW,
    Look,
    proves,
    status_after_look,
    status_without_look,
)
from desktop_app.services.banners.service import BannerService
from desktop_app.services.banners.types import (
    CheckDraft,
    CheckOutcome,
    PlacementStatus,
    PortalDraft,
    PortalFields,
    PortalRow,
)
from desktop_app.services.errors import NotFoundError, ValidationError
from desktop_app.services.history.service import HistoryService
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock

S, C = PlacementStatus, CheckOutcome
MAY = date(2024, 5, 1)
outcomes = st.sampled_from(list(C))
looks = st.lists(st.tuples(st.integers(0, 9), outcomes), max_size=6).map(
    lambda pairs: [Look(MAY + timedelta(days=n), outcome) for n, outcome in sorted(pairs, key=lambda p: p[0])]
)


@pytest.fixture
def banners(store: Store, clock: FrozenClock) -> BannerService:
    return BannerService(store, clock)


def _placed(banners: BannerService, **more: object) -> PortalRow:
    fields = {"name": "Сайт", "status": S.PLACED, "placed_on": MAY} | more
    return banners.save(PortalDraft(**fields))  # type: ignore[arg-type]


def _look(outcome: CheckOutcome, day: int) -> CheckDraft:
    out = io.BytesIO()
    Image.new("RGB", (9, 9), (day, 0, 0)).save(out, "PNG")
    picture = NewFile(name="снимок.png", content=out.getvalue()) if outcome is C.FOUND else None
    return CheckDraft(checked_on=date(2024, 5, day), outcome=outcome, picture=picture)


def test_a_look_without_a_picture_does_not_revive_old_proof(banners: BannerService) -> None:
    portal = _placed(banners)
    assert banners.add_check(portal.id, _look(C.FOUND, 2)).status is S.VERIFIED
    assert banners.add_check(portal.id, _look(C.MISSING, 3)).status is S.MISSING
    assert banners.add_check(portal.id, _look(C.SEEN, 4)).status is S.PLACED
    assert banners.add_check(portal.id, _look(C.FOUND, 5)).status is S.VERIFIED


def test_what_the_user_set_by_hand_stays_when_an_old_look_goes(banners: BannerService) -> None:
    portal = _placed(banners)
    banners.add_check(portal.id, _look(C.FOUND, 2))
    banners.add_check(portal.id, _look(C.SEEN, 3))
    removed = PortalDraft(name="Сайт", status=S.REMOVED, placed_on=MAY, removed_on=date(2024, 5, 10))
    banners.save(removed, portal.id)
    assert banners.delete_check(banners.checks(portal.id)[0].id).status is S.REMOVED


def test_a_banner_taken_off_is_not_missing_and_old_looks_do_not_put_it_back(banners: BannerService) -> None:
    portal = _placed(banners)
    removed = PortalDraft(name="Сайт", status=S.REMOVED, placed_on=MAY, removed_on=date(2024, 5, 10))
    banners.save(removed, portal.id)
    assert banners.add_check(portal.id, _look(C.FOUND, 9)).status is S.REMOVED
    assert banners.add_check(portal.id, _look(C.MISSING, 11)).status is S.REMOVED
    assert banners.add_check(portal.id, _look(C.FOUND, 12)).status is S.VERIFIED


def test_a_look_entered_late_does_not_speak_of_today(banners: BannerService) -> None:
    portal = _placed(banners)
    banners.add_check(portal.id, _look(C.FOUND, 8))
    assert banners.add_check(portal.id, _look(C.MISSING, 4)).status is S.VERIFIED
    assert banners.get(portal.id).verified_on == date(2024, 5, 8)
    assert banners.get(portal.id).checked_on == date(2024, 5, 8)


def test_without_its_proof_a_banner_falls_back_to_the_one_before(banners: BannerService) -> None:
    portal = _placed(banners)
    banners.add_check(portal.id, _look(C.FOUND, 2))
    first = banners.get(portal.id).proof
    banners.add_check(portal.id, _look(C.FOUND, 5))
    fallen = banners.delete_check(banners.checks(portal.id)[0].id)
    assert (fallen.status, fallen.verified_on, fallen.proof) == (S.VERIFIED, date(2024, 5, 2), first)


def test_a_banner_seen_before_it_was_planned_is_dated_by_the_look(banners: BannerService) -> None:
    portal = banners.save(PortalDraft(name="Стенд", status=S.PLANNED))
    seen = banners.add_check(portal.id, _look(C.SEEN, 7))
    assert (seen.status, seen.placed_on) == (S.PLACED, date(2024, 5, 7))


def test_a_look_and_its_status_are_one_step_back(banners: BannerService, store: Store) -> None:
    portal = _placed(banners)
    banners.add_check(portal.id, _look(C.FOUND, 2))
    assert HistoryService(store).undo() == "Записана проверка от 02.05.2024"
    assert banners.get(portal.id) == portal
    assert banners.checks(portal.id) == ()


@given(outcomes, looks, st.data())
def test_verified_always_has_a_picture_behind_it(
    outcome: CheckOutcome, before: list[Look], data: st.DataObject
) -> None:
    start = data.draw(st.sampled_from([s for s in S if s is not S.VERIFIED or proves(before)]))
    new = Look(MAY + timedelta(days=data.draw(st.integers(0, 9))), outcome)
    after = sorted([*before, new], key=lambda look: look.on)
    index = max(n for n, look in enumerate(after) if look is new)
    status = status_after_look(start, after, index, MAY)
    assert status is not S.VERIFIED or any(look.outcome is C.FOUND for look in after)
    assert status in {start, S.VERIFIED, S.MISSING, S.PLACED}
    back = status_without_look(status, before, new, MAY)
    assert back is not S.VERIFIED or any(look.outcome is C.FOUND for look in before)


@given(st.sampled_from(list(S)), looks)
def test_a_look_without_a_picture_never_verifies(start: PlacementStatus, before: list[Look]) -> None:
    after = [*before, Look(date(2024, 6, 1), C.SEEN)]
    status = status_after_look(start, after, len(before), None)
    assert (status is S.VERIFIED) == (start is S.VERIFIED)


@pytest.mark.parametrize("start", [None, *S])
@pytest.mark.parametrize("wanted", list(S))
def test_moves_by_hand_are_those_of_the_table(
    banners: BannerService, start: PlacementStatus | None, wanted: PlacementStatus
) -> None:
    dates = {"placed_on": MAY, "removed_on": date(2024, 5, 20), "reason": "Нет экрана"}
    portal_id = None
    if start is not None:
        first = S.PLACED if start is S.VERIFIED else start
        portal_id = banners.save(PortalDraft(name="Экран", status=first, **dates)).id  # type: ignore[arg-type]
        if start is S.VERIFIED:
            banners.add_check(portal_id, _look(C.FOUND, 2))
    errors = banners.check(PortalDraft(name="Экран", status=wanted, **dates), portal_id)  # type: ignore[arg-type]
    assert (errors == ()) == (wanted in banners.allowed(start))
    assert S.VERIFIED not in NEW
    assert all(S.VERIFIED not in moves for status, moves in ALLOWED.items() if status is not S.VERIFIED)


def test_the_list_is_one_query_whatever_its_length(banners: BannerService, store: Store) -> None:
    for n in range(12):
        portal = _placed(banners, name=f"Стенд {n}")
        banners.add_check(portal.id, _look(C.FOUND, n + 1))
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith("SELECT"):
            statements.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        assert len(banners.list()) == 12
    finally:
        event.remove(Engine, "before_cursor_execute", note)
    assert len(statements) == 1


def test_names_are_tidied_before_they_are_compared(banners: BannerService) -> None:
    portal = _placed(banners, name=" Сайт\u00a0 школы ")
    assert portal.name == "Сайт школы"
    with pytest.raises(ValidationError):
        _placed(banners, name="Сайт школы")
    assert isinstance(portal, PortalFields)


def test_what_is_gone_is_said(banners: BannerService) -> None:
    for action in (banners.get, banners.delete, banners.delete_check):
        with pytest.raises(NotFoundError):
            action(99)


@pytest.mark.parametrize(
    "values",
    [
        "'verified', '2024-05-01', NULL, NULL, NULL, ''",
        "'verified', '2024-05-01', '2024-05-02', NULL, NULL, ''",
        "'placed', NULL, NULL, NULL, NULL, ''",
        "'removed', NULL, NULL, NULL, NULL, ''",
        "'not_applicable', NULL, NULL, NULL, NULL, ' '",
        "'lost', NULL, NULL, NULL, NULL, ''",
        "'planned', NULL, NULL, 77, NULL, ''",
    ],
)
def test_the_file_itself_refuses_a_status_without_its_evidence(
    banners: BannerService, store: Store, values: str
) -> None:
    portal = banners.save(PortalDraft(name="Сайт"))
    columns = "status, placed_on, verified_on, proof_id, removed_on, reason"
    with pytest.raises(IntegrityError), store.write("Мимо правил") as session:
        session.execute(
            text(f"UPDATE placements SET ({columns}) = ({values}) WHERE portal_id = :id"),  # noqa: S608 - literals
            {"id": portal.id},
        )
    with pytest.raises(IntegrityError), store.write("Мимо правил") as session:
        session.execute(
            text("INSERT INTO checks (placement_id, checked_on, outcome) VALUES (1, '2024-05-01', 'found')")
        )
