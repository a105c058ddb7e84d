"""Stories about case forms: proposed, corrected, forgotten."""

from __future__ import annotations

import pytest

from desktop_app.russian.cases import Case
from desktop_app.services.errors import ValidationError
from desktop_app.services.school.case_forms import CaseFormService
from desktop_app.services.school.types import Subject
from desktop_app.services.store import Store

NAME = "Иванова Ольга Николаевна"


@pytest.fixture
def forms(store: Store) -> CaseFormService:
    return CaseFormService(store)


def test_all_six_are_proposed(forms: CaseFormService) -> None:
    rows = forms.forms(Subject.NAME, NAME)
    assert [row.grammatical_case for row in rows] == list(Case)
    assert not any(row.confirmed for row in rows)
    assert rows[3].form == "Иванову Ольгу Николаевну"
    assert forms.form(Subject.POST, "директор школы", "dative") == "директору школы"
    assert (
        forms.form(Subject.ORGANISATION, "Министерство образования", "genitive") == "Министерства образования"
    )


def test_what_the_user_said_stays_until_it_is_forgotten(forms: CaseFormService) -> None:
    forms.confirm(Subject.NAME, f" {NAME} ", "dative", "Ивановой  Ольге")
    assert forms.form(Subject.NAME, NAME, "dative") == "Ивановой Ольге"
    assert [row.confirmed for row in forms.forms(Subject.NAME, NAME)] == [
        False,
        False,
        True,
        False,
        False,
        False,
    ]
    assert forms.form(Subject.POST, NAME, "dative") != "Ивановой Ольге"
    forms.forget(Subject.NAME, NAME)
    assert forms.form(Subject.NAME, NAME, "dative") == "Ивановой Ольге Николаевне"


def test_an_empty_form_is_refused(forms: CaseFormService) -> None:
    with pytest.raises(ValidationError) as refused:
        forms.confirm(Subject.NAME, NAME, "dative", " ")
    assert [error.field for error in refused.value.errors] == ["form"]


@pytest.mark.parametrize("nominative", ["", " ", "24", "😀", "-"])
def test_what_is_no_name_makes_no_trouble(forms: CaseFormService, nominative: str) -> None:
    assert forms.form(Subject.NAME, nominative, "dative") == nominative.strip()
    assert len(forms.forms(Subject.NAME, nominative)) == 6
