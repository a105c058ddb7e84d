"""Address a person by name at the head of a letter."""

from __future__ import annotations

from desktop_app.russian.gender import Gender, gender_of
from desktop_app.russian.person import parse_name

_ADDRESS = {Gender.MALE: "Уважаемый", Gender.FEMALE: "Уважаемая"}


def greeting(full_name: str, gender: Gender | None = None) -> str:
    """Return «Уважаемый Максим Александрович!»; empty when the gender or the first name is not known."""
    try:
        name = parse_name(full_name)
    except ValueError:
        return ""
    known = gender or gender_of(name)
    if known is None or not name.first or name.has_initials:
        return ""
    called = " ".join(part for part in (name.first, name.patronymic) if part and not part.endswith("."))
    return f"{_ADDRESS[known]} {called}!"
