"""What a letter of confirmation needs: an addressee, a coordinator with an order, the chat joined."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.models.enums import RequirementKind, SchoolKind
from desktop_app.russian.dates import short_date
from desktop_app.services import validation as v
from desktop_app.services.coordinator.types import AppointmentRow
from desktop_app.services.letters.checks.base import EVIDENCE, SHAPE, error, gost, wanted_by, warning
from desktop_app.services.letters.types import Finding
from desktop_app.services.papers.content import LetterContent, PaperContent
from desktop_app.services.papers.facts import PaperFacts


def addressee_findings(facts: PaperFacts, content: PaperContent) -> Iterable[Finding]:
    """Yield that nobody is addressed, or that there will be no greeting."""
    if not isinstance(content, LetterContent):
        return
    if not content.addressees:
        hint = (
            " Муниципальная школа отвечает своему органу управления образованием."
            if facts.school.kind is SchoolKind.MUNICIPAL
            else ""
        )
        yield error(f"Не указан адресат.{hint}", "school", "addressee_organisation", gost("5.15"))
    elif content.addressees[0].name and not content.greeting:
        told = "Обращения не будет: у адресата не указано полное имя или по нему не виден род."
        yield warning(told, "school", "addressee_name", gost("5.18"))


def coordinator_findings(facts: PaperFacts) -> Iterable[Finding]:
    """Yield what the letter cannot say of the coordinator, and what it would say without proof."""
    person = facts.appointment
    wanted = wanted_by(facts)
    if person is None or not person.current:
        told = "На дату письма ответственный не назначен, письмо так и скажет."
        yield warning(told, "coordinator", "name", wanted)
        return
    ordered = person.order_number.strip() and person.order_date is not None
    if not ordered or (person.order_date is not None and person.order_date > facts.on):
        told = "На дату письма приказ о назначении не оформлен."
        yield warning(told, "coordinator", "order_number", EVIDENCE)
    if not person.post.strip():
        yield warning("У ответственного не указана должность.", "coordinator", "post", wanted)
    yield from _reachable(person, wanted)
    yield from _chat(person, facts, wanted)


def _reachable(person: AppointmentRow, wanted: str) -> Iterable[Finding]:
    if not (person.phone.strip() and person.email.strip()):
        field = "email" if person.phone.strip() else "phone"
        told = "У ответственного нет рабочего телефона или электронной почты."
        yield warning(told, "coordinator", field, wanted)
    for field, wrong in (("phone", v.phone(person.phone)), ("email", v.email(person.email))):
        if wrong:
            yield warning(f"У ответственного: {wrong[:1].lower()}{wrong[1:]}", "coordinator", field, SHAPE)


def _chat(person: AppointmentRow, facts: PaperFacts, wanted: str) -> Iterable[Finding]:
    if person.chat_joined_on is None or person.chat_joined_on > facts.on:
        due = facts.due(RequirementKind.JOIN_CHAT)
        late = f" Срок истёк {short_date(due)}." if due is not None and due < facts.on else ""
        told = f"На дату письма ответственный не в рабочем чате.{late}"
        yield warning(told, "coordinator", "chat_joined_on", wanted)
    elif person.chat_proof_id is None:
        told = "Вступление в рабочий чат не подтверждено снимком."
        yield warning(told, "coordinator", "chat_joined_on", EVIDENCE)
