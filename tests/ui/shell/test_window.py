"""The window: frame first, pages when they are opened, one line for messages, nothing typed is lost."""

from __future__ import annotations

import subprocess
import sys
import threading
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from desktop_app.services.compliance.types import Standing
from desktop_app.services.directive.types import DirectiveRow
from desktop_app.services.errors import AppError
from desktop_app.services.history.types import UndoState
from desktop_app.services.steps import Step
from desktop_app.ui.kit.fields import LineField
from desktop_app.ui.kit.long_step import WaitDialog
from desktop_app.ui.kit.page import Page, PageFactory
from desktop_app.ui.kit.slices import finish_awaited
from desktop_app.ui.shell import window as window_module
from desktop_app.ui.shell.closing import Answer
from desktop_app.ui.shell.header import days_left
from desktop_app.ui.shell.help import HelpDialog
from desktop_app.ui.shell.rail import WIDTH
from desktop_app.ui.shell.window import MainWindow
from desktop_app.ui.theme.colours import Tone, colours_of


class Probe(Page):
    """A page that writes down what the window asks of it."""

    def __init__(self, services: Any, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.calls: list[str] = []
        self.typed = False
        self.can_save = True

    def refresh(self) -> None:
        self.calls.append("refresh")

    def create_new(self) -> None:
        self.calls.append("create_new")

    def focus_search(self) -> None:
        self.calls.append("focus_search")

    def save(self) -> None:
        self.calls.append("save")
        self.typed = self.typed and not self.can_save

    def print_paper(self) -> None:
        self.calls.append("print_paper")

    def show_field(self, field: str) -> None:
        self.calls.append(f"field {field}")

    def has_unsaved(self) -> bool:
        return self.typed


FACTORIES = (
    PageFactory("overview", "Обзор", "overview", Probe),
    PageFactory("school", "Школа", "school", Probe),
)


@pytest.fixture
def window(qtbot: QtBot, themed: object) -> MainWindow:
    made = MainWindow(FACTORIES)
    made.ask = lambda _parent, _titles: Answer.DISCARD
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def attached(window: MainWindow, bare_services: Any) -> MainWindow:
    window.attach(bare_services)
    return window


def probe(window: MainWindow, key: str) -> Probe:
    page = window.page(key)
    assert isinstance(page, Probe)
    return page


def test_the_frame_is_shown_before_there_is_a_record(window: MainWindow) -> None:
    assert window.isVisible()
    assert not window.rail.isEnabled()
    assert window.current_page() is None


def test_the_rail_stands_still_when_the_mouse_presses_in_it(attached: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitActive(attached):
        attached.activateWindow()
    first, second = (attached.rail._buttons[key] for key in ("overview", "school"))
    for pressed in (first, second):
        pressed.setFocus()
        qtbot.waitUntil(pressed.hasFocus)
        assert {each.sizeHint().height() for each in (first, second)} == {40}


def test_a_window_maximised_at_once_keeps_the_words_of_the_rail(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.rail.set_compact(compact=True)  # as wide as it was before it was maximised, brought back so
    monkeypatch.setattr(window.rail, "width", lambda: WIDTH)  # not laid out in between
    window.rail.set_compact(compact=False)
    assert window.rail.maximumWidth() == WIDTH
    assert all(button.text().strip() for button in window.rail._buttons.values())


def test_a_slow_disk_is_told_in_the_status_bar(attached: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window_module, "is_storing", lambda: True)
    attached._on_look()
    assert attached.status.saved.text() == "Сохраняю…"
    monkeypatch.setattr(window_module, "is_storing", lambda: False)
    attached._on_look()
    assert attached.status.saved.text() == "Всё сохранено"


def test_a_page_is_built_when_it_is_first_opened(attached: MainWindow, qtbot: QtBot) -> None:
    assert attached.page("school") is None
    qtbot.keyClick(attached, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert attached.current_page() is attached.page("school")


@pytest.mark.parametrize(
    ("key", "verb"),
    [
        (Qt.Key.Key_N, "create_new"),
        (Qt.Key.Key_F, "focus_search"),
        (Qt.Key.Key_S, "save"),
        (Qt.Key.Key_P, "print_paper"),
    ],
)
def test_keys_reach_the_page_shown(attached: MainWindow, qtbot: QtBot, key: Qt.Key, verb: str) -> None:
    qtbot.keyClick(attached, key, Qt.KeyboardModifier.ControlModifier)
    assert probe(attached, "overview").calls[-1] == verb


def test_a_page_can_send_the_user_to_a_field_of_another(attached: MainWindow) -> None:
    probe(attached, "overview").navigate.emit("school", "inn")
    assert attached.current_page() is attached.page("school")
    assert probe(attached, "school").calls == ["refresh", "field inn"]


def test_a_change_of_the_record_reaches_the_header(
    attached: MainWindow, qtbot: QtBot, bare_services: Any
) -> None:
    bare_services.school.get = lambda: SimpleNamespace(short_name="Лицей № 1")
    probe(attached, "overview").record_changed.emit()
    qtbot.waitUntil(lambda: attached.header.school.text() == "Лицей № 1")


def test_the_header_names_the_letter_and_how_late_it_is(attached: MainWindow, bare_services: Any) -> None:
    letter = DirectiveRow(id=1, number="02/1-1157", dated=date(2024, 5, 30), due_on=date(2024, 6, 5))
    standing = Standing(directive_id=1, requirements=(), due=letter.due_on, working_days_left=-2, actions=())
    bare_services.compliance = SimpleNamespace(in_work=lambda: letter, standing=lambda _id: standing)
    attached.refresh()
    finish_awaited()
    assert attached.header.letter.text() == "Письмо № 02/1-1157 от 30.05.2024 · срок 05.06.2024"
    assert attached.header.left.text() == "просрочено на 2\u00a0рабочих дня"
    assert attached.header.left.property("tone") == Tone.BAD.value


def test_undo_says_what_was_taken_back(attached: MainWindow, qtbot: QtBot, bare_services: Any) -> None:
    bare_services.history.done.append("Удалён портал «Сайт»")
    attached.refresh()
    finish_awaited()
    assert "удалён портал" in attached.menus.undo.text()
    qtbot.keyClick(attached, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert attached.line.label.text() == "Отменено: удалён портал «Сайт»"
    finish_awaited()
    qtbot.keyClick(attached, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert attached.line.label.text() == "Сделано снова: удалён портал «Сайт»"


def test_news_of_no_change_does_not_offer_to_take_back_the_change_before(
    attached: MainWindow, bare_services: Any
) -> None:
    page = probe(attached, "overview")
    bare_services.history.done.append("Удалён портал «Сайт»")
    page.message.emit("Портал удалён")
    assert attached.line.undo_button.isVisible()
    page.message.emit("Выгружено: 9 строк")
    assert not attached.line.undo_button.isVisible()
    bare_services.history.done.append("Добавлен портал «Сайт»")
    page.message.emit("Портал добавлен")
    assert attached.line.undo_button.isVisible()
    attached.line.undo_button.click()
    page.message.emit("Выгружено: 9 строк")
    assert not attached.line.undo_button.isVisible()


def test_a_refusal_stays_with_its_hint(attached: MainWindow) -> None:
    probe(attached, "overview").failed.emit(AppError("Диск полон.", hint="Освободите место."))
    assert attached.line.isVisible()
    assert attached.line.label.text() == "Диск полон. Освободите место."
    assert attached.line.property("tone") == "bad"


def test_closing_with_unsaved_typing_asks_and_can_be_called_off(attached: MainWindow) -> None:
    probe(attached, "overview").typed = True
    asked: list[tuple[str, ...]] = []

    def stay(_parent: object, titles: Any) -> Answer:
        asked.append(tuple(titles))
        return Answer.STAY

    attached.ask = stay
    attached.close()
    assert attached.isVisible()
    assert asked == [("Обзор",)]


def test_closing_saves_when_asked_to(attached: MainWindow, qtbot: QtBot) -> None:
    probe(attached, "overview").typed = True
    attached.ask = lambda _parent, _titles: Answer.SAVE
    with qtbot.waitSignal(attached.closed):
        attached.close()
    assert probe(attached, "overview").calls[-1] == "save"


def test_the_window_stays_when_saving_on_close_is_refused(attached: MainWindow) -> None:
    page = probe(attached, "overview")
    page.typed, page.can_save = True, False
    attached.ask = lambda _parent, _titles: Answer.SAVE
    attached.close()
    assert attached.isVisible()


def test_a_guide_takes_the_place_of_the_pages_and_gives_it_back(attached: MainWindow) -> None:
    guide = Probe(None)
    attached.show_guide(guide)
    assert attached.current_page() is guide
    assert not attached.rail.isEnabled()
    attached.end_guide()
    assert attached.current_page() is attached.page("overview")
    assert attached.rail.isEnabled()


def test_attaching_another_record_drops_the_pages_of_the_first(
    attached: MainWindow, bare_services: Any
) -> None:
    before = attached.page("overview")
    attached.attach(bare_services)
    assert attached.page("overview") is not before


def test_the_frame_imports_neither_the_store_nor_the_pages() -> None:
    code = (
        "import sys, desktop_app.ui.shell.window;"
        "slow = ('sqlalchemy', 'reportlab', 'alembic', 'holidays', 'pymorphy3', 'PIL');"
        "print([name for name in slow if name in sys.modules])"
    )
    out = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert out.stdout.strip() == "[]"


def test_ctrl_z_in_a_field_is_the_fields_until_it_has_nothing_to_take_back(
    attached: MainWindow, qtbot: QtBot, bare_services: Any
) -> None:
    field = LineField(parent=attached.current_page())
    field.show()
    field.set_value("")
    bare_services.history.done.append("Удалён портал")
    attached.refresh()
    finish_awaited()
    attached.activateWindow()
    field.setFocus()
    field.insert("abc")
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text() == ""
    assert bare_services.history.done == ["Удалён портал"]
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert bare_services.history.done == []


def test_help_names_every_screen_and_key(attached: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(attached, Qt.Key.Key_F1)
    (dialog,) = attached.findChildren(HelpDialog)
    words = " ".join(label.text() for label in dialog.findChildren(QLabel))
    assert all(screen in words for screen in ("Обзор", "Координатор", "Баннеры", "Родители", "Журнал"))
    assert "Ctrl+Z" in words
    dialog.close()


def test_a_file_that_is_only_read_says_so(window: MainWindow, bare_services: Any) -> None:
    bare_services.store.read_only = True
    window.attach(bare_services)
    assert window.status.file.text() == "школа.otklik — только чтение"


@pytest.mark.parametrize(
    ("left", "words", "tone"),
    [
        (21, "остался 21\u00a0рабочий день", Tone.QUIET),
        (11, "осталось 11\u00a0рабочих дней", Tone.QUIET),
        (3, "осталось 3\u00a0рабочих дня", Tone.BUSY),
        (0, "срок сегодня", Tone.BUSY),
        (-1, "просрочено на 1\u00a0рабочий день", Tone.BAD),
        (None, "", Tone.QUIET),
    ],
)
def test_days_are_counted_in_good_russian(
    attached: MainWindow, left: int | None, words: str, tone: Tone
) -> None:
    standing = Standing(directive_id=1, requirements=(), due=None, working_days_left=left, actions=())
    assert days_left(attached, standing) == (words, tone)


def test_good_news_fades_and_bad_news_stays(window: MainWindow, qtbot: QtBot) -> None:
    window.line.show_good("Сохранено")
    window.line._timer.setInterval(1)
    qtbot.waitUntil(window.line.isHidden)
    window.line.show_bad("Не сохранено")
    assert not window.line._timer.isActive()


def test_the_theme_is_changed_from_the_menu(window: MainWindow, qtbot: QtBot, themed: QApplication) -> None:
    with qtbot.waitSignal(window.theme_chosen) as chosen:
        window.menus.themes["dark"].trigger()
    assert chosen.args == ["dark"]
    assert colours_of(window).name == "dark"
    window.menus.themes["light"].trigger()


def test_a_narrow_window_keeps_the_icons_and_their_names(attached: MainWindow, qtbot: QtBot) -> None:
    attached.resize(911, 480)
    qtbot.waitUntil(lambda: attached.rail.width() < 100)
    button = attached.rail._buttons["school"]
    assert (button.text(), button.accessibleName()) == ("", "Школа")
    attached.resize(1366, 768)
    qtbot.waitUntil(lambda: button.text() == "  Школа")


@pytest.mark.parametrize("step", ["building", "reading"])
def test_a_file_that_does_not_answer_is_said_and_the_screen_is_there_when_it_does(
    qtbot: QtBot, themed: object, bare_services: Any, step: str
) -> None:
    answers: list[bool] = []

    def ask() -> None:
        if not answers:
            raise AppError("Файл занят другой программой.")

    class Asking(Probe):
        def __init__(self, services: Any, parent: QWidget | None = None) -> None:
            super().__init__(services, parent)
            if step == "building":
                ask()

        def refresh(self) -> None:
            ask()
            super().refresh()

    window = MainWindow((*FACTORIES, PageFactory("letters", "Бумаги", "letters", Asking)))
    qtbot.addWidget(window)
    window.show()
    window.attach(bare_services)
    window.go("school")
    with capture_exceptions() as raised:
        window.rail._buttons["letters"].click()
        window.current_page()
        window.refresh()
        finish_awaited()
    assert raised == []
    assert window.line.label.text() == "Файл занят другой программой."
    shown = "letters" if step == "reading" else "school"
    assert window.stage.key_of(window.current_page()) == shown
    assert window.rail._buttons[shown].isChecked()
    answers.append(True)
    window.go("letters")
    assert probe(window, "letters").calls == ["refresh"]


def test_a_long_step_of_the_history_lets_nothing_else_be_done_meanwhile(
    attached: MainWindow, qtbot: QtBot, bare_services: Any
) -> None:
    history = bare_services.history
    history.done.append("Загружены мероприятия: 9000")
    history.state = lambda: UndoState(undo=next(iter(history.done), ""), redo="", undo_is_long=True)
    pressed, followed = threading.Event(), []

    def press() -> None:
        attached.menus.undo.trigger()
        pressed.set()

    bare_services.outreach = SimpleNamespace(follow=lambda: followed.append(pressed.wait(10)))
    attached.refresh()
    finish_awaited()
    QTimer.singleShot(0, attached, press)  # once more, impatiently
    attached.menus.undo.trigger()
    assert (followed, history.undone) == ([True], ["Загружены мероприятия: 9000"])
    assert attached.line.label.text() == "Отменено: загружены мероприятия: 9000"


def test_a_long_step_that_is_refused_unlocks_the_window(
    attached: MainWindow, qtbot: QtBot, bare_services: Any
) -> None:
    def refuse(_step: object) -> str:
        raise AppError("Диск полон.")

    bare_services.history.state = lambda: UndoState(undo="Загрузка", redo="", undo_is_long=True)
    bare_services.history.undo = refuse
    attached.refresh()
    finish_awaited()
    attached.menus.undo.trigger()
    qtbot.waitUntil(attached.isEnabled)
    assert attached.line.label.text() == "Диск полон."


def test_a_bug_in_a_long_step_leaves_neither_the_window_locked_nor_the_wait_open(
    attached: MainWindow, qtbot: QtBot, bare_services: Any
) -> None:
    on = threading.Event()

    def break_down(_step: object) -> str:
        on.wait(10)
        raise ZeroDivisionError

    bare_services.history.state = lambda: UndoState(undo="Загрузка", redo="", undo_is_long=True)
    bare_services.history.undo = break_down
    attached.refresh()
    finish_awaited()
    attached.menus.undo.trigger()
    qtbot.waitUntil(lambda: bool(attached.findChildren(WaitDialog)))
    dialog = attached.findChildren(WaitDialog)[0]
    qtbot.waitUntil(dialog.isVisible)
    with capture_exceptions() as raised:
        on.set()
        qtbot.waitUntil(lambda: bool(raised))
    assert attached.isEnabled()
    qtbot.waitUntil(lambda: not attached.findChildren(WaitDialog))
    with capture_exceptions() as raised:
        attached.menus.undo.trigger()  # the history may be asked again
    assert len(raised) == 1
    assert attached.isEnabled()


def test_a_long_step_shows_how_far_it_is_and_can_be_called_off(
    attached: MainWindow, qtbot: QtBot, bare_services: Any
) -> None:
    on = threading.Event()

    def undo(step: Step) -> str:
        step(3_000, 9_000)
        on.wait(10)
        step(4_000, 9_000)
        return "never"

    bare_services.history.state = lambda: UndoState(undo="Загрузка", redo="", undo_is_long=True)
    bare_services.history.undo = undo
    attached.refresh()
    finish_awaited()
    attached.menus.undo.trigger()
    qtbot.waitUntil(lambda: bool(attached.findChildren(WaitDialog)))
    dialog = attached.findChildren(WaitDialog)[0]
    qtbot.waitUntil(dialog.isVisible)
    assert (dialog.bar.value(), dialog.bar.maximum()) == (3_000, 9_000)
    assert dialog.words.text() == "Отменяется: загрузка…"
    assert dialog.stop_button.isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()  # until everything is as it was
    on.set()
    qtbot.waitUntil(attached.isEnabled)
    assert attached.line.label.text() == "Отменено, ничего не изменилось."


def test_a_file_that_gives_way_in_the_middle_of_a_change_of_look_breaks_nothing(
    qtbot: QtBot, themed: object, bare_services: Any
) -> None:
    window = MainWindow((*FACTORIES, PageFactory("letters", "Бумаги", "letters", Probe)))
    qtbot.addWidget(window)
    window.show()
    window.attach(bare_services)
    for key in ("school", "letters", "overview"):
        window.go(key)
    chosen: list[str] = []
    window.theme_chosen.connect(chosen.append)
    window.menus.themes["dark"].trigger()
    slices = window._dressing._slices
    assert slices is not None
    assert slices.turn(), "one screen is let go of, the others wait for their turns"
    with capture_exceptions() as raised:
        window.detach()  # a file asked for before has just been opened
        qtbot.waitUntil(lambda: bool(chosen or raised))
    assert raised == []
    window.menus.themes["light"].trigger()
    qtbot.waitUntil(lambda: chosen == ["dark", "light"])


def test_the_menu_cuts_copies_and_pastes_where_the_cursor_is(attached: MainWindow, qtbot: QtBot) -> None:
    page = attached.current_page()
    field = LineField(parent=page)
    field.setText("приказ № 57")
    field.show()
    with qtbot.waitActive(attached):
        attached.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    editing = attached.menus.editing
    QApplication.clipboard().clear()
    editing.show_possible()
    assert not any(action.isEnabled() for action in (editing.cut, editing.copy, editing.paste))
    field.selectAll()
    editing.show_possible()
    assert editing.cut.isEnabled()
    editing.cut.trigger()
    assert (field.text(), QApplication.clipboard().text()) == ("", "приказ № 57")
    editing.show_possible()
    editing.paste.trigger()
    editing.paste.trigger()
    assert field.text() == "приказ № 57приказ № 57"


def test_the_menu_pastes_on_a_screen_that_takes_pictures(attached: MainWindow, qtbot: QtBot) -> None:
    page = attached.current_page()
    assert page is not None
    taken: list[int] = []
    shortcut = QShortcut(QKeySequence.StandardKey.Paste, page, lambda: taken.append(1))
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    with qtbot.waitActive(attached):
        attached.activateWindow()
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)
    QApplication.clipboard().setText("снимок")
    attached.menus.editing.show_possible()
    attached.menus.editing.paste.trigger()
    assert taken == [1]


def test_a_message_can_be_copied(attached: MainWindow) -> None:
    attached.show_error(AppError("На диске нет места."))
    label = attached.line.label
    label.setSelection(0, 5)
    assert label.selectedText() == "На ди"
