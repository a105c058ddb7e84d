"""A mistake is told at its line in words a clerk understands; a hostile template is only a mistake more."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.models.enums import PaperKind
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.texts.compose import fill_template, standard_template
from desktop_app.services.texts.engine import LONGEST, MOST_PRINTED, find_mistakes
from desktop_app.services.texts.mistakes import Mistake, TemplateMistake
from desktop_app.services.texts.placeholders import CATALOGUE
from desktop_app.services.texts.sample import sample_facts
from desktop_app.services.texts.values import FILTERS
from tests.services.texts import generated

HEADING = "Заголовок: О проверке\n"
LETTER = PaperKind.CONFIRMATION


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{{ школа.названее }}", "Похожее: «школа.название»"),
        ("{{ школла.название }}", "Похожее: «школа.название»"),
        ("{{ школа }}", "это раздел"),
        ("{{ школа.название.имя }}", "поля «школа.название.имя» нет"),
        ("{{ школа.название | радительный }}", "Похожее: «родительный»"),
        ("{{ школа.телефон | родительный }}", "«родительный» сюда не подходит"),
        ("{{ ответственный.имя | по_роду }}", 'по_роду("назначен", "назначена")'),
        ("{{ ответственный.имя | по_роду(1, 2) }}", "слова в кавычках"),
        ("{{ баннеры.всего | слово(один='портал') }}", "слова в кавычках"),
        ("{{ ответственный.есть }}", "его не печатают"),
        ("{{ баннеры.порталы }}", "это список"),
        ("{% для один из школа.название %}{% конец %}", "должен стоять список"),
        ("{% для школа из баннеры.порталы %}{% конец %}", "пишите так"),
        ("{{ портал.название }}", "поля «портал.название» нет"),
        ("{% если письмо.дата > 3 %}{% конец %}", "сравнивать можно"),
        ("{% если школа.вид > 'а' %}{% конец %}", "сравнивать можно"),
        ("{% если баннеры.всего %}", "не закрыто"),
        ("{% конец %}", "«конец» стоит без"),
        ("{% иначе %}", "«иначе» стоит без"),
        ("{% если %}{% конец %}", "чего-то не хватает"),
        ("{% повторить 5 %}", "слова «повторить» здесь нет"),
        ("{{ школа.название", "скобки закрыты"),
        ("{{ школа.название }", "скобки закрыты"),
        ("{{ }}", "чего-то не хватает"),
        ("{{ школа. }}", "после точки"),
        ("{{ школа название }}", "лишнее «название»"),
        ("{{ 'школа }}", "не закрыта"),
        ("{# примечание", "не закрыто"),
        ("школа.название }}", "без пары"),
        ("{{ 1.5 }}", "целое число"),
        ("{{ 'да' если баннеры.всего }}", "не хватает «иначе»"),
    ],
)
def test_a_mistake_is_told_at_its_line(line: str, said: str) -> None:
    found = find_mistakes(f"{HEADING}Первая строка.\n{line}\nПоследняя строка.")
    assert found, "nothing was found"
    assert (found[0].line, found[0].source) == (3, line)
    assert said in found[0].sentence


def test_a_bracket_left_open_is_shown_where_it_was_opened() -> None:
    found = find_mistakes(
        "Заголовок: {{ школа.название |\nродительный }}\n{{ школа.краткое\nи {{ школа.сайт }}"
    )
    assert [one.line for one in found] == [3]


def test_every_mistake_is_told_not_only_the_first() -> None:
    found = find_mistakes("{{ а.б }}\nверно\n{% если в.г %}{{ школа.нет }}{% конец %}")
    assert [one.line for one in found] == [1, 3, 3]


def test_a_branch_nobody_enters_today_is_checked_too() -> None:
    assert find_mistakes("{% если 1 == 2 %}{{ школа.нет }}{% конец %}")


@pytest.mark.parametrize(
    "line",
    [
        "{{ школа.__class__ }}",
        "{{ школа.название.__class__.__mro__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ школа._members }}",
        "{{ школа.название.words }}",
        "{{ школа['название'] }}",
        "{{ self }}{{ self._TemplateReference__context }}",
        "{{ cycler.__init__.__globals__ }}",
        "{{ lipsum() }}",
        "{{ range(1000000000) }}",
        "{% for x in range(1000000000) %}{% endfor %}",
        "{% for a in баннеры.порталы %}{% for b in баннеры.порталы %}{% endfor %}{% endfor %}",
        "{% for a in баннеры.порталы recursive %}{{ loop(баннеры.порталы) }}{% endfor %}",
        "{{ 'а' * 1000000000 }}",
        "{{ 9 ** 999999999 }}",
        "{{ 10 // 0 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ 'а' ~ 'б' }}",
        "{{ 'а'.ljust(1000000000) }}",
        "{{ 'а' | center(1000000000) }}",
        "{{ школа.название | attr('words') }}",
        "{{ ('а',) | join }}",
        "{{ [1, 2] }}",
        "{{ {'а': 1} }}",
        "{% set a = 1 %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{% include 'файл' %}",
        "{% import 'файл' as ф %}",
        "{% extends 'файл' %}",
        "{% block б %}{% endblock %}",
        "{% filter upper %}а{% endfilter %}",
        "{% call x() %}{% endcall %}",
        "{% if школа is defined %}{% endif %}",
        "{{ школа.название if школа }}",
        "{{ " + "(" * 3_000 + "1" + ")" * 3_000 + " }}",
        "{{ " + "not " * 3_000 + "1 }}",
        "{{ 1" + " == 1" * 3_000 + " }}",
        "{{ школа" + ".а" * 3_000 + " }}",
        "{{ школа.название" + " | родительный" * 500 + " }}",
        "{% if 1 %}" * 500 + "{% endif %}" * 500,
        "{{ " + "9" * 6_000 + " }}",
        "{{ школа.краткое }}" * 1_200,
        "а" * (LONGEST + 1),
    ],
)
def test_a_hostile_template_is_refused_before_it_runs(line: str) -> None:
    assert find_mistakes(HEADING + line)
    with pytest.raises(TemplateMistake):
        fill_template(LETTER, HEADING + line, sample_facts(LETTER))


def test_an_honest_text_that_grows_too_long_is_stopped() -> None:
    facts = sample_facts(LETTER)
    many = "{% для портал из баннеры.порталы %}" + "очень длинно " * 1_200 + "{% конец %}"
    assert find_mistakes(HEADING + many) == ()
    with pytest.raises(TemplateMistake, match="длиннее двадцати листов"):
        fill_template(LETTER, HEADING + many, facts)
    assert len(many) * len(facts.portals) > MOST_PRINTED


@pytest.mark.parametrize(
    ("template", "line", "said"),
    [
        ("Текст без заголовка", 1, "начинается не со строки"),
        ("\nЗаголовок:  \nТекст", 2, "заголовок пуст"),
        ("Заголовок: О деле", 1, "ничего не напечатано"),
        (
            "{% если ответственный.есть %}{% иначе %}Заголовок: А{% конец %}\nТекст",
            1,
            "начинается не со строки",
        ),
    ],
)
def test_a_paper_without_heading_or_text_is_a_mistake(template: str, line: int, said: str) -> None:
    with pytest.raises(TemplateMistake, match=said) as refused:
        fill_template(LETTER, template, sample_facts(LETTER))
    assert refused.value.first.line == line


PIECES = (
    *(f"{group}.{member}" for group, members in CATALOGUE.items() for member in members),
    *("школа", "портал.название", "нет.поля", '"текст"', "7", "{{", "}}", "{%", "%}", "{#", "#}", "|"),
    *("если", "иначе", "иначе если", "конец", "для", "из", "портал", "не", "и", "или", "==", ">", "("),
    *(")", ".", ",", "#. ", "##. ", "\n", "Заголовок: ", "слово", "if", "endif", "for", "endfor", "in"),
    *FILTERS,
    *(
        'по_роду("а", "б")',
        'слово("а", "б")',
        "{{ школа.краткое }}",
        "{% если чат.вступление %}",
        "{% конец %}",
    ),
)


def told(kind: PaperKind, template: str, facts: PaperFacts) -> Mistake | None:
    """Return the first mistake of a template, or None when it can be filled."""
    try:
        fill_template(kind, template, facts)
    except TemplateMistake as error:
        return error.first
    return None


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=25), generated.facts)
def test_any_text_is_filled_or_refused_with_a_line(pieces: list[str], facts: PaperFacts) -> None:
    template = HEADING + " ".join(pieces)
    lines = template.split("\n")
    mistake = told(LETTER, template, facts)
    if mistake is not None:
        assert 1 <= mistake.line <= len(lines)
        assert mistake.source == lines[mistake.line - 1].strip()
        assert mistake.sentence.endswith(".")


@pytest.mark.parametrize("kind", list(PaperKind))
@settings(max_examples=25, deadline=None)
@given(place=st.integers(0, 10_000), put=st.sampled_from(("", "{", "}}", "%", " ", "|", "конец", "\n")))
def test_a_slip_of_the_pen_is_told_or_harmless(kind: PaperKind, place: int, put: str) -> None:
    whole = standard_template(kind)
    place %= len(whole)
    slipped = whole[:place] + put + whole[place + 1 :]
    mistake = told(kind, slipped, sample_facts(kind))
    assert mistake is None or 1 <= mistake.line <= slipped.count("\n") + 1
