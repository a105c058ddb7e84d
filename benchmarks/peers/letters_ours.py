"""Our side: many letters in one file, each to its own addressee, in one process."""

import sys
from dataclasses import replace
from pathlib import Path

from ours import LETTER

from desktop_app.documents.renderer import ReportLabRenderer
from desktop_app.services.layouts.profile import PROFILES, ProfileName
from desktop_app.services.papers.parts import Addressee


def main() -> None:
    """Write the letters as one PDF."""
    letters = (
        replace(
            LETTER,
            number=f"01-12/{number}",
            addressees=(Addressee("", f"Директору школы № {number}", "Парфенову М.А."),),
        )
        for number in range(1, int(sys.argv[2]) + 1)
    )
    paper = ReportLabRenderer().many(letters, PROFILES[ProfileName.GOST_2025])
    Path(sys.argv[1]).write_bytes(paper.pdf)


if __name__ == "__main__":
    main()
