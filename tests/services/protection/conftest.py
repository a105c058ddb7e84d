"""A real file with copies, and keys that cost a moment instead of half a second."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.models import keys
from desktop_app.models.database import Database
from desktop_app.services.protection.service import ProtectionService
from desktop_app.services.protection.types import RecoveryPage
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock
from tests.services.copies.content import write_papers

PASSWORD = "четыре слова подряд ёлка"  # noqa: S105 - of a sample
OTHER = "совсем другие слова пароля"


@pytest.fixture(autouse=True)
def forgotten(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test knows the keys of another; PBKDF2 goes round a few times only."""
    monkeypatch.setattr(keys, "ROUNDS", 10)
    keys.forget()
    yield
    keys.forget()


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory, empty_file: Path) -> Path:
    """A file with a school and papers, made once."""
    path = tmp_path_factory.mktemp("written") / "written.otklik"
    shutil.copyfile(empty_file, path)
    write_papers(path)
    return path


@pytest.fixture
def file(tmp_path: Path, written: Path) -> Path:
    path = tmp_path / "school.otklik"
    shutil.copyfile(written, path)
    return path


class Open:
    """An open file and the service of its password."""

    def __init__(self, path: Path, *, read_only: bool = False) -> None:
        self.database = Database(path, read_only=read_only)
        self.store = Store(self.database, FrozenClock())
        self.pages: list[RecoveryPage] = []
        self.protection = ProtectionService(self.store, FrozenClock(), self._press)

    def _press(self, page: RecoveryPage) -> bytes:
        self.pages.append(page)
        return b"%PDF"


@pytest.fixture
def opened(file: Path) -> Iterator[Open]:
    one = Open(file)
    yield one
    one.database.close()
