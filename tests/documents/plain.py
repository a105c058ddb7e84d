"""The plain path: the same placed sheets drawn with ReportLab's own canvas, nothing remembered."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Any

from reportlab import rl_config
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from desktop_app.documents.units import ASCENT, PAD_DOWN
from desktop_app.paths import resource
from desktop_app.services.papers.books import Align

if TYPE_CHECKING:
    from collections.abc import Iterable

    from desktop_app.documents.cells import Strip
    from desktop_app.documents.flow import Sheet
    from desktop_app.documents.fonts import Face

FACE = "OtklikSerif-Regular"
rl_config.useA85 = 0  # binary streams, as ours are


def plain_canvas(buffer: BytesIO, **options: Any) -> Canvas:
    """Return a canvas that knows the faces of the papers and embeds no other."""
    _register()
    return Canvas(buffer, invariant=1, initialFontName=FACE, **options)


def draw_plainly(sheets: Iterable[Sheet]) -> bytes:
    """Return the PDF of ``sheets`` as the guide of ReportLab would draw them."""
    buffer = BytesIO()
    canvas = plain_canvas(buffer, pageCompression=1, lang="ru-RU")
    for sheet in sheets:
        canvas.setPageSize((sheet.width, sheet.height))
        for data, (x, y, width, height) in sheet.pictures:
            canvas.drawImage(
                ImageReader(BytesIO(data)), x, sheet.height - y - height, width, height, mask="auto"
            )
        if sheet.boxes:
            path = canvas.beginPath()
            for x, y, width, height in sheet.boxes:
                path.rect(x, sheet.height - y - height, width, height)
            canvas.drawPath(path, stroke=0, fill=1)
        for run, baseline in sheet.texts:
            _run(canvas, run.face, run.size, run.text, run.x, sheet.height - baseline, run.stretch)
        for strip, top in sheet.strips:
            _strip(canvas, strip, sheet.height - top)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _strip(canvas: Canvas, strip: Strip, top: float) -> None:
    size, leading = strip.type.size, strip.type.leading
    for slot, cell in zip(strip.slots, strip.cells, strict=True):
        share = {Align.LEFT: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}[slot.align]
        for index, (text, width) in enumerate(cell.lines):
            x = slot.x + (slot.width - width * size / 1000) * share
            y = top - PAD_DOWN - ASCENT * size - index * leading
            _run(canvas, strip.type.face, size, text, x, y, 0)


def _run(canvas: Canvas, face: Face, size: float, text: str, x: float, y: float, stretch: float) -> None:
    line = canvas.beginText(x, y)
    line.setFont(face.source.name.decode(), size)
    line.setWordSpace(stretch)
    line.textOut(text)
    canvas.drawText(line)


@cache
def _register() -> None:
    for style in ("Regular", "Bold"):
        name = f"OtklikSerif-{style}"
        registerFont(TTFont(name, str(resource(f"fonts/{name}.ttf")), asciiReadable=False))
