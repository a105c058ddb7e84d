"""Kill a backup, a tidying and a restoration anywhere, again and again.

``python -m tests.faults.copies.campaign 500`` runs 500 rounds of each.

Each round forks a child that is killed on one of the lines it would run (SIGKILL), or at a moment of its time
(a timer's signal, which also strikes inside SQLite). POSIX only. Prints what it counted; any broken promise
ends it with the round's number and seed.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from types import FrameType
from typing import Any

from desktop_app.models.schema import create_file
from desktop_app.services.copies.making import make_copy
from desktop_app.services.copies.restoring import restore
from desktop_app.services.copies.shelf import list_copies, rotate
from desktop_app.services.copies.verify import verify_copy
from desktop_app.services.integrity import check_file
from tests.services.copies.content import NOW, content, rename_school, write_papers

CODE = os.path.join("services", "copies")  # noqa: PTH118 - compared with file names, not opened
TIMED = 4
"""Every so many rounds the child dies by the clock, not by the line."""

DAYS = (0, 0, 1, 1, 1, 1, 1)
"""The days of the copies before a round: the first one is spare."""

Work = Callable[[], object]


def forked(work: Work) -> int:
    """Run ``work`` in a child and return how it ended: 0, 1 for an exception, minus the signal's number."""
    pid = os.fork()
    if pid == 0:
        try:
            work()
        except BaseException as error:  # noqa: BLE001 - the child must not go on as its parent
            sys.stderr.write(f"{error!r}\n")
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def on_each_line(act: Work, codes: tuple[str, ...] = (CODE,)) -> None:
    """Call ``act`` before each line of the copies' own code that this process runs from now on."""

    def trace(frame: FrameType, event: str, _argument: Any) -> Any:
        if not any(code in frame.f_code.co_filename for code in codes):
            return None
        if event == "line":
            act()
        return trace

    sys.settrace(trace)


def length(work: Work, codes: tuple[str, ...] = (CODE,)) -> int:
    """Return how many lines ``work`` runs in a child."""
    reader, writer = os.pipe()

    def counted() -> None:
        lines = 0

        def count() -> None:
            nonlocal lines
            lines += 1

        on_each_line(count, codes)
        work()
        sys.settrace(None)
        os.write(writer, str(lines).encode())

    if forked(counted) != 0:
        raise AssertionError("the work fails unharmed")
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        return int(pipe.read())


def seconds(work: Work) -> float:
    """Return how long ``work`` takes in a child."""
    begun = time.perf_counter()
    if forked(work) != 0:
        raise AssertionError("the work fails unharmed")
    return time.perf_counter() - begun


def killed_on_line(work: Work, line: int, codes: tuple[str, ...] = (CODE,)) -> int:
    """Kill a child on the ``line``-th line it runs."""
    left = line

    def count() -> None:
        nonlocal left
        left -= 1
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    def harmed() -> None:
        on_each_line(count, codes)
        work()

    return forked(harmed)


def killed_by_clock(work: Work, after: float) -> int:
    """Kill a child after so many seconds, wherever it is."""

    def harmed() -> None:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, after)
        work()

    return forked(harmed)


class Scene:
    """One file with copies in a folder of its own, and the promises about them."""

    def __init__(self, template: Path, folder: Path) -> None:
        shutil.copytree(template, folder)
        self.file = folder / "school.otklik"
        self.copies = folder / "Копии"
        self.old_copy = list_copies(self.copies, "school")[-1].path
        self.copied = content(self.old_copy)
        self.present = content(self.file)

    def back_up(self) -> None:
        make_copy(self.file, self.copies, now=NOW + timedelta(days=2))

    def tidy(self) -> None:
        rotate(self.copies, "school")

    def put_back(self) -> None:
        restore(self.old_copy, self.file, now=NOW + timedelta(days=2))

    def judge(self, kind: str) -> str:
        """Check every promise after a kill; return which side the file is on."""
        found = content(self.file)
        assert check_file(self.file) == ()
        assert found == self.present or (kind == "put_back" and found == self.copied)
        rows = list_copies(self.copies, "school")
        for row in rows:
            assert row.problems == (), row
            assert verify_copy(row.path) == (), row
        assert len(rows) >= len(DAYS) - (kind == "tidy"), "a copy went that was not spare"
        contents = [content(row.path) for row in rows]
        assert self.copied in contents
        if found != self.present:
            assert self.present in contents, "restored without a copy of what was there"
        self._carry_on(rows[0].sequence)
        return "new" if found != self.present or len(rows) > len(DAYS) else "old"

    def _carry_on(self, newest: int) -> None:
        """What was cut short works when it is tried again."""
        assert make_copy(self.file, self.copies, now=NOW).sequence > newest
        rotate(self.copies, "school")
        newest_row = list_copies(self.copies, "school")[0]
        assert verify_copy(newest_row.path) == ()
        restore(newest_row.path, self.file, now=NOW)
        assert check_file(self.file) == ()


def campaign(kind: str, rounds: int, seed: int) -> Counter[str]:
    """Kill one kind of work ``rounds`` times and count how it ended."""
    chance = random.Random(seed)  # noqa: S311 - moments of death, not secrets
    ends: Counter[str] = Counter()
    with tempfile.TemporaryDirectory(prefix="otklik-kills-") as name:
        root = Path(name)
        template = build(root / "template")
        lines, duration = measure(kind, root, template)
        for number in range(rounds):
            scene = Scene(template, root / f"round-{number}")
            work = getattr(scene, kind)
            if number % TIMED == 0:
                status = killed_by_clock(work, chance.uniform(0.0005, duration))
            else:
                status = killed_on_line(work, chance.randint(1, lines))
            assert status in {0, -signal.SIGKILL, -signal.SIGALRM}, (kind, number, seed, status)
            ends["killed" if status else "finished"] += 1
            try:
                ends[scene.judge(kind)] += 1
            except AssertionError as error:
                raise AssertionError((kind, number, seed)) from error
            shutil.rmtree(scene.file.parent)
    return ends


def build(template: Path) -> Path:
    """Make a file that differs from its copies, one of which is spare."""
    template.mkdir()
    file = template / "school.otklik"
    create_file(file)
    write_papers(file)
    for day in DAYS:
        make_copy(file, template / "Копии", now=NOW + timedelta(days=day))
    rename_school(file, "Новое имя")
    return template


def measure(kind: str, root: Path, template: Path) -> tuple[int, float]:
    """Return the lines and the seconds of one undisturbed run."""
    lines = length(getattr(Scene(template, root / "lines"), kind))
    return lines, seconds(getattr(Scene(template, root / "seconds"), kind))


def main(arguments: list[str]) -> None:
    rounds = int(arguments[0]) if arguments else 500
    seed = int(arguments[1]) if len(arguments) > 1 else random.SystemRandom().randrange(1 << 32)
    for kind in ("back_up", "tidy", "put_back"):
        ends = campaign(kind, rounds, seed)
        sys.stdout.write(
            f"{kind}: {rounds} rounds, {ends['killed']} killed, {ends['finished']} finished first; "
            f"old {ends['old']}, new {ends['new']}; 0 lost, 0 damaged (seed {seed})\n"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
