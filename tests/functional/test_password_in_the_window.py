"""The password through the whole window: at the door, on the school's screen, when the chair is empty."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Timer

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.app import LateFiles
from desktop_app.models import keys
from desktop_app.services.container import Services
from desktop_app.services.copies.service import list_copies
from desktop_app.services.errors import StorageError
from desktop_app.services.protection.recovery_key import groups
from desktop_app.services.school.types import ClassDraft
from desktop_app.ui.application.cover import Cover
from desktop_app.ui.application.desk import Desk
from desktop_app.ui.application.settings import Settings
from desktop_app.ui.first_run.welcome import Welcome
from desktop_app.ui.kit.operation import let_all_end
from desktop_app.ui.protection.password_dialogs import NewPasswordDialog, ProveDialog
from desktop_app.ui.protection.sheet_dialog import SheetDialog
from desktop_app.ui.protection.unlock_dialog import UnlockDialog
from desktop_app.ui.school.page import SchoolPage
from desktop_app.ui.screens import screens
from desktop_app.ui.shell.closing import Answer as Unsaved
from desktop_app.ui.shell.window import MainWindow
from tests.functional.window import Answer, open_screen

PASSWORD = "четыре слова подряд ёлка"  # noqa: S105 - of a sample
OTHER = "совсем другие слова пароля"
SITE = "https://school99.example.org"


@pytest.fixture(autouse=True)
def forgotten(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keys, "ROUNDS", 10)
    keys.forget()
    yield
    keys.forget()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    Settings()._store.clear()
    monkeypatch.setattr(Desk, "_folder", lambda _desk: tmp_path)
    return tmp_path


@pytest.fixture
def desk(qtbot: QtBot, folder: Path) -> Iterator[Desk]:
    window = MainWindow(screens())
    qtbot.addWidget(window, before_close_func=lambda shown: setattr(shown, "ask", lambda *_: Unsaved.DISCARD))
    window.show()
    desk = Desk(window, Settings(), LateFiles())
    yield desk
    desk.guard.idle.stop()
    if desk.guard.dialog is not None:
        desk.guard.dialog.done(0)
    window.close()
    let_all_end()


@pytest.fixture
def file(qtbot: QtBot, desk: Desk, folder: Path) -> Path:
    """A file under a password, closed, its key forgotten."""
    path = folder / "Школа.otklik"
    LateFiles().create(path)
    open_file(qtbot, desk, path)
    services(desk).school.save_class(ClassDraft(name="5А", parents=40))
    services(desk).protection.set_password(PASSWORD)
    services(desk).protection.bring_copies_under()
    close_file(qtbot, desk)
    return path


def services(desk: Desk) -> Services:
    assert desk._open is not None
    return desk._open.services


def open_file(qtbot: QtBot, desk: Desk, path: Path) -> None:
    """Open a file nobody asks about, and wait for everything that begins with it."""
    with qtbot.waitSignal(desk.ready, timeout=20_000):
        desk.open(path)
    settle(qtbot, desk)


def settle(qtbot: QtBot, desk: Desk) -> None:
    qtbot.waitUntil(lambda: "Копия" in desk._window.status.backup.text(), timeout=20_000)
    qtbot.waitUntil(lambda: bool(desk._window.status.checked.text()), timeout=20_000)
    let_all_end()


def open_by_password(qtbot: QtBot, desk: Desk, file: Path) -> None:
    """Open the file, and wait until nothing more happens."""
    desk.open(file)
    unlock_by(qtbot, desk, PASSWORD)
    qtbot.waitUntil(lambda: desk._open is not None, timeout=20_000)
    settle(qtbot, desk)


def close_file(qtbot: QtBot, desk: Desk) -> None:
    settle(qtbot, desk)
    desk._let_go()
    keys.forget()


def asked(qtbot: QtBot, desk: Desk) -> UnlockDialog:
    qtbot.waitUntil(lambda: desk.guard.dialog is not None and desk.guard.dialog.isVisible(), timeout=20_000)
    assert desk.guard.dialog is not None
    return desk.guard.dialog


def type_password(dialog: UnlockDialog, password: str) -> None:
    dialog.password.set_value(password)
    dialog.open_button.click()


def unlock_by(qtbot: QtBot, desk: Desk, password: str) -> None:
    type_password(asked(qtbot, desk), password)
    qtbot.waitUntil(lambda: desk.guard.dialog is None, timeout=20_000)


def press_in_boxes(monkeypatch: pytest.MonkeyPatch, words: str) -> list[str]:
    said: list[str] = []

    def press(box: QMessageBox) -> int:
        said.append(f"{box.text()} {box.informativeText()}")
        next(button for button in box.buttons() if words in button.text()).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", press)
    return said


def fill_in(**fields: str) -> Callable[[NewPasswordDialog[object]], None]:
    def act(dialog: NewPasswordDialog[object]) -> None:
        for name, value in fields.items():
            dialog.form.field(name).set_value(value)
        dialog.form.check()
        dialog.accept_button.click()

    return act


def test_a_password_is_set_on_the_school_s_screen_and_asked_for_at_the_door(
    qtbot: QtBot, desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = folder / "Школа.otklik"
    LateFiles().create(path)
    open_file(qtbot, desk, path)
    services(desk).school.save_class(ClassDraft(name="5А", parents=40))
    page = open_screen(desk._window, "school", SchoolPage)
    page.open_tab(page.protection)
    card = page.protection.password
    assert card.badge.text() == "не защищён"
    assert not page.protection.lock.minutes.isEnabled()
    Answer(NewPasswordDialog, fill_in(password=PASSWORD, again=PASSWORD))
    sheet = folder / "лист.pdf"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(sheet), ""))

    def save_sheet(dialog: SheetDialog) -> None:
        assert dialog.focusWidget() is dialog.print_button, "the sheet is to be taken out"
        dialog.save_button.setFocus()
        qtbot.keyClick(dialog.save_button, Qt.Key.Key_Return)
        assert "Сохранено" in dialog.remark.text()
        dialog.close_button.click()

    Answer(SheetDialog, save_sheet)
    said = press_in_boxes(monkeypatch, "Зашифровать их")
    card.set_button.click()
    assert "2\xa0копии без пароля" in said[0]
    assert sheet.read_bytes().startswith(b"%PDF")
    assert card.badge.text() == "защищён"
    assert "сделан" in card.sheet.text()
    assert "Пароль поставлен" in desk._window.line.label.text()
    assert page.protection.lock.minutes.isEnabled()
    desk.guard._look.timeout.emit()
    assert desk.guard.idle.watching
    for copy in (path, *(row.path for row in list_copies(folder / "Копии", "Школа"))):
        assert keys.is_encrypted(copy.read_bytes())
    close_file(qtbot, desk)
    desk.open(path)
    dialog = asked(qtbot, desk)
    type_password(dialog, "xnndtht")
    qtbot.waitUntil(dialog.problem.isVisible)
    assert "Пароль не подошёл" in dialog.problem.text()
    assert "латинские" in dialog.problem.text()
    assert dialog.password.line.selectedText() == "xnndtht"
    unlock_by(qtbot, desk, PASSWORD)
    qtbot.waitUntil(lambda: desk._open is not None, timeout=20_000)
    settle(qtbot, desk)
    assert [row.name for row in services(desk).school.classes()] == ["5А"]


def test_giving_up_leaves_the_file_alone_and_shows_the_welcome(qtbot: QtBot, desk: Desk, file: Path) -> None:
    desk.open(file)
    dialog = asked(qtbot, desk)
    dialog.password.set_value("не то")
    dialog.leave_button.setFocus()
    qtbot.keyClick(dialog.leave_button, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: desk._window.findChild(Welcome) is not None)
    assert not file.with_name(f"{file.name}.lock").exists()


def test_the_last_file_at_start_up_is_asked_about(qtbot: QtBot, desk: Desk, file: Path) -> None:
    assert Settings().last_file == file
    desk.start(None)
    unlock_by(qtbot, desk, PASSWORD)
    qtbot.waitUntil(lambda: desk._open is not None, timeout=20_000)
    settle(qtbot, desk)


def test_locking_hides_everything_closes_the_file_and_keeps_what_is_typed(
    qtbot: QtBot, desk: Desk, file: Path
) -> None:
    open_by_password(qtbot, desk, file)
    page = open_screen(desk._window, "school", SchoolPage)
    page.requisites.form.field("website").setText(SITE)
    pause = page.requisites.live._pause
    assert pause.isActive(), "the page is to be drawn anew in a moment"
    other = QWidget(None, Qt.WindowType.Dialog)
    qtbot.addWidget(other)
    other.show()
    desk._window.menus.lock.trigger()
    dialog = asked(qtbot, desk)
    covers = [widget.findChild(Cover) for widget in (desk._window, other)]
    assert all(cover is not None and cover.isVisible() for cover in covers)
    desk._window.resize(1000, 600)
    qtbot.waitUntil(lambda: covers[0] is not None and covers[0].size() == desk._window.size())
    qtbot.waitUntil(lambda: keys.key_of(file) is None, timeout=20_000)
    with pytest.raises(StorageError, match="заблокирована"):
        services(desk).school.classes()
    QApplication.sendEvent(
        dialog, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    )
    assert dialog.isVisible(), "Escape opened the door"
    assert not pause.isActive(), "the page would be drawn from a closed file"
    type_password(dialog, "не тот")
    qtbot.waitUntil(dialog.problem.isVisible)
    unlock_by(qtbot, desk, PASSWORD)
    assert not desk.guard.locked
    assert pause.isActive()
    qtbot.waitUntil(lambda: desk._window.findChild(Cover) is None)
    assert page.requisites.form.values()["website"] == SITE
    services(desk).school.save_class(ClassDraft(name="6Б"))
    assert [row.name for row in services(desk).school.classes()] == ["5А", "6Б"]


def test_work_under_way_ends_well_behind_the_cover_and_is_told_of_after_it(
    qtbot: QtBot, desk: Desk, file: Path
) -> None:
    open_by_password(qtbot, desk, file)
    page = open_screen(desk._window, "school", SchoolPage)
    school, half, go_on = services(desk).school, Event(), Event()
    told: list[str] = []

    def work() -> str:
        school.save_class(ClassDraft(name="6Б"))
        half.set()
        assert go_on.wait(60)
        school.save_class(ClassDraft(name="7В"))  # a change in two parts: half of it must not be refused
        return "сохранено"

    page.run(work, told.append, lambda error: told.append(str(error)))
    qtbot.waitUntil(half.is_set)
    desk.guard.lock()
    assert desk._window.findChild(Cover) is not None
    go_on.set()
    qtbot.waitUntil(lambda: keys.key_of(file) is None, timeout=20_000)
    assert told == [], "the window is covered, and whoever sits there may not be the one who asked"
    unlock_by(qtbot, desk, PASSWORD)
    qtbot.waitUntil(lambda: bool(told))
    assert told == ["сохранено"]
    assert [row.name for row in services(desk).school.classes()] == ["5А", "6Б", "7В"]


def test_the_program_left_while_work_is_under_way_keeps_it_and_what_is_typed(
    qtbot: QtBot, desk: Desk, file: Path
) -> None:
    open_by_password(qtbot, desk, file)
    page = open_screen(desk._window, "school", SchoolPage)
    page.requisites.form.field("website").setText(SITE)
    school, half, go_on = services(desk).school, Event(), Event()

    def work() -> None:
        half.set()
        assert go_on.wait(60)
        school.save_class(ClassDraft(name="7В"))

    page.run(work, lambda _none: None)
    qtbot.waitUntil(half.is_set)
    desk.guard.lock()
    dialog = asked(qtbot, desk)
    Timer(0.2, go_on.set).start()
    with qtbot.waitSignal(desk._window.closed):
        dialog.leave_button.click()
    let_all_end()
    assert desk._open is None
    desk._window.locked = False
    desk._window.show()
    keys.forget()
    open_by_password(qtbot, desk, file)
    assert [row.name for row in services(desk).school.classes()] == ["5А", "7В"]
    page = open_screen(desk._window, "school", SchoolPage)
    assert page.requisites.form.values()["website"] == SITE


def test_leaving_a_locked_window_asks_nothing_and_loses_nothing(qtbot: QtBot, desk: Desk, file: Path) -> None:
    open_by_password(qtbot, desk, file)
    page = open_screen(desk._window, "school", SchoolPage)
    page.requisites.form.field("website").setText(SITE)
    desk.guard.lock()
    dialog = asked(qtbot, desk)
    let_all_end()
    with qtbot.waitSignal(desk._window.closed):
        dialog.leave_button.click()
    assert desk._open is None
    desk._window.locked = False
    desk.guard._uncover()
    desk._window.show()
    keys.forget()
    open_by_password(qtbot, desk, file)
    page = open_screen(desk._window, "school", SchoolPage)
    assert page.requisites.form.values()["website"] == SITE


def test_an_empty_chair_is_noticed_and_a_key_is_a_sign_of_life(qtbot: QtBot, desk: Desk, file: Path) -> None:
    now = [1000.0]
    desk.guard.idle.now = lambda: now[0]
    Settings().lock_minutes = 5
    open_by_password(qtbot, desk, file)
    now[0] += 299
    desk.guard.idle.look()
    assert not desk.guard.locked
    handle = desk._window.windowHandle()
    assert handle is not None
    desk.guard.idle._on_window(handle)
    QApplication.sendEvent(
        handle, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Shift, Qt.KeyboardModifier.NoModifier)
    )
    now[0] += 299
    desk.guard.idle.look()
    assert not desk.guard.locked
    now[0] += 2
    desk.guard.idle.look()
    assert desk.guard.locked
    unlock_by(qtbot, desk, PASSWORD)
    now[0] -= 5000  # a clock that was set back begins anew
    desk.guard.idle.look()
    assert not desk.guard.locked
    Settings().lock_minutes = 0
    now[0] += 100_000
    desk.guard.idle.look()
    assert not desk.guard.locked


def test_a_file_without_a_password_is_not_locked_and_it_is_said_why(
    qtbot: QtBot, desk: Desk, folder: Path
) -> None:
    path = folder / "Школа.otklik"
    LateFiles().create(path)
    open_file(qtbot, desk, path)
    desk._window.menus.lock.trigger()
    assert not desk.guard.locked
    assert "нет пароля" in desk._window.line.label.text()


def test_a_forgotten_password_is_replaced_through_the_printed_key(
    qtbot: QtBot, desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    salt = keys.salt_of(file)
    assert salt is not None
    key = groups(keys.derive(PASSWORD, salt))
    desk.open(file)
    dialog = asked(qtbot, desk)
    dialog.other_way.click()
    assert key[-1] in " ".join(
        label.text() for label in dialog.ways.currentWidget().findChildren(type(dialog.problem))
    )
    dialog.key.setPlainText(" ".join((*key[:6], "AAAAA", *key[7:])))
    dialog.open_button.click()
    qtbot.waitUntil(dialog.problem.isVisible)
    assert "Ошибка в группе 7" in dialog.problem.text()
    Answer(NewPasswordDialog, fill_in(password=OTHER, again=OTHER))
    Answer(SheetDialog, lambda sheet: sheet.close_button.click())
    said = press_in_boxes(monkeypatch, "Оставить как есть")
    dialog.key.setPlainText(" ".join(key[:6]).lower())
    dialog.key.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClick(dialog.key, Qt.Key.Key_Return)
    dialog.key.insertPlainText(" ".join(key[6:]).lower())
    assert dialog.key.blockCount() == 2, "a row of the sheet may end with Enter"
    qtbot.keyClick(dialog.key, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(said), timeout=20_000)
    assert "под прежним паролем" in said[0]
    assert "Пароль сменён" in desk._window.line.label.text()
    close_file(qtbot, desk)
    desk.open(file)
    dialog = asked(qtbot, desk)
    type_password(dialog, PASSWORD)
    qtbot.waitUntil(dialog.problem.isVisible)
    unlock_by(qtbot, desk, OTHER)
    qtbot.waitUntil(lambda: desk._open is not None, timeout=20_000)
    settle(qtbot, desk)


def test_a_password_is_changed_and_taken_away_by_who_knows_it(
    qtbot: QtBot, desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_by_password(qtbot, desk, file)
    page = open_screen(desk._window, "school", SchoolPage)
    page.open_tab(page.protection)

    def wrong_then_right(dialog: NewPasswordDialog[object]) -> None:
        fill_in(current="не тот", password=OTHER, again=OTHER)(dialog)
        qtbot.waitUntil(lambda: not dialog._busy)
        assert "не подошёл" in dialog.form.field("current").accessibleDescription()
        assert dialog.form.values()["password"] == OTHER, "what was typed is lost"
        fill_in(current=PASSWORD)(dialog)

    Answer(NewPasswordDialog, wrong_then_right)
    Answer(SheetDialog, lambda sheet: sheet.close_button.click())
    said = press_in_boxes(monkeypatch, "Перевести под новый пароль")
    page.protection.password.change_button.click()
    assert len(said) == 1
    assert "ещё не напечатан" in page.protection.password.sheet.text()

    def prove(dialog: ProveDialog[object]) -> None:
        dialog.form.field("current").set_value(OTHER)
        dialog.accept_button.click()

    Answer(ProveDialog, prove)
    press_in_boxes(monkeypatch, "Снять пароль и с них")
    page.protection.password.remove_button.click()
    assert page.protection.password.badge.text() == "не защищён"
    assert file.read_bytes().startswith(b"SQLite")
    for row in list_copies(file.parent / "Копии", "Школа"):
        assert row.path.read_bytes().startswith(b"SQLite")


def test_the_welcome_brings_back_a_copy_to_carry(
    qtbot: QtBot, desk: Desk, file: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_by_password(qtbot, desk, file)
    stick = folder / "stick"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(stick))
    Answer(NewPasswordDialog, fill_in(password=OTHER, again=OTHER))
    desk._window.menus.carry.trigger()
    (copy,) = stick.iterdir()
    assert copy.name in desk._window.line.label.text()
    close_file(qtbot, desk)
    with qtbot.waitSignal(desk.ready):
        desk._welcome()
    target = folder / "другой" / "Школа.otklik"
    target.parent.mkdir()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(copy), ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(target), ""))
    welcome = desk._window.findChild(Welcome)
    assert welcome is not None
    welcome.restore_button.click()
    unlock_by(qtbot, desk, OTHER)
    qtbot.waitUntil(lambda: desk._open is not None, timeout=20_000)
    settle(qtbot, desk)
    assert services(desk).store.path == target
    assert "Пароль у него тот же, что у копии" in desk._window.line.label.text()
    assert [row.name for row in services(desk).school.classes()] == ["5А"]


def test_a_damaged_encrypted_file_gives_way_to_its_copy(
    qtbot: QtBot, desk: Desk, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoilt = bytearray(file.read_bytes())
    spoilt[100] ^= 1
    file.write_bytes(spoilt)
    said = press_in_boxes(monkeypatch, "Вернуть копию от")
    open_by_password(qtbot, desk, file)
    assert "Пароль верный" in said[0]
    assert [row.name for row in services(desk).school.classes()] == ["5А"]


def test_a_copy_made_while_locking_is_made_before_the_key_goes(qtbot: QtBot, desk: Desk, file: Path) -> None:
    open_by_password(qtbot, desk, file)
    count = len(list_copies(file.parent / "Копии", "Школа"))
    services(desk).school.save_class(ClassDraft(name="6Б"))
    desk.guard.lock()
    qtbot.waitUntil(lambda: keys.key_of(file) is None, timeout=20_000)
    assert len(list_copies(file.parent / "Копии", "Школа")) == count + 1
    unlock_by(qtbot, desk, PASSWORD)
