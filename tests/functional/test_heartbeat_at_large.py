"""The window's heart under what is large or rare: long logs, big files, many papers, a lock.

As in ``test_heartbeat`` nothing is asserted on time.
"""

from __future__ import annotations

import io
import os
import shutil
from datetime import date
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox

from desktop_app.bootstrap import new_file
from desktop_app.models import keys
from desktop_app.services.coordinator.types import AppointmentDraft
from desktop_app.services.exchange.types import TableFormat
from desktop_app.services.letters.types import LetterDraft, PaperKind
from desktop_app.services.outreach.types import OutreachForm
from desktop_app.ui.banners.page import BannersPage
from desktop_app.ui.banners.page_check_dialog import PageCheckDialog
from desktop_app.ui.coordinator.destroy_dialog import DestroyDialog
from desktop_app.ui.coordinator.page import CoordinatorPage
from desktop_app.ui.exchange.import_dialog import ImportDialog
from desktop_app.ui.kit.hide_names import HideNamesDialog
from desktop_app.ui.letters import printing
from desktop_app.ui.letters.page import LettersPage
from desktop_app.ui.parents.page import ParentsPage
from desktop_app.ui.parents.table_model import TOPIC
from desktop_app.ui.register.page import RegisterPage
from tests.functional.hands import Hands
from tests.functional.long_log import write_long_log
from tests.functional.window import Answer, open_screen
from tests.services.page_check.pages import LINK, WORDS, banner, encoded, filler, html, inline
from tests.services.record import write_record
from tests.ui.parents.conftest import write

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
EVENTS = int(os.environ.get("OTKLIK_EVENTS", "5000"))
LETTERS = int(os.environ.get("OTKLIK_LETTERS", "30"))
MANY = 1_000
PASSWORD = "четыре слова подряд ёлка"  # noqa: S105 - of a sample


def test_a_long_log_is_worked_with(hands: Hands, tmp_path: Path) -> None:
    path = tmp_path / "long.otklik"
    new_file(path, lambda services: write_record(services.store))
    write_long_log(path, EVENTS)
    hands.do("open the file", lambda: hands.open(path))
    hands.do("open parents", lambda: hands.visit("parents"))
    page = hands.page(ParentsPage)
    hands.qtbot.waitUntil(lambda: page.log.model.rowCount() == EVENTS, timeout=60_000)
    find(hands, page)
    write_for_many_classes(hands, page)
    carry(hands, page, tmp_path)
    throw_away(hands, page)


def find(hands: Hands, page: ParentsPage) -> None:
    def shown() -> bool:
        return page._shown is not None and page._shown[1] == page.log.wanted()

    bar = page.log.filter
    for text in ("тр", "собр", ""):
        hands.do(f"search «{text}»", lambda text=text: bar.search.setText(text), shown)
    for form in (OutreachForm.CLASS_HOUR, None):
        hands.do(f"filter by form {form}", lambda form=form: bar.form.set_value(form), shown)
    some = page.services.school.classes()[3].id
    hands.do("filter by a class", lambda: page.panel.class_chosen.emit(some), shown)
    hands.do("show everything", bar.reset, shown)
    table = page.log.table
    for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
        hands.do(f"sort by topic, {order.name}", lambda order=order: table.sortByColumn(TOPIC, order))
    table.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
    hands.rest()
    scroll = table.verticalScrollBar()
    hands.do("scroll to the end", lambda: scroll.setValue(scroll.maximum()))
    hands.do("select every event", table.selectAll)
    hands.do("select one", lambda: table.select_line(0))


def write_for_many_classes(hands: Hands, page: ParentsPage) -> None:
    field = page.quick.field("class_ids")
    page.quick.focus_first()
    hands.do("open the list of classes", field.open_picker)
    every = page.services.school.classes()
    picker = field.picker()
    assert picker is not None

    def tick() -> None:
        for box in picker.boxes.values():
            box.setChecked(True)
        picker.close()

    hands.do(f"tick {len(every)} classes", tick)
    page.quick.field("held_on").setText("03.06.2024")
    write("Общешкольное собрание", page.quick.field("topic"))
    page.quick.field("parents").setText("700")
    before = page.log.model.rowCount()
    hands.do("save it for every class", page.quick.submit, lambda: page.log.model.rowCount() == before + 1)


