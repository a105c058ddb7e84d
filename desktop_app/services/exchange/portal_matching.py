"""Which portal of the record a row of a table speaks of: the same one, one that is alike, or a new one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from desktop_app.russian.fold import fold
from desktop_app.services.banners.types import PortalFields, PortalRow
from desktop_app.services.exchange.portal_rows import PortalCells

_PARTS: Final = ("kind", "name", "url", "place")
SEVERAL: Final = "Таких порталов записано несколько: добавьте в таблицу столбцы «Адрес» и «Где размещён»."


@dataclass(frozen=True, slots=True)
class Match:
    """The portal a row speaks of; ``alike`` when it differs in its address or place."""

    row: PortalRow | None = None
    alike: bool = False
    several: bool = False


def match_rows(rows: Sequence[PortalCells], stored: Sequence[PortalRow]) -> list[Match]:
    """Find the stored portal of each row: by all the columns there are, else by kind and name alone."""
    parts = [part for part in _PARTS if rows and part in rows[0].values]
    by_parts: dict[tuple[str, ...], list[PortalRow]] = {}
    for portal in stored:
        by_parts.setdefault(tuple(_said(getattr(portal, part)) for part in parts), []).append(portal)
    found = [_same(row, parts, by_parts) for row in rows]
    taken = {match.row.id for match in found if match.row is not None}
    left = [portal for portal in stored if portal.id not in taken]
    named = Counter(_name_of(portal) for portal in stored)
    asked = Counter(_name_in(row) for row in rows)
    by_name = {_name_of(portal): portal for portal in left}
    return [
        Match(by_name[name], alike=True)
        if match == Match() and (name := _name_in(row)) in by_name and named[name] == asked[name] == 1
        else match
        for row, match in zip(rows, found, strict=True)
    ]


def _same(row: PortalCells, parts: Sequence[str], by_parts: dict[tuple[str, ...], list[PortalRow]]) -> Match:
    if not row.text("name") or not row.values.get("kind"):
        return Match()
    fitting = by_parts.get(tuple(_said(row.values.get(part)) for part in parts), [])
    exact = [one for one in fitting if all(getattr(one, part) == row.values.get(part) for part in parts)]
    if len(exact) == 1 or len(fitting) == 1:
        return Match((exact or fitting)[0])
    return Match(several=bool(fitting))


def _said(value: object) -> str:
    return fold(str(value or ""))


def _name_of(portal: PortalFields) -> tuple[str, str]:
    return str(portal.kind), fold(portal.name)


def _name_in(row: PortalCells) -> tuple[str, str]:
    return str(row.values.get("kind") or ""), fold(row.text("name"))
