"""Which figures a paper is set by: the standard named or the school's own, and the kind's letterhead."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.enums import LetterheadStyle, PaperKind
from desktop_app.models.layout import OwnFigure, PaperLayout
from desktop_app.services.layouts.figures import with_values
from desktop_app.services.layouts.profile import PROFILES, LayoutProfile, ProfileName

BASE = "base"
"""The row of ``own_figures`` that says which standard the school's copy was made from: its year."""


_TITLE = "title:"
"""The row of ``own_figures`` that names the copy: the title stands behind it, its figure says nothing."""
LONGEST_TITLE = 60


def layout_for(session: Session, kind: PaperKind, name: ProfileName) -> LayoutProfile:
    """Return the figures for a paper of ``kind`` set by ``name``, in the caller's transaction."""
    figures = profile_of(session, name)
    chosen = session.get(PaperLayout, kind)
    return figures if chosen is None else replace(figures, letterhead=LetterheadStyle(chosen.letterhead))


def profile_of(session: Session, name: ProfileName) -> LayoutProfile:
    """Return the figures of a profile; the school's own are those of its base with what it changed."""
    if name is not ProfileName.OWN:
        return PROFILES[name]
    stored = own_values(session)
    return replace(with_values(base_of(stored), stored), name=ProfileName.OWN)


def own_values(session: Session) -> dict[str, float]:
    """Return the figures the school changed, and its base."""
    return {one.name: one.value for one in session.scalars(select(OwnFigure))}


def title_in(stored: dict[str, float]) -> str:
    """Return what the school calls its copy; empty when it has no name."""
    return next((name.removeprefix(_TITLE) for name in stored if name.startswith(_TITLE)), "")


def titled(title: str) -> dict[str, float]:
    """Return the row that keeps a title; none for an empty one."""
    plain = " ".join(title.split())
    return {f"{_TITLE}{plain}": 0.0} if plain else {}


def base_of(stored: dict[str, float]) -> LayoutProfile:
    """Return the standard the school's own figures differ from."""
    year = str(round(stored.get(BASE, 2025)))
    return PROFILES[ProfileName.GOST_2016 if year == ProfileName.GOST_2016 else ProfileName.GOST_2025]
