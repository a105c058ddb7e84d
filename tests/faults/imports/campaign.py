"""Take in thousands of damaged tables.

``python -m tests.faults.imports.campaign 2000`` takes in 2,000 of them, each read in a process of its own.

Ends with an error when one crashes, hangs, takes too much memory, or comes in by halves. POSIX only, for the
memory is asked of the system.
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

    from tests.faults.imports.mutants import try_mutants  # noqa: PLC0415

    rounds = int(arguments[0]) if arguments else 2000
    first = int(arguments[1]) if len(arguments) > 1 else 0
    with tempfile.TemporaryDirectory(prefix="otklik-imports-") as name:
        score = try_mutants(Path(name), range(first, first + rounds))
    readers = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ends = ", ".join(f"{end} {count}" for end, count in sorted(score.ends.items()))
    sys.stdout.write(
        f"{rounds} damaged tables: {ends}; 0 crashed, 0 by halves; slowest {score.slowest:.1f} s; "
        f"largest reader {readers:.0f} MiB, the program {own:.0f} MiB\n"
    )
    if max(readers, own) > MOST_MEBIBYTES:
        raise SystemExit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
