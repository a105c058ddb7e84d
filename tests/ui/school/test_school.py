"""The school's screen: requisites, cases, classes and numbers, each typed, refused, stored and taken back."""

from __future__ import annotations

from typing import Any

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.russian.cases import Case
from desktop_app.services.errors import AppError
from desktop_app.services.school.types import NumberSeries, Subject
from desktop_app.ui.school.numbers import NumbersSection
from desktop_app.ui.school.page import SchoolPage
from desktop_app.ui.school.requisites import RequisitesSection
from desktop_app.ui.school.section import Section
from tests.ui.fakes import SCHOOL


@pytest.fixture
def page(qtbot: QtBot, themed: object, services: Any) -> SchoolPage:
    made = SchoolPage(services)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.refresh()
    return made


def text_of(pdf: bytes) -> str:
    with PdfDocument(pdf) as document:
        return str(document[0].get_textpage().get_text_range())


def press(qtbot: QtBot, parent: Any, text: str) -> None:
    (button,) = (each for each in parent.findChildren(QPushButton) if each.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_page_follows_the_typing(page: SchoolPage, qtbot: QtBot) -> None:
    preview = page.requisites.live.preview
    qtbot.waitUntil(lambda: bool(preview.pdf))
    page.requisites.form.field("phone").setText("8 (3955) 11-22-33")
    qtbot.waitUntil(lambda: "11-22-33" in text_of(preview.pdf))


def test_requisites_are_stored_with_what_the_form_does_not_show(
    page: SchoolPage, services: Any, qtbot: QtBot
) -> None:
    page.requisites.form.field("website").setText("https://school5.example.org")
    assert page.has_unsaved()
    with qtbot.waitSignals([page.record_changed, page.message]):
        page.save()
    assert services.school.row.website == "https://school5.example.org"
    assert services.school.row.head_name == SCHOOL.head_name
    assert not page.has_unsaved()


def test_a_wrong_code_keeps_save_shut_and_says_why(page: SchoolPage, qtbot: QtBot) -> None:
    page.requisites.form.field("inn").setText("12")
    qtbot.waitUntil(lambda: not page.requisites.form.save_button.isEnabled())
    assert page.requisites.form.field("inn").accessibleDescription() == "В ИНН школы десять цифр"


def test_a_refresh_leaves_typing_alone(page: SchoolPage) -> None:
    page.requisites.form.field("website").setText("https://")
    page.refresh()
    assert page.requisites.form.field("website").text() == "https://"


def test_cases_are_corrected_and_confirmed(page: SchoolPage, services: Any, qtbot: QtBot) -> None:
    page.open_tab(page.people)
    people = page.people
    qtbot.waitUntil(lambda: people.model.rowCount() == 6)
    form = people.form
    assert people.card.heading.text() == SCHOOL.head_name
    form.field(Case.DATIVE).setText("Ильиной Татьяне Сергеевне")
    with qtbot.waitSignal(page.message):
        form.submit()
    key = (Subject.NAME, SCHOOL.head_name, Case.DATIVE)
    assert services.case_forms.kept[key] == "Ильиной Татьяне Сергеевне"
    qtbot.waitUntil(lambda: people.model.row_at(0).confirmed)
    press(qtbot, people, "Вернуть предложенные")
    qtbot.waitUntil(lambda: not people.model.row_at(0).confirmed)
    assert services.case_forms.kept == {}


def test_a_class_is_added_and_the_next_one_begins(page: SchoolPage, services: Any, qtbot: QtBot) -> None:
    page.create_new()
    form = page.classes.form
    form.field("name").setText("10А")
    form.field("parents").setValue(31)
    with qtbot.waitSignals([page.record_changed, page.message]):
        qtbot.keyClick(form.field("name"), Qt.Key.Key_Return)
    assert [row.name for row in page.classes.model.rows()] == ["1А", "1Б", "2А", "3А", "5А", "10А"]
    assert form.field("name").text() == ""
    assert not page.has_unsaved()
    assert "6\u00a0классов" in page.classes.totals.text()


def test_a_class_is_changed_by_selecting_it(page: SchoolPage, services: Any, qtbot: QtBot) -> None:
    page.open_tab(page.classes)
    page.classes.table.selectRow(1)
    assert page.classes.form.field("name").text() == "1Б"
    page.classes.form.field("pupils").setValue(30)
    page.save()
    assert services.school.stored[2].pupils == 30
    assert page.classes.table.selected_rows()[0].name == "1Б"


def test_a_class_is_deleted_with_one_key(page: SchoolPage, services: Any, qtbot: QtBot) -> None:
    page.open_tab(page.classes)
    page.classes.table.selectRow(1)
    with qtbot.waitSignal(page.message) as said:
        qtbot.keyClick(page.classes.table, Qt.Key.Key_Delete)
    assert said.args == ["Класс 1Б удалён"]
    assert [row.name for row in services.school.classes()] == ["1А", "2А", "3А", "5А"]


def test_without_classes_the_screen_says_what_they_are_for(page: SchoolPage, services: Any) -> None:
    services.school.stored.clear()
    page.open_tab(page.classes)
    page.refresh()
    assert page.classes.empty.isVisible()


def test_a_class_that_must_stay_says_why(page: SchoolPage, services: Any, qtbot: QtBot) -> None:
    def refuse(_class_id: int) -> None:
        raise AppError("О классе есть записи.")

    services.school.delete_class = refuse
    page.open_tab(page.classes)
    page.classes.table.selectRow(0)
    with qtbot.waitSignal(page.failed) as refused:
        page.classes.delete_selected()
    assert str(refused.args[0]) == "О классе есть записи."


def test_a_class_that_exists_is_refused_beside_its_name(page: SchoolPage, qtbot: QtBot) -> None:
    page.create_new()
    page.classes.form.field("name").setText("1А")
    page.save()
    assert page.classes.form.field("name").accessibleDescription() == "Такой класс уже есть"
    assert page.has_unsaved()


def test_a_pattern_shows_the_numbers_it_will_make(page: SchoolPage, services: Any, qtbot: QtBot) -> None:
    page.open_tab(page.numbers)
    card = page.numbers.cards[NumberSeries.ORDERS]
    assert card.next.text() == "1-од,  2-од,  3-од"
    card.form.field("pattern").setText("{serial:03}-од")
    card.form.field("next_serial").setValue(57)
    assert card.next.text() == "057-од,  058-од,  059-од"
    with qtbot.waitSignal(page.message):
        page.save()
    assert services.numbering.stored[NumberSeries.ORDERS].next_serial == 57


def test_a_pattern_without_a_serial_is_refused_while_typing(page: SchoolPage, qtbot: QtBot) -> None:
    page.open_tab(page.numbers)
    card = page.numbers.cards[NumberSeries.OUTGOING]
    card.form.field("pattern").setText("01-12")
    qtbot.waitUntil(lambda: not card.form.save_button.isEnabled())
    assert card.next.text() == "—"


@pytest.mark.parametrize(
    ("field", "tab"),
    [
        ("inn", 0),
        ("cases", 1),
        ("classes", 2),
        ("numbers", 3),
        ("texts", 4),
        ("texts:order", 4),
        ("неизвестно", 0),
    ],
)
def test_a_field_is_shown_on_its_tab(page: SchoolPage, field: str, tab: int) -> None:
    page.show_field(field)
    assert page.tabs.currentIndex() == tab


def test_tab_walks_through_the_requisites(page: SchoolPage, qtbot: QtBot) -> None:
    form = page.requisites.form
    form.show_field("full_name")
    qtbot.waitUntil(lambda: page.focusWidget() is form.field("full_name"))
    page.focusNextChild()
    assert page.focusWidget() is form.field("short_name")


def test_a_tab_is_built_when_it_is_first_wanted(page: SchoolPage, services: Any) -> None:
    assert [type(each) for each in page.findChildren(Section)] == [RequisitesSection]
    assert not page.has_unsaved()
    page.tabs.setCurrentIndex(2)
    page.save()
    assert page.shown() is page.classes
    assert page.findChild(NumbersSection) is None
    page.show_field("nothing such")
    assert page.shown() is page.classes
