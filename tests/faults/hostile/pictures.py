"""Pictures: damaged, far too large, lying about their size, carrying what nobody may keep."""

from __future__ import annotations

import io
import random
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image

from desktop_app.services.attachments.apart import hide, picture_size, prepare_logo
from desktop_app.services.attachments.blur import Area
from desktop_app.services.attachments.pictures import WIDEST
from desktop_app.services.attachments.service import prepare
from desktop_app.services.attachments.types import NewFile
from desktop_app.services.errors import AppError
from tests.faults.hostile.family import LAPS, Family, Trial, chance_of, damaged

FORMS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF", "ICO", "TGA", "PPM")
SECRET = b"Camera of Canary"
GPS = b"\x00\x00\x00\x37\x00\x00\x00\x01"


def picture(form: str, chance: random.Random) -> bytes:
    """Return a small drawing with a camera's data and a place on the earth."""
    image = Image.radial_gradient("L").resize((chance.randint(60, 400), chance.randint(40, 300)))
    mode = (
        chance.choice(("RGB", "L", "RGB")) if form in {"JPEG", "WEBP", "BMP"} else chance.choice(("RGB", "P"))
    )
    exif = Image.Exif()
    exif[271] = SECRET.decode()
    exif[306] = "2024:06:03 10:00:00"
    exif[274] = chance.randint(1, 8)
    exif.get_ifd(0x8825)[2] = (55.0, 45.0, 7.0)
    out = io.BytesIO()
    kept = {"exif": exif} if form in {"PNG", "JPEG", "WEBP", "TIFF"} else {}
    image.convert("RGB" if form in {"PPM", "TGA"} else mode).save(out, form, **kept)
    return out.getvalue()


def chunk(name: bytes, body: bytes) -> bytes:
    """Return a part of a PNG file."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width: int, height: int, depth: int, colour: int, rows: bytes, *more: bytes) -> bytes:
    """Return a PNG that claims this size, whatever its rows hold."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + b"".join(more)
        + chunk(b"IDAT", zlib.compress(rows, 9))
        + chunk(b"IEND", b"")
    )


def monster(chance: random.Random) -> bytes:  # noqa: PLR0911 - a list of monsters
    """Return a picture that claims or unpacks to more than anybody may show."""
    kind = chance.randrange(8)
    if kind == 0:
        return png(
            chance.choice((2**31 - 1, 60_000)), chance.choice((2**31 - 1, 60_000)), 8, 6, b"\x00" * 100
        )
    if kind == 1:
        side = chance.choice((6_000, 6_324))
        return png(side, side, 1, 0, bytes((side // 8 + 1) * side))
    if kind == 2:  # a text part that unpacks without end
        text = b"Comment\x00\x00" + zlib.compress(b"a" * chance.choice((2**22, 2**26)), 9)
        return png(10, 10, 8, 0, bytes(110), *[chunk(b"zTXt", text)] * chance.choice((1, 30)))
    if kind == 3:
        return png(0, chance.choice((0, 10)), 8, 2, b"")
    if kind == 4:
        return b"BM" + struct.pack(
            "<IHHIIiiHHIIiiII", 54, 0, 0, 54, 40, 30_000, -30_000, 1, 32, 0, 0, 0, 0, 0, 0
        )
    if kind == 5:
        return b"\xff\xd8" + (b"\xff\xe1\xff\xff" + b"Exif\x00\x00" + b"\x00" * 65_527) * chance.choice(
            (1, 40)
        )
    if kind == 6:
        return b"RIFF\xff\xff\xff\x7fWEBPVP8L\xff\xff\xff\x7f\x2f\xff\xff\xff\xff" + chance.randbytes(200)
    return png(chance.choice((1, 40_000_000)), 1, 16, 6, bytes(2**20))


def made(seed: int) -> bytes:
    """Return the picture of this number."""
    chance = chance_of(seed, "pictures")
    kind = seed % 5
    if kind == 4:
        return monster(chance)
    content = picture(FORMS[seed // 5 % len(FORMS)], chance)
    return content if kind == 3 else damaged(content, chance)


@contextmanager
def opened(_folder: Path) -> Iterator[Trial]:
    """Give every picture to the way a proof, an emblem or an official banner goes."""

    def trial(seed: int) -> Callable[[], str]:
        content = made(seed)
        return lambda: tried(seed, content)

    def tried(seed: int, content: bytes) -> str:
        file = NewFile(name=f"../../{seed}.png", content=content)
        try:
            if seed % 7 == 3:
                hidden = hide(file, [Area(0.1, 0.1, 0.5, 0.5)])
                LAPS.lap()
                kept = prepare(hidden).content
            elif seed % 7 == 5:
                kept = prepare_logo(file).content
                LAPS.lap()
                picture_size(content)
            else:
                kept = prepare(file).content
        except AppError as error:
            return "stopped" if "долго" in error.message else "refused"
        assert kept.startswith(b"\xff\xd8"), seed
        assert SECRET not in kept, seed
        assert b"Exif" not in kept, seed
        with Image.open(io.BytesIO(kept)) as shown:
            assert shown.width <= WIDEST, seed
            shown.load()
        return "kept as JPEG"

    yield trial


PICTURES = Family("pictures", 160, opened)
