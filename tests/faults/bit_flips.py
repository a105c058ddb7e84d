"""Flip one bit of a file, anywhere, and see it found whenever it changes anything the program can show.

``python -m tests.faults.bit_flips 1000`` flips bits until 1,000 of them changed something, and prints what it
counted.

Shown is every column of every table, stored bytes included, but the change history, which is compared with
it. A flip in free space, in an old image nobody can go back to, or one SQLite itself ignores, changes nothing
that is shown.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path

from desktop_app.models.tables import metadata
from desktop_app.services.integrity import check_file
from tests.faults.deeds import scratch
from tests.faults.histories import make_base, make_history

DEEDS = 60
HISTORY = {"changes", "change_groups"}


def shown(path: Path) -> str:
    """Return a hash of everything the file shows; another one each time when it cannot be read."""
    digest = hashlib.sha256()
    tables = sorted({"alembic_version", *metadata.tables} - HISTORY)
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as raw:
            raw.text_factory = bytes
            for table in tables:
                digest.update(repr((table, raw.execute(f"SELECT * FROM {table}").fetchall())).encode())  # noqa: S608
    except (sqlite3.Error, UnicodeDecodeError):  # of a column's name, or of the message about it
        return "unreadable"
    return digest.hexdigest()


def campaign(flips: int, seed: int) -> Counter[str]:
    """Flip until ``flips`` changed something shown; raises ``AssertionError`` for one nobody found."""
    chance = random.Random(seed)  # noqa: S311 - places of damage, not secrets
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="otklik-flips-", dir=scratch()) as name:
        true = make_history(make_base(Path(name)), Path(name) / "true.otklik", seed, DEEDS).path
        whole, before = true.read_bytes(), shown(true)
        flipped = Path(name) / "flipped.otklik"
        shutil.copyfile(true, flipped)
        assert check_file(flipped) == ()
        while counts["shown"] < flips:
            place, bit = chance.randrange(len(whole)), chance.randrange(8)
            damaged = bytearray(whole)
            damaged[place] ^= 1 << bit
            flipped.write_bytes(damaged)
            visible, found = shown(flipped) != before, bool(check_file(flipped))
            assert found or not visible, f"bit {bit} of byte {place} changes what is shown and is not found"
            counts["shown"] += visible
            counts["found though not shown"] += found and not visible
            counts["flipped"] += 1
    return counts


def main(arguments: list[str]) -> None:
    flips = int(arguments[0]) if arguments else 1000
    seed = int(arguments[1]) if len(arguments) > 1 else random.SystemRandom().randrange(1 << 30)
    counts = campaign(flips, seed)
    sys.stdout.write(
        f"{counts['flipped']} bits flipped, {counts['shown']} changed something shown, all found;"
        f" {counts['found though not shown']} of the others found as well (seed {seed})\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
