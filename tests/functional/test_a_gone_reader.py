"""``otklik … | head -1``: who listens goes away, the work is done and nothing is blamed on the disk."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.services.integrity import check_file

_ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("buffering", ["", "1"], ids=["said at the end", "said at once"])
def test_a_command_whose_reader_has_gone_ends_quietly_and_does_its_work(
    school: Path, tmp_path: Path, buffering: str
) -> None:
    silent = tmp_path / "silent.otklik"
    for arguments in (("--help",), ("status", school), ("demo", "--file", silent, "--out", tmp_path / "out")):
        code, said = _unheard([str(argument) for argument in arguments], buffering)
        assert (code, said) == (0, ""), arguments
    assert check_file(silent) == ()
    assert len(list((tmp_path / "out").glob("*.pdf"))) > 1, "the papers after the unheard line are made too"


def test_a_refusal_nobody_reads_is_still_a_refusal(tmp_path: Path) -> None:
    code, said = _unheard(["status", str(tmp_path / "none.otklik")], "1", both=True)
    assert (code, said) == (1, "")


def _unheard(arguments: list[str], buffering: str, *, both: bool = False) -> tuple[int, str]:
    """Run a command whose output nobody reads; return its code and what it said on standard error."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as gone:
        ended = subprocess.run(
            [sys.executable, "-m", "desktop_app", *arguments],
            cwd=_ROOT,
            env={**os.environ, "PYTHONUNBUFFERED": buffering},
            stdout=gone,
            stderr=subprocess.STDOUT if both else subprocess.PIPE,
            check=False,
            timeout=120,
        )
    return ended.returncode, (ended.stderr or b"").decode("utf-8")
