"""Damage a copy in every way a disk or a hand can, and see it refused.

``python -m tests.faults.copies.mutants 500`` counts 500 of them.
"""

from __future__ import annotations

import random
import shutil
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from desktop_app.models.schema import create_file
from desktop_app.services.copies.making import make_copy
from desktop_app.services.copies.restoring import restore
from desktop_app.services.copies.verify import verify_copy
from desktop_app.services.errors import AppError
from tests.services.copies.content import NOW, write_papers


def flip_bit(raw: bytearray, chance: random.Random) -> None:
    raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)


def cut(raw: bytearray, chance: random.Random) -> None:
    del raw[chance.randrange(len(raw)) :]


def grow(raw: bytearray, chance: random.Random) -> None:
    raw += chance.randbytes(chance.randint(1, 5000))


def blank_page(raw: bytearray, chance: random.Random) -> None:
    start = 4096 * chance.randrange(len(raw) // 4096)
    raw[start : start + 4096] = bytes(4096)


def swap_pages(raw: bytearray, chance: random.Random) -> None:
    one, two = (4096 * page for page in chance.sample(range(len(raw) // 4096), 2))
    raw[one : one + 4096], raw[two : two + 4096] = raw[two : two + 4096], raw[one : one + 4096]


def overwrite(raw: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(raw) - 64)
    raw[start : start + 64] = chance.randbytes(64)


def drop_middle(raw: bytearray, chance: random.Random) -> None:
    start = chance.randrange(len(raw) - 512)
    del raw[start : start + 512]


KINDS: tuple[Callable[[bytearray, random.Random], None], ...] = (
    flip_bit,
    cut,
    grow,
    blank_page,
    swap_pages,
    overwrite,
    drop_middle,
)


def mutant(raw: bytes, seed: int) -> bytes:
    """Return other bytes than ``raw``, the same ones for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - damage, not a secret
    damaged = bytearray(raw)
    while bytes(damaged) == raw:
        KINDS[seed % len(KINDS)](damaged, chance)
    return bytes(damaged)


def refused(copy: Path, folder: Path, target: Path, seeds: range) -> int:
    """Put mutants of ``copy`` into ``folder``, each beside the true manifest; return how many were refused.

    Refused is: found by ``verify_copy``, not restored, and ``target`` has every byte it had.
    """
    victim = folder / copy.name
    shutil.copyfile(copy.with_name(copy.name + ".json"), victim.with_name(victim.name + ".json"))
    whole, before = copy.read_bytes(), target.read_bytes()
    count = 0
    for seed in seeds:
        victim.write_bytes(mutant(whole, seed))
        found = verify_copy(victim)
        try:
            restore(victim, target, now=NOW)
        except AppError as error:
            count += bool(found) and "не прошла проверку" in str(error) and target.read_bytes() == before
    victim.write_bytes(whole)
    assert verify_copy(victim) == (), "a whole copy is refused: the count says nothing"
    return count


def main(arguments: list[str]) -> None:
    rounds = int(arguments[0]) if arguments else 500
    with tempfile.TemporaryDirectory(prefix="otklik-mutants-") as name:
        file, stick = Path(name) / "school.otklik", Path(name) / "stick"
        stick.mkdir()
        create_file(file)
        write_papers(file)
        copy = make_copy(file, Path(name) / "copies", now=NOW).path
        count = refused(copy, stick, file, range(rounds))
    sys.stdout.write(f"{rounds} damaged copies, {count} refused\n")
    if count != rounds:
        raise SystemExit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
