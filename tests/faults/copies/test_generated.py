"""What comes back from a copy is what went in, whatever a school has typed and attached."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.models.schema import create_file
from desktop_app.services.copies.shelf import list_copies
from desktop_app.services.copies.verify import verify_copy
from tests.faults.copies.generated import identical
from tests.services.copies.content import write_papers

HURRIED = """
import sys
from pathlib import Path
from desktop_app.services.copies.making import make_copy
from tests.services.copies.content import NOW
for _ in range(5):
    make_copy(Path(sys.argv[1]), Path(sys.argv[2]), now=NOW)
"""


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("papers") / "school.otklik"
    create_file(path)
    write_papers(path)
    return path


def test_generated_files_come_back_identical(papers: Path, tmp_path: Path) -> None:
    kept = 0
    for seed in range(12):
        (tmp_path / str(seed)).mkdir()
        kept += identical(papers, tmp_path / str(seed), seed)
    assert kept > 12 * 3, "hardly an attachment among them: nothing is shown"


def test_programs_copying_at_once_never_share_a_number(papers: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", HURRIED, str(papers), str(tmp_path)]
    running = [subprocess.Popen(command, cwd=Path(__file__).parents[3]) for _ in range(3)]
    assert [program.wait() for program in running] == [0, 0, 0]
    rows = list_copies(tmp_path, "school")
    assert sorted(row.sequence for row in rows) == sorted({row.sequence for row in rows})
    assert len(rows) == 15
    assert all(verify_copy(row.path) == () for row in rows)
