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
from desktop_app.services.copies.service import CopyService
from tests.services.conftest import FrozenClock
service = CopyService(Path(sys.argv[1]), FrozenClock(), Path(sys.argv[2]))
print(*[service.make().sequence for _ in range(5)])
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
    running = [
        subprocess.Popen(command, cwd=Path(__file__).parents[3], stdout=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    given = [int(number) for program in running for number in program.communicate()[0].split()]
    assert [program.returncode for program in running] == [0, 0, 0]
    assert len(given) == len(set(given)) == 15
    rows = list_copies(tmp_path, "school")
    assert rows[0].sequence == max(given)
    assert len(rows) >= 5
    assert all(verify_copy(row.path) == () for row in rows)
