"""Faces inside a PDF: characters get bytes as they come, the glyphs that were used are embedded at the end.

ReportLab reads the faces and cuts the subsets; the objects around them are written here, as its canvas
writes them.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Final, NamedTuple

from desktop_app.documents.pdf import figures

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desktop_app.documents.fonts import Face
    from desktop_app.documents.pdf import PdfFile

_SPACE: Final = 32
_NBSP: Final = 0xA0
_CODES: Final = tuple(code for code in range(33, 256) if code not in {*b"()\\", 127})
"""Bytes that need no escape in a string of a page."""
_SYMBOLIC, _NONSYMBOLIC = 4, 32
_TAG: Final = 6
"""Letters of the tag before the name of a subset (ISO 32000-1, 9.6.4)."""
_MOST_PAIRS: Final = 100
"""Pairs in one block of a character map."""


class Place(NamedTuple):
    """Where a character stands: which subset, and the byte in it as a letter of Latin-1."""

    subset: int
    byte: str


class EmbeddedFace(dict[int, str]):
    """One face in one file: the codes of characters and the bytes that stand for them in the first subset.

    Made for ``str.translate``. A character beyond the first subset, some 220 different ones in, is in
    ``others`` and needs a change of font.
    """

    def __init__(self, face: Face, name: str) -> None:
        super().__init__({_SPACE: " ", _NBSP: " "})
        self._face = face
        self._name = name
        self._subsets: list[list[int]] = []
        self._free: Iterator[int] = iter(())
        self.others: dict[str, Place] = {}

    def __missing__(self, code: int) -> str:
        byte = next(self._free, 0)
        if not byte:
            self._subsets.append(_blank())
            self._free = iter(_CODES)
            byte = next(self._free)
        self._subsets[-1][byte] = code
        if len(self._subsets) > 1:
            self.others[chr(code)] = Place(len(self._subsets) - 1, chr(byte))
            return self.setdefault(code, "")
        return self.setdefault(code, chr(byte))

    def name(self, subset: int = 0) -> str:
        """Return what pages call a subset."""
        return f"/{self._name}x{subset}" if subset else f"/{self._name}"

    def write(self, file: PdfFile) -> bytes:
        """Embed what was used; return the entries of the dictionary of fonts."""
        return b"".join(
            b"%b %d 0 R" % (self.name(number).encode(), self._font(file, subset))
            for number, subset in enumerate(self._subsets or [_blank()])
        )

    def _font(self, file: PdfFile, subset: list[int]) -> int:
        """Write one subset as a symbolic TrueType font (ISO 32000-1, 9.6.3)."""
        source = self._face.source
        last = max((code for code in range(256) if subset[code]), default=_SPACE)
        used = subset[: last + 1]
        program = source.makeSubset(used)
        tag = "".join(chr(ord("A") + byte % 26) for byte in hashlib.sha256(program).digest()[:_TAG])
        name = f"{tag}+".encode() + source.name
        embedded = file.stream(program, b"/Length1 %d" % len(program))
        descriptor = file.add(
            b"<</Type/FontDescriptor/FontName/%b/Flags %d/FontBBox[%b]/ItalicAngle %b/Ascent %b/Descent %b"
            b"/CapHeight %b/StemV %b/MissingWidth %b/FontFile2 %d 0 R>>"
            % (
                name,
                source.flags & ~_NONSYMBOLIC | _SYMBOLIC,
                figures(*source.bbox),
                *(
                    figures(number)
                    for number in (
                        source.italicAngle,
                        source.ascent,
                        source.descent,
                        source.capHeight,
                        source.stemV,
                        source.defaultWidth,
                    )
                ),
                embedded,
            )
        )
        widths = figures(*(source.getCharWidth(code) for code in used[_SPACE:]))
        return file.add(
            b"<</Type/Font/Subtype/TrueType/BaseFont/%b/FirstChar %d/LastChar %d/Widths[%b]"
            b"/FontDescriptor %d 0 R/ToUnicode %d 0 R>>"
            % (name, _SPACE, last, widths, descriptor, file.stream(_to_unicode(used)))
        )


def _blank() -> list[int]:
    """Return a subset with nothing in it but the space, which is always the same byte: it stretches."""
    subset = [0] * 256
    subset[_SPACE] = _SPACE
    return subset


def _to_unicode(used: list[int]) -> bytes:
    """Return the map from bytes to characters: text is searched, copied and read aloud by it (9.10.3)."""
    pairs = [f"<{byte:02X}> <{code:04X}>" for byte, code in enumerate(used) if code]
    blocks = [pairs[at : at + _MOST_PAIRS] for at in range(0, len(pairs), _MOST_PAIRS)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <00> <FF> endcodespacerange",
            *(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    ).encode()
