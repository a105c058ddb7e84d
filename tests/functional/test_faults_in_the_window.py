"""A disk that fails under the window: one message, the form stays filled, and trying again works."""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from desktop_app.app import LateFiles
from desktop_app.models.connection import SCHEMA_VERSION
from desktop_app.services.container import Services
from desktop_app.services.copies.folders import own_folder
from desktop_app.services.copies.service import list_copies
from desktop_app.services.errors import StorageError
from desktop_app.services.integrity import check_file
from desktop_app.services.school.types import ClassDraft
from desktop_app.ui.application.desk import Desk
from desktop_app.ui.application.lock import FileLock
from desktop_app.ui.application.settings import Settings
from desktop_app.ui.first_run.welcome import Welcome
from desktop_app.ui.kit.operation import let_all_end
from desktop_app.ui.letters.dialogs import RegisterDialog
from desktop_app.ui.letters.page import LettersPage
from desktop_app.ui.register.code_dialog import CodeDialog
from desktop_app.ui.register.page import RegisterPage
from desktop_app.ui.school.page import SchoolPage
from desktop_app.ui.screens import screens
from desktop_app.ui.shell.window import MainWindow
from tests.faults import vfs
from tests.functional.window import Answer, open_screen

DISK = vfs.install() if vfs.AVAILABLE else vfs.Disk()

injected = pytest.mark.skipif(not vfs.AVAILABLE, reason="this Python has a SQLite of its own")
holds_open_files = pytest.mark.skipif(sys.platform == "win32", reason="Windows moves no file that is open")


SITE = "https://school99.example.org"


def type_a_site(window: MainWindow) -> SchoolPage:
    """Type something new on the school's screen, and mend what the sample of tests has wrong."""
    page = open_screen(window, "school", SchoolPage)
    page.requisites.form.field("inn").setText("")
    page.requisites.form.field("website").setText(SITE)
    return page


@pytest.fixture(autouse=True)
def mended() -> Iterator[None]:
    """Leave a good disk behind."""
    yield
    DISK.mend()


@injected
@pytest.mark.parametrize(
    ("code", "said"),
    [(vfs.FULL, "На диске нет места"), (None, "Диск не отвечает"), (vfs.CANNOT_OPEN, "Файл не открывается")],
)
def test_a_refused_change_stays_in_the_form_and_is_stored_the_next_time(
    window: MainWindow, record: Services, code: int | None, said: str
) -> None:
    page = type_a_site(window)
    DISK.arm(4, for_good=True, code=code)
    page.save()
    assert window.line.isVisible()
    assert said in window.line.label.text()
    assert page.has_unsaved()
    assert page.requisites.form.values()["website"] == SITE
    DISK.mend()
    assert record.school.get().website == ""
    page.save()
    assert not page.has_unsaved()
    assert record.school.get().website == SITE


@injected
def test_a_change_whose_commit_raised_but_is_there_is_simply_stored(
    window: MainWindow, record: Services
) -> None:
    """Only the last flush of the commit fails: SQLite raises, and the change is in the file."""
    last = flushes_of_a_change(record)
    page = type_a_site(window)
    DISK.arm(last, kinds=frozenset({vfs.SYNC}))
    page.save()
    assert DISK.failed == 1
    assert not page.has_unsaved()
    assert record.school.get().website == SITE


@injected
def test_a_change_in_doubt_is_not_stored_twice(window: MainWindow, record: Services) -> None:
    last = flushes_of_a_change(record)
    page = type_a_site(window)
    DISK.arm(last, for_good=True, kinds=frozenset({vfs.SYNC}))
    page.save()
    assert "неизвестно, сохранилось ли" in window.line.label.text()
    DISK.mend()
    before = changes(record.store.path)
    page.save()
    assert "второй раз оно не записано" in window.line.label.text()
    assert changes(record.store.path) == before
    assert record.school.get().website == SITE


def flushes_of_a_change(record: Services) -> int:
    """Return how many flushes one change asks for."""
    DISK.arm(0, kinds=frozenset({vfs.SYNC}))
    record.school.save_class(ClassDraft(name="99Я"))
    return DISK.operations


def changes(path: Path) -> int:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as raw:
        return int(raw.execute("SELECT count(*) FROM change_groups").fetchone()[0])


