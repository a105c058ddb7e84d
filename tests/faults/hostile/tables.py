"""Tables and pages: the damage of ``imports`` and ``pages``, and lists of portals damaged alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from desktop_app.bootstrap import new_file
from desktop_app.bootstrap import opened as opened_file
from desktop_app.services.banners.types import CheckOutcome, PlacementStatus, PortalKind, PortalRow
from desktop_app.services.container import Services
from desktop_app.services.errors import AppError
from desktop_app.services.exchange.sheets import portals_sheet
from desktop_app.services.exchange.types import Subject
from desktop_app.services.exchange.writing import as_csv, as_xlsx
from desktop_app.services.school.types import ClassDraft
from tests.faults.hostile.family import Family, Trial
from tests.faults.imports.mutants import mutant, take_in, whole_tables
from tests.faults.pages import mutants as pages
from tests.services.conftest import FrozenClock

_CLOCK = FrozenClock(date(2024, 6, 28))


def portal_tables() -> tuple[bytes, ...]:
    """Return a list of thirty portals as XLSX, and as CSV in several encodings."""
    statuses = (PlacementStatus.PLACED, PlacementStatus.PLANNED, PlacementStatus.NOT_APPLICABLE)
    rows = [
        PortalRow(
            id=number, kind=list(PortalKind)[number % len(PortalKind)], name=f"Портал {number}",
            url=f"https://school{number}.example.ru" if number % 3 else "", place="+7 холл",
            status=statuses[number % 3],
            placed_on=date(2024, 6, 1 + number % 27) if number % 3 == 0 else None,
            planned_for=None, removed_on=None, reason="нет экрана", verified_on=None, proof=None,
            checked_on=date(2024, 6, 27) if number % 3 == 0 else None, checks=0,
        )
        for number in range(30)
    ]  # fmt: skip
    sheet = portals_sheet(rows, dict.fromkeys(range(0, 30, 3), CheckOutcome.SEEN))
    text = as_csv(sheet).decode("utf-8-sig")
    return as_xlsx(sheet), *(text.encode(encoding) for encoding in ("utf-8", "utf-16", "cp1251", "cp866"))


def take_portals_in(services: Services, content: bytes) -> str:
    """Read, look through and store one list of portals; return how it ended."""
    before = services.banners.list()
    try:
        table = services.exchange.read_bytes(content, "list")
        plan = services.exchange.plan(table, subject=Subject.PORTALS)
    except AppError:
        return "refused"
    try:
        services.exchange.store(plan)
    except AppError:
        assert services.banners.list() == before
        assert not plan.ready or plan.coming == 0, "what was ready was refused"
        return "errors shown" if plan.errors else "asked about"
    assert plan.ready
    after = services.banners.list()
    assert len(after) == len(before) + plan.new_portals
    assert not any(row.status is PlacementStatus.VERIFIED for row in after), "proved by a word"
    services.history.undo()
    assert services.banners.list() == before
    return "came in whole"


@contextmanager
def tables(folder: Path) -> Iterator[Trial]:
    """Take every damaged table in: four logs, then a list of portals."""
    file = folder / "school.otklik"
    new_file(file, _school, clock=_CLOCK)
    logs, lists = whole_tables(), portal_tables()
    with opened_file(file, clock=_CLOCK) as services:

        def trial(seed: int) -> Callable[[], str]:
            if seed % 5 == 4:
                content = mutant(lists, seed // 5)
                return lambda: take_portals_in(services, content)
            content = mutant(logs, seed)
            return lambda: take_in(services, content)

        yield trial


@contextmanager
def saved_pages(folder: Path) -> Iterator[Trial]:
    """Check every page for its own banner and for the foreign one beside its folder."""
    home = pages.prepared(folder)
    page = home / "page.html"

    def trial(seed: int) -> Callable[[], str]:
        page.write_bytes(pages.mutant(home, seed))
        return lambda: tried(seed)

    def tried(seed: int) -> str:
        kind = seed % len(pages.KINDS)
        own = seed // len(pages.KINDS) % 2 == 0 and pages.KINDS[kind] != "foreign"
        end = pages.look(page, pages.OWN if own else pages.OTHER)
        assert own or end != "found", f"the page of seed {seed} showed a file outside its folder"
        return end

    yield trial


def _school(services: Services) -> None:
    for name in ("5А", "5Б"):
        services.school.save_class(ClassDraft(name=name, pupils=25, parents=40))


TABLES = Family("tables", 200, tables)
PAGES = Family("pages", 60, saved_pages)
