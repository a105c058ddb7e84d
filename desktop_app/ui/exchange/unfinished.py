"""An import that was not finished: its table and what was answered about it, kept over a crash."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from desktop_app.services.errors import AppError
from desktop_app.services.exchange.types import (
    Answers,
    DateOrder,
    Epoch,
    ImportPlan,
    Question,
    Subject,
)

if TYPE_CHECKING:
    from desktop_app.services.form_drafts import FormDraftService

MOST_TEXT: Final = 1_000_000
"""Letters of a pasted table that are kept with the answers; a longer one must be copied again."""
NOTHING: Final = Answers(skip_repeats=True)
"""The answers a dialog begins with."""


@dataclass(frozen=True, slots=True)
class TableSource:
    """Where a table comes from: a file, or a text of the clipboard."""

    path: Path | None = None
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unfinished:
    """A table and everything the user said about it."""

    source: TableSource
    sha256: str
    sheet: str = ""
    encoding: str = ""
    answers: Answers = NOTHING
    titles: Mapping[int, str] = field(default_factory=dict)
    """The headings of the columns that were matched by hand: another table must not get their answers."""
    questions: tuple[Question, ...] = ()
    """The questions on the screen, answered or not."""
    typed: Mapping[str, Any] = field(default_factory=dict)
    """What stands in their fields as it is written, half a date too."""
    saved_at: datetime | None = None
    kept_as: str = ""
    """The name it is kept under."""

    @property
    def name(self) -> str:
        """The name of the file; empty for the clipboard."""
        return self.source.path.name if self.source.path is not None else ""

    def is_answered(self) -> bool:
        """Return whether the user said anything yet."""
        return bool(self.sheet or self.encoding or any(self.typed.values())) or self.answers != NOTHING

    def fits(self, plan: ImportPlan) -> bool:
        """Return whether the columns matched by hand are where they were."""
        titles = {column.place: column.title for column in plan.columns}
        return all(titles.get(place) == title for place, title in self.titles.items())

    def as_json(self) -> dict[str, Any]:
        """Return what ``from_json`` reads."""
        answers, path = self.answers, self.source.path
        text = self.source.text
        return {
            "path": os.fspath(path) if path is not None else None,
            "text": text if len(text) <= MOST_TEXT else "",
            "sha256": self.sha256,
            "sheet": self.sheet,
            "encoding": self.encoding,
            "columns": {str(place): given for place, given in answers.columns.items()},
            "constants": dict(answers.constants),
            "date_order": answers.date_order,
            "epoch": answers.epoch,
            "skip_repeats": answers.skip_repeats,
            "choices": dict(answers.choices),
            "titles": {str(place): title for place, title in self.titles.items()},
            "questions": [[one.key, one.text, list(map(list, one.options))] for one in self.questions],
            "typed": dict(self.typed),
        }


def from_json(kept: Mapping[str, Any], saved_at: datetime, kept_as: str) -> Unfinished:
    """Return what ``as_json`` returned; raises ``LookupError``, ``TypeError``, ``ValueError`` for another."""
    answers = Answers(
        columns={int(place): given for place, given in kept["columns"].items()},
        constants=kept["constants"],
        date_order=DateOrder(kept["date_order"]) if kept["date_order"] else None,
        epoch=Epoch(kept["epoch"]) if kept["epoch"] else None,
        skip_repeats=kept["skip_repeats"],
        choices=kept["choices"],
    )
    asked = tuple(
        Question(key, text, tuple((value, label) for value, label in options))
        for key, text, options in kept["questions"]
    )
    return Unfinished(
        source=TableSource(Path(kept["path"]) if kept["path"] is not None else None, kept["text"]),
        sha256=kept["sha256"],
        sheet=kept["sheet"],
        encoding=kept["encoding"],
        answers=answers,
        titles={int(place): title for place, title in kept["titles"].items()},
        questions=asked,
        typed=kept["typed"],
        saved_at=saved_at,
        kept_as=kept_as,
    )


class UnfinishedImports:
    """The imports of one kind of table that a crash cut short."""

    def __init__(self, drafts: FormDraftService, subject: Subject) -> None:
        self.drafts = drafts
        self._prefix = f"import:{subject}:"

    def all(self) -> tuple[Unfinished, ...]:
        """Return them, the oldest first; a file that cannot say has none."""
        try:
            return tuple(
                one
                for name in self.drafts.names()
                if name.startswith(self._prefix) and (one := self._read(name)) is not None
            )
        except AppError:
            return ()

    def of(self, source: TableSource, sha256: str) -> Unfinished | None:
        """Return what was answered about a table: the same file, or the same content in another place."""
        found = self.all()
        same = (one for one in found if one.source.path is not None and one.source.path == source.path)
        return next(same, None) or next((one for one in found if one.sha256 == sha256), None)

    def name_of(self, source: TableSource) -> str:
        """Return the name to keep a table's answers under: of path and text only a hash."""
        whole = os.fspath(source.path.absolute()) if source.path is not None else source.text
        return self._prefix + hashlib.sha256(os.fsencode(whole)).hexdigest()[:16]

    def forget(self, one: Unfinished) -> None:
        """Drop what was answered. Raises ``StorageError``."""
        self.drafts.forget(one.kept_as)

    def _read(self, name: str) -> Unfinished | None:
        kept = self.drafts.taken(name)
        try:
            return from_json(kept.values, kept.saved_at, name) if kept is not None else None
        except (LookupError, TypeError, ValueError, AttributeError):
            return None
