"""Workbooks as archives: names that lead out, links, bombs, parts twice, parts without number."""

from __future__ import annotations

import io
import random
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from desktop_app.bootstrap import new_file
from desktop_app.bootstrap import opened as opened_file
from desktop_app.services.container import Services
from desktop_app.services.school.types import ClassDraft
from tests.faults.hostile.family import Family, Trial, chance_of, damaged
from tests.faults.imports.mutants import take_in, whole_tables
from tests.services.conftest import FrozenClock

NAMES = (
    "../{0}", "../../{0}", "/{1}/{0}", "{1}/{0}", "..\\{0}", "C:\\{0}", "\\\\host\\share\\{0}",
    "xl/../../{0}",
    "xl/worksheets/../../../{0}", "a\x00{0}", "a" * 60_000, "xl/worksheets/sheet1.xml/", "~/{0}", "CON",
)  # fmt: skip
"""{0} is the name of a file, {1} the guarded folder."""


def parts_of(book: bytes) -> dict[str, bytes]:
    """Return a workbook's parts by their names."""
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        return {name: package.read(name) for name in package.namelist()}


def packed(parts: list[tuple[zipfile.ZipInfo | str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack parts, some perhaps twice."""
    out = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(
            out, "w", method, compresslevel=9 if method == zipfile.ZIP_DEFLATED else None
        ) as package:
            for name, body in parts:
                package.writestr(name, body)
    return out.getvalue()


def link(name: str, target: str) -> tuple[zipfile.ZipInfo, bytes]:
    """Return a symbolic link as an archive holds one."""
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    return info, target.encode()


def bomb(parts: dict[str, bytes], chance: random.Random) -> list[tuple[zipfile.ZipInfo | str, bytes]]:
    """Let one part, or many, unpack without end."""
    name = chance.choice(list(parts))
    if chance.random() < 0.5:
        blanks = b" " * chance.choice((2**23, 2**26, 70 * 2**20))
        body = parts[name]
        end = body.rfind(b"<") if chance.random() < 0.5 else len(body)
        return [
            *((each, part) for each, part in parts.items() if each != name),
            (name, body[:end] + blanks + body[end:]),
        ]
    blank = bytes(2**20)  # one for all: the campaign's own memory is counted as the program's
    many = [(f"xl/media/{number}", blank) for number in range(chance.choice((50, 450)))]
    return [*parts.items(), *many]


def lie(book: bytes, chance: random.Random) -> bytes:
    """Let the archive's list of parts claim other sizes and places than the parts have."""
    raw = bytearray(book)
    start = raw.find(b"PK\x01\x02")
    while start >= 0:
        if chance.random() < 0.5:
            field = start + chance.choice((16, 20, 24, 28, 42))
            struct.pack_into("<I", raw, field, chance.choice((0, 1, 2**31, 2**32 - 1, 65_535)))
        start = raw.find(b"PK\x01\x02", start + 4)
    return bytes(raw)


def made(book: bytes, seed: int, guarded: Path) -> bytes:
    """Return the archive of this number."""
    chance = chance_of(seed, "archives")
    parts = parts_of(book)
    kind = seed % 6
    if kind == 0:
        chosen = chance.sample(NAMES, 5)
        extra = [(name.format("outside.xml", guarded), b"<x/>") for name in chosen]
        return packed([*parts.items(), *extra])
    if kind == 1:
        name = chance.choice(list(parts))
        kept = [(each, body) for each, body in parts.items() if each != name]
        return packed(
            [*kept, link(name, chance.choice((str(guarded / "secret"), "../../secret", name, "/etc/passwd")))]
        )
    if kind == 2:
        return packed(bomb(parts, chance))
    if kind == 3:
        return lie(book, chance)
    if kind == 4:
        twice = [(name, damaged(body, chance)) for name, body in parts.items() if chance.random() < 0.3]
        nested = [("xl/worksheets/sheet2.xml", book), ("xl/embeddings/a.zip", packed([("b.zip", book)]))]
        return packed(
            [*parts.items(), *twice, *nested],
            chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_LZMA, zipfile.ZIP_BZIP2)),
        )
    many = [(f"xl/worksheets/sheet{number}.xml", b"") for number in range(chance.choice((1_000, 2_500)))]
    return packed([*parts.items(), *many])


@contextmanager
def opened(folder: Path) -> Iterator[Trial]:
    """Take every archive in as a log; the guarded folder and the school's stay as they are."""
    guarded, home = folder / "guarded", folder / "home"
    guarded.mkdir()
    home.mkdir()
    (guarded / "secret").write_bytes(b"PK secret")
    file = home / "school.otklik"
    clock = FrozenClock(date(2024, 6, 28))
    new_file(file, _school, clock=clock)
    book = whole_tables()[0]
    with opened_file(file, clock=clock) as services:

        def trial(seed: int) -> Callable[[], str]:
            content = made(book, seed, guarded)
            return lambda: tried(seed, content)

        def tried(seed: int, content: bytes) -> str:
            end = take_in(services, content)
            assert [path.name for path in guarded.iterdir()] == ["secret"], seed
            return end

        yield trial


def _school(services: Services) -> None:
    for name in ("5А", "5Б"):
        services.school.save_class(ClassDraft(name=name, pupils=25, parents=40))


ARCHIVES = Family("archives", 60, opened)
