"""Read a workbook of Excel: guarded against parts that unpack to gigabytes, row by row.

Runs in the child process only: everything here may meet a hostile file.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Final

import openpyxl

from desktop_app.services.errors import AppError
from desktop_app.services.exchange import limits
from desktop_app.services.exchange.headings import known_in
from desktop_app.services.exchange.joined_cells import Areas, JoinedDown, areas_of
from desktop_app.services.exchange.types import Epoch, Missing

_HOSTILE: Final = AppError(
    "Файл не похож на таблицу школы: он распаковывается в слишком большой объём.",
    hint="Откройте его в таблице, скопируйте нужный лист в новый файл и загрузите тот.",
)
_NOT_READ: Final = AppError(
    "Файл не читается как таблица Excel (XLSX).",
    hint="Откройте его в таблице и сохраните заново как XLSX или CSV.",
)
_LOCKED: Final = AppError(
    "Таблица Excel старого вида (XLS) или закрыта паролем.",
    hint="Откройте её в таблице и сохраните как XLSX без пароля.",
)
_OLD_SIGNATURE: Final = b"\xd0\xcf\x11\xe0"
_HEAD: Final = 20
"""Rows of each sheet that are looked at to find the log."""
_FEWEST_HEADINGS: Final = 3
"""A sheet that names fewer fields (a list of forms to choose from) is no second log."""
_BROKEN_ZIP: Final = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    RuntimeError,
    NotImplementedError,
    ValueError,
    EOFError,
)
_STREAMED: Final = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_FORMULA: Final = re.compile(rb"<(?:x:)?f[ >/]")
_WIDTH: Final = limits.COLUMNS + 1
"""One more column than is taken, so that too many are seen."""


class Workbook:
    """An opened workbook; ``sheet`` is the one read, by name or the one most like a log of events."""

    def __init__(self, content: bytes, wanted: str = "") -> None:
        if content.startswith(_OLD_SIGNATURE):
            raise _LOCKED
        guard(content)
        self._content = content
        self._book = _open(content, values=True)
        self.sheets: tuple[str, ...] = tuple(
            sheet.title for sheet in self._book.worksheets if sheet.sheet_state == "visible"
        ) or tuple(sheet.title for sheet in self._book.worksheets)
        if not self.sheets:
            raise AppError(
                "В файле не нашлось ни одного листа с таблицей.",
                hint="Откройте его в таблице и сохраните заново как «Книга Excel (XLSX)».",
            )
        self.rivals: tuple[str, ...] = ()
        if wanted and wanted not in self.sheets:
            raise AppError(f"Листа «{wanted}» в файле нет.", hint=f"Есть: {', '.join(self.sheets)}.")
        self.sheet = wanted or self._most_like_a_log()
        self.epoch = Epoch.MACINTOSH if self._book.epoch.year == int(Epoch.MACINTOSH) else Epoch.WINDOWS

    def rows(self) -> Iterator[tuple[int, list[Any]]]:
        """Yield the rows that have any value with their numbers."""
        found = 0
        formulas, joined = self._formulas(), JoinedDown(self._areas())
        for number, values in enumerate(_rows(self._book[self.sheet]), 1):
            if number > limits.BLANK_ROWS:
                raise limits.too_long(f"больше {limits.BLANK_ROWS} строк")
            cells = _cells(number, values, formulas(number))
            if not cells:
                continue
            cells = joined.filled(number, cells)
            found += 1
            if found > limits.ROWS:
                raise limits.too_long(f"больше {limits.ROWS} строк")
            yield number, cells

    def _most_like_a_log(self) -> str:
        def headings(name: str) -> int:
            return max(map(known_in, islice(_rows(self._book[name]), _HEAD)), default=0)

        if len(self.sheets) == 1:
            return self.sheets[0]
        found = {name: headings(name) for name in self.sheets}
        best = max(self.sheets, key=found.__getitem__)
        near = max(_FEWEST_HEADINGS, found[best] - 1)
        self.rivals = tuple(name for name in self.sheets if name != best and found[name] >= near)
        return best

    def _areas(self) -> Areas:
        """Return the joined areas of the sheet that is read; a sheet kept in an unusual place has none."""
        part = str(getattr(self._book[self.sheet], "_worksheet_path", "")).lstrip("/")
        with zipfile.ZipFile(io.BytesIO(self._content)) as package:
            try:
                return areas_of(package, part)
            except (KeyError, *_BROKEN_ZIP):
                return {}

    def _formulas(self) -> Any:
        """Return what gives the places of a row's formulas: their values may never have been computed."""
        if not _has_formulas(self._content):
            return lambda _number: ()
        second = _rows(_open(self._content, values=False)[self.sheet])
        reached = 0

        def places(number: int) -> list[int]:
            nonlocal reached
            row: tuple[Any, ...] = ()
            while reached < number:
                reached += 1
                row = next(second, ())
            return [
                place
                for place, value in enumerate(row)
                if (isinstance(value, str) and value.startswith("=")) or _is_array(value)
            ]

        return places


