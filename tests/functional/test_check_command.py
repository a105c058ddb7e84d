"""``otklik check``: whether the file is whole, and whether the register still bears the codes on paper."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.bootstrap import opened
from desktop_app.services.letters.chain import GENESIS
from desktop_app.services.letters.control import control_code
from tests.functional.conftest import Otklik
from tests.services.record import add_class


@pytest.fixture
def codes(school: Path, otklik: Otklik, tmp_path: Path) -> list[str]:
    """Two registered letters; their codes, as they stand on paper."""
    found = []
    for number in (1, 2):
        with opened(school, read_only=True) as services:
            found.append(control_code(services.register.chain().last_hash))
        out = tmp_path / f"{number}.pdf"
        answer = otklik("paper", school, "confirmation", "--out", out, "--register", "--date", "2024-06-05")
        assert answer.code == 0, answer.err
    return found


def test_codes_from_paper_are_found_with_their_papers(school: Path, otklik: Otklik, codes: list[str]) -> None:
    assert codes[0] == control_code(GENESIS)
    answer = otklik("check", school, "--code", codes[0], "--code", codes[1].lower())
    assert (answer.code, answer.err) == (0, "")
    said = answer.out.splitlines()
    assert "Файл цел" in said[0]
    assert "записей журнала до неё: 0" in said[1]
    assert "записей журнала до неё: 1" in said[2]


def test_a_code_that_is_not_there_is_refused(school: Path, otklik: Otklik, codes: list[str]) -> None:
    answer = otklik("check", school, "--code", codes[1], "AAAA-AAAA-AAAA")
    assert answer.code == 1
    assert f"Код {codes[1]} найден" in answer.out
    assert "Кода AAAA-AAAA-AAAA в журнале нет" in answer.err


def test_a_paper_whose_row_was_cut_off_is_found_by_its_own_code(
    school: Path, otklik: Otklik, codes: list[str]
) -> None:
    with closing(sqlite3.connect(school, isolation_level=None)) as raw:
        rules = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in rules:
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("DELETE FROM register_entries WHERE seq = 2")
        raw.execute("DELETE FROM letters WHERE id = (SELECT max(id) FROM letters)")
        raw.execute("DELETE FROM changes WHERE table_name = 'letters' AND row_key = '[2]'")
        for _, sql in rules:
            raw.execute(sql)
    assert otklik("check", school).code == 0, "the file alone is whole"
    answer = otklik("check", school, "--code", *codes)
    assert answer.code == 1
    assert codes[1] in answer.err
    assert "её запись удалена" in answer.err


def test_a_mistyped_code_is_a_sentence(school: Path, otklik: Otklik) -> None:
    answer = otklik("check", school, "--code", "12345")
    assert answer.code == 1
    assert "двенадцать знаков" in answer.err


def test_a_file_with_imported_events_is_whole(school: Path, tmp_path: Path, otklik: Otklik) -> None:
    with opened(school) as services:
        for name in ("5Ж", "6Ж"):
            add_class(services.store, name, 20)
    table = tmp_path / "журнал.csv"
    table.write_text(
        "Дата;Форма;Классы;Тема;Родителей\n"
        "31.05.2024;родительское собрание класса;5Ж, 6Ж;Проект;10\n"
        "01.06.2024;родительское собрание класса;6Ж;Проект;12\n",
        encoding="utf-8",
    )
    assert otklik("import", school, table).code == 0
    answer = otklik("check", school)
    assert answer.code == 0, answer.err + answer.out
    with opened(school) as services:
        services.history.undo()
    assert otklik("check", school).code == 0
    with opened(school) as services:
        services.history.redo()
    assert otklik("check", school).code == 0