def carry(hands: Hands, page: ParentsPage, folder: Path) -> None:
    for kind in (TableFormat.XLSX, TableFormat.CSV):
        path = folder / f"all.{kind.value}"
        hands.do(f"export everything, {kind.value}", lambda path=path: page.tables.export(path), path.exists)
    board = QGuiApplication.clipboard()
    board.clear()
    hands.do("copy everything", page.tables.copy, lambda: bool(board.text()))
    rows = "\n".join(f"05.06.2024\tсобрание\tО проекте {number}\t25" for number in range(MANY))
    board.setText(f"Дата\tФорма\tТема\tРодителей\n{rows}\n")
    dialog = hands.dialog(f"paste {MANY} rows", page._on_pasted, ImportDialog)
    hands.qtbot.waitUntil(lambda: not dialog.is_busy() and dialog.plan is not None, timeout=60_000)
    before = page.log.model.rowCount()
    hands.do("take them in", dialog.store, lambda: page.log.model.rowCount() == before + MANY)
    board.clear()


def throw_away(hands: Hands, page: ParentsPage) -> None:
    hands.do("search for them", lambda: page.log.filter.search.setText("О проекте"))
    hands.do("select them", page.log.table.selectAll)
    hands.do(f"delete {MANY} events", page.heading.delete, lambda: not page.log.model.rowCount())
    page.log.filter.reset()
    hands.rest()
    hands.do("open the trash", page.log.trash_button.click, lambda: page.log.model.rowCount() == MANY)
    page.log.table.selectAll()
    hands.rest()
    hands.do("restore them", page.heading.edit, lambda: not page.log.in_trash())
    undo = hands.window.menus.undo
    hands.qtbot.waitUntil(undo.isEnabled)
    hands.visit("school")
    hands.rest()
    hands.do("undo from another screen", undo.trigger, hands.window.isEnabled)
    hands.visit("parents")
    hands.rest()
    hands.do("open the trash again", page.log.trash_button.click, page.log.in_trash)
    page.actions_of.confirm = lambda _number: True  # type: ignore[method-assign]  # the answer of the user
    hands.do("empty the trash", page.log.emptying_wanted.emit, lambda: not page.log.in_trash())


def test_big_files_are_taken(hands: Hands, sample_file: Path, tmp_path: Path) -> None:
    hands.open(Path(shutil.copy(sample_file, tmp_path / "school.otklik")))
    page = open_screen(hands.window, "banners", BannersPage)
    hands.rest()
    looks, before = page.detail.looks, page.detail.looks.model.rowCount()
    photo = tmp_path / "фото.png"
    photo.write_bytes(noise(3_000, 2_200))
    dropped = QMimeData()
    dropped.setUrls([QUrl.fromLocalFile(str(photo))])
    size = photo.stat().st_size // 2**20
    dialog = hands.dialog(
        f"drop a picture of {size} MB", lambda: looks.zone.take_mime(dropped), HideNamesDialog
    )
    hands.do("store it", dialog.take, lambda: looks.model.rowCount() == before + 1)
    pasted = QMimeData()
    pasted.setImageData(QImage.fromData(noise(1_920, 1_080)))
    dialog = hands.dialog(
        "paste a picture of the screen", lambda: looks.zone.take_mime(pasted), HideNamesDialog
    )
    dialog.reject()
    hands.rest()
    hands.dialog("show a look large", lambda: page._on_picture_wanted(looks.model.rows()[0]), QDialog).close()
    saved = tmp_path / "page.html"
    large = "".join(f"<div>{filler(400)}</div>" for _ in range(1_000))
    saved.write_bytes(html(f"{large}<a href='{LINK}'><img src='{inline(encoded(banner()))}'></a>{WORDS}"))
    check = hands.dialog("a place to check a page", page._on_page_wanted, PageCheckDialog)
    size = saved.stat().st_size // 2**20
    hands.do(f"check a page of {size} MB", lambda: check.check_file(saved), lambda: check._operation is None)
    check.close()


def noise(width: int, height: int) -> bytes:
    """Return a picture that does not shrink."""
    out = io.BytesIO()
    Image.frombytes("RGB", (width, height), os.urandom(3 * width * height)).save(out, "PNG", compress_level=1)
    return out.getvalue()


