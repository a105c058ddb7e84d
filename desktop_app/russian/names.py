"""Write a person's name: in any case, with initials before or after the surname."""

from __future__ import annotations

from typing import Final

from desktop_app.russian._dictionaries import name_rules
from desktop_app.russian._gender import Gender
from desktop_app.russian._marks import LINEAGE, VIETNAMESE_WOMAN, is_first_name, patronymic_gender
from desktop_app.russian._surnames import decline_surname
from desktop_app.russian.cases import Case
from desktop_app.russian.gender import gender_of
from desktop_app.russian.person import PersonName, parse_name
from desktop_app.russian.spaces import NBSP

__all__ = ["PersonName", "decline_name", "initials_after", "initials_before", "parse_name"]

_VOWELS: Final = frozenset("аеёиоуыэюя")
_ASIAN_VOWELS: Final = 2
"""A word of such a name has one or two vowels: «Нгуен», «Тхи»."""


def decline_name(full_name: str, case: Case, gender: Gender | None = None) -> str:
    """Return «Иванову Ольгу Николаевну»: surname first, every part in the case, initials as they are.

    Without ``gender`` it is guessed; when the name does not show it, a part changes only if it would change
    alike for a man and for a woman. Raises ValueError when the name is empty.
    """
    name = _declined(parse_name(full_name), case, gender)
    if name.has_initials:
        return _joined(name.surname, name.first + name.patronymic)
    return name.full


def initials_before(full_name: str) -> str:
    """Return «О.Н. Иванова», as under a signature, with a non-breaking space; ValueError when empty."""
    name = parse_name(full_name)
    return _joined(_initials(name), name.surname)


def initials_after(full_name: str, case: Case = Case.NOMINATIVE, gender: Gender | None = None) -> str:
    """Return «Ивановой О.Н.», as in an addressee, with a non-breaking space; ValueError when empty."""
    name = parse_name(full_name)
    return _joined(_declined(name, case, gender).surname, _initials(name))


def _joined(left: str, right: str) -> str:
    """Return the two parts with a non-breaking space between them, or the only one there is."""
    return NBSP.join(part for part in (left, right) if part)


def _initials(name: PersonName) -> str:
    """Return «О.Н.»; a hyphenated first name gives both letters: «А.-М.»."""
    return "".join(_initial(part) for part in (name.first, name.patronymic) if part)


def _initial(part: str) -> str:
    """Return a part of a name as an initial with its full stop."""
    if part.endswith("."):
        return part
    return "-".join(f"{piece[:1]}." for piece in part.split("-") if piece)


def _declined(name: PersonName, case: Case, gender: Gender | None) -> PersonName:
    """Return the parts in the case; with an unknown gender only what both genders agree on."""
    known = gender or gender_of(name)
    if known is not None:
        return _of_gender(name, case, known)
    man, woman = _of_gender(name, case, Gender.MALE), _of_gender(name, case, Gender.FEMALE)
    return PersonName(
        surname=man.surname if man.surname == woman.surname else name.surname,
        first=man.first if man.first == woman.first else name.first,
        patronymic=man.patronymic if man.patronymic == woman.patronymic else name.patronymic,
    )


def _of_gender(name: PersonName, case: Case, gender: Gender) -> PersonName:
    """Return the parts in the case for a man or for a woman."""
    if _is_asian(name):
        return _of_last_word(name, case, gender)
    first, patronymic = name.first, name.patronymic
    if first and not name.has_initials:
        first = _first(first, case, gender)
    if patronymic and not patronymic.endswith(".") and patronymic.rpartition(" ")[2] not in LINEAGE:
        patronymic = _patronymic(patronymic, case, gender)
    return PersonName(decline_surname(name.surname, case, gender), first, patronymic)


def _first(word: str, case: Case, gender: Gender) -> str:
    """Return the first name in the case; of a man's double one only the last part changes («Жан-Жака»)."""
    head, hyphen, last = word.rpartition("-")
    if gender is Gender.MALE and hyphen:
        return f"{head}-{name_rules().first(last, case, gender)}"
    return name_rules().first(word, case, gender)


def _patronymic(word: str, case: Case, gender: Gender) -> str:
    """Return the patronymic in the case; the library knows those in -ич, not «Силыч»."""
    if word.lower().endswith("ыч"):
        return decline_surname(word, case, gender)
    return name_rules().patronymic(word, case, gender)


def _is_asian(name: PersonName) -> bool:
    """Tell whether the three words are a name of the Far East, where none is a patronymic: «Ким Ир Сен»."""
    words = (name.surname, name.first, name.patronymic)
    return (
        all(words)
        and not name.has_initials
        and not name.patronymic.endswith(".")
        and " " not in name.patronymic
        and patronymic_gender(name.patronymic) is None
        and (name.first.lower() == VIETNAMESE_WOMAN or not is_first_name(name.first))
        and all(sum(letter in _VOWELS for letter in word.lower()) <= _ASIAN_VOWELS for word in words)
    )


def _of_last_word(name: PersonName, case: Case, gender: Gender) -> PersonName:
    """Return a name of the Far East: only its last word changes, and only a man's («Фам Ван Донга»)."""
    return PersonName(name.surname, name.first, decline_surname(name.patronymic, case, gender))
