"""The process is killed in the middle of the first steps: they go on where they were, with what was typed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from pytestqt.qtbot import QtBot

from desktop_app.app import LateFiles, make_application
from desktop_app.bootstrap import opened
from desktop_app.services.banners.types import PortalKind
from desktop_app.ui.application.desk import Desk
from desktop_app.ui.application.settings import Settings
from desktop_app.ui.first_run.page import FirstRunPage
from desktop_app.ui.first_run.portals import PortalsStep
from desktop_app.ui.first_run.steps import LetterStep, SchoolStep
from desktop_app.ui.kit import keeping
from desktop_app.ui.kit.operation import let_all_end
from desktop_app.ui.overview.letter_form import LetterDialog
from desktop_app.ui.overview.page import OverviewPage
from desktop_app.ui.screens import screens
from desktop_app.ui.shell.window import MainWindow
from tests.functional.window import open_screen
from tests.services.conftest import FrozenClock

KEPT = {"guide", "school", "directive:1", "guide:portals"}


def victim(path: Path) -> None:
    """Type into three of the four steps and be killed when all is kept; run in a process of its own."""
    sys.excepthook = lambda *error: (sys.__excepthook__(*error), os._exit(1))
    keeping.PAUSE = 1
    app = make_application(["otklik"])
    with opened(path, clock=FrozenClock()) as services:
        window = MainWindow(screens())
        window.attach(services, guided=True)
        guide = FirstRunPage(services)
        window.show_guide(guide)
        window.show()
        school, letter, _coordinator, portals = guide.steps
        assert isinstance(school, SchoolStep)
        assert isinstance(letter, LetterStep)
        assert isinstance(portals, PortalsStep)
        school.form.field("founder").setText("Администрация округа")
        guide.skip_button.click()
        letter.form.field("incoming_number").setText("45 от 03.06")
        letter.form.field("text").setPlainText("первая строка\nвторая строка")
        guide.skip_button.click()
        guide.skip_button.click()
        portals.lines[1].wanted.setChecked(True)
        portals.lines[1].where.setText("https://vk.com/nasha shkola")

        def die_when_kept() -> None:
            place = services.form_drafts.taken("guide")
            if set(services.form_drafts.names()) >= KEPT and place is not None and place.values["place"] == 3:
                os.kill(os.getpid(), signal.SIGKILL)

        look = QTimer()
        look.timeout.connect(die_when_kept)
        look.start(20)
        app.exec()


@pytest.fixture
def window(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> MainWindow:
    monkeypatch.setattr(keeping, "PAUSE", 1)
    window = MainWindow(screens())
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def desk(window: MainWindow) -> Iterator[Desk]:
    Settings()._store.clear()
    yield Desk(window, Settings(), LateFiles())
    let_all_end()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "school.otklik"
    LateFiles().create(path)
    return path


@pytest.fixture
def killed(file: Path) -> Path:
    """Return a file whose first steps were cut short by a kill."""
    if sys.platform == "win32":
        pytest.skip("needs SIGKILL")
    code = f"from {__name__} import victim; from pathlib import Path; victim(Path({str(file)!r}))"
    ended = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
        timeout=120,
    )
    assert ended.returncode == -signal.SIGKILL
    return file


def test_the_steps_go_on_where_they_were(killed: Path, window: MainWindow, desk: Desk, qtbot: QtBot) -> None:
    with qtbot.waitSignal(desk.ready):
        desk.open(killed)
    guide = window.findChild(FirstRunPage)
    assert guide is not None
    school, letter, _coordinator, portals = guide.steps
    assert guide.place == 3
    assert isinstance(portals, PortalsStep)
    assert portals.lines[1].wanted.value()
    assert portals.lines[1].where.text() == "https://vk.com/nasha shkola"
    assert portals.has_unsaved()
    assert not window.notice.isVisible()
    guide.go_to(1)
    assert isinstance(letter, LetterStep)
    assert letter.form.field("incoming_number").value() == "45 от 03.06"
    assert letter.form.field("text").value() == "первая строка\nвторая строка"
    guide.go_to(0)
    assert isinstance(school, SchoolStep)
    assert school.form.field("founder").value() == "Администрация округа"
    guide.go_to(3)
    portals.lines[1].where.setText("https://vk.com/nasha-shkola")
    with qtbot.waitSignal(window.arrived):
        guide.next_button.click()
    assert desk._open is not None
    services = desk._open.services
    assert PortalKind.VK in {row.kind for row in services.banners.list()}
    assert not {"guide", "guide:portals"} & set(services.form_drafts.names())
    overview = open_screen(window, "overview", OverviewPage)
    overview.edit_letter()
    overview._opening.finish()
    dialog = overview.findChild(LetterDialog)
    assert dialog is not None
    assert dialog.form.field("incoming_number").value() == "45 от 03.06"
    dialog.form.cancel_button.click()
    desk._let_go()


def test_steps_that_were_closed_in_peace_do_not_come_again(
    file: Path, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(desk.ready):
        desk.open(file, first_run=True)
    guide = window.findChild(FirstRunPage)
    assert guide is not None
    assert desk._open is not None
    services = desk._open.services
    qtbot.waitUntil(lambda: "guide" in services.form_drafts.names())
    window.detach()
    assert services.form_drafts.names() == ()
    desk._let_go()


def test_typing_left_by_a_crash_is_said_when_the_file_is_opened(
    file: Path, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    with opened(file) as services:
        services.form_drafts.keep("directive:new", {"sender": "Управление образования"})
        services.form_drafts.keep("school:texts", {"order": "Текст"})
    with qtbot.waitSignal(desk.ready):
        desk.open(file)
    assert window.notice.isVisible()
    assert "«Обзор» → «Добавить письмо…»" in window.notice.label.text()
    assert "«Школа» → «Тексты бумаг»" in window.notice.label.text()
    desk._let_go()