def guard(content: bytes) -> None:
    """Refuse a package that would unpack too far, or that is none; raises ``AppError``."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = package.infolist()
            whole = sum(part.file_size for part in parts)
            if len(parts) > limits.MEMBERS or whole > limits.UNPACKED:
                raise _HOSTILE
            for part in parts:
                large = part.file_size > limits.SMALL
                shrunk = part.file_size > limits.RATIO * max(part.compress_size, 1)
                held = part.file_size > limits.SHARED and not _STREAMED.fullmatch(part.filename)
                if (large and shrunk) or held:
                    raise _HOSTILE
                if part.filename.endswith((".xml", ".rels")):
                    with package.open(part) as stream:
                        _refuse_entities(stream.read(4096))
    except _BROKEN_ZIP as error:
        raise _NOT_READ from error


def _refuse_entities(head: bytes) -> None:
    """Refuse XML with definitions of its own: no spreadsheet writes them, and they can grow without end."""
    if b"<!DOCTYPE" in head or b"<!\x00D\x00O\x00C\x00" in head:
        raise _HOSTILE


def _open(content: bytes, *, values: bool) -> Any:
    try:
        return openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=values, keep_links=False, rich_text=False
        )
    except MemoryError:
        raise
    except Exception as error:
        raise _NOT_READ from error


def _rows(sheet: Any) -> Iterator[tuple[Any, ...]]:
    """Yield all rows, blank ones too, no wider than looked at; the size a sheet claims is not believed."""
    sheet.reset_dimensions()
    rows = sheet.iter_rows(values_only=True, max_col=_WIDTH)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except MemoryError:
            raise
        except Exception as error:
            raise _NOT_READ from error
        yield row


def _cells(number: int, values: Sequence[Any], computed: Sequence[int]) -> list[Any]:
    """Return a row's cells up to the last value; ``computed`` are the places of formulas."""
    if not computed and values.count(None) == len(values):
        return []  # most rows of a sheet formatted to its end
    cells = [_clean(value) for value in values]
    for place in computed:
        if place < len(cells) and cells[place] is None:
            cells[place] = Missing.FORMULA
    while cells and cells[-1] is None:
        cells.pop()
    limits.checked_width(number, len(cells))
    for cell in cells:
        if isinstance(cell, str):
            limits.checked_cell(number, cell)
    return cells


def _has_formulas(content: bytes) -> bool:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            if not _STREAMED.fullmatch(name):
                continue
            with package.open(name) as stream:
                tail = b""
                while block := stream.read(limits.MEBI):
                    if _FORMULA.search(tail + block):
                        return True
                    tail = block[-2:]
    return False


def _is_array(value: Any) -> bool:
    return type(value).__name__ in {"ArrayFormula", "DataTableFormula"}


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value) if "_x" in value else value
        return text if text.strip() else None
    return value
