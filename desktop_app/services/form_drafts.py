"""What is typed and not yet saved, kept in the file so that a crash loses none of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from desktop_app.models.form_draft import FormDraft
from desktop_app.services.clock import Clock
from desktop_app.services.store import Store


@dataclass(frozen=True, slots=True)
class KeptForm:
    """The typing of one form as it stood at ``saved_at``."""

    values: Mapping[str, Any]
    saved_at: datetime


class FormDraftService:
    """Typing by the name of its form; no change of the record, so history knows nothing of it."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def keep(self, form: str, values: Mapping[str, Any]) -> None:
        """Keep what is typed in place of what was kept of the form before; a file only read stays as it is.

        Whatever JSON can hold may be kept: text, numbers, yes and no, members of text enumerations, lists.
        Raises ``StorageError``.
        """
        if self._store.read_only:
            return
        content = json.dumps(values, ensure_ascii=False, sort_keys=True)
        with self._store.write_unrecorded(changes_record=False) as session:
            session.merge(FormDraft(form=form, content=content, saved_at=self._clock.now()))

    def taken(self, form: str) -> KeptForm | None:
        """Return what was kept of a form, None when nothing was; it stays kept. Raises ``StorageError``."""
        with self._store.read() as session:
            row = session.get(FormDraft, form)
            if row is None:
                return None
            content, saved_at = row.content, row.saved_at
        try:
            values = json.loads(content)
        except ValueError:
            return None
        return KeptForm(values, saved_at) if isinstance(values, dict) else None

    def names(self) -> tuple[str, ...]:
        """Return the forms something is kept of, the oldest first. Raises ``StorageError``."""
        with self._store.read() as session:
            return tuple(session.scalars(select(FormDraft.form).order_by(FormDraft.saved_at, FormDraft.form)))

    def forget(self, form: str) -> None:
        """Drop what was kept of a form: it is saved, or nobody wants it. Raises ``StorageError``."""
        if self._store.read_only:
            return
        with self._store.write_unrecorded(changes_record=False) as session:
            session.execute(delete(FormDraft).where(FormDraft.form == form))
