"""The faces papers are set in: read once, measured with cached widths, asked for their characters."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from reportlab.pdfbase.ttfonts import TTFontFace

from desktop_app.paths import resource

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

_CACHED_WORDS: Final = 2_000
_STYLES: Final = ("Regular", "Bold")


class _Words(dict[str, float]):
    """Widths of words, each summed up once."""

    __slots__ = ("_characters",)

    def __init__(self, characters: Mapping[int, float]) -> None:
        super().__init__()
        self._characters = characters

    def __missing__(self, text: str) -> float:
        known = sum(map(self._characters.__getitem__, map(ord, text)))
        if len(self) >= _CACHED_WORDS:
            self.clear()
        self[text] = known
        return known


class Face:
    """One face: what ReportLab read, and the widths of words in thousandths of the size."""

    __slots__ = ("_characters", "source", "words")

    def __init__(self, source: TTFontFace) -> None:
        self.source = source
        present = source.charToGlyph
        self._characters: dict[int, float] = {
            code: width for code, width in source.charWidths.items() if code in present
        }
        self._characters[0xA0] = self._characters[0x20]
        self.words = _Words(self._characters)

    @property
    def characters(self) -> AbstractSet[int]:
        """The codes of the characters the face has a glyph for."""
        return self._characters.keys()

    def has(self, character: str) -> bool:
        """Tell whether the face has a glyph for ``character``."""
        return ord(character) in self._characters

    def width(self, text: str) -> float:
        """Return the width of ``text`` in thousandths of the size; a non-breaking space is a space."""
        return self.words[text]

    def points(self, text: str, size: float) -> float:
        """Return the width of ``text`` at ``size``, in points."""
        return self.width(text) * size / 1000


class Faces(NamedTuple):
    """The regular and the bold face."""

    regular: Face
    bold: Face


@cache
def faces() -> Faces:
    """Read the shipped faces at the first call and return them."""
    return Faces(*(Face(TTFontFace(str(resource(f"fonts/OtklikSerif-{style}.ttf")))) for style in _STYLES))
