"""Record what one transaction changes: an image of every row before and after, for undo and for proof."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    CursorResult,
    Insert,
    Text,
    event,
    func,
    insert,
    inspect,
    literal,
    null,
    select,
    type_coerce,
    update,
)
from sqlalchemy.orm import Mapper, Session, object_session

from desktop_app.models.base import Base
from desktop_app.models.enums import ChangeAction, GroupState
from desktop_app.models.history import Change, ChangeGroup

UNTRACKED = frozenset(
    {"attachment_blobs", "register_entries", "log_entries", "change_groups", "changes", "form_drafts"}
)
"""Tables with hashes of their own or that only grow, the history itself, and typing nobody has saved."""

WITNESSED = frozenset({"attachments"})
"""Tables that only grow: there is nothing to undo in them, but what was stored is remembered."""


_KEY = "recorder"


class Recorder:
    """Note every row one session writes; ``finish`` stores the group when anything changed."""

    def __init__(self, session: Session, *, label: str, made_at: datetime, final: bool) -> None:
        self._session = session
        self._group = ChangeGroup(
            made_at=made_at, label=label, state=GroupState.FINAL if final else GroupState.ACTIVE
        )
        self._changes: list[Change] = []
        self._inserted: list[tuple[type[Base], ColumnElement[bool]]] = []
        self._noted = 0
        """Rows changed by statements of their own, whose images stand in the file already."""
        session.info[_KEY] = self

    def finish(self) -> int | None:
        """Store what was recorded and return its group, None when nothing was changed.

        Whatever was undone before can no longer be redone.
        """
        del self._session.info[_KEY]
        nothing = all(change.table_name in WITNESSED for change in self._changes)
        if not self._inserted and not self._noted and nothing:
            if self._group.id is not None:
                self._session.delete(self._group)
            return None
        self._session.execute(
            update(ChangeGroup).where(ChangeGroup.state == GroupState.UNDONE).values(state=GroupState.GONE)
        )
        self._store_changes()
        for kind, rows in self._inserted:
            self._session.execute(_images_of(kind, rows, self._group.id, ChangeAction.INSERT))
        return self._group.id

    def note_rows(
        self, action: ChangeAction, kind: type[Base], rows: ColumnElement[bool], values: Mapping[str, Any]
    ) -> None:
        """Note rows that the next statement changes: their images are made now, by SQLite itself."""
        self._session.flush()
        self._store_changes()
        made = self._session.execute(_images_of(kind, rows, self._group.id, action, values))
        assert isinstance(made, CursorResult)  # noqa: S101 - every changing statement answers so
        self._noted += made.rowcount

    def _store_changes(self) -> None:
        """Store the group and what was noted of single rows so far, so that later rows come after them."""
        self._session.add(self._group)
        self._session.flush()
        for change in self._changes:
            change.group_id = self._group.id
        self._session.add_all(self._changes)
        self._session.flush()
        self._changes = []

    def note_inserted(self, kind: type[Base], rows: ColumnElement[bool]) -> None:
        """Note rows that statements of their own have inserted; their images are made when all is written."""
        self._inserted.append((kind, rows))

    def note(self, action: ChangeAction, row: Any) -> None:
        """Note one row just written; rows come in the order of their statements."""
        state = inspect(row)
        table = state.mapper.local_table.name
        if table in UNTRACKED:
            return
        now, was = _images(state)
        if action is ChangeAction.UPDATE and now == was:
            return
        columns = state.mapper.primary_key
        key = [state.mapper.get_property_by_column(column).key for column in columns]
        self._changes.append(
            Change(
                table_name=table,
                row_key=json.dumps([now[name] for name in key], ensure_ascii=False),
                action=action,
                before=None if action is ChangeAction.INSERT else _dump(was),
                after=None if action is ChangeAction.DELETE else _dump(now),
            )
        )


def note_inserted(session: Session, kind: type[Base], rows: ColumnElement[bool]) -> None:
    """Note rows of ``kind`` that were inserted past the session, where its transaction is recorded at all."""
    recorder = session.info.get(_KEY)
    if recorder is not None:
        recorder.note_inserted(kind, rows)


def note_rows(
    session: Session,
    action: ChangeAction,
    kind: type[Base],
    rows: ColumnElement[bool],
    values: Mapping[str, Any] = MappingProxyType({}),
) -> None:
    """Note rows of ``kind`` that a statement past the session is about to change or delete."""
    recorder = session.info.get(_KEY)
    if recorder is not None:
        recorder.note_rows(action, kind, rows, values)


def _images_of(
    kind: type[Base],
    rows: ColumnElement[bool],
    group_id: int,
    action: ChangeAction,
    values: Mapping[str, Any] = MappingProxyType({}),
) -> Insert:
    """Make the statement that lets SQLite itself write the images of many rows, ``values`` yet to come."""
    mapper = inspect(kind)
    stored = {mapper.get_property_by_column(column).key: column for column in mapper.local_table.columns}
    as_is = {name: type_coerce(column, Text) for name, column in stored.items()}
    to_be = as_is | {name: _to_be(stored[name], value) for name, value in values.items()}
    before = None if action is ChangeAction.INSERT else _json(as_is)
    after = None if action is ChangeAction.DELETE else _json(to_be)
    sides = {name: image for name, image in (("before", before), ("after", after)) if image is not None}
    images = (
        select(
            literal(group_id),
            literal(kind.__tablename__),
            func.json_array(*(type_coerce(column, Text) for column in mapper.primary_key)),
            literal(action.value),
            *sides.values(),
        )
        .where(rows)
        .order_by(*mapper.primary_key)
    )
    return insert(Change).from_select(["group_id", "table_name", "row_key", "action", *sides], images)


def _to_be(column: ColumnElement[Any], value: Any) -> ColumnElement[Any]:
    return null() if value is None else literal(value, column.type)


def _json(image: Mapping[str, ColumnElement[Any]]) -> ColumnElement[Any]:
    return func.json_object(*(part for name, value in image.items() for part in (name, value)))


def _listen(name: str, action: ChangeAction) -> None:
    """Hear of every row of every class; unlike a session's own lists this sees orphans and cascades too."""

    def on_written(_mapper: Mapper[Any], _connection: Connection, row: Any) -> None:
        session = object_session(row)
        recorder = session.info.get(_KEY) if session is not None else None
        if recorder is not None:
            recorder.note(action, row)

    event.listen(Base, name, on_written, propagate=True)


_listen("after_insert", ChangeAction.INSERT)
_listen("after_update", ChangeAction.UPDATE)
_listen("after_delete", ChangeAction.DELETE)


def _images(state: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the row as it is now and as it was, by column name, in the form it is stored in."""
    now: dict[str, Any] = {}
    was: dict[str, Any] = {}
    for attribute in state.mapper.column_attrs:
        name = attribute.key
        column = attribute.columns[0]
        history = state.attrs[name].history
        value = state.attrs[name].value
        now[name] = _stored(column, value)
        was[name] = _stored(column, history.deleted[0]) if history.deleted else now[name]
    return now, was


def _stored(column: Any, value: Any) -> Any:
    bind = getattr(column.type, "process_bind_param", None)
    return bind(value, None) if bind is not None else value


def _dump(image: dict[str, Any]) -> str:
    return json.dumps(image, ensure_ascii=False, sort_keys=True)
