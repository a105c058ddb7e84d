"""Store 100,000 imported events, beside SQLite's own ``executemany`` of the same rows.

``python benchmarks/import_rows.py [rows]``: both sides in turn A B A B in fresh files with the program's
settings, medians of paired ratios. The import writes the events, their classes, the search column, and the
history that undoes them; the raw side the events and classes alone. Goal: at most 3.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from desktop_app.bootstrap import new_file, opened
from desktop_app.models.connection import connect
from desktop_app.services.container import Services
from desktop_app.services.exchange.types import ImportPlan, Source
from desktop_app.services.outreach.types import OutreachDraft, OutreachForm
from desktop_app.services.school.types import ClassDraft

ROUNDS = 5
FORMS = tuple(OutreachForm)
CLASSES = 30


def draft(number: int) -> OutreachDraft:
    """Return an event like a school's."""
    return OutreachDraft(
        held_on=date(2023, 9, 1) + timedelta(days=number % 280),
        form=FORMS[number % len(FORMS)],
        topic=f"Проект «Заступник»: встреча {number}",
        class_ids=(number % CLASSES + 1,),
        parents=number % 60,
        unique_parents=number % 20 or None,
        handed_out=number % 30,
        responsible="Абрамова Л. К.",
        proof=f"протокол № {number % 40}",
    )


def school(services: Services) -> None:
    """Store the classes."""
    for number in range(CLASSES):
        services.school.save_class(ClassDraft(name=f"{number % 11 + 1}{'АБВ'[number // 11]}"))


def ours(path: Path, drafts: tuple[OutreachDraft, ...]) -> float:
    """Return the seconds of the import's database part."""
    plan = ImportPlan(
        source=Source(name="log", sha256="0" * 64),
        columns=(),
        questions=(),
        errors=(),
        remarks=(),
        drafts=drafts,
        repeats=0,
        skipped_totals=0,
    )
    with opened(path) as services:
        exchange = services.exchange
        begun = time.perf_counter()
        exchange.store(plan)
        return time.perf_counter() - begun


def raw(path: Path, drafts: tuple[OutreachDraft, ...]) -> float:
    """Return the seconds of two statements over the same rows, made beforehand."""
    names = ("held_on", "form", "topic", "parents", "unique_parents", "handed_out", "responsible", "proof")
    entries = [
        (
            number,
            each.held_on.isoformat() if each.held_on else "",
            each.form.value,
            each.topic,
            each.parents,
            each.unique_parents,
            each.handed_out,
            each.responsible,
            each.proof,
            each.topic.casefold(),
        )
        for number, each in enumerate(drafts, 1)
    ]
    links = [(number, class_id) for number, each in enumerate(drafts, 1) for class_id in each.class_ids]
    connection = connect(path)
    begun = time.perf_counter()
    connection.execute("BEGIN IMMEDIATE")
    marks = ", ".join("?" * len(entries[0]))
    insert = f"INSERT INTO outreach_entries (id, {', '.join(names)}, search) VALUES ({marks})"  # noqa: S608 - names of the model
    connection.executemany(insert, entries)
    connection.executemany("INSERT INTO outreach_classes (entry_id, class_id) VALUES (?, ?)", links)
    connection.execute("COMMIT")
    took = time.perf_counter() - begun
    connection.close()
    return took


def main(arguments: list[str]) -> None:
    """Run both sides and print the medians."""
    rows = int(arguments[0]) if arguments else 100_000
    drafts = tuple(map(draft, range(rows)))
    pairs = []
    with tempfile.TemporaryDirectory(prefix="otklik-import-") as folder:
        for number in range(ROUNDS):
            files = [Path(folder) / f"{side}-{number}.otklik" for side in ("ours", "raw")]
            for file in files:
                new_file(file, school)
            pairs.append((ours(files[0], drafts), raw(files[1], drafts)))
    ratio = statistics.median(mine / plain for mine, plain in pairs)
    mine, plain = (statistics.median(side) for side in zip(*pairs, strict=True))
    print(f"{rows} rows: import {mine:.2f} s, raw {plain:.2f} s, ratio {ratio:.2f} (goal: at most 3)")


if __name__ == "__main__":
    main(sys.argv[1:])
