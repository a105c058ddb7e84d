"""A room has a size: what grows past it is two rooms."""

from __future__ import annotations

from tests.architecture.source import functions, program_files, where

LINES_IN_A_FILE = 400
LINES_IN_A_FUNCTION = 45


def test_no_file_outgrows_its_budget() -> None:
    sizes = {path: len(path.read_text("utf-8").splitlines()) for path in program_files()}
    assert [where(path, size) for path, size in sizes.items() if size > LINES_IN_A_FILE] == []


def test_no_function_outgrows_its_budget() -> None:
    too_long = [
        f"{where(path, node.lineno)} {node.name}"
        for path in program_files()
        for node in functions(path)
        if (node.end_lineno or node.lineno) - node.lineno + 1 > LINES_IN_A_FUNCTION
    ]
    assert too_long == []
