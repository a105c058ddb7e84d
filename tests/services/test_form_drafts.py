"""Typing is kept beside the record: brought back as it was, and no change of anything."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update

from desktop_app.bootstrap import opened
from desktop_app.models.database import Database
from desktop_app.models.form_draft import FormDraft
from desktop_app.services.form_drafts import FormDraftService
from desktop_app.services.history.service import HistoryService
from desktop_app.services.integrity import check_file
from desktop_app.services.outreach.types import OutreachForm
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock
from tests.services.record import write_record

one_value = st.text(st.characters(exclude_categories=("Cs",))) | st.integers() | st.booleans() | st.none()


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(values=st.dictionaries(st.text(min_size=1), one_value | st.lists(one_value)))
def test_what_is_kept_comes_back_as_it_was(
    store: Store, clock: FrozenClock, values: dict[str, object]
) -> None:
    drafts = FormDraftService(store, clock)
    drafts.keep("form", {"before": 1})
    drafts.keep("form", values)
    kept = drafts.taken("form")
    assert kept is not None
    assert kept.values == values
    assert kept.saved_at == clock.now()
    drafts.forget("form")
    assert drafts.taken("form") is None


def test_a_chosen_member_comes_back_as_its_value(store: Store, clock: FrozenClock) -> None:
    drafts = FormDraftService(store, clock)
    drafts.keep("form", {"form": OutreachForm.CLASS_MEETING})
    kept = drafts.taken("form")
    assert kept is not None
    assert kept.values["form"] == OutreachForm.CLASS_MEETING


def test_typing_is_no_change_of_the_record(database: Database, store: Store, clock: FrozenClock) -> None:
    write_record(store)
    before = HistoryService(store).state()
    untouched = Store(database, clock)
    FormDraftService(untouched, clock).keep("form", {"name": "Котова"})
    assert HistoryService(store).state() == before
    assert not untouched.changed
    database.close()
    assert check_file(store.path) == ()


def test_a_file_only_read_stays_as_it_is(database: Database, store: Store, clock: FrozenClock) -> None:
    FormDraftService(store, clock).keep("form", {"name": "Котова"})
    database.close()
    before = Path(store.path).read_bytes()
    with opened(store.path, read_only=True) as services:
        services.form_drafts.keep("form", {"name": "Мышкина"})
        services.form_drafts.forget("form")
    assert Path(store.path).read_bytes() == before


def test_what_cannot_be_read_is_nothing(store: Store, clock: FrozenClock) -> None:
    drafts = FormDraftService(store, clock)
    for content in ("{", "[1]"):
        drafts.keep("form", {"day": str(date(2024, 6, 3))})
        with store.write_unrecorded() as session:
            session.execute(update(FormDraft).values(content=content))
        assert drafts.taken("form") is None
