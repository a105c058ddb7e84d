"""How the school sets its papers: its own figures, the choice for each kind, the emblem."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.attachment import AttachmentBlob
from desktop_app.models.enums import LetterheadStyle, PaperKind
from desktop_app.models.layout import OwnFigure, PaperLayout
from desktop_app.models.school import School
from desktop_app.services.attachments.apart import prepare_logo
from desktop_app.services.attachments.service import put
from desktop_app.services.attachments.types import NewFile
from desktop_app.services.clock import Clock
from desktop_app.services.errors import AppError, FieldError
from desktop_app.services.layouts.figures import FIGURES, check_figures, limits, values_of, with_values
from desktop_app.services.layouts.profile import PROFILES, LayoutProfile, ProfileName
from desktop_app.services.layouts.resolve import BASE, LONGEST_TITLE, base_of, own_values, title_in, titled
from desktop_app.services.layouts.types import (
    WITH_LETTERHEAD,
    FigureRow,
    KindLayout,
    OwnLayoutDraft,
    OwnLayoutRow,
)
from desktop_app.services.store import Store
from desktop_app.services.validation import require_valid


class LayoutService:
    """Layout profiles of this school."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def own(self, base: ProfileName | None = None) -> OwnLayoutRow:
        """Return the school's own copy; with ``base``, what it would be as a copy of that standard."""
        with self._store.read() as session:
            stored = own_values(session)
        standard = base_of(stored) if base is None else PROFILES[base]
        own = values_of(with_values(standard, stored))
        usual = values_of(standard)
        return OwnLayoutRow(
            standard.name,
            tuple(FigureRow(one, own[one.name], usual[one.name], *limits(one, standard)) for one in FIGURES),
            title_in(stored),
        )

    def own_title(self) -> str:
        """Return what the school calls its own copy; empty when it has no name."""
        with self._store.read() as session:
            return title_in(own_values(session))

    def check(self, draft: OwnLayoutDraft) -> tuple[FieldError, ...]:
        """Name the figures outside their limits, and a title too long to be read in a list."""
        wrong = check_figures(draft.values, PROFILES[draft.base])
        if len(draft.title) > LONGEST_TITLE:
            return (FieldError("title", f"Название длиннее {LONGEST_TITLE} знаков."), *wrong)
        return wrong

    def profile(self, draft: OwnLayoutDraft) -> LayoutProfile:
        """Return the profile a draft makes, for a page beside the form; nothing is stored."""
        return with_values(PROFILES[draft.base], draft.values)

    def standard(self, name: ProfileName) -> LayoutProfile:
        """Return the figures of a standard."""
        return PROFILES[name]

    def styled(self, profile: LayoutProfile, letterhead: LetterheadStyle) -> LayoutProfile:
        """Return the figures with a letterhead of this kind."""
        return replace(profile, letterhead=letterhead)

    def save(self, draft: OwnLayoutDraft) -> OwnLayoutRow:
        """Store the school's own copy: what differs from its base. Raises ``ValidationError``."""
        require_valid(self.check(draft))
        usual = values_of(PROFILES[draft.base])
        wanted = {name: value for name, value in draft.values.items() if value != usual.get(name)}
        if draft.base is not ProfileName.GOST_2025:
            wanted[BASE] = float(draft.base.value)
        wanted |= titled(draft.title)
        with self._store.write("Изменено оформление бумаг") as session:
            _replace(session, wanted)
        return self.own()

    def restore(self) -> OwnLayoutRow:
        """Forget every difference from the standard; can be undone."""
        with self._store.write("Оформление возвращено к стандарту") as session:
            _replace(session, {})
        return self.own()

    def choices(self) -> tuple[KindLayout, ...]:
        """Return what each kind with a letterhead starts with."""
        with self._store.read() as session:
            return tuple(_choice(session, kind) for kind in WITH_LETTERHEAD)

    def choice(self, kind: PaperKind) -> KindLayout:
        """Return what papers of ``kind`` start with."""
        with self._store.read() as session:
            return _choice(session, kind)

    def choose(self, choices: Sequence[KindLayout]) -> None:
        """Store what kinds of papers start with; drafts and registered papers keep their profile."""
        with self._store.write("Изменено оформление видов бумаг") as session:
            for one in choices:
                stored = session.get(PaperLayout, one.kind)
                if stored is None:
                    stored = PaperLayout(kind=one.kind)
                    session.add(stored)
                stored.profile, stored.letterhead = one.profile, one.letterhead

    def logo(self) -> bytes:
        """Return the emblem; empty when there is none."""
        with self._store.read() as session:
            school = session.get(School, 1)
            blob = session.get(AttachmentBlob, school.logo_id) if school and school.logo_id else None
            return blob.content if blob else b""

    def set_logo(self, file: NewFile | None) -> None:
        """Keep an emblem, or none; raises ``AppError`` for no picture and before the school is known."""
        ready = None if file is None else prepare_logo(file)
        with self._store.write("Изменена эмблема" if ready else "Убрана эмблема") as session:
            school = session.get(School, 1)
            if school is None:
                raise AppError("Сначала запишите реквизиты школы.", hint="Они на вкладке «Реквизиты».")
            school.logo_id = None if ready is None else put(session, ready, self._clock.now()).id


def _replace(session: Session, wanted: dict[str, float]) -> None:
    """Make the stored figures these; row by row, so that the history can take it back."""
    stored = {one.name: one for one in session.scalars(select(OwnFigure))}
    for name, one in stored.items():
        if name not in wanted:
            session.delete(one)
    for name, value in wanted.items():
        if name in stored:
            stored[name].value = value
        else:
            session.add(OwnFigure(name=name, value=value))


def _choice(session: Session, kind: PaperKind) -> KindLayout:
    stored = session.get(PaperLayout, kind)
    if stored is None:
        usual = WITH_LETTERHEAD.get(kind, LetterheadStyle.CORNER)
        return KindLayout(kind, ProfileName.GOST_2025, usual)
    return KindLayout(kind, ProfileName(stored.profile), LetterheadStyle(stored.letterhead))
