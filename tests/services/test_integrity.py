"""A file changed behind the program's back is found out, whatever was changed, and never with a traceback."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from desktop_app.models.database import Database
from desktop_app.services.integrity import check_file
from desktop_app.services.letters.service import LetterService
from desktop_app.services.letters.types import LetterDraft, PaperKind
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock
from tests.services.record import FakeRenderer, add_portal, write_record


@pytest.fixture
def registered(database: Database, store: Store, clock: FrozenClock) -> Path:
    """A closed file with four papers: an order, a sent letter, a void one and a plain one."""
    write_record(store)
    add_portal(store, "Сайт школы", "verified", placed_on=date(2024, 6, 3))
    letters = LetterService(store, clock, FakeRenderer())
    letters.register(letters.create(LetterDraft(kind=PaperKind.ORDER)).id)
    sent, void, _ = [
        letters.register(letters.create(LetterDraft(kind=PaperKind.CONFIRMATION)).id) for _ in range(3)
    ]
    letters.mark_sent(sent.id, date(2024, 6, 3), "почтой")
    letters.void(void.id, "ошибка в адресате")
    database.close()
    return store.path


def tamper(path: Path, *statements: str, keep_triggers: bool = False) -> None:
    """Change the file with plain SQLite; triggers are dropped and put back as they were."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers if not keep_triggers else ():
            raw.execute(f"DROP TRIGGER {name}")
        raw.execute("PRAGMA ignore_check_constraints=ON")
        for statement in statements:
            raw.execute(statement)
        for _, sql in triggers if not keep_triggers else ():
            raw.execute(sql)


def test_a_whole_file_has_no_problems(registered: Path) -> None:
    before = registered.read_bytes()
    assert check_file(registered) == ()
    assert registered.read_bytes() == before


FORGED = "0" * 63 + "1"
"""A hash of the right length that is not the right one; ``FORGED`` in a statement stands for it."""


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE register_entries SET number = '77' WHERE seq = 2", "Запись 2"),
        ("UPDATE register_entries SET dated = '2024-06-01' WHERE seq = 1", "Запись 1"),
        ("UPDATE register_entries SET subject = 'О другом' WHERE seq = 3", "содержание"),
        ("UPDATE register_entries SET recorded_at = '2020-01-01T00:00:00+00:00' WHERE seq = 1", "сумма"),
        ("UPDATE register_entries SET entry_hash = 'FORGED' WHERE seq = 4", "Запись 5"),
        ("UPDATE register_entries SET entry_hash = 'FORGED' WHERE seq = 5", "Запись 5"),
        ("UPDATE register_entries SET previous_hash = 'FORGED' WHERE seq = 1", "не продолжает"),
        ("UPDATE register_entries SET event = 'registered' WHERE seq = 5", "аннулирована"),
        ("UPDATE register_entries SET seq = 50 WHERE seq = 5", "Запись 50"),
        ("DELETE FROM register_entries WHERE seq = 2", "не продолжает"),
        ("DELETE FROM register_entries WHERE seq = 4", "Бумага № 3"),
        ("DELETE FROM register_entries WHERE seq = 5", "записи об этом в журнале нет"),
        ("DELETE FROM register_entries", "записи в журнале нет"),
        ("UPDATE letters SET number = '99' WHERE id = 2", "номер"),
        ("UPDATE letters SET dated = '2024-06-02' WHERE id = 2", "дата"),
        ("UPDATE letters SET text = text || ' и ещё' WHERE id = 2", "текст"),
        ("UPDATE letters SET addressee = 'Кому-то' WHERE id = 2", "адресат"),
        ("UPDATE letters SET sheets = 9 WHERE id = 2", "число листов"),
        ("UPDATE letters SET state = 'registered' WHERE id = 3", "аннулировании"),
        ("UPDATE letters SET void_reason = 'другая' WHERE id = 3", "причина"),
        ("UPDATE letters SET pdf_id = (SELECT pdf_id FROM letters WHERE id = 1) WHERE id = 2", "файл PDF"),
        ("UPDATE letters SET sha256 = 'FORGED' WHERE id = 2", "PDF"),
        ("DELETE FROM letters WHERE id = 4", "которой в файле нет"),
        (
            "UPDATE attachment_blobs SET content = CAST(content || x'20' AS BLOB) WHERE attachment_id = 1",
            "размер",
        ),
        ("UPDATE attachment_blobs SET content = zeroblob(length(content)) WHERE attachment_id = 3", "сумма"),
        ("DELETE FROM attachment_blobs WHERE attachment_id = 4", "содержимого в файле нет"),
        ("UPDATE attachments SET size = size + 1 WHERE id = 2", "размер"),
        ("UPDATE attachments SET sha256 = 'FORGED' WHERE id = 2", "сумма"),
        ("UPDATE requirements SET directive_id = 9", "которой нет"),
        ("UPDATE placements SET proof_id = 900", "которой нет"),
    ],
)
def test_every_change_of_a_row_is_found(registered: Path, statement: str, said: str) -> None:
    tamper(registered, statement.replace("FORGED", FORGED))
    problems = check_file(registered)
    assert any(said in problem for problem in problems), problems


