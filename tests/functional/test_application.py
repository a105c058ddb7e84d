"""What surrounds the window: words, files, locks, copies, crashes."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QMessageBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.app import LateFiles, install_translators
from desktop_app.services.copies import restoring
from desktop_app.services.copies.consent import Consent
from desktop_app.services.copies.service import list_copies
from desktop_app.services.errors import StorageError
from desktop_app.services.school.types import ClassDraft, SchoolDraft
from desktop_app.ui.application import crash
from desktop_app.ui.application.crash import CrashHook, describe
from desktop_app.ui.application.desk import Desk
from desktop_app.ui.application.files import OpenFile
from desktop_app.ui.application.lock import FileLock
from desktop_app.ui.application.rescue import CopiesState, choose_copy
from desktop_app.ui.application.settings import Settings
from desktop_app.ui.first_run.page import FirstRunPage
from desktop_app.ui.first_run.welcome import Welcome
from desktop_app.ui.kit.operation import let_all_end
from desktop_app.ui.shell.window import MainWindow
from tests.functional.window import empty_window


@pytest.fixture
def russian(qapp: QApplication) -> Iterator[None]:
    translators = install_translators(qapp)
    yield
    for translator in translators:
        qapp.removeTranslator(translator)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for the user's files, and settings that remember nothing."""
    Settings()._store.clear()
    monkeypatch.setattr(Desk, "_folder", lambda _desk: tmp_path)
    return tmp_path


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    return empty_window(qtbot)


@pytest.fixture
def desk(window: MainWindow) -> Iterator[Desk]:
    yield Desk(window, Settings(), LateFiles())
    let_all_end()


def open_file(qtbot: QtBot, desk: Desk, path: Path) -> None:
    with qtbot.waitSignal(desk.ready):
        desk.open(path)
    qtbot.waitUntil(lambda: "Копия" in desk._window.status.backup.text())


def make_file(path: Path) -> Path:
    LateFiles().create(path)
    return path


def test_our_own_words_stay_and_qts_are_russian(qtbot: QtBot, russian: None) -> None:
    assert QCoreApplication.translate("MainWindow", "Обзор") == "Обзор"
    assert QCoreApplication.translate("QFileDialog", "Look in:") == "Папка:"
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Отмена"


def test_the_dialog_of_files_is_russian(qtbot: QtBot, russian: None, tmp_path: Path) -> None:
    (tmp_path / "Папка").mkdir()
    dialog = QFileDialog(None, "Открыть", str(tmp_path))
    qtbot.addWidget(dialog)
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    dialog.show()
    shown = [label.text() for label in dialog.findChildren(QLabel)]
    shown += [button.text() or button.toolTip() for button in dialog.findChildren(QAbstractButton)]
    foreign = [words for words in shown if re.search(r"[A-Za-z]{3}", words)]
    assert foreign == []


def test_enter_presses_the_button_it_stands_on(
    qtbot: QtBot, folder: Path, window: MainWindow, desk: Desk
) -> None:
    with qtbot.waitSignal(desk.ready):
        desk.start(None)
    welcome = window.findChild(Welcome)
    assert welcome is not None
    qtbot.waitUntil(welcome.start_button.hasFocus)
    welcome.start_requested.disconnect()  # no dialog of files here
    with qtbot.waitSignal(welcome.start_requested):
        qtbot.keyClick(welcome.start_button, Qt.Key.Key_Return)


def test_the_first_start_welcomes_and_begins_with_four_steps(
    qtbot: QtBot, window: MainWindow, desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with qtbot.waitSignal(desk.ready):
        desk.start(None)
    welcome = window.findChild(Welcome)
    assert welcome is not None
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(folder / "Школа"), ""))
    with qtbot.waitSignal(desk.ready):
        welcome.start_button.click()
    assert window.findChild(FirstRunPage) is not None
    assert (folder / "Школа.otklik").exists()
    assert Settings().last_file == folder / "Школа.otklik"


def test_the_sample_is_one_click_away(qtbot: QtBot, window: MainWindow, desk: Desk, folder: Path) -> None:
    with qtbot.waitSignal(desk.ready, timeout=30_000):
        desk.show_sample()
    assert (folder / "Пример.otklik").exists()
    assert "Ангаровск" in window.header.school.text()


def test_opening_makes_the_copy_of_the_day_and_closing_copies_what_changed(
    qtbot: QtBot, window: MainWindow, desk: Desk, folder: Path
) -> None:
    path = make_file(folder / "Школа.otklik")
    open_file(qtbot, desk, path)
    qtbot.waitUntil(lambda: len(list_copies(folder / "Копии", "Школа")) == 1)
    assert desk._open is not None
    desk._open.services.school.save(SchoolDraft(full_name="Школа № 99"))
    window.close()
    newest = list_copies(folder / "Копии", "Школа")[0]
    assert (newest.sequence, newest.problems) == (2, ())


