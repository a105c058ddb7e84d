"""What a password costs: the same file plain and encrypted, opened, saved, read, copied, checked, in turn.

Run ``python benchmarks/encryption.py [rounds] [megabytes]`` with the project's environment. CPU seconds of
this process, medians; the ratio is encrypted to plain. Waiting for the disk is in neither.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from statistics import median

from backup import fill

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sqlalchemy import text

from desktop_app.models import keys
from desktop_app.models.connection import connect
from desktop_app.models.database import Database
from desktop_app.services.clock import SystemClock
from desktop_app.services.copies.making import make_copy
from desktop_app.services.integrity import check_file, quick_problems
from desktop_app.services.protection.rekeying import rekey
from desktop_app.services.store import Store

NOW = datetime(2024, 6, 5, 9, 30, tzinfo=UTC)
PASSWORD = "четыре слова подряд"  # noqa: S105 - of a sample
ENTRIES = 20_000
AT_ONCE = 50

_numbers = count(1)


def main() -> None:
    """Measure both files in turn and print medians and ratios."""
    rounds, megabytes = (int(each) for each in (*sys.argv[1:], *("7", "20")[len(sys.argv) - 1 :]))
    with tempfile.TemporaryDirectory(prefix="otklik-encryption-") as name:
        plain, closed = Path(name) / "plain.otklik", Path(name) / "closed.otklik"
        for path in (plain, closed):
            fill(path, megabytes * 1_000_000)
            add_entries(path)
        key = keys.derive(PASSWORD, keys.new_salt())
        rekey(closed, key, now=NOW)
        kinds: dict[str, Callable[[Path], object]] = {
            "open and read one row": first_row,
            f"{AT_ONCE} changes saved": save,
            f"{AT_ONCE} rows by key": point_queries,
            f"search in {ENTRIES} rows": scan,
            "verified copy": lambda path: make_copy(path, Path(name) / path.stem, now=NOW),
            "quick check": quick_problems,
            "whole check": check_file,
        }
        heading = f"{plain.stat().st_size / 1e6:.1f} MB, median of {rounds}, CPU ms"
        print(f"{heading:<40}{'plain':>9}{'encrypted':>11}{'ratio':>8}")
        for title, work in kinds.items():
            taken: dict[Path, list[float]] = {plain: [], closed: []}
            for _ in range(rounds):
                for path, times in taken.items():
                    times.append(cpu_seconds(lambda path=path: work(path)))  # noqa: B023 - called at once
            mine, other = median(taken[closed]), median(taken[plain])
            ratio = median(one / two for one, two in zip(taken[closed], taken[plain], strict=True))
            print(f"{title:<40}{other * 1000:>9.1f}{mine * 1000:>11.1f}{ratio:>7.2f}×")
        password = median(cpu_seconds(lambda: keys.derive(PASSWORD, key.salt)) for _ in range(rounds))
        print(f"{'the key out of a password, once':<40}{'':>9}{password * 1000:>11.1f}")
        change = cpu_seconds(lambda: rekey(closed, keys.Key(keys.new_salt(), bytes(32)), now=NOW))
        print(f"{'the password changed, whole':<40}{'':>9}{change * 1000:>11.1f}")


def add_entries(path: Path) -> None:
    """Add a log of outreach long enough to be searched."""
    with closing(connect(path)) as raw:
        raw.execute("BEGIN")
        raw.executemany(
            "INSERT INTO outreach_entries (id, held_on, form, topic, note)"
            " VALUES (?, '2024-06-03', 'class_hour', ?, '')",
            ((number, f"Беседа о безопасности {number}") for number in range(1, ENTRIES + 1)),
        )
        raw.execute("COMMIT")


def first_row(path: Path) -> None:
    """Open the file as the program does and read something."""
    database = Database(path)
    with database.session() as session:
        session.execute(text("SELECT count(*) FROM school")).all()
    database.close()


def save(path: Path) -> None:
    """Commit small changes one by one."""
    database = Database(path)
    store = Store(database, SystemClock())
    for _ in range(AT_ONCE):
        with store.write_unrecorded() as session:
            session.execute(
                text("UPDATE outreach_entries SET note = :note WHERE id = 7"), {"note": str(next(_numbers))}
            )
    database.close()


def point_queries(path: Path) -> None:
    """Read rows by their keys from a cold connection."""
    with closing(connect(path, read_only=True)) as raw:
        for number in range(1, ENTRIES, ENTRIES // AT_ONCE):
            raw.execute("SELECT topic FROM outreach_entries WHERE id = ?", (number,)).fetchone()


def scan(path: Path) -> None:
    """Look through every row from a cold connection."""
    with closing(connect(path, read_only=True)) as raw:
        raw.execute("SELECT count(*) FROM outreach_entries WHERE topic LIKE '%19999%'").fetchone()


def cpu_seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds of one run."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


if __name__ == "__main__":
    main()
