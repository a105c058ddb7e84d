"""Every screen, tab and form of the window is used, and its heart is listened to meanwhile.

Nothing is asserted on time: the longest silence of each step is printed, for docs and for whoever changes it.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QFileDialog, QPushButton

from desktop_app.services.attachments.types import NewFile
from desktop_app.services.exchange.types import TableFormat
from desktop_app.services.letters.types import LetterState
from desktop_app.ui.banners.page import BannersPage
from desktop_app.ui.coordinator.page import CoordinatorPage
from desktop_app.ui.coordinator.replace_dialog import ReplaceDialog
from desktop_app.ui.exchange.import_dialog import ImportDialog
from desktop_app.ui.exchange.unfinished import TableSource
from desktop_app.ui.first_run.page import FirstRunPage
from desktop_app.ui.first_run.portals import PortalsStep
from desktop_app.ui.first_run.steps import CoordinatorStep, SchoolStep
from desktop_app.ui.kit.hide_names import HideNamesDialog
from desktop_app.ui.letters.dialogs import DatedNoteDialog, RegisterDialog
from desktop_app.ui.letters.page import LettersPage
from desktop_app.ui.overview.letter_form import LetterDialog
from desktop_app.ui.overview.page import OverviewPage
from desktop_app.ui.overview.reading_dialog import ReadingDialog
from desktop_app.ui.parents.page import ParentsPage
from desktop_app.ui.protection.password_dialogs import NewPasswordDialog
from desktop_app.ui.school.page import SchoolPage
from desktop_app.ui.school.promotion_dialog import PromotionDialog
from desktop_app.ui.shell.closing import Answer as Unsaved
from desktop_app.ui.shell.privacy_dialogs import EventLogDialog, SupportDialog
from tests.functional.hands import WAIT, Hands
from tests.functional.window import Answer, open_screen
from tests.services.directive.test_reading import ministry
from tests.ui.parents.conftest import write

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SCREENS = ("coordinator", "banners", "parents", "letters", "register", "school")


def test_every_screen_is_opened_as_soon_as_the_window_is_there(
    hands: Hands, sample_file: Path, tmp_path: Path
) -> None:
    path = Path(shutil.copy(sample_file, tmp_path / "school.otklik"))
    hands.do("open the file", lambda: hands.open(path))
    open_everything(hands, "at once: ")
    change_theme(hands)


def test_a_year_s_work_goes_through_every_form(
    hands: Hands, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(sample_file, tmp_path / "school.otklik"))
    hands.open(path)
    with hands.heart.step("the window at rest"):
        hands.rest()
    open_everything(hands, "")
    save_letter(hands)
    save_coordinator(hands)
    save_portal(hands)
    save_event(hands)
    save_school(hands)
    replace_with_order(hands)
    register(hands)
    carry_tables(hands, tmp_path)
    undo_and_redo(hands)
    delete_events(hands)
    restore(hands)


def open_everything(hands: Hands, when: str) -> None:
    for key in SCREENS:
        hands.do(f"{when}open {key}", lambda key=key: hands.visit(key))
    tabs = hands.page(SchoolPage).tabs
    for place in range(1, tabs.count()):
        name = tabs.tabText(place)
        hands.do(f"{when}open the tab «{name}»", lambda place=place: tabs.setCurrentIndex(place))
    for key in ("overview", *SCREENS):
        hands.do(f"{when}go back to {key}", lambda key=key: hands.visit(key))


def change_theme(hands: Hands) -> None:
    for key in ("letters", "school"):
        hands.window.go(key)
        hands.rest()
        for name in ("dark", "light"):
            hands.do(f"{name} theme over {key}", hands.window.menus.themes[name].trigger)


def save_letter(hands: Hands) -> None:
    page = hands.window
    page.go("overview")
    hands.rest()
    overview = page.current_page()
    assert isinstance(overview, OverviewPage)
    dialog = hands.dialog("open the ministry's letter", overview.edit_letter, LetterDialog)
    dialog.form.field("subject").setText("О приложении для родителей")
    hands.do("save the ministry's letter", dialog.form.submit, lambda: not dialog.isVisible())


def save_coordinator(hands: Hands) -> None:
    page = open_screen(hands.window, "coordinator", CoordinatorPage)
    hands.rest()
    page.form.field("phone").setText("(3952) 11-22-33")
    hands.do("save the coordinator", page.save, lambda: not page.has_unsaved())


def save_portal(hands: Hands) -> None:
    page = open_screen(hands.window, "banners", BannersPage)
    hands.rest()
    page.form.field("url").setText("https://school5.example.org/proekt")
    hands.do("save a portal", page.save, lambda: not page.has_unsaved())
    hands.do("begin a portal", lambda: page.begin(page.presets[-1]))
    page.form.field("name").setText("Стенд у столовой")
    page.form.field("place").setText("второй этаж")
    hands.do("save the new portal", page.save, lambda: not page.has_unsaved())


def save_event(hands: Hands) -> None:
    page = open_screen(hands.window, "parents", ParentsPage)
    hands.rest()
    page.create_new()
    page.quick.field("held_on").setText("03.06.2024")
    write("Новое собрание", page.quick.field("topic"))
    page.quick.field("parents").setText("12")
    before = page.log.model.rowCount()
    hands.do("save an event", page.quick.submit, lambda: page.log.model.rowCount() == before + 1)


def save_school(hands: Hands) -> None:
    page = open_screen(hands.window, "school", SchoolPage)
    page.open_tab(page.requisites)
    hands.rest()
    page.requisites.form.field("phone").setText("(3952) 44-55-66")
    hands.do("save the requisites", page.save, lambda: not page.has_unsaved())
    page.open_tab(page.people)
    hands.rest()
    page.people.table.select_line(1)
    hands.do("confirm cases", page.people.save, lambda: not page.has_unsaved())
    page.open_tab(page.classes)
    hands.rest()
    page.classes.create_new()
    page.classes.form.field("name").setText("9Ж")
    hands.do("save a class", page.classes.save, lambda: not page.has_unsaved())
    page.open_tab(page.numbers)
    hands.rest()
    page.numbers.goals.form.field("check_days").set_value(45)
    hands.do("save a goal", page.save, lambda: not page.has_unsaved())
    page.open_tab(page.texts)
    hands.rest()
    page.texts.editor.replace_template(page.texts.editor.template().rstrip() + "\nСообщаем об этом.\n")
    hands.do("save a text", page.save, lambda: not page.has_unsaved())
    page.open_tab(page.layouts)
    hands.rest()


def replace_with_order(hands: Hands) -> None:
    page = open_screen(hands.window, "coordinator", CoordinatorPage)
    hands.rest()

    def fill(dialog: ReplaceDialog) -> None:
        dialog.form.field("name").setText("Гусев Пётр Ильич")
        dialog.accept_button.click()

    def replace() -> None:
        Answer(ReplaceDialog, fill)
        page.replace_button.click()

    def arrived() -> bool:
        shown = hands.window.stage.shown()  # asked as nobody who waits: the steps come by themselves
        return isinstance(shown, LettersPage) and bool(shown.preview.pdf)

    hands.do("replace the coordinator with the order", replace, arrived)


def register(hands: Hands) -> None:
    page = hands.page(LettersPage)
    hands.do("a new letter", page.create_new)
    hands.qtbot.waitUntil(page.register_button.isEnabled, timeout=WAIT)

    def press() -> None:
        Answer(RegisterDialog, lambda dialog: dialog.accept_button.click())
        page.register_button.click()

    hands.do("register the letter", press, page.void_button.isVisible)

    def fill(dialog: DatedNoteDialog) -> None:
        dialog.form.field("note").setText("нарочный")
        dialog.accept_button.click()

    def send() -> None:
        Answer(DatedNoteDialog, fill)
        page.sent_button.click()

    hands.do("mark it sent", send, lambda: page._row is not None and page._row.state is LetterState.SENT)


def carry_tables(hands: Hands, folder: Path) -> None:
    page = open_screen(hands.window, "parents", ParentsPage)
    hands.rest()
    before = page.log.model.rowCount()
    for kind in (TableFormat.XLSX, TableFormat.CSV):
        path = folder / f"log.{kind.value}"
        hands.do(f"export {kind.value}", lambda path=path: page.tables.export(path), path.exists)
    rows = "\n".join(f"05.06.2024;собрание;О проекте {number};25" for number in range(2_000))
    table = folder / "in.csv"
    table.write_text(f"Дата;Форма;Тема;Родителей\n{rows}\n", encoding="utf-8")
    opened: list[ImportDialog] = []
    hands.do(
        "read a table of 2,000 rows",
        lambda: opened.append(page.tables.take(TableSource(path=table))),
        lambda: bool(opened) and not opened[0].is_busy() and opened[0].plan is not None,
    )
    for editor in opened[0].questions.editors.values():
        assert not editor, "nothing is left to ask"
    hands.do("import it", opened[0].store, lambda: page.log.model.rowCount() > before)


def undo_and_redo(hands: Hands) -> None:
    menus = hands.window.menus
    for name, action in (("undo", menus.undo), ("redo", menus.redo)):
        hands.qtbot.waitUntil(lambda action=action: action.isEnabled(), timeout=WAIT)
        hands.do(f"{name} the import", action.trigger, hands.window.isEnabled)


def delete_events(hands: Hands) -> None:
    page = hands.page(ParentsPage)
    page.log.table.selectAll()
    hands.rest()
    hands.do("delete every event", page.heading.delete, lambda: not page.log.model.rowCount())


def restore(hands: Hands) -> None:
    services = hands.window._services
    assert services is not None
    copy = services.copies.make().path
    with hands.heart.step("restore a copy"):
        with hands.qtbot.waitSignal(hands.desk.ready, timeout=WAIT):
            hands.window.copy_wanted_back.emit(copy)
        hands.rest()


def test_what_is_seldom_opened(hands: Hands, sample_file: Path, tmp_path: Path) -> None:
    path = Path(shutil.copy(sample_file, tmp_path / "school.otklik"))
    hands.open(path)
    for key in SCREENS:
        hands.visit(key)
        hands.rest()
    menus = hands.window.menus
    hands.dialog("the log of events", menus.events.trigger, EventLogDialog).close()
    hands.dialog("the report for support", menus.support.trigger, SupportDialog).close()
    paste_letter(hands)
    promote(hands)
    look_at_a_portal(hands)
    set_password(hands)
    type_and_close(hands)


def paste_letter(hands: Hands) -> None:
    page = open_screen(hands.window, "overview", OverviewPage)
    hands.rest()
    letter = hands.dialog("a new letter's dialog", page.create_new, LetterDialog)
    reading = hands.dialog("a place for a letter's text", letter.read_text, ReadingDialog)
    hands.do("paste a letter's text", lambda: reading.text.setPlainText(ministry()))
    hands.do("fill the form with it", reading.accept)
    letter.form.mark_saved()
    letter.reject()


def promote(hands: Hands) -> None:
    page = open_screen(hands.window, "school", SchoolPage)
    page.open_tab(page.classes)
    hands.rest()
    dialog = hands.dialog("promote the classes", page.classes.promote_button.click, PromotionDialog)
    hands.do("store the new year", dialog.accept, lambda: not dialog.isVisible())


def look_at_a_portal(hands: Hands) -> None:
    page = open_screen(hands.window, "banners", BannersPage)
    hands.rest()
    looks, before = page.detail.looks, page.detail.looks.model.rowCount()
    file = NewFile(name="снимок.png", content=photograph())
    dialog = hands.dialog("hide names on a picture", lambda: looks.take_file(file), HideNamesDialog)
    hands.do("store a look", dialog.take, lambda: looks.model.rowCount() == before + 1)
    check = looks.model.rows()[0]
    hands.do(
        "delete a look", lambda: page.look_actions.delete(check), lambda: looks.model.rowCount() == before
    )


def photograph() -> bytes:
    """Return a picture as large as a screen, that does not shrink to nothing."""
    out = io.BytesIO()
    Image.effect_noise((1366, 768), 80).convert("RGB").save(out, "PNG")
    return out.getvalue()


def set_password(hands: Hands) -> None:
    page = open_screen(hands.window, "school", SchoolPage)
    page.open_tab(page.protection)
    hands.rest()
    seen: list[bool] = []

    def leave(dialog: NewPasswordDialog[object]) -> None:
        seen.append(True)
        dialog.reject()

    def ask() -> None:
        Answer(NewPasswordDialog, leave)
        next(each for each in page.protection.findChildren(QPushButton) if "ароль" in each.text()).click()

    hands.do("the dialog of a new password", ask, lambda: bool(seen))


def type_and_close(hands: Hands) -> None:
    page = open_screen(hands.window, "banners", BannersPage)
    hands.rest()
    for line in range(3):
        page.table.select_line(line)
        page.form.field("place").setText(f"этаж {line}")
    hands.do("typing is kept for a crash", page._keeper.keep)
    hands.window.ask = lambda *_: Unsaved.SAVE
    gone = Gone(hands.heart.lose_sight)
    hands.window.installEventFilter(gone)
    hands.do("close with unsaved portals", hands.window.close, lambda: not hands.window.isVisible())


class Gone(QObject):
    """Tells when a window is hidden."""

    def __init__(self, tell: Callable[[], object]) -> None:
        super().__init__()
        self._tell = tell

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            self._tell()
        return False


def test_the_first_run(hands: Hands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "new.otklik"), ""))
    window = hands.window
    with hands.heart.step("make a file"):
        with hands.qtbot.waitSignal(hands.desk.ready, timeout=WAIT):
            hands.desk.ask_new()
        hands.rest()
    page = window._guide
    assert isinstance(page, FirstRunPage)
    school, _letter, coordinator, portals = page.steps
    assert isinstance(school, SchoolStep)
    assert isinstance(coordinator, CoordinatorStep)
    assert isinstance(portals, PortalsStep)
    school.form.field("full_name").setPlainText("Школа № 5")
    school.form.field("short_name").setText("СОШ № 5")
    hands.qtbot.waitUntil(page.next_button.isEnabled)
    hands.do("first run: the school", page.next_button.click, lambda: page.place == 1)
    hands.do("first run: the letter", page.next_button.click, lambda: page.place == 2)
    coordinator.form.field("name").setText("Котова Анна Игоревна")
    hands.qtbot.waitUntil(page.next_button.isEnabled)
    hands.do("first run: the coordinator", page.next_button.click, lambda: page.place == 3)
    portals.lines[0].wanted.setChecked(True)
    portals.lines[0].where.setText("https://school5.example.org")
    hands.do("first run: the portals", page.next_button.click, lambda: window._guide is None)
