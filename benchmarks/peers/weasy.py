"""WeasyPrint: the letter as HTML with the rules of the page in CSS."""

import sys
from html import escape

import sample
from weasyprint import HTML

_STYLE = (
    "@page{size:A4;margin:20mm 10mm 20mm 20mm}body{font:14pt/1.15 'Liberation Serif',serif}"
    "p{margin:0;text-align:justify;text-indent:12.5mm}.head{float:left;width:80mm;text-align:center;font-size:10pt}"
    ".to{margin-left:90mm;width:80mm}.mid{text-align:center;clear:both}.sign{display:flex;"
    "justify-content:space-between;margin-top:12mm}.small{font-size:10pt;position:fixed;bottom:0}"
)


def main() -> None:
    """Write the letter as PDF."""
    head, to, text, executor = (
        tuple(map(escape, part))
        for part in (sample.LETTERHEAD, sample.ADDRESSEE, sample.PARAGRAPHS, sample.EXECUTOR)
    )
    numbers = f"{sample.DATE} № {sample.NUMBER}<br>На № {sample.REFERENCE_NUMBER} от {sample.REFERENCE_DATE}"
    html = (
        f"<style>{_STYLE}</style><div class=head>{'<br>'.join(head)}<br>{numbers}"
        f"<br>{escape(sample.HEADING)}</div>"
        f"<div class=to>{'<br>'.join(to)}</div><div class=mid>{escape(sample.GREETING)}</div>"
        f"{''.join(f'<p>{paragraph}</p>' for paragraph in text)}<div>{escape(sample.ATTACHMENT)}</div>"
        f"<div class=sign><span>{sample.POST}</span><span>{sample.NAME}</span></div>"
        f"<div class=small>{'<br>'.join(executor)}</div>"
    )
    HTML(string=html).write_pdf(sys.argv[1])


if __name__ == "__main__":
    main()
