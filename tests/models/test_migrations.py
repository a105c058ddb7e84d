"""Old files open: the four promises of every migration, on real files."""

from __future__ import annotations

import os
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from desktop_app.models.connection import APPLICATION_ID, SCHEMA_VERSION
from desktop_app.models.database import Database, make_engine
from desktop_app.models.schema import FileState, create_file, file_state, upgrade
from desktop_app.models.tables import metadata
from desktop_app.services.integrity import check_file

FROZEN = Path(__file__).parent.parent / "data" / "schemas"


def dump(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return sorted(line for line in connection.iterdump() if "alembic_version" not in line)
    finally:
        connection.close()


def schema(path: Path) -> list[tuple[str, ...]]:
    connection = sqlite3.connect(path)
    try:
        return sorted(connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
    finally:
        connection.close()


def test_the_models_equal_the_head(tmp_path: Path) -> None:
    path = tmp_path / "new.otklik"
    create_file(path)
    engine = make_engine(path)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        for table in metadata.sorted_tables:
            stored = connection.exec_driver_sql(
                "SELECT sql FROM sqlite_master WHERE name = ?", (table.name,)
            ).scalar_one()
            # autogenerate does not look at checks and strictness, so they are counted
            assert stored.upper().count(" CHECK ") == sum(
                type(constraint).__name__ == "CheckConstraint" for constraint in table.constraints
            ), table.name
            assert stored.rstrip().endswith("STRICT"), table.name
    engine.dispose()


def test_up_down_and_up_again(tmp_path: Path) -> None:
    path = tmp_path / "new.otklik"
    create_file(path)
    whole = schema(path)
    upgrade(path, "base")
    assert [row[1] for row in schema(path)] == ["alembic_version"]
    upgrade(path)
    assert schema(path) == whole
    assert file_state(path) is FileState.CURRENT


@pytest.mark.parametrize("frozen", sorted(FROZEN.glob("*.otklik")), ids=lambda path: path.stem)
def test_a_frozen_file_of_every_released_schema_opens_with_its_data(tmp_path: Path, frozen: Path) -> None:
    path = tmp_path / frozen.name
    shutil.copyfile(frozen, path)
    before = counts(path)
    upgrade(path)
    assert file_state(path) is FileState.CURRENT
    after = counts(path)
    assert {name: after.get(name) for name in before} == before
    assert all(before.values()), "an empty table of a frozen file proves nothing"
    assert check_file(path) == ()


def test_upgrading_what_is_up_to_date_changes_nothing(tmp_path: Path) -> None:
    frozen = max(FROZEN.glob("*.otklik"))
    path = tmp_path / frozen.name
    shutil.copyfile(frozen, path)
    upgrade(path)
    before = dump(path)
    upgrade(path)
    assert dump(path) == before


def counts(path: Path) -> dict[str, int]:
    connection = sqlite3.connect(path)
    try:
        tables = [
            name
            for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            if name != "alembic_version" and not name.startswith("sqlite_")
        ]
        return {
            name: int(connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0])  # noqa: S608
            for name in tables
        }
    finally:
        connection.close()


def test_a_new_file_is_marked_and_private(tmp_path: Path) -> None:
    path = tmp_path / "new.otklik"
    create_file(path)
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    connection.close()
    assert os.name != "posix" or path.stat().st_mode & 0o077 == 0
    with pytest.raises(FileExistsError):
        create_file(path)


def test_the_settings_that_lose_nothing_are_on(tmp_path: Path) -> None:
    path = tmp_path / "new.otklik"
    create_file(path)
    database = Database(path)
    with database.session() as session:
        values = {
            name: session.connection().exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys", "secure_delete", "trusted_schema")
        }
    database.close()
    assert values == {
        "journal_mode": "truncate",
        "synchronous": 3,
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
    }


def test_other_files_are_recognised(tmp_path: Path) -> None:
    text = tmp_path / "text.otklik"
    text.write_text("не база", encoding="utf-8")
    assert file_state(text) is FileState.FOREIGN
    newer = tmp_path / "newer.otklik"
    create_file(newer)
    connection = sqlite3.connect(newer)
    connection.execute(f"PRAGMA user_version={SCHEMA_VERSION + 1}")
    connection.close()
    assert file_state(newer) is FileState.NEWER


@pytest.mark.parametrize("wrong", ["abc", "2024-13-01", "2024-02-30", "05.06.2024", "2024-6-5", ""])
def test_the_database_itself_refuses_what_is_no_date(tmp_path: Path, wrong: str) -> None:
    path = tmp_path / "new.otklik"
    create_file(path)
    connection = sqlite3.connect(path)
    insert = "INSERT INTO outreach_entries (held_on, form, topic) VALUES (?, 'leaflet', 'Тема')"
    with pytest.raises(sqlite3.IntegrityError, match="held_on_is_date"):
        connection.execute(insert, (wrong,))
    connection.execute(insert, ("2024-02-29",))
    connection.close()


def test_files_made_at_the_same_time_do_not_mix(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.otklik" for number in range(8)]
    with ThreadPoolExecutor(max_workers=4) as pool:
        list(pool.map(create_file, paths))
    assert len({tuple(schema(path)) for path in paths}) == 1
    assert {file_state(path) for path in paths} == {FileState.CURRENT}
