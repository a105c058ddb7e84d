"""A person's name comes out right whatever way it was typed."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.russian.cases import Case
from desktop_app.russian.gender import Gender
from desktop_app.russian.names import PersonName, decline_name, initials_after, initials_before, parse_name
from desktop_app.russian.spaces import NBSP

OLGA = PersonName("Иванова", "Ольга", "Николаевна")
OBLIQUE = (Case.GENITIVE, Case.DATIVE, Case.ACCUSATIVE, Case.INSTRUMENTAL, Case.PREPOSITIONAL)


@pytest.mark.parametrize(
    "typed",
    [
        "Иванова Ольга Николаевна",
        "Ольга Николаевна Иванова",
        "ИВАНОВА ОЛЬГА НИКОЛАЕВНА",
        "ИВАНОВА Ольга Николаевна",
        "иванова ольга николаевна",
        "  Иванова\u00a0 Ольга\tНиколаевна ",
    ],
)
def test_every_way_to_type_a_full_name_gives_the_same_parts(typed: str) -> None:
    assert parse_name(typed) == OLGA


@pytest.mark.parametrize(
    "typed",
    ["Иванова О.Н.", "О.Н. Иванова", "О. Н. Иванова", "О.Н.Иванова", "Иванова О Н", "ИВАНОВА О.Н."],
)
def test_initials_are_found_on_either_side_of_the_surname(typed: str) -> None:
    assert parse_name(typed) == PersonName("Иванова", "О.", "Н.")


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Рабинович Марк Абрамович", ("Рабинович", "Марк", "Абрамович")),
        ("Марк Абрамович Рабинович", ("Рабинович", "Марк", "Абрамович")),
        ("Ольга Петрович", ("Петрович", "Ольга", "")),
        ("Ольга Николаевна", ("", "Ольга", "Николаевна")),
        ("Ольга Иванова", ("Иванова", "Ольга", "")),
        ("Иванова Ольга", ("Иванова", "Ольга", "")),
        ("Алиев Ильгам Гейдар оглы", ("Алиев", "Ильгам", "Гейдар оглы")),
        ("Ильгам Гейдар оглы Алиев", ("Алиев", "Ильгам", "Гейдар оглы")),
        ("ПЕТРОВА - ВОДКИНА АННА СЕРГЕЕВНА", ("Петрова-Водкина", "Анна", "Сергеевна")),
        ("фон Визин Денис Иванович", ("фон Визин", "Денис", "Иванович")),
        ("Иванова Ольга Н.", ("Иванова", "Ольга", "Н.")),
        ("Ж.-П. Сартр", ("Сартр", "Ж.-П.", "")),
        ("Ким", ("Ким", "", "")),
    ],
)
def test_hard_names_are_taken_apart(typed: str, parts: tuple[str, str, str]) -> None:
    assert parse_name(typed) == PersonName(*parts)


@pytest.mark.parametrize("empty", ["", "   ", "...", " - "])
def test_a_text_without_a_letter_is_refused(empty: str) -> None:
    with pytest.raises(ValueError, match="Имя не указано"):
        parse_name(empty)


@given(st.text(max_size=60))
def test_whatever_is_typed_it_is_either_parsed_or_refused(text: str) -> None:
    try:
        name = parse_name(text)
    except ValueError:
        assert not any(letter.isalpha() for letter in text)
    else:
        assert name.full


@given(
    st.text("абвгеёийоцчшщьяАЁЯQx-.' ", max_size=30), st.sampled_from(Case), st.sampled_from([*Gender, None])
)
def test_any_name_that_can_be_read_can_be_declined(text: str, case: Case, gender: Gender | None) -> None:
    try:
        parse_name(text)
    except ValueError:
        return
    assert decline_name(text, case, gender)
    assert initials_after(text, case, gender)
    assert initials_before(text)


@pytest.mark.parametrize(
    ("name", "case", "expected"),
    [
        ("Иванова Ольга Николаевна", Case.ACCUSATIVE, "Иванову Ольгу Николаевну"),
        ("Ольга Николаевна Иванова", Case.DATIVE, "Ивановой Ольге Николаевне"),
        ("ЗАЯЦ ПЁТР ИЛЬИЧ", Case.INSTRUMENTAL, "Зайцем Петром Ильичом"),
        ("Воробей Анна Львовна", Case.DATIVE, "Воробей Анне Львовне"),
        ("Воробей Лев Львович", Case.DATIVE, "Воробью Льву Львовичу"),
        ("Шевченко Игорь Павлович", Case.GENITIVE, "Шевченко Игоря Павловича"),
        ("Алиева Лейла Гейдар кызы", Case.DATIVE, "Алиевой Лейле Гейдар кызы"),
        ("Золя Эмиль", Case.GENITIVE, "Золя Эмиля"),
        ("Прибой Алексей Силыч", Case.DATIVE, "Прибою Алексею Силычу"),
        ("Фам Ван Донг", Case.GENITIVE, "Фам Ван Донг"),
        ("Чан Тхи Лан", Case.DATIVE, "Чан Тхи Лан"),
    ],
)
def test_a_full_name_is_declined(name: str, case: Case, expected: str) -> None:
    assert decline_name(name, case) == expected


@pytest.mark.parametrize(
    ("surname", "gender", "dative", "instrumental"),
    [
        ("Орёл", Gender.MALE, "Орлу", "Орлом"),
        ("Орел", Gender.MALE, "Орлу", "Орлом"),
        ("Кузнец", Gender.MALE, "Кузнецу", "Кузнецом"),
        ("Груша", Gender.FEMALE, "Груше", "Грушей"),
        ("Лапша", Gender.MALE, "Лапше", "Лапшой"),
        ("Ганжа", Gender.MALE, "Ганже", "Ганжой"),
        ("Калина", Gender.FEMALE, "Калине", "Калиной"),
        ("Топчий", Gender.MALE, "Топчию", "Топчием"),
        ("Горячий", Gender.MALE, "Горячему", "Горячим"),
        ("Кий", Gender.MALE, "Кию", "Кием"),
        ("Сон", Gender.MALE, "Сону", "Соном"),
        ("Эрлих", Gender.MALE, "Эрлиху", "Эрлихом"),
        ("Эрлих", Gender.FEMALE, "Эрлих", "Эрлих"),
        ("Чаплин", Gender.MALE, "Чаплину", "Чаплином"),
        ("Бородин", Gender.MALE, "Бородину", "Бородиным"),
        ("Новиков-Прибой", Gender.MALE, "Новикову-Прибою", "Новиковым-Прибоем"),
        ("Бонч-Бруевич", Gender.MALE, "Бонч-Бруевичу", "Бонч-Бруевичем"),
        ("Берия", Gender.FEMALE, "Берии", "Берией"),
        ("Чой", Gender.MALE, "Чою", "Чоем"),
        ("Тэн", Gender.MALE, "Тэну", "Тэном"),
        ("Мин", Gender.MALE, "Мину", "Мином"),
        ("Львов", Gender.MALE, "Львову", "Львовым"),
        ("Толстой", Gender.MALE, "Толстому", "Толстым"),
        ("Мышь", Gender.MALE, "Мыши", "Мышью"),
        ("Мышь", Gender.FEMALE, "Мышь", "Мышь"),
    ],
)
def test_surnames_the_library_misses_follow_the_grammar(
    surname: str, gender: Gender, dative: str, instrumental: str
) -> None:
    assert decline_name(surname, Case.DATIVE, gender) == dative
    assert decline_name(surname, Case.INSTRUMENTAL, gender) == instrumental


@pytest.mark.parametrize(
    "surname", ["Бондаренко", "Седых", "Долгих", "Дурново", "Живаго", "Дюма", "Гасан-заде"]
)
@pytest.mark.parametrize("gender", list(Gender))
@pytest.mark.parametrize("case", OBLIQUE)
def test_indeclinable_surnames_never_change(surname: str, gender: Gender, case: Case) -> None:
    assert decline_name(surname, case, gender) == surname


@pytest.mark.parametrize("case", OBLIQUE)
@given(surname=st.text("бвгджзклмнпрстфхцчшщй", min_size=3, max_size=12))
def test_a_womans_surname_in_a_consonant_never_changes(case: Case, surname: str) -> None:
    assert decline_name(surname.capitalize(), case, Gender.FEMALE) == surname.capitalize()


def test_of_a_name_of_the_far_east_only_a_mans_last_word_changes() -> None:
    assert decline_name("Фам Ван Донг", Case.GENITIVE, Gender.MALE) == "Фам Ван Донга"
    assert decline_name("Ким Ир Сен", Case.INSTRUMENTAL, Gender.MALE) == "Ким Ир Сеном"
    assert decline_name("Чан Тхи Лан", Case.GENITIVE) == "Чан Тхи Лан"


def test_without_a_known_gender_only_what_is_certain_changes() -> None:
    assert decline_name("Мельник О.Н.", Case.DATIVE) == f"Мельник{NBSP}О.Н."
    assert decline_name("Гуща О.Н.", Case.DATIVE) == f"Гуще{NBSP}О.Н."
    assert decline_name("Мельник О.Н.", Case.DATIVE, Gender.MALE) == f"Мельнику{NBSP}О.Н."


@given(
    surname=st.sampled_from(["Иванова", "Петров", "Заяц", "Кох", "Шевченко", "Римский-Корсаков", "Толстая"]),
    letters=st.text("АБВГДЕЖЗИКЛМНОПРСТУФХЭЮЯ", min_size=2, max_size=2),
    case=st.sampled_from(Case),
    gender=st.sampled_from([*Gender, None]),
)
def test_a_declined_name_keeps_its_initials(
    surname: str, letters: str, case: Case, gender: Gender | None
) -> None:
    initials = f"{letters[0]}.{letters[1]}."
    assert decline_name(f"{initials} {surname}", case, gender).endswith(f"{NBSP}{initials}")
    assert initials_after(f"{surname} {initials}", case, gender).endswith(f"{NBSP}{initials}")
    assert initials_before(f"{surname} {initials}") == f"{initials}{NBSP}{surname}"


def test_initials_stand_before_in_a_signature_and_after_in_an_addressee() -> None:
    assert initials_before("Иванова Ольга Николаевна") == f"О.Н.{NBSP}Иванова"
    assert initials_after("Иванова Ольга Николаевна", Case.DATIVE) == f"Ивановой{NBSP}О.Н."
    assert initials_after("Сартр Жан-Поль", Case.GENITIVE) == f"Сартра{NBSP}Ж.-П."
    assert initials_before("Ким") == "Ким"


def test_importing_the_names_loads_no_dictionary() -> None:
    code = (
        "import sys\n"
        "from desktop_app.russian import (dates, fold, greeting, names, organisations, plurals, posts,"
        " typography, workdays)\n"
        "print(sorted({'pymorphy3', 'pytrovich', 'holidays'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("typed", "gender", "instrumental"),
    [
        ("Бек-Назаров Амо Иванович", Gender.MALE, "Бек-Назаровым Амо Ивановичем"),
        ("Руссо Жан-Жак", Gender.MALE, "Руссо Жан-Жаком"),
        ("Халилов Нур-Магомед Гасанович", Gender.MALE, "Халиловым Нур-Магомедом Гасановичем"),
        ("Петрова Анна-Мария Львовна", Gender.FEMALE, "Петровой Анной-Марией Львовной"),
        ("Эсакая Тамара Львовна", Gender.FEMALE, "Эсакаей Тамарой Львовной"),
        ("Крутая Тамара Львовна", Gender.FEMALE, "Крутой Тамарой Львовной"),
        ("Коробец Иван Львович", Gender.MALE, "Коробцом Иваном Львовичем"),
    ],
)
def test_double_first_names_first_parts_and_georgian_surnames(
    typed: str, gender: Gender, instrumental: str
) -> None:
    assert decline_name(typed, Case.INSTRUMENTAL, gender) == instrumental
