"""The banner report (справка): the portals as they stood on its day, then the pictures that prove it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from desktop_app.models.enums import PlacementStatus
from desktop_app.russian.dates import short_date
from desktop_app.russian.typography import as_printed
from desktop_app.services.labels import PLACEMENT_STATUSES
from desktop_app.services.papers.books import Align, Cell, Figure, ReportContent, Table, TableColumn
from desktop_app.services.papers.evidence import PortalEvidence, Proof
from desktop_app.services.papers.facts import PaperFacts, PortalFacts
from desktop_app.services.papers.heads import executor, letterhead, signature
from desktop_app.services.papers.parts import Paragraph
from desktop_app.services.papers.words import clean

TITLE: Final = "СПРАВКА"
_NONE: Final = "—"
_COLUMNS: Final = (
    TableColumn("№ п/п", 10, Align.CENTRE),
    TableColumn("Портал", 32),
    TableColumn("Адрес", 36),
    TableColumn("Место размещения", 28),
    TableColumn("Размещён", 20, Align.CENTRE),
    TableColumn("Проверен", 20, Align.CENTRE),
    TableColumn("Состояние", 26),
    TableColumn("Рисунок №", 17, Align.CENTRE),
)


def banner_report(
    facts: PaperFacts, heading: str, paragraphs: Sequence[Paragraph], *, number: str = "", dated_on: str = ""
) -> ReportContent:
    """Put the report together around its words; without a date it is a draft.

    Dated but not numbered it goes with a letter, whose number it shares.
    """
    pictured = [(seen, seen.proof) for _, seen in _hung(facts) if seen.proof is not None and seen.proof.image]
    return ReportContent(
        letterhead=letterhead(facts.school),
        date=dated_on,
        number=number,
        title=TITLE,
        heading=heading,
        paragraphs=tuple(paragraphs),
        table=Table(_COLUMNS, tuple(_rows(facts))),
        figures=tuple(_figure(seen, proof) for seen, proof in pictured),
        signature=signature(facts.school),
        executor=executor(facts.school),
        draft=not dated_on,
    )


def _hung(facts: PaperFacts) -> list[tuple[PortalFacts, PortalEvidence]]:
    """Return the portals where the banner hung on the day, with what proves it."""
    return [pair for pair in zip(facts.portals, facts.evidence, strict=True) if pair[0].hangs]


def _rows(facts: PaperFacts) -> Iterable[tuple[Cell, ...]]:
    """Yield one row a portal a banner can hang on, in the order of the record."""
    figure, place = 0, 0
    for portal, seen in zip(facts.portals, facts.evidence, strict=True):
        if portal.status is PlacementStatus.NOT_APPLICABLE:
            continue
        place += 1
        shown = portal.hangs and seen.proof is not None and bool(seen.proof.image)
        figure += shown
        yield (
            place,
            as_printed(clean(portal.name)),
            clean(seen.url) or _NONE,
            as_printed(clean(seen.place)) or _NONE,
            short_date(portal.placed_on) if portal.hangs and portal.placed_on else _NONE,
            short_date(seen.looked_on) if seen.looked_on else _NONE,
            as_printed(_state(portal, seen, facts)),
            figure if shown else _picture_word(portal, seen),
        )


def _state(portal: PortalFacts, seen: PortalEvidence, facts: PaperFacts) -> str:
    """Return the state in words; «проверен» only where a look of the period proves it."""
    if portal.hangs:
        proved = portal.status is PlacementStatus.VERIFIED and seen.proof is not None
        return PLACEMENT_STATUSES[PlacementStatus.VERIFIED if proved else PlacementStatus.PLACED]
    word = {
        PlacementStatus.PLANNED: "не размещён",
        PlacementStatus.MISSING: "не обнаружен",
        PlacementStatus.REMOVED: "снят",
    }[portal.status]
    planned = portal.planned_for
    return f"{word}; план {short_date(planned)}" if planned and planned >= facts.on else word


def _picture_word(portal: PortalFacts, seen: PortalEvidence) -> str:
    """Return «файл PDF» where what was kept is a document and not a picture to print."""
    return "файл PDF" if portal.hangs and seen.proof is not None else _NONE


def _figure(seen: PortalEvidence, proof: Proof) -> Figure:
    taken = (
        f"Снимок сделан {short_date(proof.taken_on)}"
        if proof.taken_on
        else f"Проверено {short_date(proof.checked_on)}, дата съёмки в файле не указана"
    )
    lines = (taken, f"Адрес: {clean(seen.url)}" if seen.url.strip() else "", f"SHA-256: {proof.sha256}")
    return Figure(proof.image, as_printed(clean(seen.name)), tuple(line for line in lines if line))
