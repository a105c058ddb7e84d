"""The dialog shows what would come in, asks what the table leaves open, and stores all or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop_app.services.container import Services
from desktop_app.services.exchange.types import Subject
from desktop_app.services.outreach.types import OutreachForm
from desktop_app.ui.exchange.import_dialog import ImportDialog
from desktop_app.ui.exchange.unfinished import TableSource
from desktop_app.ui.kit.fields import ChoiceField
from desktop_app.ui.kit.table import ROW_HEIGHT
from tests.services.exchange.tables import csv_of
from tests.ui.exchange.conftest import HEAD, MEETING, Open, settled


def question(dialog: ImportDialog, key: str) -> ChoiceField:
    editor = dialog.questions.editors[key]
    assert isinstance(editor, ChoiceField)
    return editor


def test_guesses_and_doubtful_dates_are_asked_about_before_anything_comes_in(
    open_table: Open, services: Services, qtbot: QtBot
) -> None:
    dialog = open_table(("Дата", "Чем занимались", *HEAD[2:]), MEETING)
    assert set(dialog.questions.editors) == {"column:1", "date_order"}
    assert not dialog.store_button.isEnabled()
    assert "Погода" in dialog.beside.text()
    question(dialog, "column:1").set_value("form")
    question(dialog, "date_order").set_value("dmy")
    settled(dialog, qtbot)
    assert dialog.store_button.isEnabled(), dialog.trouble.text()
    with qtbot.waitSignal(dialog.stored, timeout=30_000) as said:
        qtbot.mouseClick(dialog.store_button, Qt.MouseButton.LeftButton)
    assert "Загружено: 1\u00a0мероприятие" in said.args[0]
    (row,) = services.outreach.list()
    assert (str(row.held_on), row.form, row.parents) == ("2024-06-05", OutreachForm.CLASS_MEETING, 25)


def test_a_column_can_be_given_another_field(open_table: Open, qtbot: QtBot) -> None:
    dialog = open_table(("Дата", "Форма", "Тема", "Сколько"), ("05.06.2024", "собрание", "О проекте", "25"))
    dialog.columns.choices[3].set_value("parents")
    settled(dialog, qtbot)
    assert dialog.plan is not None
    assert [draft.parents for draft in dialog.plan.drafts] == [25]


def test_a_missing_form_is_chosen_for_all_rows(open_table: Open, qtbot: QtBot) -> None:
    dialog = open_table(("Дата", "Тема"), ("05.06.2024", "О проекте"))
    question(dialog, "missing:form").set_value("webinar")
    settled(dialog, qtbot)
    assert dialog.plan is not None
    assert dialog.plan.ready
    assert [draft.form for draft in dialog.plan.drafts] == [OutreachForm.WEBINAR]


def test_errors_are_listed_and_the_table_is_read_again_when_mended(
    open_table: Open, tmp_path: Path, qtbot: QtBot
) -> None:
    head = ("Дата", "Форма", "Тема", "Классы")
    dialog = open_table(head, ("05.06.2024", "собрание", "О проекте", "7В"))
    (line,) = dialog.model.rows()
    assert (line.remark.row, line.remark.column, line.remark.value, line.wrong) == (2, "Классы", "7В", True)
    dialog.remarks.select_line(0)
    assert "Нет такого класса" in dialog.reason.text()
    (tmp_path / "журнал.csv").write_bytes(csv_of([head, ("05.06.2024", "собрание", "О проекте", "5А")]))
    qtbot.mouseClick(dialog.again_button, Qt.MouseButton.LeftButton)
    settled(dialog, qtbot)
    assert dialog.store_button.isEnabled()
    assert not dialog.remarks.isVisible()


def test_what_is_there_already_is_left_out_unless_wanted(
    open_table: Open, services: Services, qtbot: QtBot
) -> None:
    head, row = ("Дата", "Форма", "Тема"), ("05.06.2024", "собрание", "О проекте")
    first = open_table(head, row)
    with qtbot.waitSignal(first.stored, timeout=30_000):
        first.store()
    again = open_table(head, row)
    assert "уже загружали" in again.beside.text()
    assert not again.store_button.isEnabled()
    again.repeats.setChecked(False)
    settled(again, qtbot)
    assert again.store_button.text() == "Загрузить ещё раз"
    with qtbot.waitSignal(again.stored, timeout=30_000):
        again.store()
    assert len(services.outreach.list()) == 2


def test_repeats_with_other_numbers_are_counted_and_stand_above_the_plain_ones(
    open_table: Open, qtbot: QtBot
) -> None:
    head = ("Дата", "Форма", "Тема", "Контактов")
    rows = [(f"{day:02}.06.2024", "собрание", "О проекте", "20") for day in range(3, 8)]
    first = open_table(head, *rows)
    with qtbot.waitSignal(first.stored, timeout=30_000):
        first.store()
    again = open_table(head, *rows[:-1], (*rows[-1][:3], "25"))
    assert again.repeats.text() == "Не загружать повторы: 5, из них с другими числами: 1"
    assert again.differences.text() == (
        "Строка 6, «О проекте»: Контактов в журнале 20, в файле 25. Такое мероприятие уже есть в журнале."
    )
    assert again.coming.text() == (
        "Загружать нечего: всё это уже есть в журнале, но в 1\u00a0строке числа другие."
    )
    top = again.model.rows()[0].remark
    assert (top.row, top.reason.startswith("Контактов в журнале 20, в файле 25.")) == (6, True)


def test_an_unreadable_file_is_a_sentence_in_the_dialog(
    services: Services, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "битый.xlsx"
    path.write_bytes(b"PK\x03\x04 broken")
    dialog = ImportDialog(services.exchange, TableSource(path=path))
    qtbot.addWidget(dialog)
    dialog.show()
    settled(dialog, qtbot)
    assert "не читается" in dialog.coming.text()
    assert not dialog.store_button.isEnabled()


def test_closing_stops_the_reading(services: Services, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "журнал.csv"
    path.write_bytes(csv_of([HEAD, MEETING]))
    dialog = ImportDialog(services.exchange, TableSource(path=path))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert dialog.plan is None


def test_the_pasted_text_of_a_spreadsheet_is_a_table(services: Services, qtbot: QtBot) -> None:
    text = "Дата\tФорма\tТема\r\n05.06.2024\tсобрание\tО проекте\r\n"
    dialog = ImportDialog(services.exchange, TableSource(text=text))
    qtbot.addWidget(dialog)
    dialog.show()
    settled(dialog, qtbot)
    assert dialog.store_button.isEnabled()
    assert not dialog.encoding.isVisible()


@pytest.mark.parametrize("rows", [[HEAD, MEETING]])
def test_everything_that_can_be_reached_has_a_name(open_table: Open, rows: list[tuple[str, ...]]) -> None:
    dialog = open_table(*rows)
    nameless = [
        widget
        for widget in dialog.findChildren(QWidget)
        if widget.isVisible() and isinstance(widget, ChoiceField) and not widget.accessibleName()
    ]
    assert nameless == []


def test_letters_that_do_not_tell_their_encoding_are_asked_about(open_table: Open, qtbot: QtBot) -> None:
    dialog = open_table(("5.6.24", "да"), ("5.6.24", "мы"))
    for answer in ("koi8-r", "cp1251"):
        question(dialog, "encoding").set_value(answer)
        settled(dialog, qtbot)
        assert dialog.encoding.value() == answer
        assert "encoding" not in dialog.questions.editors
        dialog = open_table(("5.6.24", "да"), ("5.6.24", "мы"))


def portals_dialog(services: Services, qtbot: QtBot, text: str) -> ImportDialog:
    dialog = ImportDialog(services.exchange, TableSource(text=text), subject=Subject.PORTALS)
    qtbot.addWidget(dialog)
    dialog.show()
    settled(dialog, qtbot)
    return dialog


PORTALS = (
    "Вид\tНазвание\tСостояние\tРазмещён\n"
    "сайт\tСайт школы\tпроверен\t05.06.2024\nстенд\tХолл\tзапланирован\t\n"
)


def test_portals_come_in_once_the_question_of_proof_is_answered(services: Services, qtbot: QtBot) -> None:
    dialog = portals_dialog(services, qtbot, PORTALS)
    assert not dialog.store_button.isEnabled()
    question(dialog, "verified").set_value("placed")
    settled(dialog, qtbot)
    assert dialog.coming.text() == "Загрузится: новых порталов — 2."
    with qtbot.waitSignal(dialog.stored, timeout=30_000) as said:
        qtbot.mouseClick(dialog.store_button, Qt.MouseButton.LeftButton)
    assert "2\u00a0портала" in said.args[0]
    assert [row.status.value for row in services.banners.list()] == ["placed", "planned"]
    again = portals_dialog(services, qtbot, PORTALS.replace("запланирован\t", "размещён\t06.06.2024"))
    question(again, "verified").set_value("placed")
    settled(again, qtbot)
    assert again.coming.text() == "Загрузится: изменится — 1, без изменений — 1."
    reasons = [line.remark.reason for line in again.model.rows()]
    assert "Было: запланирован." in reasons


def test_a_log_on_the_banners_screen_is_sent_to_its_own(services: Services, qtbot: QtBot) -> None:
    dialog = portals_dialog(services, qtbot, "Дата\tФорма\tТема\n05.06.2024\tсобрание\tО проекте\n")
    assert "экране «Родители»" in dialog.coming.text()
    assert not dialog.store_button.isEnabled()


def test_a_long_reason_is_read_whole_and_nothing_is_promised_beside_errors(
    open_table: Open, qtbot: QtBot
) -> None:
    dialog = open_table(
        ("Дата", "Форма", "Тема", "Контактов"),
        ("05.06.2024", "собрание", "О проекте", "25"),
        ("05.06.2024", "флешмоб", "О проекте", "25"),
    )
    qtbot.waitUntil(lambda: dialog.remarks.isVisible() and dialog.remarks.rowHeight(0) > ROW_HEIGHT)
    assert dialog.coming.text().startswith("Без ошибок: 1\u00a0мероприятие")
