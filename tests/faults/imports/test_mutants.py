"""Damaged tables never crash the program, hang it, or come in by halves; the long run is ``campaign``."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.imports import mutants
from tests.faults.imports.mutants import try_mutants, whole_tables


def test_a_few_damaged_tables_are_refused_or_come_in_whole(tmp_path: Path) -> None:
    score = try_mutants(tmp_path, range(40))
    assert sum(score.ends.values()) == 40
    assert score.ends["refused"] >= 5, "hardly any was damaged: nothing is shown"
    assert score.ends["came in whole"] >= 1, "none survives its damage: nothing is shown"


def test_the_tables_that_are_damaged_are_whole_before(tmp_path: Path) -> None:
    whole = whole_tables()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mutants, "mutant", lambda tables, seed: tables[seed])
        score = mutants.try_mutants(tmp_path, range(len(whole)))
    assert score.ends == {"came in whole": len(whole)}
