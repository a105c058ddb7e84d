"""The order of appointment: preamble, «ПРИКАЗЫВАЮ:», items with their doers and terms, control last."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop_app.models.enums import RequirementKind
from desktop_app.russian.cases import Case
from desktop_app.russian.dates import short_date
from desktop_app.russian.typography import as_printed
from desktop_app.services.coordinator.types import AppointmentRow
from desktop_app.services.papers.content import OrderContent
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.papers.heads import executor, letterhead, signature
from desktop_app.services.papers.parts import Paragraph, ParagraphKind
from desktop_app.services.papers.words import PROJECT, Words, clean, dated, signed, small, typeset

HEADING = f"О назначении ответственного за информирование о {PROJECT}"
COMMAND = "ПРИКАЗЫВАЮ:"
_WHILE_IT_LASTS = "в течение действия социального проекта"


def appointment_order(
    facts: PaperFacts, paragraphs: Sequence[Paragraph], *, number: str = "", dated_on: str = ""
) -> OrderContent:
    """Put the order together around its body; without a number it is a draft."""
    person = facts.appointment
    known = (person.name, person.substitute_name) if person else ()
    return OrderContent(
        letterhead=letterhead(facts.school, facts.logo),
        date=dated_on,
        number=number,
        place=as_printed(clean(facts.school.locality)),
        heading=as_printed(HEADING),
        paragraphs=tuple(paragraphs),
        signature=signature(facts.school),
        acknowledgements=tuple(signed(name) for name in known if name.strip()),
        executor=executor(facts.school),
        draft=not number,
    )


def order_body(facts: PaperFacts) -> tuple[Paragraph, ...]:
    """Return preamble, command and items; without an appointment there is nobody to appoint and no items."""
    person = facts.appointment
    opening = (typeset(_preamble(facts)), typeset(COMMAND, ParagraphKind.PLAIN))
    if person is None or not person.name.strip():
        return opening
    words = Words(facts.forms)
    groups = [[_appoint(person, words)]]
    if person.substitute_name.strip():
        groups.append([_substitute(person, words)])
    doer = words.initials(person.name, Case.DATIVE, person.gender)
    groups.append([f"{doer}:", *_punctuated(list(_duties(facts, person)))])
    groups.append(["Контроль за исполнением настоящего приказа оставляю за собой."])
    return (*opening, *(typeset(item, ParagraphKind.ITEM) for item in _numbered(groups)))


def _preamble(facts: PaperFacts) -> str:
    aim = f"целях информирования участников образовательных отношений о {PROJECT}"
    directive = facts.directive
    if directive is None or directive.dated is None:
        return f"В {aim}"
    office = small(Words(facts.forms).organisation(directive.sender, Case.GENITIVE))
    subject = f" «{clean(directive.subject)}»" if directive.subject.strip() else ""
    return f"На основании письма {office} {dated(directive.dated, directive.number)}{subject}, в {aim}"


def _appoint(person: AppointmentRow, words: Words) -> str:
    name = words.name(person.name, Case.ACCUSATIVE, person.gender)
    post = words.post(person.post, Case.ACCUSATIVE) if person.post.strip() else ""
    since = f" с {short_date(person.appointed_on)}" if person.appointed_on else ""
    who = f"{name}, {post}," if post else name
    return f"Назначить {who} ответственным за информирование о {PROJECT}{since}."


def _substitute(person: AppointmentRow, words: Words) -> str:
    absent = words.initials(person.name, Case.GENITIVE, person.gender)
    name = words.name(person.substitute_name, Case.ACCUSATIVE)
    post = words.post(person.substitute_post, Case.ACCUSATIVE) if person.substitute_post.strip() else ""
    who = f"{name}, {post}" if post else name
    return f"На время отсутствия {absent} возложить обязанности ответственного на {who}."


def _duties(facts: PaperFacts, person: AppointmentRow) -> Iterable[str]:
    """Yield what the coordinator does; a term is a date of the record still ahead, never an invented one."""
    if person.chat_joined_on is None or person.chat_joined_on > facts.on:
        chat = clean(facts.directive.chat_name) if facts.directive else ""
        name = f"рабочий чат «{chat}»" if chat else "рабочий чат социального проекта"
        yield f"вступить в {name} {_term(facts, RequirementKind.JOIN_CHAT, 'незамедлительно')}"
    banners = "обеспечить размещение информационных баннеров социального проекта на информационных порталах"
    yield f"{banners} {_term(facts, RequirementKind.PLACE_BANNERS, _WHILE_IT_LASTS)}"
    parents = "информировать родителей (законных представителей) обучающихся о социальном проекте"
    yield f"{parents} {_term(facts, RequirementKind.INFORM_PARENTS, _WHILE_IT_LASTS)}"


def _term(facts: PaperFacts, kind: RequirementKind, otherwise: str) -> str:
    due = facts.due(kind)
    return f"в срок до {short_date(due)}" if due is not None and due >= facts.on else otherwise


def _punctuated(duties: Sequence[str]) -> list[str]:
    return [f"{duty};" for duty in duties[:-1]] + [f"{duty}." for duty in duties[-1:]]


def _numbered(groups: Sequence[Sequence[str]]) -> Iterable[str]:
    """Yield «1. …», and «3.1. …» below an item that opens a list."""
    for number, (first, *inner) in enumerate(groups, start=1):
        yield f"{number}. {first}"
        yield from (f"{number}.{place}. {duty}" for place, duty in enumerate(inner, start=1))
