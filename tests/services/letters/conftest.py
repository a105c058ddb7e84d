"""A letter service over a school's record and a renderer that only pretends."""

from __future__ import annotations

import pytest

from desktop_app.services.letters.service import LetterService
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock
from tests.services.record import FakeRenderer, write_record


@pytest.fixture
def renderer() -> FakeRenderer:
    return FakeRenderer()


@pytest.fixture
def letters(store: Store, clock: FrozenClock, renderer: FakeRenderer) -> LetterService:
    write_record(store)
    return LetterService(store, clock, renderer)
