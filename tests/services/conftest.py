"""A real file and a clock that stands still, for every story about the services."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from desktop_app.models.database import Database
from desktop_app.models.schema import create_file
from desktop_app.services.store import Store


@dataclass
class FrozenClock:
    """A clock that shows what it was set to."""

    day: date = date(2024, 6, 3)

    def today(self) -> date:
        return self.day

    def now(self) -> datetime:
        return datetime(self.day.year, self.day.month, self.day.day, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty data file, made once: copying it is quicker than migrating for every test."""
    path = tmp_path_factory.mktemp("empty") / "empty.otklik"
    create_file(path)
    return path


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock()


@pytest.fixture
def database(tmp_path: Path, empty_file: Path) -> Iterator[Database]:
    path = tmp_path / "school.otklik"
    path.write_bytes(empty_file.read_bytes())
    database = Database(path)
    yield database
    database.close()


@pytest.fixture
def store(database: Database, clock: FrozenClock) -> Store:
    return Store(database, clock)
