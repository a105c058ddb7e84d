"""The example card of the documentation, and commands run as a user would run them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_app.__main__ import main

CARD = Path(__file__).parents[2] / "docs" / "card-example.toml"


@dataclass(frozen=True)
class Answer:
    """What a command said."""

    code: int
    out: str
    err: str


Otklik = Callable[..., Answer]


@pytest.fixture
def otklik(capsys: pytest.CaptureFixture[str]) -> Otklik:
    def run(*arguments: object) -> Answer:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        return Answer(code, said.out, said.err)

    return run


@pytest.fixture
def school(tmp_path: Path, otklik: Otklik) -> Path:
    """A data file made from the example card."""
    path = tmp_path / "school.otklik"
    answer = otklik("new", path, "--from", CARD)
    assert answer.code == 0, answer.err
    return path