@injected
def test_a_registration_the_disk_refused_spends_no_number(
    qtbot: QtBot, window: MainWindow, record: Services
) -> None:
    page = open_screen(window, "letters", LettersPage)
    page.create_new()
    qtbot.waitUntil(page.register_button.isEnabled)

    def fill_the_disk(dialog: RegisterDialog) -> None:
        DISK.arm(5, for_good=True, code=vfs.FULL)
        dialog.accept_button.click()
        assert dialog.isVisible()  # what is typed in it stays, to be tried again
        assert "На диске нет места" in dialog.form.general.text()
        DISK.mend()
        assert record.register.outgoing() == ()
        dialog.accept_button.click()

    Answer(RegisterDialog, fill_the_disk)
    page.register_button.click()
    qtbot.waitUntil(page.void_button.isVisible)
    assert [row.number for row in record.register.outgoing()] == ["1"]
    assert check_file(record.store.path) == ()


def test_a_code_from_paper_is_asked_about_on_the_register_s_screen(
    qtbot: QtBot, window: MainWindow, record: Services
) -> None:
    page = open_screen(window, "register", RegisterPage)
    page.code_button.click()
    dialog = page.findChild(CodeDialog)
    assert dialog is not None
    dialog.form.field("code").setText("12")
    dialog.accept_button.click()
    assert "двенадцать знаков" in dialog.form.field("code").accessibleDescription()
    dialog.form.field("code").setText("aaaa-bbbb-cccc")
    dialog.accept_button.click()
    assert dialog.isVisible()
    assert dialog.badge.text() == "Не сходится"
    assert "AAAA-BBBB-CCCC" in dialog.answer.text()
    dialog.reject()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for the user's files, and settings that remember nothing."""
    Settings()._store.clear()
    monkeypatch.setattr(Desk, "_folder", lambda _desk: tmp_path)
    return tmp_path


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    window = MainWindow(screens())
    qtbot.addWidget(window)
    window.show()
    yield Desk(window, Settings(), LateFiles())
    window.close()
    let_all_end()


@pytest.fixture
def file(qtbot: QtBot, desk: Desk, folder: Path) -> Path:
    """A file of a school with a class, its copy of today made and checked, and closed again."""
    path = folder / "Школа.otklik"
    LateFiles().create(path)
    open_file(qtbot, desk, path)
    services(desk).school.save_class(ClassDraft(name="5А", parents=40))
    LateFiles().copy(path)
    desk._let_go()
    return path


def services(desk: Desk) -> Services:
    assert desk._open is not None
    return desk._open.services


def open_file(qtbot: QtBot, desk: Desk, path: Path) -> None:
    with qtbot.waitSignal(desk.ready):
        desk.open(path)
    qtbot.waitUntil(lambda: "Копия" in desk._window.status.backup.text())
    qtbot.waitUntil(lambda: bool(desk._window.status.checked.text()))


def answer_with(monkeypatch: pytest.MonkeyPatch, words: str) -> list[str]:
    """Press the button that says ``words`` in every question; return what was asked."""
    asked: list[str] = []

    def press(box: QMessageBox) -> int:
        asked.append(f"{box.text()} {box.informativeText()}")
        next(button for button in box.buttons() if words in button.text()).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", press)
    return asked


def damage(path: Path) -> None:
    """Overwrite the middle of a file, as a dying stick would."""
    whole = path.read_bytes()
    path.write_bytes(whole[:4096] + b"\xa5" * (len(whole) - 8192) + whole[-4096:])


