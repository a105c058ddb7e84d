"""A ruler: where the characters of a PDF really stand, in millimetres from the top left of the sheet."""

from __future__ import annotations

import ctypes
from typing import NamedTuple

import pypdfium2
from pypdfium2 import raw

MM = 72 / 25.4
_BUFFER = 256


class Char(NamedTuple):
    """One drawn character; lengths in millimetres, size in points."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    font: str


class Stretch(NamedTuple):
    """A found piece of text."""

    left: float
    right: float
    baseline: float
    size: float
    font: str


class Sheet:
    """The characters of one page in drawing order, blanks left out."""

    def __init__(self, chars: list[Char]) -> None:
        self.chars = chars
        self.text = "".join(char.text for char in chars)

    def find(self, text: str, start: int = 0) -> Stretch:
        """Measure the first occurrence of ``text`` (blanks do not count); fail when it is not there."""
        bare = text.replace(" ", "").replace("\u00a0", "")
        at = self.text.find(bare, start)
        assert at >= 0, f"{text!r} is not on the sheet"
        found = self.chars[at : at + len(bare)]
        return Stretch(
            min(char.left for char in found),
            max(char.right for char in found),
            found[-1].baseline,
            found[0].size,
            found[0].font,
        )

    def lines(self) -> list[list[Char]]:
        """Return the characters grouped by baseline, from the top of the sheet."""
        rows: dict[float, list[Char]] = {}
        for char in self.chars:
            rows.setdefault(round(char.baseline, 1), []).append(char)
        return [rows[baseline] for baseline in sorted(rows)]

    def between(self, top: float, bottom: float) -> list[Char]:
        """Return the characters whose baseline lies between two heights."""
        return [char for char in self.chars if top < char.baseline < bottom]


def measure(pdf: bytes) -> list[Sheet]:
    """Return the sheets of ``pdf`` with every character measured by PDFium."""
    with pypdfium2.PdfDocument(pdf) as document:
        return [Sheet(_chars(document[index])) for index in range(len(document))]


def _chars(page: pypdfium2.PdfPage) -> list[Char]:
    height = page.get_height()
    textpage = page.get_textpage()
    chars = []
    for index in range(textpage.count_chars()):
        text = chr(raw.FPDFText_GetUnicode(textpage, index))
        if raw.FPDFText_IsGenerated(textpage, index) or text.isspace():
            continue
        if (
            raw.FPDFText_IsHyphen(textpage, index) == 1
        ):  # PDFium takes a hyphen at a line's end for a soft one
            text = "-"
        box = raw.FS_RECTF()
        raw.FPDFText_GetLooseCharBox(textpage, index, box)
        x, y = ctypes.c_double(), ctypes.c_double()
        raw.FPDFText_GetCharOrigin(textpage, index, x, y)
        name, flags = ctypes.create_string_buffer(_BUFFER), ctypes.c_int()
        raw.FPDFText_GetFontInfo(textpage, index, name, _BUFFER, flags)
        size = raw.FPDFText_GetFontSize(textpage, index)
        chars.append(
            Char(text, box.left / MM, box.right / MM, (height - y.value) / MM, size, name.value.decode())
        )
    textpage.close()
    return chars


def embedded(pdf: bytes) -> dict[str, bool]:
    """Return the fonts of every text object and whether the file carries them."""
    found: dict[str, bool] = {}
    with pypdfium2.PdfDocument(pdf) as document:
        for index in range(len(document)):
            for thing in document[index].get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
                font = raw.FPDFTextObj_GetFont(thing)
                name = ctypes.create_string_buffer(_BUFFER)
                raw.FPDFFont_GetBaseFontName(font, name, _BUFFER)
                found[name.value.decode()] = bool(raw.FPDFFont_GetIsEmbedded(font))
    return found
