"""The record is seen before it is open: what is asked for meanwhile is done, what does not open goes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.app import LateFiles
from desktop_app.services.errors import StorageError
from desktop_app.services.school.types import Goals
from desktop_app.ui.application.desk import Desk
from desktop_app.ui.application.files import OpenFile
from desktop_app.ui.application.settings import Settings
from desktop_app.ui.first_run.welcome import Welcome
from desktop_app.ui.kit.operation import let_all_end
from desktop_app.ui.kit.slices import finish_awaited
from desktop_app.ui.overview.letter_form import LetterDialog
from desktop_app.ui.overview.page import OverviewPage
from desktop_app.ui.shell.window import MainWindow
from tests.functional.window import empty_window


class SlowFiles(LateFiles):
    """Opens a file when it is told to, or refuses it then."""

    def __init__(self) -> None:
        self.go_on = Event()
        self.refusal: StorageError | None = None

    def open(self, path: Path, *, read_only: bool) -> OpenFile:
        assert self.go_on.wait(60)
        if self.refusal is not None:
            raise self.refusal
        return super().open(path, read_only=read_only)


@pytest.fixture
def path(sample_file: Path, tmp_path: Path) -> Path:
    path = tmp_path / "Пример.otklik"
    path.write_bytes(sample_file.read_bytes())
    return path


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    return empty_window(qtbot)


@pytest.fixture
def files() -> SlowFiles:
    return SlowFiles()


@pytest.fixture
def desk(window: MainWindow, files: SlowFiles) -> Iterator[Desk]:
    yield Desk(window, Settings(), files)
    files.go_on.set()
    let_all_end()


def see(qtbot: QtBot, desk: Desk, path: Path) -> OverviewPage:
    """Start with a file, up to the moment it is seen and not open yet."""
    with qtbot.waitSignal(desk.seen, timeout=30_000):
        desk.start(path)
    page = desk._window.stage.shown()
    assert isinstance(page, OverviewPage)
    assert desk._open is None
    return page


def arrive(qtbot: QtBot, desk: Desk, files: SlowFiles) -> None:
    with qtbot.waitSignal(desk.ready, timeout=30_000):
        files.go_on.set()


def test_the_record_is_seen_and_then_stays_as_it_is(
    qtbot: QtBot, desk: Desk, window: MainWindow, files: SlowFiles, path: Path
) -> None:
    page = see(qtbot, desk, path)
    assert "Ангаровск" in window.header.school.text()
    assert window.windowTitle() == path.name
    seen = (window.header.letter.text(), page.letter_card.summary.text(), page.side.coverage_text.text())
    assert all(seen)
    cards = list(page.cards)
    arrive(qtbot, desk, files)
    assert window.current_page() is page
    assert page.cards == cards  # nothing is drawn anew
    assert seen == (
        window.header.letter.text(), page.letter_card.summary.text(), page.side.coverage_text.text()
    )  # fmt: skip
    assert window.menus.create_new.isEnabled()


def test_a_screen_asked_for_too_early_comes_with_the_record(
    qtbot: QtBot, desk: Desk, window: MainWindow, files: SlowFiles, path: Path
) -> None:
    see(qtbot, desk, path)
    window.rail.chosen.emit("school")
    window.menus.screens["banners"].trigger()
    arrive(qtbot, desk, files)
    page = window.current_page()
    assert page is not None
    assert window.stage.key_of(page) == "banners"  # the last one asked for


def test_the_letter_asked_for_too_early_opens_with_the_record(
    qtbot: QtBot, desk: Desk, window: MainWindow, files: SlowFiles, path: Path
) -> None:
    page = see(qtbot, desk, path)
    qtbot.mouseClick(page.letter_card.edit_button, Qt.MouseButton.LeftButton)
    assert page.findChild(LetterDialog) is None
    arrive(qtbot, desk, files)
    qtbot.waitUntil(lambda: page.findChild(LetterDialog) is not None)
    dialog = page.findChild(LetterDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isVisible)
    dialog.reject()


def test_what_is_changed_after_a_look_is_shown(
    qtbot: QtBot, desk: Desk, window: MainWindow, files: SlowFiles, path: Path
) -> None:
    page = see(qtbot, desk, path)
    arrive(qtbot, desk, files)
    assert desk._open is not None
    school = desk._open.services.school
    before = page.side.coverage_text.text()
    school.save_goals(Goals(coverage_target=17))
    window.refresh()
    finish_awaited()
    assert "17 %" in page.side.coverage_text.text()
    assert page.side.coverage_text.text() != before


def test_a_record_that_does_not_open_is_seen_no_more(
    qtbot: QtBot, desk: Desk, window: MainWindow, files: SlowFiles, path: Path
) -> None:
    see(qtbot, desk, path)
    files.refusal = StorageError("Файл не открывается.", hint="Проверьте флешку.")
    arrive(qtbot, desk, files)
    assert window.findChild(Welcome) is not None
    assert window.stage.pages() == {}
    assert not any(action.isEnabled() for action in window.menus.screens.values())
    assert not window.rail.isEnabled()
    assert window.header.school.text() == ""
    assert "Файл не открывается" in window.line.label.text()


def test_a_window_closed_before_the_record_is_open_asks_nothing(
    qtbot: QtBot, desk: Desk, window: MainWindow, files: SlowFiles, path: Path
) -> None:
    see(qtbot, desk, path)
    assert window.close()
    assert not window.isVisible()


def test_only_the_first_file_is_looked_at_before(
    qtbot: QtBot, desk: Desk, files: SlowFiles, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    see(qtbot, desk, path)
    arrive(qtbot, desk, files)
    looked: list[Path] = []
    monkeypatch.setattr(files, "glance", lambda path, **_how: looked.append(path))
    other = path.with_name("Другой.otklik")
    other.write_bytes(path.read_bytes())
    with qtbot.waitSignal(desk.ready, timeout=30_000):
        desk.open(other)
    assert looked == []
