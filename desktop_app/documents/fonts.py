"""The faces papers are set in: registered once, measured with cached widths, asked for their characters."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from desktop_app.paths import resource

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

_CACHED_WORDS: Final = 20_000


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
    """One registered face: its ReportLab name and the widths of words in thousandths of the size."""

    __slots__ = ("_characters", "name", "words")

    def __init__(self, name: str, characters: Mapping[int, float]) -> None:
        self.name = name
        self._characters = dict(characters)
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


def _register(name: str, file: str) -> Face:
    # asciiReadable would embed every ASCII glyph in every paper
    font = TTFont(name, str(resource(f"fonts/{file}")), asciiReadable=False)
    pdfmetrics.registerFont(font)
    present = font.face.charToGlyph
    return Face(name, {code: width for code, width in font.face.charWidths.items() if code in present})


@cache
def faces() -> Faces:
    """Register the shipped faces at the first call and return them."""
    return Faces(
        _register("OtklikSerif", "OtklikSerif-Regular.ttf"),
        _register("OtklikSerif-Bold", "OtklikSerif-Bold.ttf"),
    )
