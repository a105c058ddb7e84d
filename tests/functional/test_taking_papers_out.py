"""Out of the program: Word, the pack, the clipboard, the folder, the sheets a printer gets."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.documents.preview import page_sizes
from desktop_app.services.container import Services
from desktop_app.services.errors import AppError, StorageError
from desktop_app.services.letters.types import LetterDraft, LetterRow, PaperKind
from desktop_app.ui.letters import printing
from desktop_app.ui.letters.actions import LetterActions, write_file
from desktop_app.ui.letters.printing import paint_pdf, print_pdf

A4 = (595.2756, 841.8898)


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[QWidget]:
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def actions(desk: QWidget, record: Services) -> LetterActions:
    return LetterActions(record, desk)


@pytest.fixture
def letter(record: Services) -> LetterRow:
    draft = record.letters.create(LetterDraft(kind=PaperKind.CONFIRMATION))
    return record.letters.register(draft.id, number="01-12/34")


@pytest.fixture
def told(actions: LetterActions) -> list[str]:
    heard: list[str] = []
    actions.told.connect(heard.append)
    return heard


def choose(monkeypatch: pytest.MonkeyPatch, path: Path | str) -> list[str]:
    """Let the file dialog answer ``path``; return the places it proposed."""
    proposed: list[str] = []

    def answer(_window: QWidget, _title: str, place: str, _kind: str) -> tuple[str, str]:
        proposed.append(place)
        return str(path), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", answer)
    return proposed


def test_a_word_copy_is_saved_under_the_papers_name(
    actions: LetterActions,
    letter: LetterRow,
    record: Services,
    told: list[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    target = tmp_path / "письмо.docx"
    (proposed,) = (choose(monkeypatch, target), actions.save_word(letter))[0]
    assert proposed.endswith("01-12-34.docx")
    text = "\n".join(line.text for line in Document(BytesIO(target.read_bytes())).paragraphs)
    body = record.letters.text(letter.id).split("\n")[1:-1]
    assert all(line in text.replace("\u00a0", " ") for line in body)
    assert told == [f"Сохранено: {target}"]


def test_a_pack_is_saved_with_bookmarks(
    actions: LetterActions, letter: LetterRow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "комплект.pdf"
    (proposed,) = (choose(monkeypatch, target), actions.save_pack(letter))[0]
    assert proposed.endswith("с приложениями.pdf")
    with pikepdf.open(target) as document, document.open_outline() as outline:
        assert outline.root


def test_the_text_goes_to_the_clipboard(
    actions: LetterActions, letter: LetterRow, record: Services, told: list[str]
) -> None:
    actions.copy_text(letter)
    assert QGuiApplication.clipboard().text() == record.letters.text(letter.id)
    assert "скопирован" in told[0]


def test_the_folder_of_the_saved_file_is_opened_and_proposed_again(
    actions: LetterActions, letter: LetterRow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[QUrl] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url) is None)
    with pytest.raises(AppError, match="ещё не сохранялись"):
        actions.open_folder()
    choose(monkeypatch, tmp_path / "письмо.docx")
    actions.save_word(letter)
    actions.open_folder()
    assert [Path(url.toLocalFile()) for url in opened] == [tmp_path] == [actions.folder]
    (proposed,) = (choose(monkeypatch, ""), actions.save_word(letter))[0]
    assert Path(proposed).parent == tmp_path


def test_a_folder_that_does_not_open_is_named(
    actions: LetterActions, letter: LetterRow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "письмо.docx")
    actions.save_word(letter)
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    with pytest.raises(AppError, match=tmp_path.name):
        actions.open_folder()


def test_nothing_happens_when_no_name_is_chosen(
    actions: LetterActions, letter: LetterRow, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, "")
    actions.save_word(letter)
    assert (told, actions.folder) == ([], None)


def test_an_ending_left_out_is_added_but_never_over_another_file(
    actions: LetterActions, letter: LetterRow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(monkeypatch, tmp_path / "от 05.06.2024")
    actions.save_word(letter)
    saved = tmp_path / "от 05.06.2024.docx"
    first = saved.read_bytes()
    assert first
    with pytest.raises(AppError, match="уже есть"):
        actions.save_word(letter)
    assert saved.read_bytes() == first


def test_a_file_held_by_another_program_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = tmp_path / "письмо.docx"
    held.write_bytes(b"before")
    monkeypatch.setattr("desktop_app.ui.letters.actions.QSaveFile.commit", lambda _: False)
    with pytest.raises(StorageError, match="не записан") as refusal:
        write_file(held, b"after")
    assert "открыт в другой программе" in refusal.value.hint
    assert held.read_bytes() == b"before"


def printed(pdf: bytes, path: Path, **settings: object) -> list[tuple[float, float]]:
    """Print into a file; return the sizes of its pages."""
    printer = printing.new_printer("Письмо 01-12/34")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(path))
    for name, value in settings.items():
        getattr(printer, name)(*(value if isinstance(value, tuple) else (value,)))
    assert paint_pdf(pdf, printer)
    return page_sizes(path.read_bytes())


def sheets(*sizes: tuple[float, float]) -> bytes:
    """Return a PDF of empty pages."""
    document, buffer = pikepdf.new(), BytesIO()
    for size in sizes:
        document.add_blank_page(page_size=size)
    document.save(buffer)
    return buffer.getvalue()


def test_only_the_chosen_sheets_are_printed(qapp: object, tmp_path: Path) -> None:
    pdf = sheets(*[A4] * 5)
    assert len(printed(pdf, tmp_path / "all.pdf")) == 5
    assert len(printed(pdf, tmp_path / "some.pdf", setFromTo=(2, 4))) == 3
    with pytest.raises(AppError, match="Таких листов"):
        printed(pdf, tmp_path / "none.pdf", setFromTo=(8, 9))


def test_copies_are_repeated_for_a_printer_that_cannot(qapp: object, tmp_path: Path) -> None:
    pdf = sheets(A4, A4)
    assert len(printed(pdf, tmp_path / "copies.pdf", setCopyCount=3)) == 6


def test_a_landscape_page_between_portrait_ones_is_turned_on_its_sheet(qapp: object, tmp_path: Path) -> None:
    wide = (A4[1], A4[0])
    mixed = printed(sheets(A4, wide, A4), tmp_path / "mixed.pdf")
    assert all(width < height for width, height in mixed)
    ((width, height),) = printed(sheets(wide), tmp_path / "wide.pdf")
    assert width > height


def test_a_stopped_job_says_so(qapp: object, tmp_path: Path) -> None:
    printer = printing.new_printer("Письмо")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "stopped.pdf"))
    seen: list[tuple[int, int]] = []

    def two_sheets(done: int, total: int) -> bool:
        seen.append((done, total))
        return done < 2

    assert not paint_pdf(sheets(*[A4] * 5), printer, two_sheets)
    assert seen == [(0, 5), (1, 5), (2, 5)]


def test_a_computer_without_printers_is_told_what_to_do(
    desk: QWidget, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    with pytest.raises(AppError, match="нет ни одного принтера") as refusal:
        print_pdf(sheets(A4), "Письмо", desk)
    assert "PDF" in refusal.value.hint


def test_the_dialog_names_the_job_and_offers_its_sheets(
    desk: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Учительская"])
    shown: list[tuple[str, str, int]] = []

    def accept(dialog: QPrintDialog) -> QDialog.DialogCode:
        printer = dialog.printer()
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "job.pdf"))
        shown.append((dialog.windowTitle(), printer.docName(), dialog.maxPage()))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    assert print_pdf(sheets(A4, A4), "Письмо 01-12-34", desk)
    assert shown == [("Печать: Письмо 01-12-34", "Письмо 01-12-34", 2)]
    assert len(page_sizes((tmp_path / "job.pdf").read_bytes())) == 2
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: QDialog.DialogCode.Rejected)
    assert not print_pdf(sheets(A4), "Письмо", desk)
