"""Run the families one after another, and count how everything ended."""

from __future__ import annotations

import faulthandler
import os
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TextIO
from unittest.mock import patch

from desktop_app.services.apart.room import dismiss
from tests.faults.hostile.archives import ARCHIVES
from tests.faults.hostile.databases import DATABASES
from tests.faults.hostile.family import LAPS, Family
from tests.faults.hostile.pictures import PICTURES
from tests.faults.hostile.scans import SCANS
from tests.faults.hostile.tables import PAGES, TABLES
from tests.faults.hostile.words import CARDS, LETTERS, TEMPLATES

FAMILIES: Final = (TABLES, PICTURES, SCANS, PAGES, CARDS, ARCHIVES, TEMPLATES, LETTERS, DATABASES)
SLOWEST: Final = 10.0
"""Seconds of the processor one input may take in the program; what is read apart is stopped by the clock."""
MOST_MEBIBYTES: Final = 500
_GIVEN_UP: Final = 150
"""Seconds by the clock after which the campaign itself is ended: something waits for ever."""


@dataclass
class Score:
    """How the inputs of one family ended; anything unexpected raises before it is counted."""

    ends: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    """Seconds of the processor."""
    slowest_seed: int = 0
    longest: float = 0.0
    """Seconds by the clock of one thing asked; on a busy machine other programs have many of them."""
    longest_seed: int = 0
    waited: int = 0
    """Inputs over which somebody would have waited longer than ``SLOWEST`` by the clock."""


def shares(rounds: int) -> dict[str, int]:
    """Divide the rounds among the families by their shares; the rest goes to the first."""
    whole = sum(family.share for family in FAMILIES)
    parts = {family.name: max(1, rounds * family.share // whole) for family in FAMILIES}
    parts[FAMILIES[0].name] += rounds - sum(parts.values())
    return parts


def try_family(family: Family, folder: Path, seeds: range) -> Score:
    """Try every input of a family in a folder of its own; the temporary folder stays empty."""
    score = Score()
    home, elsewhere = folder / "here", folder / "elsewhere"
    home.mkdir()
    elsewhere.mkdir()
    with _kept_in(elsewhere), family.opened(home) as trial:
        for seed in seeds:
            try_it = trial(seed)
            faulthandler.dump_traceback_later(_GIVEN_UP, exit=True)
            own = time.process_time()
            LAPS.begin()
            score.ends[try_it()] += 1
            LAPS.lap()
            took = time.process_time() - own
            score.waited += LAPS.longest > SLOWEST
            if LAPS.longest > score.longest:
                score.longest, score.longest_seed = LAPS.longest, seed
            if took > score.slowest:
                score.slowest, score.slowest_seed = took, seed
            assert took < SLOWEST, (family.name, seed, took)
            faulthandler.cancel_dump_traceback_later()
            left = [path.name for path in elsewhere.rglob("*") if path.is_file()]
            assert not left, (family.name, seed, left)
    return score


def run(rounds: int, only: str, first: int, out: TextIO) -> bool:
    """Run the campaign, write its counts, and return whether memory stayed within its bounds."""
    import resource  # noqa: PLC0415 - POSIX only, as the campaign is

    parts = {only: rounds} if only else shares(rounds)
    total, waited, slowest, longest, begun = 0, 0, 0.0, 0.0, time.perf_counter()
    for family in FAMILIES:
        if family.name not in parts:
            continue
        with tempfile.TemporaryDirectory(prefix="otklik-hostile-") as name:
            score = try_family(family, Path(name), range(first, first + parts[family.name]))
        ends = ", ".join(f"{end} {count}" for end, count in sorted(score.ends.items()))
        out.write(
            f"{family.name} {sum(score.ends.values())}: {ends}; "
            f"slowest {score.slowest:.1f} s of the processor"
        )
        out.write(f" (input {score.slowest_seed}),")
        out.write(f" {score.longest:.1f} s by the clock (input {score.longest_seed})\n")
        out.flush()
        total, waited = total + sum(score.ends.values()), waited + score.waited
        slowest, longest = max(slowest, score.slowest), max(longest, score.longest)
    dismiss()  # the system counts the memory of readers that are gone
    readers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    out.write(
        f"{total} hostile inputs in {time.perf_counter() - begun:.0f} s: 0 crashes, 0 hangs, "
        f"0 partial imports, 0 files outside; "
        f"slowest {slowest:.1f} s of the processor, {longest:.1f} s by the clock, "
        f"{waited} over {SLOWEST:.0f} s; "
        f"largest reader {readers:.0f} MiB, the program {own:.0f} MiB\n"
    )
    return max(readers, own) <= MOST_MEBIBYTES


@contextmanager
def _kept_in(folder: Path) -> Iterator[None]:
    """Point everything that has a usual place at one folder, where nothing may appear."""
    names = ("TMPDIR", "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME")
    here = Path.cwd()
    with (
        patch.dict(os.environ, {name: str(folder) for name in names}),
        patch.object(tempfile, "tempdir", None),
    ):
        yield
        assert Path.cwd() == here
