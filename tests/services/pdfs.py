"""Small PDF files that are whole, written by hand."""

from __future__ import annotations

from collections.abc import Sequence


def small_pdf(words: str = "", *, pages: int = 1, box: str = "0 0 200 100", trailer: str = "") -> bytes:
    """Return a PDF of blank pages; ``words`` make it differ from others."""
    kids = " ".join(f"{number} 0 R" for number in range(3, 3 + pages))
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
            *[f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] >>".encode()] * pages,
        ],
        words=words,
        trailer=trailer,
    )


def pdf_of(objects: Sequence[bytes], *, words: str = "", trailer: str = "") -> bytes:
    """Put numbered objects together, the first of them the catalogue."""
    out = bytearray(f"%PDF-1.4\n% {words}\n".encode())
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    for place in places:
        out += b"%010d 00000 n \n" % place
    head = f"<< /Size {len(objects) + 1} /Root 1 0 R {trailer} >>"
    out += f"trailer\n{head}\nstartxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
