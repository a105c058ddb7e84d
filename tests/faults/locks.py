"""Let programs race for one data file: windows and restorations, over dead locks and living ones.

``python -m tests.faults.locks 500`` runs 500 races and prints what it counted.

Several processes are let go at the same moment. Whoever gets the lock puts up a sign only one can put up,
works for a moment, and takes it down; some die with the lock in their hands, and leave it to the next race.
POSIX only.
"""

from __future__ import annotations

import os
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from desktop_app.services.computer import this_computer
from desktop_app.services.copies.holder import held
from desktop_app.services.errors import AppError
from desktop_app.ui.application.lock import FileLock
from tests.faults.deeds import scratch

RACERS = 4
WORK = 0.004
"""Seconds a holder works."""
TRIES = 3

WON, LOST, DOUBLE, BROKEN = 0, 10, 11, 12


def race(file: Path, seed: int) -> Counter[int]:
    """Let ``RACERS`` processes go at once; return how each of them ended."""
    starts, gate = os.pipe()
    racers = []
    for place in range(RACERS):
        pid = os.fork()
        if pid == 0:
            os.close(gate)
            os.read(starts, 1)  # ends for everybody when the gate is closed
            os._exit(_run(file, random.Random(seed * RACERS + place)))  # noqa: S311 - luck, not a secret
        racers.append(pid)
    os.close(starts)
    os.close(gate)
    return Counter(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in racers)


def _run(file: Path, chance: random.Random) -> int:
    try:
        for _ in range(TRIES):
            end = _restoration(file) if chance.random() < 0.3 else _window(file, chance)
            if end != LOST:
                return end
            time.sleep(chance.uniform(0, WORK))
    except BaseException as error:  # noqa: BLE001 - the child must not go on as its parent
        sys.stderr.write(f"{error!r}\n")
        return BROKEN
    return LOST


def _window(file: Path, chance: random.Random) -> int:
    lock = FileLock(file)
    if lock.take() is not None:
        return LOST
    end = _work(file)
    if chance.random() < 0.5:
        os._exit(end)  # dies with the lock in its hands
    lock.release()
    return end


def _restoration(file: Path) -> int:
    try:
        with held(file):
            return _work(file)
    except AppError:
        return LOST


def _work(file: Path) -> int:
    sign = file.with_suffix(".sign")
    try:
        os.close(os.open(sign, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return DOUBLE
    time.sleep(WORK)
    sign.unlink()
    return WON


def foreign(folder: Path) -> None:
    """Leave a lock of another PC and see that nobody takes it, however dead its process looks here."""
    file = folder / "foreign.otklik"
    lock = file.with_name(f"{file.name}.lock")
    lock.write_text(f"999999\notklik\n{this_computer()}-other\n", "utf-8")
    before = lock.read_bytes()
    assert race(file, 1)[LOST] == RACERS
    assert lock.read_bytes() == before


def campaign(races: int, seed: int) -> Counter[int]:
    """Run the races on one file, so that each finds what the one before left; raises ``AssertionError``."""
    ends: Counter[int] = Counter()
    with tempfile.TemporaryDirectory(prefix="otklik-locks-", dir=scratch()) as name:
        foreign(Path(name))
        file = Path(name) / "school.otklik"
        for number in range(races):
            found = race(file, seed + number)
            assert found[DOUBLE] == 0, f"two holders in race {number} (seed {seed})"
            assert found[BROKEN] == 0, f"a racer failed in race {number} (seed {seed})"
            assert found[WON] > 0, f"nobody got the file in race {number} (seed {seed})"
            ends += found
    return ends


def main(arguments: list[str]) -> None:
    races = int(arguments[0]) if arguments else 500
    seed = int(arguments[1]) if len(arguments) > 1 else random.SystemRandom().randrange(1 << 30)
    ends = campaign(races, seed)
    sys.stdout.write(
        f"{races} races of {RACERS} programs: {ends[WON]} holders in turn, {ends[LOST]} turned away,"
        f" 0 double holders; a lock of another PC was never taken (seed {seed})\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
