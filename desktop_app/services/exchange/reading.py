"""Read a table file in a process of its own, so that no file can crash, hang or fill this one."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from desktop_app.services.apart.room import Bounds, NotWantedError, never, read_apart
from desktop_app.services.errors import AppError
from desktop_app.services.exchange import limits
from desktop_app.services.exchange.cells import unpacked
from desktop_app.services.exchange.child import read_text, send_table
from desktop_app.services.exchange.types import Epoch, RawRow, RawTable, Source
from desktop_app.services.steps import CalledOff

Stopped = Callable[[], bool]
"""Asked several times a second; true ends the reading with ``Cancelled``."""

_BOUNDS: Final = Bounds(
    seconds=limits.SECONDS,
    silence=limits.SILENCE,
    broken=AppError(
        "Файл не удалось прочесть: он повреждён или слишком велик.",
        hint="Откройте его в таблице и сохраните заново как XLSX или CSV.",
    ),
    too_slow=AppError(
        "Файл читается слишком долго, чтение остановлено.",
        hint="Откройте его в таблице, скопируйте нужный лист в новый файл и загрузите тот.",
    ),
    no_memory=AppError("Таблица не помещается в память.", hint="Разделите её на части."),
)


class Cancelled(CalledOff):
    """The user no longer wants it; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("Загрузка отменена, ничего не изменилось.")


def read_file(path: Path, *, sheet: str = "", encoding: str = "", stopped: Stopped = never) -> RawTable:
    """Read a workbook, CSV or TSV file; raises ``AppError``."""
    try:
        if path.stat().st_size > limits.BYTES:
            raise limits.too_long(f"файл больше {limits.BYTES // limits.MEBI} МБ")
        content = path.read_bytes()
    except OSError as error:
        if path.is_dir():
            raise AppError(f"Это папка, а не таблица: {path.name}", hint="Укажите файл.") from error
        raise AppError(f"Файл не читается: {path.name}", hint="Проверьте имя и папку.") from error
    return read_content(content, path.name, sheet=sheet, encoding=encoding, stopped=stopped)


def read_content(
    content: bytes, name: str, *, sheet: str = "", encoding: str = "", stopped: Stopped = never
) -> RawTable:
    """Read the bytes of a file called ``name``; raises ``AppError``."""
    if not content.strip(b"\x00\r\n\t "):
        raise AppError(f"Файл пуст: {name}", hint="Выберите другой.")
    head: dict[str, Any] = {}
    rows: list[RawRow] = []
    try:
        for message, _ in read_apart(send_table, (content, sheet, encoding), _BOUNDS, stopped):
            head = message.get("head", head)
            rows += _rows(message)
    except NotWantedError as error:
        raise Cancelled from error
    return raw_table(head, rows, name, content)


def read_pasted(text: str, name: str) -> RawTable:
    """Read what a spreadsheet put on the clipboard; raises ``AppError``."""
    if len(text) > limits.BYTES:
        raise limits.too_long("в буфере обмена больше 40 млн знаков")
    if not text.strip():
        raise AppError(
            "В буфере обмена нет таблицы.", hint="Скопируйте строки в таблице вместе с заголовками."
        )
    head, rows = read_text(text)
    return raw_table(
        head, [(number, tuple(cells)) for number, cells in rows], name, text.encode("utf-8", "replace")
    )


def _rows(message: dict[str, Any]) -> list[RawRow]:
    try:
        return [(int(number), tuple(map(unpacked, cells))) for number, cells in message.get("rows", ())]
    except (TypeError, ValueError) as error:
        raise _BOUNDS.broken from error


def raw_table(head: dict[str, Any], rows: list[RawRow], name: str, content: bytes) -> RawTable:
    """Put together what the reader has sent."""
    epoch = head.get("epoch")
    source = Source(
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        sheet=head.get("sheet", ""),
        sheets=tuple(head.get("sheets", ())),
        rivals=tuple(head.get("rivals", ())),
        encoding=head.get("encoding", ""),
        encodings=tuple(head.get("encodings", ())),
        delimiter=head.get("delimiter", ""),
        epoch=Epoch(epoch) if epoch else None,
        guarded=bool(head.get("guarded")),
    )
    return RawTable(source, tuple(rows))
