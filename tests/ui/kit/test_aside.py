"""A change stored aside: an ordinary call to its caller, a living window to the user, nothing in between."""

from __future__ import annotations

from threading import Event, current_thread, main_thread

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.services.errors import StorageError
from desktop_app.ui.kit import aside as module
from desktop_app.ui.kit.aside import aside

PATIENCE = 20
"""Seconds after which a story that hangs gives up."""


def test_the_result_comes_back_and_the_work_was_on_another_thread(qtbot: QtBot) -> None:
    assert aside(lambda: current_thread() is main_thread()) is False


def test_a_refusal_is_raised_where_the_change_was_asked_for(qtbot: QtBot) -> None:
    def refuse() -> None:
        raise StorageError("На диске нет места.")

    with pytest.raises(StorageError, match="нет места"):
        aside(refuse)


def test_the_window_lives_while_a_slow_disk_writes(qtbot: QtBot) -> None:
    written, beats = Event(), []
    timer = QTimer()
    timer.setInterval(1)
    timer.timeout.connect(lambda: beats.append(1))
    timer.timeout.connect(lambda: written.set() if len(beats) > 5 else None)
    timer.start()
    assert aside(lambda: written.wait(PATIENCE)), "the window's own timer lets the disk go on"


def test_a_window_closed_meanwhile_closes_afterwards(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    closed, seen = Event(), []

    def close() -> None:
        window.close()
        seen.append(window.isVisible())
        closed.set()

    QTimer.singleShot(0, window, close)
    assert aside(lambda: closed.wait(PATIENCE))
    assert seen == [True], "not before the change is stored"
    qtbot.waitUntil(lambda: not window.isVisible())


def test_from_another_thread_it_is_a_plain_call(qtbot: QtBot) -> None:
    assert aside(lambda: aside(current_thread) is current_thread())


def test_without_a_window_s_wait_short_work_lets_nothing_else_run(qtbot: QtBot) -> None:
    field, button = QLineEdit(), QPushButton()
    for each in (field, button):
        qtbot.addWidget(each)
    ran = []
    QTimer.singleShot(0, field, lambda: ran.append(1))
    assert aside(lambda: 7) == 7
    assert ran == []


def test_several_in_a_row_are_one_silence_not_many(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "AT_ONCE", 60.0)
    assert aside(lambda: 7) == 7
    module._silent[0] = 60.0  # so long the window was kept from living by those before
    lived = Event()
    QTimer.singleShot(0, lived.set)
    assert aside(lambda: lived.wait(PATIENCE)), "the window lives at once, not after another sixty seconds"
    qtbot.waitUntil(lambda: module._silent[0] == 0.0)
