"""Hand the program thousands of hostile inputs of every kind.

``python -m tests.faults.hostile 5000`` tries 5,000 of them, ``… 500 pictures`` only pictures; a third number
is the first seed. Ends with an error when one crashes, hangs, takes too much memory, comes in by halves, or
leaves a file anywhere else. POSIX only, for memory is asked of the system and links are made.
"""

from __future__ import annotations

import sys


def main(arguments: list[str]) -> None:
    """Run the campaign and print what it counted."""
    # imported here: the readers' processes import this module again, and are to be as small as the program's
    from tests.faults.hostile.campaign import run  # noqa: PLC0415

    rounds = int(arguments[0]) if arguments else 5000
    only = arguments[1] if len(arguments) > 1 else ""
    first = int(arguments[2]) if len(arguments) > 2 else 0
    if not run(rounds, only, first, sys.stdout):
        raise SystemExit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
