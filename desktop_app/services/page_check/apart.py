"""Check a page in a process of its own, so that no page and no picture can crash, hang or fill this one."""

from __future__ import annotations

import json
import multiprocessing
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Final

from desktop_app.services.errors import AppError
from desktop_app.services.limited import limit_self
from desktop_app.services.page_check.judging import judge
from desktop_app.services.page_check.reading import read_saved_page
from desktop_app.services.page_check.types import Answer, Page, PageAnswer, Verdict, WantedBanner

SECONDS: Final = 9.0
"""Seconds from the start of the process to its answer; its end is waited for as well."""
MEMORY: Final = 480 * 1024 * 1024
"""Bytes of address space the process may take, where the system can limit it."""
_LONGEST_ANSWER: Final = 1024 * 1024
_TITLE: Final = 200
_ANSWERS: Final = ("picture", "link", "words")
_HINT: Final = "Откройте страницу в браузере и сохраните снова: только её, без вложенных."


def check_apart(page: Path | Page, wanted: WantedBanner, *, seconds: float = SECONDS) -> PageAnswer:
    """Look for the banner in a saved or a fetched page; raises ``AppError`` and ``OSError``."""
    if isinstance(page, Path):
        page.stat()  # a file that is not there is no matter of its content
    spawn = multiprocessing.get_context("spawn")
    receiver, sender = spawn.Pipe(duplex=False)
    reader = spawn.Process(target=serve, args=(sender, page, wanted), daemon=True)
    ends = time.monotonic() + seconds
    try:
        reader.start()
        sender.close()
        return _receive(receiver, ends)
    finally:
        receiver.close()
        if reader.pid is not None:
            reader.kill()
            reader.join()
            reader.close()


def serve(connection: Connection, page: Path | Page, wanted: WantedBanner) -> None:
    """Send the answers about a page, or one refusal; runs in the process of its own."""
    limit_self(MEMORY, SECONDS)
    try:
        answer = judge(read_saved_page(page) if isinstance(page, Path) else page, wanted)
        message = _packed(answer)
    except AppError as error:
        message = {"refusal": [error.message, error.hint]}
    except MemoryError:
        message = {"refusal": ["Страница не помещается в память.", _HINT]}
    except Exception:  # noqa: BLE001 - a broken page breaks its reader in any way; nothing of it is shown
        message = {"refusal": ["Страницу не удалось прочесть: файл повреждён.", _HINT]}
    connection.send_bytes(json.dumps(message).encode())


def _receive(connection: Connection, ends: float) -> PageAnswer:
    try:
        if not connection.poll(max(0.0, ends - time.monotonic())):
            raise AppError("Страница читается слишком долго, чтение остановлено.", hint=_HINT)
        message = json.loads(connection.recv_bytes(_LONGEST_ANSWER))
    except (EOFError, OSError, ValueError) as error:
        raise AppError("Страницу не удалось прочесть: файл повреждён.", hint=_HINT) from error
    if "refusal" in message:
        sentence, hint = message["refusal"]
        raise AppError(sentence, hint=hint)
    picture, link, words = (Answer(Verdict(message[name][0]), message[name][1]) for name in _ANSWERS)
    return PageAnswer(message["title"], picture, link, words)


def _packed(answer: PageAnswer) -> dict[str, Any]:
    packed: dict[str, Any] = {"title": answer.title[:_TITLE]}
    for name in _ANSWERS:
        one: Answer = getattr(answer, name)
        packed[name] = [one.verdict.value, one.saw]
    return packed
