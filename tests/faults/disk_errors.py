"""Let the disk fail at every operation of a change in turn, once and for good, and try again afterwards.

``python -m tests.faults.disk_errors 1000`` injects 1,000 faults and prints what it counted.

Each fault hits one write, flush, cut, opening or deletion that SQLite asks for while a paper is registered or
a class is saved, with «no space» or «I/O error». Whatever was said, the file is whole, the change is there
once or not at all, and after the disk is mended the same change can be made, or the program says it has been
made.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

from desktop_app.services.errors import StorageError
from tests.faults import vfs
from tests.faults.deeds import Day, Promise, fresh, make_template, scratch

ROUNDS_OF_A_FILE = 60
KEPT = "всё-таки сохранилось"
"""In what the store says instead of writing the same change twice."""


class Round:
    """One deed on a disk that fails, and again on a good one."""

    def __init__(self, path: Path, disk: vfs.Disk, deed: str, name: str) -> None:
        self._path, self._disk, self._deed, self._name = path, disk, deed, name

    def run(self, promise: Promise, at: int, *, for_good: bool, code: int | None) -> str:
        """Return how it ended: «finished», «refused», «doubtful», «kept»; raises ``AssertionError``."""
        day = Day(self._path)
        deed = getattr(day, self._deed)
        self._disk.arm(at, for_good=for_good, code=code)
        told, said, kept = "", "", False
        try:
            told = deed(self._name)
        except StorageError as error:
            said = str(error)
        hit = self._disk.failed
        self._disk.mend()
        if said:
            try:
                told = deed(self._name)
            except StorageError as error:
                if KEPT not in str(error):
                    raise AssertionError("the retry is refused") from error
                kept, told = True, self._kept(promise)
        day.close()
        promise.hear(f"! {told}\n")
        broken = promise.broken(self._path)
        assert not broken, broken
        if not hit:
            return "not hit"
        if kept:
            return "kept"
        return "finished" if not said else "doubtful" if "неизвестно" in said else "refused"

    def _kept(self, promise: Promise) -> str:
        """Return what the deed would have told."""
        names = {"save_class": f"class {self._name}", "rename": f"school {self._name}"}
        return names.get(self._deed, f"paper {promise.papers + 1}")


def operations(template: Path, path: Path, disk: vfs.Disk, deed: str) -> int:
    """Return how many operations one undisturbed deed asks for."""
    fresh(template, path)
    day = Day(path)
    disk.mend()
    getattr(day, deed)("counted")
    day.close()
    return disk.operations


def campaign(faults: int, seed: int) -> Counter[str]:
    """Inject ``faults`` faults that hit, over every operation of every deed in turn."""
    chance = random.Random(seed)  # noqa: S311 - an order of faults, not a secret
    disk = vfs.install()
    ends: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="otklik-disk-", dir=scratch()) as folder:
        template, path = make_template(Path(folder)), Path(folder) / "school.otklik"
        deeds = ("save_class", "rename", "register")
        asked = {deed: operations(template, path, disk, deed) for deed in deeds}
        plan = [
            (deed, at, for_good, code)
            for deed in deeds
            for at in range(1, asked[deed] + 1)
            for for_good in (False, True)
            for code in (None, vfs.FULL)
        ]
        number = 0
        promise = fresh(template, path)
        while ends.total() - ends["not hit"] < faults:
            if number % len(plan) == 0:
                chance.shuffle(plan)
                # first the flush after which the change is there though the disk says it is not
                plan.sort(key=lambda fault: fault[1] != asked[fault[0]])
            deed, at, for_good, code = plan[number % len(plan)]
            if number % ROUNDS_OF_A_FILE == 0 or at == asked[deed]:
                promise = fresh(template, path)  # where ``at`` is the very operation that was counted
            try:
                end = Round(path, disk, deed, f"n{number}").run(promise, at, for_good=for_good, code=code)
            except AssertionError as error:
                raise AssertionError((number, seed, deed, at, for_good, code)) from error
            ends[end] += 1
            number += 1
    return ends


def main(arguments: list[str]) -> None:
    faults = int(arguments[0]) if arguments else 1000
    seed = int(arguments[1]) if len(arguments) > 1 else random.SystemRandom().randrange(1 << 32)
    if not vfs.AVAILABLE:
        sys.stdout.write("skipped: this Python has a SQLite of its own\n")
        return
    ends = campaign(faults, seed)
    sys.stdout.write(
        f"{faults} disk faults: {ends['refused']} refused with a sentence, {ends['doubtful']} in doubt and"
        f" settled, {ends['kept']} in doubt and found stored, {ends['finished']} finished all the same;"
        f" every retry worked;"
        f" 0 lost, 0 damaged, 0 numbers doubled or skipped (seed {seed})\n"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
