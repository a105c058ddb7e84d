"""Background work: results and refusals come back to the window, nothing comes back to what is gone."""

from __future__ import annotations

import gc
import threading
import weakref
from functools import partial

import pytest
import shiboken6
from PySide6.QtCore import QThread, QThreadPool
from PySide6.QtWidgets import QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from desktop_app.services.errors import AppError, BrokenError
from desktop_app.ui.kit import operation as module
from desktop_app.ui.kit.operation import Operation, hand_over, hold_back, is_at_work, let_all_end
from desktop_app.ui.kit.slices import Slices, Steps


def test_the_result_arrives_in_the_windows_thread(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    threads: list[object] = []
    results: list[int] = []

    def work() -> int:
        threads.append(threading.current_thread())
        return 42

    def done(result: int) -> None:
        results.append(result)
        threads.append(QThread.currentThread() is owner.thread())

    Operation(owner, work, done, lambda _error: None).start()
    qtbot.waitUntil(lambda: results == [42])
    assert threads[0] is not threading.main_thread()
    assert threads[1] is True


def test_a_refusal_goes_to_its_callback(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    errors: list[AppError] = []

    def refuse() -> None:
        raise AppError("Нет места.")

    Operation(owner, refuse, lambda _none: None, errors.append).start()
    qtbot.waitUntil(lambda: [error.message for error in errors] == ["Нет места."])


def test_a_bug_comes_up_where_the_crash_window_sees_it(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)

    def break_down() -> None:
        raise ZeroDivisionError

    with capture_exceptions() as raised:
        Operation(owner, break_down, lambda _none: None, lambda _error: None).start()
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError


def test_a_bug_ends_the_wait_too_so_that_no_window_stays_locked(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    told: list[AppError] = []

    def break_down() -> None:
        raise ZeroDivisionError

    with capture_exceptions() as raised:
        Operation(owner, break_down, lambda _none: None, told.append).start()
        qtbot.waitUntil(lambda: bool(raised))
    assert [type(error) for error in told] == [BrokenError]
    assert "ошибк" in told[0].message


def test_a_bug_in_telling_of_a_bug_hides_nothing(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)

    def break_down() -> None:
        raise ZeroDivisionError

    def break_again(_error: AppError) -> None:
        raise KeyError

    with capture_exceptions() as raised:
        Operation(owner, break_down, lambda _none: None, break_again).start()
        qtbot.waitUntil(lambda: bool(raised))
    assert raised[0][0] is ZeroDivisionError


def test_a_long_one_keeps_no_other_waiting_on_a_pc_of_one_core(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    QThreadPool.globalInstance().setMaxThreadCount(1)
    gate = threading.Event()
    results: list[object] = []
    Operation(owner, gate.wait, results.append, results.append).start()
    Operation(owner, lambda: "short", results.append, results.append).start()
    try:
        qtbot.waitUntil(lambda: results == ["short"])
    finally:
        gate.set()
    qtbot.waitUntil(lambda: len(results) == 2)


def test_a_result_on_its_way_is_work_under_way_and_one_kept_back_is_not(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    qtbot.waitUntil(lambda: not is_at_work())
    results: list[object] = []
    Operation(owner, lambda: "typed", results.append, results.append).start()
    let_all_end()
    assert is_at_work(), "a key would be dropped that was typed a moment ago"
    hold_back(lambda _owner: False)
    qtbot.waitUntil(lambda: not is_at_work())
    assert results == []
    hand_over()
    qtbot.waitUntil(lambda: results == ["typed"])
    assert not is_at_work()


def test_a_cancelled_operation_says_nothing(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    gate = threading.Event()
    results: list[object] = []
    operation = Operation(owner, gate.wait, results.append, results.append)
    operation.start()
    operation.cancel()
    gate.set()
    qtbot.waitUntil(lambda: operation not in module._running)
    assert results == []


def test_nothing_comes_back_to_an_owner_that_is_gone(qtbot: QtBot) -> None:
    owner = QWidget()
    gate = threading.Event()
    results: list[object] = []
    operation = Operation(owner, gate.wait, results.append, results.append)
    operation.start()
    shiboken6.delete(owner)
    gate.set()
    qtbot.waitUntil(lambda: operation not in module._running)
    assert results == []


def test_a_wait_is_shown_when_it_is_long_and_taken_away_at_its_end(qtbot: QtBot, monkeypatch: object) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    gate = threading.Event()
    signs: list[bool] = []
    operation = Operation(owner, gate.wait, lambda _done: None, lambda _error: None)
    operation.slow.connect(signs.append)
    operation.start()
    operation._timer.setInterval(1)
    qtbot.waitUntil(lambda: signs == [True])
    gate.set()
    qtbot.waitUntil(lambda: signs == [True, False])


def test_work_begins_when_nothing_is_being_built(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    order: list[str] = []

    def steps() -> Steps:
        for number in range(3):
            order.append(f"part {number}")
            yield

    building = Slices(steps(), owner, awaited=True)
    building.start()
    Operation(owner, lambda: order.append("work"), lambda _none: None, lambda _error: None).start()
    order.append("asked for")
    qtbot.waitUntil(lambda: "work" in order)
    assert order == ["asked for", "part 0", "part 1", "part 2", "work"]


def test_what_is_built_for_ever_keeps_no_work_waiting(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.01)
    owner = QWidget()
    qtbot.addWidget(owner)
    results: list[int] = []

    def steps() -> Steps:
        while not results:
            yield

    Slices(steps(), owner, awaited=True).start()
    Operation(owner, lambda: 42, results.append, lambda _error: None).start()
    qtbot.waitUntil(lambda: results == [42])


def test_work_that_is_waited_for_begins_at_once(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 1e6)
    owner = QWidget()
    qtbot.addWidget(owner)
    results: list[int] = []
    Slices(iter([None] * 3), owner, awaited=True).start()
    operation = Operation(owner, lambda: 42, results.append, lambda _error: None)
    operation.start()
    operation.wait()
    qtbot.waitUntil(lambda: results == [42])


def test_what_has_not_begun_yet_is_done_before_the_program_ends(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    done: list[int] = []
    for number in range(3):
        Operation(owner, partial(done.append, number), lambda _none: None, lambda _error: None).start()
    assert done == []
    let_all_end()
    assert sorted(done) == [0, 1, 2]


def test_an_operation_dies_on_the_windows_thread_whoever_held_it_last(qtbot: QtBot) -> None:
    owner = QWidget()
    qtbot.addWidget(owner)
    answers: list[int] = []
    died_on: list[int] = []

    def start() -> None:
        held = QWidget()  # nobody holds it but the work, and nobody the operation

        def work() -> int:
            return 42 if held is not None else 0

        operation = Operation(owner, work, done, lambda _error: None)
        weakref.finalize(operation, lambda: died_on.append(threading.get_ident()))
        weakref.finalize(held, lambda: died_on.append(threading.get_ident()))
        operation.start()

    def done(result: int) -> None:
        answers.append(result)
        if len(answers) < 500:
            start()

    start()
    qtbot.waitUntil(lambda: len(answers) == 500, timeout=60_000)
    let_all_end()
    gc.collect()
    assert set(died_on) == {threading.get_ident()}
    assert len(died_on) == 1_000
