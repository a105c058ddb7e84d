"""Print the pages of a PDF through the system's own printers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import monotonic

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from desktop_app.documents.preview import Box, PageBitmap, page_sizes, pictures_of, render_page
from desktop_app.services.errors import AppError
from desktop_app.ui.kit.aside import Wait, aside, let_in
from desktop_app.ui.kit.long_step import WaitDialog
from desktop_app.ui.kit.operation import SLOW_AFTER

DPI = 300
POINTS_PER_INCH = 72
STRIP = DPI // 2
"""Rows of a page painted in one go, few enough for the window to live between two.

Half an inch is a whole number of dots on any printer: no seam shows where two strips meet.
"""
LARGE = POINTS_PER_INCH**2 * 2
"""Square points from which a picture is a photograph, not an emblem, a stamp or a code."""

_UNTRANSLATED = "Page Set:"
"""A label of Qt's own dialog that its Russian translation leaves out."""

Progress = Callable[[int, int], bool]
"""Told the sheets done and all of them before every strip and at the end; False stops the job."""


def print_pdf(pdf: bytes, title: str, parent: QWidget) -> bool:
    """Ask for a printer and print; False when the user changed their mind. Raises ``AppError``."""
    if not QPrinterInfo.availablePrinterNames():
        raise AppError(
            _tr("На этом компьютере нет ни одного принтера."),
            hint=_tr("Подключите принтер или сохраните PDF и напечатайте его на другом компьютере."),
        )
    printer = new_printer(title)
    pages = len(page_sizes(pdf))
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(_tr("Печать: {0}").format(title))
    dialog.setMinMax(1, pages)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintPageRange, pages > 1)
    dialog.setOption(QAbstractPrintDialog.PrintDialogOption.PrintCollateCopies)
    for label in dialog.findChildren(QLabel):
        if label.text().replace("&", "") == _UNTRANSLATED:
            label.setText(_tr("Листы:"))
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    with Wait(storing=False).around():
        waiting = _Waiting(parent)
        try:
            return paint_pdf(pdf, printer, waiting.show)
        finally:
            waiting.end()


class _Waiting:
    """Lets the window live while a job is painted; a long one shows how far it is, and a way out."""

    def __init__(self, parent: QWidget) -> None:
        self._parent = parent
        self._dialog: WaitDialog | None = None
        self._stopped = False
        self._slow_at = monotonic() + SLOW_AFTER / 1000

    def show(self, done: int, total: int) -> bool:
        """Show so many sheets of so many; False when the job is to be stopped."""
        if self._dialog is None and monotonic() >= self._slow_at:
            self._dialog = WaitDialog(_tr("Листы идут на принтер…"), self._parent)
            self._dialog.stopped.connect(self._on_stopped)
            self._dialog.open()
        if self._dialog is None:
            let_in()
        else:
            self._dialog.show_progress(done, total)
            QCoreApplication.processEvents()  # only the dialog hears of what the user does
        return not self._stopped

    def end(self) -> None:
        """Show nothing more."""
        if self._dialog is not None:
            self._dialog.done(0)
            self._dialog.deleteLater()

    def _on_stopped(self) -> None:
        self._stopped = True


def new_printer(title: str) -> QPrinter:
    """Return the usual printer; its queue calls the job ``title``."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCreator(_tr("Отклик"))
    printer.setResolution(DPI)
    return printer


def paint_pdf(pdf: bytes, printer: QPrinter, progress: Progress | None = None) -> bool:
    """Paint the pages chosen in ``printer`` at their true size, one at a time; False when it was stopped.

    The job lies as its first page does; a page that lies otherwise is turned left on its sheet, its top to
    the binding. Raises ``AppError``.
    """
    sizes = page_sizes(pdf)
    order = list(_order(printer, len(sizes)))
    if not order:
        raise AppError(_tr("Таких листов в бумаге нет."), hint=_tr("Всего листов: {0}.").format(len(sizes)))
    wide = _is_wide(sizes[order[0]])
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))  # the dialog puts the queue's own size there
    printer.setFullPage(True)
    printer.setPageOrientation(
        QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
    )
    painter = QPainter()
    if not painter.begin(printer):
        raise AppError(
            _tr("Принтер не отвечает."),
            hint=_tr("Проверьте, что он включён, или сохраните PDF и напечатайте его."),
        )
    try:
        for done, index in enumerate(order):
            if done and not printer.newPage():
                raise AppError(
                    _tr("Печать прервалась на листе {0}.").format(done + 1),
                    hint=_tr("Проверьте принтер и напечатайте оставшиеся листы."),
                )
            turned = _is_wide(sizes[index]) != wide
            for _ in _strips(painter, pdf, index, sizes[index], turned=turned):
                if progress is not None and not progress(done, len(order)):
                    printer.abort()
                    return False
        if progress is not None:
            progress(len(order), len(order))
    finally:
        painter.end()
    return True


def _strips(
    painter: QPainter, pdf: bytes, index: int, size: tuple[float, float], *, turned: bool
) -> Iterator[None]:
    """Paint a page strip by strip, and stop before each.

    Letters go to the printer dot for dot; a photograph may lose what JPEG loses, it is five times smaller.
    """
    page, boxes = aside(lambda: (render_page(pdf, index, DPI, turned=turned), pictures_of(pdf, index)))
    photographs = [_rows(box, size) for box in boxes if _is_large(box)]
    dot = painter.device().logicalDpiX() / DPI
    width = (size[1] if turned else size[0]) * DPI / POINTS_PER_INCH
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    for top in range(0, page.height, STRIP):
        yield
        end = min(top + STRIP, page.height)
        exact = turned or not any(above < end and top < below for above, below in photographs)
        painter.setRenderHint(QPainter.RenderHint.LosslessImageRendering, exact)
        painter.drawImage(QRectF(0, top * dot, width * dot, (end - top) * dot), _strip(page, top, end))


def _strip(page: PageBitmap, top: int, end: int) -> QImage:
    rows = page.bgrx[top * page.stride : end * page.stride]
    return QImage(rows, page.width, end - top, page.stride, QImage.Format.Format_RGB32)


def _is_large(box: Box) -> bool:
    left, bottom, right, top = box
    return (right - left) * (top - bottom) >= LARGE


def _rows(box: Box, size: tuple[float, float]) -> tuple[float, float]:
    """Return the rows of a page its picture begins and ends at."""
    return (size[1] - box[3]) * DPI / POINTS_PER_INCH, (size[1] - box[1]) * DPI / POINTS_PER_INCH


def _order(printer: QPrinter, count: int) -> Iterator[int]:
    """Yield the pages to print, from 0, as many times as the printer cannot repeat them itself."""
    ranges = printer.pageRanges()
    chosen = [index for index in range(count) if ranges.isEmpty() or ranges.contains(index + 1)]
    copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
    if printer.collateCopies():
        for _ in range(copies):
            yield from chosen
    else:
        for index in chosen:
            yield from [index] * copies


def _is_wide(size: tuple[float, float]) -> bool:
    return size[0] > size[1]


def _tr(text: str) -> str:
    return QCoreApplication.translate("letters", text)
