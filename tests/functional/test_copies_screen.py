"""The tab of copies: made, counted, checked and put back; a stick that comes, goes and fails."""

from __future__ import annotations

import errno
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from desktop_app.app import LateFiles
from desktop_app.services.copies import disk, making
from desktop_app.services.copies.service import list_copies, verify_copy
from desktop_app.services.event_log import LogKind
from desktop_app.services.school.types import ClassDraft
from desktop_app.ui.application import copying
from desktop_app.ui.application.desk import Desk
from desktop_app.ui.application.settings import Settings
from desktop_app.ui.kit.operation import let_all_end
from desktop_app.ui.school.copies import CopiesSection
from desktop_app.ui.school.page import SchoolPage
from desktop_app.ui.screens import screens
from desktop_app.ui.shell.window import MainWindow
from tests.functional.window import open_screen
from tests.places import give_own_folders


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A window over a school's file whose copy of today is made; settings remember nothing."""
    give_own_folders(monkeypatch, tmp_path / "user")
    Settings()._store.clear()
    window = MainWindow(screens())
    qtbot.addWidget(window)
    window.show()
    desk = Desk(window, Settings(), LateFiles())
    path = tmp_path / "files" / "Школа.otklik"
    LateFiles().create(path)
    with qtbot.waitSignal(desk.ready):
        desk.open(path)
    qtbot.waitUntil(lambda: "Копия" in window.status.backup.text())
    qtbot.waitUntil(lambda: bool(window.status.checked.text()))
    yield desk
    window.close()
    let_all_end()


@pytest.fixture
def tab(qtbot: QtBot, desk: Desk) -> CopiesSection:
    page = open_screen(desk._window, "school", SchoolPage)
    page.open_tab(page.copies)
    qtbot.waitUntil(lambda: page.copies.list.model.rowCount() == 1)
    return page.copies


@pytest.fixture
def file(desk: Desk) -> Path:
    assert desk._open is not None
    return desk._open.services.store.path


