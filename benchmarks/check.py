"""The check at start-up on a file with many letters, beside the whole check of the same file.

Run ``python benchmarks/check.py [letters] [rounds]`` with the project's environment.
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
from desktop_app.services.integrity import check_file, quick_problems
from desktop_app.services.letters.chain import GENESIS, entry_hash, text_hash

GOAL = 1.0
PDF = 25_000
"""Bytes of one page as the program prints it."""
TEXT = "О принятых мерах. " * 120
MOMENT = datetime(2024, 6, 5, 9, 30, tzinfo=UTC).isoformat()


def main() -> None:
    """Measure both checks and print medians of wall seconds."""
    letters, rounds = (int(text) for text in (*sys.argv[1:], *("10000", "5")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory(prefix="otklik-check-") as name:
        path = Path(name) / "school.otklik"
        fill(path, letters)
        print(f"{letters} letters, {path.stat().st_size / 1e6:.0f} MB, median of {rounds}, wall seconds")
        first, second = seconds(lambda: quick_problems(path)), seconds(lambda: check_file(path))
        print(
            f"{'at start-up (goal ' + str(GOAL) + ')':<28}{median_of(rounds, quick_problems, path):>8.3f}",
            end="",
        )
        print(f"{first:>10.3f} the first")
        print(f"{'everything':<28}{second:>8.3f}")


def median_of(rounds: int, check: Callable[[Path], tuple[str, ...]], path: Path) -> float:
    """Return the median time of a check that finds nothing."""
    taken = []
    for _ in range(rounds):
        begun = time.perf_counter()
        problems = check(path)
        taken.append(time.perf_counter() - begun)
        if problems:
            raise SystemExit(problems[0])
    return median(taken)


def fill(path: Path, letters: int) -> None:
    """Make a file with so many registered letters, each with its page, row and text."""
    create_file(path)
    previous = GENESIS
    with closing(sqlite3.connect(path)) as raw:
        for number in range(1, letters + 1):
            pdf = os.urandom(PDF)
            digest = hashlib.sha256(pdf).hexdigest()
            entry = {
                "seq": number,
                "event": "registered",
                "letter_id": number,
                "number": str(number),
                "dated": "2024-06-05",
                "kind": "confirmation",
                "addressee": "Начальнику управления образования",
                "subject": "Об исполнении письма",
                "sheets": 1,
                "pdf_sha256": digest,
                "text_sha256": text_hash(f"{number} {TEXT}"),
                "reason": "",
                "recorded_at": MOMENT,
                "previous_hash": previous,
            }
            entry["entry_hash"] = previous = entry_hash(entry)
            raw.execute(
                "INSERT INTO attachments (id, sha256, name, media_type, size, added_at) VALUES (?,?,?,?,?,?)",
                (number, digest, f"{number}.pdf", "application/pdf", PDF, MOMENT),
            )
            raw.execute("INSERT INTO attachment_blobs VALUES (?, ?)", (number, pdf))
            raw.execute(
                "INSERT INTO letters (kind, series, state, profile, year, dated, sheets, id, number, pdf_id,"
                " created_at, addressee, subject, text, sha256)"
                " VALUES ('confirmation', 'outgoing', 'registered', '2025', 2024, '2024-06-05', 1,"
                " ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(number, str(number), number, MOMENT, entry["addressee"], entry["subject"]),
                    *(f"{number} {TEXT}", digest),
                ),
            )
            marks = ", ".join("?" * len(entry))
            insert = f"INSERT INTO register_entries ({', '.join(entry)}) VALUES ({marks})"  # noqa: S608 - names from this file
            raw.execute(insert, tuple(entry.values()))
        raw.commit()


def seconds(work: Callable[[], object]) -> float:
    """Return the wall seconds of one run."""
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


if __name__ == "__main__":
    main()
