"""A template speaks Russian: conditions, lists, cases, numbers, items that count themselves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop_app.models.enums import PaperKind, PlacementStatus
from desktop_app.russian.spaces import NBSP
from desktop_app.services.papers.parts import ParagraphKind
from desktop_app.services.texts.compose import WITH_BODY, Written, fill_template, standard_template, written
from desktop_app.services.texts.sample import PARTICULARS, sample_facts
from desktop_app.services.texts.source import Particulars

LETTER, ORDER = PaperKind.CONFIRMATION, PaperKind.ORDER


def filled(body: str, kind: PaperKind = LETTER) -> Written:
    return fill_template(kind, f"Заголовок: О деле\n{body}", sample_facts(kind))


def says(body: str, kind: PaperKind = LETTER) -> list[str]:
    return [paragraph.text.replace(NBSP, " ") for paragraph in filled(body, kind).paragraphs]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ("{{ ответственный.имя | родительный }}", "Журавлёвой Инны Сергеевны"),
        ("{{ ответственный.имя | творительный | инициалы }}", "Журавлёвой И.С."),
        ("{{ ответственный.имя | подпись }}", "И.С. Журавлёва"),
        ("{{ заместитель.имя | дательный }}", "Тихонову Роману Ильичу"),
        ("{{ руководитель.должность | винительный }}", "Директора"),
        ("{{ письмо.отправитель | творительный }}", "министерством образования Иркутской области"),
        ("{{ письмо.отправитель }}", "Министерство образования Иркутской области"),
        ("{{ бумага.дата }} и {{ бумага.дата | словами }}", "05.06.2024 и 5 июня 2024 г."),
        ("{{ баннеры.всего | число('портал', 'портала', 'порталов') }}", "9 порталов"),
        ("{{ баннеры.размещено | слово('висит', 'висят') }}", "висят"),
        ("{{ ответственный.имя | по_роду('он', 'она', 'он(а)') }}", "она"),
        ("{{ 'много' если баннеры.всего > 5 иначе 'мало' }}", "много"),
        ("{{ 'наша' if школа.вид == 'муниципальная' else 'не наша' }}", "наша"),
        ("{% if баннеры.всего %}да{% else %}нет{% endif %}", "да"),
        ("{% если не письмо.есть %}а{% иначе если баннеры.всего и чат.вступление %}б{% конец %}", "б"),
        ("{% если не письмо.есть или ответственный.есть %}да{% конец %}", "да"),
        ("Слово  с   лишними\tпробелами", "Слово с лишними пробелами"),
        ("Скобка { и 5 % — просто знаки", "Скобка { и 5 % — просто знаки"),
    ],
)
def test_a_template_says(body: str, said: str) -> None:
    assert says(body) == [said]


def test_a_list_is_printed_line_by_line() -> None:
    body = (
        "{% для портал из баннеры.порталы %}\n"
        "{% если не портал.размещён %}\n#. {{ портал.название }}: {{ портал.срок }}.\n{% конец %}\n"
        "{% конец %}"
    )
    assert says(body) == ["1. Бегущая строка у входа: планируется 10.06.2024."]


def test_items_count_themselves_and_are_set_as_items() -> None:
    words = filled("#. Один\n##. под\n##. под\n#.Два\n##. под\nПРИКАЗЫВАЮ:\nТекст", ORDER)
    assert [(one.text.replace(NBSP, " "), one.kind) for one in words.paragraphs] == [
        ("1. Один", ParagraphKind.ITEM),
        ("1.1. под", ParagraphKind.ITEM),
        ("1.2. под", ParagraphKind.ITEM),
        ("2. Два", ParagraphKind.ITEM),
        ("2.1. под", ParagraphKind.ITEM),
        ("ПРИКАЗЫВАЮ:", ParagraphKind.PLAIN),
        ("Текст", ParagraphKind.TEXT),
    ]


def test_what_the_record_holds_is_text_and_never_a_template() -> None:
    facts = sample_facts(LETTER)
    school = replace(facts.school, short_name="{{ школа.инн }} {% конец %}\nЗаголовок: чужой")
    words = fill_template(LETTER, "Заголовок: О деле\n{{ школа.краткое }}", replace(facts, school=school))
    assert words.heading.replace(NBSP, " ") == "О деле"
    assert [one.text for one in words.paragraphs] == ["{{ школа.инн }} {% конец %} Заголовок: чужой"]


def test_the_own_template_is_used_and_a_wrong_one_gives_way_to_the_standard() -> None:
    facts = sample_facts(LETTER)
    own = replace(facts, texts={LETTER: "Заголовок: О своём\nСвоё."})
    wrong = replace(facts, texts={LETTER: "Заголовок: О своём\n{{ школа.нет }}"})
    assert [one.text for one in written(LETTER, own).paragraphs] == ["Своё."]
    assert written(ORDER, own) == written(ORDER, facts)
    assert written(LETTER, wrong) == written(LETTER, facts)


@pytest.mark.parametrize("kind", sorted(WITH_BODY))
def test_words_that_promise_are_not_in_the_standard_texts(kind: PaperKind) -> None:
    said = " ".join(one.text for one in written(kind, sample_facts(kind)).paragraphs).casefold()
    assert "обязан" not in said.replace("возложить обязанности", "")
    assert "требует" not in said


def test_the_memo_is_short() -> None:
    words = written(PaperKind.MEMO, sample_facts(PaperKind.MEMO))
    text = " ".join((words.heading, *(one.text for one in words.paragraphs)))
    assert len(text.split()) <= 150
    assert "можно" in text


def test_the_report_names_only_what_the_record_proves() -> None:
    facts = sample_facts(PaperKind.BANNER_REPORT)
    unproved = tuple(
        replace(one, status=PlacementStatus.PLACED, placed_on=date(2024, 6, 4)) for one in facts.portals
    )
    words = written(PaperKind.BANNER_REPORT, replace(facts, portals=unproved))
    text = " ".join(one.text for one in words.paragraphs).replace(NBSP, " ")
    assert "размещены на 9 из 9 информационных порталов; подтверждено снимками: 0 из 9." in text


def test_a_sheet_names_its_class_when_it_is_given() -> None:
    facts = sample_facts(PaperKind.CLASS_SHEET)
    named = written(PaperKind.CLASS_SHEET, facts, Particulars(class_name="5А"))
    assert named.heading.endswith("5А класса")
    assert written(PaperKind.CLASS_SHEET, facts).heading.endswith("обучающихся")
    assert PARTICULARS.class_name


def test_every_line_of_the_standard_letter_prints_something_at_the_sample_school() -> None:
    words = written(LETTER, sample_facts(LETTER))
    assert len(words.paragraphs) == 6
    assert standard_template(LETTER).count("\n") > 30
