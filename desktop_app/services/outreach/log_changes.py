"""Which events were changed since they were last looked at, told by SQLite itself.

Triggers of the connection, not of the file: they hear of every way a row can change (a form, an import, undo,
a cascade), cost nothing to whoever does not look, and leave the stored schema alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from sqlalchemy import Connection
from sqlalchemy.orm import Session

_TABLES: Final = (("outreach_entries", "id"), ("outreach_classes", "entry_id"))
_KNOWN: Final = "(SELECT top FROM temp.outreach_known)"


class LogChanges:
    """The ids changed among those up to ``top``; what is above is new anyway and is not noted one by one."""

    def installed(self, session: Session) -> bool:
        """Tell whether this very connection has been listening since ``install``."""
        found = "SELECT count(*) FROM sqlite_temp_master WHERE name = 'outreach_touched'"
        return bool(_of(session).exec_driver_sql(found).scalar())

    def install(self, session: Session) -> None:
        """Begin to listen, nothing being known yet."""
        connection = _of(session)
        connection.exec_driver_sql("CREATE TEMP TABLE outreach_touched (entry_id INTEGER PRIMARY KEY)")
        connection.exec_driver_sql("CREATE TEMP TABLE outreach_known (top INTEGER NOT NULL)")
        connection.exec_driver_sql("INSERT INTO temp.outreach_known VALUES (0)")
        for verb in ("INSERT", "UPDATE", "DELETE"):
            _listen(connection, verb)

    def know(self, session: Session, top: int) -> None:
        """Note changes of the ids up to ``top`` from now on."""
        _of(session).exec_driver_sql("UPDATE temp.outreach_known SET top = ?", (top,))

    def waiting(self, session: Session) -> int:
        """Return how many ids are noted."""
        return int(_of(session).exec_driver_sql("SELECT count(*) FROM temp.outreach_touched").scalar() or 0)

    def take(self, session: Session, most: int) -> tuple[int, ...]:
        """Return some of the ids noted and note them no more, unless this transaction is taken back."""
        connection = _of(session)
        rows = connection.exec_driver_sql(
            "SELECT entry_id FROM temp.outreach_touched ORDER BY entry_id LIMIT ?", (most,)
        )
        ids = tuple(int(row[0]) for row in rows)
        if ids:
            connection.exec_driver_sql("DELETE FROM temp.outreach_touched WHERE entry_id <= ?", (ids[-1],))
        return ids

    def drop(self, session: Session) -> None:
        """Note none of them: everything is read anew."""
        _of(session).exec_driver_sql("DELETE FROM temp.outreach_touched")
        self.know(session, 0)


@contextmanager
def unheard(session: Session, first: int) -> Iterator[None]:
    """Insert many events with ids from ``first`` on: hearing of each would cost as much as inserting it."""
    connection = _of(session)
    listening = LogChanges().installed(session)
    if listening:
        for table, _ in _TABLES:
            connection.exec_driver_sql(f"DROP TRIGGER temp.{table}_insert")
    yield
    if listening:
        _listen(connection, "INSERT")
        connection.exec_driver_sql(
            "INSERT OR IGNORE INTO temp.outreach_touched "  # noqa: S608 - own names
            f"SELECT id FROM main.outreach_entries WHERE id BETWEEN ? AND {_KNOWN}",
            (first,),
        )


def _listen(connection: Connection, verb: str) -> None:
    row = "OLD" if verb == "DELETE" else "NEW"
    for table, key in _TABLES:
        connection.exec_driver_sql(
            f"CREATE TEMP TRIGGER {table}_{verb.lower()} AFTER {verb} ON main.{table} "  # noqa: S608 - own names
            f"WHEN {row}.{key} <= {_KNOWN} "
            f"BEGIN INSERT OR IGNORE INTO outreach_touched VALUES ({row}.{key}); END"
        )


def _of(session: Session) -> Connection:
    return session.connection()
