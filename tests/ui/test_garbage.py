"""Garbage of the window is found by the window's thread, whoever made it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from threading import Thread, get_ident

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from desktop_app.ui.application.garbage import collect_due, collect_here


@pytest.fixture
def often() -> Iterator[None]:
    """Let a search be due after a hundred objects, and leave everything as it was."""
    before = gc.get_threshold()
    gc.set_threshold(100, 2, 2)
    yield
    gc.set_threshold(*before)


def make_cycles(number: int) -> None:
    for _ in range(number):
        ring: list[object] = []
        ring.append(ring)


def test_a_thread_that_makes_much_never_searches_and_the_window_does(qtbot: QtBot, often: None) -> None:
    searched_by: list[int] = []

    def note(phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            searched_by.append(get_ident())

    owner = QObject()
    collect_here(owner)
    gc.callbacks.append(note)
    try:
        busy = Thread(target=make_cycles, args=(5_000,))
        busy.start()
        busy.join()
        assert searched_by == []
        qtbot.waitUntil(lambda: bool(searched_by))
        assert set(searched_by) == {get_ident()}
    finally:
        gc.callbacks.remove(note)


def test_the_oldest_generation_that_is_due_is_searched(often: None) -> None:
    gc.disable()
    gc.collect()
    searched: list[int] = []

    def note(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            searched.append(info["generation"])

    gc.callbacks.append(note)
    try:
        collect_due()
        for _ in range(13):
            make_cycles(200)
            collect_due()
    finally:
        gc.callbacks.remove(note)
    assert searched[:4] == [0, 0, 0, 1]
    assert searched[-1] == 2
