"""The reader's process: takes bytes that may be hostile, gives rows; it can be killed at any time.

Where the system knows such limits it has little memory and little time of its own.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from itertools import islice
from multiprocessing.connection import Connection
from typing import Any, Final

from desktop_app.services.errors import AppError
from desktop_app.services.exchange import limits
from desktop_app.services.exchange.cells import packed
from desktop_app.services.exchange.encodings import decoded
from desktop_app.services.exchange.text_tables import delimiter_of, rows_of
from desktop_app.services.limited import limit_self

Rows = Iterator[tuple[int, list[Any]]]

BROKEN: Final = (
    "Файл не удалось прочесть: он повреждён или слишком велик.",
    "Откройте его в таблице и сохраните заново как XLSX или CSV.",
)
_ROWS_AT_ONCE: Final = 250
_ZIP: Final = b"PK"
_OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0"


def serve(connection: Connection, content: bytes, sheet: str, encoding: str) -> None:
    """Read ``content`` and send what it is, then its rows, then «done»; or one refusal."""
    limit_self(limits.MEMORY, limits.SECONDS)
    warnings.simplefilter("ignore")  # of parts of a workbook that this program does not read
    try:
        head, rows = parse(content, sheet, encoding)
        _send(connection, {"head": head})
        while some := [[number, [*map(packed, cells)]] for number, cells in islice(rows, _ROWS_AT_ONCE)]:
            _send(connection, {"rows": some})
        _send(connection, {"done": True})
    except AppError as error:
        _send(connection, {"refusal": [error.message, error.hint]})
    except MemoryError:
        content = b""
        _send(connection, {"refusal": ["Таблица не помещается в память.", "Разделите её на части."]})
    except Exception:  # noqa: BLE001 - a broken file breaks its reader in any way; nothing of it is shown
        _send(connection, {"refusal": BROKEN})


def parse(content: bytes, sheet: str, encoding: str) -> tuple[dict[str, Any], Rows]:
    """Return what a file is, and its rows as they are read; raises ``AppError``."""
    if content.startswith((_ZIP, _OLD_WORKBOOK)):
        return _workbook(content, sheet)
    return _text(content, encoding)


def read_text(text: str) -> tuple[dict[str, Any], Rows]:
    """Return what a text already decoded is, and its rows."""
    delimiter = delimiter_of(text)
    return {"delimiter": delimiter, "guarded": True}, rows_of(text, delimiter)


def _text(content: bytes, encoding: str) -> tuple[dict[str, Any], Rows]:
    text, found, others = decoded(content, encoding)
    head, rows = read_text(text)
    return {**head, "encoding": found, "encodings": others}, rows


def _workbook(content: bytes, sheet: str) -> tuple[dict[str, Any], Rows]:
    from desktop_app.services.exchange.workbooks import Workbook  # noqa: PLC0415 - not paid for by a CSV

    book = Workbook(content, sheet)
    return {"sheet": book.sheet, "sheets": book.sheets, "epoch": book.epoch.value}, book.rows()


def _send(connection: Connection, message: dict[str, Any]) -> None:
    connection.send_bytes(json.dumps(message, ensure_ascii=False).encode("utf-8", "surrogatepass"))
