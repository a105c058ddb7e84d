"""Kill a migration at every statement it runs, on the frozen file of every released schema.

``python -m tests.faults.migrations`` kills it at each; ``python -m tests.faults.migrations 20`` at every
20th.

After each kill the file holds the old schema with every row it had, or the new one; before the new one
appears there is a verified copy of the old; and opening the file again brings it up to date. POSIX only.
"""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import sys
import tempfile
from collections import Counter
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, event

from desktop_app.bootstrap import open_database
from desktop_app.models.connection import SCHEMA_VERSION
from desktop_app.models.schema import FileState, file_state
from desktop_app.services.copies.folders import default_folder
from desktop_app.services.copies.shelf import list_copies
from desktop_app.services.copies.verify import verify_copy
from desktop_app.services.integrity import check_file
from tests.faults.deeds import scratch

FROZEN = Path(__file__).parents[1] / "data" / "schemas"
MOMENTS = ("before_cursor_execute", "commit")


def old_files() -> list[Path]:
    """Return the frozen files that are older than this program's schema."""
    names = (FROZEN / f"schema-{version}.otklik" for version in range(1, SCHEMA_VERSION))
    return [path for path in names if path.exists()]


def open_and_die(path: Path, statement: int) -> int:
    """Open a file in a child that is killed before its ``statement``-th statement; return how it ended."""
    pid = os.fork()
    if pid == 0:
        left = statement

        def count(*_: object) -> None:
            nonlocal left
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        try:
            for moment in MOMENTS:
                event.listen(Engine, moment, count)
            open_database(path).close()
        except BaseException as error:  # noqa: BLE001 - the child must not go on as its parent
            sys.stderr.write(f"{error!r}\n")
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def rows(path: Path) -> list[str]:
    """Return everything in a file as SQL."""
    with closing(sqlite3.connect(path)) as raw:
        return list(raw.iterdump())


def campaign(frozen: Path, step: int) -> Counter[str]:
    """Kill at every ``step``-th statement until one run comes to its end; raises ``AssertionError``."""
    ends: Counter[str] = Counter()
    statement = 1
    with tempfile.TemporaryDirectory(prefix="otklik-migration-", dir=scratch()) as name:
        path = Path(name) / frozen.name
        shutil.copyfile(frozen, path)
        before = rows(path)
        while True:
            shutil.rmtree(default_folder(path), ignore_errors=True)
            path.with_name(path.name + "-journal").unlink(missing_ok=True)
            shutil.copyfile(frozen, path)
            status = open_and_die(path, statement)
            assert status in {0, -signal.SIGKILL}, (statement, status)
            ends[_judge(path, before)] += 1
            if status == 0:
                ends["statements"] = statement - 1
                return ends
            statement += step


def _judge(path: Path, before: list[str]) -> str:
    """Check what a killed migration left, and bring it to its end; return which schema it was."""
    copies = list_copies(default_folder(path), path.stem)
    held = rows(path)  # first of all: a journal that is left is rolled back by whoever reads
    state = file_state(path)
    assert state in {FileState.OLD, FileState.CURRENT}, state
    if state is FileState.OLD:
        assert held == before
    else:
        assert copies, "no copy before the new schema"
        assert verify_copy(copies[0].path) == ()
        assert rows(copies[0].path) == before
    open_database(path).close()
    assert file_state(path) is FileState.CURRENT
    assert check_file(path) == ()
    return "old" if state is FileState.OLD else "new"


def main(arguments: list[str]) -> None:
    step = int(arguments[0]) if arguments else 1
    for frozen in old_files():
        ends = campaign(frozen, step)
        killed = ends["old"] + ends["new"] - 1
        sys.stdout.write(
            f"{frozen.stem}: {killed} kills over {ends['statements']} statements, {ends['old']} left the"
            f" old schema, {ends['new']} the new one, 0 between, 0 rows lost\n"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
