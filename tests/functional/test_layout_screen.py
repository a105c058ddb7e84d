"""The layout of papers is changed in the window, with the school's own paper beside the figures."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.services.container import Services
from desktop_app.services.layouts.profile import ProfileName
from desktop_app.services.layouts.types import LetterheadStyle, PaperKind
from desktop_app.ui.kit.fields import ChoiceField, LineField
from desktop_app.ui.letters.actions import new_draft
from desktop_app.ui.letters.page import LettersPage
from desktop_app.ui.school.layout import LayoutSection
from desktop_app.ui.school.page import SchoolPage
from desktop_app.ui.shell.window import MainWindow


def section_of(window: MainWindow, qtbot: QtBot) -> LayoutSection:
    window.go("school")
    page = window.findChild(SchoolPage)
    assert page is not None
    page.open_tab(page.layouts)
    qtbot.waitUntil(lambda: bool(page.layouts.preview.pdf))
    return page.layouts


def test_a_figure_changes_the_page_beside_it_and_is_stored(
    window: MainWindow, qtbot: QtBot, record: Services
) -> None:
    section = section_of(window, qtbot)
    before = section.preview.pdf
    margin = section.form.field("letter.left")
    margin.setFocus()
    margin.selectAll()
    qtbot.keyClicks(margin, "25")
    qtbot.waitUntil(lambda: section.preview.pdf != before)
    assert section.caption.text() == "Показано: Наше оформление"
    qtbot.keyClick(margin, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not section.has_unsaved())
    assert {row.figure.name: row.value for row in record.layouts.own().rows}["letter.left"] == 25
    qtbot.mouseClick(section.restore_button, Qt.MouseButton.LeftButton)
    assert all(row.value == row.standard for row in record.layouts.own().rows)


def test_the_schools_own_copy_is_called_by_its_name_wherever_it_is_chosen(
    window: MainWindow, qtbot: QtBot, record: Services
) -> None:
    section = section_of(window, qtbot)
    title = section.form.field("title")
    assert isinstance(title, LineField)
    title.setFocus()
    title.insert("Наша инструкция")
    section.form.field("confirmation:profile").set_value(ProfileName.OWN)
    qtbot.waitUntil(lambda: section.caption.text() == "Показано: Наша инструкция")
    qtbot.keyClick(title, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: not section.has_unsaved())
    assert record.layouts.own().title == "Наша инструкция"
    chosen = section.form.field("order:profile")
    assert isinstance(chosen, ChoiceField)
    assert chosen.itemText(2) == "Наша инструкция"
    record.letters.create(new_draft(record, PaperKind.CONFIRMATION))
    window.go("letters")
    page = window.findChild(LettersPage)
    assert page is not None
    qtbot.waitUntil(lambda: page.form.profile.currentText() == "Наша инструкция")


def test_a_wrong_figure_is_said_beside_it_and_keeps_save_shut(window: MainWindow, qtbot: QtBot) -> None:
    section = section_of(window, qtbot)
    section.form.field("order.left").setValue(20)
    qtbot.waitUntil(lambda: not section.form.save_button.isEnabled())
    assert "от 30 до 60 мм" in section.form.field("order.left").accessibleDescription()


def test_new_papers_start_with_what_the_kind_is_set_by(
    window: MainWindow, qtbot: QtBot, record: Services
) -> None:
    section = section_of(window, qtbot)
    section.form.field("confirmation:profile").set_value(ProfileName.GOST_2016)
    section.form.field("confirmation:letterhead").set_value(LetterheadStyle.LONGITUDINAL)
    section.save()
    assert new_draft(record, PaperKind.CONFIRMATION).profile is ProfileName.GOST_2016
    assert record.layouts.choice(PaperKind.CONFIRMATION).letterhead is LetterheadStyle.LONGITUDINAL


def test_another_standard_shows_its_figures(window: MainWindow, qtbot: QtBot) -> None:
    section = section_of(window, qtbot)
    section.form.field("base").set_value(ProfileName.GOST_2016)
    assert (section.form.field("corner_width").value(), section.form.field("code").value()) == (75, 0)
