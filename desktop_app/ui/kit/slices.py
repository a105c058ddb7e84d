"""Work of the window's own thread in slices, one a turn; who cannot wait has it done at once."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterator
from typing import Generic, Protocol, TypeVar

import shiboken6
from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from desktop_app.ui.kit.aside import is_waited_for

Key = TypeVar("Key")

Steps = Iterator[None]
"""A generator: what stands between two ``yield`` is done in one go."""

_HANDS = {
    QEvent.Type.KeyPress,
    QEvent.Type.ShortcutOverride,
    QEvent.Type.InputMethod,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.Drop,
    QEvent.Type.Close,
}
"""The user does something: it has to meet the window as it will be when the work is done."""


class Awaited(Protocol):
    """Work whose end the user waits for."""

    def finish(self) -> None:
        """Do what is left of it now."""


class _Haste(QObject):
    """Finishes what is awaited before a key, a press or the close button reaches the window.

    It listens at the windows and where the cursor is. At the application every event of every object would
    pass through Python, thousands while a page is built, and each object be given a Python side for it.
    """

    def __init__(self) -> None:
        super().__init__()
        self._awaited: list[Awaited] = []
        self._heard: list[QObject] = []

    def add(self, work: Awaited) -> None:
        if not self._awaited:
            self._listen()
        self._awaited.append(work)

    def drop(self, work: Awaited) -> None:
        if work in self._awaited:
            self._awaited.remove(work)
            if not self._awaited:
                self._rest()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002 - Qt's signature
        if event.type() in _HANDS:
            self.finish()
        return False

    def busy(self) -> bool:
        return any(not isinstance(work, QObject) or shiboken6.isValid(work) for work in self._awaited)

    def finish(self) -> None:
        for work in tuple(self._awaited):
            work.finish()

    def _listen(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)
            application.focusWindowChanged.connect(self._hear)
            for window in application.topLevelWindows():
                self._hear(window)
            self._hear(application.focusWidget())

    def _rest(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.disconnect(self._on_focus)
            application.focusWindowChanged.disconnect(self._hear)
        for thing in self._heard:
            if shiboken6.isValid(thing):
                thing.removeEventFilter(self)
        self._heard.clear()

    def _on_focus(self, _before: QObject | None, now: QObject | None) -> None:
        self._hear(now)

    def _hear(self, thing: QObject | None) -> None:
        if thing is not None and thing not in self._heard:
            thing.installEventFilter(self)
            self._heard.append(thing)


_haste = _Haste()
_hurried: list[Slices] = []


def in_haste() -> bool:
    """Tell a step whether somebody waits for the end right now: what may be left out is left out."""
    return bool(_hurried)


def await_at_input(work: Awaited) -> None:
    """Finish ``work`` before anything the user does from now on, until ``no_longer_awaited``."""
    _haste.add(work)


def no_longer_awaited(work: Awaited) -> None:
    """Leave ``work`` to its own end: it is done, or given up."""
    _haste.drop(work)


def is_anything_awaited() -> bool:
    """Tell whether something the user waits for is not done yet."""
    return _haste.busy()


def finish_awaited() -> None:
    """Do now what the user waits for, as the next key would."""
    _haste.finish()


def at_once(steps: Steps) -> None:
    """Do all the steps now."""
    deque(steps, maxlen=0)


class Slices(QObject):
    """A generator's steps, each in a turn of its own, so that the window answers in between.

    ``pause`` is the rest between two steps, ms. With ``awaited`` the user waits for the end: whatever they
    do next finds it reached. An error of a step ends the work and is raised where the step was done.
    """

    ended = Signal()

    def __init__(self, steps: Steps, parent: QObject, *, awaited: bool = False, pause: int = 0) -> None:
        super().__init__(parent)
        self._steps: Steps | None = steps
        self._stepping = False
        self._stuck = False
        self._awaited = awaited
        self._timer = QTimer(self)
        self._timer.setInterval(pause)
        self._timer.timeout.connect(self._on_turn)

    def start(self) -> None:
        """Begin with the next turn."""
        if self._awaited:
            await_at_input(self)
        self._timer.start()

    def is_running(self) -> bool:
        """Return whether there is something left to do."""
        return self._steps is not None

    def finish(self) -> None:
        """Do all that is left now; asked from within a step, leave that to the step's own end.

        So it is when what stands still is a part this one only waits for.
        """
        _hurried.append(self)
        self._stuck = False
        try:
            while not self._stepping and not self._stuck and self._step():
                pass
        finally:
            _hurried.pop()

    def turn(self) -> bool:
        """Do the next step without waiting for its turn; False when there is none left."""
        if not self._stepping:
            return self._step()
        for each in _hurried:
            each.stand_still()
        return True

    def stand_still(self) -> None:
        """Stop doing all at once: a part of it is under way lower down, and goes on when this returns."""
        self._stuck = True

    def drop(self) -> None:
        """Leave the rest undone."""
        self._end()

    def _on_turn(self) -> None:
        if not self._stepping and not is_waited_for():
            self._step()

    def _step(self) -> bool:
        """Do one step; False when it was the last."""
        if self._steps is None:
            return False
        if not shiboken6.isValid(self):
            no_longer_awaited(self)
            return False
        self._stepping = True
        beating = self._timer.isActive()
        self._timer.stop()  # a step may wait for another thread: the turns meanwhile would be for nothing
        try:
            next(self._steps)
        except StopIteration:
            self._end()
            self.ended.emit()
            return False
        except BaseException:
            self._end()
            raise
        finally:
            self._stepping = False
        if beating and self.is_running() and shiboken6.isValid(self):
            self._timer.start()
        return True

    def _end(self) -> None:
        steps, self._steps = self._steps, None
        if isinstance(steps, Generator) and not self._stepping:
            steps.close()
        no_longer_awaited(self)
        if shiboken6.isValid(self):
            self._timer.stop()


class Latest(QObject):
    """The one awaited work of a kind: a newer one takes the place of what is left of the one before."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._slices: Slices | None = None

    def start(self, steps: Steps) -> None:
        """Begin with the next turn."""
        self.drop()
        self._slices = Slices(steps, self, awaited=True)
        self._slices.start()

    def finish(self) -> None:
        """Do what is left now."""
        if self._slices is not None:
            self._slices.finish()

    def drop(self) -> None:
        """Leave undone what is left."""
        if self._slices is not None:
            self._slices.drop()
            discard(self._slices)
            self._slices = None

    def is_running(self) -> bool:
        """Return whether something is left to do."""
        return self._slices is not None and self._slices.is_running()


