"""Forms of names, posts and organisations: proposed by the rules of the language, kept as the user said."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.school import CaseForm
from desktop_app.services import validation as v
from desktop_app.services.errors import FieldError, ValidationError
from desktop_app.services.school.types import CaseFormRow, Gender, Subject
from desktop_app.services.store import Store

CASES = ("nominative", "genitive", "dative", "accusative", "instrumental", "prepositional")
"""The values of ``russian.cases.Case``, in the order of the school-book; its module loads only on demand."""


class CaseFormService:
    """The six cases of anything the papers name."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def forms(
        self, subject: Subject, nominative: str, gender: Gender | None = None
    ) -> tuple[CaseFormRow, ...]:
        """Return all six cases; empty when ``nominative`` is."""
        nominative = v.clean(nominative)
        if not nominative:
            return ()
        with self._store.read() as session:
            stored = {row.grammatical_case: row.form for row in _stored(session, subject, nominative)}
        return tuple(
            CaseFormRow(
                subject=subject,
                nominative=nominative,
                grammatical_case=case,
                form=stored.get(case) or _proposed(subject, nominative, case, gender),
                confirmed=case in stored,
            )
            for case in CASES
        )

    def form(self, subject: Subject, nominative: str, case: str, gender: Gender | None = None) -> str:
        """Return one form: the confirmed one, else the proposal; ``case`` is a value of ``Case``."""
        nominative = v.clean(nominative)
        if not nominative:
            return ""
        with self._store.read() as session:
            stored = session.get(CaseForm, (subject.value, nominative, str(case)))
            if stored is not None:
                return stored.form
        return _proposed(subject, nominative, case, gender)

    def confirm(self, subject: Subject, nominative: str, case: str, form: str) -> None:
        """Keep ``form`` for good; raises ``ValidationError`` when it or the nominative is empty."""
        errors = v.collect(
            ("nominative", v.text(nominative, "Именительный падеж", required=True)),
            ("form", v.text(form, "Падежная форма", limit=600, required=True)),
            ("case", None if case in CASES else "Выберите падеж из списка."),
        )
        if errors:
            raise ValidationError(errors)
        nominative = v.clean(nominative)
        with self._store.write("Уточнена падежная форма") as session:
            key = (subject.value, nominative, str(case))
            stored = session.get(CaseForm, key)
            if stored is None:
                stored = CaseForm(subject=key[0], nominative=key[1], grammatical_case=key[2])
                session.add(stored)
            stored.form = v.clean(form)

    def forget(self, subject: Subject, nominative: str) -> None:
        """Go back to the proposals for all cases of ``nominative``."""
        with self._store.write("Сброшены падежные формы") as session:
            for row in _stored(session, subject, v.clean(nominative)):
                session.delete(row)

    def check(self, form: str) -> tuple[FieldError, ...]:
        """Find what is wrong with a corrected form while it is being typed."""
        return v.collect(("form", v.text(form, "Падежная форма", limit=600, required=True)))


def _stored(session: Session, subject: Subject, nominative: str) -> list[CaseForm]:
    query = select(CaseForm).where(CaseForm.subject == subject.value, CaseForm.nominative == nominative)
    return list(session.scalars(query))


def _proposed(subject: Subject, nominative: str, case: str, gender: Gender | None) -> str:
    # The dictionaries take tens of megabytes: they are loaded when a form is first asked for.
    from desktop_app.russian import gender as genders  # noqa: PLC0415
    from desktop_app.russian.cases import Case  # noqa: PLC0415
    from desktop_app.russian.names import decline_name  # noqa: PLC0415
    from desktop_app.russian.organisations import decline_organisation  # noqa: PLC0415
    from desktop_app.russian.posts import decline_post  # noqa: PLC0415

    if subject is Subject.POST:
        return decline_post(nominative, Case(case))
    if subject is Subject.ORGANISATION:
        return decline_organisation(nominative, Case(case))
    if not any(character.isalpha() for character in nominative):
        return nominative
    return decline_name(nominative, Case(case), genders.Gender(gender.value) if gender else None)
