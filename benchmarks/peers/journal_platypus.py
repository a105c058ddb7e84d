"""Naive platypus: the journal as one LongTable of paragraphs."""

import sys
from pathlib import Path
from xml.sax.saxutils import escape

import journal_sample as sample
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import LongTable, Paragraph, SimpleDocTemplate

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"


def main() -> None:
    """Write the journal as PDF."""
    registerFont(TTFont("Serif", str(FONTS / "OtklikSerif-Regular.ttf")))
    style = ParagraphStyle("cell", fontName="Serif", fontSize=10, leading=11.5)
    rows = [sample.HEADER, *map(sample.row, range(1, int(sys.argv[2]) + 1))]
    cells = [[Paragraph(escape(str(cell)), style) for cell in row] for row in rows]
    widths = [width * 267 / sum(sample.WIDTHS) * mm for width in sample.WIDTHS]
    table = LongTable(cells, widths, repeatRows=1)
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "TOP")])
    margins = {"leftMargin": 20 * mm, "rightMargin": 10 * mm, "topMargin": 20 * mm, "bottomMargin": 20 * mm}
    SimpleDocTemplate(sys.argv[1], pagesize=landscape(A4), **margins).build([table])


if __name__ == "__main__":
    main()
