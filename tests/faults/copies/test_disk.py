"""A disk that refuses costs nothing but the copy that was being made, and says so in one sentence."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_app.models.schema import create_file
from desktop_app.services.copies.folders import default_folder
from desktop_app.services.copies.making import make_copy
from desktop_app.services.copies.restoring import restore
from desktop_app.services.copies.shelf import list_copies
from desktop_app.services.copies.verify import verify_copy
from desktop_app.services.errors import StorageError
from tests.forked import fork
from tests.services.copies.content import NOW, content, listing, rename_school, write_papers

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="needs fork and limits of POSIX"),
    # the child runs SQLite and ends without returning; no thread of the parent is needed in it
    pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning"),
]

NOBODY = 65534


@pytest.fixture
def file() -> Iterator[Path]:
    """A file with papers and one copy, in a folder that another user may look into."""
    folder = Path(tempfile.mkdtemp(prefix="otklik-disk-"))
    folder.chmod(0o755)
    path = folder / "school.otklik"
    create_file(path)
    write_papers(path)
    make_copy(path, folder / "Копии", now=NOW)
    yield path
    shutil.rmtree(folder)


def refusal(work: Callable[[], object], prepare: Callable[[], object]) -> str:
    """Run ``work`` in a child after ``prepare`` and return the sentence it was refused with."""
    reader, writer = os.pipe()
    pid = fork()
    if pid == 0:
        try:
            prepare()
            work()
            said = "nothing was refused"
        except StorageError as error:
            said = str(error)
        except BaseException as error:  # noqa: BLE001 - the child must not go on as its parent
            said = repr(error)
        os.write(writer, said.encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as pipe:
        said = pipe.read().decode()
    assert os.waitpid(pid, 0)[1] == 0
    return said


def limit_files(size: int) -> None:
    """Let no file of this process grow beyond ``size`` bytes, as a full disk would not."""
    import resource  # noqa: PLC0415 - not on Windows

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def become_nobody() -> None:
    """Give up root's right to read everything, where the tests run as root."""
    if os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)


@pytest.mark.parametrize("share", [0.0, 0.3, 0.7, 0.99])
def test_a_full_disk_costs_no_older_copy(file: Path, share: float) -> None:
    folder = file.parent / "Копии"
    before, names = content(file), listing(folder)
    limit = int(file.stat().st_size * share)
    said = refusal(lambda: make_copy(file, folder, now=NOW), lambda: limit_files(limit))
    assert "копия не сделана, прежние копии не тронуты" in said
    assert listing(folder) == names
    assert content(file) == before
    (row,) = list_copies(folder, "school")
    assert verify_copy(row.path) == ()
    assert make_copy(file, folder, now=NOW).sequence == 2


@pytest.mark.parametrize("share", [0.0, 0.5, 0.99])
def test_a_full_disk_leaves_the_file_that_was_to_be_replaced(file: Path, share: float) -> None:
    copy = list_copies(file.parent / "Копии", "school")[0].path
    rename_school(file, "Новое имя")
    before, names = file.read_bytes(), listing(file.parent)
    limit = int(copy.stat().st_size * share)
    said = refusal(lambda: restore(copy, file, now=NOW), lambda: limit_files(limit))
    assert "файл не восстановлен и не изменён" in said
    assert (file.read_bytes(), listing(file.parent)) == (before, names)
    restore(copy, file, now=NOW)
    assert content(file) == content(copy)


def test_a_folder_nobody_may_write_is_refused_and_another_is_found(file: Path) -> None:
    folder = file.parent / "Копии"
    file.chmod(0o644)
    assert "копия не сделана" in refusal(lambda: make_copy(file, folder, now=NOW), become_nobody)
    assert len(listing(folder)) == 2

    def place() -> None:
        raise StorageError(str(default_folder(file)))

    assert str(file.parent) not in refusal(place, become_nobody)


def test_a_folder_nobody_may_read_is_a_sentence(file: Path) -> None:
    folder = file.parent / "Копии"
    if os.geteuid() != 0:
        folder.chmod(0o000)
    try:
        said = refusal(lambda: list_copies(folder, "school"), become_nobody)
    finally:
        folder.chmod(0o700)
    assert "список копий не прочитан" in said


def test_a_copy_nobody_may_read_is_a_sentence(file: Path) -> None:
    copy = list_copies(file.parent / "Копии", "school")[0].path
    copy.parent.chmod(0o755)
    if os.geteuid() != 0:
        copy.chmod(0o000)
    before = file.read_bytes()
    said = refusal(lambda: restore(copy, file, now=NOW), become_nobody)
    assert "файл не восстановлен" in said
    assert file.read_bytes() == before
