"""Read the gender off the separate parts of a name; each function says None when the part does not tell."""

from __future__ import annotations

from typing import Final

from desktop_app.russian._dictionaries import Reading, morphology
from desktop_app.russian._gender import Gender

MALE_LINEAGE: Final = frozenset({"оглы", "оглу", "улы", "уулу"})
FEMALE_LINEAGE: Final = frozenset({"кызы", "кизи", "гызы"})
LINEAGE: Final = MALE_LINEAGE | FEMALE_LINEAGE
"""Words that stand after the father's name instead of a suffix: «Гейдар оглы»."""

VIETNAMESE_WOMAN: Final = "тхи"
"""The middle word of a Vietnamese woman's name: «Чан Тхи Лан»."""

_MALE_PATRONYMIC: Final = ("ович", "евич", "ьич", "тич", "мич", "кич", "нич", "ввич", "ыч")
_FEMALE_PATRONYMIC: Final = ("овна", "евна", "ична", "инична")
_MALE_SURNAME: Final = ("ов", "ев", "ёв", "ский", "цкий", "ской", "цкой", "ин", "ын")
_FEMALE_SURNAME: Final = ("ова", "ева", "ёва", "ская", "цкая", "ина", "ына")
_TELLING_LENGTH: Final = 5
"""Shorter words end alike by chance: «Сова», «Лев», «Мин»."""


def patronymic_gender(word: str) -> Gender | None:
    """Return the gender a patronymic shows; None for a word that is not a patronymic."""
    last = word.casefold().rpartition(" ")[2].rpartition("-")[2]
    if last in MALE_LINEAGE or last.endswith(_MALE_PATRONYMIC):
        return Gender.MALE
    if last in FEMALE_LINEAGE or last.endswith(_FEMALE_PATRONYMIC):
        return Gender.FEMALE
    return None


def first_name_gender(word: str) -> Gender | None:
    """Return the gender of a first name the dictionary knows; None for «Саша», «Женя» and unknown names."""
    if word.lower() == VIETNAMESE_WOMAN:
        return Gender.FEMALE
    genders = {reading.tag.gender for reading in _name_readings(word)}
    if genders == {"masc"}:
        return Gender.MALE
    return Gender.FEMALE if genders == {"femn"} else None


def is_first_name(word: str) -> bool:
    """Tell whether the dictionary knows the word as a first name in the nominative."""
    return bool(_name_readings(word))


def surname_gender(word: str) -> Gender | None:
    """Return the gender of a surname whose ending leaves no doubt: «Иванова», «Римский-Корсаков»."""
    for piece in reversed(word.casefold().split("-")):
        if piece in NOUNS_IN_OVA_INA or len(piece) < _TELLING_LENGTH:
            continue
        if piece.endswith(_FEMALE_SURNAME):
            return Gender.FEMALE
        if piece.endswith(_MALE_SURNAME):
            return Gender.MALE
    return None


NOUNS_IN_OVA_INA: Final = frozenset(
    {
        "сова", "корова", "голова", "дуброва", "подкова", "обнова", "щербина", "калина",
        "малина", "скорина", "смородина", "бузина", "тычина", "дубина", "детина", "былина",
        "скотина", "ломина", "лозина", "пучина", "судьбина",
    }
)  # fmt: skip
"""Surnames that are nouns by themselves: a woman's is declined «Калине», not «Калиной»."""


def _name_readings(word: str) -> list[Reading]:
    """Return the readings of the word as a known first name in the nominative singular."""
    return [
        reading
        for reading in morphology().parse(word.casefold())
        if reading.is_known and "Name" in reading.tag and "nomn" in reading.tag and "sing" in reading.tag
    ]
