"""Pictures and PDF files read in another process: their libraries are native, and anybody may send a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from desktop_app.services.apart.reader import Send, Work
from desktop_app.services.apart.room import Bounds, Message, read_apart
from desktop_app.services.attachments import blur, logo, pictures, scans
from desktop_app.services.attachments.blur import Area
from desktop_app.services.attachments.pictures import Picture
from desktop_app.services.attachments.scans import ScanPage
from desktop_app.services.attachments.types import NewFile
from desktop_app.services.errors import AppError

SECONDS: Final = 8.0
"""Seconds a picture or a PDF may take."""
_ANOTHER: Final = "Добавьте другой файл или снимок экрана с ним."
_PICTURE: Final = Bounds(
    seconds=SECONDS,
    broken=AppError("Снимок не удалось прочесть: файл повреждён.", hint=_ANOTHER),
    too_slow=AppError("Снимок читается слишком долго, чтение остановлено.", hint=_ANOTHER),
    no_memory=AppError("Снимок не помещается в память.", hint="Уменьшите его и добавьте снова."),
)
_PDF: Final = Bounds(
    seconds=SECONDS,
    broken=AppError("PDF не удалось прочесть: файл повреждён.", hint=_ANOTHER),
    too_slow=AppError("PDF читается слишком долго, чтение остановлено.", hint=_ANOTHER),
    no_memory=AppError("PDF не помещается в память.", hint=_ANOTHER),
)


def prepare_picture(content: bytes) -> Picture:
    """Return the JPEG that is kept and printed, and the camera's date; raises ``AppError``."""
    message, (jpeg,) = _one(_send_picture, (content,), _PICTURE, 1)
    return Picture(jpeg=jpeg, taken_on=_day(message))


def picture_size(content: bytes) -> tuple[int, int] | None:
    """Return a picture's width and height in pixels; None when it is none."""
    message, _ = _one(_send_size, (content,), _PICTURE, 0)
    size = message.get("size")
    return (int(size[0]), int(size[1])) if size else None


def hide(file: NewFile, areas: Sequence[Area]) -> NewFile:
    """Return the picture with the areas hidden for good, as PNG; raises ``AppError`` for no picture."""
    message, (png,) = _one(_send_hidden, (file.content, tuple(areas)), _PICTURE, 1)
    return NewFile(name=file.name, content=png, taken_on=file.taken_on or _day(message))


def prepare_logo(file: NewFile) -> NewFile:
    """Return the emblem as it is printed, a JPEG on white; raises ``AppError`` for what is no picture."""
    _, (jpeg,) = _one(_send_logo, (file.content,), _PICTURE, 1)
    return NewFile(name=f"{file.name.rsplit('.', 1)[0] or 'эмблема'}.jpg", content=jpeg)


def check_pdf(content: bytes) -> int:
    """Return how many pages a PDF has; raises ``AppError`` when they cannot be shown."""
    message, _ = _one(_send_facts, (content,), _PDF, 0)
    return int(message["pages"])


def draw_pdf(content: bytes, dpi: float, most: int) -> tuple[tuple[ScanPage, ...], int]:
    """Return the first pages of a PDF as pixels, and how many it has; raises ``AppError``."""
    pages: list[ScanPage] = []
    total = 0
    for message, parts in read_apart(_send_pages, (content, dpi, most), _PDF):
        total = int(message["pages"])
        pages += [_page(message, part) for part in parts]
    return tuple(pages), total


def _one(work: Work, arguments: tuple[Any, ...], bounds: Bounds, parts: int) -> Message:
    answers = list(read_apart(work, arguments, bounds))
    if len(answers) != 1 or len(answers[0][1]) != parts:
        raise bounds.broken
    return answers[0]


def _day(message: dict[str, Any]) -> date | None:
    written = message.get("taken_on")
    return date.fromisoformat(written) if written else None


def _page(message: dict[str, Any], part: bytes) -> ScanPage:
    page = ScanPage(int(message["width"]), int(message["height"]), int(message["stride"]), part)
    if page.width < 1 or page.height < 1 or page.stride < 4 * page.width:
        raise _PDF.broken
    if len(part) < page.stride * page.height:
        raise _PDF.broken  # whoever paints these pixels trusts the sizes
    return page


def _send_picture(send: Send, content: bytes) -> None:
    picture = pictures.read_picture(content)
    send({"taken_on": _iso(picture.taken_on)}, picture.jpeg)


def _send_size(send: Send, content: bytes) -> None:
    send({"size": pictures.read_size(content)})


def _send_hidden(send: Send, content: bytes, areas: tuple[Area, ...]) -> None:
    png, taken_on = blur.hidden(content, areas)
    send({"taken_on": _iso(taken_on)}, png)


def _send_logo(send: Send, content: bytes) -> None:
    send({}, logo.read_logo(content))


def _send_facts(send: Send, content: bytes) -> None:
    send({"pages": scans.look_through(content)})


def _send_pages(send: Send, content: bytes, dpi: float, most: int) -> None:
    total, pages = scans.drawn(content, dpi, most)
    for page in pages:
        place = {"width": page.width, "height": page.height, "stride": page.stride}
        send({"pages": total, **place}, page.bgrx)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
