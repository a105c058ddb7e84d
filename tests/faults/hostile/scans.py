"""PDF files: damaged, truncated, locked, going round in circles, with pages without number or size."""

from __future__ import annotations

import random
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from desktop_app.services.attachments.apart import draw_pdf
from desktop_app.services.attachments.service import prepare
from desktop_app.services.attachments.types import NewFile
from desktop_app.services.errors import AppError
from tests.faults.hostile.family import LAPS, Family, Trial, chance_of, damaged
from tests.services.pdfs import pdf_of, small_pdf

MOST_PIXELS = 13_000_000


def stream(body: bytes, extra: bytes = b"") -> bytes:
    """Return a packed stream object."""
    packed = zlib.compress(body, 9)
    head = b"<< /Length %d /Filter /FlateDecode %b >>" % (len(packed), extra)
    return head + b"\nstream\n" + packed + b"\nendstream"


def drawn(content: bytes, *more: bytes, resources: bytes = b"") -> bytes:
    """Return a PDF of one page with this content; ``more`` are objects from the fifth."""
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /XObject << /X 5 0 R >> %b >> >>" % resources,
            stream(content),
            *more,
        ]
    )


def circles(chance: random.Random) -> bytes:
    """Return a PDF whose parts contain themselves."""
    kind = chance.randrange(4)
    if kind == 0:
        return pdf_of(
            [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 >>"]
        )
    if kind == 1:
        form = stream(
            b"/X Do " * 50,
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 5 0 R >> >>",
        )
        return drawn(b"/X Do", form)
    if kind == 2:
        return pdf_of([b"<< /Type /Catalog /Pages 2 0 R >>", b"2 0 R", b"3 0 R"])
    depth = chance.choice((50, 5_000, 100_000))
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R /A " + b"[" * depth + b"]" * depth + b" >>",
            b"<< /Type /Pages /Kids [] /Count 0 >>",
        ]
    )


def endless(chance: random.Random) -> bytes:  # noqa: PLR0911 - a list of kinds
    """Return a PDF that would be drawn for hours, or has pages without end or size."""
    kind = chance.randrange(7)
    if kind == 0:
        return small_pdf(pages=chance.choice((999, 1_001, 3_000)))
    if kind == 1:
        return small_pdf(
            box=chance.choice(
                ("0 0 1e9 1e9", "0 0 0 0", "0 0 -5 5", "0 0 1e38 1e38", "a b c d", "0 0 14400 14400")
            )
        )
    if kind == 2:
        return pdf_of(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>",
                b"<< /Type /Page /Parent 2 0 R >>",
            ]
        )
    if kind == 3:
        return drawn(b"0 0 m 100 100 l S " * chance.choice((1_000, 200_000, 2_000_000)))
    if kind == 4:
        image = stream(
            b"\x00" * 2**20,
            b"/Type /XObject /Subtype /Image /Width 60000 /Height 60000"
            b" /BitsPerComponent 8 /ColorSpace /DeviceRGB",
        )
        return drawn(b"500 0 0 500 0 0 cm /X Do", image)
    if kind == 5:  # forms that draw forms: 10 to the 6th
        bodies = [
            stream(
                b"/Y Do " * 10,
                b"/Type /XObject /Subtype /Form /BBox [0 0 99 99] /Resources << /XObject << /Y %d 0 R >> >>"
                % (6 + place),
            )
            for place in range(chance.choice((3, 6, 9)))
        ]
        return drawn(
            b"/X Do " * 10,
            *bodies,
            stream(b"0 0 m 9 9 l S", b"/Type /XObject /Subtype /Form /BBox [0 0 99 99]"),
        )
    return drawn(b"q " * chance.choice((1_000, 1_000_000)))


def locked() -> bytes:
    """Return a PDF that asks for a password."""
    word = b"<" + b"41" * 32 + b">"
    guard = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O %b /U %b /P -4 >> /ID [<00> <00>]" % (word, word)
    return small_pdf(trailer=guard.decode())


def made(seed: int) -> bytes:
    """Return the PDF of this number."""
    chance = chance_of(seed, "scans")
    kind = seed % 6
    whole = chance.choice((small_pdf(), drawn(b"1 0 0 rg 10 10 200 200 re f"), small_pdf(pages=20)))
    if kind in {0, 1}:
        return b"%PDF-1.4\n" + damaged(whole, chance)[9:]
    if kind == 2:
        return whole[: chance.randrange(8, len(whole))]
    if kind == 3:
        return circles(chance)
    if kind == 4:
        return endless(chance)
    return chance.choice((locked(), whole, whole))


@contextmanager
def opened(_folder: Path) -> Iterator[Trial]:
    """Attach every PDF, and show the first pages of what was kept."""

    def trial(seed: int) -> Callable[[], str]:
        content = made(seed)
        return lambda: tried(seed, content)

    def tried(seed: int, content: bytes) -> str:
        try:
            assert prepare(NewFile(name="../протокол.pdf", content=content)).content == content
        except AppError as error:
            return "stopped" if "долго" in error.message else "refused"
        LAPS.lap()  # it is shown when somebody looks at it
        try:
            pages, total = draw_pdf(content, 96, 3)
        except AppError as error:
            return "stopped later" if "долго" in error.message else "kept, not shown"
        assert 0 < len(pages) <= total, seed
        assert all(page.width * page.height <= MOST_PIXELS for page in pages), seed
        return "kept and shown"

    yield trial


SCANS = Family("PDF", 80, opened)