def test_the_status_bar_says_nothing_of_copies_until_it_knows(qtbot: QtBot, desk: Desk, folder: Path) -> None:
    path = make_file(folder / "Школа.otklik")
    with qtbot.waitSignal(desk.ready):
        desk.open(path)
    backup = desk._window.status.backup
    assert backup.text() == ""
    qtbot.waitUntil(lambda: "Копия" in backup.text())
    desk._copying._show(CopiesState(None, None))
    assert backup.text() == "Копий ещё нет"
    desk._let_go()


def test_a_look_without_a_change_makes_no_second_copy(
    qtbot: QtBot, window: MainWindow, desk: Desk, folder: Path
) -> None:
    path = make_file(folder / "Школа.otklik")
    open_file(qtbot, desk, path)
    qtbot.waitUntil(lambda: len(list_copies(folder / "Копии", "Школа")) == 1)
    window.close()
    assert len(list_copies(folder / "Копии", "Школа")) == 1


def test_a_file_open_elsewhere_is_offered_for_reading(
    qtbot: QtBot, window: MainWindow, desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_file(folder / "Школа.otklik")
    other = FileLock(path)
    assert other.take() is None
    asked: list[str] = []

    def accept(box: QMessageBox) -> int:
        asked.append(box.text())
        box.buttons()[0].click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", accept)
    with qtbot.waitSignal(desk.ready):
        desk.open(path)
    other.release()
    assert len(asked) == 1
    assert "уже открыт" in asked[0]
    assert desk._open is not None
    assert desk._open.services.store.read_only


def test_a_file_that_is_none_of_ours_is_refused_and_the_welcome_stays(
    qtbot: QtBot, window: MainWindow, desk: Desk, folder: Path
) -> None:
    foreign = folder / "чужой.otklik"
    foreign.write_text("не база", encoding="utf-8")
    with qtbot.waitSignal(desk.ready):
        desk.open(foreign)
    assert window.findChild(Welcome) is not None
    qtbot.waitUntil(window.line.isVisible)
    assert "Отклик" in window.line.label.text()
    assert foreign.read_text(encoding="utf-8") == "не база"


def test_a_crash_is_written_without_anybodys_name(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written: list[str] = []
    monkeypatch.setattr(crash, "write_log", written.append)
    monkeypatch.setattr(QMessageBox, "open", lambda _box: None)
    hook = CrashHook()
    with pytest.raises(ValueError, match="Иванова") as caught:
        int("Иванова Ольга Николаевна, +7 914 000-00-00")
    hook._on_exception(ValueError, caught.value, caught.tb)
    told = "".join(written) + capsys.readouterr().err
    assert "ValueError" in told
    assert "test_application.py" in told
    assert "Иванова" not in told
    assert "914" not in told


def test_a_refusal_nobody_has_caught_is_said_in_its_own_words(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    written: list[str] = []
    told: list[str] = []

    def read(box: QMessageBox) -> None:
        told.append(f"{box.windowTitle()}: {box.text()}")

    monkeypatch.setattr(crash, "write_log", written.append)
    monkeypatch.setattr(QMessageBox, "open", read)
    hook = CrashHook()
    with pytest.raises(StorageError) as caught:
        raise StorageError("Файл занят другой программой.", hint="Закройте её и повторите.")
    for _ in range(2):
        hook._on_exception(StorageError, caught.value, caught.tb)
    assert told == ["Отклик: Файл занят другой программой. Закройте её и повторите."] * 2
    assert "StorageError" in "".join(written), "where nobody caught it is still to be mended"
    assert "занят" not in "".join(written) + capsys.readouterr().err


def test_a_refusal_that_comes_again_with_every_painting_is_said_once(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crash, "write_log", lambda _text: None)
    hook = CrashHook()
    for _ in range(3):
        hook._on_exception(StorageError, StorageError("Диск не отвечает."), None)
    boxes = [each for each in QApplication.topLevelWidgets() if isinstance(each, QMessageBox)]
    (box,) = [each for each in boxes if each.isVisible()]
    assert box.text() == "Диск не отвечает."
    box.close()


@pytest.mark.skipif(sys.platform == "win32", reason="no modes there")
def test_the_log_is_for_its_owner_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crash.QStandardPaths, "writableLocation", lambda _kind: str(tmp_path / "log"))
    crash.write_log(describe(ValueError, None))
    log = tmp_path / "log" / "otklik.log"
    assert "ValueError" in log.read_text(encoding="utf-8")
    assert log.stat().st_mode & 0o077 == 0


def test_opening_the_open_file_again_asks_nothing_and_keeps_it(
    qtbot: QtBot, window: MainWindow, desk: Desk, folder: Path
) -> None:
    path = make_file(folder / "Школа.otklik")
    open_file(qtbot, desk, path)
    before = desk._open
    with qtbot.waitSignal(desk.ready):
        desk.open(path)
    assert desk._open is before


def test_another_file_takes_the_place_of_the_open_one(
    qtbot: QtBot, window: MainWindow, desk: Desk, folder: Path
) -> None:
    first, second = make_file(folder / "Первая.otklik"), make_file(folder / "Вторая.otklik")
    open_file(qtbot, desk, first)
    assert desk._open is not None
    desk._open.services.school.save_class(ClassDraft(name="5А", parents=40))
    open_file(qtbot, desk, second)
    assert desk._open.services.school.classes() == ()
    qtbot.waitUntil(lambda: len(list_copies(folder / "Копии", "Первая")) == 2)
    open_file(qtbot, desk, first)
    assert [row.name for row in desk._open.services.school.classes()] == ["5А"]


def test_an_opening_nobody_waits_for_leaves_everything_as_it_was(
    qtbot: QtBot, window: MainWindow, desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, slow = make_file(folder / "первый.otklik"), make_file(folder / "второй.otklik")
    open_file(qtbot, desk, first)
    go_on = Event()
    files, opens = desk._files, desk._files.open

    def open_slowly(path: Path, *, read_only: bool) -> OpenFile:
        assert go_on.wait(60)
        return opens(path, read_only=read_only)

    monkeypatch.setattr(files, "open", open_slowly)
    desk.open(slow)
    qtbot.waitUntil(window.status.stop_button.isVisible)
    window.status.stop_button.click()
    assert not window.status.busy.isVisible()
    assert not window.status.stop_button.isVisible()
    assert "не открыт" in window.line.label.text()
    go_on.set()
    lock = FileLock(slow)
    qtbot.waitUntil(lambda: lock.take() is None)
    lock.release()
    assert desk._open is not None
    assert desk._open.services.store.path == first
    assert desk._open.services.school.classes() == ()
    monkeypatch.undo()
    with qtbot.waitSignal(desk.ready):
        desk.open(slow)
    assert desk._open.services.store.path == slow


def test_a_copy_coming_back_can_be_stopped_until_the_file_is_replaced(
    qtbot: QtBot, window: MainWindow, desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = make_file(folder / "Школа.otklik")
    open_file(qtbot, desk, path)
    (copy,) = list_copies(folder / "Копии", "Школа")
    assert desk._open is not None
    desk._open.services.school.save_class(ClassDraft(name="5А"))
    withdrawn = Event()
    check, withdraw = restoring.content_problems, Consent.withdraw

    def note_withdrawal(consent: Consent) -> bool:
        done = withdraw(consent)
        withdrawn.set()
        return done

    def check_slowly(*arguments: Any) -> tuple[str, ...]:
        assert withdrawn.wait(60)
        return check(*arguments)

    monkeypatch.setattr(Consent, "withdraw", note_withdrawal)
    monkeypatch.setattr(restoring, "content_problems", check_slowly)
    monkeypatch.setattr("desktop_app.ui.application.restoring.ask_replacing", lambda *_: True)
    window.copy_wanted_back.emit(copy.path)
    qtbot.waitUntil(window.status.stop_button.isVisible)
    with qtbot.waitSignal(desk.ready):
        window.status.stop_button.click()
    assert not window.status.stop_button.isVisible()
    assert "Возврат копии остановлен, файл прежний" in window.line.label.text()
    assert [row.name for row in desk._open.services.school.classes()] == ["5А"]
    monkeypatch.undo()
    monkeypatch.setattr("desktop_app.ui.application.restoring.ask_replacing", lambda *_: True)
    with qtbot.waitSignal(desk.ready):
        window.copy_wanted_back.emit(copy.path)
    assert desk._open.services.school.classes() == ()
    assert "Возвращён файл" in window.line.label.text()


def test_a_copy_on_a_stick_is_not_proposed_to_become_a_file_there(
    qtbot: QtBot, window: MainWindow, desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[str] = []

    def save(_parent: QWidget, _title: str, name: str, *_: object, **__: object) -> tuple[str, str]:
        proposed.append(name)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", save)
    stick, home = folder / "FLASH", folder / "Документы"
    for place in (stick / "Копии", home / "Копии"):
        place.mkdir(parents=True)
    devices = {stick: 2}
    monkeypatch.setattr("desktop_app.ui.application.rescue._device", lambda path: devices.get(path, 1))
    name = "Школа 2026-11-27 0746 №000005.otklik-copy"
    chosen = (stick / "к переносу.otklik-copy", stick / "Копии" / name, folder / "Копии" / name)
    for copy in chosen:
        monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, copy=copy, **__: (str(copy), ""))
        assert choose_copy(window, folder, home) is None
    assert [Path(one).parent for one in proposed] == [home, home, folder]


def test_a_file_nobody_waits_for_is_not_left_behind(
    qtbot: QtBot, window: MainWindow, desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.start(None)
    go_on = Event()
    made = folder / "Пример.otklik"

    def create_slowly(path: Path) -> None:
        assert go_on.wait(60)
        make_file(path)

    monkeypatch.setattr(desk._files, "create_sample", create_slowly)
    desk.show_sample()
    qtbot.waitUntil(window.status.stop_button.isVisible)
    window.status.stop_button.click()
    assert "не сделан" in window.line.label.text()
    assert window.stack.isEnabled()
    assert window.findChild(Welcome) is not None
    desk.show_sample()
    assert "ещё убирается" in window.line.label.text()
    go_on.set()
    qtbot.waitUntil(lambda: not desk._unwanted)
    assert not made.exists()
    assert desk._open is None
