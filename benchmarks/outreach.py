"""The parents' screen over 100,000 events: shown, scrolled, searched, sorted, covered.

``python benchmarks/outreach.py [rows]``: milliseconds of wall clock and of this process (the second is what
a busy machine leaves alone), medians, and the best and the worst of the second. Beside it the same rows
behind ``QSortFilterProxyModel`` and ``LIKE``. A search is measured twice: what finds the events, and what
the user waits for, from the filter's word that the text is another one to the first lines being there to be
painted.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import import_rows
from PySide6.QtCore import QSortFilterProxyModel, Qt, QThreadPool
from PySide6.QtWidgets import QApplication
from sqlalchemy import select

from desktop_app.bootstrap import new_file, opened
from desktop_app.models.outreach import OutreachEntry
from desktop_app.services.outreach.types import OutreachDraft, OutreachFilter
from desktop_app.ui.parents.log_model import FIELDS
from desktop_app.ui.parents.page import ParentsPage
from desktop_app.ui.parents.table_model import TOPIC, OutreachTableModel

if TYPE_CHECKING:
    from desktop_app.services.container import Services

ROUNDS = 5
NOWHERE, EVERYWHERE, SOME = "щъ", "тр", "99"
"""Two letters that stand in no event, in every one, in about four of a hundred."""
SEARCHES = (
    ("nowhere", NOWHERE),
    ("everywhere", EVERYWHERE),
    ("in 4 of 100", SOME),
    ("in 8 of 100", "ая"),
    ("in 17 of 100", "соб"),
    ("in 45 of 100", "вст 7"),
)
WORD = "заступник"
LINES = 16
"""More lines than the screen measured has."""
SETTLING = 5
"""Turns of the event loop until a table that was filled anew is laid out and painted."""


def measured(
    name: str,
    action: Callable[[], Any],
    goal: str = "",
    rounds: int = ROUNDS,
    before: Callable[[], Any] = lambda: None,
) -> float:
    """Print the medians of an action and return those of the process, ms; ``before`` is not counted."""
    walls, owns = [], []
    for _ in range(rounds):
        before()
        wall, own = time.perf_counter(), time.process_time()
        action()
        walls.append(1000 * (time.perf_counter() - wall))
        owns.append(1000 * (time.process_time() - own))
    own = statistics.median(owns)
    spread = f"{min(owns):9.1f}–{max(owns):.1f}"
    print(f"{name:44} {statistics.median(walls):9.1f} wall {own:9.1f} own {spread}   {goal}", flush=True)
    return own


def frame(page: ParentsPage, line: int) -> None:
    """Paint the log from a line on."""
    page.log.table.verticalScrollBar().setValue(36 * line)
    QApplication.processEvents()


def screen(services: Services) -> None:
    """Measure what the user waits for; the first look is that of a file just opened."""
    page = ParentsPage(services)
    page.resize(1150, 640)
    page.show()
    QApplication.processEvents()

    def shown() -> None:
        page.refresh()
        frame(page, 0)

    measured("shown the first time, the newest events", shown, "goal 200", 1)
    before = memory()
    measured("… and the whole log read behind it", services.outreach.prepare, "", 1)
    QThreadPool.globalInstance().waitForDone()
    print(f"{'memory of the log':44} {memory() - before:9.1f} MiB        goal 40")
    shown()
    measured("shown again", shown, "goal 200")
    places = iter(range(5_000, 90_000, 1_237))
    measured("a frame far away (a page is read)", lambda: frame(page, next(places)), "goal 10", 20)
    notches = iter(range(20_000, 21_200, 3))
    measured("a frame of the wheel, three lines on", lambda: frame(page, next(notches)), "goal 10", 400)
    drags = iter(range(90_000, 5_000, -211))
    measured("a frame of the bar being dragged", lambda: frame(page, next(drags)), "goal 10", 400)
    typing(page)


def typing(page: ParentsPage) -> None:
    """Measure what is done in the window at a search, and at every letter of a word."""

    def show(text: str) -> None:
        page.log.filter.search.set_value(text)
        QApplication.processEvents()
        page.log.filter.changed.emit()
        model = page.log.model
        for line in range(min(LINES, model.rowCount())):
            model.index(line, TOPIC).data()

    def settled(text: str) -> None:
        """Show a text and paint all of it: what stood there before is no part of what comes next."""
        show(text)
        for _turn in range(SETTLING):
            QApplication.processEvents()

    def clear() -> None:
        settled("")

    for name, text in SEARCHES:
        measured(f"typed, found {name}: lines there", lambda text=text: show(text), "goal 16", before=clear)
    measured("… and painted with all around them", QApplication.processEvents, "", 1)
    for length in range(1, len(WORD) + 1):
        goal = "goal 16" if length > 1 else ""
        measured(
            f"a letter more: «{WORD[:length]}»",
            lambda text=WORD[:length]: show(text),
            goal,
            before=lambda text=WORD[: length - 1]: settled(text),
        )
    clear()


def answers(services: Services) -> None:
    """Measure search, filter, order, sums and coverage, each with its totals."""
    outreach = services.outreach
    for name, text in SEARCHES:
        wanted = OutreachFilter(text=text)
        measured(f"search, found {name}", lambda wanted=wanted: outreach.look(wanted), "goal 16")
    for name, wanted in (
        ("class", OutreachFilter(class_id=3)),
        ("form", OutreachFilter(form=import_rows.FORMS[3])),
        ("period", OutreachFilter(since=date(2023, 11, 1), until=date(2024, 2, 1))),
    ):
        measured(f"filter by {name}", lambda wanted=wanted: outreach.look(wanted), "goal 100")
    for field in FIELDS:
        others = [other for other in FIELDS if other != field][:4]  # only the last few orders are remembered

        def sort(field: str = field) -> None:
            outreach.look(OutreachFilter(), field)

        def forget(others: Sequence[str] = others) -> None:
            for other in others:
                outreach.look(OutreachFilter(), other)

        measured(f"sort by {field}", sort, "goal 100", 3, forget)


def turned(services: Services) -> None:
    """Measure a second click on the same heading, other orders having been asked for before the first."""
    outreach = services.outreach

    def click() -> None:
        for field in (*FIELDS[3:7], "topic"):
            outreach.look(OutreachFilter(), field)

    def click_again() -> None:
        outreach.look(OutreachFilter(), "topic", descending=True)

    measured("sort by topic, the other way round", click_again, "goal 100", 3, click)


def changes(services: Services) -> None:
    """Measure the first answers after a change: one event saved again with another topic."""
    outreach = services.outreach
    row = outreach.rows(outreach.find()[:1])[0]
    kept = {each.name: getattr(row, each.name) for each in fields(OutreachDraft)}
    numbers = iter(range(1_000))

    def save() -> None:
        outreach.save(OutreachDraft(**{**kept, "topic": f"Другая тема {next(numbers)}"}), row.id)

    measured("an event saved", save)
    measured("coverage first asked after a change", outreach.coverage, "goal 16", ROUNDS, save)
    measured("the log first looked at after a change", outreach.look, "goal 100", ROUNDS, save)
    measured("where the school stands, after a change", services.compliance.standing, "", ROUNDS, save)
    measured("coverage asked again", outreach.coverage, "goal 16")
    since = iter(date(2023, 9, day) for day in range(2, 30))
    measured("coverage of another period", lambda: outreach.coverage(next(since)), "goal 16")


def races(services: Services) -> None:
    """Measure search and order beside the proxy model and SQLite's LIKE."""
    outreach = services.outreach
    ours = measured("search, found nowhere", lambda: outreach.look(OutreachFilter(text=NOWHERE)))
    folded = select(OutreachEntry.id).where(OutreachEntry.search.contains(NOWHERE))

    def like() -> None:
        with services.store.read() as session:
            session.scalars(folded).all()

    scan = measured("LIKE on the folded column", like)
    order = measured(
        "sort by topic", lambda: outreach.look(OutreachFilter(), "topic", descending=True), "", 1
    )
    model, proxy = OutreachTableModel(), QSortFilterProxyModel()
    model.set_rows(outreach.list())
    proxy.setSourceModel(model)
    proxy.setFilterKeyColumn(TOPIC)

    def filter_proxy() -> None:
        proxy.setFilterFixedString(NOWHERE)
        proxy.rowCount()  # it works when asked

    def sort_proxy() -> None:
        proxy.sort(TOPIC, Qt.SortOrder.DescendingOrder)
        proxy.rowCount()

    filtered = measured("QSortFilterProxyModel: filter", filter_proxy, "", 1)
    proxy.setFilterFixedString("")
    ordered = measured("QSortFilterProxyModel: sort", sort_proxy, "", 1)
    print(f"search {scan / ours:.0f}× as fast as LIKE, {filtered / ours:.0f}× as the proxy model;", end=" ")
    print(f"sort {ordered / order:.0f}× as the proxy model")


def memory() -> float:
    """Return the MiB this process holds now; 0 where the system does not say."""
    pages = Path("/proc/self/statm")
    return int(pages.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20 if pages.exists() else 0.0


def main(arguments: list[str]) -> None:
    """Make the file and measure."""
    rows = int(arguments[0]) if arguments else 100_000
    application = QApplication([])
    with tempfile.TemporaryDirectory(prefix="otklik-outreach-") as folder:
        path = Path(folder) / "log.otklik"
        new_file(path, import_rows.school)
        import_rows.ours(path, tuple(map(import_rows.draft, range(rows))))
        with opened(path) as services:
            screen(services)
            answers(services)
            turned(services)
            changes(services)
            races(services)
    application.quit()


if __name__ == "__main__":
    main(sys.argv[1:])
