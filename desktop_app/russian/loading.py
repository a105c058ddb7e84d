"""Load what the language needs before anybody waits for it."""

from __future__ import annotations

from desktop_app.russian._dictionaries import morphology, name_rules


def load_dictionaries() -> None:
    """Load the dictionaries, in any thread; the first paper is written without waiting for them then."""
    morphology()
    name_rules()
