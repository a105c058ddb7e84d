"""What is done with a table in the reader's process: bytes that may be hostile come in, rows go out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from desktop_app.services.apart.reader import Send
from desktop_app.services.errors import AppError
from desktop_app.services.exchange.cells import packed
from desktop_app.services.exchange.encodings import decoded
from desktop_app.services.exchange.html_tables import is_page, rows_of_page
from desktop_app.services.exchange.text_tables import delimiter_of, rows_of

Rows = Iterator[tuple[int, list[Any]]]

_ROWS_AT_ONCE: Final = 250
_ZIP: Final = b"PK"
_OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0"
_XML: Final = re.compile(r"\s*<\?xml\b")


def send_table(send: Send, content: bytes, sheet: str, encoding: str) -> None:
    """Read ``content`` and send what it is, then its rows; raises ``AppError``."""
    head, rows = parse(content, sheet, encoding)
    send({"head": head})
    while some := [[number, [*map(packed, cells)]] for number, cells in islice(rows, _ROWS_AT_ONCE)]:
        send({"rows": some})


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
    if is_page(text):
        return {"encoding": found, "encodings": others}, rows_of_page(text)
    if _XML.match(text):
        raise AppError(
            "Это таблица в виде XML: программа её не читает.",
            hint="Откройте её в таблице и сохраните как «Книга Excel (XLSX)».",
        )
    head, rows = read_text(text)
    return {**head, "encoding": found, "encodings": others}, rows


def _workbook(content: bytes, sheet: str) -> tuple[dict[str, Any], Rows]:
    from desktop_app.services.exchange.workbooks import Workbook  # noqa: PLC0415 - not paid for by a CSV

    book = Workbook(content, sheet)
    head = {"sheet": book.sheet, "sheets": book.sheets, "rivals": book.rivals, "epoch": book.epoch.value}
    return head, book.rows()
