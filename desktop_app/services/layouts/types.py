"""What the layout editor shows and sends."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from desktop_app.models.enums import LetterheadStyle, PaperKind
from desktop_app.services.layouts.figures import Figure
from desktop_app.services.layouts.profile import ProfileName

__all__ = [
    "WITH_LETTERHEAD",
    "FigureRow",
    "KindLayout",
    "LetterheadStyle",
    "OwnLayoutDraft",
    "OwnLayoutRow",
    "PaperKind",
]

WITH_LETTERHEAD: Final = {
    PaperKind.CONFIRMATION: LetterheadStyle.CORNER,
    PaperKind.ORDER: LetterheadStyle.LONGITUDINAL,
    PaperKind.BANNER_REPORT: LetterheadStyle.CORNER,
}
"""The kinds that carry the author's data, with the letterhead usual for each."""


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure of the school's own copy; ``standard`` is its base's."""

    figure: Figure
    value: float
    standard: float
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class OwnLayoutRow:
    """The school's own copy: from which standard, with which figures."""

    base: ProfileName
    rows: tuple[FigureRow, ...]
    title: str = ""
    """What the school calls it; empty: it has no name of its own."""


@dataclass(frozen=True, slots=True)
class OwnLayoutDraft:
    """The school's own copy as typed."""

    base: ProfileName
    values: dict[str, float]
    title: str = ""


@dataclass(frozen=True, slots=True)
class KindLayout:
    """Which profile and letterhead one kind of paper starts with."""

    kind: PaperKind
    profile: ProfileName
    letterhead: LetterheadStyle