def test_many_papers_are_looked_at(
    hands: Hands, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands.open(Path(shutil.copy(sample_file, tmp_path / "school.otklik")))
    services = hands.window._services
    assert services is not None
    for _number in range(LETTERS):
        services.letters.register(services.letters.create(LetterDraft(kind=PaperKind.CONFIRMATION)).id)
    hands.do("read everything again", hands.window.refresh)
    hands.do("open letters", lambda: hands.visit("letters"))
    page = hands.page(LettersPage)
    hands.do("choose another paper", lambda: page.table.select_line(3), lambda: bool(page.preview.pdf))
    for name, button in (
        ("zoom in", page.preview.zoom_in),
        ("zoom in again", page.preview.zoom_in),
        ("zoom out", page.preview.zoom_out),
        ("the next sheet", page.preview.forward),
        ("the whole width", page.preview.fit),
    ):
        hands.do(name, button.click)
    for name, action in (("pdf", page.buttons.pdf), ("word", page.buttons.word), ("pack", page.buttons.pack)):
        target = tmp_path / f"out-{name}"
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, target=target: (str(target), ""))
        hands.do(f"save as {name}", action.trigger, lambda: any(tmp_path.glob(f"out-{name}*")))  # noqa: B023
    print_one(hands, page, tmp_path, monkeypatch)
    hands.do(f"open the register of {LETTERS}", lambda: hands.visit("register"))
    register = hands.page(RegisterPage)
    hands.do("search the register", lambda: register.filter.search.setText("02"))
    hands.do("search no more", lambda: register.filter.search.setText(""))
    hands.do("choose a line", lambda: register.outgoing_table.select_line(2))


def print_one(hands: Hands, page: LettersPage, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = folder / "printed.pdf"

    def printer(title: str) -> QPrinter:
        made = QPrinter(QPrinter.PrinterMode.HighResolution)
        made.setResolution(printing.DPI)
        made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        made.setOutputFileName(str(out))
        made.setDocName(title)
        return made

    monkeypatch.setattr(printing, "new_printer", printer)
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["PDF"])
    monkeypatch.setattr(QPrintDialog, "exec", lambda _dialog: QDialog.DialogCode.Accepted)
    hands.do("print it", page.print_paper, out.exists)


def test_a_person_goes_and_the_chair_is_empty(
    hands: Hands, sample_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys, "ROUNDS", 1_000)
    monkeypatch.setattr(QMessageBox, "exec", lambda _box: 0)
    hands.open(Path(shutil.copy(sample_file, tmp_path / "school.otklik")))
    services = hands.window._services
    assert services is not None
    services.coordinator.save(
        AppointmentDraft(
            name="Гусев Пётр Ильич", appointed_on=date(2023, 9, 1), released_on=date(2024, 1, 15)
        )
    )
    destroy(hands)
    services.protection.set_password(PASSWORD)
    guard = hands.desk.guard
    guard.watch()
    page = open_screen(hands.window, "banners", BannersPage)
    page.form.field("place").setText("этаж 2")
    hands.rest()
    hands.do("lock the window", guard.lock, lambda: guard.locked and not keys_known(hands))
    question = guard.dialog
    assert question is not None
    question.password.set_value(PASSWORD)
    hands.do("unlock it", question.open_button.click, lambda: not guard.locked)
    page.form.mark_saved()
    keys.forget()


def keys_known(hands: Hands) -> bool:
    services = hands.window._services
    return services is not None and keys.key_of(services.store.path) is not None


def destroy(hands: Hands) -> None:
    page = open_screen(hands.window, "coordinator", CoordinatorPage)
    page.refresh()
    page.table.select_where(lambda row: row.name.startswith("Гусев"))
    hands.rest()
    seen: list[bool] = []

    def answer(dialog: DestroyDialog) -> None:
        dialog.sure.setChecked(True)
        dialog.destroy_button.click()
        hands.qtbot.waitUntil(lambda: dialog.finished_for_good, timeout=60_000)
        QTest.qWait(200)
        seen.append(True)
        dialog.reject()
        dialog.reject()

    def press() -> None:
        Answer(DestroyDialog, answer)
        page.destroy_button.click()

    hands.do("destroy a person's data", press, lambda: bool(seen))
