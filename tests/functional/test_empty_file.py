"""A file nobody has filled in: by command every paper is a draft or one plain sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.bootstrap import new_file
from desktop_app.services.letters.types import PaperKind
from tests.functional.conftest import Otklik


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    path = tmp_path / "empty.otklik"
    new_file(path, lambda _services: None)
    return path


@pytest.mark.parametrize("ending", ["pdf", "docx"])
@pytest.mark.parametrize("kind", list(PaperKind))
def test_every_paper_of_an_empty_file_is_a_draft_or_a_sentence(
    kind: PaperKind, ending: str, empty: Path, tmp_path: Path, otklik: Otklik
) -> None:
    out = tmp_path / f"paper.{ending}"
    of_class = ("--class", "5А") if kind is PaperKind.CLASS_SHEET else ()
    answer = otklik("paper", empty, kind, "--out", out, *of_class)
    assert "Traceback" not in answer.err
    if kind is PaperKind.CLASS_SHEET:
        assert answer.code != 0
        assert "Нет такого класса: «5А». Классы записывают в окне" in answer.err
        assert not out.exists()
        return
    assert answer.code == 0, answer.err
    assert out.stat().st_size > 1000


@pytest.mark.parametrize("kind", [PaperKind.CONFIRMATION, PaperKind.ORDER, PaperKind.BANNER_REPORT])
def test_no_paper_of_an_empty_file_gets_a_number(
    kind: PaperKind, empty: Path, tmp_path: Path, otklik: Otklik
) -> None:
    out = tmp_path / "paper.pdf"
    answer = otklik("paper", empty, kind, "--out", out, "--register")
    assert answer.code != 0
    assert "Бумага не зарегистрирована: исправьте ошибки." in answer.err
    assert "Ошибка: Не указано полное наименование школы. (ГОСТ Р 7.0.97-2025, 5.5)" in answer.err
    assert not out.exists()
    assert otklik("register", empty).out.count("№") == 0