def test_a_tail_cut_off_with_its_paper_is_remembered_by_the_history(registered: Path) -> None:
    tamper(
        registered,
        "DELETE FROM register_entries WHERE letter_id = 4",
        "UPDATE register_entries SET seq = 4 WHERE seq = 5",
        "DELETE FROM letters WHERE id = 4",
    )
    assert any("№ 3 была зарегистрирована" in problem for problem in check_file(registered))


def test_dropping_and_restoring_the_rules_alone_leaves_no_mark(registered: Path) -> None:
    tamper(registered, "UPDATE letters SET sheets = sheets")
    assert check_file(registered) == ()


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("DROP TRIGGER letters_registered_fixed", "защитное правило «letters_registered_fixed»"),
        ("DROP TRIGGER register_entries_stay", "защитное правило «register_entries_stay»"),
        ("DROP INDEX ix_letters_pdf_id", "«ix_letters_pdf_id»"),
        ("DROP TABLE changes", "таблица «changes»"),
        ("CREATE TABLE guests (x)", "чего программа не создавала: таблица «guests»"),
        (
            "CREATE TRIGGER hidden AFTER INSERT ON letters BEGIN DELETE FROM outreach_entries; END",
            "чего программа не создавала: защитное правило «hidden»",
        ),
        ("CREATE VIEW peep AS SELECT * FROM letters", "представление «peep»"),
        ("ALTER TABLE school ADD COLUMN spare TEXT", "таблица «school»"),
    ],
)
def test_every_change_of_the_schema_is_found(registered: Path, statement: str, said: str) -> None:
    tamper(registered, statement, keep_triggers=True)
    assert any(said in problem for problem in check_file(registered))


def test_a_weakened_rule_is_found(registered: Path) -> None:
    tamper(
        registered,
        "DROP TRIGGER attachment_blobs_fixed",
        "CREATE TRIGGER attachment_blobs_fixed BEFORE UPDATE ON attachment_blobs BEGIN SELECT 1; END",
        keep_triggers=True,
    )
    assert any("изменено защитное правило «attachment_blobs_fixed»" in one for one in check_file(registered))


def _cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _scribble(data: bytes) -> bytes:
    middle = len(data) // 3
    return data[:middle] + b"\xa5" * 9000 + data[middle + 9000 :]


def _nothing(_: bytes) -> bytes:
    return b""


def _other(_: bytes) -> bytes:
    return b"PK\x03\x04" + b"not a database" * 100


@pytest.mark.parametrize("damage", [_cut, _scribble, _nothing, _other])
def test_damage_of_the_file_is_a_sentence(registered: Path, damage: Callable[[bytes], bytes]) -> None:
    registered.write_bytes(damage(registered.read_bytes()))
    problems = check_file(registered)
    assert problems
    assert all(any("а" <= char <= "я" for char in problem) for problem in problems)


def test_damaged_pages_one_after_another_never_raise(registered: Path) -> None:
    whole = registered.read_bytes()
    for page in range(0, len(whole), 4096 * 3):
        registered.write_bytes(whole[: page + 50] + b"\xff" * 400 + whole[page + 450 :])
        assert isinstance(check_file(registered), tuple)


def test_a_missing_file_and_a_foreign_database_are_named(tmp_path: Path) -> None:
    assert "Файла нет" in check_file(tmp_path / "нет.otklik")[0]
    with closing(sqlite3.connect(tmp_path / "other.otklik")) as raw:
        raw.execute("CREATE TABLE x (y)")
    assert "не файл программы" in check_file(tmp_path / "other.otklik")[0]


def test_a_newer_file_is_left_to_its_program(registered: Path) -> None:
    tamper(registered, "PRAGMA user_version=99", keep_triggers=True)
    assert "другой версии" in check_file(registered)[0]
