"""The journal by hand with the same look: an embedded face, cells broken by widths, totals carried over."""

import sys
from itertools import pairwise

import journal_sample as sample
from raw_face import Face
from raw_writer import Writer, shown

MM = 72 / 25.4
LEFT, RIGHT, TOP, BOTTOM = 20 * MM, 287 * MM, 190 * MM, 20 * MM
SIZE, LEADING, PAD, ACROSS = 9, 9 * 1.15, 0.7 * MM, 1.2 * MM
LABEL = 4
CARRIED, ON_PAGE, IN_ALL = "Перенесено с предыдущей страницы", "Итого на странице", "Всего"


class _Journal:
    """The pages of the journal, one in hand."""

    def __init__(self, writer: Writer, plain: Face, bold: Face) -> None:
        scale = (RIGHT - LEFT) / sum(sample.WIDTHS)
        self._edges = [LEFT]
        for width in sample.WIDTHS:
            self._edges.append(self._edges[-1] + width * scale)
        self._slots = [(left + ACROSS, right - left - 2 * ACROSS) for left, right in pairwise(self._edges)]
        self._writer, self._plain, self._bold = writer, plain, bold
        self._sums = self._before = [0] * len(sample.SUMMED)
        self._number = 0
        self._open()

    def add(self, cells: tuple[int | str, ...]) -> None:
        """Set a row, on a new page when this one is full."""
        lines = self._set(cells)
        if self._y - max(map(len, lines)) * LEADING - 2 * PAD < BOTTOM + LEADING + 2 * PAD:
            self.close(last=False)
            self._open()
        self._row(lines)
        self._sums = [total + cells[column] for total, column in zip(self._sums, sample.SUMMED, strict=True)]

    def close(self, *, last: bool) -> None:
        """End the page in hand with its totals."""
        self._totals(ON_PAGE, [now - then for now, then in zip(self._sums, self._before, strict=True)])
        if last:
            self._totals(IN_ALL, self._sums)
        self._before = self._sums
        parts = [*self._parts, b"ET %.2f %.2f %.2f 0.5 re" % (LEFT, self._y, RIGHT - LEFT)]
        parts += [b"%.2f %.2f 0.5 %.2f re" % (edge, self._y, TOP - self._y) for edge in self._edges]
        parts += [b"%.2f %.2f %.2f 0.5 re" % (LEFT, y, RIGHT - LEFT) for y in self._rules]
        self._writer.page([*parts, b"f"])

    def _open(self) -> None:
        self._number += 1
        self._parts, self._rules, self._y = [b"BT /F1 %g Tf" % SIZE], [], TOP
        if self._number > 1:
            self._parts.append(b"1 0 0 1 421 %.2f Tm (%d) Tj" % (197 * MM, self._number))
        self._row(self._set(sample.HEADER))
        self._row(self._set(range(1, len(sample.HEADER) + 1)))
        if self._number > 1:
            self._totals(CARRIED, self._before)

    def _set(self, cells: object) -> list[list[tuple[str, float]]]:
        return [
            self._plain.lines(str(cell), wide * 1000 / SIZE) if cell != "" else []
            for cell, (_, wide) in zip(cells, self._slots, strict=True)
        ]

    def _totals(self, label: str, sums: list[int]) -> None:
        lines = [[] for _ in self._slots]
        lines[LABEL] = self._bold.lines(label, self._slots[LABEL][1] * 1000 / SIZE)
        for number, column in zip(sums, sample.SUMMED, strict=True):
            lines[column] = [(str(number), self._bold.width(str(number)))]
        self._parts.append(b"/F2 %g Tf" % SIZE)
        self._row(lines)
        self._parts.append(b"/F1 %g Tf" % SIZE)

    def _row(self, cells: list[list[tuple[str, float]]]) -> None:
        self._rules.append(self._y)
        baseline = self._y - PAD - 0.891 * SIZE
        for index, (lines, (x, wide)) in enumerate(zip(cells, self._slots, strict=True)):
            for number, (text, width) in enumerate(lines):
                left = x + wide - width * SIZE / 1000 if index in sample.SUMMED else x
                y = baseline - number * LEADING
                self._parts.append(b"1 0 0 1 %.2f %.2f Tm %s Tj" % (left, y, shown(text)))
        self._y -= max(map(len, cells)) * LEADING + 2 * PAD


def main() -> None:
    """Write the journal as PDF."""
    plain, bold = Face("Regular"), Face("Bold")
    writer = Writer(842, 595, (plain, bold))
    journal = _Journal(writer, plain, bold)
    for number in range(1, int(sys.argv[2]) + 1):
        journal.add(sample.row(number))
    journal.close(last=True)
    writer.save(sys.argv[1])


if __name__ == "__main__":
    main()
