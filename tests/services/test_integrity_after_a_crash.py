"""A check made after a crash, before the program has opened the file, sees the record and not damage."""

from __future__ import annotations

import os
import sqlite3
import sys
from pathlib import Path

import pytest

from desktop_app.models.connection import connect
from desktop_app.services.integrity import check_file, quick_problems
from desktop_app.services.store import Store
from tests.forked import fork


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_an_unfinished_change_is_rolled_back_before_the_file_is_judged(store: Store) -> None:
    path = store.path
    with store.write("Класс"):
        pass
    die_in_a_change(path)
    journal = path.with_name(f"{path.name}-journal")
    assert journal.stat().st_size > 0, "nothing is unfinished, nothing is shown"
    with pytest.raises(sqlite3.OperationalError):
        sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True).execute("SELECT * FROM school")
    assert quick_problems(path) == ()
    assert check_file(path) == ()


def die_in_a_change(path: Path) -> None:
    """End a child in the middle of a transaction whose pages have reached the file."""
    pid = fork()
    if pid == 0:
        connection = connect(path)
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE heavy (x)")
        connection.executemany("INSERT INTO heavy VALUES (?)", [("x" * 3000,)] * 200)
        os._exit(0)
    assert os.waitpid(pid, 0)[1] == 0
