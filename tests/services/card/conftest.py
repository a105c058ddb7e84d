"""The example card, and a way to spoil one line of it."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PIL import Image

from desktop_app.services.card.reader import read_card
from desktop_app.services.card.types import CardError, CardProblem

EXAMPLE = Path(__file__).parents[3] / "docs" / "card-example.toml"
TODAY = date(2024, 6, 10)


@pytest.fixture
def card(tmp_path: Path) -> Path:
    """A copy of the example card with a picture beside it."""
    buffer = io.BytesIO()
    Image.new("RGB", (320, 200), "white").save(buffer, "PNG")
    (tmp_path / "site.png").write_bytes(buffer.getvalue())
    path = tmp_path / "card.toml"
    path.write_text(EXAMPLE.read_text(encoding="utf-8"), encoding="utf-8")
    return path


@pytest.fixture
def problems(card: Path) -> Callable[[str, str], tuple[CardProblem, ...]]:
    """Replace a piece of the card and return what is said of it."""

    def spoil(old: str, new: str) -> tuple[CardProblem, ...]:
        text = card.read_text(encoding="utf-8")
        assert old in text
        card.write_text(text.replace(old, new, 1), encoding="utf-8")
        with pytest.raises(CardError) as refused:
            read_card(card, TODAY)
        return refused.value.errors

    return spoil
