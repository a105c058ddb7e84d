"""Draw what a look at a portal would have shown: a believable page, with the banner or without."""

from __future__ import annotations

import io
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from desktop_app.models.enums import PortalKind
from desktop_app.paths import resource
from desktop_app.russian.dates import short_date

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

_SIZE = (1120, 700)
_INK = "#24303f"
_PALE = "#d8dfe8"
_COLOURS = {
    PortalKind.WEBSITE: "#2f6f4f",
    PortalKind.VK: "#4a76a8",
    PortalKind.OK: "#e07b1a",
    PortalKind.MAX: "#5b4bd6",
    PortalKind.TELEGRAM: "#2c9bd6",
    PortalKind.DIARY: "#3d7d8c",
    PortalKind.STAND: "#8a6a45",
    PortalKind.SCREEN: "#20262e",
    PortalKind.OTHER: "#20262e",
}
_CHATS = frozenset({PortalKind.MAX, PortalKind.TELEGRAM})
_WALLS = frozenset({PortalKind.STAND, PortalKind.SCREEN, PortalKind.OTHER})


def draw_look(kind: PortalKind, name: str, url: str, day: date, *, banner: bool) -> bytes:
    """Draw one look as JPEG bytes; the same look gives the same bytes."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - slow, and only the sample draws

    image = Image.new("RGB", _SIZE, "#f4f6f9")
    draw = ImageDraw.Draw(image)
    if kind in _WALLS:
        box = _wall(draw, kind)
    else:
        _browser(draw, kind, name, url)
        box = _chat(draw) if kind in _CHATS else _page(draw, kind)
    if banner:
        _banner(draw, box, _COLOURS[kind])
    _text(draw, (20, _SIZE[1] - 34), f"{name}, {short_date(day)}", 18, "#6a7686")
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82)
    return out.getvalue()


_Box = tuple[int, int, int, int]


def _browser(draw: ImageDraw.ImageDraw, kind: PortalKind, name: str, url: str) -> None:
    """Draw the window of a browser and the head of the page."""
    draw.rectangle((0, 0, _SIZE[0], 44), fill="#e4e8ee")
    for place, colour in enumerate(("#e66a5c", "#e8b44c", "#63b865")):
        draw.ellipse((16 + 24 * place, 14, 32 + 24 * place, 30), fill=colour)
    draw.rounded_rectangle((110, 9, 1000, 36), 12, fill="white")
    _text(draw, (126, 11), url, 17, "#5d6876")
    draw.rectangle((0, 44, _SIZE[0], 116), fill=_COLOURS[kind])
    draw.ellipse((24, 54, 76, 106), fill="white")
    _text(draw, (96, 64), name, 28, "white", bold=True)


def _page(draw: ImageDraw.ImageDraw, kind: PortalKind) -> _Box:
    """Draw a page of news; return the place for the banner: pinned on top, on a site at the right."""
    on_site = kind in {PortalKind.WEBSITE, PortalKind.DIARY}
    right = 740 if on_site else 1080
    top = 140 if on_site else 370
    for place in range(3 if on_site else 2):
        _card(draw, (40, top + place * 170, right, top + place * 170 + 148))
    return (770, 140, 1080, 440) if on_site else (40, 140, 1080, 346)


def _chat(draw: ImageDraw.ImageDraw) -> _Box:
    """Draw a channel with messages; return the place of the pinned one."""
    for place, width in enumerate((520, 610, 450)):
        top = 390 + place * 90
        draw.rounded_rectangle((60, top, 60 + width, top + 74), 16, fill="white", outline=_PALE)
        _lines(draw, (84, top + 18, 30 + width, top + 60))
    return (60, 140, 720, 366)


def _wall(draw: ImageDraw.ImageDraw, kind: PortalKind) -> _Box:
    """Draw a wall with a board, a screen, or a line of lights; return the place for the banner."""
    draw.rectangle((0, 0, *_SIZE), fill="#e6e0d4")
    draw.rectangle((0, 600, _SIZE[0], _SIZE[1]), fill="#c9bda8")
    if kind is PortalKind.STAND:
        draw.rectangle((120, 70, 1000, 560), fill="#b58d5c", outline="#6f5230", width=14)
        for place in range(3):
            _card(draw, (700, 100 + place * 150, 960, 226 + place * 150))
        return (160, 110, 670, 520)
    if kind is PortalKind.SCREEN:
        draw.rounded_rectangle((150, 60, 970, 540), 18, fill="#111418")
        draw.rectangle((540, 540, 580, 600), fill="#333b45")
        return (180, 90, 940, 510)
    draw.rectangle((60, 220, 1060, 400), fill="#111418", outline="#4a525c", width=10)
    return (90, 245, 1030, 375)


def _banner(draw: ImageDraw.ImageDraw, box: _Box, colour: str) -> None:
    """Draw the project's banner into the box."""
    left, top, right, bottom = box
    draw.rounded_rectangle(box, 14, fill="#0f4c81", outline=colour, width=5)
    size = max(24, min((bottom - top) // 5, (right - left) // 9))
    _text(draw, (left + 26, top + 22), "ЗАСТУПНИК", size, "white", bold=True)
    _text(draw, (left + 26, top + 30 + size), "Помощь ребёнку рядом", size * 6 // 11, "#ffd35c")
    if bottom - top > 4 * size + 40:
        button = (left + 26, bottom - size - 34, left + 26 + size * 5, bottom - 22)
        draw.rounded_rectangle(button, 10, fill="#ffd35c")
        _text(draw, (button[0] + 18, button[1] + 8), "Подробнее", size * 6 // 10, "#0f4c81", bold=True)


def _card(draw: ImageDraw.ImageDraw, box: _Box) -> None:
    draw.rounded_rectangle(box, 8, fill="white", outline=_PALE)
    _lines(draw, (box[0] + 20, box[1] + 24, box[2] - 24, box[3] - 16))


def _lines(draw: ImageDraw.ImageDraw, box: _Box) -> None:
    """Draw grey lines where there would be text of no interest."""
    for place, top in enumerate(range(box[1], box[3] - 8, 22)):
        shorter = (place * 53 + box[0]) % 90
        draw.rounded_rectangle((box[0], top, box[2] - shorter, top + 9), 4, fill=_PALE)


def _text(
    draw: ImageDraw.ImageDraw,
    at: tuple[int, int],
    text: str,
    size: int,
    colour: str = _INK,
    *,
    bold: bool = False,
) -> None:
    draw.text(at, text, fill=colour, font=_font(size, bold=bold))


@cache
def _font(size: int, *, bold: bool) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415 - as above

    name = "Bold" if bold else "Regular"
    return ImageFont.truetype(str(resource(f"fonts/OtklikSerif-{name}.ttf")), size)
