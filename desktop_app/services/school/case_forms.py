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


class CaseFormService:
    """How people, posts and organisations are written in each case."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def forms(
        self, subject: Subject, nominative: str, gender: Gender | None = None
    ) -> tuple[CaseFormRow, ...]:
        """Return all six forms, the confirmed ones as the user left them."""
        return tuple(self._row(subject, nominative, case, gender) for case in Case)

    def form(self, subject: Subject, nominative: str, case: str, gender: Gender | None = None) -> str:
        """Return one form as it will be printed."""
        return self._row(subject, nominative, Case(case), gender).form

    def confirm(self, subject: Subject, nominative: str, case: str, form: str) -> None:
        """Keep a form the user accepted or corrected; raises ``ValidationError`` when it is empty."""
        if not form.strip():
            raise ValidationError([FieldError("form", "Напишите форму слова.")])
        with self._store.write(f"Подтверждена форма: {form.strip()}") as session:
            key = (str(subject), nominative.strip(), str(Case(case)))
            row = session.get(CaseForm, key)
            if row is None:
                row = CaseForm(subject=key[0], nominative=key[1], grammatical_case=key[2])
                session.add(row)
            row.form = form.strip()

    def forget(self, subject: Subject, nominative: str) -> None:
        """Return to the proposed forms."""
        with self._store.write(f"Возвращены предложенные формы: {nominative}") as session:
            query = select(CaseForm).where(
                CaseForm.subject == str(subject), CaseForm.nominative == nominative.strip()
            )
            for row in session.scalars(query):
                session.delete(row)

    def _row(self, subject: Subject, nominative: str, case: Case, gender: Gender | None) -> CaseFormRow:
        with self._store.read() as session:
            stored = session.get(CaseForm, (str(subject), nominative.strip(), str(case)))
            confirmed = stored.form if stored is not None else None
        return CaseFormRow(
            subject=subject,
            nominative=nominative,
            grammatical_case=case,
            form=confirmed if confirmed is not None else propose(subject, nominative, case, gender),
            confirmed=confirmed is not None,
        )


def propose(subject: Subject, nominative: str, case: Case, gender: Gender | None = None) -> str:
    """Return the form the language package makes; an empty text stays empty."""
    if not nominative.strip():
        return ""
    if subject is Subject.NAME:
        return decline_name(nominative, case, None if gender is None else genders.Gender(str(gender)))
    if subject is Subject.POST:
        return decline_post(nominative, case)
    return decline_organisation(nominative, case)
