"""Put names nobody has into a record, use the program, and look for them wherever they have no business.

``python -m tests.faults.canaries 5`` does it five times and prints what it counted.

Looked through: the user's home, settings and error log, temporary files, locks, manifests, the report
for support, what a crash says in the window and in a command. Not looked through: the data file, its copies,
what the user asked for. Passwords and recovery keys are canaries too: of an encrypted file and its copies the
very bytes are searched, names included. Every file that was made must be for its owner alone, whatever the
umask.
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import Text, inspect

from desktop_app.models.connection import connect
from desktop_app.models.coordinator import Appointment
from desktop_app.models.database import Database
from desktop_app.models.directive import Directive
from desktop_app.models.keys import forget, key_of
from desktop_app.models.outreach import OutreachEntry
from desktop_app.models.schema import create_file
from desktop_app.models.school import School
from desktop_app.services.protection.recovery_key import groups
from desktop_app.services.protection.unlocking import unlock
from desktop_app.services.store import Store
from tests.faults.deeds import scratch
from tests.services.conftest import FrozenClock
from tests.services.record import write_record

ROOT: Final = Path(__file__).parents[2]
PASSWORD: Final = "Зяблик-Канарейка садится на щеглиную ветку"  # noqa: S105 - nobody's
OTHER_PASSWORD: Final = "Щеглиная ветка канарейке не по нраву"  # noqa: S105 - nobody's
MARK: Final = "Зябликова-Канарейкина"
_CLOSED: Final = {"kind", "gender", "head_gender", "form", "inn", "ogrn", "kpp", "okpo"}
"""Columns whose values are from a closed list, or digits only."""
_ENCODINGS: Final = ("utf-8", "utf-16-le", "cp1251")

_BUG: Final = """
import sys
from pathlib import Path
from desktop_app import cli
mark = Path(sys.argv[1]).read_text("utf-8")

def broken(options):
    raise RuntimeError(mark)

cli.COMMANDS = {"status": lambda commands: cli._command(commands, "status", "", broken)}
sys.exit(cli.run(["status"]))
"""

_CRASH: Final = """
import os, sys
from pathlib import Path
from desktop_app.__main__ import keep_private
from desktop_app.app import make_application
from desktop_app.ui.application.crash import CrashHook
from desktop_app.ui.application.lock import FileLock
from desktop_app.ui.application.settings import Settings
from PySide6.QtWidgets import QMessageBox
from desktop_app.bootstrap import opened
from desktop_app.models.school import School
path, mark = Path(sys.argv[1]), Path(sys.argv[2]).read_text("utf-8")
keep_private()
app = make_application([])
CrashHook().install()
Settings().last_file = path
lock = FileLock(path)
assert lock.take() is None

def break_down(name):
    raise ValueError(name)

def break_constraint(name):
    with opened(path) as services, services.store.write("Школа") as session:
        session.add(School(id=2, full_name=name, kind=name))

for work in (break_down, break_constraint):
    try:
        work(mark)
    except Exception:
        sys.excepthook(*sys.exc_info())
for box in app.topLevelWidgets():
    if isinstance(box, QMessageBox):
        print(box.windowTitle(), box.text(), box.informativeText(), box.detailedText())
