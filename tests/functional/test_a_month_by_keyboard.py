"""A whole month of work with parents goes in by the keyboard alone, mistakes and second thoughts included."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.services.container import Services
from desktop_app.services.outreach.types import OutreachFilter, OutreachForm
from desktop_app.services.school.types import ClassDraft
from desktop_app.ui.parents.entry_form import EntryDialog
from desktop_app.ui.parents.page import ParentsPage
from desktop_app.ui.parents.words import form_names
from desktop_app.ui.shell.window import MainWindow
from tests.ui.parents.conftest import focused, write

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
FORMS = list(form_names())
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@dataclass(frozen=True)
class Event:
    """An event as it stands in the teacher's notebook."""

    day: str
    form: OutreachForm
    topic: str
    classes: str
    counts: tuple[str, ...]
    who: str = "Абрамова Л. К."
    proof: str = ""


MEETING, HOUR, CHAT, LEAFLET = (
    OutreachForm.CLASS_MEETING, OutreachForm.CLASS_HOUR, OutreachForm.CHAT_MESSAGE, OutreachForm.LEAFLET,
)  # fmt: skip
MONTH = (
    Event("02.05.2024", OutreachForm.SCHOOL_MEETING, "Проект «Заступник»", "", ("74", "70", "", "70")),
    Event("03.05.2024", MEETING, "Ребёнок в сети", "5а", ("25", "24", "", "25"), proof="протокол № 2"),
    Event("06.05.2024", MEETING, "Ребёнок в сети", "5б", ("22", "22", "", "20"), proof="протокол № 3"),
    Event("06.05.2024", CHAT, "Ссылка на приложение", "5а, 5б", ("50", "", "", "")),
    Event("07.05.2024", HOUR, "Куда звонить", "7а", ("4", "4", "26", "26")),
    Event("08.05.2024", HOUR, "Куда звонить", "10а", ("2", "2", "21", "21")),
    Event("13.05.2024", LEAFLET, "Памятка родителям", "5а 5б", ("48", "45", "", "48")),
    Event("13.05.2024", LEAFLET, "Памятка родителям", "7а", ("18", "18", "", "18")),
    Event("14.05.2024", OutreachForm.INDIVIDUAL, "Беседа", "10а", ("1", "1", "", "1")),
    Event("15.05.2024", OutreachForm.STAND, "Стенд у входа", "", ("90", "", "", "")),
    Event("16.05.2024", OutreachForm.PUBLICATION, "Новость на сайте", "", ("210", "", "", "")),
    Event("17.05.2024", OutreachForm.WEBINAR, "Как установить приложение", "5а, 7а", ("31", "30", "", "")),
    Event("20.05.2024", MEETING, "Итоги года", "5а", ("27", "27", "", "")),
    Event("20.05.2024", MEETING, "Итоги года", "5б", ("24", "24", "", "")),
    Event("21.05.2024", MEETING, "Итоги года", "7а", ("19", "19", "", "")),
    Event("22.05.2024", MEETING, "Итоги года", "10а", ("18", "17", "", "")),
    Event("23.05.2024", OutreachForm.COUNCIL, "Совет родителей", "", ("11", "11", "", "11"), proof="№ 4"),
    Event("24.05.2024", CHAT, "Безопасное лето", "5а 5б 7а 10а", ("88", "", "", "")),
    Event("27.05.2024", OutreachForm.DIARY_NOTICE, "Запись в дневнике", "5б", ("26", "26", "", "")),
    Event("31.05.2024", OutreachForm.OPEN_DAY, "День открытых дверей", "", ("60", "41", "12", "40")),
)  # fmt: skip


class Hands:
    """Ten fingers over the window: everything goes to whatever has the cursor."""

    def __init__(self, qtbot: QtBot) -> None:
        self._qtbot = qtbot

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self._qtbot.keyClick(focused(), key, modifier)
        QApplication.processEvents()

    def retype(self, text: str) -> None:
        """Type in place of what is in the field."""
        self.press(Qt.Key.Key_A, CTRL)
        self.press(Qt.Key.Key_Delete)
        write(text)

    def choose(self, form: OutreachForm) -> None:
        """Go through the list of forms with the arrows."""
        self.press(Qt.Key.Key_Home)
        for _ in range(FORMS.index(form)):
            self.press(Qt.Key.Key_Down)

    def enter(self, event: Event) -> None:
        """Fill the row from the date on and press Enter; the cursor comes back to the topic."""
        for _ in range(2):
            self.press(Qt.Key.Key_Backtab, SHIFT)
        self.retype(event.day)
        self.press(Qt.Key.Key_Tab)
        self.choose(event.form)
        for text in (event.topic, event.classes, *event.counts, event.who, event.proof):
            self.press(Qt.Key.Key_Tab)
            write(text)
        self.press(Qt.Key.Key_Return)


