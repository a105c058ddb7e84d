"""What the editor of texts shows and sends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from desktop_app.models.enums import PaperKind
from desktop_app.services.texts.mistakes import Mistake, TemplateMistake

__all__ = ["FilledText", "Mistake", "PaperKind", "PlaceholderRow", "TemplateMistake", "TextRow"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextRow:
    """The template of one kind of paper as it is in force."""

    kind: PaperKind
    template: str
    own: bool
    """Whether the school has changed it."""
    changed_at: datetime | None = None
    """When; None for the standard text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceholderRow:
    """What may be named in a template: «школа.название», what it is, and what it says now."""

    name: str
    about: str
    value: str
    """By the present record; empty when the record has nothing there."""
    insert: str
    """What is put into the text: the field in its brackets, or the start of a condition or of a loop."""
    close: str = ""
    """What ends the condition or the loop, after the cursor."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilledText:
    """A filled template: heading and paragraphs as they will be printed."""

    heading: str
    paragraphs: tuple[str, ...]
