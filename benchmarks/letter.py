"""One letter as a whole process: ours beside raw PDF bytes, Typst, WeasyPrint and LibreOffice, in turn.

Run ``python benchmarks/letter.py [rounds]``. LibreOffice converts the letter as a text, which spares it the
merging; it is measured when ``soffice`` is on the path, else named as absent. Ratios are to ours: what is
above one is slower.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import race

sys.path.insert(0, str(race.PEERS))

import sample

ROUNDS = 15
WARM = "200"
OURS = "ours"


def main() -> None:
    """Measure every side in turn, then the letters after the first."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sides = {
            OURS: race.ours("ours.py", str(folder / "ours.pdf")),
            "raw PDF bytes": race.ours("raw_pdf.py", str(folder / "raw.pdf")),
            "Typst": race.peer("typst_letter.py", str(folder / "typst.pdf")),
            "WeasyPrint": race.peer("weasy.py", str(folder / "weasy.pdf")),
        }
        source = folder / "letter.fodt"
        source.write_text(
            race.flat_text("".join(f"<text:p>{line}</text:p>" for line in sample.lines())), "utf-8"
        )
        office = race.office(source, folder)
        if office:
            sides["LibreOffice"] = office
        for command in sides.values():
            race.cost_of(command)  # fills the caches of the system
        race.race("one letter, whole process", sides, rounds, OURS)
        warm = subprocess.run([*sides[OURS], WARM], check=True, capture_output=True, text=True).stdout
        print(f"warm letter, ours: {float(warm):.2f} ms (goal 5)")


if __name__ == "__main__":
    main()
