"""Who was the school's executor on a day in the past: the history of changes remembers."""

from __future__ import annotations

import json
from bisect import bisect_right
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.enums import GroupState
from desktop_app.models.history import Change, ChangeGroup
from desktop_app.models.school import School

_COLUMN = "executor_name"


class Executors:
    """The executors of a school by the moment; the present one where the history does not reach."""

    def __init__(self, session: Session) -> None:
        self._present = session.scalar(select(School.executor_name)) or ""
        query = (
            select(ChangeGroup.made_at, Change.after)
            .join(ChangeGroup, ChangeGroup.id == Change.group_id)
            .where(Change.table_name == School.__tablename__, ChangeGroup.state != GroupState.UNDONE)
            .order_by(Change.id)
        )
        images = ((made_at, json.loads(after)) for made_at, after in session.execute(query) if after)
        self._known = [(made_at, image[_COLUMN]) for made_at, image in images if _COLUMN in image]

    def at(self, moment: datetime) -> str:
        """Return the executor's full name as the record had it at ``moment``; empty when it named nobody."""
        place = bisect_right([made_at for made_at, _ in self._known], moment)
        return str(self._known[place - 1][1]) if place else self._present
