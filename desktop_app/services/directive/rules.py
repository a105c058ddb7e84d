"""What is right in the record of an incoming letter; pure."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from desktop_app.services import validation as v
from desktop_app.services.directive.types import DirectiveDraft
from desktop_app.services.errors import FieldError

_LINES = {
    "signatory_post": "Должность подписавшего",
    "subject": "Тема письма",
    "chat_name": "Название чата",
    "chat_platform": "Где чат",
    "incoming_number": "Входящий номер",
}
_TEXT_LIMIT = 100_000
_SHEETS = 5000


def tidy(draft: DirectiveDraft) -> DirectiveDraft:
    """Make one line of every short value; the chat link and the letter's words stay as they are."""
    names = (*_LINES, "number", "sender", "signatory_name")
    lines: dict[str, Any] = {name: v.clean(getattr(draft, name)) for name in names}
    tasks = tuple(replace(task, title=v.clean(task.title)) for task in draft.requirements)
    return replace(
        draft, **lines, chat_link=draft.chat_link.strip(), text=v.clean_text(draft.text), requirements=tasks
    )


def check(draft: DirectiveDraft, today: date) -> tuple[FieldError, ...]:
    """Find what is wrong with a letter: number, date and sender must be there, dates in their order."""
    return v.collect(
        ("number", v.text(draft.number, "Номер письма", limit=60, required=True)),
        ("dated", v.day(draft.dated, "Дата письма", today, required=True)),
        ("sender", v.text(draft.sender, "Отправитель", required=True)),
        ("signatory_name", v.person(draft.signatory_name, "Кто подписал")),
        *((name, v.text(getattr(draft, name), what)) for name, what in _LINES.items()),
        ("due_on", v.day(draft.due_on, "Срок", today)),
        ("due_on", _not_before(draft.due_on, draft.dated, "Срок раньше даты письма")),
        ("chat_link", v.link(draft.chat_link, "Ссылка на чат")),
        ("sheets", None if draft.sheets is None else v.count(draft.sheets, "Листов", top=_SHEETS)),
        ("text", v.text(draft.text, "Текст письма", limit=_TEXT_LIMIT)),
        ("received_on", v.day(draft.received_on, "Дата получения", today)),
        ("received_on", _not_before(draft.received_on, draft.dated, "Дата получения раньше даты письма")),
        *(("requirements", message) for message in _tasks(draft, today)),
    )


def _tasks(draft: DirectiveDraft, today: date) -> list[str | None]:
    kinds = [task.kind for task in draft.requirements]
    doubled = len(kinds) != len(set(kinds))
    found: list[str | None] = ["Одно и то же поручение указано дважды: оставьте одно." if doubled else None]
    for task in draft.requirements:
        found += (
            v.text(task.title, "Поручение", required=True),
            v.day(task.due_on, f"Срок: {task.title}", today),
            _not_before(task.due_on, draft.dated, f"Срок поручения «{task.title}» раньше даты письма"),
        )
    return found


def _not_before(value: date | None, start: date | None, sentence: str) -> str | None:
    if value is None or start is None or value >= start:
        return None
    return f"{sentence}: проверьте обе даты."
