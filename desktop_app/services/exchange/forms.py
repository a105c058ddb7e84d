"""Read the form of work as schools word it: by whole wordings, else by words every one of which is known."""

from __future__ import annotations

import re
from typing import Final

from desktop_app.models.enums import OutreachForm
from desktop_app.russian.fold import fold
from desktop_app.services.exchange.types import Cell
from desktop_app.services.exchange.values import read_text
from desktop_app.services.labels import OUTREACH_FORMS

_F = OutreachForm
_SYNONYMS: Final = {
    _F.CLASS_MEETING: "родительское собрание; собрание; классное собрание; собрание класса; "
    "классное родительское собрание; родительские собрания; род. собрание; собрание родителей; р/с; "
    "родительское собрание в классе; собрание в классе; родит. собрание; родит. собр.; род. собр.; "
    "родительское собр.; классное род. собрание; классное родит. собрание",
    _F.SCHOOL_MEETING: "общешкольное родительское собрание; собрание школы; общее собрание; "
    "общее родительское собрание; общешкольное род. собрание; школьное собрание; "
    "общешкольное собрание родителей; общешкольные родительские собрания; общешкольные собрания",
    _F.CLASS_HOUR: "кл. час; клас. час; классн. час; классные часы; кл.час; "
    "классный час с родителями; час общения",
    _F.CHAT_MESSAGE: "рассылка в чат; рассылка; чат; сообщение в чат; рассылка в чате; "
    "сообщение в мессенджере; родительский чат; сообщение в родительский чат; "
    "рассылка в родительский чат; мессенджер; сообщение в родительском чате; рассылка в мессенджере; "
    "сообщение в чате класса; рассылка в чаты; рассылка в чат класса; информация в чате; чаты; "
    "рассылка в родительские чаты; сообщения в чатах",
    _F.DIARY_NOTICE: "электронный дневник; дневник; объявление в электронном дневнике; сообщение в дневнике; "
    "запись в дневнике; сообщение в электронном дневнике; эл. дневник; уведомление в дневнике; "
    "рассылка в электронном дневнике; объявления в дневнике",
    _F.LEAFLET: "памятки; листовка; листовки; буклет; буклеты; раздача памяток; раздача листовок; "
    "вручение памяток; вручение памятки; распространение памяток; распространение листовок; раздача буклетов",
    _F.INDIVIDUAL: "беседа; индивидуальная беседа; индивидуальная работа; индивидуальные беседы; "
    "индивидуальная консультация; консультация; личные беседы; консультации; беседа с родителями; "
    "инд. беседа; индивид. беседа; инд. беседы; "
    "инд. беседа с родителями; инд. консультация; инд. работа; телефонный звонок; звонок родителям; "
    "телефонный разговор; телефонная беседа",
    _F.PUBLICATION: "публикация на сайте; пост; новость; публикация в соцсетях; статья; новость на сайте; "
    "размещение на сайте; сайт; публикации; пост в сообществе; публикация в сообществе; заметка на сайте; "
    "публикация вконтакте; пост вконтакте",
    _F.STAND: "информационный стенд; стенды; размещение на стенде; информация на стенде; "
    "объявление на стенде; уголок безопасности",
    _F.WEBINAR: "онлайн-встреча; вебинары; онлайн встреча; онлайн-собрание; видеоконференция; "
    "онлайн собрание; вкс; трансляция; онлайн",
    _F.COUNCIL: "родительский комитет; заседание совета родителей; заседание родительского комитета; "
    "управляющий совет; заседание совета; совет школы",
    _F.OPEN_DAY: "дни открытых дверей; дод",
}
_STEMS: Final = {
    _F.CHAT_MESSAGE: "чат рассылк мессендж сферум max макс ватсап whatsapp вайбер viber",
    _F.DIARY_NOTICE: "дневник эжд эж нетскул",
    _F.LEAFLET: "памят листов буклет флаер",
    _F.INDIVIDUAL: "индивидуальн консультац звон",
    _F.PUBLICATION: "публикац пост сайт новост стать паблик госпаблик вк вконтакте соцсет канал",
    _F.STAND: "стенд",
    _F.WEBINAR: "вебинар вкс видеоконференц онлайн",
    _F.COUNCIL: "совет комитет",
    _F.CLASS_MEETING: "собран",
}
"""Beginnings of words that tell a form of work; words of two forms tell none."""
_BESIDE: Final = re.compile(
    r"родител|законн|представител|класс|школ|общешкольн|групп|сообщен|объявлен|информац|информирован|размещен"
    r"|раздач|оформлен|обновлен|вручен|распространен|выдач|проведен|бесед|электронн|сообществ|официальн|страниц|заседан|запис"
    r"|уведомлен|telegram|телеграм|(?:в|во|на|для|по|о|об|с|и|к|кл|эл|через|ру|ru)$"
)
"""How words begin that stand beside and tell nothing."""
_WHOLE: Final = frozenset({"вк", "эж", "max", "макс"})
"""What is a whole word, not a beginning."""
_PLAIN_SIGNS: Final = re.compile(r"[^\w/]+")


def read_form(cell: Cell) -> OutreachForm:
    """Return the form of work; raises ``ValueError`` with a Russian sentence."""
    text = read_text(cell)
    if not text:
        raise ValueError("Укажите форму работы.")
    form = _FORMS.get(text) or _FORMS.get(_plain(text)) or _worded(text)
    if form is None:
        known = ", ".join(OUTREACH_FORMS.values())
        raise ValueError(f"Такой формы нет; есть: {known}.")
    return form


def is_form(cell: Cell) -> bool:
    """Tell whether a cell names a form of work."""
    return isinstance(cell, str) and _plain(cell) in _FORMS


def _plain(text: str) -> str:
    return " ".join(_PLAIN_SIGNS.sub(" ", fold(text)).split())


_FORMS: Final = {
    **{
        _plain(word): form
        for form, words in _SYNONYMS.items()
        for word in (*words.split(";"), OUTREACH_FORMS[form])
    },
    **{form.value: form for form in _F},
}
_TELLING: Final = {stem: form for form, stems in _STEMS.items() for stem in stems.split()}


def _worded(text: str) -> OutreachForm | None:
    """Return the one form its words tell, when there is no word that nobody knows."""
    told: set[OutreachForm] = set()
    words = _plain(text).replace("/", " ").split()
    for word in words:
        form = next((form for stem, form in _TELLING.items() if _begins(word, stem)), None)
        if form is not None:
            told.add(form)
        elif not _BESIDE.match(word):
            return None
    if len(told) != 1:
        return None
    whole_school = any(word.startswith(("общ", "школ")) for word in words)
    return None if told == {_F.CLASS_MEETING} and whole_school else told.pop()


def _begins(word: str, stem: str) -> bool:
    return word == stem if stem in _WHOLE else word.startswith(stem)
