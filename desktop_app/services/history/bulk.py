"""Take back, or bring back, many rows of one step in a few statements: an import may have 100,000."""

from __future__ import annotations

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from desktop_app.models.base import Base
from desktop_app.models.enums import ChangeAction
from desktop_app.models.history import Change, ChangeGroup

MANY = 200
"""From so many inserted rows of one table on they are dealt with together."""


def tables_at_once(session: Session, group: ChangeGroup) -> tuple[str, ...]:
    """Return the tables into which the step only inserted, and many rows, in the order they were written."""
    rows = session.execute(
        select(Change.table_name)
        .where(Change.group_id == group.id)
        .group_by(Change.table_name)
        .having(func.count() >= MANY, func.sum(Change.action != ChangeAction.INSERT) == 0)
        .order_by(func.min(Change.id))
    )
    return tuple(row.table_name for row in rows)


def rows_differ(session: Session, group: ChangeGroup, table: str, *, there: bool) -> bool:
    """Tell whether a row is not as the step left it (``there``), or stands where it is to come back.

    Images are compared as SQLite writes them; those of single rows look otherwise and are told to differ.
    """
    image = ", ".join(f"'{name}', t.{name}" for name in _columns(table))
    wrong = f"c.after IS NOT json_object({image})" if there else f"t.{_keys(table)[0]} IS NOT NULL"
    found = session.execute(
        text(
            f"SELECT 1 FROM changes c LEFT JOIN {table} t ON {_same_key(table)} "  # noqa: S608 - own names
            f"WHERE c.group_id = :g AND c.table_name = :t AND {wrong} LIMIT 1"
        ),
        {"g": group.id, "t": table},
    )
    return found.first() is not None


def delete_rows(session: Session, group: ChangeGroup, table: str) -> None:
    """Delete every row that the step inserted into ``table``."""
    keys = ", ".join(_keys(table))
    values = ", ".join(f"json_extract(row_key, '$[{place}]')" for place in range(len(_keys(table))))
    session.execute(
        text(
            f"DELETE FROM {table} WHERE ({keys}) IN "  # noqa: S608 - own names
            f"(SELECT {values} FROM changes WHERE group_id = :g AND table_name = :t)"
        ),
        {"g": group.id, "t": table},
    )


def insert_rows(session: Session, group: ChangeGroup, table: str) -> None:
    """Insert every row that the step had inserted into ``table``, as it was."""
    names = _columns(table)
    values = ", ".join(f"json_extract(after, '$.{name}')" for name in names)
    session.execute(
        text(
            f"INSERT INTO {table} ({', '.join(names)}) "  # noqa: S608 - own names
            f"SELECT {values} FROM changes WHERE group_id = :g AND table_name = :t ORDER BY id"
        ),
        {"g": group.id, "t": table},
    )


def _columns(table: str) -> tuple[str, ...]:
    return tuple(column.name for column in Base.metadata.tables[table].columns)


def _keys(table: str) -> tuple[str, ...]:
    return tuple(column.name for column in Base.metadata.tables[table].primary_key.columns)


def _same_key(table: str) -> str:
    return " AND ".join(
        f"t.{name} = json_extract(c.row_key, '$[{place}]')" for place, name in enumerate(_keys(table))
    )
