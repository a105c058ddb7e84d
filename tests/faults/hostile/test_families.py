"""A few hostile inputs of every family end as they should; the long run is ``tests.faults.hostile``."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.hostile import databases
from tests.faults.hostile.campaign import FAMILIES, shares, try_family
from tests.faults.hostile.family import Family, Trial

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="makes links and asks for memory")

FEW = {"tables": 40, "pages": 7, "archives": 6, "PDF": 6, "restored files": 12}
"""Of the others twelve; each has every kind of its family's inputs at least once."""
TAKEN = {
    "tables": "came in whole",
    "archives": "came in whole",
    "restored files": "came in whole",
    "pictures": "kept as JPEG",
    "PDF": "kept and shown",
    "templates": "filled",
    "letters": "proposed",
}


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_a_few_of_a_family_are_refused_or_taken_whole(family: Family, tmp_path: Path) -> None:
    few = FEW.get(family.name, 12)
    score = try_family(family, tmp_path, range(few))
    assert sum(score.ends.values()) == few
    if family.name in TAKEN:
        assert score.ends[TAKEN[family.name]] > 0, "all was refused: nothing is shown"


def test_the_rounds_are_divided_among_all_families() -> None:
    parts = shares(5000)
    assert sum(parts.values()) == 5000
    assert parts["tables"] + parts["pages"] + parts["pictures"] >= 2000
    assert min(parts.values()) >= 200


def test_a_file_left_anywhere_else_is_found(tmp_path: Path) -> None:
    import tempfile  # noqa: PLC0415 - whose usual folder is what is watched

    @contextmanager
    def littering(_folder: Path) -> Iterator[Trial]:
        def trial(_seed: int) -> Callable[[], str]:
            return lambda: tempfile.mkstemp()[1]

        yield trial

    with pytest.raises(AssertionError):
        try_family(Family("litter", 1, littering), tmp_path, range(1))


def test_every_script_changes_the_copy_it_is_run_on(tmp_path: Path) -> None:
    with databases.opened(tmp_path) as trial:
        for place in range(len(databases.SCRIPTS)):
            trial(3 * place + 2)
            (victim,) = (tmp_path / "stick").glob("*.otklik-copy")
            (copy,) = (tmp_path / "copies").glob("*.otklik-copy")
            assert victim.read_bytes() != copy.read_bytes(), databases.SCRIPTS[place]
