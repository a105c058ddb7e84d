"""A real file with four classes behind the parents' page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.models.database import Database
from desktop_app.models.schema import create_file
from desktop_app.services.attachments.service import AttachmentService
from desktop_app.services.form_drafts import FormDraftService
from desktop_app.services.history.service import HistoryService
from desktop_app.services.outreach.service import OutreachService
from desktop_app.services.outreach.types import OutreachDraft
from desktop_app.services.school.service import SchoolService
from desktop_app.services.school.types import ClassDraft
from desktop_app.services.store import Store
from desktop_app.ui.parents.page import ParentsPage
from tests.services.conftest import FrozenClock

CLASSES = (("5А", 30), ("5Б", 28), ("7А", 0), ("10А", 20))
"""Names and numbers of parents; those of 7А were never counted."""


@pytest.fixture(scope="session")
def blank_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("blank") / "blank.otklik"
    create_file(path)
    return path


@pytest.fixture
def record(tmp_path: Path, blank_file: Path) -> Iterator[Any]:
    """Services over a real file of a school without classes and events."""
    path = tmp_path / "school.otklik"
    path.write_bytes(blank_file.read_bytes())
    database, clock = Database(path), FrozenClock(date(2024, 6, 28))
    store = Store(database, clock)
    yield SimpleNamespace(
        store=store,
        history=HistoryService(store),
        school=SchoolService(store),
        attachments=AttachmentService(store, clock),
        outreach=OutreachService(store, clock),
        form_drafts=FormDraftService(store, clock),
    )
    database.close()


@pytest.fixture
def school(record: Any) -> Any:
    """The same, with classes."""
    for name, parents in CLASSES:
        record.school.save_class(ClassDraft(name=name, pupils=25, parents=parents))
    return record


@pytest.fixture
def ids(school: Any) -> dict[str, int]:
    """Return the ids of the classes by name."""
    return {row.name: row.id for row in school.school.classes()}


def event(topic: str, **values: Any) -> OutreachDraft:
    """Return an event of 3 June 2024 with what matters to the story."""
    return OutreachDraft(**{"held_on": date(2024, 6, 3), "topic": topic, "parents": 10, **values})


@pytest.fixture
def page(school: Any, qtbot: QtBot, themed: object) -> ParentsPage:
    """Return the page over the school, shown, its quick entry set to 3 June 2024."""
    return open_page(school, qtbot)


def open_page(services: Any, qtbot: QtBot, width: int = 1150) -> ParentsPage:
    page = ParentsPage(services)
    qtbot.addWidget(page)
    page.resize(width, 640)
    with qtbot.waitActive(page):
        page.show()
        page.activateWindow()
    page.refresh()
    page.quick.field("held_on").setText("03.06.2024")
    return page


def focused() -> QWidget:
    """Return the widget that has the cursor."""
    widget = QApplication.focusWidget()
    assert widget is not None, "nothing has the cursor"
    return widget


def write(text: str, widget: QWidget | None = None) -> None:
    """Press a key for each letter: ``QTest`` itself knows only Latin ones."""
    target = widget or focused()
    for letter in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            key = Qt.Key.Key_unknown.value if not letter.isascii() else ord(letter.upper())
            QApplication.sendEvent(target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, letter))