def test_a_damaged_file_is_replaced_by_its_newest_good_copy(
    qtbot: QtBot, desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    damaged_copy = list_copies(file.parent / "Копии", "Школа")[0].path
    LateFiles().copy(file)
    damage(list_copies(file.parent / "Копии", "Школа")[0].path)
    file.write_bytes(b"nothing of ours")
    asked = answer_with(monkeypatch, "Вернуть копию от")
    with qtbot.waitSignal(desk.ready):
        desk.open(file)
    qtbot.waitUntil(lambda: desk._open is not None)
    assert len(asked) == 1
    assert "повреждён" in asked[0]
    assert "не сотрётся" in asked[0]
    assert [row.name for row in services(desk).school.classes()] == ["5А"]
    assert damaged_copy.exists()
    kept = list((file.parent / "Копии").glob("*.otklik-replaced"))
    assert [one.read_bytes() for one in kept] == [b"nothing of ours"]


def test_damage_inside_is_seen_when_the_file_is_opened(
    qtbot: QtBot, desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer_with(monkeypatch, "Вернуть копию от")
    damage(file)
    desk.open(file)
    qtbot.waitUntil(lambda: bool(asked))
    qtbot.waitUntil(lambda: desk._open is not None and desk._window.status.checked.text() == "Файл цел")
    assert [row.name for row in services(desk).school.classes()] == ["5А"]
    assert check_file(file) == ()


def test_a_user_who_declines_keeps_the_damaged_file(
    qtbot: QtBot, desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answer_with(monkeypatch, "Оставить как есть")
    file.write_bytes(b"nothing of ours")
    desk.open(file)
    qtbot.waitUntil(lambda: bool(asked))
    assert file.read_bytes() == b"nothing of ours"
    assert desk._window.findChild(Welcome) is not None


def test_without_a_good_copy_it_is_said_what_is_left_to_do(qtbot: QtBot, desk: Desk, file: Path) -> None:
    shutil.rmtree(file.parent / "Копии")
    file.write_bytes(b"nothing of ours")
    desk.open(file)
    qtbot.waitUntil(lambda: "Восстановить из копии" in desk._window.line.label.text())


def test_a_register_changed_by_hand_is_said_at_the_next_opening(
    qtbot: QtBot, desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "Пример.otklik"
    LateFiles().create_sample(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        sql = raw.execute("SELECT sql FROM sqlite_master WHERE name = 'register_entries_fixed'").fetchone()[0]
        raw.execute("DROP TRIGGER register_entries_fixed")
        raw.execute("UPDATE register_entries SET number = '77' WHERE seq = 2")
        raw.execute(sql)
    answer_with(monkeypatch, "Оставить как есть")
    with qtbot.waitSignal(desk.ready):
        desk.open(path)
    status = desk._window.status.checked
    qtbot.waitUntil(lambda: "изменён" in status.text())
    assert "Запись 2 журнала" in status.toolTip()


def test_the_welcome_brings_a_file_back_from_a_copy(
    qtbot: QtBot, desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = list_copies(file.parent / "Копии", "Школа")[0].path
    file.unlink()
    with qtbot.waitSignal(desk.ready):
        desk._welcome()
    proposed: list[str] = []
    began: list[str] = []

    def choose(*asked: object, **_: object) -> tuple[str, str]:
        began.append(str(asked[2]))
        return str(copy), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    monkeypatch.setattr(
        QFileDialog, "getSaveFileName", lambda *args, **__: (proposed.append(args[2]), (args[2], ""))[1]
    )
    welcome = desk._window.findChild(Welcome)
    assert welcome is not None
    with qtbot.waitSignal(desk.ready):
        welcome.restore_button.click()
    assert began == [str(file.parent / "Копии")], "the copies of a lost file are where it was"
    assert proposed == [str(file)]
    assert [row.name for row in services(desk).school.classes()] == ["5А"]
    assert desk._window.line.isVisible()
    assert "Возвращён файл" in desk._window.line.label.text()


def test_an_open_file_gives_way_to_its_copy_and_is_set_aside(
    qtbot: QtBot, desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = list_copies(file.parent / "Копии", "Школа")[0].path
    open_file(qtbot, desk, file)
    services(desk).school.save_class(ClassDraft(name="6Б"))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(copy), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(file), ""))
    asked = answer_with(monkeypatch, "Вернуть копию")
    count = len(list_copies(file.parent / "Копии", "Школа"))
    with qtbot.waitSignal(desk.ready):
        desk._window.menus.restore.trigger()
    assert "отложен" in asked[0]
    assert [row.name for row in services(desk).school.classes()] == ["5А"]
    assert len(list_copies(file.parent / "Копии", "Школа")) > count


def test_a_lock_of_another_pc_is_taken_only_when_the_user_says_so(
    qtbot: QtBot, desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = file.with_name(f"{file.name}.lock")
    lock.write_text("999999\notklik\nucheb-chast\n", "utf-8")
    asked = answer_with(monkeypatch, "Открыть для чтения")
    open_file(qtbot, desk, file)
    assert "«ucheb-chast»" in asked[0]
    assert services(desk).store.read_only
    assert lock.read_text("utf-8").splitlines()[2] == "ucheb-chast"
    desk._let_go()
    answer_with(monkeypatch, "записывать здесь")
    open_file(qtbot, desk, file)
    assert not services(desk).store.read_only
    services(desk).school.save_class(ClassDraft(name="6Б"))


@holds_open_files
def test_a_living_lock_of_this_pc_cannot_be_taken(
    qtbot: QtBot, desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = FileLock(file)
    assert other.take() is None
    offered: list[list[str]] = []

    def look(box: QMessageBox) -> int:
        offered.append([button.text() for button in box.buttons()])
        next(button for button in box.buttons() if "чтения" in button.text()).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", look)
    open_file(qtbot, desk, file)
    other.release()
    assert services(desk).store.read_only
    assert not any("записывать" in text for text in offered[0])


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a living lock file open")
def test_a_file_whose_window_is_just_closing_is_opened_by_trying_again(
    qtbot: QtBot, desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = FileLock(file)
    assert other.take() is None
    asked: list[str] = []

    def look(box: QMessageBox) -> int:
        asked.append(box.informativeText())
        if len(asked) == 2:
            other.release()  # its copy is written, and it is gone
        next(button for button in box.buttons() if "снова" in button.text()).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", look)
    open_file(qtbot, desk, file)
    assert len(asked) == 2
    assert "только что закрыли" in asked[0]
    assert not services(desk).store.read_only


def test_a_newer_file_is_opened_for_reading_and_says_so(qtbot: QtBot, desk: Desk, file: Path) -> None:
    with closing(sqlite3.connect(file)) as raw:
        raw.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    with qtbot.waitSignal(desk.ready):
        desk.open(file)
    assert services(desk).store.read_only
    assert "только чтение" in desk._window.status.file.text()
    assert "более новой версией" in desk._window.notice.label.text()
    qtbot.waitUntil(lambda: "Копия" in desk._window.status.backup.text())
    for _ in range(3):  # what one operation starts is waited for as well
        let_all_end()
        QCoreApplication.processEvents()
    assert desk._window.line.isHidden(), "a copy this program cannot check is not tried, nor complained of"


def test_a_file_that_may_not_be_written_is_opened_for_reading(
    qtbot: QtBot, desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode, **more: mode != os.W_OK and real(path, mode, **more))
    with qtbot.waitSignal(desk.ready):
        desk.open(file)
    assert services(desk).store.read_only
    with pytest.raises(StorageError, match="только для чтения"):
        services(desk).school.save_class(ClassDraft(name="6Б"))


def test_a_dead_lock_that_cannot_be_removed_keeps_nobody_from_reading(
    qtbot: QtBot, desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stick with its switch on «lock», pulled the last time while the program was running."""
    file.with_name(f"{file.name}.lock").write_text("999999\notklik\nucheb-chast\n", "utf-8")
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode, **more: mode != os.W_OK and real(path, mode, **more))
    asked = answer_with(monkeypatch, "Отмена")
    with qtbot.waitSignal(desk.ready):
        desk.open(file)
    assert asked == []
    assert services(desk).store.read_only
    assert "защищены от записи" in desk._window.notice.label.text()


@holds_open_files
def test_a_file_pulled_out_is_said_and_saved_when_it_is_back(qtbot: QtBot, desk: Desk, file: Path) -> None:
    open_file(qtbot, desk, file)
    page = type_a_site(desk._window)
    page.requisites.form.field("full_name").setPlainText("Школа № 99")
    page.requisites.form.field("short_name").setText("Школа № 99")
    away = file.rename(file.with_name("away"))
    page.save()
    assert "флешка вынута" in desk._window.line.label.text()
    assert page.requisites.form.values()["website"] == SITE
    shutil.copyfile(away, file)
    page.save()
    assert services(desk).school.get().website == SITE
    assert not page.has_unsaved()


@holds_open_files
def test_a_swapped_file_is_not_written_to_and_can_be_opened_anew(
    qtbot: QtBot, desk: Desk, file: Path
) -> None:
    open_file(qtbot, desk, file)
    older = file.with_name("older")
    shutil.copyfile(file, older)
    services(desk).school.save_class(ClassDraft(name="6Б"))
    older.replace(file)
    with pytest.raises(StorageError, match="подменила"):
        services(desk).school.save_class(ClassDraft(name="7В"))
    before = desk._open
    open_file(qtbot, desk, file)
    assert desk._open is not before
    services(desk).school.save_class(ClassDraft(name="7В"))
    assert [row.name for row in services(desk).school.classes()] == ["5А", "7В"]


def test_a_file_in_a_cloud_folder_says_so_and_is_copied_to_this_pc(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    path = folder / "Яндекс.Диск" / "Школа.otklik"
    LateFiles().create(path)
    open_file(qtbot, desk, path)
    assert "папке облака" in desk._window.notice.label.text()
    local = own_folder(path)
    assert str(local) in desk._window.notice.label.text()
    qtbot.waitUntil(lambda: len(list_copies(local, "Школа")) == 1)
    desk._window.notice.close_button.click()
    assert desk._window.notice.isHidden()


def test_everything_is_checked_once_a_week_and_remembered(qtbot: QtBot, desk: Desk, file: Path) -> None:
    settings = Settings()
    today = date(2024, 6, 10)
    desk._checks._today = lambda: today
    let_all_end()
    settings.set_checked_on(file, today - timedelta(days=8))
    seen: list[Path] = []
    desk._files.whole_check = lambda copy: (seen.append(copy), ())[1]  # type: ignore[method-assign]
    copy = list_copies(file.parent / "Копии", "Школа")[0].path
    desk._checks.copied(file, copy)
    qtbot.waitUntil(lambda: settings.checked_on(file) == today)
    desk._checks.copied(file, copy)
    let_all_end()
    assert seen == [copy]
