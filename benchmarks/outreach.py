"""The parents' screen over 100,000 events: shown, scrolled, searched, sorted, covered.

``python benchmarks/outreach.py [rows]``: milliseconds of wall clock and of this process (the second is what
a busy machine leaves alone), medians. Beside it the same rows behind ``QSortFilterProxyModel``.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import import_rows
from PySide6.QtCore import QSortFilterProxyModel, Qt
from PySide6.QtWidgets import QApplication

from desktop_app.bootstrap import new_file, opened
from desktop_app.services.exchange import service as exchange
from desktop_app.services.outreach.types import OutreachFilter
from desktop_app.ui.parents.page import ParentsPage
from desktop_app.ui.parents.table_model import TOPIC, OutreachTableModel

if TYPE_CHECKING:
    from desktop_app.services.container import Services

ROUNDS = 5
WORD = "ту"
"""Two letters that stand nowhere; «тр» stands in every event."""


def measured(name: str, action: Callable[[], Any], goal: str = "", rounds: int = ROUNDS) -> float:
    """Print the medians of an action and return those of the process, ms."""
    walls, owns = [], []
    for _ in range(rounds):
        wall, own = time.perf_counter(), time.process_time()
        action()
        walls.append(1000 * (time.perf_counter() - wall))
        owns.append(1000 * (time.process_time() - own))
    own = statistics.median(owns)
    print(f"{name:44} {statistics.median(walls):9.1f} wall {own:9.1f} own   {goal}", flush=True)
    return own


def frame(page: ParentsPage, line: int) -> None:
    """Paint the log from a line on."""
    page.log.table.verticalScrollBar().setValue(36 * line)
    QApplication.processEvents()


def screen(services: Services) -> None:
    """Measure what the user waits for."""
    page = ParentsPage(services)
    page.resize(1150, 640)
    page.show()
    QApplication.processEvents()

    def shown() -> None:
        page.refresh()
        frame(page, 0)

    measured("shown the first time", shown, "goal 200", 1)
    measured("shown again", shown, "goal 200")
    places = iter(range(5_000, 90_000, 1_237))
    measured("a frame far away (a page is read)", lambda: frame(page, next(places)), "goal 10", 20)
    measured("coverage of all time", services.outreach.coverage, "goal 16")
    since = iter(date(2023, 9, day) for day in range(2, 30))
    measured("coverage of another period", lambda: services.outreach.coverage(next(since)), "goal 16")


def races(services: Services) -> None:
    """Measure search and order beside the proxy model."""
    find = services.outreach.find
    search = measured("search, found nowhere", lambda: find(OutreachFilter(text=WORD)), "goal 16")
    measured("search, found everywhere", lambda: find(OutreachFilter(text="тр")), "goal 16")
    measured("filter by class", lambda: find(OutreachFilter(class_id=3)), "goal 100")
    measured("sort by contacts", lambda: find(OutreachFilter(), "parents"), "goal 100")
    order = measured("sort by topic", lambda: find(OutreachFilter(), "topic"), "goal 100")
    model, proxy = OutreachTableModel(), QSortFilterProxyModel()
    model.set_rows(services.outreach.list())
    proxy.setSourceModel(model)
    proxy.setFilterKeyColumn(TOPIC)

    def filter_proxy() -> None:
        proxy.setFilterFixedString(WORD)
        proxy.rowCount()  # it works when asked

    def sort_proxy() -> None:
        proxy.sort(TOPIC, Qt.SortOrder.DescendingOrder)
        proxy.rowCount()

    filtered = measured("QSortFilterProxyModel: filter", filter_proxy, "", 1)
    proxy.setFilterFixedString("")
    ordered = measured("QSortFilterProxyModel: sort", sort_proxy, "", 1)
    print(f"search {filtered / search:.1f}× and sort {ordered / order:.1f}× as fast as the proxy model")


def main(arguments: list[str]) -> None:
    """Make the file and measure."""
    rows = int(arguments[0]) if arguments else 100_000
    exchange.COPY_FROM = rows  # no copy before the import
    application = QApplication([])
    with tempfile.TemporaryDirectory(prefix="otklik-outreach-") as folder:
        path = Path(folder) / "log.otklik"
        new_file(path, import_rows.school)
        import_rows.ours(path, tuple(map(import_rows.draft, range(rows))))
        with opened(path) as services:
            screen(services)
            races(services)
    application.quit()


if __name__ == "__main__":
    main(sys.argv[1:])
