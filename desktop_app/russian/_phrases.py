"""Decline the head of a noun phrase and leave its tail: «старшего учителя» + «русского языка».

The head is a run of agreeing adjectives in the nominative with the noun after it, or the adjectives alone
when they stand for a noun («заведующая библиотекой»). Everything behind the head is governed by it and stays
as typed.
"""

from __future__ import annotations

import re
from typing import Final

from desktop_app.russian._dictionaries import Reading, morphology
from desktop_app.russian._words import GRAMMEMES, inflected, nominatives
from desktop_app.russian.cases import Case

_CORE: Final = re.compile(
    r"(?P<before>[(\[]*)(?P<word>[^\W\d_]+(?:[-\u2011–][^\W\d_]+)*)(?P<after>[)\],;:]*)"
)
_ADJECTIVES: Final = frozenset({"ADJF", "PRTF"})
_FIXED_FIRST: Final = frozenset(
    {
        "премьер", "генерал", "капитан", "пресс", "вице", "экс", "штаб", "унтер", "обер", "шеф", "бизнес",
        "веб", "арт", "медиа", "интернет", "контент", "блок", "топ", "пиар", "кадет",
    }
)  # fmt: skip
"""First parts of compounds that never change: «вице-премьера», «пресс-секретаря», «шеф-повара»."""


_GOVERNED: Final = frozenset({"за", "по", "в", "на"})
"""Prepositions after an adjective that stands for a noun: «ответственный за питание», «дежурный по школе»."""


def decline_phrase(words: list[str], case: Case, *, animate: bool) -> tuple[list[str], int]:
    """Return the words with the head in the case, and how many of them the head took (0: no head was found).

    ``animate`` says whether the head names a person or a body: it chooses between readings and accusatives.
    """
    result = list(words)
    index, adjectives = _skip_adverbs(words), 0
    while index < len(words):
        adjective = _adjective(words[index], case, animate=animate)
        noun = _noun(words[index], case, animate=animate)
        if noun is not None and index and animate and _is_object(words[index - 1], words[index]):
            break
        if noun is not None and (adjective is None or not _adjective_goes_on(words, index, animate=animate)):
            result[index] = noun
            return _with_apposition(result, index + 1, case, animate=animate)
        if adjective is None:
            break
        result[index] = adjective
        index, adjectives = index + 1, adjectives + 1
    return (result, index) if adjectives else (list(words), 0)


def starts_another_head(words: list[str]) -> bool:
    """Tell whether the words begin a second head in the nominative: «…, классный руководитель».

    Only forms that cannot be a genitive of the tail count, and only nouns that name a person.
    """
    if not words or may_be_oblique(words[0]):
        return False
    first = _readings(words[0])
    if first and first[0].tag.POS in _ADJECTIVES and words[0].isalpha():
        governs = len(words) > 1 and words[1].lower() in _GOVERNED
        if governs or first[0].tag.POS == "PRTF":
            return True
    for word in words:
        readings = _readings(word)
        if any("anim" in reading.tag and reading.tag.POS == "NOUN" for reading in readings):
            return not may_be_oblique(word)
        if not is_adjective(word) or may_be_oblique(word):
            return False
    return False


def is_adjective(word: str) -> bool:
    """Tell whether the word can be an adjective or a participle in the nominative singular."""
    return any(reading.tag.POS in _ADJECTIVES for reading in _readings(word))


def _is_object(participle: str, noun: str) -> bool:
    """Tell whether a lifeless noun is governed by the participle: «курирующий питание»."""
    before = _readings(participle)
    return (
        bool(before)
        and before[0].tag.POS == "PRTF"
        and not any("anim" in reading.tag for reading in _readings(noun))
    )


def _skip_adverbs(words: list[str]) -> int:
    """Return the index of the first word that is not an adverb («временно исполняющий»)."""
    for index, word in enumerate(words):
        if word.lower() not in {"временно", "постоянно"}:
            return index
    return 0


