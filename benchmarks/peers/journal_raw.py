"""The floor of the journal: every cell cut at a fixed number of characters, operators written by hand."""

import sys
from itertools import pairwise

import journal_sample as sample
from raw_writer import Writer, shown

LEFT, RIGHT, TOP, BOTTOM = 57.0, 813.0, 538.0, 57.0
SIZE, LEADING, PAD = 10, 11.5, 2.0
PER_CHARACTER = 5.0
"""Points a character is taken to be wide."""


def main() -> None:
    """Write the journal as PDF."""
    scale = (RIGHT - LEFT) / sum(sample.WIDTHS)
    edges = [LEFT]
    for width in sample.WIDTHS:
        edges.append(edges[-1] + width * scale)
    columns = [(left + 3, max(1, int((right - left - 6) / PER_CHARACTER))) for left, right in pairwise(edges)]
    writer = Writer(842, 595)
    parts: list[bytes] = []
    y = TOP
    for number in range(int(sys.argv[2]) + 1):
        cells = sample.row(number) if number else sample.HEADER
        y = _row(parts, cells, columns, y)
        if y < BOTTOM + 3 * LEADING:
            _close(writer, parts, edges, y)
            parts = []
            y = _row(parts, sample.HEADER, columns, TOP)
    _close(writer, parts, edges, y)
    writer.save(sys.argv[1])


def _row(parts: list[bytes], cells: tuple, columns: list[tuple[float, int]], y: float) -> float:
    most = 1
    parts.append(b"%.2f %.2f %.2f 0.5 re f BT /F1 %d Tf" % (LEFT, y, RIGHT - LEFT, SIZE))
    for cell, (x, room) in zip(cells, columns, strict=True):
        text = str(cell)
        for line, at in enumerate(range(0, len(text), room)):
            parts.append(
                b"1 0 0 1 %.2f %.2f Tm %s Tj" % (x, y - 10 - line * LEADING, shown(text[at : at + room]))
            )
        most = max(most, -(-len(text) // room))
    parts.append(b"ET")
    return y - most * LEADING - 2 * PAD


def _close(writer: Writer, parts: list[bytes], edges: list[float], y: float) -> None:
    parts.append(b"%.2f %.2f %.2f 0.5 re" % (LEFT, y, RIGHT - LEFT))
    parts += [b"%.2f %.2f 0.5 %.2f re" % (edge, y, TOP - y) for edge in edges]
    parts.append(b"f")
    writer.page(parts)


if __name__ == "__main__":
    main()
