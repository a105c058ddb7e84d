"""Every finding's «Исправить» lands where the mistake is mended: the field has the cursor and is in view."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.russian.cases import Case
from desktop_app.services.container import Services
from desktop_app.services.layouts.figures import FIGURES
from desktop_app.services.letters.checks.base import FIELDS
from desktop_app.services.letters.types import LetterDraft, PaperKind
from desktop_app.ui.banners.page import BannersPage
from desktop_app.ui.coordinator.page import CoordinatorPage
from desktop_app.ui.letters.page import LettersPage
from desktop_app.ui.overview.letter_form import LetterDialog
from desktop_app.ui.parents.page import ParentsPage
from desktop_app.ui.register.page import RegisterPage
from desktop_app.ui.school.page import SchoolPage
from desktop_app.ui.shell.window import MainWindow
from tests.functional.window import Answer
from tests.services.record import add_class, add_event, add_portal

HEAD = "Светлова Анна Петровна"


@pytest.fixture
def full(record: Services) -> Services:
    """The record with a class, an event, a portal not proved, a registered paper and a draft."""
    add_class(record.store, "5А", 25)
    add_event(record.store, date(2024, 6, 3), 20, 18, 1)
    add_portal(record.store, "Сайт школы", "placed", placed_on=date(2024, 6, 3))
    letter = LetterDraft(kind=PaperKind.CONFIRMATION, directive_id=1)
    record.letters.register(record.letters.create(letter).id)
    record.letters.create(letter)
    return record


def landed(window: QWidget, wanted: QWidget) -> bool:
    """Tell whether a field, or its inner editor, has the cursor and can be seen."""
    focused = window.focusWidget()
    inside = focused is not None and (focused is wanted or wanted.isAncestorOf(focused))
    return inside and not wanted.visibleRegion().isEmpty()


def of_school(page: SchoolPage, field: str) -> QWidget:
    if field == "cases":
        form, name = page.people.form, Case.GENITIVE
    elif field == "classes":
        form, name = page.classes.form, "name"
    elif field == "texts":
        return page.texts.editor
    else:
        form, name = page.requisites.form, field
    editor = form.field(name)
    assert isinstance(editor, QWidget)
    return editor


def editor_of(window: MainWindow, field: str) -> QWidget:
    """Return the widget the user is to type into."""
    page = window.current_page()
    if isinstance(page, SchoolPage):
        return of_school(page, field)
    if isinstance(page, RegisterPage):
        return page.outgoing_table
    if isinstance(page, ParentsPage):
        return page.log.table
    assert isinstance(page, CoordinatorPage | BannersPage | LettersPage)
    editor = page.form.field(field)
    assert isinstance(editor, QWidget)
    return editor


SPECIAL = {
    ("school", "cases"): f"cases:{HEAD}",
    ("school", "texts"): "texts:order",
    ("parents", "entry"): "entry:1",
}


@pytest.mark.parametrize("screen", sorted(set(FIELDS) - {"overview"}))
def test_a_jump_lands_on_its_field(screen: str, window: MainWindow, full: Services, qtbot: QtBot) -> None:
    window.resize(1366, 768)
    for field in sorted(FIELDS[screen]):
        window.go("overview")
        window.go(screen, SPECIAL.get((screen, field), field))
        with capture_place(screen, field):
            qtbot.waitUntil(lambda: landed(window, editor_of(window, field)))  # noqa: B023 - waited for here


@contextmanager
def capture_place(screen: str, field: str) -> Iterator[None]:
    """Name the place in the failure."""
    try:
        yield
    except AssertionError as error:
        raise AssertionError(f"{screen}/{field}") from error


def test_a_jump_to_the_letter_opens_it_on_its_field(window: MainWindow, full: Services, qtbot: QtBot) -> None:
    for field in sorted(FIELDS["overview"]):
        seen: list[bool] = []

        def look(dialog: LetterDialog, field: str = field, seen: list[bool] = seen) -> None:
            seen.append(landed(dialog, dialog.form.field(field)))
            dialog.reject()

        Answer(LetterDialog, look)
        window.go("overview", field)
        qtbot.waitUntil(lambda: bool(seen))  # noqa: B023 - waited for here
        assert seen == [True], field


def test_a_jump_to_a_case_shows_the_word_it_was_said_of(
    window: MainWindow, full: Services, qtbot: QtBot
) -> None:
    window.go("school", "cases:Министерство образования Иркутской области")
    page = window.current_page()
    assert isinstance(page, SchoolPage)
    heading: Callable[[], str] = page.people.card.heading.text
    qtbot.waitUntil(lambda: heading() == "Министерство образования Иркутской области")


def test_without_any_portal_the_jump_begins_one(window: MainWindow, record: Services, qtbot: QtBot) -> None:
    window.go("banners", "name")
    page = window.current_page()
    assert isinstance(page, BannersPage)
    qtbot.waitUntil(lambda: landed(window, page.form.field("url")))


def test_a_field_opens_its_tab_of_the_school_before_the_tab_was_built(window: MainWindow) -> None:
    window.go("school")
    built = window.current_page()
    assert isinstance(built, SchoolPage)
    sections = dict.fromkeys(built.requisites.form.values(), built.requisites)
    sections |= {figure.name: built.layouts for figure in FIGURES}
    for field, section in sections.items():
        page = SchoolPage(built.services)
        page.show_field(field)
        assert type(page.shown()) is type(section)
        page.deleteLater()


@pytest.mark.parametrize("key", ["coordinator", "banners", "letters", "school"])
def test_a_screen_is_styled_once_while_it_is_built(window: MainWindow, key: str) -> None:
    """Styling is most of what a first look costs; put from parent to parent, all is styled again."""
    count = Restyled()
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(count)
    window.go(key)
    application.removeEventFilter(count)
    page = window.current_page()
    assert page is not None
    assert count.events < 4 * len(page.findChildren(QWidget))


class Restyled(QObject):
    """Counts how often a widget is told that its style has changed."""

    def __init__(self) -> None:
        super().__init__()
        self.events = 0

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        self.events += event.type() is QEvent.Type.StyleChange
        return False
