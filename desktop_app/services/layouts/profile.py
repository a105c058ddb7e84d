"""Layout profiles: every figure of a paper as data, in millimetres and points, with its clause."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from desktop_app.models.enums import LetterheadStyle


class ProfileName(StrEnum):
    """The standard in force, the one most school instructions still follow, and the school's own."""

    GOST_2025 = "2025"
    GOST_2016 = "2016"
    OWN = "own"


@dataclass(frozen=True)
class Margins:
    """Margins of a sheet in millimetres."""

    left: float
    right: float
    top: float
    bottom: float


@dataclass(frozen=True)
class LayoutProfile:
    """One standard's figures; lengths in millimetres, sizes in points, gaps in text lines."""

    name: ProfileName
    corner_width: float
    """Longest line of a corner letterhead (ГОСТ Р 7.0.97-2016, 4.9: 75 mm; 2025: 80 mm)."""
    has_code: bool
    """Whether requisite 31, the QR code, exists (only ГОСТ Р 7.0.97-2025)."""
    letterhead: LetterheadStyle | None = None
    """How the author's data stands; None: as is usual, a corner for letters, longitudinal for orders."""
    letter: Margins = Margins(20, 10, 20, 20)
    """Smallest margins of a sheet (ГОСТ Р 7.0.97, 3.2)."""
    order: Margins = Margins(30, 15, 20, 20)
    """Kept longer than ten years: left at least 30 mm (3.2); the rest is the habit of schools."""
    longitudinal_width: float = 120
    """Longest line of a longitudinal letterhead (4.9)."""
    addressee_x: float = 110
    addressee_width: float = 80
    """The addressee stands on the right of a corner letterhead, level with its top (5.15)."""
    heading_width: float = 80
    heading_lines: float = 0
    """A text of at most so many lines needs no heading (2016, 5.17: four or five); 0: it always has one."""
    largest_size: float = 14
    smallest_size: float = 12
    """Text sizes are tried from the largest down to the smallest (3.3: 12, 13 or 14 points)."""
    spacing: float = 1
    """Leading of the text in Word's single spacings (3.3: 1 to 1.5)."""
    name_size: float = 12
    """The school's full name, bold."""
    letterhead_size: float = 10
    """Founder, contacts and identifiers."""
    logo_height: float = 17
    """Height of the emblem above the founder (5.1)."""
    register_size: float = 12
    """Date, number and reference."""
    executor_size: float = 10
    """Executor's mark (5.25)."""
    page_number_size: float = 12
    page_number_top: float = 10
    """A page number stands at least 10 mm from the edge, from page two on (3.4)."""
    indent: float = 12.5
    """First-line indent (3.3)."""
    signature_gap: float = 2
    """Empty lines above the signature (5.22: two to three intervals)."""
    post_width: float = 75
    """The column of the signatory's post."""
    executor_width: float = 90
    seal_width: float = 70
    seal_height: float = 25
    """Free place for a seal or an e-signature mark (5.23, 5.24)."""
    module: float = 0.5
    """Side of one QR module; smaller ones are lost by office scanners."""

    @property
    def sizes(self) -> tuple[float, ...]:
        """The text sizes to try, a point apart."""
        steps = max(round(self.largest_size - self.smallest_size), 0)
        return tuple(self.largest_size - step for step in range(steps + 1))


PROFILES: Final[dict[ProfileName, LayoutProfile]] = {
    ProfileName.GOST_2025: LayoutProfile(ProfileName.GOST_2025, corner_width=80, has_code=True),
    ProfileName.GOST_2016: LayoutProfile(
        ProfileName.GOST_2016, corner_width=75, has_code=False, heading_width=75
    ),
}
"""The two standards; a school's own instruction is a copy made with ``dataclasses.replace``."""
