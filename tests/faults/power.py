"""Cut the power of a disk under a program that registers and saves.

``python -m tests.faults.power 1000`` cuts it 1,000 times and prints what it counted. Root and Linux only.

The disk is an ext4 image on a loop device. Its shutdown ioctl drops everything that was not flushed, as a cut
does; the image is then mounted anew, its own journal replayed, and the file opened as the program would.
First the campaign tests itself: the same cuts under SQLite's WAL with synchronous=NORMAL must lose something,
or it is blind and says so. A disk that lies about its flushes is not modelled.
"""

from __future__ import annotations

import fcntl
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from desktop_app.models import connection
from tests.faults.deeds import Promise, fresh, make_template, scratch
from tests.faults.kills import MOMENT, Worker

SHUTDOWN = 0x8004587D
"""EXT4_IOC_SHUTDOWN."""
WITHOUT_FLUSH = (2).to_bytes(4, sys.byteorder)
SIZE = 48 << 20
MOST_DEEDS = 8
ROUNDS_OF_A_DISK = 20
UNSAFE = ("journal_mode=WAL", "synchronous=NORMAL", "secure_delete=ON")
SIGHTED_WITHIN = 40
"""Cuts the unsafe settings are given to lose something."""


def obstacle() -> str:
    """Return why no disk can be cut here; empty when it can."""
    if not sys.platform.startswith("linux"):
        return "needs Linux"
    if os.geteuid() != 0:
        return "needs root"
    if shutil.which("mkfs.ext4") is None:
        return "needs mkfs.ext4"
    with tempfile.TemporaryDirectory(dir=scratch()) as name:
        try:
            with Disk(Path(name)).mounted():
                return ""
        except subprocess.CalledProcessError as error:
            return f"no loop mounts here: {error.stderr.decode(errors='replace').strip()}"


class Disk:
    """An ext4 image and the place it is mounted at."""

    def __init__(self, folder: Path) -> None:
        self.image, self.place = folder / "disk.img", folder / "disk"
        self.place.mkdir()
        self.format()

    def format(self) -> None:
        """Make the disk new and empty."""
        self.image.unlink(missing_ok=True)
        with self.image.open("wb") as image:
            image.truncate(SIZE)
        _run("mkfs.ext4", "-q", "-F", str(self.image))

    @contextmanager
    def mounted(self) -> Iterator[Path]:
        _run("mount", "-o", "loop", str(self.image), str(self.place))
        try:
            yield self.place
        finally:
            _run("umount", str(self.place))

    def cut(self) -> None:
        """Drop everything that was not flushed; every later operation fails."""
        descriptor = os.open(self.place, os.O_RDONLY)
        try:
            fcntl.ioctl(descriptor, SHUTDOWN, WITHOUT_FLUSH)
        finally:
            os.close(descriptor)


def _run(*command: str) -> None:
    subprocess.run(command, check=True, capture_output=True)


def campaign(cuts: int, seed: int) -> tuple[int, str]:
    """Cut ``cuts`` times; return the acknowledged changes and the first broken promise, with its round."""
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    acknowledged = 0
    promise = Promise()
    with tempfile.TemporaryDirectory(prefix="otklik-power-", dir=scratch()) as name:
        template, disk = make_template(Path(name)), Disk(Path(name))
        path = disk.place / "school.otklik"
        for number in range(cuts):
            if number % ROUNDS_OF_A_DISK == 0:
                acknowledged += promise.acknowledged
                disk.format()
                with disk.mounted():
                    promise = fresh(template, path)
                    os.sync()
            with disk.mounted():
                worker = Worker.start(path, chance.randrange(1 << 30))
                told = worker.listen(chance.randint(0, MOST_DEEDS), chance.uniform(0, MOMENT))
                disk.cut()
                told += worker.kill()[0]
            promise.hear(told)
            with disk.mounted():
                broken = promise.broken(path)
            if broken:
                return acknowledged + promise.acknowledged, f"cut {number}: {broken}"
    return acknowledged + promise.acknowledged, ""


def sees(seed: int) -> str:
    """Return what the unsafe settings lost; empty when nothing: then the campaign is blind."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection, "_WRITER_SETTINGS", UNSAFE)
        return campaign(SIGHTED_WITHIN, seed)[1]


def main(arguments: list[str]) -> None:
    cuts = int(arguments[0]) if arguments else 1000
    seed = int(arguments[1]) if len(arguments) > 1 else random.SystemRandom().randrange(1 << 32)
    refused = obstacle()
    if refused:
        sys.stdout.write(f"skipped: {refused}\n")
        return
    lost = sees(seed)
    if not lost:
        raise SystemExit(
            f"blind: WAL with synchronous=NORMAL lost nothing in {SIGHTED_WITHIN} cuts (seed {seed})"
        )
    sys.stdout.write("self-check: WAL with synchronous=NORMAL loses what was acknowledged, as it must\n")
    acknowledged, broken = campaign(cuts, seed)
    if broken:
        raise SystemExit(f"broken: {broken} (seed {seed})")
    sys.stdout.write(
        f"{cuts} power cuts, {acknowledged} acknowledged changes: 0 lost, 0 damaged,"
        f" 0 numbers doubled or skipped (seed {seed})\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
