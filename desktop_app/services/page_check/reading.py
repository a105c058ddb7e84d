"""Saved pages: HTML with its folder of pictures, or MHTML with everything inside."""

from __future__ import annotations

import base64
import binascii
import email
import email.policy
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Final
from urllib.parse import quote, unquote, unquote_to_bytes, urljoin, urlsplit

from desktop_app.services.errors import AppError
from desktop_app.services.page_check.frames import Find, add_frames
from desktop_app.services.page_check.html import FoundImage, Reading, read_html
from desktop_app.services.page_check.sheets import MOST_SHEET, rebased
from desktop_app.services.page_check.text import decode
from desktop_app.services.page_check.types import Page, PageImage, Place

LARGEST: Final = 60 * 1024 * 1024
MOST_IMAGES: Final = 300
LARGEST_IMAGE: Final = 15 * 1024 * 1024
_SHOWN: Final = 80
_FEW_WORDS: Final = 30
_FEW_PICTURES: Final = 2
_LOGIN_WORDS: Final = 120
_FOLDERS: Final = ("_files", ".files", "_Files")
_PICTURES: Final = {".png", ".jpg", ".jpeg", ".webp", ".gif", ".avif", ".bmp", ".jfif"}
_MOST_FILES: Final = 2000
_MHTML: Final = re.compile(rb"^(?:[\w-]+:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*)+\r?\n", re.MULTILINE)


def read_saved_page(path: Path) -> Page:
    """Read a page saved by a browser; raises ``AppError`` when it is none, and ``OSError``."""
    if path.stat().st_size > LARGEST:
        raise AppError(
            f"Страница слишком большая: {path.stat().st_size // 1_048_576} МБ.",
            hint="Сохраните в браузере только нужную страницу.",
        )
    content = path.read_bytes()
    if _is_mhtml(content):
        return _read_mhtml(content)
    if "<" not in decode(content[:100_000]) or b"\0\0\0\0" in content[:1000]:
        raise AppError(
            f"Это не страница сайта: {path.name}",
            hint="В браузере нажмите Ctrl+S и сохраните страницу целиком (HTML или MHTML).",
        )
    pictures, sheets = _saved_with(path)
    reading = read_html(decode(content), sheets)
    return page_of(reading, lambda source: _beside(path.parent, source), pictures)


def page_of(reading: Reading, find: Find, beside: Sequence[FoundImage] = ()) -> Page:
    """Put a page together with the pages inside it; ``find`` gives the bytes of what is there.

    ``beside`` are pictures saved with the page; those its text names stand where it says, the others aside.
    """
    absent = add_frames(reading, find)
    named = [_image(image, find) for image in reading.images[:MOST_IMAGES]]
    held = {image.content for image in named}
    others = (_image(image, find) for image in beside[: MOST_IMAGES - len(named)])
    images = (*named, *(image for image in others if image.content not in held))
    text = " ".join(reading.words)
    words = len(text.split())
    return Page(
        title=" ".join(reading.title.split())[:200],
        text=text,
        links=tuple(dict.fromkeys(reading.links)),
        images=images,
        drawn_by_script=words < _FEW_WORDS and len(images) <= _FEW_PICTURES,
        wants_password=reading.asks_password and words < _LOGIN_WORDS,
        frames_absent=absent,
    )


def _image(found: FoundImage, find: Find) -> PageImage:
    held = ((place, content) for place, source in enumerate(found.sources) if (content := _got(source, find)))
    place, content = next(held, (0, b""))
    later = found.later and not (place == 0 and content)  # the first is what the script would have loaded
    shown = "картинка внутри страницы" if found.sources[0].startswith("data:") else found.sources[0][:_SHOWN]
    return PageImage(shown, content, found.caption[:200], found.link, later, found.place)


def _got(source: str, find: Find) -> bytes:
    return _inline(source) or find(source)


def _inline(source: str) -> bytes:
    """Return the bytes of a «data:» address."""
    if not source.startswith("data:") or len(source) > 2 * LARGEST_IMAGE:
        return b""
    head, _, data = source.partition(",")
    if not head.endswith(";base64"):
        return unquote_to_bytes(data)
    try:
        return base64.b64decode(unquote(data), validate=False)
    except (binascii.Error, ValueError):
        return b""


