"""Forms of names, posts and organisations: proposed by the language package, confirmed by the user once."""

from __future__ import annotations

from sqlalchemy import select

from desktop_app.models.enums import Gender
from desktop_app.models.school import CaseForm
from desktop_app.russian import gender as genders
from desktop_app.russian.cases import Case
from desktop_app.russian.names import decline_name
from desktop_app.russian.organisations import decline_organisation
from desktop_app.russian.posts import decline_post
from desktop_app.services.errors import FieldError, ValidationError
from desktop_app.services.school.types import CaseFormRow, Subject
from desktop_app.services.store import Store
from desktop_app.services.validation import filled, line, tidy


class CaseFormService:
    """How people, posts and organisations are written in each case."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def forms(
        self, subject: Subject, nominative: str, gender: Gender | None = None
    ) -> tuple[CaseFormRow, ...]:
        """Return all six forms, the confirmed ones as the user left them."""
        stored = self._stored(subject, nominative)
        return tuple(
            CaseFormRow(
                subject=subject,
                nominative=nominative,
                grammatical_case=case,
                form=stored.get(case) or propose(subject, nominative, case, gender),
                confirmed=case in stored,
            )
            for case in Case
        )

    def form(self, subject: Subject, nominative: str, case: str, gender: Gender | None = None) -> str:
        """Return one form as it will be printed."""
        stored = self._stored(subject, nominative)
        return stored.get(case) or propose(subject, nominative, Case(case), gender)

    def confirm(self, subject: Subject, nominative: str, case: str, form: str) -> None:
        """Keep a form the user accepted or corrected; raises ``ValidationError`` when it is empty."""
        wrong = filled(nominative, "слово в именительном падеже") or filled(form, "форму слова") or line(form)
        if wrong:
            raise ValidationError([FieldError("form", wrong)])
        with self._store.write(f"Подтверждена форма: {tidy(form)}") as session:
            key = (str(subject), tidy(nominative), str(Case(case)))
            row = session.get(CaseForm, key)
            if row is None:
                row = CaseForm(subject=key[0], nominative=key[1], grammatical_case=key[2])
                session.add(row)
            row.form = tidy(form)

    def forget(self, subject: Subject, nominative: str) -> None:
        """Return to the proposed forms."""
        with self._store.write(f"Возвращены предложенные формы: {nominative}") as session:
            query = select(CaseForm).where(
                CaseForm.subject == str(subject), CaseForm.nominative == tidy(nominative)
            )
            for row in session.scalars(query):
                session.delete(row)

    def _stored(self, subject: Subject, nominative: str) -> dict[str, str]:
        query = select(CaseForm.grammatical_case, CaseForm.form).where(
            CaseForm.subject == str(subject), CaseForm.nominative == tidy(nominative)
        )
        with self._store.read_long() as session:
            return {row.grammatical_case: row.form for row in session.execute(query)}


def propose(subject: Subject, nominative: str, case: Case, gender: Gender | None = None) -> str:
    """Return the form the language package makes; a text without a letter stays as it is."""
    if not any(sign.isalpha() for sign in nominative):
        return tidy(nominative)
    if subject is Subject.NAME:
        return decline_name(nominative, case, None if gender is None else genders.Gender(str(gender)))
    if subject is Subject.POST:
        return decline_post(nominative, case)
    return decline_organisation(nominative, case)
