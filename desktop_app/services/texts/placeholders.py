"""The catalogue: every placeholder by its Russian name, what it holds, and how the record gives it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from desktop_app.models.enums import Gender, PlacementStatus, RequirementKind
from desktop_app.services.labels import PLACEMENT_STATUSES, SCHOOL_KINDS
from desktop_app.services.papers.words import clean
from desktop_app.services.texts import phrases
from desktop_app.services.texts.source import PortalSource, Source
from desktop_app.services.texts.values import Day, Declined, Kind


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One thing a template may name; ``value`` takes the source of its group."""

    name: str
    """«школа.название»."""
    kind: Kind
    about: str
    value: Callable[[Any], Any]
    items: tuple[Placeholder, ...] = ()
    """Of a list: what each of its lines has."""

    @property
    def group(self) -> str:
        """The part before the dot."""
        return self.name.partition(".")[0]

    @property
    def member(self) -> str:
        """The part after the dot."""
        return self.name.partition(".")[2]


def _text(name: str, about: str, value: Callable[[Source], str]) -> Placeholder:
    return Placeholder(name, Kind.TEXT, about, lambda source: clean(value(source)))


def _phrase(name: str, about: str, value: Callable[[Source], str]) -> Placeholder:
    """Return a text whose non-breaking spaces stay."""
    return Placeholder(name, Kind.TEXT, about, value)


def _number(name: str, about: str, value: Callable[[Source], int]) -> Placeholder:
    return Placeholder(name, Kind.NUMBER, about, value)


def _flag(name: str, about: str, value: Callable[[Source], bool]) -> Placeholder:
    return Placeholder(name, Kind.FLAG, about, value)


def _day(name: str, about: str, value: Callable[[Source], Day]) -> Placeholder:
    return Placeholder(name, Kind.DATE, about, value)


def _declined(
    name: str,
    kind: Kind,
    about: str,
    value: Callable[[Source], str],
    gender: Callable[[Source], Gender | None] = lambda _source: None,
) -> Placeholder:
    return Placeholder(
        name, kind, about, lambda source: Declined(kind, value(source), source.words, gender(source))
    )


def _of_person(field: str) -> Callable[[Source], Any]:
    return lambda source: getattr(source.person, field) if source.person else ""


def _of_letter(field: str) -> Callable[[Source], Any]:
    return lambda source: getattr(source.facts.directive, field) if source.facts.directive else ""


def _of_school(field: str) -> Callable[[Source], Any]:
    return lambda source: getattr(source.facts.school, field)


def _proved(source: Source) -> int:
    """Count what is proved: by the pictures a report shows, else by what the record calls verified."""
    facts = source.facts
    if facts.evidence:
        pairs = zip(facts.portals, facts.evidence, strict=True)
        return sum(portal.hangs and seen.proof is not None for portal, seen in pairs)
    return sum(portal.status is PlacementStatus.VERIFIED for portal in source.hung)


_PORTAL: Final = (
    Placeholder("портал.название", Kind.TEXT, "название портала", lambda one: clean(one.portal.name)),
    Placeholder("портал.размещён", Kind.FLAG, "баннер висит", lambda one: one.portal.hangs),
    Placeholder(
        "портал.состояние",
        Kind.TEXT,
        "состояние баннера",
        lambda one: PLACEMENT_STATUSES[one.portal.status],
    ),
    Placeholder(
        "портал.дата",
        Kind.DATE,
        "когда размещён",
        lambda one: Day(one.portal.placed_on if one.portal.hangs else None),
    ),
    Placeholder("портал.проверен", Kind.DATE, "когда проверен", lambda one: Day(one.portal.verified_on)),
    Placeholder("портал.срок", Kind.TEXT, "когда планируется", phrases.portal_term),
    Placeholder("портал.причина", Kind.TEXT, "почему не применимо", lambda one: clean(one.portal.reason)),
)

