"""Text as the operators of a page, without measuring each run anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop_app.documents.embed import EmbeddedFace
from desktop_app.documents.units import ASCENT, PAD_DOWN
from desktop_app.services.papers.books import Align

if TYPE_CHECKING:
    from desktop_app.documents.cells import CellText, Slot, Type
    from desktop_app.documents.flow import Placed, Sheet
    from desktop_app.documents.fonts import Face
    from desktop_app.documents.pdf import PdfFile

_REMEMBERED: Final = 500
"""Lines kept encoded: most of a letter is the letter before it."""
_KEPT: Final = 200
"""Runs kept as operators with their places."""


class _Codes(EmbeddedFace):
    """A face of the file, with the lines lately shown in it."""

    def __init__(self, face: Face, name: str) -> None:
        super().__init__(face, name)
        self._encoded: dict[str, str] = {}

    def show(self, text: str, size: float) -> str:
        """Return the operators that show ``text`` and leave the first subset current."""
        encoded = self._encoded.get(text)
        if encoded is None:
            if len(self._encoded) >= _REMEMBERED:
                self._encoded.clear()
            encoded = self._encoded[text] = text.translate(self)
        if not self.others or self.others.keys().isdisjoint(text):
            return f"({encoded}) Tj"
        return self._mixed(text, size)

    def _mixed(self, text: str, size: float) -> str:
        """Show ``text`` with a change of font wherever a character is in another subset."""
        parts, current = [], 0
        for character in text:
            subset, byte = self.others.get(character) or (0, character.translate(self))
            if subset != current:
                parts.append(f"{self.name(subset)} {size:g} Tf")
                current = subset
            parts.append(f"({byte}) Tj")
        if current:
            parts.append(f"{self.name()} {size:g} Tf")
        return " ".join(parts)


class ShownTexts:
    """Writes the runs of the sheets of one file, and at its end the faces they are set in."""

    def __init__(self) -> None:
        self._codes: dict[Face, _Codes] = {}
        self._placed: dict[tuple[Placed, float], str] = {}

    def operators(self, sheet: Sheet) -> str:
        """Return the text object of a sheet."""
        parts = ["BT"]
        height, known = sheet.height, self._placed
        face, size, stretch = None, 0.0, 0.0
        for placed in sheet.texts:
            run, baseline = placed
            if run.face is not face or run.size != size:
                face, size = run.face, run.size
                codes = self._of(face)
                parts.append(f"{codes.name()} {size:g} Tf")
            if run.stretch != stretch:
                stretch = run.stretch
                parts.append(f"{stretch:.4f} Tw")
            shown = known.get((placed, height))
            if shown is None:
                shown = f"1 0 0 1 {run.x:.2f} {height - baseline:.2f} Tm {codes.show(run.text, size)}"
                if len(known) >= _KEPT:
                    known.clear()
                known[placed, height] = shown
            parts.append(shown)
        if sheet.strips:
            parts.append("0 Tw")
            self._strips(parts, sheet)
        parts.append("ET")
        return "\n".join(parts)

    def write(self, file: PdfFile) -> bytes:
        """Embed the faces; return the entries of the dictionary of fonts."""
        return b"".join(codes.write(file) for codes in self._codes.values())

    def _strips(self, parts: list[str], sheet: Sheet) -> None:
        """Add the rows of the tables: a cell is moved to its corner, its own operators stay what they are."""
        type_ = None
        for strip, top in sheet.strips:
            if strip.type != type_:
                type_ = strip.type
                codes = self._of(type_.face)
                parts.append(f"{codes.name()} {type_.size:g} Tf {type_.leading:.2f} TL")
            y = f"{sheet.height - top - PAD_DOWN - ASCENT * strip.type.size:.2f} Tm"
            for slot, cell in zip(strip.slots, strip.cells, strict=True):
                if cell.lines:
                    drawn = cell.drawn
                    if drawn is None or drawn[0] is not self:
                        drawn = cell.drawn = (self, _cell(cell, slot, strip.type, codes))
                    parts.append(f"{slot.corner} {y} {drawn[1]}")

    def _of(self, face: Face) -> _Codes:
        codes = self._codes.get(face)
        if codes is None:
            codes = self._codes[face] = _Codes(face, f"F{len(self._codes) + 1}")
        return codes


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
