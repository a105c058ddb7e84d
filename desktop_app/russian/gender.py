"""Guess a person's gender from the name, and say nothing when the name does not tell."""

from __future__ import annotations

from desktop_app.russian._gender import Gender
from desktop_app.russian._marks import first_name_gender, patronymic_gender, surname_gender
from desktop_app.russian.person import PersonName, parse_name

__all__ = ["Gender", "gender_of", "guess_gender"]


def guess_gender(full_name: str) -> Gender | None:
    """Return the gender by the patronymic, else by a first name the dictionary knows, else by the surname.

    None when unsure («Саша Ким», «Шевченко О.Н.») or when the text is empty.
    """
    try:
        return gender_of(parse_name(full_name))
    except ValueError:
        return None


def gender_of(name: PersonName) -> Gender | None:
    """Return the gender a name in parts shows, or None."""
    by_patronymic = patronymic_gender(name.patronymic) if name.patronymic else None
    if by_patronymic is not None:
        return by_patronymic
    by_first = first_name_gender(name.first) if name.first and not name.has_initials else None
    return by_first or (surname_gender(name.surname) if name.surname else None)
