"""Fill a real disk to the last pages, then change, copy, put back and upgrade a file on it; kill some too.

``python -m tests.faults.full_disk 300`` runs 300 rounds and prints what it counted. Root and Linux only.

The disk is a small tmpfs; each round leaves another amount of it free, from nothing to all that is needed,
and does one thing there, in a child that every third time is killed on a line of the copies' own code too.
Whatever happened, what was said is the one sentence about the disk, the file is the old one or the new one
and whole, every copy that can be seen is whole, nothing unfinished keeps the space, and with room it works.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from desktop_app.bootstrap import open_database
from desktop_app.models.schema import FileState, create_file, file_state
from desktop_app.services.copies.making import make_copy
from desktop_app.services.copies.restoring import restore
from desktop_app.services.copies.service import CopyService
from desktop_app.services.copies.shelf import list_copies, rotate
from desktop_app.services.copies.verify import verify_copy
from desktop_app.services.errors import StorageError
from desktop_app.services.integrity import check_file
from tests.faults.copies.campaign import forked, killed_on_line, length
from tests.faults.migrations import old_files
from tests.services.conftest import FrozenClock
from tests.services.copies.content import NOW, content, rename_school, write_papers

SIZE = 16 << 20
PAGE = 4096
KILLED = 3
"""Every so many rounds the child is killed too."""
REFUSED = 9
SAID = ("На диске нет места", "Диск не отвечает", "не открывается")


def obstacle() -> str:
    """Return why no small disk can be had here; empty when it can."""
    if not sys.platform.startswith("linux"):
        return "needs Linux"
    if os.geteuid() != 0:
        return "needs root"
    with tempfile.TemporaryDirectory() as name:
        try:
            _run("mount", "-t", "tmpfs", "-o", "size=1m", "none", name)
        except subprocess.CalledProcessError as error:
            return f"no mounts here: {error.stderr.decode(errors='replace').strip()}"
        _run("umount", name)
    return ""


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


class Scene:
    """A file, its copies and an older copy on the small disk; whatever is done leaves old or new."""

    def __init__(self, template: Path, disk: Path) -> None:
        self.disk = disk
        for left in disk.iterdir():
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        shutil.copytree(template, disk / "files")
        self.file = disk / "files" / "school.otklik"
        self.old = disk / "files" / "old.otklik"
        self.copies = disk / "files" / "Копии"
        self.old_copy = list_copies(self.copies, "school")[-1].path
        self.kept = {path.name: path.read_bytes() for path in self.copies.iterdir()}
        self.before, self.copied = content(self.file), content(self.old_copy)
        self.old_before = content(self.old)

    def change(self) -> None:
        rename_school(self.file, "Другое имя")

    def back_up(self) -> None:
        CopyService(self.file, FrozenClock((NOW + timedelta(days=2)).date()), self.copies).make()

    def put_back(self) -> None:
        restore(self.old_copy, self.file, now=NOW + timedelta(days=2))

    def migrate(self) -> None:
        open_database(self.old).close()

    def fill(self, free: int) -> None:
        """Leave ``free`` bytes of the disk."""
        with (self.disk / "fill").open("wb") as filler, suppress(OSError):
            while True:
                os.write(filler.fileno(), b"\0" * PAGE)
        with (self.disk / "fill").open("rb+") as filler:
            filler.truncate(max(0, (self.disk / "fill").stat().st_size - free))

    def judge(self, kind: str) -> str:
        """Check every promise with room on the disk again; return which side the file is on."""
        (self.disk / "fill").unlink()
        for name, whole in self.kept.items():
            assert (self.copies / name).read_bytes() == whole, f"{name} was touched"
        for row in list_copies(self.copies, "school"):
            assert verify_copy(row.path) == (), row
        if kind == "migrate":
            return self._judge_migration()
        found = content(self.file)
        assert check_file(self.file) == ()
        if found == self.before:
            side = "old"
        else:
            assert kind == "change" or (kind == "put_back" and found == self.copied), kind
            side = "new"
        getattr(self, kind)()
        assert check_file(self.file) == ()
        return side

    def _judge_migration(self) -> str:
        held = content(self.old)  # first of all: a journal that is left is rolled back by whoever reads
        state = file_state(self.old)
        assert state is FileState.CURRENT or held == self.old_before
        open_database(self.old).close()
        assert file_state(self.old) is FileState.CURRENT
        assert check_file(self.old) == ()
        return "old" if state is FileState.OLD else "new"


def told(work: Callable[[], object]) -> Callable[[], object]:
    """Return the work that ends its process with ``REFUSED`` when the one sentence was said."""

    def run() -> None:
        try:
            work()
        except StorageError as error:
            os._exit(REFUSED if any(words in str(error) for words in SAID) else 1)

    return run


def build(folder: Path) -> Path:
    """Make the files every round starts from."""
    template = folder / "template"
    template.mkdir()
    file = template / "school.otklik"
    create_file(file)
    write_papers(file)
    for day in (0, 1):
        make_copy(file, template / "Копии", now=NOW + timedelta(days=day))
    rotate(template / "Копии", "school")
    rename_school(file, "Новое имя")
    shutil.copyfile(old_files()[-1], template / "old.otklik")
    return template


def campaign(rounds: int, seed: int) -> Counter[str]:
    """Run the rounds; raises ``AssertionError`` for a broken promise, with its round and seed."""
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    ends: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="otklik-full-") as name:
        template, disk = build(Path(name)), Path(name) / "disk"
        disk.mkdir()
        _run("mount", "-t", "tmpfs", "-o", f"size={SIZE}", "none", str(disk))
        try:
            kinds = ("change", "back_up", "put_back", "migrate")
            lines = {kind: length(getattr(Scene(template, disk), kind)) for kind in kinds[1:]}
            for number in range(rounds):
                kind = kinds[number % len(kinds)]
                scene = Scene(template, disk)
                most = 3 * scene.old.stat().st_size if kind == "migrate" else 3 * scene.file.stat().st_size
                scene.fill(chance.randrange(0, 64 << 10 if kind == "change" else most, PAGE))
                work = told(getattr(scene, kind))
                if number % KILLED == 0 and kind in lines:
                    status = killed_on_line(work, chance.randint(1, lines[kind]))
                else:
                    status = forked(work)
                try:
                    assert status in {0, REFUSED, -9}, status
                    ends[{0: "finished", REFUSED: "refused", -9: "killed"}[status]] += 1
                    ends[scene.judge(kind)] += 1
                except AssertionError as error:
                    raise AssertionError((number, seed, kind)) from error
        finally:
            _run("umount", "-l", str(disk))
    return ends


def main(arguments: list[str]) -> None:
    rounds = int(arguments[0]) if arguments else 300
    seed = int(arguments[1]) if len(arguments) > 1 else random.SystemRandom().randrange(1 << 30)
    refused = obstacle()
    if refused:
        sys.stdout.write(f"skipped: {refused}\n")
        return
    ends = campaign(rounds, seed)
    sys.stdout.write(
        f"{rounds} rounds on a full disk: {ends['refused']} refused with a sentence, {ends['killed']} killed"
        f" too, {ends['finished']} had room enough; every retry worked; 0 lost, 0 damaged (seed {seed})\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
