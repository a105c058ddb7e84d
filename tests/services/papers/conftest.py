"""The words of a paper, taken from a school's record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from desktop_app.models.enums import PaperKind
from desktop_app.services.papers.build import build_paper
from desktop_app.services.papers.content import PaperContent
from desktop_app.services.papers.facts import gather
from desktop_app.services.store import Store

Build = Callable[..., PaperContent]


@pytest.fixture
def build(store: Store) -> Build:
    """Return a function that makes the content of a paper of a kind, dated on a day."""

    def make(kind: PaperKind, on: date = date(2024, 6, 5), edited: str | None = None) -> PaperContent:
        with store.read() as session:
            facts = gather(
                session,
                directive_id=None,
                appointment_id=None,
                on=on,
                appointing=kind is PaperKind.ORDER,
            )
        return build_paper(kind, facts, edited)

    return make
