"""The page the memo's code leads to: a line of the memo's own text, so that the school chooses it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from desktop_app.services.papers.parts import Paragraph
from desktop_app.services.papers.words import clean
from desktop_app.services.texts.mistakes import Mistake, mistake

MARK: Final = "Ссылка:"
CAPTION: Final = "Под ссылкой:"
_ADDRESS: Final = re.compile(
    r"(?:https?://)?[^\s/:?#.]+(?:\.[^\s/:?#.]+)+(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE
)
_SCHEME: Final = re.compile(r"https?://", re.IGNORECASE)


class MemoLink(NamedTuple):
    """The address as a phone opens it, and what is written beside the code; both may be empty."""

    address: str
    caption: str


def take_link(paragraphs: Sequence[Paragraph], site: str) -> tuple[tuple[Paragraph, ...], MemoLink]:
    """Return the paragraphs without the two lines about the link, and the link they give.

    A text without such a line leads to the school's ``site``; one with an empty line leads nowhere.
    """
    texts = [(clean(paragraph.text), paragraph) for paragraph in paragraphs]
    rest = tuple(paragraph for text, paragraph in texts if not text.startswith((MARK, CAPTION)))
    named = [text.removeprefix(MARK).strip() for text, _ in texts if text.startswith(MARK)]
    under = [text.removeprefix(CAPTION).strip() for text, _ in texts if text.startswith(CAPTION)]
    address = as_address(named[-1] if named else site)
    caption = under[-1] if under else "Сайт школы"
    return rest, MemoLink(address, caption if address else "")


def as_address(text: str) -> str:
    """Return an address with its scheme; empty for what is no address of a page."""
    typed = clean(text)
    if not _ADDRESS.fullmatch(typed):
        return ""
    return typed if _SCHEME.match(typed) else f"https://{typed}"


def link_mistakes(template: str, chat: str) -> Iterable[Mistake]:
    """Name the lines of a template whose link is no address, or is the coordinators' working chat."""
    for number, line in enumerate(template.split("\n"), 1):
        if not line.strip().startswith(MARK):
            continue
        typed = line.strip().removeprefix(MARK).strip()
        if typed and "{" not in typed and not as_address(typed):
            said = f"после «{MARK}» нужен адрес страницы, например https://school.example.org/zastupnik."
            yield mistake(template, number, said)
        if chat.strip() and chat.strip() in typed:
            said = "это ссылка на рабочий чат ответственных: родителей в него не приглашают."
            yield mistake(template, number, said)
