"""Our side: the journal as the program prints it, in one process begun as a command."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import as_a_command  # noqa: F401  # before everything else
import journal_sample as sample

from desktop_app.documents.renderer import ReportLabRenderer
from desktop_app.services.layouts.profile import PROFILES, ProfileName
from desktop_app.services.papers.books import Align, BookContent, Cell, Table, TableColumn
from desktop_app.services.papers.parts import Signature


class _Rows(Sequence[tuple[Cell, ...]]):
    """Rows made as they are asked for, as the program reads them from the file."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __getitem__(self, index: Any) -> Any:
        return sample.row(index + 1)

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return map(sample.row, range(1, self._count + 1))


def _column(index: int) -> TableColumn:
    summed = index in sample.SUMMED
    align = Align.RIGHT if summed else Align.LEFT
    return TableColumn(sample.HEADER[index], sample.WIDTHS[index], align, summed)


def main() -> None:
    """Write the journal as PDF."""
    columns = tuple(map(_column, range(len(sample.HEADER))))
    book = BookContent(
        organisation="",
        title=sample.TITLE,
        period="",
        paragraphs=(),
        table=Table(columns, _Rows(int(sys.argv[2]))),
        signature=Signature("Директор", "О.Н. Кузнецова"),
        landscape=True,
    )
    Path(sys.argv[1]).write_bytes(ReportLabRenderer().render(book, PROFILES[ProfileName.GOST_2025]).pdf)


if __name__ == "__main__":
    main()
