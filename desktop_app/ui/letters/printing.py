"""Print the pages of a PDF through the system's own printers."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter, QTransform
from PySide6.QtPrintSupport import QAbstractPrintDialog, QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtWidgets import QDialog, QProgressDialog, QWidget

from desktop_app.documents.preview import page_sizes, render_page
from desktop_app.services.errors import AppError

DPI = 300
POINTS_PER_INCH = 72
PATIENCE = 500
"""Milliseconds after which a long job shows how far it is."""

Progress = Callable[[int, int], bool]
"""Told the sheets done and all of them; False stops the job."""


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
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    waiting = QProgressDialog(_tr("Листы идут на принтер…"), _tr("Отменить"), 0, 0, parent)
    waiting.setWindowModality(Qt.WindowModality.WindowModal)
    waiting.setMinimumDuration(PATIENCE)

    def show(done: int, total: int) -> bool:
        waiting.setMaximum(total)
        waiting.setValue(done)
        return not waiting.wasCanceled()

    try:
        return paint_pdf(pdf, printer, show)
    finally:
        waiting.deleteLater()


def new_printer(title: str) -> QPrinter:
    """Return the usual printer set for A4; its queue calls the job ``title``."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setCreator(_tr("Отклик"))
    printer.setResolution(DPI)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
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
            if progress is not None and not progress(done, len(order)):
                printer.abort()
                return False
            if done:
                printer.newPage()
            _paint_page(painter, pdf, index, sizes[index], turned=_is_wide(sizes[index]) != wide)
        if progress is not None:
            progress(len(order), len(order))
    finally:
        painter.end()
    return True


def _paint_page(
    painter: QPainter, pdf: bytes, index: int, size: tuple[float, float], *, turned: bool
) -> None:
    bitmap = render_page(pdf, index, DPI)
    image = QImage(bitmap.bgrx, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
    width, height = size
    if turned:
        image = image.transformed(QTransform().rotate(-90))
        width, height = height, width
    scale = painter.device().logicalDpiX() / POINTS_PER_INCH
    painter.drawImage(QRectF(0, 0, width * scale, height * scale), image)


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
