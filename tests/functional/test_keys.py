"""The keyboard, and who does not see: names, keys that do not clash, a cursor that is never lost."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QLineEdit,
    QMenu,
    QPushButton,
    QTabBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from desktop_app import gallery
from desktop_app.services.banners.types import PortalDraft, PortalKind
from desktop_app.services.container import Services
from desktop_app.services.letters.types import LetterDraft, PaperKind
from desktop_app.services.outreach.types import OutreachDraft, OutreachForm
from desktop_app.services.school.types import ClassDraft
from desktop_app.ui.kit.operation import is_at_work
from desktop_app.ui.kit.slices import finish_awaited
from desktop_app.ui.letters.page import LettersPage
from desktop_app.ui.parents.entry_form import EntryDialog
from desktop_app.ui.parents.page import ParentsPage
from desktop_app.ui.shell.window import MainWindow
from desktop_app.ui.theme.style import TARGET
from tests.functional.test_gallery import shown_banner
from tests.functional.window import open_screen
from tests.ui.test_reach import CONTROLS, in_a_group

__all__ = ["shown_banner"]
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
INSIDE = QAbstractSpinBox | QComboBox | QLineEdit | QTableView | QTabBar


def named(control: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(control).text(QAccessible.Text.Name).strip()


def mnemonics(menu: QMenu) -> list[str]:
    """Return the letters of a menu's lines that stand after a single «&»."""
    texts = [action.text().replace("&&", "") for action in menu.actions()]
    return [text[text.index("&") + 1].casefold() for text in texts if "&" in text]


@pytest.mark.usefixtures("shown_banner")
def test_every_control_of_every_dialog_is_named_reached_and_large_enough(
    window: MainWindow, record: Services
) -> None:
    for name, make in gallery._dialogs(window, record).items():
        dialog = make()
        dialog.open()
        QCoreApplication.processEvents()
        for control in dialog.findChildren(QWidget):
            if (
                not isinstance(control, CONTROLS)
                or not control.isVisible()
                or isinstance(control.parent(), INSIDE)
            ):
                continue
            assert named(control), (name, control)
            reached = control.focusPolicy() & Qt.FocusPolicy.TabFocus or in_a_group(control)
            assert reached or not control.isEnabled(), (name, named(control))
            assert control.height() >= TARGET, (name, named(control))
        dialog.close()


@pytest.mark.usefixtures("shown_banner")
def test_escape_closes_every_dialog_in_which_nothing_was_typed(
    window: MainWindow, record: Services, qtbot: QtBot
) -> None:
    for name, make in gallery._dialogs(window, record).items():
        dialog = make()
        dialog.open()
        QCoreApplication.processEvents()
        qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible(), name
        assert dialog.result() == QDialog.DialogCode.Rejected, name


def test_no_two_lines_of_a_menu_share_a_letter(window: MainWindow) -> None:
    bar = [action.text() for action in window.menuBar().actions()]
    letters = [text[text.index("&") + 1].casefold() for text in bar]
    assert len(set(letters)) == len(letters) == 4
    for menu in window.menuBar().findChildren(QMenu):
        found = mnemonics(menu)
        assert len(set(found)) == len(found), menu.title()


def test_a_long_name_with_an_ampersand_is_shown_short_and_whole_in_the_menu(
    window: MainWindow, record: Services
) -> None:
    name = "Отцы & дети: " + "сообщество родителей и учителей " * 5
    record.banners.save(PortalDraft(kind=PortalKind.VK, name=name[:150], url="https://vk.com/otcy"))
    window.refresh()
    finish_awaited()
    window.record.offers_undo()
    text = window.menus.undo.text()
    assert "Отцы && дети" in text
    assert text.endswith("…")
    assert len(text) < 90
    assert mnemonics(window.menus.edit).count("д") == 1


def test_ctrl_s_stores_an_event_in_its_dialog(window: MainWindow, record: Services, qtbot: QtBot) -> None:
    page = open_screen(window, "parents", ParentsPage)
    row = record.outreach.save(OutreachDraft(held_on=date(2024, 6, 1), topic="Лето", parents=3))
    dialog = EntryDialog(record.outreach, record.outreach.get(row.id), (), page)
    dialog.open()
    with qtbot.waitActive(dialog):
        dialog.activateWindow()
    topic = dialog.form.field("topic")
    topic.setFocus()
    topic.setText("Лето и вода")
    qtbot.waitUntil(dialog.form.save_button.isEnabled)
    QCoreApplication.processEvents()
    qtbot.keyClick(topic, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: record.outreach.get(row.id).topic == "Лето и вода")
    qtbot.waitUntil(lambda: not dialog.isVisible())


def pressed(button: QPushButton, qtbot: QtBot) -> None:
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    QCoreApplication.processEvents()


def test_after_an_event_is_deleted_by_the_button_the_keyboard_is_in_the_log(
    window: MainWindow, record: Services, qtbot: QtBot
) -> None:
    record.school.save_class(ClassDraft(name="5А", pupils=25, parents=48))
    for day in (1, 2):
        meeting = OutreachForm.CLASS_MEETING
        record.outreach.save(OutreachDraft(held_on=date(2024, 6, day), form=meeting, topic="Лето", parents=9))
    page = open_screen(window, "parents", ParentsPage)
    with qtbot.waitActive(window):
        window.activateWindow()
    qtbot.waitUntil(lambda: len(page.log.model.ids) == 2 and not is_at_work())
    finish_awaited()
    page.log.table.selectRow(0)
    qtbot.waitUntil(page.heading.delete_button.isEnabled)
    pressed(page.heading.delete_button, qtbot)
    qtbot.waitUntil(lambda: len(page.log.model.ids) == 1)
    assert window.focusWidget() is page.log.table


def test_after_a_draft_is_deleted_by_the_button_the_keyboard_is_in_the_list(
    window: MainWindow, record: Services, qtbot: QtBot
) -> None:
    current = record.coordinator.current()
    assert current is not None
    order = LetterDraft(kind=PaperKind.ORDER, appointment_id=current.id, dated=date(2024, 6, 3))
    record.letters.register(record.letters.create(order).id, on=date(2024, 6, 3))
    record.letters.create(LetterDraft(kind=PaperKind.CONFIRMATION, appointment_id=current.id))
    page = open_screen(window, "letters", LettersPage)
    with qtbot.waitActive(window):
        window.activateWindow()
    page.table.selectRow(0)
    QCoreApplication.processEvents()
    pressed(page.delete_button, qtbot)
    assert page.table.papers.rowCount() == 1
    assert window.focusWidget() is page.table