sys.stdout.flush()
os._exit(0)
"""


def fill(path: Path) -> int:
    """Make a record with the mark in every free text of its people, letters and events; return how many."""
    create_file(path)
    database = Database(path)
    marked = 0
    try:
        store = Store(database, FrozenClock())
        write_record(store)
        with store.write("Имена") as session:
            day = FrozenClock().today()
            session.add(OutreachEntry(held_on=day, form="class_meeting", topic="Тема"))
            session.flush()
            for kind in (School, Appointment, Directive, OutreachEntry):
                for row in session.query(kind):
                    for column in inspect(kind).columns:
                        if type(column.type) is Text and column.key not in _CLOSED:
                            setattr(row, column.key, f"{MARK} {marked} canary{marked}@example.org")
                            marked += 1
    finally:
        database.close()
    return marked


def use(path: Path, home: Path) -> dict[str, str]:
    """Do what a user does, each command in a process of its own; return what is kept of what was said."""
    asked = path.parent / "asked"
    asked.mkdir()
    for folder in ("home", "config", "data", "cache", "tmp"):
        (home / folder).mkdir(parents=True)
    places = {"HOME": "home", "XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "TMPDIR": "tmp"}
    environment = {
        **os.environ,
        **{name: str(home / folder) for name, folder in places.items()},
        "XDG_CACHE_HOME": str(home / "cache"),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": str(ROOT),
    }

    def run(*command: object) -> subprocess.CompletedProcess[str]:
        line = [sys.executable, *map(str, command)]
        return subprocess.run(
            line, env=environment, capture_output=True, text=True, check=False, cwd=home, umask=0
        )

    def otklik(*words: object, code: int = 0) -> str:
        done = run("-m", "desktop_app", *words)
        assert done.returncode == code, (words, done.stderr)
        return done.stdout + done.stderr

    otklik("status", path)
    otklik("paper", path, "confirmation", "--out", asked / "letter.pdf")
    otklik("export", path, "outreach", "--out", asked / "log.xlsx")
    (asked / "stick").mkdir()
    otklik("copies", path, "--second", asked / "stick")
    otklik("backup", path)
    (asked / "broken.csv").write_text(f"Дата;Тема\n{MARK};{MARK}\n", "utf-8")
    otklik("import", path, asked / "broken.csv", "--dry-run", code=1)
    mark = asked / "mark.txt"
    mark.write_text(MARK, "utf-8")
    crashed = run("-c", _CRASH, path, mark)
    assert crashed.returncode == 0, crashed.stderr
    assert "ValueError" in crashed.stdout + crashed.stderr, "nothing crashed, nothing is shown"
    bug = run("-c", _BUG, mark)
    assert bug.returncode == 1, bug.stderr
    assert "произошла ошибка" in bug.stderr
    with closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("UPDATE school SET phone = ?", (f"{MARK} «вручную» {MARK}",))
    # the first change of the password takes this dead lock over, and removes it
    lock = path.with_name(f"{path.name}.lock").read_text("utf-8")
    report = otklik("report", path, "--out", home / "report.zip")
    return {
        "crash": crashed.stdout + crashed.stderr,
        "bug in a command": bug.stdout + bug.stderr,
        **protect(path, asked, otklik),
        "report": report,
        "left by the crash.lock": lock,
    }


def protect(path: Path, asked: Path, otklik: Callable[..., str]) -> dict[str, str]:
    """Go through the life of a password; return what was said meanwhile."""
    first, second, key = asked / "first", asked / "second", asked / "key"
    first.write_text(PASSWORD, "utf-8")
    second.write_text(OTHER_PASSWORD, "utf-8")
    page = asked / "sheet.pdf"
    said = [
        otklik("password", path, "--set", "--new-password-file", first, "--copies", "--recovery-page", page),
        otklik("status", path, code=1),
        otklik("status", path, "--password-file", second, code=1),
        otklik("backup", path, "--password-file", first),
        otklik("report", path, "--password-file", first, "--out", path.parent / "user" / "encrypted.zip"),
    ]
    unlock(path, PASSWORD)
    found = key_of(path)
    assert found is not None
    key.write_text("-".join(groups(found)), "utf-8")
    pdf = page.read_bytes()
    assert pdf.startswith(b"%PDF")
    carried = ("--encrypted", "--to", path.parent / "stick", "--copy-password-file", second)
    otklik("status", path, "--password-file", key)  # which names the school, as it should
    said += [
        otklik("backup", path, *carried, "--password-file", key),
        otklik(
            "password", path, "--change", "--password-file", key, "--new-password-file", second, "--copies"
        ),
    ]
    searched = [path, *path.parent.rglob("*.otklik-copy")]
    assert len(searched) > 2, "no copies were made"
    for file in searched:
        content = file.read_bytes()
        assert not content.startswith(b"SQLite"), file.name
        assert not holds(content), f"a name lies open in {file.name}"
    said.append(otklik("check", path, "--password-file", second, code=1))  # changed by hand above
    groups_said = [group for group in groups(found)[:-1] if any(group in text for text in said)]
    assert groups_said == [], "a part of the key was said"
    forget()
    return {"passwords": "".join(said)}


def hits(folder: Path, path: Path, said: dict[str, str]) -> tuple[int, list[str]]:
    """Return how many places were looked through, and those that hold the mark."""
    places = {name: text.encode() for name, text in said.items()}
    for file in folder.rglob("*"):
        if os.name == "posix" and "asked" not in file.relative_to(folder).parts:
            mode = file.stat().st_mode & 0o077
            assert not mode or file.is_dir() or file.is_socket(), (str(file.relative_to(folder)), oct(mode))
        allowed = file == path or file.suffix == ".otklik-copy" or "asked" in file.parts
        if not file.is_file() or allowed:
            continue
        places[str(file.relative_to(folder))] = file.read_bytes()
        if file.suffix == ".zip":
            with zipfile.ZipFile(file) as packed:
                places |= {f"{file.name}/{name}": packed.read(name) for name in packed.namelist()}
    found = [name for name, content in places.items() if holds(content) or holds(name.encode())]
    assert any(name.endswith("otklik.log") for name in places), "the error log was not seen"
    assert any(name.endswith(".lock") for name in places), "the lock was not seen"
    assert any(name.endswith("copies.json") for name in places), "the note of second places was not seen"
    return len(places), found


def holds(content: bytes) -> bool:
    """Tell whether the mark, or an address made with it, is in the bytes in any usual encoding."""
    words = (*MARK.split("-"), *PASSWORD.split()[0].split("-"), *OTHER_PASSWORD.split()[:1])
    return b"canary0" in content or any(word.encode(code) in content for word in words for code in _ENCODINGS)


def left_after_deleting(folder: Path, *, secure: bool) -> bool:
    """Tell whether a deleted row, one that no history keeps, is still in the bytes of the file."""
    path = folder / f"deleted-{secure}.otklik"
    create_file(path)
    with closing(connect(path)) as raw:
        raw.execute(f"PRAGMA secure_delete={'ON' if secure else 'OFF'}")
        if secure:
            assert raw.execute("PRAGMA secure_delete").fetchone() == (1,)
        raw.execute("INSERT INTO class_groups (name) VALUES (?)", (MARK,))
        raw.execute("DELETE FROM class_groups")
    return holds(path.read_bytes())


def main(arguments: list[str]) -> None:
    rounds = int(arguments[0]) if arguments else 5
    marked = looked = 0
    for number in range(rounds):
        with tempfile.TemporaryDirectory(prefix="otklik-canaries-", dir=scratch()) as name:
            folder = Path(name)
            path = folder / "school.otklik"
            marked += fill(path)
            assert holds(path.read_bytes()), "the record holds no mark, the search is blind"
            places, found = hits(folder, path, use(path, folder / "user"))
            looked += places
            assert not found, (number, found)
            assert left_after_deleting(folder, secure=False), "the search is blind"
            assert not left_after_deleting(folder, secure=True)
    sys.stdout.write(
        f"{rounds} rounds, {marked} fields marked, {looked} places looked through: 0 hits;"
        " 0 deleted rows left in the bytes of the file\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
