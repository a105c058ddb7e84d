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


class Face:
    """One registered face: its ReportLab name and the widths of words in thousandths of the size."""

    __slots__ = ("_characters", "_words", "name")

    def __init__(self, name: str, characters: Mapping[int, float]) -> None:
        self.name = name
        self._characters = dict(characters)
        self._characters[0xA0] = self._characters[0x20]
        self._words: dict[str, float] = {}

    @property
    def characters(self) -> AbstractSet[int]:
        """The codes of the characters the face has a glyph for."""
        return self._characters.keys()

    def has(self, character: str) -> bool:
        """Tell whether the face has a glyph for ``character``."""
        return ord(character) in self._characters

    def width(self, text: str) -> float:
        """Return the width of ``text`` in thousandths of the size; a non-breaking space is a space."""
        known = self._words.get(text)
        if known is None:
            known = sum(map(self._characters.__getitem__, map(ord, text)))
            if len(self._words) >= _CACHED_WORDS:
                self._words.clear()
            self._words[text] = known
        return known

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
