"""Typst, through its Python package: the same letter in its own language."""

import json
import sys
from pathlib import Path

import sample
import typst

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"


def main() -> None:
    """Write the letter as PDF."""
    quote = json.dumps
    head = " #linebreak() ".join(f"#{quote(text, ensure_ascii=False)}" for text in sample.LETTERHEAD)
    to = " #linebreak() ".join(f"#{quote(text, ensure_ascii=False)}" for text in sample.ADDRESSEE)
    text = "\n\n".join(f"#{quote(paragraph, ensure_ascii=False)}" for paragraph in sample.PARAGRAPHS)
    source = (
        '#set page(paper: "a4", margin: (left: 20mm, right: 10mm, y: 20mm))\n'
        '#set text(font: "Otklik Serif", size: 14pt, lang: "ru")\n'
        "#set par(justify: true, first-line-indent: 12.5mm)\n"
        f"#grid(columns: (80mm, 80mm), gutter: 10mm, align(center, text(10pt)[{head}]), [{to}])\n"
        f"#{quote(sample.DATE)} № #{quote(sample.NUMBER)}\n\n#{quote(sample.HEADING, ensure_ascii=False)}\n\n"
        f"#align(center)[#{quote(sample.GREETING, ensure_ascii=False)}]\n\n{text}\n\n"
        f"#{quote(sample.ATTACHMENT, ensure_ascii=False)}\n\n{sample.POST} #h(1fr) {sample.NAME}\n\n"
        f"#place(bottom, text(10pt)[{' #linebreak() '.join(sample.EXECUTOR)}])\n"
    )
    Path(sys.argv[1]).write_bytes(typst.compile(source.encode(), font_paths=[str(FONTS)]))


if __name__ == "__main__":
    main()
