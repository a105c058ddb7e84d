"""A verified copy of a 50 MB file and its restoration, beside a plain copy of the same bytes with a flush.

Run ``python benchmarks/backup.py [megabytes] [rounds]`` with the project's environment.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from desktop_app.models.schema import create_file
from desktop_app.services.copies.making import make_copy
from desktop_app.services.copies.restoring import restore
from desktop_app.services.copies.verify import verify_copy

GOAL = 2.0
PICTURE = 300_000
NOW = datetime(2024, 6, 5, 9, 30, tzinfo=UTC)


def main() -> None:
    """Measure the three in turn and print medians of wall seconds."""
    megabytes, rounds = (int(text) for text in (*sys.argv[1:], *("50", "5")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory(prefix="otklik-backup-") as name:
        file, copies = Path(name) / "school.otklik", Path(name) / "copies"
        fill(file, megabytes * 1_000_000)
        kinds: dict[str, Callable[[], object]] = {
            "plain copy, flushed": lambda: plain_copy(file, Path(name) / "plain"),
            "verified copy": lambda: make_copy(file, copies, now=NOW),
            "verifying a copy": lambda: verify_copy(next(copies.glob("*.otklik-copy"))),
            "restoration, nothing there": lambda: put_back(copies, Path(name) / "new.otklik"),
        }
        first = seconds(kinds["verified copy"])
        taken: dict[str, list[float]] = {kind: [] for kind in kinds}
        for _ in range(rounds):
            for kind, work in kinds.items():
                taken[kind].append(seconds(work))
        print(f"{file.stat().st_size / 1e6:.1f} MB, median of {rounds}, wall seconds (goal of a copy {GOAL})")
        for kind, values in taken.items():
            print(f"{kind:<28}{median(values):>8.3f}{max(values):>10.3f} worst")
        print(f"{'verified copy, the first':<28}{first:>8.3f}")


def fill(path: Path, size: int) -> None:
    """Make a data file with pictures of random bytes until it has ``size`` bytes."""
    create_file(path)
    with closing(sqlite3.connect(path)) as raw:
        for number in range(1, size // PICTURE + 1):
            picture = os.urandom(PICTURE)
            sha256 = hashlib.sha256(picture).hexdigest()
            row = (number, sha256, f"{number}.jpg", "image/jpeg", len(picture), NOW.isoformat())
            raw.execute(
                "INSERT INTO attachments (id, sha256, name, media_type, size, added_at) VALUES (?,?,?,?,?,?)",
                row,
            )
            raw.execute("INSERT INTO attachment_blobs VALUES (?, ?)", (number, picture))
        raw.commit()


def plain_copy(source: Path, target: Path) -> None:
    """Copy the bytes and wait for the disk, without looking at them."""
    with source.open("rb") as file, target.open("wb") as out:
        while block := file.read(1 << 20):
            out.write(block)
        out.flush()
        os.fsync(out.fileno())


def put_back(copies: Path, target: Path) -> None:
    """Restore the first copy where there is no file."""
    target.unlink(missing_ok=True)
    restore(min(copies.glob("*.otklik-copy")), target, now=NOW)


def seconds(work: Callable[[], object]) -> float:
    """Return the wall seconds of one run."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
