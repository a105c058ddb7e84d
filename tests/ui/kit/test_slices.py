"""Work in slices: a step a turn, done at once for whoever cannot wait, left alone when it is dropped."""

from __future__ import annotations

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.kit import slices as slices_module
from desktop_app.ui.kit.slices import Gradual, Latest, Slices, Steps, finish_awaited, is_anything_awaited


class Work:
    """Three steps that are noted as they are done, and how it ended."""

    def __init__(self) -> None:
        self.done: list[int] = []
        self.closed = False

    def steps(self) -> Steps:
        try:
            for number in range(3):
                self.done.append(number)
                yield
        finally:
            self.closed = True


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def test_the_steps_come_one_a_turn_and_the_end_is_told(owner: QWidget, qtbot: QtBot) -> None:
    work = Work()
    slices = Slices(work.steps(), owner)
    with qtbot.waitSignal(slices.ended):
        slices.start()
        assert work.done == []
    assert work.done == [0, 1, 2]
    assert not slices.is_running()


def test_who_cannot_wait_has_the_rest_done_once(owner: QWidget) -> None:
    work = Work()
    slices = Slices(work.steps(), owner)
    slices.turn()
    slices.finish()
    slices.finish()
    assert (work.done, work.closed) == ([0, 1, 2], True)


def test_a_key_finds_the_work_done(owner: QWidget, qtbot: QtBot) -> None:
    """A letter typed before the work is over goes to the field the work puts the cursor into."""
    old, new = QLineEdit(owner), QLineEdit(owner)
    for each in (old, new):
        each.show()
    new.move(0, 40)
    with qtbot.waitActive(owner):
        owner.activateWindow()
    old.setFocus()

    def steps() -> Steps:
        yield
        yield
        new.setFocus()

    latest = Latest(owner)
    latest.start(steps())
    window = owner.windowHandle()
    assert window is not None
    qtbot.keyClick(window, Qt.Key.Key_A)  # as the system sends it: to the window, not to a widget
    assert (old.text(), new.text()) == ("", "a")


def test_a_key_finds_the_work_done_wherever_the_cursor_has_gone_meanwhile(
    owner: QWidget, qtbot: QtBot
) -> None:
    field = QLineEdit(owner)
    field.show()
    with qtbot.waitActive(owner):
        owner.activateWindow()
    work = Work()
    latest = Latest(owner)
    latest.start(work.steps())
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_A)
    assert (work.done, field.text()) == ([0, 1, 2], "a")


def test_a_press_finds_the_work_done(owner: QWidget, qtbot: QtBot) -> None:
    work = Work()
    latest = Latest(owner)
    latest.start(work.steps())
    window = owner.windowHandle()
    assert window is not None
    QTest.mouseClick(window, Qt.MouseButton.LeftButton)
    assert work.done == [0, 1, 2]


def test_work_that_is_awaited_does_not_send_every_event_through_python(
    owner: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At the application a page's thousands of events would, and each would take its own time."""
    met: list[QObject] = []
    monkeypatch.setattr(slices_module, "_haste", haste := _Listening(met))
    latest = Latest(owner)
    latest.start(Work().steps())
    for _ in range(100):
        QCoreApplication.sendEvent(QLineEdit(owner), QEvent(QEvent.Type.StyleChange))
    latest.drop()
    assert not [each for each in met if isinstance(each, QLineEdit)]
    assert not haste.awaited()


class _Listening(slices_module._Haste):
    """Notes whose events it meets."""

    def __init__(self, met: list[QObject]) -> None:
        super().__init__()
        self._met = met

    def awaited(self) -> bool:
        return bool(self._awaited)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self._met.append(watched)
        return super().eventFilter(watched, event)


def test_what_nobody_waits_for_lets_keys_pass(owner: QWidget, qtbot: QtBot) -> None:
    work = Work()
    slices = Slices(work.steps(), owner, pause=10_000)
    slices.start()
    qtbot.keyClick(owner, Qt.Key.Key_A)
    assert work.done == []
    slices.drop()
    assert not slices.is_running()


def test_newer_work_takes_the_place_of_older(owner: QWidget) -> None:
    older, newer = Work(), Work()
    latest = Latest(owner)
    latest.start(older.steps())
    latest.start(newer.steps())
    latest.finish()
    assert (older.done, newer.done) == ([], [0, 1, 2])
    assert not latest.is_running()


def test_what_went_with_its_window_is_waited_for_by_nobody(qtbot: QtBot) -> None:
    finish_awaited()
    owner = QWidget()
    slices = Slices(Work().steps(), owner, awaited=True)
    slices.start()
    assert is_anything_awaited()
    shiboken6.delete(owner)
    assert not is_anything_awaited()


def test_an_error_ends_the_work_and_is_raised_where_the_step_was_done(owner: QWidget) -> None:
    def steps() -> Steps:
        yield
        raise RuntimeError("broken")

    slices = Slices(steps(), owner)
    with pytest.raises(RuntimeError):
        slices.finish()
    assert not slices.is_running()
    slices.finish()


def test_finishing_from_within_a_step_does_not_begin_it_again(owner: QWidget) -> None:
    done = []

    def steps() -> Steps:
        done.append(1)
        slices.finish()
        yield
        done.append(2)

    slices = Slices(steps(), owner)
    slices.finish()
    assert done == [1, 2]


def test_a_thing_is_built_once_however_many_wait_for_it(owner: QWidget) -> None:
    built = []

    def build(key: str) -> Steps:
        built.append(f"{key} begun")
        yield
        built.append(f"{key} there")

    things: Gradual[str] = Gradual(build, owner)
    waiting = things.come("a")
    next(waiting)
    things.finish("a")
    assert list(waiting) == []
    assert list(things.come("a")) == []
    assert built == ["a begun", "a there"]
    things.forget("a")
    things.finish("a")
    assert built == ["a begun", "a there"] * 2


def test_a_thing_whose_building_failed_is_begun_anew(owner: QWidget) -> None:
    tries = []

    def build(key: str) -> Steps:
        tries.append(key)
        yield
        if len(tries) == 1:
            raise RuntimeError("broken")

    things: Gradual[str] = Gradual(build, owner)
    with pytest.raises(RuntimeError):
        things.finish("a")
    things.finish("a")
    assert tries == ["a", "a"]


def test_whoever_waits_for_a_thing_whose_step_is_under_way_does_not_go_round_for_ever(owner: QWidget) -> None:
    built: list[str] = []

    def build(key: str) -> Steps:
        built.append(f"{key} begun")
        waiting.finish()  # as a key would, in a loop of events within the step
        built.append(f"{key} there")
        yield

    things: Gradual[str] = Gradual(build, owner)
    waiting = Slices(things.come("a"), owner, awaited=True)
    things.finish("a")
    assert built == ["a begun", "a there"]
    waiting.finish()
    assert not waiting.is_running()


def test_whoever_waits_for_a_thing_of_a_window_that_is_gone_ends(qtbot: QtBot) -> None:
    owner = QObject()
    things: Gradual[str] = Gradual(lambda _key: iter([None] * 3), owner)
    waiting = things.come("a")
    next(waiting)
    shiboken6.delete(owner)
    assert list(waiting) == []


def test_work_that_outlives_its_window_ends_in_silence(qtbot: QtBot) -> None:
    owner = QObject()
    work = Work()
    latest = Latest(owner)
    latest.start(work.steps())
    del latest, owner
    other = QWidget()
    qtbot.addWidget(other)
    qtbot.keyClick(other, Qt.Key.Key_A)
    assert work.done == []
