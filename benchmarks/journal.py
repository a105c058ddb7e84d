"""The journal of 1,000 and 10,000 rows: ours beside raw PDF operators, platypus, Typst and LibreOffice.

Run ``python benchmarks/journal.py [rounds] [--all]``. The slow peers set 1,000 rows; with ``--all``
platypus and Typst set 10,000 too.
LibreOffice is measured when ``soffice`` is on the path, else named as absent.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import race

sys.path.insert(0, str(race.PEERS))

import journal_sample

ROUNDS = 5
FEW, MANY = "1000", "10000"
RAW, FLOOR, OURS = "raw PDF operators, same look", "raw, no layout, no font", "ours"
"""The first is what the goal is measured on; the second cuts cells at a count of characters."""


def main() -> None:
    """Measure and print both tables and how the cost grows."""
    rounds = next((int(word) for word in sys.argv[1:] if word.isdigit()), ROUNDS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        few = race.race("1,000 rows, whole process", _sides(folder, FEW, slow=True), rounds, RAW)
        many = race.race("10,000 rows", _sides(folder, MANY, slow="--all" in sys.argv), rounds, RAW)
        growth = many[OURS].seconds / few[OURS].seconds
        print(f"ours, ten times the rows: {growth:.1f}× the time (goal: at most 10)")


def _sides(folder: Path, rows: str, *, slow: bool) -> dict[str, list[str]]:
    def to(name: str) -> str:
        return str(folder / f"{name}.pdf")

    sides = {
        RAW: race.ours("journal_same.py", to("same"), rows),
        FLOOR: race.ours("journal_raw.py", to("raw"), rows),
        OURS: race.ours("journal_ours.py", to("ours"), rows),
    }
    if slow:
        sides["naive platypus"] = race.ours("journal_platypus.py", to("platypus"), rows)
        sides["Typst"] = race.peer("journal_typst.py", to("typst"), rows)
    if rows == FEW:
        source = folder / "journal.fodt"
        source.write_text(_flat(int(rows)), encoding="utf-8")
        office = race.office(source, folder)
        if office:
            sides["LibreOffice"] = office
    return sides


def _flat(rows: int) -> str:
    """Return the journal as a flat OpenDocument text with a repeated header."""

    def row(cells: tuple[int | str, ...]) -> str:
        inside = "".join(f"<table:table-cell><text:p>{cell}</text:p></table:table-cell>" for cell in cells)
        return f"<table:table-row>{inside}</table:table-row>"

    body = "".join(row(journal_sample.row(number)) for number in range(1, rows + 1))
    count = len(journal_sample.HEADER)
    turned = (
        '<office:automatic-styles><style:page-layout style:name="P"><style:page-layout-properties '
        'fo:page-width="297mm" fo:page-height="210mm"/></style:page-layout></office:automatic-styles>'
        '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="P"/>'
        "</office:master-styles>"
    )
    return race.flat_text(
        f'<table:table><table:table-column table:number-columns-repeated="{count}"/>'
        f"<table:table-header-rows>{row(journal_sample.HEADER)}</table:table-header-rows>{body}</table:table>",
        turned,
    )


if __name__ == "__main__":
    main()
