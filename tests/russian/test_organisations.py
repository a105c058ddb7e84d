"""The name of a school or an authority is declined by its head."""

from __future__ import annotations

import pytest

from desktop_app.russian.cases import Case
from desktop_app.russian.organisations import decline_organisation

SCHOOL = "общеобразовательн{} учреждени{} города Иркутска «Средняя общеобразовательная школа № 24»"


@pytest.mark.parametrize(
    ("name", "genitive", "accusative"),
    [
        (
            "Муниципальное бюджетное " + SCHOOL.format("ое", "е"),
            "Муниципального бюджетного " + SCHOOL.format("ого", "я"),
            "Муниципальное бюджетное " + SCHOOL.format("ое", "е"),
        ),
        (
            "Министерство образования Иркутской области",
            "Министерства образования Иркутской области",
            "Министерство образования Иркутской области",
        ),
        (
            "Департамент образования администрации города Иркутска",
            "Департамента образования администрации города Иркутска",
            "Департамент образования администрации города Иркутска",
        ),
        ("Управление образования", "Управления образования", "Управление образования"),
        ("Вечерняя (сменная) школа № 1", "Вечерней (сменной) школы № 1", "Вечернюю (сменную) школу № 1"),
        ("Школа-интернат № 20", "Школы-интерната № 20", "Школу-интернат № 20"),
        ("Детский сад № 5", "Детского сада № 5", "Детский сад № 5"),
        ("Усть-Кутское управление", "Усть-Кутского управления", "Усть-Кутское управление"),
        (
            "Муниципальное казенное учреждение",
            "Муниципального казенного учреждения",
            "Муниципальное казенное учреждение",
        ),
    ],
)
def test_the_head_of_a_name_is_declined(name: str, genitive: str, accusative: str) -> None:
    assert decline_organisation(name, Case.GENITIVE) == genitive
    assert decline_organisation(name, Case.ACCUSATIVE) == accusative


@pytest.mark.parametrize("name", ["МБОУ г. Иркутска СОШ № 24", "«Лицей № 1»", "ГОКУ «Школа»", ""])
def test_abbreviations_and_quoted_names_stay(name: str) -> None:
    assert decline_organisation(name, Case.DATIVE) == name
