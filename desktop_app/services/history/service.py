"""Undo and redo, by putting back the images that the recorder kept."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from sqlalchemy import ColumnElement, TableClause, and_, column, delete, func, insert, select, table, update
from sqlalchemy.orm import Session

from desktop_app.models.enums import GroupState
from desktop_app.models.history import Change, ChangeGroup
from desktop_app.models.tables import metadata
from desktop_app.services.errors import AppError
from desktop_app.services.history.bulk import bunches_of, play, rows_differ
from desktop_app.services.history.recorder import WITNESSED
from desktop_app.services.history.types import UndoState
from desktop_app.services.steps import Step, quietly
from desktop_app.services.store import Store

LONG: Final = 100
"""More rows than these are put back while somebody waits."""


class HistoryService:
    """What was done to the file, and the way back."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def state(self) -> UndoState:
        """Return the labels of what undo and redo would do now."""
        with self._store.read() as session:
            last, undone = _last(session), _next(session)
            return UndoState(
                undo=last.label if last else "",
                redo=undone.label if undone else "",
                last=last.id if last else 0,
                undo_is_long=_is_long(session, last),
                redo_is_long=_is_long(session, undone),
            )

    def undo(self, step: Step = quietly) -> str:
        """Take back the last change and return its label; raises ``AppError`` when there is none.

        ``step`` is told how many rows of how many are done, and may raise: then nothing has changed.
        """
        with self._store.write_unrecorded() as session:
            group = _last(session)
            if group is None:
                raise AppError("Отменять нечего.")
            _play(session, group, step, back=True)
            group.state = GroupState.UNDONE
            return group.label

    def redo(self, step: Step = quietly) -> str:
        """Do again what was undone last and return its label; raises ``AppError`` when there is none.

        ``step`` as in ``undo``.
        """
        with self._store.write_unrecorded() as session:
            group = _next(session)
            if group is None:
                raise AppError("Возвращать нечего.")
            _play(session, group, step, back=False)
            group.state = GroupState.ACTIVE
            return group.label

    def seal(self) -> None:
        """Make everything done so far final, as after loading a card: there is no way back before it."""
        with self._store.write_unrecorded() as session:
            session.execute(
                update(ChangeGroup)
                .where(ChangeGroup.state == GroupState.ACTIVE)
                .values(state=GroupState.FINAL)
            )


def _last(session: Session) -> ChangeGroup | None:
    """Return the newest group that is done, unless it is final: undo never jumps over a registration."""
    done = ChangeGroup.state.in_((GroupState.ACTIVE, GroupState.FINAL))
    group = session.scalars(select(ChangeGroup).where(done).order_by(ChangeGroup.id.desc()).limit(1)).first()
    return group if group is not None and group.state == GroupState.ACTIVE else None


def _next(session: Session) -> ChangeGroup | None:
    undone = ChangeGroup.state == GroupState.UNDONE
    return session.scalars(select(ChangeGroup).where(undone).order_by(ChangeGroup.id).limit(1)).first()


def _is_long(session: Session, group: ChangeGroup | None) -> bool:
    """Tell whether a step has more than ``LONG`` rows; no more of them are counted."""
    if group is None:
        return False
    beyond = select(Change.id).where(Change.group_id == group.id).offset(LONG).limit(1)
    return session.scalar(beyond) is not None


def _play(session: Session, group: ChangeGroup, step: Step, *, back: bool) -> None:
    """Turn every row of a step into its other image: many at once, and row by row what there is any doubt of.

    Back, the rows go the other way round, so that nothing hangs on what is gone.
    """
    session.connection().exec_driver_sql("PRAGMA defer_foreign_keys=ON")
    total = session.scalar(select(func.count()).where(Change.group_id == group.id)) or 0
    done = 0

    def moved(rows: int) -> None:
        nonlocal done
        done += rows
        step(min(done, total), total)

    bunches = [one for one in bunches_of(session, group, back=back) if not rows_differ(session, one)]
    single = _changes(session, group, without=tuple(one.table for one in bunches))

    def play_single() -> None:
        for change in reversed(single) if back else single:
            have, want = (change.after, change.before) if back else (change.before, change.after)
            _apply(session, change, have=have, want=want)
            moved(1)

    if back:
        play_single()
    for bunch in reversed(bunches) if back else bunches:
        play(session, bunch, moved)
    if not back:
        play_single()


def _changes(session: Session, group: ChangeGroup, *, without: tuple[str, ...]) -> list[Change]:
    """Return the step's changes in their order, but for the tables named."""
    wanted = (Change.group_id == group.id, Change.table_name.not_in((*without, *WITNESSED)))
    return list(session.scalars(select(Change).where(*wanted).order_by(Change.id)))


def _apply(session: Session, change: Change, *, have: str | None, want: str | None) -> None:
    """Turn a row from one image into the other; refuse when the row is not what the history says."""
    rows = _untyped(change.table_name)
    where = _where(rows, json.loads(change.row_key))
    connection = session.connection()
    if _image(connection.execute(select(rows).where(where)).mappings().first()) != _load(have):
        raise AppError(
            "Запись изменилась после этого действия, отменить его нельзя.",
            hint="Исправьте запись вручную.",
        )
    target = _load(want)
    if target is None:
        connection.execute(delete(rows).where(where))
    elif have is None:
        connection.execute(insert(rows).values(target))
    else:
        connection.execute(update(rows).where(where).values(target))


def _untyped(name: str) -> TableClause:
    """Return the table without Python-side types: images hold what is stored, not what it means."""
    return table(name, *(column(stored.name) for stored in metadata.tables[name].columns))


def _where(rows: TableClause, key: Iterable[Any]) -> ColumnElement[bool]:
    names = [stored.name for stored in metadata.tables[rows.name].primary_key.columns]
    return and_(*(rows.c[name] == value for name, value in zip(names, key, strict=True)))


def _load(image: str | None) -> dict[str, Any] | None:
    return None if image is None else json.loads(image)


def _image(row: Any) -> dict[str, Any] | None:
    return None if row is None else dict(row)
