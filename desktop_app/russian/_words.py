"""Put single words into a case through the dictionary, keeping the typist's capitals and е for ё."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from desktop_app.russian._dictionaries import Reading, morphology
from desktop_app.russian.cases import Case

if TYPE_CHECKING:
    from collections.abc import Iterator

GRAMMEMES: Final = {
    Case.NOMINATIVE: "nomn",
    Case.GENITIVE: "gent",
    Case.DATIVE: "datv",
    Case.ACCUSATIVE: "accs",
    Case.INSTRUMENTAL: "ablt",
    Case.PREPOSITIONAL: "loct",
}


def nominatives(word: str) -> Iterator[Reading]:
    """Yield the readings of the word in the nominative, the likeliest first."""
    return (reading for reading in morphology().parse(word.lower()) if "nomn" in reading.tag)


def inflected(word: str, reading: Reading, grammemes: set[str]) -> str | None:
    """Return the reading's form with the grammemes in the look of ``word``; None when there is none."""
    form = reading.inflect(grammemes)
    return None if form is None else in_the_look_of(word, form.word, nominative=reading.word)


def in_the_look_of(word: str, form: str, nominative: str) -> str:
    """Return ``form`` with the capitals of ``word``, and without a ё that ``word`` spells as е."""
    if "ё" in nominative and "ё" not in word.lower():
        form = form.replace("ё", "е")
    if len(word) > 1 and word == word.upper():
        return form.upper()
    typed, formed = word.split("-"), form.split("-")
    if len(typed) != len(formed):
        typed, formed = [word], [form]
    return "-".join(
        new[:1].upper() + new[1:] if old[:1].isupper() else new
        for old, new in zip(typed, formed, strict=True)
    )
