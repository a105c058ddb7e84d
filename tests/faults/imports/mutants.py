"""Damage tables in every way a disk, a hand or an enemy can, and see that nothing comes in by halves."""

from __future__ import annotations

import io
import random
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from desktop_app.bootstrap import new_file, opened
from desktop_app.services.container import Services
from desktop_app.services.errors import AppError
from desktop_app.services.exchange.sheets import outreach_sheet
from desktop_app.services.exchange.writing import as_csv, as_xlsx
from desktop_app.services.outreach.types import OutreachForm, OutreachRow
from desktop_app.services.school.types import ClassDraft
from tests.services.conftest import FrozenClock

SLOWEST = 10.0
"""Seconds one table may take from bytes to a sentence."""

Damage = Callable[[bytes, random.Random], bytes]


def flip_bytes(raw: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(raw)
    for _ in range(chance.randint(1, 8)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def cut(raw: bytes, chance: random.Random) -> bytes:
    return raw[: chance.randrange(1, len(raw))]


def drop_middle(raw: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(raw))
    return raw[:start] + raw[start + chance.randint(1, 400) :]


def repeat_middle(raw: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(raw))
    part = raw[start : start + chance.randint(1, 200)]
    return raw[:start] + part * chance.randint(2, 2000) + raw[start:]


def strange_numbers(raw: bytes, chance: random.Random) -> bytes:
    """Put numbers no sheet has where numbers are."""
    places = [place for place, sign in enumerate(raw) if 48 <= sign <= 57]
    if not places:
        return flip_bytes(raw, chance)
    place = chance.choice(places)
    other = chance.choice((b"-1", b"99999999999999999999", b"1e309", b"NaN", b"1048577", b"0.5", b""))
    return raw[:place] + other + raw[place + 1 :]


def bad_signs(raw: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(raw))
    signs = (b'"', b"\x00", b";;;;", b"\t", b"\xff\xfe", b"<", b"&lol;", b"=cmd|x", b"\r\r\n", b"]]>")
    return raw[:place] + chance.choice(signs) * chance.randint(1, 30) + raw[place:]


TEXT_DAMAGE: tuple[Damage, ...] = (
    flip_bytes,
    cut,
    drop_middle,
    repeat_middle,
    strange_numbers,
    bad_signs,
)


def in_a_part(damage: Damage) -> Damage:
    """Damage one part of a workbook and pack it again, so that the package itself is whole."""

    def damaged(raw: bytes, chance: random.Random) -> bytes:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            parts = {name: package.read(name) for name in package.namelist()}
        name = chance.choice([*parts, "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"])
        if parts.get(name):
            parts[name] = damage(parts[name], chance)
        return _packed(parts)

    return damaged


def without_a_part(raw: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    del parts[chance.choice(list(parts))]
    return _packed(parts)


def bomb(raw: bytes, chance: random.Random) -> bytes:
    """Let one part unpack to a great many blanks."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = chance.choice(list(parts))
    parts[name] += b" " * chance.choice((2**20, 2**23, 2**26))
    return _packed(parts)


def entities(raw: bytes, chance: random.Random) -> bytes:
    """Define a word that grows without end."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    name = chance.choice([each for each in parts if each.endswith((".xml", ".rels"))])
    words = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    head = f'<!DOCTYPE x [<!ENTITY a0 "lol">{words}]>'.encode()
    body = parts[name]
    end = body.find(b"?>") + 2 if body.startswith(b"<?xml") else 0
    parts[name] = body[:end] + head + body[end:]
    return _packed(parts)


def many_rows(raw: bytes, chance: random.Random) -> bytes:
    """Number a row so that a million blank ones stand before it, or make each cell a row's last."""
    with zipfile.ZipFile(io.BytesIO(raw)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    number = chance.choice((b"1048576", b"900000", b"99999999999", b"-5", b"0"))
    sheet = parts["xl/worksheets/sheet1.xml"]
    parts["xl/worksheets/sheet1.xml"] = sheet.replace(b'<row r="4"', b'<row r="' + number + b'"')
    return _packed(parts)


BOOK_DAMAGE: tuple[Damage, ...] = (
    flip_bytes,
    cut,
    drop_middle,
    *(in_a_part(damage) for damage in TEXT_DAMAGE),
    in_a_part(strange_numbers),
    in_a_part(strange_numbers),
    without_a_part,
    bomb,
    entities,
    many_rows,
)


def _packed(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, body in parts.items():
            package.writestr(name, body)
    return out.getvalue()


def whole_tables() -> tuple[bytes, ...]:
    """Return a log of forty events as XLSX, and as CSV in every encoding."""
    rows = [
        OutreachRow(
            id=number,
            held_on=date(2024, 5, 1 + number % 28),
            form=list(OutreachForm)[number % len(OutreachForm)],
            topic=f"Проект «Заступник», встреча {number}",
            classes=("5А", "5А, 5Б", "вся школа")[number % 3],
            parents=number,
            unique_parents=number // 2 if number % 2 else None,
            responsible="Абрамова Л. К.",
            proof="+7 протокол" if number % 5 else "=СУММ(А1)",
        )
        for number in range(1, 41)
    ]
    sheet = outreach_sheet(rows)
    text = as_csv(sheet).decode("utf-8-sig")
    encodings = ("utf-8", "utf-16", "cp1251", "cp866", "koi8-r")
    russian = text.replace("«", '""').replace("»", '""').replace('""', "'")
    return as_xlsx(sheet), *(russian.encode(encoding) for encoding in encodings)


def mutant(tables: tuple[bytes, ...], seed: int) -> bytes:
    """Return a damaged table, the same one for the same seed; two of three are workbooks."""
    chance = random.Random(seed)  # noqa: S311 - damage, not a secret
    if seed % 3:
        return BOOK_DAMAGE[seed // 3 % len(BOOK_DAMAGE)](tables[0], chance)
    return TEXT_DAMAGE[seed // 3 % len(TEXT_DAMAGE)](chance.choice(tables[1:]), chance)


@dataclass
class Score:
    """How the mutants ended; anything unexpected raises before it is counted."""

    ends: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0


def try_mutants(folder: Path, seeds: range) -> Score:
    """Take every mutant in, as the window would; each is refused, or comes in whole."""
    file = folder / "school.otklik"
    clock = FrozenClock(date(2024, 6, 28))
    new_file(file, _school, clock=clock)
    tables, score = whole_tables(), Score()
    with opened(file, clock=clock) as services:
        for seed in seeds:
            begun = time.perf_counter()
            end = take_in(services, mutant(tables, seed))
            took = time.perf_counter() - begun
            score.slowest = max(score.slowest, took)
            score.ends[end] += 1
            assert took < SLOWEST, (seed, took)
    return score


def take_in(services: Services, content: bytes) -> str:
    """Read, look through and store one table; return how it ended."""
    before = len(services.outreach.list())
    try:
        plan = services.exchange.plan(services.exchange.read_bytes(content, "log"))
    except AppError:
        return "refused"
    if not plan.ready:
        try:
            services.exchange.store(plan)
        except AppError:
            assert len(services.outreach.list()) == before
            return "errors shown" if plan.errors else "asked about"
        raise AssertionError("stored what was not ready")
    services.exchange.store(plan)
    assert len(services.outreach.list()) == before + len(plan.drafts)
    services.history.undo()
    assert len(services.outreach.list()) == before
    return "came in whole"


def _school(services: Services) -> None:
    for name in ("5А", "5Б"):
        services.school.save_class(ClassDraft(name=name, pupils=25, parents=40))
