"""A school with a log of many years."""

from __future__ import annotations

from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

from desktop_app.models.connection import connect
from desktop_app.services.outreach.queries import searched
from desktop_app.services.outreach.types import OutreachForm

CLASSES = tuple(f"{grade}{letter}" for grade in range(1, 12) for letter in "АБВ")
FIRST_DAY = date(2014, 9, 1)
DAYS = 3_500
_FORMS = tuple(OutreachForm)
_TOPICS = (
    "Проект «Заступник»: что делать, если ребёнку угрожают",
    "Всё о приложении: как установить и кому звонить",
    "Безопасные каникулы",
    "Памятка родителям первоклассников",
    "Итоги месяца: кто ещё не получил памятку",
)


def write_long_log(path: Path, events: int) -> None:
    """Put classes and events straight into the tables of a file nobody has open: an import takes longer."""
    entries, links = [], []
    for number in range(1, events + 1):
        day = FIRST_DAY + timedelta(days=number * DAYS // events)
        form = _FORMS[number % len(_FORMS)]
        class_id = number % len(CLASSES) + 1
        texts = (
            f"{_TOPICS[number % len(_TOPICS)]}, встреча {number}",
            "Абрамова Л. К.",
            f"протокол № {number % 90}",
            "",
        )
        counts = (number % 60, number % 20 or None, number % 25, number % 30)
        search = searched(texts, form, [CLASSES[class_id - 1]])
        entries.append((number, day.isoformat(), form.value, *texts, *counts, search))
        links.append((number, class_id))
    with closing(connect(path)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        classes = [(number, name, 25, 40) for number, name in enumerate(CLASSES, 1)]
        connection.executemany(
            "INSERT INTO class_groups (id, name, pupils, parents) VALUES (?, ?, ?, ?)", classes
        )
        connection.executemany(
            "INSERT INTO outreach_entries (id, held_on, form, topic, responsible, proof, note, parents,"
            " unique_parents, pupils, handed_out, search) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            entries,
        )
        connection.executemany("INSERT INTO outreach_classes (entry_id, class_id) VALUES (?, ?)", links)
        connection.execute("COMMIT")