def discard(thing: QObject | None) -> None:
    """Delete a Qt object when its turn comes, if it is still there: a generator may outlive its window."""
    if thing is not None and shiboken6.isValid(thing):
        thing.deleteLater()


class Gradual(QObject, Generic[Key]):
    """Parts of a window under their keys: each is built once, by slices, however many wait for it."""

    def __init__(self, build: Callable[[Key], Steps], parent: QObject) -> None:
        super().__init__(parent)
        self._build = build
        self._there: set[Key] = set()
        self._under_way: dict[Key, Slices] = {}

    def finish(self, key: Key) -> None:
        """Build now what is not built of a part."""
        if key not in self._there:
            self._begin(key).finish()

    def come(self, key: Key) -> Steps:
        """Build a part step by step; it is there at the end, unless all this is gone before."""
        while key not in self._there and shiboken6.isValid(self):
            self._begin(key).turn()
            yield

    def forget(self, key: Key) -> None:
        """Build a part anew when it is wanted: it was let go."""
        self._there.discard(key)

    def drop(self) -> None:
        """Leave what is half built unbuilt, and forget what is there."""
        for slices in tuple(self._under_way.values()):
            slices.drop()
        self._there.clear()

    def _begin(self, key: Key) -> Slices:
        if key not in self._under_way:
            self._under_way[key] = Slices(self._steps(key), self)
        return self._under_way[key]

    def _steps(self, key: Key) -> Steps:
        try:
            yield from self._build(key)
            self._there.add(key)
        finally:
            discard(self._under_way.pop(key))
