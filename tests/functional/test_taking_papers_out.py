"""Out of the program: Word, the pack, the clipboard, the folder, the sheets a printer gets."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from docx import Document
from PySide6.QtCore import QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QPageSize
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.documents.preview import page_sizes, render_page
from desktop_app.services.container import Services
from desktop_app.services.errors import AppError, StorageError
from desktop_app.services.letters.types import LetterDraft, LetterRow, PaperKind
from desktop_app.ui.kit.aside import is_storing
from desktop_app.ui.kit.long_step import WaitDialog
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


def sheets(*sizes: tuple[float, float], content: bytes = b"") -> bytes:
    """Return a PDF of pages with that content, empty ones without."""
    document, buffer = pikepdf.new(), BytesIO()
    for size in sizes:
        document.add_blank_page(page_size=size).Contents = document.make_stream(content)
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
    assert list(dict.fromkeys(seen)) == [(0, 5), (1, 5), (2, 5)]


@pytest.mark.parametrize("size", [A4, (A4[1], A4[0])], ids=["portrait", "landscape"])
def test_no_seam_shows_where_two_strips_of_a_page_meet(
    size: tuple[float, float], qapp: object, tmp_path: Path
) -> None:
    dark = sheets(size, content=b"0.3 g -9 -9 999 999 re f")
    printed(dark, tmp_path / "dark.pdf")
    on_paper = (tmp_path / "dark.pdf").read_bytes()
    for dpi in (72, 96, 100, 150, 300, 360, 600):
        page = render_page(on_paper, 0, dpi)
        down = page.bgrx[page.width // 2 * 4 :: page.stride][3:-3]  # the paper's edges fall between two dots
        assert len(set(down)) == 1, dpi


def test_letters_are_printed_dot_for_dot_and_photographs_as_jpeg(qapp: object, tmp_path: Path) -> None:
    page = sheets(A4, content=b"q 400 0 0 300 90 400 cm BI /W 2 /H 2 /CS /G /BPC 8 ID \x00\xff\xff\x00 EI Q")
    printed(page, tmp_path / "photo.pdf")
    assert filters_of_pictures(tmp_path / "photo.pdf") == {"/DCTDecode", "/FlateDecode"}
    printed(sheets(A4), tmp_path / "plain.pdf")
    assert filters_of_pictures(tmp_path / "plain.pdf") == {"/FlateDecode"}


def filters_of_pictures(path: Path) -> set[str]:
    """Return how the pictures of a PDF are packed."""
    with pikepdf.open(path) as document:
        streams = [thing for thing in document.objects if isinstance(thing, pikepdf.Stream)]
        return {str(one.get("/Filter")) for one in streams if one.get("/Subtype") == "/Image"}


def test_the_window_lives_while_a_job_is_painted_and_closes_only_after_it(
    desk: QWidget, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.show()
    beats: list[bool] = []
    beat = QTimer(desk)
    beat.timeout.connect(lambda: beats.append(not is_storing() and (desk.close() or desk.isVisible())))
    beat.start(0)
    accept_any_printer(monkeypatch, tmp_path / "job.pdf")
    assert print_pdf(sheets(A4), "Письмо", desk)
    beat.stop()
    assert len(beats) > A4[1] / 36, "once for every half inch"
    assert all(beats), "asked to close, the window stays until the job is with the printer"
    qtbot.waitUntil(lambda: not desk.isVisible())


def test_a_long_job_shows_how_far_it_is_and_stops_when_it_is_to(
    desk: QWidget, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.show()
    monkeypatch.setattr(printing, "SLOW_AFTER", 0)
    accept_any_printer(monkeypatch, tmp_path / "job.pdf")
    shown: list[int] = []

    def stop_at_the_third() -> None:
        for dialog in desk.findChildren(WaitDialog):
            shown.append(dialog.bar.value())
            if dialog.bar.value() == 2:
                dialog.stop_button.click()

    look = QTimer(desk)
    look.timeout.connect(stop_at_the_third)
    look.start(0)
    assert not print_pdf(sheets(*[A4] * 5), "Письмо", desk)
    assert set(shown) == {0, 1, 2}
    assert not [dialog for dialog in desk.findChildren(WaitDialog) if dialog.isVisible()]


def accept_any_printer(monkeypatch: pytest.MonkeyPatch, target: Path) -> None:
    """Let the dialog be accepted, for a printer that writes a PDF."""

    def accept(dialog: QPrintDialog) -> QDialog.DialogCode:
        dialog.printer().setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        dialog.printer().setOutputFileName(str(target))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Учительская"])
    monkeypatch.setattr(QPrintDialog, "exec", accept)


def test_a_printer_that_gives_up_is_named_with_the_sheet(
    qapp: object, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinter, "newPage", lambda _: False)
    with pytest.raises(AppError, match="прервалась на листе 2"):
        printed(sheets(A4, A4), tmp_path / "broken.pdf")


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
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))  # a queue set up for America
        shown.append((dialog.windowTitle(), printer.docName(), dialog.maxPage()))
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(QPrintDialog, "exec", accept)
    assert print_pdf(sheets(A4, A4), "Письмо 01-12-34", desk)
    assert shown == [("Печать: Письмо 01-12-34", "Письмо 01-12-34", 2)]
    (width, height), *_ = sizes = page_sizes((tmp_path / "job.pdf").read_bytes())
    assert len(sizes) == 2
    assert (width, height) == pytest.approx(A4, abs=0.5)
    monkeypatch.setattr(QPrintDialog, "exec", lambda _: QDialog.DialogCode.Rejected)
    assert not print_pdf(sheets(A4), "Письмо", desk)
