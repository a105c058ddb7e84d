"""900 letters in one file: ours beside raw PDF operators, platypus, Typst and LibreOffice.

Run ``python benchmarks/many_letters.py [rounds]``. LibreOffice gets the letters as one text
with page breaks, which spares it the merging;
it is measured when ``soffice`` is on the path, else named as absent.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import race

sys.path.insert(0, str(race.PEERS))

import sample

ROUNDS = 5
LETTERS = "900"
RAW, FLOOR = "raw PDF operators, same look", "raw, no layout, no font"
"""The first is what the goal is measured on; the second cuts lines at a count of characters."""


def main() -> None:
    """Measure and print."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sides = {
            RAW: race.ours("letters_same.py", str(folder / "same.pdf"), LETTERS),
            FLOOR: race.ours("letters_raw.py", str(folder / "raw.pdf"), LETTERS),
            "ours": race.ours("letters_ours.py", str(folder / "ours.pdf"), LETTERS),
            "naive platypus": race.ours("letters_platypus.py", str(folder / "platypus.pdf"), LETTERS),
            "Typst": race.peer("letters_typst.py", str(folder / "typst.pdf"), LETTERS),
        }
        source = folder / "letters.fodt"
        source.write_text(_flat(int(LETTERS)), encoding="utf-8")
        office = race.office(source, folder)
        if office:
            sides["LibreOffice"] = office
        race.race(f"{LETTERS} letters, whole process", sides, rounds, RAW)


def _flat(count: int) -> str:
    """Return the letters as one flat OpenDocument text, each on a new page."""
    styles = (
        '<office:automatic-styles><style:style style:name="B" style:family="paragraph">'
        '<style:paragraph-properties fo:break-before="page"/></style:style></office:automatic-styles>'
    )
    first, *rest = sample.lines()
    letter = f'<text:p text:style-name="B">{first}</text:p>' + "".join(
        f"<text:p>{line}</text:p>" for line in rest
    )
    letters = (letter.replace(sample.NUMBER, f"01-12/{number}") for number in range(1, count + 1))
    return race.flat_text("".join(letters), styles)


if __name__ == "__main__":
    main()
