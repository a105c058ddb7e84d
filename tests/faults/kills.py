"""Kill a program that registers and saves, at any moment, again and again.

``python -m tests.faults.kills 2000`` kills it 2,000 times and prints what it counted.

The worker is a fork that tells its parent through a pipe what it has done; the parent kills it (SIGKILL) at a
random moment, opens the file as the program would, and looks for everything that was told. POSIX only.
"""

from __future__ import annotations

import os
import random
import select
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from desktop_app.services.errors import StorageError
from tests.faults.deeds import fresh, make_template, scratch, teller, work_until_stopped

MOST_DEEDS = 22
"""Acknowledged changes a worker is let do at most, then it dies within a moment; 11 on the average."""
MOMENT = 0.03
"""Seconds: longer than any one change takes, so that death comes at every point of the next one."""
ROUNDS_OF_A_FILE = 25
"""After so many kills the file is made anew: checking it takes as long as it has papers."""


@dataclass
class Worker:
    """A forked worker and the pipe it tells its deeds through."""

    pid: int
    pipe: int

    @classmethod
    def start(cls, path: Path, seed: int) -> Worker:
        reader, writer = os.pipe()
        pid = os.fork()
        if pid == 0:
            try:
                os.close(reader)
                work_until_stopped(path, seed, teller(writer))
            except StorageError:
                os._exit(2)  # the disk is gone, as it is meant to
            except BaseException as error:  # noqa: BLE001 - the child must not go on as its parent
                sys.stderr.write(f"{error!r}\n")
            os._exit(1)
        os.close(writer)
        return cls(pid, reader)

    def listen(self, deeds: int, seconds: float) -> str:
        """Return what is told until so many deeds are done and so many seconds have passed since."""
        told = b""
        while told.count(b"! ") < deeds:
            word = os.read(self.pipe, 1 << 16)
            if not word:
                break
            told += word
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0 and select.select([self.pipe], [], [], left)[0]:
            word = os.read(self.pipe, 1 << 16)
            if not word:
                break
            told += word
        return told.decode()

    def kill(self) -> tuple[str, int]:
        """Kill it; return what it told until then, and how it ended."""
        os.kill(self.pid, signal.SIGKILL)
        told = b""
        while word := os.read(self.pipe, 1 << 16):
            told += word
        os.close(self.pipe)
        return told.decode(), os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])


def campaign(kills: int, seed: int) -> int:
    """Kill ``kills`` workers; return how many changes were acknowledged. Raises ``AssertionError``."""
    chance = random.Random(seed)  # noqa: S311 - moments of death, not secrets
    acknowledged = 0
    with tempfile.TemporaryDirectory(prefix="otklik-kills-", dir=scratch()) as name:
        template, path = make_template(Path(name)), Path(name) / "school.otklik"
        promise = fresh(template, path)
        for number in range(kills):
            if number % ROUNDS_OF_A_FILE == 0:
                acknowledged += promise.acknowledged
                promise = fresh(template, path)
            worker = Worker.start(path, chance.randrange(1 << 30))
            told = worker.listen(chance.randint(0, MOST_DEEDS), chance.uniform(0, MOMENT))
            rest, status = worker.kill()
            assert status == -signal.SIGKILL, (number, seed, status)
            promise.hear(told + rest)
            broken = promise.broken(path)
            assert not broken, (number, seed, broken)
        return acknowledged + promise.acknowledged


def main(arguments: list[str]) -> None:
    kills = int(arguments[0]) if arguments else 2000
    seed = int(arguments[1]) if len(arguments) > 1 else random.SystemRandom().randrange(1 << 32)
    acknowledged = campaign(kills, seed)
    sys.stdout.write(
        f"{kills} kills, {acknowledged} acknowledged changes: 0 lost, 0 damaged,"
        f" 0 numbers doubled or skipped (seed {seed})\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
