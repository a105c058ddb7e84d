"""Put the name of an organisation into a case: only the head of the phrase changes."""

from __future__ import annotations

from desktop_app.russian._phrases import decline_phrase
from desktop_app.russian.cases import Case

_QUOTES = '«"“„'


def decline_organisation(name: str, case: Case) -> str:
    """Return «Министерства образования Иркутской области» for a name given in the nominative.

    A name that begins with an abbreviation («МБОУ г. Иркутска СОШ № 24») or with a quotation mark stays as
    typed, and so does everything behind the head.
    """
    typed = " ".join(name.split())
    if case is Case.NOMINATIVE or not typed or typed[0] in _QUOTES:
        return typed
    words = typed.split(" ")
    until = next((index for index, word in enumerate(words) if word[0] in _QUOTES), len(words))
    declined, _ = decline_phrase(words[:until], case, animate=False)
    return " ".join((*declined, *words[until:]))
