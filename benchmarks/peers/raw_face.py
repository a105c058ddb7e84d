"""A face read and embedded by hand: widths for breaking lines, the whole file in the PDF, no library."""

import struct
from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts"
_PAIRS = 100


class Face:
    """Widths of the characters of cp1251 in thousandths of the size, and the objects that embed the face."""

    def __init__(self, style: str) -> None:
        self.name = f"OtklikSerif-{style}"
        self._program = (FONTS / f"{self.name}.ttf").read_bytes()
        self._characters = {code: bytes([code]).decode("cp1251", "replace") for code in range(32, 256)}
        tables = self._tables()
        units = struct.unpack_from(">H", self._program, tables["head"] + 18)[0]
        metrics = struct.unpack_from(">H", self._program, tables["hhea"] + 34)[0]
        glyphs = self._glyphs(tables["cmap"])
        self.widths: dict[str, float] = {}
        for character in self._characters.values():
            at = tables["hmtx"] + 4 * min(glyphs.get(ord(character), 0), metrics - 1)
            self.widths[character] = struct.unpack_from(">H", self._program, at)[0] * 1000 / units

    def width(self, text: str) -> float:
        """Return the width of ``text`` in thousandths of the size."""
        return sum(map(self.widths.__getitem__, text))

    def lines(self, text: str, room: float) -> list[tuple[str, float]]:
        """Break ``text`` at blanks into lines of at most ``room`` thousandths; give each with its width."""
        space = self.widths[" "]
        lines, held, used = [], [], -space
        for word in text.split(" "):
            size = self.width(word)
            if used + space + size > room and held:
                lines.append((" ".join(held), used))
                held, used = [], -space
            held.append(word)
            used += space + size
        return [*lines, (" ".join(held), used)]

    def objects(self, number: int) -> list[bytes | tuple[bytes, bytes]]:
        """Return the font and what it refers to, numbered from ``number``; a pair is a stream to compress."""
        name = self.name.encode()
        named = b" ".join(b"/uni%04X" % ord(character) for character in self._characters.values())
        widths = b" ".join(b"%d" % self.widths[character] for character in self._characters.values())
        pairs = [b"<%02X> <%04X>" % (code, ord(one)) for code, one in self._characters.items()]
        blocks = [pairs[at : at + _PAIRS] for at in range(0, len(pairs), _PAIRS)]
        mapped = b"\n".join(
            b"%d beginbfchar\n%b\nendbfchar" % (len(block), b"\n".join(block)) for block in blocks
        )
        return [
            b"<</Type/Font/Subtype/TrueType/BaseFont/%b/FirstChar 32/LastChar 255/Widths[%b]"
            b"/FontDescriptor %d 0 R/ToUnicode %d 0 R"
            b"/Encoding<</Type/Encoding/BaseEncoding/WinAnsiEncoding/Differences[32 %b]>>>>"
            % (name, widths, number + 1, number + 3, named),
            b"<</Type/FontDescriptor/FontName/%b/Flags 32/FontBBox[-200 -300 1200 1000]/ItalicAngle 0"
            b"/Ascent 891/Descent -216/CapHeight 660/StemV 80/FontFile2 %d 0 R>>" % (name, number + 2),
            (b"/Length1 %d" % len(self._program), self._program),
            (
                b"",
                b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /R def\n"
                b"/CMapType 2 def 1 begincodespacerange <00> <FF> endcodespacerange\n%b\n"
                b"endcmap CMapName currentdict /CMap defineresource pop end end" % mapped,
            ),
        ]

    def _tables(self) -> dict[str, int]:
        count = struct.unpack_from(">H", self._program, 4)[0]
        rows = (struct.unpack_from(">4sIII", self._program, 12 + 16 * index) for index in range(count))
        return {tag.decode(): start for tag, _, start, _ in rows}

    def _glyphs(self, at: int) -> dict[int, int]:
        """Read the Unicode table of format 4."""
        program = self._program
        count = struct.unpack_from(">H", program, at + 2)[0]
        rows = [struct.unpack_from(">HHI", program, at + 4 + 8 * index) for index in range(count)]
        at += next(start for platform, kind, start in rows if (platform, kind) == (3, 1))
        segments = struct.unpack_from(">H", program, at + 6)[0] // 2
        ends = struct.unpack_from(f">{segments}H", program, at + 14)
        starts = struct.unpack_from(f">{segments}H", program, at + 16 + 2 * segments)
        shifts = struct.unpack_from(f">{segments}H", program, at + 16 + 4 * segments)
        found = {}
        for index, (start, end, shift) in enumerate(zip(starts, ends, shifts, strict=True)):
            here = at + 16 + 6 * segments + 2 * index
            offset = struct.unpack_from(">H", program, here)[0]
            for code in range(start, min(end, 0xFFFE) + 1):
                glyph = code
                if offset:
                    glyph = struct.unpack_from(">H", program, here + offset + 2 * (code - start))[0]
                found[code] = (glyph + shift) & 0xFFFF
        return found
