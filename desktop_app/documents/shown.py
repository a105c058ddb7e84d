"""Text as the operators of a page: what ``TextObject.textOut`` writes, without measuring each run anew.

A journal is 130,000 runs: asking the text object for each costs three times all the rest. The codes of the
characters still come from the font of ReportLab, which subsets and embeds it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from reportlab.pdfbase import pdfmetrics

from desktop_app.documents.cells import PAD_DOWN
from desktop_app.documents.units import ASCENT
from desktop_app.services.papers.books import Align

if TYPE_CHECKING:
    from reportlab.pdfgen.canvas import Canvas

    from desktop_app.documents.cells import CellText, Slot, Type
    from desktop_app.documents.flow import Sheet

_ESCAPED: Final = {0: "\\000", 10: "\\n", 13: "\\r", 40: "\\(", 41: "\\)", 92: "\\\\"}
_ASCII: Final = 128
_REMEMBERED: Final = 500
"""Lines kept encoded: most of a letter is the letter before it."""


class _Codes(dict[int, str]):
    """Characters and the bytes that stand for them in the first subset of one face in one document."""

    def __init__(self, canvas: Canvas, name: str) -> None:
        super().__init__()
        self._document = canvas._doc  # noqa: SLF001  # the font asks for the document it numbers its glyphs in
        self._font = pdfmetrics.getFont(name)
        self._encoded: dict[str, str] = {}
        self.others: set[str] = set()
        """Characters beyond the first subset, 250 different ones in."""
        self._font.splitString(" ", self._document)
        self.name: str = self._font.getSubsetInternalName(0, self._document)

    def __missing__(self, code: int) -> str:
        ((subset, byte),) = self._font.splitString(chr(code), self._document)
        if subset:
            self.others.add(chr(code))
        return self.setdefault(code, "" if subset else _escaped(byte))

    def show(self, text: str, size: float) -> str:
        """Return the operators that show ``text`` and leave the first subset current."""
        encoded = self._encoded.get(text)
        if encoded is None:
            if len(self._encoded) >= _REMEMBERED:
                self._encoded.clear()
            encoded = self._encoded[text] = text.translate(self)
        if not self.others or self.others.isdisjoint(text):
            return f"({encoded}) Tj"
        parts = [
            f"{self._font.getSubsetInternalName(subset, self._document)} {size:g} Tf ({_escaped(part)}) Tj"
            for subset, part in self._font.splitString(text, self._document)
        ]
        return " ".join([*parts, f"{self.name} {size:g} Tf"])


class ShownTexts:
    """Writes the runs of the sheets of one canvas."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._codes: dict[str, _Codes] = {}

    def operators(self, sheet: Sheet) -> str:
        """Return the text object of a sheet."""
        parts = ["BT"]
        height = sheet.height
        face, size, stretch = None, 0.0, 0.0
        for run, baseline in sheet.texts:
            if run.face is not face or run.size != size:
                face, size = run.face, run.size
                codes = self._of(face.name)
                parts.append(f"{codes.name} {size:g} Tf")
            if run.stretch != stretch:
                stretch = run.stretch
                parts.append(f"{stretch:.4f} Tw")
            parts.append(f"1 0 0 1 {run.x:.2f} {height - baseline:.2f} Tm {codes.show(run.text, size)}")
        if sheet.strips:
            parts.append("0 Tw")
            self._strips(parts, sheet)
        parts.append("ET")
        return "\n".join(parts)

    def _strips(self, parts: list[str], sheet: Sheet) -> None:
        """Add the rows of the tables: a cell is moved to its corner, its own operators stay what they are."""
        type_ = None
        for strip, top in sheet.strips:
            if strip.type != type_:
                type_ = strip.type
                codes = self._of(type_.face.name)
                parts.append(f"{codes.name} {type_.size:g} Tf {type_.leading:.2f} TL")
            y = f"{sheet.height - top - PAD_DOWN - ASCENT * strip.type.size:.2f} Tm"
            for slot, cell in zip(strip.slots, strip.cells, strict=True):
                if cell.lines:
                    drawn = cell.drawn
                    if drawn is None or drawn[0] is not self:
                        drawn = cell.drawn = (self, _cell(cell, slot, strip.type, codes))
                    parts.append(f"{slot.corner} {y} {drawn[1]}")

    def _of(self, name: str) -> _Codes:
        if name not in self._codes:
            self._codes[name] = _Codes(self._canvas, name)
        return self._codes[name]


def _escaped(codes: bytes) -> str:
    """Return ``codes`` as the inside of a PDF string: the page is kept as text, so no byte above ASCII."""
    return "".join(_ESCAPED.get(code) or (chr(code) if code < _ASCII else f"\\{code:03o}") for code in codes)


def _cell(cell: CellText, slot: Slot, type_: Type, codes: _Codes) -> str:
    """Return the operators of the lines of a cell, beginning at its left edge on its first baseline."""
    if slot.align is Align.LEFT:
        return " T* ".join([codes.show(text, type_.size) for text, _ in cell.lines])
    part = 1.0 if slot.align is Align.RIGHT else 0.5
    shown, at = [], 0.0
    for index, (text, natural) in enumerate(cell.lines):
        left = (slot.width - natural * type_.size / 1000) * part
        down = -type_.leading if index else 0
        shown.append(f"{left - at:.2f} {down:.2f} Td {codes.show(text, type_.size)}")
        at = left
    return " ".join(shown)
