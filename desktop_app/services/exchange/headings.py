"""What the columns of a school's log are called: the card's keys, usual headings, and guesses by stems."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from desktop_app.services.exchange.portal_headings import PORTALS
from desktop_app.services.exchange.types import Subject
from desktop_app.services.exchange.vocabulary import NUMBERING, Vocabulary

__all__ = ["NUMBERING", "OUTREACH", "PORTALS", "TITLES", "known_in", "subject_of", "vocabulary"]

TITLES: Final = {
    "date": "Дата",
    "form": "Форма",
    "topic": "Тема",
    "classes": "Классы",
    "parents": "Контактов с родителями",
    "unique_parents": "Из них разных родителей",
    "pupils": "Учеников",
    "handed_out": "Вручено памяток",
    "responsible": "Ответственный",
    "proof": "Подтверждение",
    "note": "Заметка",
}
"""The fields of an event by the card's keys, with the headings of an export."""

REQUIRED: Final = ("date", "form", "topic")

_WORDINGS: Final = {
    "date": "дата; дата проведения; дата мероприятия; дата события; дата проведения мероприятия; день; "
    "когда; когда проведено; число, месяц, год; дата встречи; date",
    "form": "форма; форма работы; форма проведения; форма мероприятия; вид; вид работы; вид мероприятия; "
    "тип мероприятия; форма (вид); вид (форма); форма информирования; способ; "
    "способ информирования; форма встречи",
    "topic": "тема; тема мероприятия; тема встречи; тема собрания; тема беседы; содержание; о чём; название; "
    "название мероприятия; наименование; наименование мероприятия; повестка; тематика; тема / содержание",
    "classes": "классы; класс; класс/классы; для каких классов; параллель; параллели; классы-участники; "
    "класс (классы); кл.; класс(ы)",
    "parents": "контактов с родителями; контакты; контактов; родители; родителей; количество родителей; "
    "число родителей; присутствовало родителей; охват родителей; всего родителей; кол-во родителей; "
    "количество контактов; число контактов; родители (контакты); охвачено родителей; "
    "проинформировано родителей; родителей присутствовало; родителей (законных представителей); "
    "количество родителей (законных представителей)",
    "unique_parents": "из них разных родителей; из них разных; разных; разных родителей; "
    "уникальных родителей; уникальных; уникальные родители; разные родители; из них уникальных; разные; "
    "количество разных родителей; число разных родителей; кол-во уникальных родителей",
    "pupils": "учеников; ученики; учащихся; учащиеся; обучающихся; обучающиеся; детей; дети; "
    "количество учеников; количество учащихся; количество обучающихся; количество детей; число учеников; "
    "число учащихся; число обучающихся; школьников; охват учащихся; охват обучающихся",
    "handed_out": "вручено памяток; вручено; роздано памяток; роздано; памяток; памятки; листовок; "
    "роздано листовок; выдано памяток; количество памяток; число памяток; раздано памяток; раздано; "
    "буклетов; роздано буклетов; вручено листовок; количество листовок",
    "responsible": "ответственный; ответственные; ответственное лицо; ответственный за проведение; "
    "кто проводил; кто провёл; провёл; проводил; организатор; учитель; классный руководитель; "
    "кл. руководитель; ф.и.о. ответственного; фио ответственного; исполнитель; ведущий; педагог",
    "proof": "подтверждение; подтверждающий документ; чем подтверждается; документ; протокол; "
    "номер протокола; основание; доказательство; подтверждающие документы; реквизиты протокола; № протокола",
    "note": "заметка; примечание; примечания; комментарий; комментарии; заметки; прим.; дополнительно",
    NUMBERING: "№; № п/п; п/п; № пп; номер; номер по порядку; n; no; номер п/п; порядковый номер; id",
}
"""Headings that leave no doubt, «;» between them."""

_STEMS: Final = (
    ("unique_parents", ("уник", "разн", "вперв")),
    ("handed_out", ("вруч", "роздан", "раздан", "выдан", "памят", "листов", "буклет")),
    ("responsible", ("ответств", "провел", "провод", "организат", "руковод", "исполнит", "учител", "фио")),
    ("pupils", ("учен", "учащ", "обучающ", "дет", "школьник")),
    ("date", ("дат",)),
    ("proof", ("подтвержд", "протокол", "документ", "доказ", "ссылк")),
    ("note", ("примечан", "коммент", "замет")),
    ("form", ("форм", "вид", "тип", "способ")),
    ("topic", ("тем", "содерж", "назван", "наименов", "повестк", "мероприят", "вопрос")),
    ("classes", ("класс", "паралл")),
    ("parents", ("родител", "контакт", "охват", "присутств", "участник", "человек", "законн")),
)
"""Beginnings of words that make a guess, the telling ones first."""

OUTREACH: Final = Vocabulary(Subject.OUTREACH, TITLES, REQUIRED, _WORDINGS, _STEMS)
"""How schools call the columns of their log."""


def vocabulary(subject: Subject) -> Vocabulary:
    """Return the names of the columns of a table of this kind."""
    return PORTALS if subject is Subject.PORTALS else OUTREACH


def known_in(row: Iterable[object]) -> int:
    """Count the different fields that a row's cells surely name, of the kind of table it fits best."""
    cells = tuple(row)
    return max(OUTREACH.known_in(cells), PORTALS.known_in(cells))


def subject_of(rows: Iterable[Sequence[object]]) -> Subject | None:
    """Tell a log from a list of portals by the headings among the first rows; None when they do not say."""
    head = list(rows)
    log, list_ = (max(map(each.known_in, head), default=0) for each in (OUTREACH, PORTALS))
    if log == list_:
        return None
    return Subject.OUTREACH if log > list_ else Subject.PORTALS
