"""A school in a real file, a table beside it, and the dialog over both."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app import bootstrap
from desktop_app.services.container import Services
from desktop_app.services.school.types import ClassDraft
from desktop_app.ui.exchange.import_dialog import ImportDialog
from desktop_app.ui.exchange.unfinished import TableSource
from desktop_app.ui.kit.operation import let_all_end
from tests.services.conftest import FrozenClock
from tests.services.exchange.tables import csv_of

HEAD = ("Дата", "Мероприятие", "Тема", "Классы", "Контакты", "Погода")
MEETING = ("05/06/2024", "собрание", "О проекте", "5А", "25 чел.", "ясно")


@pytest.fixture
def services(tmp_path: Path) -> Iterator[Services]:
    path = tmp_path / "школа.otklik"
    clock = FrozenClock(date(2024, 6, 28))
    bootstrap.new_file(
        path, lambda opened: opened.school.save_class(ClassDraft(name="5А", parents=40)), clock=clock
    )
    with bootstrap.opened(path, clock=clock) as opened:
        yield opened
        let_all_end()


Open = Callable[..., ImportDialog]


@pytest.fixture
def open_table(services: Services, tmp_path: Path, qtbot: QtBot) -> Open:
    """Open the dialog over rows and wait until it has looked them through."""

    def opened(*rows: tuple[str, ...], encoding: str = "cp1251") -> ImportDialog:
        path = tmp_path / "журнал.csv"
        path.write_bytes(csv_of(rows, encoding=encoding))
        dialog = ImportDialog(services.exchange, TableSource(path=path))
        qtbot.addWidget(dialog)
        dialog.show()
        settled(dialog, qtbot)
        return dialog

    return opened


def settled(dialog: ImportDialog, qtbot: QtBot) -> None:
    """Wait until nothing is under way and nothing is about to begin."""
    qtbot.waitUntil(lambda: not dialog.is_busy() and not dialog.is_about_to_check(), timeout=30_000)
