"""The window's heart under what the other two walks leave out: the life of a paper, the smaller forms.

As in ``test_heartbeat`` nothing is asserted on time.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from desktop_app.models import keys
from desktop_app.services.attachments.types import NewFile
from desktop_app.services.directive.types import DirectiveDraft
from desktop_app.services.exchange.types import TableFormat
from desktop_app.services.letters.types import LetterState, PaperKind
from desktop_app.services.school.types import ClassDraft
from desktop_app.ui.banners.page import BannersPage
from desktop_app.ui.coordinator.page import CoordinatorPage
from desktop_app.ui.exchange.import_dialog import ImportDialog, TableSource
from desktop_app.ui.kit.decision import DecisionDialog
from desktop_app.ui.kit.picture import PictureDialog
from desktop_app.ui.letters.dialogs import AnswerDialog, DatedNoteDialog, ReasonDialog, RegisterDialog
from desktop_app.ui.letters.extract_dialog import ExtractDialog
from desktop_app.ui.letters.page import LettersPage
from desktop_app.ui.overview.page import OverviewPage
from desktop_app.ui.parents.entry_form import EntryDialog
from desktop_app.ui.parents.page import ParentsPage
from desktop_app.ui.protection.password_dialogs import NewPasswordDialog, ProveDialog
from desktop_app.ui.protection.sheet_dialog import SheetDialog
from desktop_app.ui.register.code_dialog import CodeDialog
from desktop_app.ui.register.dialogs import ReleaseDialog, ReserveDialog
from desktop_app.ui.register.page import RegisterPage
from desktop_app.ui.school.page import SchoolPage
from desktop_app.ui.shell.help import HelpDialog
from tests.functional.hands import WAIT, Hands
from tests.functional.test_heartbeat import photograph
from tests.functional.window import Answer, open_screen

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
PASSWORD = "четыре слова подряд ёлка"  # noqa: S105 - of a sample


def decide(hands: Hands, name: str, act: Callable[[], object], kind: type[Any], **typed: object) -> None:
    """Measure a decision: the dialog opens, is filled in and accepted, and what follows is done."""
    done: list[bool] = []

    def fill(dialog: DecisionDialog) -> None:
        for field, value in typed.items():
            dialog.form.field(field).set_value(value)
        dialog.accept_button.click()
        done.append(True)

    def press() -> None:
        Answer(kind, fill)
        act()

    hands.do(name, press, lambda: bool(done) and not isinstance(hands.window.focusWidget(), kind))


def drawn(page: LettersPage) -> bool:
    return bool(page.preview.pdf)


def test_a_paper_lives_its_life(
    hands: Hands, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.open(Path(shutil.copy(sample_file, tmp_path / "school.otklik")))
    services = hands.window._services
    assert services is not None
    answer = services.directives.save(
        DirectiveDraft(
            number="02-55-1/24", dated=services.letters.today(), sender="Министерство", subject="Ответ"
        )
    )
    page = open_screen(hands.window, "letters", LettersPage)
    hands.rest()
    hands.do("a new draft", page.create_new, lambda: drawn(page))
    text = page.form.field("edited_text")
    hands.do("type in its text", lambda: text.insertPlainText("Сообщаем также. "), lambda: drawn(page))
    hands.do("save the draft", page.save, lambda: not page.has_unsaved())
    hands.qtbot.waitUntil(page.register_button.isEnabled, timeout=WAIT)
    decide(hands, "register it", page.register_button.click, RegisterDialog)
    hands.qtbot.waitUntil(page.sent_button.isVisible, timeout=WAIT)
    decide(hands, "mark it sent", page.sent_button.click, DatedNoteDialog, note="нарочный")
    decide(hands, "mark it taken in", page.acknowledged_button.click, DatedNoteDialog, note="17")
    decide(hands, "link the answer", page.buttons.answer.click, AnswerDialog, answer_id=answer.id)
    hands.do("copy its text", page.buttons.copy.trigger, lambda: bool(QGuiApplication.clipboard().text()))
    hands.do(
        "a paper in its place",
        page.buttons.correct.click,
        lambda: page._row is not None and page._row.state is LetterState.DRAFT,
    )
    hands.do("delete the draft", page.delete_button.click)
    page.table.select_where(lambda row: row.state is LetterState.ACKNOWLEDGED)
    hands.rest()
    decide(hands, "make it void", page.void_button.click, ReasonDialog, reason="ошибка в тексте")
    take_extract(hands, page, tmp_path, monkeypatch)
    keep_numbers(hands)


def take_extract(hands: Hands, page: LettersPage, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    dialog = hands.dialog(
        "an extract", lambda: page.buttons.wanted.emit(PaperKind.OUTREACH_JOURNAL), ExtractDialog
    )
    hands.qtbot.waitUntil(lambda: bool(dialog.preview.pdf), timeout=WAIT)
    for button, name in ((dialog.pdf_button, "x.pdf"), (dialog.word_button, "x.docx")):
        target = folder / name
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, target=target: (str(target), ""))
        hands.do(f"save it as {target.suffix}", button.click, target.exists)
    dialog.reject()
    hands.rest()


def keep_numbers(hands: Hands) -> None:
    page = open_screen(hands.window, "register", RegisterPage)
    hands.rest()
    for tab in (1, 2):
        hands.do(f"the register's tab {tab + 1}", lambda tab=tab: page.tabs.setCurrentIndex(tab))
    decide(hands, "reserve a number", page.create_new, ReserveDialog, note="ответ на запрос")
    page.reserved_table.select_line(0)
    hands.rest()
    decide(hands, "release it", page.release_button.click, ReleaseDialog, reason="не понадобился")
    page.tabs.setCurrentIndex(0)
    code = hands.dialog("a place for a code", page.code_button.click, CodeDialog)
    code.form.field("code").set_value("A1B2-C3D4-E5F6")
    hands.do("look for the code", code.accept_button.click, code.badge.isVisible)
    code.close()


def test_events_and_portals_are_changed(hands: Hands, sample_file: Path, tmp_path: Path) -> None:
    hands.open(Path(shutil.copy(sample_file, tmp_path / "school.otklik")))
    change_event(hands)
    change_portals(hands, tmp_path)
    page = open_screen(hands.window, "coordinator", CoordinatorPage)
    hands.rest()
    page.table.select_line(0)
    file = NewFile(name="чат.png", content=photograph())
    hands.do("attach the chat's proof", lambda: page._on_proof(file))
    hands.do("delete an appointment", page._on_delete)
    hands.do("undo it", hands.window.menus.undo.trigger, hands.window.menus.redo.isEnabled)


def change_event(hands: Hands) -> None:
    page = open_screen(hands.window, "parents", ParentsPage)
    hands.rest()
    row = page.log.model.row_at(0)
    dialog = hands.dialog("open an event", lambda: page.actions_of.edit(row), EntryDialog)
    dialog.form.field("topic").setText("Родительское собрание")
    hands.do("save it", dialog.form.submit, lambda: not dialog.isVisible())
    file = NewFile(name="протокол.png", content=photograph())
    hands.do(
        "attach a proof",
        lambda: page.actions_of.attach(row.id, file),
        lambda: page.log.model.row_at(0).attachment_id is not None,
    )
    proof = page.log.model.row_at(0).attachment_id
    hands.dialog("look at the proof", lambda: page.actions_of.view(proof), PictureDialog).close()
    page.log.table.select_line(0)
    hands.do("an event like it", page.repeat)
    page.quick.next()
    before = page.log.model.rowCount()
    page.log.table.select_line(0)
    hands.do("delete it", page.heading.delete, lambda: page.log.model.rowCount() == before - 1)
    undo = hands.window.menus.undo
    hands.qtbot.waitUntil(undo.isEnabled, timeout=WAIT)
    hands.do("take that back", undo.trigger, lambda: page.log.model.rowCount() == before)


def change_portals(hands: Hands, folder: Path) -> None:
    page = open_screen(hands.window, "banners", BannersPage)
    hands.rest()
    for line in (1, 2):
        hands.do(f"choose portal {line + 1}", lambda line=line: page.table.select_line(line))
    before = page.model.rowCount()
    hands.do("delete a portal", page.delete_button.click, lambda: page.model.rowCount() == before - 1)
    undo = hands.window.menus.undo
    hands.qtbot.waitUntil(undo.isEnabled, timeout=WAIT)
    hands.do("bring it back", undo.trigger, lambda: page.model.rowCount() == before)
    table = folder / f"portals.{TableFormat.XLSX.value}"
    hands.do("export the portals", lambda: page.tables.export(table), table.exists)
    opened: list[ImportDialog] = []
    hands.do(
        "read them again",
        lambda: opened.append(page.tables.take(TableSource(path=table))),
        lambda: bool(opened) and not opened[0].is_busy() and opened[0].plan is not None,
    )
    opened[0].reject()
    hands.rest()


def test_the_smaller_forms_of_the_school(
    hands: Hands, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Path(shutil.copy(sample_file, tmp_path / "school.otklik"))
    hands.open(path)
    hands.dialog("help", hands.window.menus.help.trigger, HelpDialog).close()
    page = open_screen(hands.window, "school", SchoolPage)
    change_layout(hands, page)
    change_texts(hands, page)
    page.open_tab(page.numbers)
    hands.rest()
    card = next(iter(page.numbers.cards.values()))
    card.form.field("case_index").setText("01-13")
    hands.do("save a number's pattern", page.save, lambda: not page.has_unsaved())
    page.open_tab(page.classes)
    hands.rest()
    services = hands.window._services
    assert services is not None
    services.school.save_class(ClassDraft(name="11Ю"))
    page.classes.refresh()
    before = page.classes.model.rowCount()
    page.classes.table.select_where(lambda row: row.name == "11Ю")
    hands.rest()
    hands.do("delete a class", page.classes.delete_selected, lambda: page.classes.model.rowCount() < before)
    page.open_tab(page.copies)
    hands.rest()
    hands.do("make a copy", page.copies.make, lambda: page.copies.list.table.model().rowCount() > 0)
    hands.do("check the copies", page.copies.list.check_all, lambda: not page.copies.list._queue)
    protect(hands, page, monkeypatch, tmp_path)
    choose_letters(hands)
    other = Path(shutil.copy(sample_file, tmp_path / "other.otklik"))
    hands.do("open another file", lambda: hands.open(other))


def change_layout(hands: Hands, page: SchoolPage) -> None:
    page.open_tab(page.layouts)
    hands.rest()
    field = page.layouts.form.field("letter.left")
    hands.do("change a margin", lambda: field.set_value(25.0))
    hands.do("save the layout", page.save, lambda: not page.has_unsaved())
    hands.do("back to the standard", page.layouts.restore_button.click)
    file = NewFile(name="эмблема.png", content=photograph())
    hands.do("an emblem", lambda: page.layouts.logo._set(file))


def change_texts(hands: Hands, page: SchoolPage) -> None:
    page.open_tab(page.texts)
    hands.rest()
    hands.do("another paper's text", lambda: page.texts.kinds.select_line(2))
    editor = page.texts.editor
    hands.do("type in it", lambda: editor.replace_template(f"{editor.template().rstrip()}\nЕщё слово.\n"))
    hands.do("save it", page.save, lambda: not page.has_unsaved())
    hands.do("bring back the first one", page.texts.restore_button.click)


def protect(hands: Hands, page: SchoolPage, monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    monkeypatch.setattr(keys, "ROUNDS", 1_000)
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: 0)
    page.open_tab(page.protection)
    hands.rest()
    card = page.protection.findChildren(QDialog)
    assert card == []
    box = page.protection.password
    seen: list[bool] = []

    def leave(sheet: SheetDialog) -> None:
        sheet.close_button.click()
        seen.append(True)

    def set_it() -> None:
        Answer(SheetDialog, leave)
        Answer(NewPasswordDialog, lambda dialog: fill(dialog, password=PASSWORD, again=PASSWORD))
        box.set_button.click()

    hands.do("set a password", set_it, lambda: bool(seen))

    def take_away() -> None:
        Answer(ProveDialog, lambda dialog: fill(dialog, current=PASSWORD))
        box.remove_button.click()

    hands.do("take the password away", take_away, box.set_button.isVisible)
    keys.forget()


def fill(dialog: Any, **typed: str) -> None:
    for name, value in typed.items():
        dialog.form.field(name).set_value(value)
    dialog.accept_button.click()


def choose_letters(hands: Hands) -> None:
    services = hands.window._services
    assert services is not None
    second = services.directives.save(
        DirectiveDraft(
            number="02-55-2/24", dated=services.letters.today(), sender="Министерство", subject="Второе"
        )
    )
    page = open_screen(hands.window, "overview", OverviewPage)
    hands.do("a second letter on the overview", page.refresh)
    hands.do("choose it", lambda: page._on_chosen(second.id))
