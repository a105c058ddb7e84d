"""The emblem: above the letterhead, as high as the profile says, its bytes as they are stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop_app.documents.flow import Box, Picture
from desktop_app.documents.pictures import pixels_of
from desktop_app.documents.units import MM

if TYPE_CHECKING:
    from desktop_app.documents.flow import Sheet
    from desktop_app.services.layouts.profile import LayoutProfile

_WIDEST: Final = 60 * MM
_GAP: Final = 2 * MM


def place_logo(
    sheet: Sheet, logo: bytes, profile: LayoutProfile, middle: float, top: float, left: float
) -> float:
    """Put the emblem around ``middle``, never beyond ``left``; return where the text below it begins."""
    if not logo:
        return top
    width, height = pixels_of(logo)
    scale = min(profile.logo_height * MM / height, _WIDEST / width)
    place = Box(max(middle - width * scale / 2, left), top, width * scale, height * scale)
    sheet.pictures.append(Picture(logo, place))
    return top + height * scale + _GAP
