"""Draw placed sheets with ReportLab's canvas: same sheets, same bytes."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from reportlab import rl_config
from reportlab.pdfgen.canvas import Canvas

from desktop_app.documents.pictures import reader_of
from desktop_app.documents.shown import ShownTexts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop_app.documents.flow import Sheet

# Plain binary streams: the ASCII wrapping makes a file a quarter larger and slower to write
rl_config.useA85 = 0


class About(NamedTuple):
    """What the file says of itself."""

    title: str
    author: str
    subject: str


def draw(sheets: Iterable[Sheet], about: About, face: str) -> bytes:
    """Return the PDF of ``sheets``; ``face`` is the first font, so that no un-embedded one gets in."""
    buffer = BytesIO()
    canvas = Canvas(buffer, pageCompression=1, invariant=1, initialFontName=face, lang="ru-RU")
    canvas.setTitle(about.title)
    canvas.setAuthor(about.author)
    canvas.setSubject(about.subject)
    canvas.setCreator("Отклик")
    canvas.setProducer("ReportLab")
    canvas.setViewerPreference("DisplayDocTitle", "true")
    shown = ShownTexts(canvas)
    for sheet in sheets:
        _draw_sheet(canvas, sheet, shown)
    canvas.save()
    return buffer.getvalue()


def _draw_sheet(canvas: Canvas, sheet: Sheet, shown: ShownTexts) -> None:
    height = sheet.height
    canvas.setPageSize((sheet.width, height))
    for picture in sheet.pictures:
        x, y, *size = picture.place
        canvas.drawImage(reader_of(picture.data), x, height - y - size[1], *size, mask="auto")
    if sheet.boxes:
        # A QR code is 400 rectangles: the path object formats them slower than all the text
        path = [
            f"{x:.3f} {height - y - high:.3f} {wide:.3f} {high:.3f} re" for x, y, wide, high in sheet.boxes
        ]
        canvas.addLiteral("\n".join([*path, "f"]))
    canvas.addLiteral(shown.operators(sheet.texts, height))
    canvas.showPage()
