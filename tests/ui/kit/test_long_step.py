"""A change of many rows: soon over it is an ordinary call, else the window is locked and says why."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from desktop_app.services.errors import AppError, StorageError
from desktop_app.services.steps import Step
from desktop_app.ui.kit.aside import is_waited_for
from desktop_app.ui.kit.long_step import LongStep

PATIENCE = 20
"""Seconds after which a story that hangs gives up."""


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    made = QLineEdit()
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


class Story:
    """One long step and what was heard of it."""

    def __init__(self, field: QLineEdit, work: Callable[[Step], object]) -> None:
        self.results: list[object] = []
        self.errors: list[AppError] = []
        self.locks: list[bool] = []
        self.step = LongStep(field, "Меняется журнал…", work, self.results.append, self.errors.append)
        self.step.locked.connect(self.locks.append)


class Seen(QObject):
    """Counts how often something was painted or made grey."""

    def __init__(self, field: QLineEdit) -> None:
        super().__init__(field)
        self.grey = 0
        field.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.grey += event.type() == QEvent.Type.EnabledChange
        return False


def test_what_is_soon_over_is_over_at_once_and_leaves_the_picture_alone(field: QLineEdit) -> None:
    seen = Seen(field)
    beats: list[bool] = []
    on = Event()

    def beat() -> None:
        beats.append(is_waited_for())
        on.set()

    QTimer.singleShot(0, field, beat)
    story = Story(field, lambda _step: on.wait(PATIENCE) and current_thread() is not main_thread())
    story.step.start()
    assert story.results == [True]
    assert beats == [True], "the window lived meanwhile, and nothing else could come to it"
    assert (story.locks, seen.grey, story.step.dialog) == ([], 0, None)
    assert not is_waited_for()


def test_a_refusal_comes_back_as_soon(field: QLineEdit) -> None:
    def refuse(_step: Step) -> None:
        raise StorageError("На диске нет места.")

    story = Story(field, refuse)
    story.step.start()
    assert [error.message for error in story.errors] == ["На диске нет места."]
    assert story.locks == []


def test_a_window_closed_meanwhile_closes_afterwards(field: QLineEdit, qtbot: QtBot) -> None:
    closed, seen = Event(), []

    def close() -> None:
        field.close()
        seen.append(field.isVisible())
        closed.set()

    QTimer.singleShot(0, field, close)
    story = Story(field, lambda _step: closed.wait(PATIENCE))
    story.step.start()
    assert story.results == [True]
    assert seen == [True], "not before the change is stored"
    qtbot.waitUntil(lambda: not field.isVisible())


def test_what_takes_long_locks_the_window_and_shows_how_far_it_is(field: QLineEdit, qtbot: QtBot) -> None:
    on = Event()

    def work(step: Step) -> str:
        step(3_000, 9_000)
        assert on.wait(PATIENCE)
        return "готово"

    story = Story(field, work)
    story.step.start()
    assert story.locks == [True]
    assert story.results == []
    dialog = story.step.dialog
    assert dialog is not None
    assert (dialog.bar.value(), dialog.bar.maximum()) == (3_000, 9_000)
    on.set()
    qtbot.waitUntil(lambda: story.results == ["готово"])
    assert story.locks == [True, False]
