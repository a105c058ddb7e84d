"""From an empty file to a standing, through the window and the real services."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app import bootstrap
from desktop_app.services.container import Services
from desktop_app.ui.first_run.page import FirstRunPage
from desktop_app.ui.first_run.portals import PortalsStep
from desktop_app.ui.first_run.steps import CoordinatorStep, SchoolStep
from desktop_app.ui.kit.operation import let_all_end
from desktop_app.ui.kit.page import PageFactory
from desktop_app.ui.kit.slices import finish_awaited
from desktop_app.ui.overview.page import OverviewPage
from desktop_app.ui.school.page import SchoolPage
from desktop_app.ui.shell.closing import Answer
from desktop_app.ui.shell.window import MainWindow

FACTORIES = (
    PageFactory("overview", "Обзор", "overview", OverviewPage),
    PageFactory("school", "Школа", "school", SchoolPage),
)


@pytest.fixture
def real(tmp_path: Path) -> Iterator[Services]:
    path = tmp_path / "школа.otklik"
    bootstrap.new_file(path, lambda _services: None)
    with bootstrap.opened(path) as services:
        yield services
        let_all_end()


@pytest.fixture
def window(qtbot: QtBot, themed: object, real: Services) -> MainWindow:
    made = MainWindow(FACTORIES)
    made.ask = lambda _parent, _titles: Answer.DISCARD
    qtbot.addWidget(made)
    made.show()
    made.attach(real)
    return made


def school(window: MainWindow) -> SchoolPage:
    page = window.page("school")
    assert isinstance(page, SchoolPage)
    return page


def test_the_first_run_leads_to_an_overview(window: MainWindow, real: Services, qtbot: QtBot) -> None:
    guide = FirstRunPage(real)
    guide.finished.connect(window.end_guide)
    window.show_guide(guide)
    first, _second, third, fourth = guide.steps
    assert isinstance(first, SchoolStep)
    assert isinstance(third, CoordinatorStep)
    assert isinstance(fourth, PortalsStep)
    first.form.field("full_name").setPlainText("Средняя общеобразовательная школа № 5")
    first.form.field("short_name").setText("СОШ № 5")
    qtbot.waitUntil(guide.next_button.isEnabled)
    guide.next_button.click()
    guide.next_button.click()
    third.form.field("name").setText("Котова Анна Игоревна")
    third.form.field("order_number").setText("57-од")
    third.form.field("order_date").setText("03.06.2024")
    third.form.field("appointed_on").setText("03.06.2024")
    qtbot.waitUntil(guide.next_button.isEnabled)
    guide.next_button.click()
    fourth.lines[0].wanted.setChecked(True)
    fourth.lines[0].where.setText("https://school5.example.org")
    guide.next_button.click()
    overview = window.current_page()
    assert isinstance(overview, OverviewPage)
    assert window.header.school.text() == "СОШ № 5"
    assert "02-55-5749/24" in window.header.letter.text()
    assert overview.cards[0].badge.text() == "сделано"
    assert len(overview.cards) == 5
    assert [portal.url for portal in real.banners.list()] == ["https://school5.example.org"]


def test_a_deleted_class_comes_back(window: MainWindow, real: Services, qtbot: QtBot) -> None:
    window.go("school", "classes")
    classes = school(window).classes
    for name in ("5А", "10Б"):
        classes.form.field("name").setText(name)
        classes.form.field("parents").setValue(40)
        classes.save()
    assert [row.name for row in real.school.classes()] == ["5А", "10Б"]
    classes.table.selectRow(0)
    classes.delete_selected()
    assert [row.name for row in real.school.classes()] == ["10Б"]
    qtbot.waitUntil(window.line.undo_button.isVisible)
    window.line.undo_button.click()
    finish_awaited()
    assert [row.name for row in classes.model.rows()] == ["5А", "10Б"]
    assert window.line.label.text().startswith("Отменено: ")


def test_a_wrong_requisite_is_refused_where_it_stands(window: MainWindow, qtbot: QtBot) -> None:
    window.go("school", "inn")
    form = school(window).requisites.form
    form.field("full_name").setPlainText("Школа")
    form.field("inn").setText("123")
    qtbot.waitUntil(lambda: "ИНН" in form.field("inn").accessibleDescription())
    assert not form.save_button.isEnabled()
    form.field("inn").setText("")
    qtbot.waitUntil(form.save_button.isEnabled)


def test_a_name_is_declined_and_confirmed(window: MainWindow, real: Services, qtbot: QtBot) -> None:
    window.go("school")
    page = school(window)
    page.requisites.form.field("full_name").setPlainText("Школа № 5")
    page.requisites.form.field("head_name").setText("Ильина Татьяна Сергеевна")
    page.save()
    page.open_tab(page.people)
    people = page.people
    qtbot.waitUntil(lambda: people.model.rowCount() == 2, timeout=20_000)
    assert people.form.field("dative").text() == "Ильиной Татьяне Сергеевне"
    people.save()
    qtbot.waitUntil(lambda: people.model.rowCount() == 2 and people.model.row_at(0).confirmed, timeout=20_000)


def test_the_letter_is_added_changed_and_deleted(window: MainWindow, real: Services, qtbot: QtBot) -> None:
    overview = window.current_page()
    assert isinstance(overview, OverviewPage)
    real.directives.save(real.directives.preset())
    window.refresh()
    finish_awaited()
    overview.edit_letter()
    from desktop_app.ui.overview.letter_form import LetterDialog  # noqa: PLC0415

    finish_awaited()
    (dialog,) = overview.findChildren(LetterDialog)
    dialog.form.field("incoming_number").setText("77")
    with qtbot.waitSignal(overview.message):
        dialog.form.submit()
    current = real.directives.current()
    assert current is not None
    assert current.incoming_number == "77"
    assert len(current.requirements) == 5
    real.directives.delete(current.id)
    window.refresh()
    finish_awaited()
    assert overview.empty.isVisible()
