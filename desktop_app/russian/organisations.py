"""Put the name of an organisation into a case: the head of the phrase changes, its tail stays."""

from __future__ import annotations

from typing import Final

from desktop_app.russian._phrases import decline_phrase, is_adjective, may_be_oblique
from desktop_app.russian.cases import Case

_QUOTES: Final = '«"“„'
_INSTITUTIONS: Final = frozenset(
    {"школа", "гимназия", "лицей", "сад", "ясли", "центр", "дом", "колледж", "техникум", "училище", "корпус"}
)
"""Nouns that name an institution a second time: «учреждение города Иркутска средняя школа № 24»."""


def decline_organisation(name: str, case: Case) -> str:
    """Return «Министерства образования Иркутской области» for a name given in the nominative.

    A name that begins with an abbreviation («МБОУ г. Иркутска СОШ № 24») or with a quotation mark stays as
    typed, and so does what the head governs; a kind of school beside the head goes into the case with it.
    """
    typed = " ".join(name.split())
    if case is Case.NOMINATIVE or not typed or typed[0] in _QUOTES:
        return typed
    words = typed.split(" ")
    until = next((index for index, word in enumerate(words) if word[0] in _QUOTES), len(words))
    declined, taken = decline_phrase(words[:until], case, animate=False)
    if taken:
        declined = declined[:taken] + _beside(declined[taken:], case)
    return " ".join((*declined, *words[until:]))


def _beside(words: list[str], case: Case) -> list[str]:
    """Return the words behind the head with every second name of the institution declined."""
    index = 0
    while index < len(words):
        taken = 1
        if _begins_institution(words[index:]):
            declined, taken = decline_phrase(words[index:], case, animate=False)
            words = [*words[:index], *declined]
        index += max(taken, 1)
    return words


def _begins_institution(words: list[str]) -> bool:
    """Tell whether adjectives, if any, and a kind of school in the nominative come next, in small letters."""
    for word in words:
        if may_be_oblique(word) or word != word.lower():
            return False
        if word.strip("()[],;").partition("-")[0] in _INSTITUTIONS:
            return True
        if not is_adjective(word):
            return False
    return False
