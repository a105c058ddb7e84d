"""Whether the open file is still the one at its path: a stick is pulled and put back, a cloud swaps files.

An open file outlives its name: without this, a paper could be registered in a file that nobody will ever open
again. SQLite sees a file that moved when it opens its journal, but says «read only»; and its connection does
not find the way back when the stick is in again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from desktop_app.models.database import Database
from desktop_app.services.errors import StorageError

_Stamp = tuple[object, ...]

_STAMP: Final = text(
    "SELECT (SELECT max(id) FROM change_groups), (SELECT max(seq) FROM register_entries),"
    " (SELECT entry_hash FROM register_entries ORDER BY seq DESC LIMIT 1),"
    " (SELECT label || made_at FROM change_groups ORDER BY id DESC LIMIT 1)"
)
"""The state of a record in four values; a log line or a kept form does not change them."""
_LOST_CODES: Final = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOTADB}


class Anchor:
    """Hold on to one file through one ``Database``."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._place = _place(database.path)
        self._stamps: set[_Stamp] = set()
        """The states the record may be in: one, or two after a commit that raised."""
        self._lost = False
        self.replaced = False
        """Whether another file, or another state of it, is in its place: only opening it anew helps."""

    def hold(self) -> None:
        """Make sure that a change goes into the file at the path; raises ``StorageError``, ``sqlite3.Error``.

        A file that was away and is back as it was is taken up again.
        """
        now = _place(self._database.path)
        if now is None:
            self._lost = True
            raise StorageError(
                "Файла нет на прежнем месте: флешка вынута или файл перемещён. Изменение не сохранено.",
                hint="Верните флешку или файл на место и повторите: введённое осталось в окне.",
            )
        if now != self._place or self._lost:
            self._take_up(now)

    def look(self, session: Session) -> None:
        """Remember the state of the record when nothing is remembered yet."""
        if not self._stamps:
            self._stamps = {_stamp(session)}

    @contextmanager
    def changing(self) -> Iterator[Session]:
        """Run one changing transaction in the file at the path; raises as ``hold`` and the commit do."""
        self.hold()
        try:
            with self._database.changing() as session:
                self.look(session)
                yield session
                session.flush()
                after = _stamp(session)
                self._stamps.add(after)  # from here on only the commit can raise, and may have been made
        except (DBAPIError, sqlite3.Error) as error:
            original = error.orig if isinstance(error, DBAPIError) else error
            code = getattr(original, "sqlite_errorcode", None)
            self._lost = self._lost or (code is not None and code & 0xFF in _LOST_CODES)
            raise
        self._stamps = {after}

    def _take_up(self, now: tuple[int, int]) -> None:
        self._database.reconnect()
        with self._database.session() as session:
            found = _stamp(session)
        if self._stamps and found not in self._stamps:
            self.replaced = True
            raise StorageError(
                "На месте файла лежит другой: его подменила другая программа. Изменение не сохранено.",
                hint="Скопируйте введённое и откройте файл заново: «Файл → Открыть…».",
            )
        self._place, self._lost = now, False


def _place(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()  # never an ``open``: closing it would drop SQLite's lock
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _stamp(session: Session) -> _Stamp:
    return tuple(session.execute(_STAMP).one())
