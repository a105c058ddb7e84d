"""What goes on behind the window when files change under it: copies, checks, a copy that is put back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from desktop_app.app import LateFiles
from desktop_app.models import keys
from desktop_app.services.container import Services
from desktop_app.services.copies import restoring
from desktop_app.services.copies.service import list_copies
from desktop_app.services.errors import StorageError
from desktop_app.services.school.types import ClassDraft
from desktop_app.ui.application.desk import Desk
from desktop_app.ui.application.rescue import CopiesState, GoodCopy
from desktop_app.ui.application.settings import Settings
from desktop_app.ui.kit.operation import let_all_end
from desktop_app.ui.protection.unlock_dialog import UnlockDialog
from desktop_app.ui.screens import screens
from desktop_app.ui.shell.window import MainWindow

PASSWORD = "четыре слова подряд тут"  # noqa: S105 - of a file made here


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A window without a file; settings remember nothing."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "user" / name))
    Settings()._store.clear()
    window = MainWindow(screens())
    qtbot.addWidget(window)
    window.show()
    desk = Desk(window, Settings(), LateFiles())
    monkeypatch.setattr("desktop_app.ui.application.restoring.ask_replacing", lambda *_: True)
    yield desk
    let_all_end()
    window.close()
    let_all_end()
    keys.forget()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "files" / "Школа.otklik"
    path.parent.mkdir()
    LateFiles().create(path)
    return path


def services(desk: Desk) -> Services:
    assert desk._open is not None
    return desk._open.services


def open_file(qtbot: QtBot, desk: Desk, path: Path) -> None:
    with qtbot.waitSignal(desk.ready, timeout=20_000):
        desk.open(path)


def settle(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: "Копия" in desk._window.status.backup.text(), timeout=20_000)
    qtbot.waitUntil(lambda: bool(desk._window.status.checked.text()), timeout=20_000)
    let_all_end()


def said(desk: Desk) -> str:
    return desk._window.line.label.text()


def test_a_look_at_the_copies_that_fails_begins_no_second_copy(
    qtbot: QtBot, desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on, copied = Event(), []
    state = desk._files.copies_state

    def copy(path: Path) -> GoodCopy:
        copied.append(path)
        assert go_on.wait(60)
        return LateFiles().copy(path)

    def refuse(_path: Path) -> CopiesState:
        raise StorageError("Диск не отвечает.")

    monkeypatch.setattr(desk._files, "copy", copy)
    open_file(qtbot, desk, file)
    qtbot.waitUntil(lambda: copied == [file])
    monkeypatch.setattr(desk._files, "copies_state", refuse)
    desk._copying.look()
    qtbot.waitUntil(lambda: said(desk) == "Диск не отвечает.")
    monkeypatch.setattr(desk._files, "copies_state", state)
    looked: list[CopiesState] = []
    monkeypatch.setattr(desk._copying, "_show", looked.append)
    desk._copying.look()
    qtbot.waitUntil(lambda: bool(looked))
    go_on.set()
    let_all_end()
    qtbot.waitUntil(lambda: not desk._copying._under_way)
    assert copied == [file], "two copies were made at once"


def test_a_file_opened_while_the_one_before_is_copied_gets_its_copy_too(
    qtbot: QtBot, desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, go_on, begun = file.with_name("Другая.otklik"), Event(), Event()
    LateFiles().create(other)

    def copy(path: Path) -> GoodCopy:
        begun.set()
        if path == file:
            assert go_on.wait(60)
        return LateFiles().copy(path)

    monkeypatch.setattr(desk._files, "copy", copy)
    open_file(qtbot, desk, file)
    qtbot.waitUntil(begun.is_set)
    open_file(qtbot, desk, other)
    qtbot.waitUntil(lambda: bool(desk._window.status.checked.text()), timeout=20_000)
    go_on.set()
    qtbot.waitUntil(lambda: len(list_copies(file.parent / "Копии", "Другая")) == 1, timeout=20_000)


def test_a_key_goes_with_its_file_though_the_last_copy_was_refused(
    qtbot: QtBot, desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = file.with_name("Другая.otklik")
    LateFiles().create(other)
    open_file(qtbot, desk, file)
    settle(qtbot, desk)
    services(desk).protection.set_password(PASSWORD)
    assert keys.key_of(file) is not None

    def refuse(_path: Path) -> GoodCopy:
        raise StorageError("На диске нет места: копия не сделана.")

    monkeypatch.setattr(desk._files, "copy", refuse)
    open_file(qtbot, desk, other)
    qtbot.waitUntil(lambda: "нет места" in said(desk))
    assert keys.key_of(file) is None, "nobody has that file open any more"


def test_what_a_check_finds_in_the_old_file_is_not_said_of_the_copy_in_its_place(
    qtbot: QtBot, desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_file(qtbot, desk, file)
    settle(qtbot, desk)
    (copy,) = list_copies(file.parent / "Копии", "Школа")
    go_on, begun, bad = Event(), Event(), []
    check = desk._files.quick_check

    def check_slowly(_path: Path) -> tuple[str, ...]:
        begun.set()
        assert go_on.wait(60)
        return ("Запись 1 журнала изменена.",)

    desk._checks.bad.disconnect()
    desk._checks.bad.connect(lambda path, _error: bad.append(path))
    monkeypatch.setattr(desk._files, "quick_check", check_slowly)
    desk._checks.begin(file)
    qtbot.waitUntil(begun.is_set)
    monkeypatch.setattr(desk._files, "quick_check", check)
    with qtbot.waitSignal(desk.ready, timeout=20_000):
        desk._window.copy_wanted_back.emit(copy.path)
    qtbot.waitUntil(lambda: desk._window.status.checked.text() == "Файл цел")
    go_on.set()
    let_all_end()
    shown: list[None] = []
    desk._waiting.run(lambda: None, shown.append, lambda _error: None)  # comes after the late answer
    qtbot.waitUntil(lambda: bool(shown))
    assert bad == []
    assert desk._window.status.checked.text() == "Файл цел"


def test_a_copy_under_another_password_is_asked_about_and_the_file_stays_without_it(
    qtbot: QtBot, desk: Desk, file: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "elsewhere" / "Школа.otklik"
    elsewhere.parent.mkdir()
    shutil.copyfile(file, elsewhere)
    open_file(qtbot, desk, elsewhere)
    settle(qtbot, desk)
    services(desk).school.save_class(ClassDraft(name="9Я"))
    services(desk).protection.set_password(PASSWORD)
    services(desk).protection.bring_copies_under()
    LateFiles().copy(elsewhere)
    copy = list_copies(elsewhere.parent / "Копии", "Школа")[0].path
    open_file(qtbot, desk, file)
    settle(qtbot, desk)
    keys.forget()

    def question() -> UnlockDialog:
        qtbot.waitUntil(lambda: desk.guard.dialog is not None and desk.guard.dialog.isVisible())
        assert desk.guard.dialog is not None
        return desk.guard.dialog

    desk._window.copy_wanted_back.emit(copy)
    with qtbot.waitSignal(desk.ready, timeout=20_000):
        question().reject()
    assert services(desk).store.path == file, "who does not know the password has the file as it was"
    assert services(desk).school.classes() == ()
    settle(qtbot, desk)
    desk._window.copy_wanted_back.emit(copy)
    dialog = question()
    dialog.password.set_value(PASSWORD)
    with qtbot.waitSignal(desk.ready, timeout=20_000):
        dialog.open_button.click()
    assert "Возвращён файл" in said(desk)
    assert [row.name for row in services(desk).school.classes()] == ["9Я"]
    settle(qtbot, desk)


def test_while_a_copy_is_put_back_no_other_file_comes_in_between(
    qtbot: QtBot, desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = file.with_name("Другая.otklik")
    LateFiles().create(other)
    open_file(qtbot, desk, file)
    settle(qtbot, desk)
    (copy,) = list_copies(file.parent / "Копии", "Школа")
    go_on, begun = Event(), []
    check = restoring.content_problems

    def check_slowly(*arguments: object) -> tuple[str, ...]:
        begun.append(arguments)
        assert go_on.wait(60)
        return check(*arguments)  # type: ignore[arg-type]  # as they came

    monkeypatch.setattr(restoring, "content_problems", check_slowly)
    chosen = "desktop_app.ui.application.restoring.choose_copy"
    monkeypatch.setattr(chosen, lambda *_: (copy.path, file))
    monkeypatch.setattr("PySide6.QtWidgets.QFileDialog.getOpenFileName", lambda *_: (str(other), ""))
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: pytest.fail("a question came in between"))
    desk._window.copy_wanted_back.emit(copy.path)
    qtbot.waitUntil(lambda: bool(begun))
    desk._window.menus.restore.trigger()  # once more, impatiently
    desk._window.menus.open_file.trigger()
    with qtbot.waitSignal(desk.ready, timeout=20_000):
        go_on.set()
    let_all_end()
    assert len(begun) == 1
    assert services(desk).store.path == file
    assert len(list_copies(file.parent / "Копии", "Школа")) == 2
    settle(qtbot, desk)
