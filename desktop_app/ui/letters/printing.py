"""Print the pages of a PDF through the system's own printers."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from desktop_app.documents.preview import page_sizes
from desktop_app.services.errors import AppError
from desktop_app.ui.kit.pages import draw_pages

DPI = 300
POINTS_PER_INCH = 72


def print_pdf(pdf: bytes, title: str, parent: QWidget) -> bool:
    """Ask for a printer and print; False when the user changed their mind. Raises ``AppError``."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setResolution(DPI)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, len(page_sizes(pdf)))
    if dialog.exec() != QDialog.DialogCode.Accepted:
        return False
    paint_pdf(pdf, printer)
    return True


def paint_pdf(pdf: bytes, printer: QPrinter) -> None:
    """Paint the pages chosen in ``printer`` at their true size; raises ``AppError``."""
    sizes = page_sizes(pdf)
    images = draw_pages(pdf, DPI)
    first = printer.fromPage() or 1
    last = printer.toPage() or len(images)
    printer.setFullPage(True)
    printer.setPageOrientation(_orientation(sizes[first - 1]))
    painter = QPainter()
    if not painter.begin(printer):
        raise AppError(
            QCoreApplication.translate("letters", "Принтер не отвечает."),
            hint=QCoreApplication.translate(
                "letters", "Проверьте, что он включён, или сохраните PDF и напечатайте его."
            ),
        )
    try:
        for number in range(first, last + 1):
            if number > first:
                printer.newPage()
            width, height = sizes[number - 1]
            scale = printer.resolution() / POINTS_PER_INCH
            painter.drawImage(QRectF(0, 0, width * scale, height * scale), images[number - 1])
    finally:
        painter.end()


def _orientation(size: tuple[float, float]) -> QPageLayout.Orientation:
    width, height = size
    return QPageLayout.Orientation.Landscape if width > height else QPageLayout.Orientation.Portrait
