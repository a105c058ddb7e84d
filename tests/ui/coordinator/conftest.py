"""The coordinator's screen over a real file: a school, the ministry's letter, one person in office."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.bootstrap import new_file, opened
from desktop_app.services.container import Services
from desktop_app.ui.coordinator.page import CoordinatorPage
from tests.services.conftest import FrozenClock
from tests.services.record import write_record


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Services]:
    """Return services over the file; it is 3 June 2024."""
    path = tmp_path / "record.otklik"
    clock = FrozenClock()
    new_file(path, lambda services: write_record(services.store), clock=clock)
    with opened(path, clock=clock) as services:
        yield services


@pytest.fixture
def page(qtbot: QtBot, themed: object, record: Services) -> CoordinatorPage:
    made = CoordinatorPage(record)
    qtbot.addWidget(made)
    made.resize(1150, 640)
    with qtbot.waitExposed(made):
        made.show()
    made.refresh()
    return made
