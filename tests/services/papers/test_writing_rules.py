"""Whatever a school's record holds, no generated paper breaks the writing rules of a strict clerk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.models.enums import DueBasis, Gender, PaperKind, PlacementStatus, RequirementKind, SchoolKind
from desktop_app.russian.spaces import NBSP
from desktop_app.services.coordinator.types import AppointmentRow
from desktop_app.services.directive.types import DirectiveRow, RequirementDraft
from desktop_app.services.papers.build import build_paper
from desktop_app.services.papers.evidence import PortalEvidence
from desktop_app.services.papers.facts import CorrectedPaper, PaperFacts, PortalFacts
from desktop_app.services.papers.memo import parents_memo
from desktop_app.services.papers.period import Period
from desktop_app.services.school.types import SchoolRow
from tests.services.texts.generated import ON, days, outreach

NAMES = st.sampled_from(
    (
        "Иванова Ольга Николаевна",
        "Салтыков-Щедрин Иван Петрович",
        "Мамедов Рашид Гусейн оглы",
        "Цой Эльвира Юнусовна",
        "Воробей Лев Львович",
        "Дурново Игорь Никитич",
        "Белых Нелли Рудольфовна",
        "Ондар Чойгана Кызыл-ооловна",
    )
)
POSTS = st.sampled_from(
    (
        "директор",
        "заместитель директора по воспитательной работе",
        "и.о. директора",
        "старший методист, классный руководитель 7 А класса",
        "советник директора по воспитанию и взаимодействию с детскими общественными объединениями",
    )
)
OFFICES = st.sampled_from(
    (
        "Министерство образования Иркутской области",
        "Управление образования администрации г. Усолье-Сибирское",
        'Комитет по образованию "Братский район"',
        "МКУ «Центр развития образования»",
    )
)
NUMBERS = st.sampled_from(("02-55-5749/24", "57-од", "133/6 – ОД", "001-24-000017/3-0", "1"))
PLACES = st.sampled_from(
    (
        "Официальный сайт школы",
        'канал "Наш класс" в MAX',
        "стенд у каб. 12, 1 этаж",
        "Экран в холле - 2 этаж",
        "группа школы № 5 ВКонтакте",
        "сайт https://school5.example.org/a-b/c_d?x=1&y=2",
    )
)
REASONS = st.sampled_from(
    ("страница не ведётся", "нет технической возможности", "закрыт с 01.09.2023, приказ № 5")
)
PHONES = st.sampled_from(("", "(3952) 33-13-33", "8 (395 2) 11-22-33, доб. 5"))
SUBJECTS = st.sampled_from(("", "О направлении информации", 'О проекте "Заступник"'))

SCHOOLS = st.builds(
    SchoolRow,
    full_name=st.sampled_from(
        (
            'Муниципальное бюджетное общеобразовательное учреждение "Лицей № 2" г. Братска',
            "Частная школа на Ольхоне",
            "МБОУ г. Иркутска СОШ № 24 им. В.П. Синицына",
        )
    ),
    short_name=st.sampled_from(("", "МБОУ СОШ № 24", 'Лицей "Перспектива"')),
    kind=st.sampled_from(SchoolKind),
    address=st.sampled_from(("", "ул. Берёзовая, д. 14, г. Ангаровск, 665000")),
    phone=PHONES,
    website=st.sampled_from(("", "school5.example.org")),
    head_post=POSTS,
    head_name=NAMES,
    executor_name=st.just("") | NAMES,
    addressee_organisation=st.just("") | OFFICES,
    addressee_post=st.just("") | POSTS,
    addressee_name=st.just("") | NAMES,
)
DIRECTIVES = st.none() | st.builds(
    DirectiveRow,
    id=st.just(1),
    number=NUMBERS,
    dated=days,
    sender=OFFICES,
    signatory_post=POSTS,
    signatory_name=NAMES,
    subject=SUBJECTS,
    chat_name=st.sampled_from(("", "Заступник Иркутская область")),
    requirements=st.lists(
        st.builds(
            RequirementDraft,
            kind=st.sampled_from(RequirementKind),
            title=st.just("дело"),
            due_on=days,
            due_basis=st.sampled_from(DueBasis),
        ),
        max_size=5,
    ).map(tuple),
)
APPOINTMENTS = st.none() | st.builds(
    AppointmentRow,
    id=st.just(1),
    current=st.booleans(),
    name=NAMES,
    post=st.just("") | POSTS,
    phone=PHONES,
    email=st.sampled_from(("", "a-b.c_d@example.org")),
    gender=st.none() | st.sampled_from(Gender),
    order_number=st.just("") | NUMBERS,
    order_date=days,
    appointed_on=days,
    substitute_name=st.just("") | NAMES,
    substitute_post=st.just("") | POSTS,
    chat_joined_on=days,
)
PORTALS = st.lists(
    st.builds(
        PortalFacts,
        name=PLACES,
        status=st.sampled_from(PlacementStatus),
        placed_on=days,
        planned_for=days,
        verified_on=days,
        reason=REASONS,
    ),
    max_size=14,
).map(tuple)
FACTS = st.builds(
    PaperFacts,
    on=st.just(ON),
    school=SCHOOLS,
    directive=DIRECTIVES,
    appointment=APPOINTMENTS,
    portals=PORTALS,
    outreach=outreach(),
    forms=st.just({}),
    period=st.just(Period(None, ON)),
    looks=st.just(Period(None, ON)),
    corrects=st.none()
    | st.builds(
        CorrectedPaper,
        kind=st.just(PaperKind.CONFIRMATION),
        number=NUMBERS,
        dated=st.just(ON - timedelta(days=3)),
    ),
)

_SHORT = "а|и|в|во|к|ко|с|со|о|об|у|на|не|ни|но|да|до|за|из|от|по|под|над|при|про|для|без"
RULES = {
    "пробел перед знаком": r"[ \u00a0][,.;:!?)](?!\w)",
    "два пробела": r"[ \u00a0]{2}",
    "два знака подряд": r"\.\.|,,|,\.|;\.|;;|:\.|\.;(?<!г\.;)|,;",
    "пустые скобки или кавычки": r"\(\s*\)|«\s*»",
    "скобка шаблона": r"\{\{|\}\}|\{%|%\}",
    "прямая кавычка": r"[\"”]|^[^„]*“",
    "номер отрывается от знака": r"[№§] ",
    "инициалы отрываются от фамилии": r"[А-ЯЁ]\.[А-ЯЁ]\. [А-ЯЁ][а-яё]|[а-яё] [А-ЯЁ]\.[А-ЯЁ]\.",
    "предлог в конце строки": rf"(?<![\w.-])(?:{_SHORT}) (?=\S)",
    "тире в начале строки": r"\S (?=[—–] )",
    "дефис вместо тире": r"(?<!\d) - (?!\w*\d)",
    "число отрывается от слова": r"\d (?=(?:л\.|экз\.|%|г\.|руб))",
    "город отрывается от названия": r"\bг\. [А-ЯЁ]",
    "дата словами среди цифровых": r"\d (?:января|февраля|марта|апреля|мая|июня|июля|августа|сентября)",
    "дата без нуля": r"(?<![\d.])\d\.\d{1,2}\.\d{4}",
    "министерство этого не требовало": r"(?i)обязан(?!ност)|требовани[ея] министерства|по требованию",
}
SAID = {name: re.compile(rule) for name, rule in RULES.items()}
_GIVEN = re.compile(r"№\u00a0133/6[ \u00a0]– ОД|https?://\S+")
"""Numbers and addresses stand as they were given."""


def _looked(facts: PaperFacts) -> tuple[PortalEvidence, ...]:
    return tuple(
        PortalEvidence(name=one.name, url="", place="главная страница", looked_on=one.verified_on, proof=None)
        for one in facts.portals
    )


def texts(content: object) -> Iterator[str]:
    if isinstance(content, str):
        yield content
    elif isinstance(content, tuple):
        for one in content:
            yield from texts(one)
    elif is_dataclass(content):
        for field in fields(content):
            if field.name not in {"code", "link", "reference_number", "number", "phone", "columns"}:
                yield from texts(getattr(content, field.name))


def broken(text: str) -> list[str]:
    plain = _GIVEN.sub("№\u00a01", text)
    return [f"{name}: {found[0]!r} — {text}" for name, rule in SAID.items() if (found := rule.search(plain))]


@settings(max_examples=150, deadline=None)
@given(FACTS)
def test_no_paper_breaks_a_writing_rule(facts: PaperFacts) -> None:
    papers: list[object] = [parents_memo(facts)]
    for kind in (PaperKind.CONFIRMATION, PaperKind.ORDER, PaperKind.BANNER_REPORT):
        old = facts.corrects and replace(facts.corrects, kind=kind)
        papers.append(build_paper(kind, replace(facts, corrects=old, evidence=_looked(facts)), None))
    assert [said for paper in papers for text in texts(paper) for said in broken(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "письмо № 5",
        "О.Н. Иванова",
        "размещён на сайте",
        "проект — это",
        "слово , слово",
        "конец..",
        "школа () готова",
        "5 июня 2024 г.",
        "5.6.2024",
        'школа "Заря"',
        "г. Иркутск",
    ],
)
def test_the_rules_would_notice(text: str) -> None:
    assert broken(text)


def test_what_is_right_is_let_through() -> None:
    good = f"Приказ от{NBSP}05.06.2024 №{NBSP}57-од (г.{NBSP}Иркутск), О.Н.{NBSP}Иванова{NBSP}— директор."
    assert broken(good) == []
