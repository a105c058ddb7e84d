"""A closed file with papers in it, and a folder for its copies."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.services.copies.content import write_papers


@pytest.fixture(scope="session")
def papers(empty_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with an order, a letter and a void one; made once and only ever copied."""
    path = tmp_path_factory.mktemp("papers") / "school.otklik"
    shutil.copyfile(empty_file, path)
    write_papers(path)
    return path


@pytest.fixture
def file(tmp_path: Path, papers: Path) -> Path:
    path = tmp_path / "school.otklik"
    shutil.copyfile(papers, path)
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Копии"
