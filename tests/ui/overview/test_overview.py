"""The overview: what is done, what is missing, one button to go there, letters added, changed and deleted."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.services.compliance.types import RequirementState
from desktop_app.services.directive.types import DirectiveDraft, DueBasis, RequirementKind
from desktop_app.services.errors import AppError
from desktop_app.services.outreach.types import ClassCoverage, Coverage
from desktop_app.ui.kit.slices import finish_awaited
from desktop_app.ui.overview.letter_form import LetterDialog
from desktop_app.ui.overview.page import OverviewPage
from tests.ui.fakes import requirements, standing

State = RequirementState


@pytest.fixture
def page(qtbot: QtBot, themed: object, services: Any) -> OverviewPage:
    made = OverviewPage(services)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.refresh()
    return made


def dialog_of(page: OverviewPage, qtbot: QtBot) -> LetterDialog:
    finish_awaited()
    found = page.findChildren(LetterDialog)
    assert len(found) == 1
    return found[0]


def test_every_requirement_has_a_card_with_a_word_and_a_reason(page: OverviewPage) -> None:
    assert [card.badge.text() for card in page.cards] == [
        "сделано",
        "просрочено",
        "в работе",
        "в работе",
        "в работе",
    ]
    assert page.cards[1].reason.text() == "Координатор ещё не вступил в рабочий чат."
    assert page.heading.subtitle.text() == "Выполнено 1 из 5"


def test_the_button_of_a_card_goes_to_its_screen_and_field(page: OverviewPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.navigate) as gone:
        qtbot.mouseClick(page.cards[1].button, Qt.MouseButton.LeftButton)
    assert gone.args == ["coordinator", "chat_joined_on"]


def test_a_next_action_goes_to_its_screen(page: OverviewPage, qtbot: QtBot) -> None:
    buttons = page.side.next.findChildren(QPushButton)
    assert [button.text() for button in buttons] == ["Координатор", "Баннеры", "Родители"]
    with qtbot.waitSignal(page.navigate) as gone:
        qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert gone.args == ["banners", ""]


def test_when_all_is_done_it_says_so(page: OverviewPage, services: Any) -> None:
    services.compliance.standing = lambda *_: standing(*[State.DONE] * 5, left=-300)
    page.refresh()
    assert page.letter_card.left.text() == "всё выполнено"
    assert page.side.next.findChildren(QPushButton, options=Qt.FindChildOption.FindDirectChildrenOnly) == []
    assert "Делать нечего" in "".join(row.text() for row in page.side.next._rows)  # type: ignore[attr-defined]


def test_coverage_is_said_in_words_for_those_who_do_not_see_it(page: OverviewPage) -> None:
    assert page.side.coverage_text.text() == "Не меньше 186 из 336\u00a0родителей, 55 %"
    assert "1А: 23 из 28 · 82 %" in page.side.bars.accessibleDescription()
    assert "неделя с 29.04.2024" in page.side.weeks.accessibleDescription()
    assert not page.grab().isNull()


def test_without_classes_it_says_where_to_add_them(page: OverviewPage, services: Any, qtbot: QtBot) -> None:
    nothing = Coverage(classes=(), parents=0, contacts=0, reached=0, percent=0, by_week=())
    services.outreach.coverage = lambda: nothing
    page.refresh()
    assert not page.side.bars.isVisible()
    with qtbot.waitSignal(page.navigate) as gone:
        qtbot.mouseClick(page.side.classes_button, Qt.MouseButton.LeftButton)
    assert gone.args == ["school", "classes"]


def test_an_empty_record_offers_to_add_the_letter(page: OverviewPage, services: Any, qtbot: QtBot) -> None:
    services.directives.delete(1)
    page.refresh()
    assert page.empty.isVisible()
    qtbot.mouseClick(page.empty.button, Qt.MouseButton.LeftButton)
    dialog = dialog_of(page, qtbot)
    dialog.fill_with_preset()
    with qtbot.waitSignals([page.record_changed, page.message]):
        dialog.form.submit()
    assert services.directives.current().number == "02-55-5749/24"
    assert not page.empty.isVisible()


def test_the_letter_can_be_changed(page: OverviewPage, services: Any, qtbot: QtBot) -> None:
    page.edit_letter()
    dialog = dialog_of(page, qtbot)
    dialog.form.field("incoming_number").setText("77")
    dialog.form.field("received_on").setText("31.05.2024")
    with qtbot.waitSignal(page.message) as said:
        dialog.form.submit()
    assert said.args == ["Письмо № 02-55-5749/24 сохранено"]
    assert services.directives.current().incoming_number == "77"
    assert "получено 31.05.2024 · вх. № 77" in page.letter_card.dates.text()


def test_deleting_a_letter_asks_nothing(page: OverviewPage, services: Any, qtbot: QtBot) -> None:
    page.edit_letter()
    dialog = dialog_of(page, qtbot)
    buttons = {button.text(): button for button in dialog.findChildren(QPushButton)}
    with qtbot.waitSignal(page.record_changed):
        qtbot.mouseClick(buttons["Удалить письмо"], Qt.MouseButton.LeftButton)
    assert services.directives.list() == ()


def test_a_refusal_to_delete_stays_in_the_dialog(page: OverviewPage, services: Any, qtbot: QtBot) -> None:
    def refuse(_directive_id: int) -> None:
        raise AppError("На письмо уже есть ответ.", hint="Сначала удалите его.")

    services.directives.delete = refuse
    page.edit_letter()
    dialog = dialog_of(page, qtbot)
    dialog._on_delete()
    assert dialog.isVisible()
    assert dialog.problem.text() == "На письмо уже есть ответ. Сначала удалите его."


def test_requirements_round_trip_through_the_form(page: OverviewPage, services: Any, qtbot: QtBot) -> None:
    page.edit_letter()
    form = dialog_of(page, qtbot).form
    assert form.field("requirements").value() == requirements()
    assert not form.has_unsaved()
    line = form.field("requirements")._lines[RequirementKind.INFORM_PARENTS]
    line.due.setText("14.06.2024")
    line.basis.set_value(DueBasis.OWN)
    changed = {each.kind: each for each in form.draft().requirements}
    assert changed[RequirementKind.INFORM_PARENTS].due_on == date(2024, 6, 14)
    line.wanted.setChecked(False)
    assert RequirementKind.INFORM_PARENTS not in {each.kind for each in form.draft().requirements}


def test_several_letters_can_be_looked_at(page: OverviewPage, services: Any, qtbot: QtBot) -> None:
    services.directives.save(DirectiveDraft(number="7", dated=date(2024, 9, 1)))
    page.refresh()
    choice = page.letter_card.choice
    assert choice.isVisible()
    longest = choice.fontMetrics().horizontalAdvance("№ 02-55-5749/24")
    qtbot.waitUntil(lambda: choice.width() > longest)  # the numbers begin alike: the whole of each is read
    assert page.letter_card.title.text() == "Письмо № 7 от 01.09.2024"
    page.letter_card.choice.setCurrentIndex(1)
    assert page.letter_card.title.text() == "Письмо № 02-55-5749/24 от 30.05.2024"


def test_the_page_paints_in_the_dark(page: OverviewPage, themed: QApplication) -> None:
    from desktop_app.ui.theme.style import apply_theme  # noqa: PLC0415

    apply_theme(themed, dark=True)
    assert not page.grab().isNull()


def test_what_is_left_is_one_sentence_and_the_late_stands_first(page: OverviewPage) -> None:
    told = page.letter_card.summary.text()
    assert told == ("Осталось: вступить в чат, разместить баннеры, информировать родителей, направить ответ.")
    from_above = sorted(page.cards, key=lambda card: card.y())
    assert [card.badge.text() for card in from_above] == [
        "просрочено",
        "в работе",
        "в работе",
        "в работе",
        "сделано",
    ]
    accented = [card for card in page.cards if card.button.property("role") == "primary"]
    assert accented == from_above[:1]


def test_nothing_left_is_said_plainly(page: OverviewPage, services: Any) -> None:
    services.compliance.standing = lambda *_: standing(*[State.DONE] * 5)
    page.refresh()
    assert page.letter_card.summary.text() == "Всё выполнено, делать нечего."


def test_a_card_puts_its_state_above_the_words_where_there_is_no_room(page: OverviewPage) -> None:
    card = page.cards[0]
    assert card.badge.x() < card.reason.x()
    page.fit(QSize(760, 460))
    card.layout().activate()
    assert card.badge.y() + card.badge.height() <= card.reason.y()


def test_the_overview_of_a_large_school_fits_a_laptops_screen(
    page: OverviewPage, services: Any, qtbot: QtBot
) -> None:
    names = [f"{number}{letter}" for number in range(1, 12) for letter in "АБ"] + ["6В", "9В"]
    classes = tuple(
        ClassCoverage(class_id=place, name=name, parents=40, events=3, contacts=90, reached=31, percent=78)
        for place, name in enumerate(names)
    )
    weeks = tuple((date(2024, 4, 1), 2, 50 + week) for week in range(12))
    services.outreach.coverage = lambda: Coverage(
        classes=classes, parents=960, contacts=5798, reached=744, percent=78, by_week=weeks
    )
    services.compliance.standing = lambda *_: standing(*[State.DONE] * 4, State.OVERDUE)
    page.refresh()
    page.resize(1182, 670)  # what 1366 × 768 leaves to a screen
    qtbot.waitUntil(lambda: page.layout().heightForWidth(1182) <= 670)
    assert not page.grab().isNull()
    assert page.side.bars.accessibleDescription().count("31 из 40 · 78 %") == 24
    assert "11Б: 31 из 40" in page.side.bars.toolTip()
