"""Change or delete many rows of one table in two statements, noted in the history as the session would."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, delete, update
from sqlalchemy.orm import Session

from desktop_app.models.base import Base
from desktop_app.models.enums import ChangeAction
from desktop_app.services.history.recorder import note_rows


def update_rows(
    session: Session, kind: type[Base], rows: ColumnElement[bool], values: Mapping[str, Any]
) -> int:
    """Set ``values`` by column name in the rows meant; return how many there were."""
    note_rows(session, ChangeAction.UPDATE, kind, rows, values)
    return _number(session, update(kind).where(rows).values(**values))


def delete_rows(session: Session, kind: type[Base], rows: ColumnElement[bool]) -> int:
    """Delete the rows meant; return how many there were. What hangs on them is to be deleted before."""
    note_rows(session, ChangeAction.DELETE, kind, rows)
    return _number(session, delete(kind).where(rows))


def _number(session: Session, statement: Any) -> int:
    result = session.execute(statement.execution_options(synchronize_session=False))
    assert isinstance(result, CursorResult)  # noqa: S101 - every changing statement answers so
    return result.rowcount
