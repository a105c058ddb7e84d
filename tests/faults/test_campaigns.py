"""The short form of every campaign; the long ones and what they counted are in ``docs/trust.md``."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults import vfs

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs fork and SIGKILL")


def run(campaign: str, *arguments: str) -> str:
    """Run one campaign as its command would, and return what it printed."""
    command = [sys.executable, "-m", f"tests.faults.{campaign}", *arguments]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    if done.stdout.startswith("skipped"):
        pytest.skip(done.stdout.strip())
    return done.stdout


def count(pattern: str, said: str) -> int:
    """Return the number a campaign printed."""
    found = re.search(pattern, said)
    assert found is not None, said
    return int(found[1])


def test_kills_lose_nothing_acknowledged() -> None:
    said = run("kills", "12", "1")
    assert said.startswith("12 kills")
    assert count(r"(\d+) acknowledged", said) > 0, "nothing was promised, nothing is shown"
    assert "0 lost, 0 damaged, 0 numbers doubled or skipped" in said


def test_power_cuts_lose_nothing_and_the_campaign_can_see() -> None:
    said = run("power", "6", "1")
    assert "loses what was acknowledged, as it must" in said
    assert "6 power cuts" in said
    assert "0 lost, 0 damaged" in said


@pytest.mark.skipif(not vfs.AVAILABLE, reason="this Python has a SQLite of its own")
def test_a_disk_that_fails_at_any_operation_costs_nothing() -> None:
    said = run("disk_errors", "40", "1")
    assert count(r"(\d+) refused", said) > 0
    assert count(r"(\d+) in doubt and found stored", said) > 0
    assert "every retry worked" in said


def test_a_disk_filled_to_the_last_pages_costs_nothing() -> None:
    said = run("full_disk", "8", "1")
    assert count(r"(\d+) refused", said) > 0
    assert "every retry worked; 0 lost, 0 damaged" in said


def test_a_migration_killed_anywhere_leaves_the_old_schema_or_the_new() -> None:
    said = run("migrations", "12")
    assert count(r"(\d+) kills", said) > 1
    assert "0 between, 0 rows lost" in said


def test_forgeries_are_found_and_honest_files_are_not_accused() -> None:
    said = run("tampering", "16", "1")
    assert "16 forgeries of 16 kinds, 16 found" in said
    assert "16 honest histories" in said
    assert count(r"(\d+) printed sheets: 0 false alarms", said) > 0


def test_a_flipped_bit_that_shows_is_found() -> None:
    said = run("bit_flips", "12", "1")
    assert "12 changed something shown, all found" in said


def test_nobody_shares_a_lock() -> None:
    said = run("locks", "15", "1")
    assert count(r"(\d+) holders in turn", said) >= 15
    assert "0 double holders" in said


def test_no_name_is_found_where_it_has_no_business() -> None:
    said = run("canaries", "1")
    assert count(r"(\d+) fields marked", said) > 0
    assert count(r"(\d+) places looked through: 0 hits", said) > 0


def test_a_change_of_the_password_killed_anywhere_leaves_the_old_file_or_the_new() -> None:
    said = run("rekey", "3", "1")
    assert count(r"(\d+) killed: 0 lost", said) > 0, "nothing was killed, nothing is shown"
    assert "0 lost, 0 damaged, 0 in between, 0 names in encrypted bytes" in said