_PLACEHOLDERS: Final = (
    _day("бумага.дата", "дата бумаги", lambda source: Day(source.facts.on)),
    _phrase("бумага.период", "период бумаги: с … по …", lambda source: source.facts.period.words),
    _declined("школа.название", Kind.OFFICE, "полное наименование школы", _of_school("full_name")),
    _text("школа.краткое", "сокращённое наименование", _of_school("short_name")),
    _text("школа.вид", "чья школа", lambda source: SCHOOL_KINDS[source.facts.school.kind]),
    _declined("школа.учредитель", Kind.OFFICE, "учредитель", _of_school("founder")),
    _text("школа.место", "населённый пункт", _of_school("locality")),
    _text("школа.адрес", "адрес", _of_school("address")),
    _text("школа.телефон", "телефон школы", _of_school("phone")),
    _text("школа.почта", "электронная почта школы", _of_school("email")),
    _text("школа.сайт", "сайт школы", _of_school("website")),
    _declined(
        "руководитель.имя",
        Kind.NAME,
        "фамилия, имя и отчество руководителя",
        _of_school("head_name"),
        _of_school("head_gender"),
    ),
    _declined("руководитель.должность", Kind.POST, "должность руководителя", _of_school("head_post")),
    _declined("исполнитель.имя", Kind.NAME, "исполнитель бумаги", _of_school("executor_name")),
    _text("исполнитель.телефон", "телефон исполнителя", _of_school("executor_phone")),
    _flag("письмо.есть", "письмо есть в учёте", lambda source: source.facts.directive is not None),
    _flag("письмо.от_адресата", "отвечаем тому, кто прислал письмо", phrases.answers_sender),
    _text("письмо.номер", "номер письма", _of_letter("number")),
    _day("письмо.дата", "дата письма", lambda source: Day(_of_letter("dated")(source) or None)),
    _phrase("письмо.реквизиты", "дата и номер письма: от … № …", phrases.letter_cited),
    _declined("письмо.отправитель", Kind.OFFICE, "кто прислал письмо", _of_letter("sender")),
    _text("письмо.тема", "заголовок письма", _of_letter("subject")),
    _day("письмо.срок", "срок ответа по письму", lambda source: Day(_of_letter("due_on")(source) or None)),
    _flag("ответственный.есть", "ответственный назначен", lambda source: source.person is not None),
    _declined(
        "ответственный.имя",
        Kind.NAME,
        "фамилия, имя и отчество ответственного",
        _of_person("name"),
        lambda source: source.person.gender if source.person else None,
    ),
    _declined("ответственный.должность", Kind.POST, "должность ответственного", _of_person("post")),
    _text("ответственный.телефон", "рабочий телефон ответственного", _of_person("phone")),
    _text("ответственный.почта", "электронная почта ответственного", _of_person("email")),
    _day(
        "ответственный.с_даты",
        "с какого дня назначен",
        lambda source: Day(_of_person("appointed_on")(source) or None),
    ),
    _declined("заместитель.имя", Kind.NAME, "кто замещает ответственного", _of_person("substitute_name")),
    _declined("заместитель.должность", Kind.POST, "должность замещающего", _of_person("substitute_post")),
    _flag("приказ.оформлен", "приказ о назначении издан", phrases.order_issued),
    _phrase("приказ.реквизиты", "дата и номер приказа: от … № …", phrases.order_cited),
    _text("чат.название", "название рабочего чата", _of_letter("chat_name")),
    _day("чат.вступление", "когда ответственный вступил в чат", phrases.chat_joined),
    _text("чат.срок", "срок вступления в чат, словами", phrases.chat_term),
    _day("сроки.чат", "до какого дня вступить в чат", lambda s: phrases.due(s, RequirementKind.JOIN_CHAT)),
    _day(
        "сроки.баннеры",
        "до какого дня разместить баннеры",
        lambda source: phrases.due(source, RequirementKind.PLACE_BANNERS),
    ),
    _day(
        "сроки.родители",
        "до какого дня информировать родителей",
        lambda source: phrases.due(source, RequirementKind.INFORM_PARENTS),
    ),
    _number("баннеры.записей", "порталов в учёте", lambda source: len(source.facts.portals)),
    _number("баннеры.всего", "порталов, где баннер возможен", lambda s: len(s.facts.applicable)),
    _number("баннеры.размещено", "баннеров размещено", lambda source: len(source.hung)),
    _number("баннеры.подтверждено", "размещение подтверждено снимком", _proved),
    _text("баннеры.когда", "когда размещены: дата или с … по …", phrases.hung_when),
    _text("баннеры.где", "названия порталов с баннером, если их не больше 12", phrases.hung_where),
    _text("баннеры.не_размещены", "где баннера нет и когда он будет", phrases.not_hung),
    _text("баннеры.неприменимы", "где баннер невозможен и почему", phrases.not_applicable),
    Placeholder(
        "баннеры.порталы",
        Kind.LIST,
        "список порталов",
        lambda source: tuple(PortalSource(source, portal) for portal in source.facts.portals),
        _PORTAL,
    ),
    _number("родители.мероприятий", "мероприятий для родителей", lambda s: s.facts.outreach.events),
    _number("родители.контактов", "число контактов с родителями", lambda s: s.facts.outreach.contacts),
    _number("родители.проинформировано", "не меньше стольких разных", lambda s: s.facts.outreach.reached),
    _text("родители.когда", "дата мероприятий или: В период с … по …", phrases.told_when),
    _text("класс.название", "класс, о котором лист", lambda source: source.particulars.class_name),
    _text("класс.мероприятия", "что рассказали родителям класса", lambda source: source.particulars.told),
)


def _by_group() -> Mapping[str, Mapping[str, Placeholder]]:
    groups: dict[str, dict[str, Placeholder]] = {}
    for placeholder in _PLACEHOLDERS:
        groups.setdefault(placeholder.group, {})[placeholder.member] = placeholder
    return groups


CATALOGUE: Final = _by_group()
"""Placeholders by group and by name within it, in the order they are offered."""
