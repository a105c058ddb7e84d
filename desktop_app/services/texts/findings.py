"""What the checker says of the school's own template."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.models.enums import PaperKind
from desktop_app.services.labels import PAPER_KINDS
from desktop_app.services.letters.checks.base import error as blocking
from desktop_app.services.letters.types import Finding
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.texts.compose import own_mistake
from desktop_app.services.texts.mistakes import TemplateMistake

_CLAUSE = "правило программы: свой текст бумаги без ошибок"
FIELD = "texts"
"""Field of the school's screen that opens the editor; «texts:order» opens it on the order."""


def text_findings(kind: PaperKind, facts: PaperFacts) -> Iterable[Finding]:
    """Yield the mistake in the school's own template: the standard text is shown, registering waits."""
    error = own_mistake(kind, facts)
    if error is not None:
        yield blocking(said_of(kind, error), "school", f"{FIELD}:{kind.value}", _CLAUSE)


def said_of(kind: PaperKind, error: TemplateMistake) -> str:
    """Return the sentence: which text, which line, and that the standard one is shown meanwhile."""
    name = PAPER_KINDS[kind]
    return f"Свой текст ({name}) с ошибкой, показан исходный. {error.first}"
