"""What stands between a draft and its number: errors block registering, warnings do not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from desktop_app.models.enums import PaperKind, PlacementStatus, SchoolKind
from desktop_app.russian.dates import short_date
from desktop_app.services.letters.types import Finding, LetterDraft, Severity
from desktop_app.services.papers.build import edited_body
from desktop_app.services.papers.content import LetterContent, PaperContent, RegisteredContent
from desktop_app.services.papers.correction import names_paper
from desktop_app.services.papers.facts import PaperFacts, PortalFacts
from desktop_app.services.papers.press import RenderedPaper
from desktop_app.services.papers.words import clean, dated
from desktop_app.services.texts.findings import text_findings

CHECK_AGE: Final = timedelta(days=30)
"""An older look at a banner says little about today."""

_SHOWN: Final = 5


def fact_findings(draft: LetterDraft, facts: PaperFacts, content: RegisteredContent) -> tuple[Finding, ...]:
    """Return everything the record says about a draft, errors first."""
    found = [
        *_school(facts),
        *text_findings(draft.kind, facts),
        *(found for one in draft.enclosures for found in text_findings(one.kind, facts)),
        *_body(draft),
        *_dates(draft, facts),
        *_period(draft, facts),
        *_correction(facts, content),
    ]
    if draft.kind is PaperKind.ORDER:
        found += _order(facts)
    elif draft.kind is PaperKind.BANNER_REPORT:
        found += [*_report(facts), *_portals(facts)]
    else:
        found += [*_addressee(facts, content), *_confirmation(facts), *_portals(facts)]
    return tuple(sorted(found, key=lambda finding: finding.severity is Severity.WARNING))


def page_findings(draft: LetterDraft, rendered: RenderedPaper) -> tuple[Finding, ...]:
    """Return what the rendered pages show: missing glyphs, long lines, a letter longer than a page."""
    found = [_warning(message, "letters", "edited_text") for message in rendered.warnings]
    if draft.kind is PaperKind.CONFIRMATION and rendered.sheets > 1:
        found.append(
            _warning(
                f"Листов: {rendered.sheets}. Обычно такое письмо занимает один.", "letters", "edited_text"
            )
        )
    return tuple(found)


def _error(message: str, screen: str, field: str) -> Finding:
    return Finding(severity=Severity.ERROR, message=message, screen=screen, field=field)


def _warning(message: str, screen: str, field: str) -> Finding:
    return Finding(severity=Severity.WARNING, message=message, screen=screen, field=field)


def _school(facts: PaperFacts) -> Iterable[Finding]:
    school = facts.school
    needed = (
        ("full_name", "Не указано полное наименование школы."),
        ("head_name", "Не указан руководитель школы: письмо некому подписать."),
        ("head_post", "Не указана должность руководителя школы."),
    )
    for field, message in needed:
        if not getattr(school, field).strip():
            yield _error(message, "school", field)
    if not school.executor_name.strip():
        yield _warning(
            "Не указан исполнитель: отметки о нём внизу листа не будет.", "school", "executor_name"
        )
    elif not school.executor_phone.strip():
        yield _warning("У исполнителя не указан телефон.", "school", "executor_phone")
    if not (school.address.strip() and school.phone.strip()):
        yield _warning("В бланке нет адреса или телефона школы.", "school", "address")


def _body(draft: LetterDraft) -> Iterable[Finding]:
    if draft.edited_text is None:
        return
    if not edited_body(draft.edited_text):
        yield _error("Текст бумаги пуст.", "letters", "edited_text")
    else:
        yield _warning(
            "Текст изменён вручную и больше не следует за учётом: сверьте числа и даты.",
            "letters",
            "edited_text",
        )


def _dates(draft: LetterDraft, facts: PaperFacts) -> Iterable[Finding]:
    directive = facts.directive
    if directive is None or directive.dated is None:
        if draft.kind is PaperKind.CONFIRMATION:
            yield _error("Не указано письмо, на которое отвечает школа.", "overview", "number")
        else:
            where = "приказе" if draft.kind is PaperKind.ORDER else "справке"
            yield _warning(f"В {where} не будет ссылки на письмо: его нет в учёте.", "overview", "number")
        return
    if facts.on < directive.dated:
        told = f"Дата бумаги {short_date(facts.on)} раньше даты письма {short_date(directive.dated)}."
        report = _error if draft.kind is PaperKind.CONFIRMATION else _warning
        yield report(told, "letters", "dated")
    elif directive.due_on is not None and facts.on > directive.due_on:
        yield _warning(f"Срок по письму истёк {short_date(directive.due_on)}.", "overview", "due_on")


def _correction(facts: PaperFacts, content: RegisteredContent) -> Iterable[Finding]:
    """Yield an error when a text written by hand forgets the paper it stands in for."""
    old = facts.corrects
    if old is not None and not names_paper(content.paragraphs, old):
        told = f"В тексте не названа бумага, взамен которой он готовится: {dated(old.dated, old.number)}."
        yield _error(told.replace("\u00a0", " "), "letters", "edited_text")


def _period(draft: LetterDraft, facts: PaperFacts) -> Iterable[Finding]:
    if draft.until is not None and draft.until > facts.on:
        told = f"Период кончается позже даты бумаги: учтено по {short_date(facts.on)}."
        yield _warning(told, "letters", "until")


def _report(facts: PaperFacts) -> Iterable[Finding]:
    if not facts.portals:
        yield _error("В учёте нет ни одного портала: справку составить не о чем.", "banners", "name")


def _order(facts: PaperFacts) -> Iterable[Finding]:
    person = facts.appointment
    if person is None or not person.name.strip():
        yield _error("Не указан ответственный: назначать некого.", "coordinator", "name")
        return
    if not person.post.strip():
        yield _warning("У ответственного не указана должность.", "coordinator", "post")
    if person.order_date is not None and person.order_date != facts.on:
        yield _warning(
            f"В учёте приказ от {short_date(person.order_date)}, а бумага от {short_date(facts.on)}.",
            "coordinator",
            "order_date",
        )
    if not facts.school.locality.strip():
        yield _warning("Не указан населённый пункт: в приказе не будет места издания.", "school", "locality")


def _addressee(facts: PaperFacts, content: PaperContent) -> Iterable[Finding]:
    if not isinstance(content, LetterContent):
        return
    if not content.addressees:
        hint = (
            " Муниципальная школа отвечает своему органу управления образованием."
            if facts.school.kind is SchoolKind.MUNICIPAL
            else ""
        )
        yield _error(f"Не указан адресат.{hint}", "school", "addressee_organisation")
    elif content.addressees[0].name and not content.greeting:
        yield _warning(
            "Обращения не будет: у адресата не указано полное имя или по нему не виден род.",
            "school",
            "addressee_name",
        )


def _confirmation(facts: PaperFacts) -> Iterable[Finding]:
    person = facts.appointment
    if person is None or not person.current:
        yield _warning(
            "На дату письма ответственный не назначен, письмо так и скажет.", "coordinator", "name"
        )
        return
    ordered = person.order_number.strip() and person.order_date is not None
    if not ordered or (person.order_date is not None and person.order_date > facts.on):
        yield _warning("На дату письма приказ о назначении не оформлен.", "coordinator", "order_number")
    if not person.post.strip():
        yield _warning("У ответственного не указана должность.", "coordinator", "post")
    if not (person.phone.strip() and person.email.strip()):
        field = "email" if person.phone.strip() else "phone"
        yield _warning("У ответственного нет рабочего телефона или электронной почты.", "coordinator", field)
    if person.chat_joined_on is None or person.chat_joined_on > facts.on:
        yield _warning("На дату письма ответственный не в рабочем чате.", "coordinator", "chat_joined_on")


def _portals(facts: PaperFacts) -> Iterable[Finding]:
    if not facts.portals:
        yield _warning("В учёте нет ни одного портала: о баннерах сказать нечего.", "banners", "name")
    applicable = facts.applicable
    missing = [portal for portal in applicable if not portal.hangs]
    unproved = [portal for portal in applicable if portal.status is PlacementStatus.PLACED]
    stale = [
        p for p in applicable if p.status is PlacementStatus.VERIFIED and _is_old(p.verified_on, facts.on)
    ]
    if missing:
        yield _warning(f"Баннер не размещён: {_listed(missing)}.", "banners", "status")
    if unproved:
        yield _warning(f"Размещение не подтверждено снимком: {_listed(unproved)}.", "banners", "status")
    if stale:
        yield _warning(f"Проверка старше {CHECK_AGE.days} дней: {_listed(stale)}.", "banners", "status")


def _is_old(checked: date | None, on: date) -> bool:
    return checked is not None and on - checked > CHECK_AGE


def _listed(portals: Sequence[PortalFacts]) -> str:
    rest = len(portals) - _SHOWN
    names = ", ".join(clean(portal.name) for portal in portals[:_SHOWN])
    return f"{names} и ещё {rest}" if rest > 0 else names
