"""Check a page in a process of its own, so that no page and no picture can crash, hang or fill this one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from desktop_app.services.apart.reader import Send
from desktop_app.services.apart.room import Bounds, read_apart
from desktop_app.services.errors import AppError
from desktop_app.services.page_check.judging import judge
from desktop_app.services.page_check.reading import read_saved_page
from desktop_app.services.page_check.types import Answer, Page, PageAnswer, Verdict, WantedBanner

SECONDS: Final = 8.0
"""Seconds from the start of the reading to its answer."""
_TITLE: Final = 200
_ANSWERS: Final = ("picture", "link", "words")
_HINT: Final = "Откройте страницу в браузере и сохраните снова: только её, без вложенных."
_BOUNDS: Final = Bounds(
    seconds=SECONDS,
    broken=AppError("Страницу не удалось прочесть: файл повреждён.", hint=_HINT),
    too_slow=AppError("Страница читается слишком долго, чтение остановлено.", hint=_HINT),
    no_memory=AppError("Страница не помещается в память.", hint=_HINT),
)


def check_apart(page: Path | Page, wanted: WantedBanner, *, seconds: float = SECONDS) -> PageAnswer:
    """Look for the banner in a saved or a fetched page; raises ``AppError`` and ``OSError``."""
    if isinstance(page, Path):
        with page.open("rb"):  # a file that is not there, or a folder, is no matter of its content
            pass
    answers = list(read_apart(send_answer, (page, wanted), replace(_BOUNDS, seconds=seconds)))
    try:
        ((message, _),) = answers
        picture, link, words = (Answer(Verdict(message[name][0]), str(message[name][1])) for name in _ANSWERS)
        return PageAnswer(str(message["title"]), picture, link, words)
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise _BOUNDS.broken from error


def send_answer(send: Send, page: Path | Page, wanted: WantedBanner) -> None:
    """Send the answers about a page; runs in the reader's process. Raises ``AppError``."""
    send(_packed(judge(read_saved_page(page) if isinstance(page, Path) else page, wanted)))


def _packed(answer: PageAnswer) -> dict[str, Any]:
    packed: dict[str, Any] = {"title": answer.title[:_TITLE]}
    for name in _ANSWERS:
        one: Answer = getattr(answer, name)
        packed[name] = [one.verdict.value, one.saw]
    return packed
