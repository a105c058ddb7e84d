"""Naive platypus: the paragraphs of every letter, a page break after each."""

import sys
from pathlib import Path
from xml.sax.saxutils import escape

import sample
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"


def main() -> None:
    """Write the letters as PDF."""
    registerFont(TTFont("Serif", str(FONTS / "OtklikSerif-Regular.ttf")))
    style = ParagraphStyle("text", fontName="Serif", fontSize=12, leading=13.8, alignment=4)
    story = []
    for number in range(1, int(sys.argv[2]) + 1):
        for line in sample.lines():
            text = line.replace(sample.NUMBER, f"01-12/{number}").replace(
                sample.ADDRESSEE[0], f"Директору школы № {number}"
            )
            story.append(Paragraph(escape(text), style))
        story.append(PageBreak())
    margins = {"leftMargin": 20 * mm, "rightMargin": 10 * mm, "topMargin": 20 * mm, "bottomMargin": 20 * mm}
    SimpleDocTemplate(sys.argv[1], pagesize=A4, **margins).build(story)


if __name__ == "__main__":
    main()
