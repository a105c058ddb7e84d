"""The standard sentences written in plain Python: what the templates must print, word for word.

Kept apart from the program on purpose: two ways to the same text, so that neither can be wrong alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from desktop_app.models.enums import PlacementStatus, RequirementKind
from desktop_app.russian.cases import Case
from desktop_app.russian.dates import short_date
from desktop_app.russian.fold import fold
from desktop_app.russian.plurals import count, plural
from desktop_app.russian.typography import as_printed
from desktop_app.services.coordinator.types import AppointmentRow
from desktop_app.services.papers.facts import PaperFacts, PortalFacts
from desktop_app.services.papers.heads import addressee_names
from desktop_app.services.papers.parts import Paragraph, ParagraphKind
from desktop_app.services.papers.words import Words, clean, dated, gendered, signed, small, typeset

PROJECT = "социальном проекте «Заступник»"
_LISTED = 12
HEADING = f"О назначении ответственного за информирование о {PROJECT}"
COMMAND = "ПРИКАЗЫВАЮ:"
_WHILE_IT_LASTS = "в течение действия социального проекта"


def heading(facts: PaperFacts) -> str:
    """Answer «о чём?» without claiming what is not done."""
    hung = any(portal.hangs for portal in facts.applicable)
    if _appointed(facts) and hung:
        return as_printed("О назначении ответственного и размещении баннеров социального проекта «Заступник»")
    return as_printed(f"О ходе работы по информированию о {PROJECT}")


def confirmation_body(facts: PaperFacts) -> tuple[Paragraph, ...]:
    """Return the paragraphs between the greeting and the signature."""
    sentences = (_opening(facts), _coordinator(facts), _chat(facts), *_banners(facts), _outreach(facts))
    return tuple(typeset(sentence) for sentence in sentences if sentence)


def _opening(facts: PaperFacts) -> str:
    directive = facts.directive
    if directive is None:
        return f"Сообщаем о ходе работы по информированию о {PROJECT}."
    organisation, post, name = addressee_names(facts)
    answered = {fold(organisation), fold(post), fold(name)} - {""}
    sender = {fold(directive.sender), fold(directive.signatory_post), fold(directive.signatory_name)} - {""}
    if answered & sender:
        return f"В ответ на Ваше письмо сообщаем о ходе работы по информированию о {PROJECT}."
    office = small(Words(facts.forms).organisation(directive.sender, Case.GENITIVE))
    return f"По письму {office} сообщаем о ходе работы по информированию о {PROJECT}."


def _appointed(facts: PaperFacts) -> AppointmentRow | None:
    """Return who was in office on the day of the letter; a person released before it is not named."""
    person = facts.appointment
    return person if person is not None and person.current else None


def _coordinator(facts: PaperFacts) -> str:
    person = _appointed(facts)
    if person is None:
        return f"Ответственный за информирование о {PROJECT} на дату письма не назначен."
    name, post = clean(person.name), clean(person.post)
    verb = gendered(person.name, person.gender, "назначен", "назначена", "назначен(а)")
    parts = [f"{name}, {post}" if post else name]
    if person.order_number.strip() and person.order_date is not None and person.order_date <= facts.on:
        parts[0] += f" (приказ {dated(person.order_date, person.order_number)})"
    else:
        parts[0] += " (приказ на дату письма не оформлен)"
    if person.phone.strip():
        parts.append(f"рабочий телефон: {clean(person.phone)}")
    if person.email.strip():
        parts.append(f"адрес электронной почты: {clean(person.email)}")
    return f"Ответственным за информирование о социальном проекте {verb} {', '.join(parts)}."


def _chat(facts: PaperFacts) -> str:
    person = _appointed(facts)
    chat = clean(facts.directive.chat_name) if facts.directive else ""
    if person is None:
        return ""
    where = f"В рабочий чат «{chat}»" if chat else "В рабочий чат социального проекта"
    verb = gendered(person.name, person.gender, "вступил", "вступила", "вступил(а)")
    if person.chat_joined_on is not None and person.chat_joined_on <= facts.on:
        return f"{where} {signed(person.name)} {verb} {short_date(person.chat_joined_on)}."
    due = facts.due(RequirementKind.JOIN_CHAT)
    planned = person.chat_joined_on or due
    if planned is None:
        tail = "срок не определён"
    elif planned < facts.on:
        tail = f"срок до {short_date(planned)} истёк"
    else:
        tail = f"срок — до {short_date(planned)}"
    return f"{where} {signed(person.name)} на дату письма не {verb}, {tail}."


def _banners(facts: PaperFacts) -> Iterable[str]:
    applicable = facts.applicable
    hung = [portal for portal in applicable if portal.hangs]
    if not facts.portals:
        yield "Сведений о размещении информационных баннеров на дату письма нет."
    elif applicable:
        yield _placed(hung, len(applicable))
    missing = [portal for portal in applicable if not portal.hangs]
    if missing:
        yield f"На дату письма баннер не размещён: {'; '.join(_not_done(p, facts) for p in missing)}."
    excluded = [p for p in facts.portals if p.status is PlacementStatus.NOT_APPLICABLE]
    if excluded:
        listed = "; ".join(f"{clean(p.name)} ({clean(p.reason)})" for p in excluded)
        yield f"Размещение неприменимо: {listed}."


def _placed(hung: Sequence[PortalFacts], applicable: int) -> str:
    portals = plural(
        applicable, "информационного портала", "информационных порталов", "информационных порталов"
    )
    if not hung:
        return f"Информационные баннеры социального проекта размещены на 0 из {applicable} {portals}."
    days = sorted(portal.placed_on for portal in hung if portal.placed_on is not None)
    when = ""
    if days:
        when = (
            f" {short_date(days[0])}"
            if days[0] == days[-1]
            else f" с {short_date(days[0])} по {short_date(days[-1])}"
        )
    names = f": {_listed(hung)}" if len(hung) <= _LISTED else ""
    proved = sum(portal.status is PlacementStatus.VERIFIED for portal in hung)
    proof = f"подтверждено снимками: {proved} из {len(hung)}" if proved else "снимками пока не подтверждено"
    return (
        f"Информационные баннеры социального проекта размещены{when} на {len(hung)} из {applicable}"
        f" {portals}{names}. Размещение {proof}."
    )


def _listed(hung: Sequence[PortalFacts]) -> str:
    """Return the names in a row; semicolons part them when a name itself has a comma."""
    names = [clean(portal.name) for portal in hung]
    return ("; " if any("," in name for name in names) else ", ").join(names)


def _not_done(portal: PortalFacts, facts: PaperFacts) -> str:
    """Return «экран в холле (планируется 10.06.2024)»; a date already past is no plan any more."""
    state = {
        PlacementStatus.MISSING: "при проверке не обнаружен, ",
        PlacementStatus.REMOVED: "снят, ",
    }.get(portal.status, "")
    planned = portal.planned_for
    when = f"планируется {short_date(planned)}" if planned and planned >= facts.on else "срок не определён"
    return f"{clean(portal.name)} ({state}{when})"


def _outreach(facts: PaperFacts) -> str:
    told = facts.outreach
    if not told.events or told.first is None or told.last is None:
        return ""
    period = (
        f"{short_date(told.first)} проведено"
        if told.first == told.last
        else f"В период с {short_date(told.first)} по {short_date(told.last)} проведено"
    )
    held = count(
        told.events, "информационное мероприятие", "информационных мероприятия", "информационных мероприятий"
    )
    text = f"{period} {held} для родителей (законных представителей)"
    if told.contacts:
        text += f", общее число контактов — {count(told.contacts, '', '', '').strip()}"
    if told.reached:
        many = "родителей (законных представителей)"
        people = count(told.reached, "родителя (законного представителя)", many, many)
        text += f"; проинформировано не менее {people}"
    return f"{text}."


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