@pytest.fixture
def stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that stands for a stick, and the dialog that chooses it."""
    path = tmp_path / "FLASH"
    path.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(path))
    return path


def said(desk: Desk) -> str:
    return desk._window.line.label.text()


def choose(qtbot: QtBot, tab: CopiesSection) -> None:
    tab.second.choose_button.click()
    qtbot.waitUntil(lambda: "последняя" in tab.second.made.text())
    qtbot.waitUntil(tab.second.isEnabled)


def test_a_copy_is_made_on_demand_shown_and_noted(
    qtbot: QtBot, desk: Desk, tab: CopiesSection, file: Path
) -> None:
    assert str(file.parent / "Копии") in tab.last.path.text()
    assert tab.last.badge.text() == "Сделана сегодня"
    tab.last.make_button.click()
    qtbot.waitUntil(lambda: tab.list.model.rowCount() == 2)
    assert "Копия № 2 сделана и проверена" in said(desk)
    assert "№ 2 от" in tab.last.made.text()
    assert verify_copy(list_copies(file.parent / "Копии", "Школа")[0].path) == ()
    assert desk._open is not None
    events = desk._open.services.event_log.rows()
    assert (events[0].kind, events[0].sentence) == (LogKind.COPY, "Сделана копия № 2.")


def test_every_copy_is_read_and_the_damaged_one_is_named(
    qtbot: QtBot, desk: Desk, tab: CopiesSection, file: Path
) -> None:
    tab.last.make_button.click()
    qtbot.waitUntil(lambda: tab.list.model.rowCount() == 2)
    bad = list_copies(file.parent / "Копии", "Школа")[1].path
    whole = bytearray(bad.read_bytes())
    whole[len(whole) // 2] ^= 1
    bad.write_bytes(whole)
    tab.list.check_button.click()
    qtbot.waitUntil(lambda: "Проверено 2" in tab.list.state.text())
    assert "повреждено 1" in tab.list.state.text()
    assert [line.problems != () for line in tab.list.model.rows()] == [False, True]
    tab.list.table.select_where(lambda line: line.row.path == bad)
    assert "изменилась" in tab.list.state.text()


def test_a_check_is_stopped_between_two_copies(qtbot: QtBot, tab: CopiesSection) -> None:
    tab.last.make_button.click()
    qtbot.waitUntil(lambda: tab.list.model.rowCount() == 2)
    tab.list.check_button.click()
    tab.list.stop_button.click()
    qtbot.waitUntil(tab.list.check_button.isVisible)
    assert "Проверено 1 из 2" in tab.list.state.text()


def test_the_chosen_copy_takes_the_file_s_place_and_the_file_is_set_aside(
    qtbot: QtBot, desk: Desk, tab: CopiesSection, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk._open is not None
    desk._open.services.school.save_class(ClassDraft(name="7В"))
    assert not tab.list.back_button.isEnabled()
    tab.list.table.select_line(0)
    asked: list[str] = []

    def agree(box: QMessageBox) -> int:
        asked.append(box.informativeText())
        next(button for button in box.buttons() if "Вернуть" in button.text()).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", agree)
    with qtbot.waitSignal(desk.ready):
        tab.list.back_button.click()
    assert "не сотрётся" in asked[0]
    assert desk._open.services.school.classes() == ()
    assert desk._window.line.isVisible()
    assert "Возвращён файл" in said(desk)
    assert len(list_copies(file.parent / "Копии", "Школа")) == 2
    qtbot.waitUntil(lambda: bool(desk._window.status.checked.text()))


def test_a_copy_that_is_refused_leaves_the_file_open_as_it_was(
    qtbot: QtBot, desk: Desk, tab: CopiesSection, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk._open is not None
    desk._open.services.school.save_class(ClassDraft(name="7В"))
    copy = tab.list.model.rows()[0].row.path
    copy.write_bytes(copy.read_bytes()[:-1] + b"x")
    tab.list.table.select_line(0)

    def agree(box: QMessageBox) -> int:
        next(button for button in box.buttons() if "Вернуть" in button.text()).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", agree)
    with qtbot.waitSignal(desk.ready):
        tab.list.back_button.click()
    assert desk._window.line.isVisible()
    assert "Копия не прошла проверку" in said(desk)
    assert [row.name for row in desk._open.services.school.classes()] == ["7В"]
    qtbot.waitUntil(lambda: bool(desk._window.status.checked.text()))


def test_a_stick_is_chosen_gets_a_copy_at_once_and_is_listed(
    qtbot: QtBot, desk: Desk, tab: CopiesSection, stick: Path
) -> None:
    assert tab.second.badge.text() == "Не выбрана"
    choose(qtbot, tab)
    qtbot.waitUntil(lambda: tab.list.model.rowCount() == 3)
    assert "Две копии № 2" in said(desk)
    assert str(stick / "Копии") in tab.second.path.text()
    assert verify_copy(list_copies(stick / "Копии", "Школа")[0].path) == ()
    assert {line.place for line in tab.list.model.rows()} == {"основная папка", "вторая папка"}
    tab.second.forget_button.click()
    qtbot.waitUntil(lambda: tab.second.badge.text() == "Не выбрана")
    assert len(list_copies(stick / "Копии", "Школа")) == 1


def test_a_stick_that_is_out_is_said_calmly_and_gets_its_copy_when_it_is_back(
    qtbot: QtBot, desk: Desk, tab: CopiesSection, stick: Path
) -> None:
    choose(qtbot, tab)
    away = stick.rename(stick.with_name("drawer"))
    tab.last.make_button.click()
    qtbot.waitUntil(lambda: tab.second.badge.text() == "Не подключена")
    assert "Копия № 3 сделана и проверена. Вторая папка не подключена" in said(desk)
    assert "Ничего страшного" in tab.second.note.text()
    qtbot.waitUntil(lambda: "вторая папка не подключена" in desk._window.status.backup.text())
    away.rename(stick)
    tab.last.make_button.click()
    qtbot.waitUntil(lambda: "Две копии № 4" in said(desk))
    qtbot.waitUntil(lambda: tab.second.badge.text() == "На том же диске")
    assert [row.sequence for row in list_copies(stick / "Копии", "Школа")] == [4, 2]


def test_a_stick_that_fails_is_named_with_the_reason_and_the_main_copy_is_made(
    qtbot: QtBot, desk: Desk, tab: CopiesSection, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(qtbot, tab)
    fail_on(stick, monkeypatch)
    tab.last.make_button.click()
    qtbot.waitUntil(lambda: tab.second.badge.text() == "Не удалась")
    assert "Копия № 3 сделана и проверена, но вторая не удалась. На диске нет места" in said(desk)
    assert "На диске нет места" in tab.second.problem.text()


def fail_on(stick: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = disk.flush_file

    def full(path: Path) -> None:
        if stick in path.parents:
            raise OSError(errno.ENOSPC, "full")
        real(path)

    monkeypatch.setattr(making, "flush_file", full)


def test_a_failed_second_copy_is_said_once_at_the_end_of_the_day(
    qtbot: QtBot, desk: Desk, tab: CopiesSection, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(qtbot, tab)
    fail_on(stick, monkeypatch)
    told: list[str] = []
    monkeypatch.setattr(QMessageBox, "exec", lambda box: told.append(box.text()))
    assert desk._open is not None
    desk._open.services.school.save_class(ClassDraft(name="7В"))
    desk._window.close()
    assert len(told) == 1
    assert "На диске нет места" in told[0]


def test_a_copies_folder_that_is_gone_is_made_anew_and_numbers_do_not_start_over(
    qtbot: QtBot, tab: CopiesSection, file: Path, stick: Path
) -> None:
    choose(qtbot, tab)
    shutil.rmtree(file.parent / "Копии")
    tab.last.make_button.click()
    qtbot.waitUntil(lambda: "№ 3 от" in tab.last.made.text())
    assert [row.sequence for row in list_copies(file.parent / "Копии", "Школа")] == [3]


def test_a_window_left_open_overnight_makes_the_copy_of_the_new_day(
    qtbot: QtBot, desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk._copying._timer.interval() == copying.LOOK_EVERY
    desk._copying.look()
    let_all_end()
    desk._copying._today = lambda: date.today() + timedelta(days=1)  # noqa: DTZ011 - the user's own day
    desk._copying.look()
    qtbot.waitUntil(lambda: len(list_copies(file.parent / "Копии", "Школа")) == 2)


def test_the_cursor_stays_on_the_button_that_was_pressed(
    qtbot: QtBot, desk: Desk, tab: CopiesSection, stick: Path
) -> None:
    tab.second.choose_button.setFocus()
    choose(qtbot, tab)
    qtbot.waitUntil(lambda: "Две копии" in said(desk))
    assert desk._window.focusWidget() is tab.second.choose_button
    tab.last.make_button.setFocus()
    tab.make()
    qtbot.waitUntil(lambda: "№ 3" in said(desk))
    assert desk._window.focusWidget() is tab.last.make_button
