"""Typst: the journal as one table with a repeated header."""

import json
import sys
from pathlib import Path

import journal_sample as sample
import typst

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"


def main() -> None:
    """Write the journal as PDF."""
    rows = [sample.HEADER, *map(sample.row, range(1, int(sys.argv[2]) + 1))]
    cells = [f"[#{json.dumps(str(cell), ensure_ascii=False)}]" for row in rows for cell in row]
    header = ",".join(cells[: len(sample.HEADER)])
    widths = ",".join(f"{width}fr" for width in sample.WIDTHS)
    source = (
        '#set page(paper: "a4", flipped: true, margin: (left: 20mm, right: 10mm, y: 20mm))\n'
        '#set text(font: "Otklik Serif", size: 10pt, lang: "ru")\n'
        f"#table(columns: ({widths}), stroke: 0.5pt, inset: 2pt, table.header({header}),\n"
        f"{','.join(cells[len(sample.HEADER) :])})\n"
    )
    Path(sys.argv[1]).write_bytes(typst.compile(source.encode(), font_paths=[str(FONTS)]))


if __name__ == "__main__":
    main()
