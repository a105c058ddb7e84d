"""Words of the papers: confirmed case forms first, then the rules of the language."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final

from desktop_app.models.enums import Gender
from desktop_app.russian.cases import Case
from desktop_app.russian.dates import short_date
from desktop_app.russian.gender import Gender as NameGender
from desktop_app.russian.gender import guess_gender
from desktop_app.russian.names import decline_name, initials_after, initials_before
from desktop_app.russian.organisations import decline_organisation
from desktop_app.russian.posts import decline_post
from desktop_app.russian.spaces import NBSP
from desktop_app.russian.typography import as_printed
from desktop_app.services.papers.facts import FormKey
from desktop_app.services.papers.parts import Paragraph, ParagraphKind
from desktop_app.services.school.types import Subject

COMMAND: Final = "ПРИКАЗЫВАЮ:"
"""The line of an order that stands alone, without an indent."""

_ITEM: Final = re.compile(r"\d+(?:\.\d+)*\.\s")

_COMMON_NOUNS: Final = (
    "министерств", "департамент", "комитет", "управлени", "отдел", "администраци", "служб",
)  # fmt: skip
"""Heads of names that are written small inside a sentence."""


class Words:
    """Declines what the record names."""

    def __init__(self, forms: Mapping[FormKey, str]) -> None:
        self._forms = forms

    def name(self, full_name: str, case: Case, gender: Gender | None = None) -> str:
        """Return a full name in the case; empty for an empty one."""
        plain = clean(full_name)
        if not plain:
            return ""
        confirmed = self._confirmed(Subject.NAME, full_name, case)
        try:
            return confirmed or decline_name(plain, case, name_gender(gender))
        except ValueError:  # not a name at all, such as «—»: printed as typed
            return plain

    def initials(self, full_name: str, case: Case, gender: Gender | None = None) -> str:
        """Return «Ивановой О.Н.»: a confirmed form of the full name gives its surname."""
        plain = clean(full_name)
        if not plain:
            return ""
        confirmed = self._confirmed(Subject.NAME, full_name, case)
        try:
            if confirmed:
                # the form is already in its case: only the initials are still to be made of it
                return initials_after(confirmed)
            return initials_after(plain, case, name_gender(gender))
        except ValueError:
            return confirmed or plain

    def post(self, post: str, case: Case) -> str:
        """Return a post in the case."""
        plain = clean(post)
        return self._confirmed(Subject.POST, post, case) or decline_post(plain, case)

    def organisation(self, name: str, case: Case) -> str:
        """Return an organisation in the case."""
        plain = clean(name)
        return self._confirmed(Subject.ORGANISATION, name, case) or decline_organisation(plain, case)

    def _confirmed(self, subject: Subject, nominative: str, case: Case) -> str:
        form = self._forms.get((subject, nominative, case)) or self._forms.get(
            (subject, clean(nominative), case)
        )
        return clean(form or "")


def clean(text: str) -> str:
    """Return the text on one line, with single blanks."""
    return " ".join(text.split())


def name_gender(gender: Gender | None) -> NameGender | None:
    """Return the language's gender for the record's."""
    return None if gender is None else NameGender(gender.value)


def gendered(full_name: str, gender: Gender | None, male: str, female: str, unknown: str) -> str:
    """Choose a word by the gender of a person; ``unknown`` when neither the record nor the name tells."""
    known = name_gender(gender) or guess_gender(full_name)
    if known is None:
        return unknown
    return female if known is NameGender.FEMALE else male


def signed(full_name: str) -> str:
    """Return «О.Н. Иванова», or nothing for an empty name."""
    plain = clean(full_name)
    try:
        return initials_before(plain) if plain else ""
    except ValueError:
        return plain


def capital(text: str) -> str:
    """Return the text with a capital first letter."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """Return the name of an office as it stands inside a sentence: «министерства образования…»."""
    if text.casefold().startswith(_COMMON_NOUNS) and text[1:2].islower():
        return text[:1].lower() + text[1:]
    return text


def dated(day: date, number: str) -> str:
    """Return «от 03.06.2024 № 57-од»."""
    return f"от{NBSP}{short_date(day)} №{NBSP}{clean(number)}"


def typeset(text: str, kind: ParagraphKind = ParagraphKind.TEXT) -> Paragraph:
    """Return a paragraph with its non-breaking spaces."""
    return Paragraph(as_printed(text), kind)


def line_kind(line: str) -> ParagraphKind:
    """Tell how a line is set: the command of an order and numbered items are known by their look."""
    if line.replace(" ", "").casefold() == COMMAND.casefold():
        return ParagraphKind.PLAIN
    return ParagraphKind.ITEM if _ITEM.match(line) else ParagraphKind.TEXT
