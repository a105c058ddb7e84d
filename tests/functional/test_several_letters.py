"""The ministry writes again: three letters side by side, and nothing that waits is out of sight."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.services.container import Services
from desktop_app.services.directive.types import DirectiveDraft, RequirementDraft, RequirementKind
from desktop_app.services.letters.types import LetterDraft, PaperKind
from desktop_app.ui.kit.slices import finish_awaited
from desktop_app.ui.letters.page import LettersPage
from desktop_app.ui.overview.letter_form import LetterDialog
from desktop_app.ui.overview.page import OverviewPage
from desktop_app.ui.shell.window import MainWindow
from tests.functional.conftest import Otklik
from tests.functional.window import open_screen

MINISTRYS = "Письмо № 02-55-5749/24 от 30.05.2024"
CONFIRM = RequirementDraft(kind=RequirementKind.CONFIRM, title="Направить ответ", due_on=date(2024, 5, 20))


def told(page: OverviewPage) -> list[str]:
    """Return what is said of the other letters."""
    labels = [row.findChildren(QLabel) for row in page.others_card.rows]
    return [label.text().replace("\u00a0", " ") for line in labels for label in line]


def press(qtbot: QtBot, page: OverviewPage, place: int = 0) -> None:
    button = page.others_card.rows[place].findChildren(QPushButton)[0]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def add_letter(record: Services, number: str, day: date, *requirements: RequirementDraft) -> int:
    draft = DirectiveDraft(number=number, dated=day, sender="Министерство", requirements=requirements)
    return record.directives.save(draft).id


def test_a_letter_for_information_is_shown_when_added_and_the_older_one_is_named_above(
    window: MainWindow, record: Services, qtbot: QtBot
) -> None:
    page = open_screen(window, "overview", OverviewPage)
    assert not page.others_card.isVisible()
    page.create_new()
    finish_awaited()
    dialog = page.findChildren(LetterDialog)[0]
    for name, typed in (("number", "02-55-1/24"), ("dated", "01.06.2024"), ("sender", "Министерство")):
        dialog.form.field(name).setText(typed)
    dialog.form.submit()
    assert page.letter_card.title.text() == "Письмо № 02-55-1/24 от 01.06.2024"
    assert page.letter_card.summary.text() == "Что нужно сделать по этому письму, не отмечено."
    assert told(page)[0] == "в работе"
    assert told(page)[1].startswith(f"Другое п{MINISTRYS[1:]} — осталось: назначить ответственного")
    assert "Делать нечего" not in "".join(label.text() for label in page.findChildren(QLabel))
    assert window.header.letter.text().startswith(MINISTRYS)  # the frame stays with what has work in it
    press(qtbot, page)
    assert page.letter_card.title.text() == MINISTRYS
    assert not page.others_card.isVisible()


def test_the_action_of_a_letter_without_requirements_opens_them(
    window: MainWindow, record: Services, qtbot: QtBot
) -> None:
    record.directives.delete(1)
    add_letter(record, "7", date(2024, 6, 1))
    window.refresh()
    finish_awaited()
    page = open_screen(window, "overview", OverviewPage)
    button = page.side.next._rows[0].findChildren(QPushButton)[0]
    qtbot.waitUntil(button.isVisible)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: isinstance(QApplication.activeModalWidget(), LetterDialog))
    dialog = page.findChildren(LetterDialog)[0]
    field = dialog.form.field("requirements")
    assert field.isAncestorOf(dialog.focusWidget())
    dialog.close()


def test_three_letters_the_late_one_is_said_first(window: MainWindow, record: Services, qtbot: QtBot) -> None:
    add_letter(record, "01-1/24", date(2024, 5, 1), CONFIRM)
    add_letter(record, "03-3/24", date(2024, 6, 2), replace(CONFIRM, due_on=date(2024, 7, 1)))
    window.refresh()
    finish_awaited()
    page = open_screen(window, "overview", OverviewPage)
    assert page.letter_card.title.text() == "Письмо № 03-3/24 от 02.06.2024"
    assert told(page)[0:3:2] == ["просрочено", "в работе"]
    assert told(page)[1] == "Другое письмо № 01-1/24 от 01.05.2024 — осталось: направить ответ."
    press(qtbot, page)
    assert page.letter_card.title.text() == "Письмо № 01-1/24 от 01.05.2024"
    assert page.cards[0].badge.text() == "просрочено"
    assert [each for each in told(page) if "03-3/24" in each]


def test_an_answer_that_was_not_sent_is_named_when_a_newer_letter_is_shown(
    window: MainWindow, record: Services
) -> None:
    record.directives.delete(1)
    old = add_letter(record, "01-1/24", date(2024, 5, 1), CONFIRM)
    row = record.letters.register(
        record.letters.create(LetterDraft(kind=PaperKind.CONFIRMATION, directive_id=old)).id
    )
    add_letter(record, "03-3/24", date(2024, 6, 2), replace(CONFIRM, due_on=date(2024, 7, 1)))
    window.refresh()
    finish_awaited()
    page = open_screen(window, "overview", OverviewPage)
    assert told(page)[1] == (
        f"Другое письмо № 01-1/24 от 01.05.2024 — не отмечена отправка письма № {row.number}."
    )
    record.letters.mark_sent(row.id, date(2024, 6, 3), "электронной почтой")
    window.refresh()
    finish_awaited()
    assert not page.others_card.isVisible()


def test_a_new_answer_goes_to_the_letter_that_waits_for_one(window: MainWindow, record: Services) -> None:
    newest = add_letter(record, "7", date(2024, 6, 2))
    page = open_screen(window, "letters", LettersPage)
    page.create_new()
    assert page.form.field("directive_id").value() == 1
    page.form.field("directive_id").set_value(newest)
    page.save()
    assert [row.directive_id for row in record.letters.list()] == [newest]


def test_the_button_under_a_letter_leads_to_its_own_answer(
    window: MainWindow, record: Services, qtbot: QtBot
) -> None:
    old = add_letter(record, "01-1/24", date(2024, 5, 1), CONFIRM)
    answer = record.letters.create(LetterDraft(kind=PaperKind.CONFIRMATION, directive_id=old))
    record.letters.create(LetterDraft(kind=PaperKind.CONFIRMATION, directive_id=1))
    page = open_screen(window, "overview", OverviewPage)
    press(qtbot, page)
    qtbot.mouseClick(page.cards[0].button, Qt.MouseButton.LeftButton)
    letters = window.current_page()
    assert isinstance(letters, LettersPage)
    assert [row.id for row in letters.table.selected_rows()] == [answer.id]
    record.letters.delete(answer.id)
    open_screen(window, "overview", OverviewPage)
    qtbot.mouseClick(page.cards[0].button, Qt.MouseButton.LeftButton)
    letters.create_new()
    assert letters.form.field("directive_id").value() == old


def test_with_one_letter_there_is_nothing_to_choose(window: MainWindow, record: Services) -> None:
    page = open_screen(window, "letters", LettersPage)
    page.create_new()
    assert not page.form.field("directive_id").isVisible()


def test_the_command_names_the_other_letters_too(record: Services, otklik: Otklik) -> None:
    add_letter(record, "01-1/24", date(2024, 5, 1), CONFIRM)
    answer = otklik("status", record.store.path)
    assert "Письмо № 02-55-5749/24 от 30.05.2024" in answer.out
    assert "Не закрыто и другое письмо: № 01-1/24 от 01.05.2024 — есть просроченное" in answer.out
    told = json.loads(otklik("status", record.store.path, "--json").out)
    assert [(each["number"], each["late"], each["left"]) for each in told["others"]] == [
        ("01-1/24", True, ["confirm"])
    ]
