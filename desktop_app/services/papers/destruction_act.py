"""The act on destroyed personal data with the extract of the log.

What it must say: order of Роскомнадзор of 28.10.2022 № 179, items 3 (the act) and 5 (the extract).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from desktop_app.russian.dates import long_date, short_date
from desktop_app.russian.typography import as_printed
from desktop_app.services.papers.books import ReportContent, Table, TableColumn
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.papers.heads import letterhead, signature
from desktop_app.services.papers.parts import Paragraph, ParagraphKind
from desktop_app.services.papers.words import capital, clean, typeset

BASIS: Final = (
    "цель обработки достигнута: полномочия ответственного прекращены (часть 4 статьи 21 Федерального закона "
    "от 27.07.2006 № 152-ФЗ «О персональных данных»)"
)
_SYSTEM: Final = "программа «Отклик», файл учёта школы"
_WAY: Final = (
    "стирание в файле учёта и в истории его изменений с перезаписью освобождённого места; "
    "восстановление средствами программы невозможно"
)
_COLUMNS: Final = (
    TableColumn("Дата и время", 26),
    TableColumn("Чьи данные", 48),
    TableColumn("Состав данных", 44),
    TableColumn("Система", 26),
    TableColumn("Причина", 30),
)
_HANDS: Final = ("Председатель", "Член комиссии", "Член комиссии")
_BLANK: Final = " ______________________________ / ______________ /"


@dataclass(frozen=True, slots=True)
class Destruction:
    """What was destroyed, as the act tells it."""

    name: str
    whose: str
    """The person by post, order and dates."""
    data: tuple[str, ...]
    made_at: datetime


def destruction_act(facts: PaperFacts, about: Destruction) -> ReportContent:
    """Return the act; ``facts`` give the school."""
    day, data = about.made_at.date(), ", ".join(about.data)
    time = f"{short_date(day)} {about.made_at:%H:%M}"
    return ReportContent(
        letterhead=letterhead(facts.school, facts.logo),
        date=long_date(day),
        number="",
        title="АКТ",
        heading="об уничтожении персональных данных",
        paragraphs=_paragraphs(facts, about, data),
        table=Table(
            _COLUMNS,
            ((time, capital(about.whose), capital(data), "«Отклик»", "Достигнута цель обработки"),),
            numbered=False,
        ),
        figures=(),
        signature=signature(facts.school),
        executor=None,
        draft=False,
    )


def _paragraphs(facts: PaperFacts, about: Destruction, data: str) -> tuple[Paragraph, ...]:
    operator = ", ".join(filter(None, (clean(facts.school.full_name), clean(facts.school.address))))
    day = short_date(about.made_at.date())
    hands = (Paragraph(f"{who}{_BLANK}", ParagraphKind.PLAIN) for who in _HANDS)
    texts = (
        f"Оператор персональных данных: {operator}.",
        f"Комиссия, указанная ниже, составила настоящий акт о том, что {day} уничтожены персональные данные.",
        f"1. Субъект персональных данных: {clean(about.name)}; {about.whose}.",
        f"2. Состав уничтоженных данных: {data}.",
        f"3. Информационная система: {_SYSTEM}.",
        f"4. Способ уничтожения: {_WAY}.",
        f"5. Причина уничтожения: {BASIS}.",
        "6. Зарегистрированные бумаги хранятся в сроки, установленные законодательством об архивном деле.",
    )
    return (
        *(typeset(text, ParagraphKind.TEXT) for text in texts),
        *hands,
        Paragraph(as_printed("Выгрузка из журнала регистрации событий:"), ParagraphKind.PLAIN),
    )
