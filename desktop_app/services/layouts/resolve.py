"""Which figures a paper is set by: the standard named or the school's own, and the kind's letterhead."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy.orm import Session

from desktop_app.models.enums import LetterheadStyle, PaperKind
from desktop_app.models.layout import PaperLayout
from desktop_app.services.layouts.profile import PROFILES, LayoutProfile, ProfileName


def layout_for(session: Session, kind: PaperKind, name: ProfileName) -> LayoutProfile:
    """Return the figures for a paper of ``kind`` set by ``name``, in the caller's transaction."""
    figures = PROFILES[ProfileName.GOST_2025 if name is ProfileName.OWN else name]
    chosen = session.get(PaperLayout, kind)
    return figures if chosen is None else replace(figures, letterhead=LetterheadStyle(chosen.letterhead))
