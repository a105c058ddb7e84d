"""Units and the figures of the sheet and the face that no profile changes."""

from __future__ import annotations

from typing import Final

MM: Final = 72 / 25.4
"""Points in a millimetre."""
SHEET_WIDTH: Final = 210.0
SHEET_HEIGHT: Final = 297.0
LINE_HEIGHT: Final = 1.15
"""Word's single spacing for Times New Roman, in sizes."""
PAD_DOWN: Final = 0.7 * MM
"""Above and below the text of a cell."""
ASCENT: Final = 0.891
"""From the top of a line to its baseline, in sizes (the face's own figure)."""
