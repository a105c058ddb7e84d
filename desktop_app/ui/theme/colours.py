"""The two sets of colours; every text and background pair keeps a contrast of 4.5 : 1 or more."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QWidget

DARK_BELOW = 128
"""A palette darker than this (0…255) is taken for a dark one."""


class Tone(StrEnum):
    """What a colour means; a word always stands beside it."""

    GOOD = "good"
    BUSY = "busy"
    BAD = "bad"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Colours:
    """Colours of one theme as «#rrggbb»; ``*_soft`` lie behind text of that name."""

    name: str
    window: str
    surface: str
    rail: str
    hover: str
    border: str
    input_border: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    on_accent: str
    accent_soft: str
    good: str
    good_soft: str
    busy: str
    busy_soft: str
    bad: str
    bad_soft: str
    quiet_soft: str

    def tone(self, tone: Tone) -> tuple[str, str]:
        """Return the text colour and the soft background of a tone."""
        return {
            Tone.GOOD: (self.good, self.good_soft),
            Tone.BUSY: (self.busy, self.busy_soft),
            Tone.BAD: (self.bad, self.bad_soft),
            Tone.QUIET: (self.muted, self.quiet_soft),
        }[tone]


LIGHT = Colours(
    name="light",
    window="#f4f6f8", surface="#ffffff", rail="#e9edf1", hover="#dde4eb", border="#d5dce3",
    input_border="#848f9b", text="#1b2430", muted="#55616f", accent="#1d5fa8", accent_hover="#174d89",
    on_accent="#ffffff", accent_soft="#e1ecf8", good="#1a6b3c", good_soft="#e0f2e7", busy="#7a5200",
    busy_soft="#fdf0d2", bad="#a8261d", bad_soft="#fbe5e3", quiet_soft="#e9edf1",
)  # fmt: skip

DARK = Colours(
    name="dark",
    window="#171c22", surface="#20272f", rail="#12161b", hover="#2b343f", border="#36414d",
    input_border="#74818f", text="#e7ecf1", muted="#a9b5c1", accent="#7db4f0", accent_hover="#a0c9f5",
    on_accent="#0d1a28", accent_soft="#22384f", good="#7fd3a0", good_soft="#1d3a2a", busy="#f0c46a",
    busy_soft="#3d3219", bad="#ff9d94", bad_soft="#46221f", quiet_soft="#2b343f",
)  # fmt: skip


def colours_of(widget: QWidget) -> Colours:
    """Return the colours of the theme the widget is shown in.

    Told by a role no rule of the style sheet touches: a transparent background would pass for a black one.
    """
    return DARK if widget.palette().color(QPalette.ColorRole.Midlight).lightness() < DARK_BELOW else LIGHT


def build_palette(colours: Colours) -> QPalette:
    """Return the palette of a theme; unlike ``setColorScheme`` it works on every platform."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    palette = QPalette(QColor(colours.window))
    pairs = {
        role.Window: colours.window, role.WindowText: colours.text, role.Base: colours.surface,
        role.AlternateBase: colours.window, role.Text: colours.text, role.PlaceholderText: colours.muted,
        role.Button: colours.surface, role.ButtonText: colours.text, role.ToolTipBase: colours.surface,
        role.ToolTipText: colours.text, role.Highlight: colours.accent, role.Accent: colours.accent,
        role.HighlightedText: colours.on_accent, role.Link: colours.accent, role.LinkVisited: colours.accent,
        role.Light: colours.surface, role.Midlight: colours.hover, role.Mid: colours.border,
        role.Dark: colours.input_border, role.Shadow: colours.border, role.BrightText: colours.bad,
    }  # fmt: skip
    for each, colour in pairs.items():
        palette.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(group.Disabled, each, QColor(colours.muted))
    return palette
