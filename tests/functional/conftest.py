"""The example card of the documentation, and commands run as a user would run them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.__main__ import main
from desktop_app.app import LateFiles
from desktop_app.bootstrap import new_file, opened
from desktop_app.services.container import Services
from desktop_app.ui.application import restoring as restoring_module
from desktop_app.ui.application.desk import Desk
from desktop_app.ui.application.settings import Settings
from desktop_app.ui.kit.operation import let_all_end
from desktop_app.ui.screens import screens
from desktop_app.ui.shell.closing import Answer as Unsaved
from desktop_app.ui.shell.window import MainWindow
from desktop_app.ui.theme.style import STYLED, apply_theme
from tests.dialogs import answered_in_time
from tests.functional.hands import Hands
from tests.functional.heart import Heart
from tests.services.conftest import FrozenClock
from tests.services.record import write_record

CARD = Path(__file__).parents[2] / "docs" / "card-example.toml"


@pytest.fixture(autouse=True, scope="session")
def no_dialog_waits_for_ever() -> Iterator[None]:
    """Let a dialog nobody answers fail its story, not the whole run."""
    with answered_in_time():
        yield


@dataclass(frozen=True)
class Answer:
    """What a command said."""

    code: int
    out: str
    err: str


Otklik = Callable[..., Answer]


@pytest.fixture
def otklik(capsys: pytest.CaptureFixture[str]) -> Otklik:
    def run(*arguments: object) -> Answer:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return run


@pytest.fixture
def school(tmp_path: Path, otklik: Otklik) -> Path:
    """A data file made from the example card."""
    path = tmp_path / "school.otklik"
    answer = otklik("new", path, "--from", CARD)
    assert answer.code == 0, answer.err
    return path


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Services]:
    """Services over a real file: a school, the ministry's letter, a coordinator; it is 3 June 2024."""
    path = tmp_path / "record.otklik"
    clock = FrozenClock()
    new_file(path, lambda services: write_record(services.store), clock=clock)
    with opened(path, clock=clock) as services:
        yield services


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, record: Services) -> Iterator[MainWindow]:
    """Show the whole window over the record."""
    apply_theme(qapp, dark=False)
    window = MainWindow(screens())
    qtbot.addWidget(window, before_close_func=lambda shown: setattr(shown, "ask", _discard))
    window.attach(record)
    with qtbot.waitExposed(window):
        window.show()
    yield window
    window.detach()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _discard(_window: object, _titles: object) -> Unsaved:
    return Unsaved.DISCARD


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample school's file, made once; to be copied."""
    path = tmp_path_factory.mktemp("sample") / "sample.otklik"
    LateFiles().create_sample(path)
    return path


@pytest.fixture
def heart(capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> Iterator[Heart]:
    heart = Heart()
    yield heart
    with capsys.disabled():
        print(f"\n{request.node.name}, the longest gaps:\n{heart.report()}")  # noqa: T201 - what it is for


@pytest.fixture
def hands(
    qtbot: QtBot, qapp: QApplication, heart: Heart, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Hands]:
    """Give a window with a desk and nothing open."""
    Settings()._store.clear()
    qapp.setProperty(STYLED, True)
    monkeypatch.setattr(Desk, "_folder", lambda _desk: tmp_path)
    monkeypatch.setattr(restoring_module, "ask_replacing", lambda *_: True)
    apply_theme(qapp, dark=False)
    window = MainWindow(screens())
    window.resize(1366, 768)
    window.ask = lambda *_: Unsaved.DISCARD
    qtbot.addWidget(window)
    desk = Desk(window, Settings(), LateFiles())
    with qtbot.waitExposed(window):
        window.show()
    hands = Hands(qtbot, window, desk, heart)
    yield hands
    window.close()
    let_all_end()
    qapp.setProperty(STYLED, None)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
