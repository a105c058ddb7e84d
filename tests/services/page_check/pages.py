"""Pages and banners for the stories: drawn here, saved as browsers save them."""

from __future__ import annotations

import base64
import io
import random
from collections.abc import Callable, Mapping
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from types import MappingProxyType

from PIL import Image, ImageDraw, ImageFilter

LINK = "https://zastupnik.example.ru/app"
WORDS = "Заступник — помощь детям рядом."


def banner(seed: int = 1, size: tuple[int, int] = (720, 240)) -> Image.Image:
    """Draw a banner: a gradient, a few shapes, a line of blocks as text; another seed is another banner."""
    draw_with = random.Random(seed)  # noqa: S311 - a drawing
    image = Image.new("RGB", size)
    draw = ImageDraw.Draw(image)
    first, second = (tuple(draw_with.randrange(40, 230) for _ in range(3)) for _ in range(2))
    for x in range(size[0]):
        share = x / size[0]
        draw.line(
            (x, 0, x, size[1]),
            fill=tuple(round(a + (b - a) * share) for a, b in zip(first, second, strict=True)),
        )
    for _ in range(7):
        x, y = draw_with.randrange(size[0]), draw_with.randrange(size[1])
        radius = draw_with.randrange(size[1] // 8, size[1] // 2)
        colour = tuple(draw_with.randrange(256) for _ in range(3))
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
    for place in range(12):
        left = size[0] // 3 + place * size[0] // 24
        draw.rectangle((left, size[1] // 2, left + size[0] // 40, size[1] // 2 + size[1] // 6), fill="white")
    return image


def encoded(image: Image.Image, kind: str = "PNG", quality: int = 80) -> bytes:
    out = io.BytesIO()
    image.convert("RGB").save(out, kind, quality=quality)
    return out.getvalue()


RETOUCHES: dict[str, Callable[[Image.Image], bytes]] = {
    "smaller": lambda image: encoded(scaled(image, 0.2)),
    "larger": lambda image: encoded(scaled(image, 2), "JPEG"),
    "poor": lambda image: encoded(image, "JPEG", quality=12),
    "webp": lambda image: encoded(scaled(image, 0.5), "WEBP", quality=50),
    "blurred": lambda image: encoded(image.filter(ImageFilter.GaussianBlur(4))),
    "squeezed": lambda image: encoded(image.resize((image.width // 3, image.height * 23 // 60))),
    "darker": lambda image: encoded(Image.eval(image, lambda level: level * 8 // 10)),
    "gif": lambda image: encoded(image, "GIF"),
}
"""What portals do to a picture."""


def scaled(image: Image.Image, times: float) -> Image.Image:
    return image.resize((round(image.width * times), round(image.height * times)))


def html(body: str, *, title: str = "Школа № 99", charset: str = "utf-8") -> bytes:
    head = f"<meta charset='{charset}'><title>{title}</title>"
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(charset)


def filler(words: int = 60) -> str:
    return "<p>" + "новости школы " * words + "</p>"


def mhtml(
    page: bytes,
    pictures: dict[str, bytes],
    address: str = "https://school.example.ru/",
    sheets: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """Save a page with its pictures and style sheets as Chromium does."""
    message = MIMEMultipart("related")
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = address
    text = MIMEText(page.decode(), "html", "utf-8")
    text["Content-Location"] = address
    message.attach(text)
    for name, sheet in sheets.items():
        style = MIMEText(sheet, "css", "utf-8")
        style["Content-Location"] = name
        message.attach(style)
    for name, content in pictures.items():
        image = MIMEImage(content, "png")
        image["Content-Location"] = name
        message.attach(image)
    return message.as_bytes()


def inline(content: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(content).decode()
