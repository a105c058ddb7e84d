"""Take back, or do again, many rows of one step in a few statements: an import may have 100,000.

A step is played in one direction: every row has to be as one of its images says (``have``; none: it is not
there) and becomes what the other one says (``want``; none: it goes).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from desktop_app.models.base import Base
from desktop_app.models.enums import ChangeAction
from desktop_app.models.history import Change, ChangeGroup
from desktop_app.services.history.recorder import WITNESSED

MANY: Final = 200
"""From so many rows of one table on, all changed in the same way, they are dealt with together."""
AT_ONCE: Final = 2_000
"""Rows a statement: a user who no longer wants it is heard between two of them."""

Stepped = Callable[[int], None]
"""Is told how many rows more are done, and may raise to stop."""


@dataclass(frozen=True, slots=True)
class Bunch:
    """The rows of one table that a step inserted, changed or deleted, and which way it is played now."""

    group_id: int
    table: str
    action: ChangeAction
    back: bool
    """Taken back; otherwise done again."""

    @property
    def have(self) -> str | None:
        """The column with the images the rows have to have, or None when they must not be there."""
        absent = ChangeAction.DELETE if self.back else ChangeAction.INSERT
        return None if self.action is absent else "after" if self.back else "before"

    @property
    def want(self) -> str | None:
        """The column with the images the rows get, or None when they go."""
        absent = ChangeAction.INSERT if self.back else ChangeAction.DELETE
        return None if self.action is absent else "before" if self.back else "after"


def bunches_of(session: Session, group: ChangeGroup, *, back: bool) -> tuple[Bunch, ...]:
    """Return the tables of which the step changed many rows, each once and all alike, in their order."""
    rows = session.execute(
        select(Change.table_name, func.min(Change.action).label("action"))
        .where(Change.group_id == group.id, Change.table_name.not_in(WITNESSED))
        .group_by(Change.table_name)
        .having(
            func.count() >= MANY,
            func.min(Change.action) == func.max(Change.action),
            func.count(Change.row_key.distinct()) == func.count(),
        )
        .order_by(func.min(Change.id))
    )
    return tuple(Bunch(group.id, row.table_name, ChangeAction(row.action), back) for row in rows)


def rows_differ(session: Session, bunch: Bunch) -> bool:
    """Tell whether a row is not as the history says, or stands where one is to come back."""
    key = _keys(bunch.table)[0]
    wrong = f"t.{key} IS NOT NULL"
    if bunch.have is not None:
        unlike = (
            f"json_extract(c.{bunch.have}, '$.{name}') IS NOT t.{name}" for name in _columns(bunch.table)
        )
        wrong = f"(t.{key} IS NULL OR {' OR '.join(unlike)})"
    found = session.execute(
        text(
            f"SELECT 1 FROM changes c LEFT JOIN {bunch.table} t ON {_same_key(bunch.table)} "  # noqa: S608 - own names
            f"WHERE c.group_id = :g AND c.table_name = :t AND {wrong} LIMIT 1"
        ),
        {"g": bunch.group_id, "t": bunch.table},
    )
    return found.first() is not None


def play(session: Session, bunch: Bunch, step: Stepped) -> None:
    """Make every row of a bunch what it is to be."""
    statement = text(_statement(bunch))
    own = (Change.group_id == bunch.group_id, Change.table_name == bunch.table)
    ids = list(session.scalars(select(Change.id).where(*own).order_by(Change.id)))
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        session.execute(
            statement, {"g": bunch.group_id, "t": bunch.table, "first": some[0], "last": some[-1]}
        )
        step(len(some))


def _statement(bunch: Bunch) -> str:
    table, names, keys = bunch.table, _columns(bunch.table), _keys(bunch.table)
    these = "c.group_id = :g AND c.table_name = :t AND c.id BETWEEN :first AND :last"
    if bunch.want is None:
        values = ", ".join(f"json_extract(c.row_key, '$[{place}]')" for place in range(len(keys)))
        return (
            f"DELETE FROM {table} WHERE ({', '.join(keys)}) IN "  # noqa: S608 - own names
            f"(SELECT {values} FROM changes c WHERE {these})"
        )
    if bunch.have is None:
        values = ", ".join(f"json_extract(c.{bunch.want}, '$.{name}')" for name in names)
        return (
            f"INSERT INTO {table} ({', '.join(names)}) "  # noqa: S608 - own names
            f"SELECT {values} FROM changes c WHERE {these} ORDER BY c.id"
        )
    values = ", ".join(
        f"{name} = json_extract(c.{bunch.want}, '$.{name}')" for name in names if name not in keys
    )
    return f"UPDATE {table} AS t SET {values} FROM changes AS c WHERE {these} AND {_same_key(table)}"  # noqa: S608 - own names


def _columns(table: str) -> tuple[str, ...]:
    return tuple(column.name for column in Base.metadata.tables[table].columns)


def _keys(table: str) -> tuple[str, ...]:
    return tuple(column.name for column in Base.metadata.tables[table].primary_key.columns)


def _same_key(table: str) -> str:
    return " AND ".join(
        f"t.{name} = json_extract(c.row_key, '$[{place}]')" for place, name in enumerate(_keys(table))
    )
