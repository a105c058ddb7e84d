"""Kill a change of the password anywhere, again and again.

``python -m tests.faults.rekey 300`` runs 300 rounds of each: set, change and take away the password, bring
the old copies under it, make a copy to carry, lock and unlock between two changes.

Each round forks a child that is killed on one of the lines it would run (SIGKILL), or at a moment of its time
by a timer's signal, which also strikes inside SQLCipher. POSIX only. A broken promise ends it with the round.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
from collections import Counter
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Final

from desktop_app.models.connection import open_raw
from desktop_app.models.database import Database
from desktop_app.models.keys import Cover, Key, derive, key_of, new_salt, recognise, remember, salt_of
from desktop_app.models.schema import create_file
from desktop_app.models.school import School
from desktop_app.services.copies.making import make_copy
from desktop_app.services.copies.shelf import list_copies
from desktop_app.services.copies.verify import verify_copy
from desktop_app.services.integrity import check_file
from desktop_app.services.protection import portable
from desktop_app.services.protection.leftovers import remove_left_stages
from desktop_app.services.protection.old_copies import bring_under
from desktop_app.services.protection.portable import portable_copy
from desktop_app.services.protection.rekeying import rekey
from desktop_app.services.store import Store
from tests.faults.canaries import MARK, holds
from tests.faults.copies.campaign import TIMED, killed_by_clock, killed_on_line, length, seconds
from tests.faults.deeds import scratch
from tests.services.conftest import FrozenClock
from tests.services.copies.content import NOW, rename_school, write_papers

CODES: Final = tuple(os.path.join("services", each) for each in ("protection", "copies"))  # noqa: PTH118 - compared
PASSWORD: Final = "четыре слова подряд ёлка"  # noqa: S105 - of a sample
COPIES: Final = 3
KINDS: Final = ("encrypt", "change", "decrypt", "bring", "carry_plain", "carry_encrypted", "lock")
_PLAIN_AT_FIRST: Final = {"encrypt", "carry_plain"}


def everything(path: Path) -> list[tuple[str, object]]:
    """Return every row and every definition of a file, encrypted or not."""
    with closing(open_raw(path)) as raw:
        listed = raw.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        rows: list[tuple[str, object]] = [("schema", tuple(row)) for row in listed]
        for kind, name, _ in listed:
            if kind == "table":
                rows += [(name, tuple(row)) for row in raw.execute(f'SELECT * FROM "{name}"')]  # noqa: S608 - own
        rows += [
            (pragma, raw.execute(f"PRAGMA {pragma}").fetchone())
            for pragma in ("user_version", "application_id")
        ]
    return rows


class Scene:
    """One file with copies, keys for it, and the promises about them."""

    def __init__(self, template: Path, folder: Path, kind: str, one: Key, two: Key) -> None:
        shutil.copytree(template, folder)
        self.file, self.copies, self.stick = folder / "school.otklik", folder / "Копии", folder / "stick"
        self.one, self.two = one, two
        self.old = recognise_all(self.file, self.copies)
        if kind == "bring":  # the copies are plain, the file no longer is
            rekey(self.file, one, now=NOW)
        self.present = everything(self.file)
        self.copied = sorted(map(repr, map(everything, self.copy_paths())))

    def copy_paths(self) -> list[Path]:
        found = [row.path for row in list_copies(self.copies, "school")]
        for path in found:
            recognise(path)
        return found

    def encrypt(self) -> None:
        rekey(self.file, self.one, now=NOW + timedelta(days=2))

    def change(self) -> None:
        rekey(self.file, self.two, now=NOW + timedelta(days=2))

    def decrypt(self) -> None:
        rekey(self.file, None, now=NOW + timedelta(days=2))

    def bring(self) -> None:
        bring_under(self.file)

    def carry_plain(self) -> None:
        portable_copy(self.file, self.stick, PASSWORD, now=NOW)

    carry_encrypted = carry_plain

    def lock(self) -> None:
        """Change something, close the file, copy it and open it again, as a locked window does."""
        database = Database(self.file)
        store = Store(database, FrozenClock())
        for name in ("до", "после"):
            with store.write("Школа") as session:
                session.get_one(School, 1).email = f"{name}@example.org"
            store.suspend()
            make_copy(self.file, self.copies, now=NOW)
            store.resume()
        database.close()

    def judge(self, kind: str) -> str:
        """Check every promise after a kill; return which side the file is on."""
        before = salt_of(self.file)
        cover = recognise(self.file)
        assert cover is not Cover.LOCKED, "neither the old key nor the new one"
        assert check_file(self.file) == ()
        found = everything(self.file)
        if kind != "lock":
            assert found == self.present, "a row is lost or changed"
        else:
            assert len(found) >= len(self.present)
        self._judge_bytes(cover)
        self._judge_copies(kind)
        for path in self.stick.glob("*"):
            assert not holds(path.read_bytes()), "a name lies open on the stick"
            if path.suffix == ".otklik-copy":
                assert recognise(path) is Cover.OPENED
                assert verify_copy(path) == ()
                assert everything(path) == self.present
        remove_left_stages(self.file)
        left = [
            path.name
            for path in (*self.file.parent.iterdir(), *self.copies.iterdir())
            if ".rekey" in path.name
        ]
        assert left == [], left
        getattr(self, kind)()  # what was cut short works when it is tried again
        recognise(self.file)
        assert check_file(self.file) == ()
        return "old" if before == self.old else "new"

    def _judge_bytes(self, cover: Cover) -> None:
        content = self.file.read_bytes()
        assert holds(content) is (cover is Cover.PLAIN), (
            "the search is blind, or a name is in the encrypted bytes"
        )

    def _judge_copies(self, kind: str) -> None:
        paths = self.copy_paths()
        for path in paths:
            assert verify_copy(path) == (), path
        contents = sorted(map(repr, map(everything, paths)))
        if kind == "bring":
            assert contents == self.copied
        assert all(copied in contents for copied in self.copied), "a copy is lost"
        if kind in {"encrypt", "change", "decrypt"} and salt_of(self.file) != self.old:
            assert repr(self.present) in contents, "changed without a copy of what was there"


def recognise_all(file: Path, copies: Path) -> bytes | None:
    """Learn what each file is, and return the salt of the first."""
    recognise(file)
    for row in list_copies(copies, "school"):
        recognise(row.path)
    return salt_of(file)


def campaign(kind: str, rounds: int, seed: int) -> Counter[str]:
    """Kill one kind of work ``rounds`` times and count how it ended."""
    chance = random.Random(seed)  # noqa: S311 - moments of death, not secrets
    one, two = (Key(new_salt(), os.urandom(32)) for _ in range(2))
    carried = derive(PASSWORD, new_salt())
    # the slow part of a password has no line to die on; with it every round would take half a second
    portable.derive = lambda _password, _salt: carried  # type: ignore[assignment]
    ends: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="otklik-rekey-", dir=scratch()) as name:
        root = Path(name)
        template = build(root / "template", None if kind in _PLAIN_AT_FIRST or kind == "bring" else one)
        for key in (one, two, carried):
            remember(root / f"known {key.salt.hex()}", key)

        def scene(place: str) -> Scene:
            return Scene(template, root / place, kind, one, two)

        lines = length(getattr(scene("lines"), kind), CODES)
        duration = seconds(getattr(scene("seconds"), kind))
        for number in range(rounds):
            round_ = scene(f"round-{number}")
            work = getattr(round_, kind)
            if number % TIMED == 0:
                status = killed_by_clock(work, chance.uniform(0.0005, duration))
            else:
                status = killed_on_line(work, chance.randint(1, lines), CODES)
            assert status in {0, -signal.SIGKILL, -signal.SIGALRM}, (kind, number, seed, status)
            ends["killed" if status else "finished"] += 1
            try:
                ends[round_.judge(kind)] += 1
            except AssertionError as error:
                raise AssertionError((kind, number, seed)) from error
            shutil.rmtree(round_.file.parent)
    return ends


def build(template: Path, key: Key | None) -> Path:
    """Make a file with names nobody has, and copies of it, under ``key`` or under none."""
    template.mkdir()
    file = template / "school.otklik"
    create_file(file)
    write_papers(file)
    rename_school(file, MARK)
    if key is not None:
        rekey(file, key, now=NOW)
        for row in list_copies(template / "Копии", "school"):
            row.path.unlink()
    for day in range(COPIES):
        make_copy(file, template / "Копии", now=NOW + timedelta(days=day))
    assert (key_of(file) is None) is holds(file.read_bytes())
    return template


def main(arguments: list[str]) -> None:
    rounds = int(arguments[0]) if arguments else 100
    seed = int(arguments[1]) if len(arguments) > 1 else random.SystemRandom().randrange(1 << 32)
    total: Counter[str] = Counter()
    for kind in KINDS:
        ends = campaign(kind, rounds, seed)
        total += ends
        sys.stdout.write(
            f"{kind}: {rounds} rounds, {ends['killed']} killed, {ends['finished']} finished first; "
            f"old {ends['old']}, new {ends['new']}\n"
        )
        sys.stdout.flush()
    sys.stdout.write(
        f"{rounds * len(KINDS)} rounds, {total['killed']} killed: 0 lost, 0 damaged, 0 in between,"
        f" 0 names in encrypted bytes (seed {seed})\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
