"""1366 × 768 px at 150 %: nothing is cut off at the right, and no screen has to be moved sideways."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QDialog,
    QLabel,
    QScrollArea,
    QTabBar,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.services.banners.types import PortalDraft, PortalKind
from desktop_app.services.container import Services
from desktop_app.services.coordinator.types import AppointmentDraft
from desktop_app.services.letters.types import LetterDraft, PaperKind
from desktop_app.services.outreach.types import OutreachDraft, OutreachForm
from desktop_app.services.school.types import ClassDraft
from desktop_app.ui.banners.page import BannersPage
from desktop_app.ui.banners.table_models import PORTAL_NAME, PORTAL_THUMB
from desktop_app.ui.exchange.import_dialog import ImportDialog
from desktop_app.ui.exchange.unfinished import TableSource
from desktop_app.ui.first_run.page import FirstRunPage
from desktop_app.ui.kit.place import Place
from desktop_app.ui.kit.slices import at_once
from desktop_app.ui.letters.page import LettersPage
from desktop_app.ui.overview.page import OverviewPage
from desktop_app.ui.overview.reading_dialog import ReadingDialog
from desktop_app.ui.protection.unlock_dialog import UnlockDialog
from desktop_app.ui.school.page import SchoolPage
from desktop_app.ui.school.promotion_dialog import PromotionDialog
from desktop_app.ui.screens import screens
from desktop_app.ui.shell.window import MainWindow
from tests.functional.window import open_screen
from tests.ui.test_reach import CONTROLS

SIZE = (910, 512)
KEYS = ("overview", "coordinator", "banners", "parents", "letters", "register", "school")


def each_tab(window: MainWindow, key: str) -> Iterator[int]:
    """Bring every tab of a screen to the front; a screen without tabs is one."""
    tabs = getattr(window.page(key), "tabs", None)
    for index in range(tabs.count() if isinstance(tabs, QTabWidget) else 1):
        if isinstance(tabs, QTabWidget):
            tabs.setCurrentIndex(index)
        for _ in range(4):  # what is put into another place asks for its size once more
            QCoreApplication.processEvents()
        yield index


def cut_off(window: MainWindow) -> list[tuple[str, int, int]]:
    """Return the areas shown whose content is wider than they are, with both widths."""
    return [
        (type(area.widget()).__name__, area.widget().minimumSizeHint().width(), area.viewport().width())
        for area in window.stack.findChildren(QScrollArea)
        if area.isVisible()
        and any(isinstance(child, CONTROLS) for child in area.findChildren(QWidget))
        and area.widget().minimumSizeHint().width() > area.viewport().width()
    ]


@pytest.mark.parametrize("key", KEYS)
def test_a_screen_fits_sideways(window: MainWindow, record: Services, qtbot: QtBot, key: str) -> None:
    assert key in {factory.key for factory in screens()}
    record.banners.save(PortalDraft(kind=PortalKind.WEBSITE, name="Сайт", url="https://school5.example.org"))
    window.resize(*SIZE)
    window.go(key)
    for index in each_tab(window, key):
        assert cut_off(window) == [], index


@pytest.mark.parametrize("key", KEYS)
def test_a_message_takes_no_place_from_the_screen(
    window: MainWindow, record: Services, qtbot: QtBot, key: str
) -> None:
    window.resize(1366, 700)
    window.go(key)
    QCoreApplication.processEvents()
    before = window.stack.geometry()
    for say in (window.line.show_good, window.line.show_bad):
        say("Подтверждение сохранено")
        QCoreApplication.processEvents()
        assert window.line.isVisible()
        assert window.stack.geometry() == before
    window.line.close_button.click()
    assert window.header.isVisible()
    assert window.stack.geometry() == before
    QCoreApplication.processEvents()  # the page is at rest again before its record is closed
    assert window.stack.geometry() == before


class Rounds(QObject):
    """Counts the sizes a page is given, and hides it where Qt would go on until its stack is full."""

    MOST = 40

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self.count = 0
        page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.count += 1
            if self.count > self.MOST and isinstance(watched, QWidget):
                watched.hide()
        return False


@pytest.fixture(params=[8, 10, 12, 15])
def large_font(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[None]:
    """Let the system write larger or smaller before there is a window."""
    kept, font = qapp.font(), qapp.font()
    font.setPointSize(request.param)
    qapp.setFont(font)
    yield
    qapp.setFont(kept)


def test_the_bars_of_a_place_do_not_rearrange_its_page(
    large_font: None, window: MainWindow, qtbot: QtBot
) -> None:
    """A larger font of the system once let the overview change its size until the program fell."""
    for key in ("overview", "banners", "parents"):  # those that arrange themselves by their room
        window.go(key)
        rounds = Rounds(window.page(key))
        for size in ((1366, 700), (1093, 560), (910, 512), (860, 470)):
            rounds.count = 0
            window.resize(*size)
            for _ in range(3):
                QCoreApplication.processEvents()
            assert rounds.count <= Rounds.MOST, (key, size)


def test_the_overview_of_two_letters_is_seen_whole(
    window: MainWindow, record: Services, qtbot: QtBot
) -> None:
    """1366 × 768 less the task bar and the title: two letters, 24 classes, twelve weeks, nothing scrolls."""
    for grade in range(1, 13):
        for letter in "АБ":
            record.school.save_class(ClassDraft(name=f"{grade}{letter}", pupils=25, parents=40))
    classes = tuple(row.id for row in record.school.classes())
    for week in range(12):
        event = OutreachDraft(
            held_on=date(2024, 6, 3) - timedelta(weeks=week),
            form=OutreachForm.CLASS_MEETING,
            topic="Собрание",
            parents=90,
            class_ids=classes[2 * week : 2 * week + 2],
        )
        record.outreach.save(event)
    person = record.coordinator.current()
    assert person is not None
    kept = {name: getattr(person, name) for name in AppointmentDraft.__dataclass_fields__}
    kept |= {"order_number": "57-од", "order_date": date(2024, 6, 3), "chat_joined_on": date(2024, 6, 3)}
    record.coordinator.save(AppointmentDraft(**kept), person.id)
    first = record.directives.preset()
    second = replace(first, number="02-55-9999/24", dated=date(2024, 6, 1), due_on=date(2024, 6, 20))
    record.directives.save(second)
    window.resize(1366, 697)
    window.go("overview")
    page = window.page("overview")
    assert isinstance(page, OverviewPage)
    page.refresh()
    QCoreApplication.processEvents()
    assert page.others_card.rows
    assert page.side.bars.isVisible()
    assert page.side.weeks.isVisible()
    area = next(area for area in window.stack.findChildren(QScrollArea) if area.widget() is page)
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() == 0)


@pytest.mark.parametrize("stretch", [100, 125, 140])
def test_the_letters_screen_of_a_wide_font_has_no_bar_too_many(
    window: MainWindow, record: Services, qtbot: QtBot, qapp: QApplication, stretch: int
) -> None:
    """What scrolls is the form and the page, each down only; nothing is cut off beside them."""
    record.letters.create(LetterDraft(kind=PaperKind.CONFIRMATION, directive_id=1, appointment_id=1))
    before, wide = qapp.font(), qapp.font()
    wide.setStretch(stretch)
    qapp.setFont(wide)
    try:
        window.resize(1366, 697)
        page = open_screen(window, "letters", LettersPage)
        qtbot.waitUntil(page.register_button.isEnabled)
        QCoreApplication.processEvents()
        place = next(area for area in window.stack.findChildren(QScrollArea) if area.widget() is page)
        assert place.verticalScrollBar().maximum() == 0
        assert place.horizontalScrollBar().maximum() == 0
        assert cut_off(window) == []
        sideways = [
            area
            for area in page.findChildren(QScrollArea)
            if area.isVisible() and area.horizontalScrollBar().maximum()
        ]
        assert sideways == []
    finally:
        qapp.setFont(before)


def test_a_bar_goes_when_there_is_room_again(window: MainWindow, qtbot: QtBot) -> None:
    """A window lower for a moment once kept its bar: beside it the lines are shorter and more."""
    window.go("overview")
    page = window.page("overview")
    area = next(area for area in window.stack.findChildren(QScrollArea) if area.widget() is page)
    window.resize(1280, 720)
    QCoreApplication.processEvents()
    bar = area.verticalScrollBar()
    extent, around = bar.sizeHint().width(), window.width() - area.width()
    wide = next(  # where a line breaks beside the bar and not without it
        width
        for width in range(1000, 1366)
        if page.heightForWidth(width - around - extent) > page.heightForWidth(width - around)
    )
    low = window.height()
    for low in range(1300, 400, -4):
        window.resize(wide, low)
        QCoreApplication.processEvents()
        if bar.isVisible():
            break
    for height, shown in ((low + 4, False), (low, True), (low + 4, False)):
        window.resize(wide, height)
        qtbot.waitUntil(lambda shown=shown: bar.isVisible() is shown)


def test_the_button_of_a_wait_moves_nothing(window: MainWindow, qtbot: QtBot) -> None:
    window.resize(1366, 697)
    QCoreApplication.processEvents()
    before = window.stack.geometry()
    window.status.stop_button.show()
    window.status.busy.show()
    QCoreApplication.processEvents()
    assert window.stack.geometry() == before


@pytest.fixture
def fourteen_points(qapp: QApplication) -> Iterator[None]:
    """Let the system write as somebody who sees badly has set it."""
    kept, font = qapp.font(), qapp.font()
    font.setPointSize(14)
    qapp.setFont(font)
    yield
    qapp.setFont(kept)


def overlapping(window: MainWindow) -> list[tuple[str, str]]:
    """Return the visible controls of the screen shown that lie over one another."""
    page = window.current_page()
    assert page is not None
    boxes = [
        (control, QRect(control.mapTo(page, QPoint(0, 0)), control.size()))
        for control in page.findChildren(QWidget)
        if isinstance(control, CONTROLS) and control.isVisible() and not isinstance(control.parent(), QTabBar)
    ]
    return [
        (f"{type(one).__name__} {one.accessibleName()}", f"{type(other).__name__} {other.accessibleName()}")
        for place, (one, box) in enumerate(boxes)
        for other, lies in boxes[place + 1 :]
        if one.parentWidget() is other.parentWidget() and box.intersects(lies)
    ]


@pytest.mark.parametrize("size", [(1093, 560), (910, 470)])
@pytest.mark.parametrize("key", KEYS)
def test_a_large_font_in_a_small_window_hides_nothing(
    fourteen_points: None,
    window: MainWindow,
    record: Services,
    qtbot: QtBot,
    key: str,
    size: tuple[int, int],
) -> None:
    """14 points at 125 and 150 % on a laptop: nothing lies over anything, all is in reach."""
    record.banners.save(PortalDraft(kind=PortalKind.WEBSITE, name="Сайт", url="https://school5.example.org"))
    window.resize(*size)
    window.go(key)
    for index in each_tab(window, key):
        assert overlapping(window) == [], index
        stuck = [
            area
            for area in window.stack.findChildren(QScrollArea)
            if area.isVisible()
            and area.horizontalScrollBarPolicy() == Qt.ScrollBarPolicy.ScrollBarAlwaysOff
            and area.widget().width() > area.viewport().width()
        ]
        assert stuck == [], index


@pytest.mark.parametrize("key", ["overview", "coordinator", "banners", "parents", "letters", "register"])
def test_a_large_font_moves_no_screen_sideways(
    fourteen_points: None, window: MainWindow, record: Services, qtbot: QtBot, key: str
) -> None:
    record.banners.save(PortalDraft(kind=PortalKind.WEBSITE, name="Сайт", url="https://school5.example.org"))
    window.resize(*SIZE)
    window.go(key)
    for _ in range(4):
        QCoreApplication.processEvents()
    assert cut_off(window) == []


TABLE = "Дата;Тема;Класс;Контактов\n03.06.2024;Безопасность летом;5А;24\n?;беседа;9Я;много\n"


def importing(window: MainWindow, services: Services) -> QDialog:
    return ImportDialog(services.exchange, TableSource(text=TABLE), window)


def reading(window: MainWindow, services: Services) -> QDialog:
    dialog = ReadingDialog(window)
    dialog.text.setPlainText(services.directives.preset().text)
    return dialog


def promoting(window: MainWindow, services: Services) -> QDialog:
    names = {row.id: row.name for row in services.school.classes()}
    return PromotionDialog(services.years.propose(), services.years, names, window)


Make = Callable[[MainWindow, Services], QDialog]


@pytest.mark.parametrize("size", [(1053, 520), (870, 432)])
@pytest.mark.parametrize("make", [importing, reading, promoting])
def test_a_large_font_moves_no_dialog_sideways(
    fourteen_points: None,
    window: MainWindow,
    record: Services,
    qtbot: QtBot,
    make: Make,
    size: tuple[int, int],
) -> None:
    for grade in range(1, 12):
        record.school.save_class(ClassDraft(name=f"{grade}А", pupils=25, parents=40))
    dialog = make(window, record)
    dialog.open()
    qtbot.waitUntil(lambda: not isinstance(dialog, ImportDialog) or dialog.plan is not None)
    dialog.resize(*size)
    for _ in range(4):
        QCoreApplication.processEvents()
    assert dialog.size().toTuple() == size
    sideways = [
        type(area).__name__
        for area in dialog.findChildren(QAbstractScrollArea)
        if area.isVisible() and area.horizontalScrollBar().maximum()
    ]
    assert sideways == []


def test_the_headings_of_moving_up_are_read_whole(
    fourteen_points: None, window: MainWindow, record: Services, qtbot: QtBot
) -> None:
    record.school.save_class(ClassDraft(name="1А", pupils=25, parents=40))
    dialog = promoting(window, record)
    assert isinstance(dialog, PromotionDialog)
    dialog.open()
    header = dialog.table.horizontalHeader()
    for width in (dialog.width(), 400):
        dialog.resize(width, 432)
        QCoreApplication.processEvents()
        cut = [
            place
            for place in range(header.count())
            if header.sectionSize(place) < header.sectionSizeHint(place)
        ]
        assert cut == []


def test_the_first_steps_of_a_large_font_scroll_once(
    fourteen_points: None, window: MainWindow, record: Services, qtbot: QtBot
) -> None:
    """The title once stood in a third of the width, and the form scrolled within the page that scrolled."""
    window.detach()
    window.attach(record, guided=True)
    guide = FirstRunPage(record)
    window.show_guide(guide)
    place = next(area for area in window.stack.findChildren(Place) if area.widget() is guide)
    for size in (SIZE, (1366, 1000), SIZE):
        window.resize(*size)
        for step in range(len(guide.steps)):
            guide.go_to(step)
            for _ in range(4):
                QCoreApplication.processEvents()
            scrolling = [
                area
                for area in (place, *guide.findChildren(QScrollArea))
                if area.isVisible() and area.verticalScrollBar().maximum()
            ]
            assert len(scrolling) <= 1, (size, step)
            assert place.horizontalScrollBar().maximum() == 0
            assert guide.isAncestorOf(window.focusWidget())
    title = next(label for label in guide.findChildren(QLabel) if label.property("role") == "title")
    assert title.height() < 2 * title.fontMetrics().lineSpacing()
    assert guide.height() > place.height()
    guide.next_button.setFocus()
    last = guide.next_button.mapTo(guide, QPoint(0, guide.next_button.height())).y()
    assert last <= guide.height()


def test_the_cursor_stays_when_the_first_steps_are_arranged_anew(
    fourteen_points: None, window: MainWindow, record: Services, qtbot: QtBot
) -> None:
    window.detach()
    window.attach(record, guided=True)
    guide = FirstRunPage(record)
    window.show_guide(guide)
    window.resize(1366, 1000)
    guide.go_to(1)
    QCoreApplication.processEvents()
    held = window.focusWidget()
    for size in (SIZE, (1366, 1000)):
        window.resize(*size)
        for _ in range(4):
            QCoreApplication.processEvents()
        assert window.focusWidget() is held


def test_a_wide_tab_of_the_school_does_not_move_the_others_sideways(
    fourteen_points: None, window: MainWindow, record: Services, qtbot: QtBot
) -> None:
    """All tabs are built behind the window, and one wider than the screen once made every one scroll."""
    window.resize(*SIZE)
    page = open_screen(window, "school", SchoolPage)
    at_once(page.ahead())
    page.copies.setMinimumWidth(2 * SIZE[0])
    for section in (page.requisites, page.people, page.classes, page.numbers, page.texts, page.protection):
        page.open_tab(section)
        for _ in range(4):
            QCoreApplication.processEvents()
        assert cut_off(window) == [], type(section)


def test_a_step_begins_with_what_it_is_about(
    fourteen_points: None, window: MainWindow, record: Services, qtbot: QtBot
) -> None:
    """Far down in one step, the next once began somewhere in its middle."""
    window.detach()
    window.attach(record, guided=True)
    guide = FirstRunPage(record)
    window.show_guide(guide)
    window.resize(*SIZE)
    place = next(area for area in window.stack.findChildren(Place) if area.widget() is guide)
    for step in range(1, len(guide.steps)):
        QCoreApplication.processEvents()
        place.verticalScrollBar().setValue(place.verticalScrollBar().maximum())
        guide.go_to(step)
        for _ in range(4):
            QCoreApplication.processEvents()
        seen = QRect(guide.mapFrom(place.viewport(), QPoint(0, 0)), place.viewport().size())
        held = window.focusWidget()
        assert held is not None
        for widget in (guide.card.heading, held):
            assert seen.contains(QRect(widget.mapTo(guide, QPoint(0, 0)), widget.size())), (step, widget)


def test_the_classes_of_a_second_year_move_nothing_sideways(
    fourteen_points: None, window: MainWindow, record: Services, qtbot: QtBot
) -> None:
    """The choice of a year, there when classes have moved up, once pushed the form out of the screen."""
    record.school.save_class(ClassDraft(name="5А", pupils=25, parents=40))
    record.years.promote(record.years.propose())
    window.resize(*SIZE)
    page = open_screen(window, "school", SchoolPage)
    page.open_tab(page.classes)
    for _ in range(4):
        QCoreApplication.processEvents()
    assert page.classes.year.isVisible()
    assert page.classes.year.width() >= page.classes.year.sizeHint().width()
    assert cut_off(window) == []


def test_the_names_of_the_portals_are_read_in_a_small_window(
    fourteen_points: None, window: MainWindow, record: Services, qtbot: QtBot
) -> None:
    """Beside a picture and a state in large letters, two letters of a name were left."""
    record.banners.save(PortalDraft(kind=PortalKind.WEBSITE, name="Сайт", url="https://school5.example.org"))
    window.resize(*SIZE)
    page = open_screen(window, "banners", BannersPage)
    for _ in range(4):
        QCoreApplication.processEvents()
    shown = page.table.columnWidth(PORTAL_NAME)
    assert shown >= page.table.horizontalHeader().sectionSizeHint(PORTAL_NAME)
    assert shown >= page.table.fontMetrics().horizontalAdvance("Сайт школы")
    window.resize(1366, 1000)
    for _ in range(4):
        QCoreApplication.processEvents()
    assert not page.table.isColumnHidden(PORTAL_THUMB)


def test_the_words_on_the_buttons_of_a_locked_window_are_read_whole(
    fourteen_points: None, window: MainWindow, qtbot: QtBot
) -> None:
    dialog = UnlockDialog("Школа.otklik", "2X3SE", lambda _typed, _by_key: None, window, locked=True)
    dialog.open()
    QCoreApplication.processEvents()
    for button in (dialog.other_way, dialog.open_button, dialog.leave_button):
        assert button.width() >= button.sizeHint().width(), button.text()
    dialog.done(0)
