"""The Tab key goes as the eye reads: nothing that deletes comes first, a group goes down and to the right."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app.services.banners.types import PortalDraft, PortalKind
from desktop_app.services.container import Services
from desktop_app.services.letters.types import LetterDraft, PaperKind
from desktop_app.services.outreach.types import OutreachDraft, OutreachForm
from desktop_app.services.school.types import ClassDraft, NumberSeries
from desktop_app.ui.coordinator.replace_dialog import ReplaceDialog
from desktop_app.ui.first_run.page import FirstRunPage
from desktop_app.ui.letters.dialogs import DatedNoteDialog, ReasonDialog, RegisterDialog
from desktop_app.ui.letters.page import LettersPage
from desktop_app.ui.overview.letter_form import LetterDialog
from desktop_app.ui.overview.reading_dialog import ReadingDialog
from desktop_app.ui.parents.entry_form import EntryDialog
from desktop_app.ui.protection.sheet_dialog import SheetDialog
from desktop_app.ui.register.dialogs import ReleaseDialog, ReserveDialog
from desktop_app.ui.school.page import SchoolPage
from desktop_app.ui.shell.window import MainWindow
from tests.functional import test_reach_of_dialogs as dialogs
from tests.functional.window import open_screen
from tests.ui.test_reach import CONTROLS

DESTROYS = ("Удал", "Уничт", "Аннул", "Очист", "Убрать", "Забыть", "Вернуть исходный", "Вернуть стандарт")
SIZES = ((1366, 730), (1093, 580), (910, 480))


def stops(root: QWidget) -> list[QWidget]:
    """Return where Tab goes inside a screen or a dialog, from its beginning or from the cursor."""
    found: list[QWidget] = []
    widget = root.nextInFocusChain()
    while widget is not root:
        if isinstance(widget, CONTROLS) and root.isAncestorOf(widget) and _takes_tab(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
    focused = root.focusWidget() if root.isWindow() else None
    start = found.index(focused) if focused in found else 0
    return [*found[start:], *found[:start]]


def _takes_tab(widget: QWidget) -> bool:
    inside = isinstance(widget.parent(), QAbstractSpinBox | QComboBox | QLineEdit | QTableView)
    takes = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return widget.isVisible() and widget.isEnabled() and takes and not inside


def name(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QAbstractButton) else ""
    return words or widget.accessibleName() or widget.toolTip() or type(widget).__name__


def destroys(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton) and name(widget).startswith(DESTROYS)


def out_of_order(found: list[QWidget]) -> list[tuple[str, str]]:
    """Return the pairs of one group that Tab visits against the eye; what destroys is a group of its own."""
    wrong = []
    for place, before in enumerate(found):
        for after in found[place + 1 :]:
            same = before.parentWidget() is after.parentWidget() and destroys(before) == destroys(after)
            if same and _reads_before(_box(after), _box(before)):
                wrong.append((name(before), name(after)))
    return wrong


def _box(widget: QWidget) -> QRect:
    return QRect(widget.mapTo(widget.window(), QPoint(0, 0)), widget.size())


def _reads_before(one: QRect, other: QRect) -> bool:
    """Tell whether ``one`` stands above ``other``, or left of it on its line."""
    if one.bottom() <= other.top():
        return True
    return one.top() < other.bottom() and other.top() < one.bottom() and one.right() <= other.left()


def check(root: QWidget) -> None:
    found = stops(root)
    assert found
    assert not destroys(found[0]), name(found[0])
    assert out_of_order(found) == []


@pytest.fixture
def filled(record: Services) -> Services:
    """Fill the record so that every button has something to be shown for."""
    record.letters.create(LetterDraft(kind=PaperKind.CONFIRMATION, directive_id=1, appointment_id=1))
    record.banners.save(PortalDraft(kind=PortalKind.WEBSITE, name="Сайт", url="https://school5.example.org"))
    for class_name in ("5А", "6Б"):
        record.school.save_class(ClassDraft(name=class_name, pupils=20, parents=30))
    record.outreach.save(
        OutreachDraft(held_on=date(2024, 6, 1), form=OutreachForm.CLASS_MEETING, topic="Беседа", parents=9)
    )
    record.numbering.reserve(NumberSeries.OUTGOING, "для справки", None, date(2024, 6, 3))
    return record


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", ["overview", "coordinator", "banners", "parents", "letters", "register"])
def test_a_screen(
    window: MainWindow, filled: Services, qtbot: QtBot, key: str, size: tuple[int, int]
) -> None:
    window.resize(*size)
    window.go(key)
    page = window.current_page()
    assert page is not None
    if isinstance(page, LettersPage):
        qtbot.waitUntil(page.register_button.isEnabled)
    QCoreApplication.processEvents()
    check(page)
    tabs = getattr(page, "tabs", None)
    for index in range(tabs.count() if tabs is not None else 0):
        tabs.setCurrentIndex(index)
        QCoreApplication.processEvents()
        check(page)


def test_the_tabs_of_the_school(window: MainWindow, filled: Services, qtbot: QtBot) -> None:
    window.resize(*SIZES[0])
    page = open_screen(window, "school", SchoolPage)
    for tab in (
        page.requisites,
        page.people,
        page.classes,
        page.numbers,
        page.texts,
        page.layouts,
        page.copies,
    ):
        page.open_tab(tab)
        QCoreApplication.processEvents()
        if tab is page.people:
            qtbot.waitUntil(page.people.form.isEnabled)
        check(tab)
    page.open_tab(page.protection)
    check(page.protection)


@pytest.mark.parametrize("place", range(4))
def test_the_first_steps(qtbot: QtBot, filled: Services, place: int) -> None:
    guide = FirstRunPage(filled)
    qtbot.addWidget(guide)
    guide.resize(1100, 700)
    guide.show()
    guide.go_to(place)
    step = guide.steps[place]
    check(step)
    assert QApplication.focusWidget() is None or step.isAncestorOf(QApplication.focusWidget())


Maker = Callable[[MainWindow, Services], QWidget]


def _entry(window: MainWindow, services: Services) -> QWidget:
    (row,) = services.outreach.rows(services.outreach.newest(1))
    return EntryDialog(services.outreach, row, services.school.classes(), window)


DIALOGS: dict[str, Maker] = {
    **{key: make for key, make in dialogs.SCREENS.items() if key not in {"layout", "protection"}},
    "letter": lambda window, services: LetterDialog(
        services.directives, services.directives.current(), window
    ),
    "new letter": lambda window, services: LetterDialog(services.directives, None, window),
    "reading": lambda window, _services: ReadingDialog(window),
    "registering": lambda window, services: RegisterDialog(
        "7", date(2024, 6, 3), window, services.numbering.reserved(NumberSeries.OUTGOING, 2024)
    ),
    "sent": lambda window, _services: DatedNoteDialog(
        "Отправлено", "Как", date(2024, 6, 3), window, offers=("a",)
    ),
    "reason": lambda window, _services: ReasonDialog("7", window),
    "reserving": lambda window, _services: ReserveDialog(
        lambda _series, _on: "8", date(2024, 6, 3), lambda _values: None, window
    ),
    "releasing": lambda window, _services: ReleaseDialog("7", lambda _values: None, window),
    "replacing": lambda window, services: ReplaceDialog(
        services.coordinator.history()[0], date(2024, 6, 3), services.coordinator, window
    ),
    "event": _entry,
    "recovery sheet": lambda window, services: SheetDialog(
        services.letters.preview(LetterDraft(kind=PaperKind.CONFIRMATION)).pdf, "Школа", lambda: None, window
    ),
}


@pytest.mark.parametrize("dialog", list(DIALOGS))
def test_a_dialog(dialog: str, window: MainWindow, filled: Services, qtbot: QtBot) -> None:
    shown = DIALOGS[dialog](window, filled)
    shown.show()
    qtbot.waitExposed(shown)
    QCoreApplication.processEvents()
    check(shown)
    if isinstance(shown, QDialog):
        focused = shown.focusWidget()
        assert focused is None or not destroys(focused), name(focused)
        shown.hide()


def test_the_walk_sees_what_is_wrong(qtbot: QtBot) -> None:
    """The walk would not pass a screen whose first stop deletes, or one that goes back."""
    for words in (("Удалить запись", "Приказ"), ("Приказ", "Сменить", "Назад")):
        root = QWidget()
        qtbot.addWidget(root)
        buttons = list(_row(root, words))
        if len(words) > 2:
            QWidget.setTabOrder(buttons[2], buttons[1])
        root.show()
        with pytest.raises(AssertionError):
            check(root)


def _row(root: QWidget, words: tuple[str, ...]) -> Iterator[QWidget]:

    for place, text in enumerate(words):
        button = QPushButton(text, root)
        button.setGeometry(place * 100, 0, 90, 30)
        yield button
