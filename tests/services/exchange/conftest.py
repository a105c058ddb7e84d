"""A school with two classes in a real file, and its service of tables."""

from __future__ import annotations

from datetime import date

import pytest

from desktop_app.services.exchange.service import ExchangeService
from desktop_app.services.outreach.service import OutreachService
from desktop_app.services.school.service import SchoolService
from desktop_app.services.school.types import ClassDraft
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(date(2024, 6, 28))


@pytest.fixture
def exchange(store: Store, clock: FrozenClock) -> ExchangeService:
    for name in ("5А", "5Б"):
        SchoolService(store).save_class(ClassDraft(name=name, pupils=25, parents=40))
    return ExchangeService(store, clock)


@pytest.fixture
def outreach(exchange: ExchangeService, store: Store, clock: FrozenClock) -> OutreachService:
    return OutreachService(store, clock)
