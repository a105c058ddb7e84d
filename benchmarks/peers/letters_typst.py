"""Typst: the paragraphs of every letter, a page break after each."""

import json
import sys
from pathlib import Path

import sample
import typst

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"


def main() -> None:
    """Write the letters as PDF."""
    letters = []
    for number in range(1, int(sys.argv[2]) + 1):
        texts = (
            line.replace(sample.NUMBER, f"01-12/{number}").replace(
                sample.ADDRESSEE[0], f"Директору школы № {number}"
            )
            for line in sample.lines()
        )
        letters.append("\n\n".join(f"#{json.dumps(text, ensure_ascii=False)}" for text in texts))
    source = (
        '#set page(paper: "a4", margin: (left: 20mm, right: 10mm, y: 20mm))\n'
        '#set text(font: "Otklik Serif", size: 12pt, lang: "ru")\n#set par(justify: true)\n'
    ) + "\n#pagebreak()\n".join(letters)
    Path(sys.argv[1]).write_bytes(typst.compile(source.encode(), font_paths=[str(FONTS)]))


if __name__ == "__main__":
    main()
