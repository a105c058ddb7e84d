"""The short form of the campaign: backup, tidying and restoration killed anywhere lose nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")


def test_twenty_kills_of_each_lose_nothing() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.faults.copies.campaign", "20", "1"],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    counts = done.stdout.splitlines()
    assert [line.split(":")[0] for line in counts] == ["back_up", "tidy", "put_back"]
    assert all("20 rounds" in line and "0 lost, 0 damaged" in line for line in counts)
    assert not any(" 0 killed" in line for line in counts), "nothing was killed, nothing is shown"
