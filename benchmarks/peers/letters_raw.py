"""The floor of many letters: every line cut at 90 characters, operators written by hand."""

import sys

import sample
from raw_writer import Writer, shown


def main() -> None:
    """Write the letters as one PDF."""
    writer = Writer(595, 842)
    plain = sample.lines()
    for number in range(1, int(sys.argv[2]) + 1):
        parts = [b"BT /F1 12 Tf"]
        y = 780
        for text in plain:
            own = text.replace(sample.NUMBER, f"01-12/{number}").replace(
                sample.ADDRESSEE[0], f"Директору школы № {number}"
            )
            for at in range(0, len(own), 90):
                parts.append(b"1 0 0 1 57.00 %.2f Tm %s Tj" % (y, shown(own[at : at + 90])))
                y -= 14
        writer.page([*parts, b"ET"])
    writer.save(sys.argv[1])


if __name__ == "__main__":
    main()