@pytest.fixture
def classes(record: Services) -> None:
    for name, parents in (("5А", 30), ("5Б", 28), ("7А", 20), ("10А", 24)):
        record.school.save_class(ClassDraft(name=name, pupils=26, parents=parents))


def form_with_the_cursor(qtbot: QtBot) -> EntryDialog:
    """Wait for the form of an event, which opens by slices."""

    def there() -> bool:
        dialog, focus = QApplication.activeModalWidget(), QApplication.focusWidget()
        return isinstance(dialog, EntryDialog) and focus is not None and dialog.isAncestorOf(focus)

    qtbot.waitUntil(there)
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, EntryDialog)
    return dialog


def test_a_month_is_entered_without_touching_the_mouse(
    classes: None, window: MainWindow, record: Services, qtbot: QtBot
) -> None:
    hands = Hands(qtbot)
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_4, CTRL)
    page = window.current_page()
    assert isinstance(page, ParentsPage)
    hands.press(Qt.Key.Key_N, CTRL)
    for event in MONTH:
        hands.enter(event)
    assert [record.outreach.totals().events, page.log.model.rowCount()] == [len(MONTH), len(MONTH)]

    # a class that is not there is refused beside its field, and mended where the cursor is put
    hands.enter(Event("28.05.2024", CHAT, "Напоминание", "5в", ("15", "", "", "")))
    assert focused() is page.quick.field("class_ids")
    assert "5в" in page.quick.note_of("class_ids").text()
    hands.retype("5Б")
    hands.press(Qt.Key.Key_Return)
    assert record.outreach.totals().events == len(MONTH) + 1

    # entered twice: taken back with Ctrl+Z, and again to and fro
    hands.press(Qt.Key.Key_D, CTRL)
    assert focused() is page.quick.field("class_ids")
    assert page.quick.field("topic").text() == "Напоминание"
    hands.press(Qt.Key.Key_Tab)
    write("15")
    hands.press(Qt.Key.Key_Return)
    for key, modifier, events in (
        (Qt.Key.Key_Z, CTRL, 1),
        (Qt.Key.Key_Z, CTRL | SHIFT, 2),
        (Qt.Key.Key_Z, CTRL, 1),
    ):
        qtbot.waitUntil(window.menus.undo.isEnabled)
        hands.press(key, modifier)
        assert record.outreach.totals().events == len(MONTH) + events

    # a number written down wrong is looked for, opened, changed and stored
    hands.press(Qt.Key.Key_F, CTRL)
    hands.retype("откр двер")
    qtbot.waitUntil(lambda: page.log.model.rowCount() == 1)
    hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return)
    dialog = form_with_the_cursor(qtbot)
    for _ in range(2):
        hands.press(Qt.Key.Key_Tab)
    hands.retype("65")
    hands.press(Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog.isVisible())
    window.activateWindow()  # there is no window manager here to do it
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    (row,) = record.outreach.list(OutreachFilter(text="открытых"))
    assert (row.parents, row.unique_parents, row.form) == (65, 41, OutreachForm.OPEN_DAY)

    # everything is there as it stood in the notebook
    hands.press(Qt.Key.Key_F, CTRL)
    hands.retype("")
    qtbot.waitUntil(lambda: page.log.model.rowCount() == len(MONTH) + 1)
    stored = {(row.held_on, row.form, row.topic, row.classes): row for row in record.outreach.list()}
    for event in MONTH[:-1]:
        day, month, year = map(int, event.day.split("."))
        found = [
            row for key, row in stored.items() if key[:3] == (date(year, month, day), event.form, event.topic)
        ]
        assert int(event.counts[0]) in {row.parents for row in found}
        assert event.proof in {row.proof for row in found}
    total = sum(int(event.counts[0]) for event in MONTH) + 15 + 5
    assert f"{total}\u00a0контактов" in page.log.totals.text()
    assert not page.has_unsaved()