def _beside(folder: Path, source: str) -> bytes:
    """Return a picture saved beside the page; nothing outside of the page's own folder is ever read."""
    parts = urlsplit(source)
    if parts.scheme not in {"", "file"} or parts.netloc:
        return b""
    try:
        root = folder.resolve()
        place = (root / unquote(parts.path).lstrip("/")).resolve()
        if root not in place.parents or not place.is_file() or place.stat().st_size > LARGEST_IMAGE:
            return b""
        return place.read_bytes()
    except (OSError, ValueError):  # a name no file system has
        return b""


def _saved_with(path: Path) -> tuple[list[FoundImage], str]:
    """Return the pictures and the style sheets in the folder a browser makes: «page_files», «page.files»."""
    pictures: list[FoundImage] = []
    sheets: list[str] = []
    for name in _files_with(path):
        if name.suffix.lower() in _PICTURES:
            pictures.append(_aside(f"{name.parent.name}/{quote(name.name)}"))
        elif name.suffix.lower() == ".css" and name.stat().st_size <= MOST_SHEET:
            inside = partial(_in_folder, quote(name.parent.name))
            sheets.append(rebased(decode(name.read_bytes()), inside))
    return pictures, "\n".join(sheets)[:MOST_SHEET]


def _files_with(path: Path) -> Iterator[Path]:
    for end in _FOLDERS:
        folder = path.with_name(f"{path.stem}{end}")
        if not folder.is_symlink() and folder.is_dir():
            yield from (name for name in sorted(folder.iterdir())[:_MOST_FILES] if _is_own_file(name))


def _is_own_file(name: Path) -> bool:
    """Tell a file that lies in the folder from a link that leads out of it."""
    return name.is_file() and not name.is_symlink()


def _in_folder(folder: str, url: str) -> str:
    """Return where a browser put what a style sheet names: beside the sheet, under its own name."""
    return url if url.startswith("data:") else f"{folder}/{urlsplit(url).path.rpartition('/')[2]}"


def _aside(source: str) -> FoundImage:
    return FoundImage((source,), "", "", place=Place.ASIDE)


def _is_mhtml(content: bytes) -> bool:
    head = content[:20_000].lstrip()
    return bool(_MHTML.match(head)) and b"content-type: multipart/" in head.lower()


def _read_mhtml(content: bytes) -> Page:
    message = email.message_from_bytes(content, policy=email.policy.compat32)
    html, base, charset = b"", "", ""
    held: dict[str, bytes] = {}
    beside: list[FoundImage] = []
    sheets: list[str] = []
    for number, part in enumerate(message.walk()):
        if number > 10 * MOST_IMAGES or part.is_multipart():
            continue
        payload = part.get_payload(decode=True)
        if not isinstance(payload, bytes):
            continue
        place = str(part.get("Content-Location", "")).strip().replace("\\", "/")  # Internet Explorer's
        is_page = part.get_content_type() in {"text/html", "application/xhtml+xml"}
        if is_page and not html:
            html, base, charset = payload, place, part.get_content_charset() or ""
        elif is_page or (part.get_content_maintype() == "image" and len(payload) <= LARGEST_IMAGE):
            held[place] = payload
            held[f"cid:{str(part.get('Content-ID', '')).strip('<> ')}"] = payload
            beside += [] if is_page else [_aside(place)]
        elif part.get_content_type() == "text/css":
            sheets.append(rebased(decode(payload, part.get_content_charset() or ""), partial(_joined, place)))
    if not html:
        raise AppError("В этом файле нет страницы.", hint="Сохраните страницу в браузере ещё раз: Ctrl+S.")
    reading = read_html(decode(html, charset), "\n".join(sheets))
    whole = reading.base or base
    return page_of(reading, lambda source: _inside(held, source, whole), beside)


def _inside(held: Mapping[str, bytes], source: str, base: str) -> bytes:
    return held.get(source) or held.get(_joined(base, source)) or b""


def _joined(base: str, source: str) -> str:
    try:
        return urljoin(base, source)
    except ValueError:
        return source
