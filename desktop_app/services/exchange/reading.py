"""Read a table file in a process of its own, so that no file can crash, hang or fill this one."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from desktop_app.services.errors import AppError
from desktop_app.services.exchange import limits
from desktop_app.services.exchange.cells import unpacked
from desktop_app.services.exchange.child import BROKEN, read_text, serve
from desktop_app.services.exchange.types import Epoch, RawRow, RawTable, Source

Stopped = Callable[[], bool]
"""Asked several times a second; true ends the reading with ``Cancelled``."""

_LOOK_EVERY: Final = 0.1
"""Seconds between two looks at whether the reading is still wanted."""
_LONGEST_MESSAGE: Final = 64 * limits.MEBI
_BROKEN: Final = AppError(BROKEN[0], hint=BROKEN[1])
_TOO_SLOW: Final = AppError(
    "Файл читается слишком долго, чтение остановлено.",
    hint="Откройте его в таблице, скопируйте нужный лист в новый файл и загрузите тот.",
)


class Cancelled(AppError):  # noqa: N818 - what happened, not a mistake
    """The user no longer wants it; nothing was changed."""

    def __init__(self) -> None:
        super().__init__("Загрузка отменена, ничего не изменилось.")


def never() -> bool:
    """Let the work go on to its end."""
    return False


def read_file(path: Path, *, sheet: str = "", encoding: str = "", stopped: Stopped = never) -> RawTable:
    """Read a workbook, CSV or TSV file; raises ``AppError``."""
    try:
        if path.stat().st_size > limits.BYTES:
            raise limits.too_long(f"файл больше {limits.BYTES // limits.MEBI} МБ")
        content = path.read_bytes()
    except OSError as error:
        raise AppError(f"Файл не читается: {path.name}", hint="Проверьте имя и папку.") from error
    return read_content(content, path.name, sheet=sheet, encoding=encoding, stopped=stopped)


def read_content(
    content: bytes, name: str, *, sheet: str = "", encoding: str = "", stopped: Stopped = never
) -> RawTable:
    """Read the bytes of a file called ``name``; raises ``AppError``."""
    if not content.strip(b"\x00\r\n\t "):
        raise AppError(f"Файл пуст: {name}", hint="Выберите другой.")
    spawn = multiprocessing.get_context("spawn")
    receiver, sender = spawn.Pipe(duplex=False)
    reader = spawn.Process(target=serve, args=(sender, content, sheet, encoding), daemon=True)
    try:
        reader.start()
        sender.close()
        head, rows = _receive(receiver, stopped)
    finally:
        receiver.close()
        if reader.pid is not None:
            reader.kill()
            reader.join()
            reader.close()
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


def _receive(connection: Connection, stopped: Stopped) -> tuple[dict[str, Any], list[RawRow]]:
    """Take everything the reader sends; raises ``AppError`` when it refuses, dies, or is too slow."""
    head: dict[str, Any] = {}
    rows: list[RawRow] = []
    begun = heard = time.monotonic()
    while True:
        if stopped():
            raise Cancelled
        now = time.monotonic()
        if now - heard > limits.SILENCE or now - begun > limits.SECONDS:
            raise _TOO_SLOW
        try:
            if not connection.poll(_LOOK_EVERY):
                continue
            message = json.loads(connection.recv_bytes(_LONGEST_MESSAGE).decode("utf-8", "surrogatepass"))
        except (EOFError, OSError, ValueError) as error:
            raise _BROKEN from error
        heard = time.monotonic()
        if "refusal" in message:
            sentence, hint = message["refusal"]
            raise AppError(sentence, hint=hint)
        head = message.get("head", head)
        rows += [(number, tuple(map(unpacked, cells))) for number, cells in message.get("rows", ())]
        if "done" in message:
            return head, rows


def raw_table(head: dict[str, Any], rows: list[RawRow], name: str, content: bytes) -> RawTable:
    """Put together what the reader has sent."""
    epoch = head.get("epoch")
    source = Source(
        name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        sheet=head.get("sheet", ""),
        sheets=tuple(head.get("sheets", ())),
        encoding=head.get("encoding", ""),
        encodings=tuple(head.get("encodings", ())),
        delimiter=head.get("delimiter", ""),
        epoch=Epoch(epoch) if epoch else None,
        guarded=bool(head.get("guarded")),
    )
    return RawTable(source, tuple(rows))