def _with_apposition(words: list[str], index: int, case: Case, *, animate: bool) -> tuple[list[str], int]:
    """Return the words with a second noun beside the head also declined: «врача педиатра»."""
    if animate and index < len(words) and not may_be_oblique(words[index]):
        noun = _noun(words[index], case, animate=True)
        readings = _readings(words[index])
        if noun is not None and readings and "anim" in readings[0].tag and words[index].islower():
            words[index] = noun
            return words, index + 1
    return words, index


def _adjective_goes_on(words: list[str], index: int, *, animate: bool) -> bool:
    """Tell whether a word that is both adjective and noun («рабочий», «старший») has its noun still ahead."""
    if index + 1 >= len(words):
        return False
    following = words[index + 1]
    return (
        _noun(following, Case.GENITIVE, animate=animate) is not None
        or _adjective(following, Case.GENITIVE, animate=animate) is not None
    ) and not may_be_oblique(following)


def _readings(word: str) -> list[Reading]:
    """Return the nominative singular readings of the word between its brackets and commas."""
    core = _CORE.fullmatch(word)
    if core is None or _is_abbreviation(core["word"]):
        return []
    return [reading for reading in nominatives(core["word"]) if "sing" in reading.tag]


def may_be_oblique(word: str) -> bool:
    """Tell whether the same form could also be a genitive: then it may belong to the tail."""
    core = _CORE.fullmatch(word)
    return core is not None and any(
        "gent" in reading.tag for reading in morphology().parse(core["word"].lower())
    )


def _is_abbreviation(word: str) -> bool:
    """Tell whether the word is written in capitals inside («МБОУ», «МКОУ», «ДОУ», «СПбГУ»)."""
    return any(letter.isupper() for letter in word[1:] if letter.isalpha()) and "-" not in word


def _adjective(word: str, case: Case, *, animate: bool) -> str | None:
    """Return an adjective or a participle in the case, brackets kept; None for any other word."""
    core = _CORE.fullmatch(word)
    if core is None or _is_abbreviation(core["word"]):
        return None
    for reading in nominatives(core["word"]):
        if reading.tag.POS not in _ADJECTIVES or "sing" not in reading.tag or "Fixd" in reading.tag:
            continue
        grammemes = {GRAMMEMES[case], "sing", reading.tag.gender or "masc"}
        if case is Case.ACCUSATIVE and reading.tag.gender == "masc":
            grammemes.add("anim" if animate else "inan")
        form = inflected(core["word"], reading, grammemes)
        if form is not None:
            return core["before"] + form + core["after"]
    return None


def _noun(word: str, case: Case, *, animate: bool) -> str | None:
    """Return a noun in the case, brackets kept; None for any other word."""
    core = _CORE.fullmatch(word)
    if core is None or _is_abbreviation(core["word"]):
        return None
    hyphen = next((mark for mark in "-\u2011–" if mark in core["word"]), "-")
    pieces = core["word"].split(hyphen)
    forms = [_noun_piece(piece, case, animate=animate) for piece in pieces]
    if forms[-1] is None:
        return None
    for index, piece in enumerate(pieces[:-1]):
        if piece.lower() in _FIXED_FIRST or forms[index] is None or not _is_known(piece):
            forms[index] = piece
    return core["before"] + hyphen.join(form or "" for form in forms) + core["after"]


def _is_known(piece: str) -> bool:
    """Tell whether the dictionary has the word; what it has not is the fixed part of a compound: «статс-»."""
    return any(reading.is_known for reading in morphology().parse(piece.lower()))


def _noun_piece(piece: str, case: Case, *, animate: bool) -> str | None:
    """Return one hyphenated piece of a noun in the case, of the reading that suits a person or a body."""
    readings = [
        reading
        for reading in nominatives(piece)
        if reading.tag.POS == "NOUN" and "sing" in reading.tag and "Abbr" not in reading.tag
    ]
    readings.sort(key=lambda reading: (("anim" in reading.tag) is not animate, not reading.is_known))
    for reading in readings:
        person = animate and case is Case.ACCUSATIVE and reading.tag.gender == "masc"
        person = person and not piece.lower().endswith(("а", "я"))  # «старшину», «судью»
        wanted = Case.GENITIVE if person else case  # «медиатора», though the dictionary knows only a device
        form = inflected(piece, reading, {GRAMMEMES[wanted], "sing"})
        if form is not None:
            return form
    return None
