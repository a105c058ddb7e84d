"""The log of events, and the report for support."""

from __future__ import annotations

import getpass
import os
import sqlite3
import stat
import sys
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.models.database import Database
from desktop_app.models.school import School
from desktop_app.services.event_log import EventLog, LogKind, note_apart
from desktop_app.services.history.service import HistoryService
from desktop_app.services.letters.types import PaperKind
from desktop_app.services.store import Store
from desktop_app.services.support import save_report, support_text, without_user, without_values
from tests.services.conftest import FrozenClock
from tests.services.record import write_record


def test_prints_and_files_are_noted_newest_first_with_kind_and_number(
    store: Store, clock: FrozenClock
) -> None:
    log = EventLog(store, clock)
    log.printed(PaperKind.ORDER, "12")
    log.saved(PaperKind.MEMO, None, "docx")
    assert [(row.kind, row.sentence) for row in log.rows()] == [
        (LogKind.EXPORT, "Сохранено в файл DOCX: памятка для родителей, без номера."),
        (LogKind.PRINT, "Отправлено на печать: приказ № 12."),
    ]


def test_undo_takes_back_the_change_and_leaves_the_line(store: Store, clock: FrozenClock) -> None:
    write_record(store)
    with store.write("Школа") as session:
        session.get_one(School, 1).short_name = "Другая"
    log = EventLog(store, clock)
    log.printed(PaperKind.ORDER, "12")
    assert HistoryService(store).undo() == "Школа"
    assert [row.kind for row in log.rows()] == [LogKind.PRINT]


def test_a_file_open_for_reading_is_printed_from_without_a_line(store: Store, clock: FrozenClock) -> None:
    database = Database(store.path, read_only=True)
    EventLog(Store(database, clock), clock).printed(PaperKind.ORDER, "12")
    database.close()
    assert EventLog(store, clock).rows() == ()


def test_a_line_is_added_beside_an_open_store_but_never_to_another_schema(
    store: Store, clock: FrozenClock
) -> None:
    assert note_apart(store.path, LogKind.COPY, "Сделана копия № 1.", clock.now())
    assert [row.sentence for row in EventLog(store, clock).rows()] == ["Сделана копия № 1."]
    assert not store.changed
    with closing(sqlite3.connect(store.path)) as raw:
        raw.execute("PRAGMA user_version=1")
    assert not note_apart(store.path, LogKind.COPY, "Сделана копия № 2.", clock.now())


def test_the_report_counts_rows_and_names_nobody(store: Store) -> None:
    write_record(store, head_name="Канарейкина Анна Петровна")
    with closing(sqlite3.connect(store.path)) as raw, raw:
        raw.execute("UPDATE school SET head_name = 'Канарейкина «Два» Анна', phone = '(3952) 98-76-54'")
    text = support_text(store.path)
    assert "  appointments: 1\n" in text
    assert "изменено не программой" in text
    for secret in ("Канарейкина", "Анна", "98-76-54", "Светлова", str(store.path), store.path.name):
        assert secret not in text


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("Таблица «school», строка 1: тип («А «Б», стало «Г»).", "Таблица «school», строка 1: тип («…»)."),
        ('Таблица «case_forms», строка "Иванов": появилась.', "Таблица «case_forms», строка …: появилась."),
        ("Бумага № 5 Иванов от 2024-06-03: год не тот.", "Бумага № … от 2024-06-03: год не тот."),
        ("Без второй кавычки «Иванов", "Без второй кавычки «…»"),
    ],
)  # fmt: skip
def test_a_sentence_of_the_check_loses_its_values(said: str, shown: str) -> None:
    assert without_values(said) == shown


def test_the_user_s_home_and_name_are_hidden(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "svetlova")
    assert without_user(f"{Path.home()}/x svetlova svetlovaya") == "~/x user svetlovaya"


@pytest.mark.skipif(sys.platform == "win32", reason="no modes there")
def test_the_report_is_for_its_owner_s_eyes_and_holds_the_text_that_was_seen(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        save_report("что видели\n", tmp_path / "x.zip")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "x.zip").stat().st_mode) == 0o600
    with zipfile.ZipFile(tmp_path / "x.zip") as packed:
        assert packed.read("otklik-report.txt").decode() == "что видели\n"
