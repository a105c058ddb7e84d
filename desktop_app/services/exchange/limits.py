"""How much of a table is read: far above any school's log, far below what would hang a PC."""

from __future__ import annotations

from typing import Final

from desktop_app.services.errors import AppError

MEBI: Final = 2**20
BYTES: Final = 40 * MEBI
"""The longest file."""
ROWS: Final = 200_000
"""The most rows with any value."""
BLANK_ROWS: Final = 1_100_000
"""The most rows at all: a sheet has 1,048,576, often formatted to the last."""
COLUMNS: Final = 64
CELL: Final = 32_767
"""The longest text of a cell, as spreadsheets have it."""
MEMBERS: Final = 2_000
"""The most parts of a workbook."""
UNPACKED: Final = 400 * MEBI
"""The most bytes of all parts unpacked."""
SHARED: Final = 64 * MEBI
"""The most bytes of a part that is held in memory whole: shared texts, styles, the list of sheets."""
RATIO: Final = 200
"""The most a part larger than ``SMALL`` may shrink by packing; sheets of real logs shrink by 5 to 40."""
SMALL: Final = 4 * MEBI
SILENCE: Final = 7.0
"""Seconds the reader may say nothing before it is stopped."""
SECONDS: Final = 180.0
"""Seconds it may take in all, saying something all the time."""


def too_long(bound: str) -> AppError:
    """Make the refusal of a table that is larger than this program reads."""
    return AppError(f"Таблица слишком велика: {bound}.", hint="Разделите её на части и загрузите по одной.")


def checked_width(row: int, width: int) -> None:
    """Raise ``AppError`` when a row has more columns than are read."""
    if width > COLUMNS:
        raise too_long(f"в строке {row} больше {COLUMNS} столбцов")


def checked_cell(row: int, text: str) -> None:
    """Raise ``AppError`` when a cell's text is longer than any spreadsheet's."""
    if len(text) > CELL:
        raise AppError(
            f"В строке {row} ячейка длиннее {CELL} знаков.",
            hint="Проверьте в этой строке кавычки: возможно, одна из них не закрыта.",
        )
