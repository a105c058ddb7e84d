"""Check hundreds of damaged and hostile pages, each read in a process of its own.

``python -m tests.faults.pages.campaign 1000`` checks 1,000 of them.

Ends with an error when one crashes, hangs, takes too much memory, or shows a file outside its folder. POSIX
only, for memory is asked of the system and links are made.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

MOST_MEBIBYTES = 500


def main(arguments: list[str]) -> None:
    """Run the campaign and print what it counted."""
    # imported here: the readers' processes import this module again, and are to be as small as the program's
    import resource  # noqa: PLC0415

    from tests.faults.pages.mutants import try_pages  # noqa: PLC0415

    rounds = int(arguments[0]) if arguments else 1000
    first = int(arguments[1]) if len(arguments) > 1 else 0
    with tempfile.TemporaryDirectory(prefix="otklik-pages-") as name:
        score = try_pages(Path(name), range(first, first + rounds))
    readers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    ends = ", ".join(f"{end} {count}" for end, count in sorted(score.ends.items()))
    sys.stdout.write(
        f"{rounds} pages: {ends}; 0 crashed, 0 hung, 0 files outside the folder; "
        f"slowest {score.slowest:.1f} s; largest reader {readers:.0f} MiB\n"
    )
    if readers > MOST_MEBIBYTES:
        raise SystemExit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
