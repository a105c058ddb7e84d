"""What an incoming letter must be like."""

from __future__ import annotations

from datetime import date

from desktop_app.services import validation as v
from desktop_app.services.directive.types import DirectiveFields
from desktop_app.services.errors import FieldError


def check_directive(draft: DirectiveFields, taken: frozenset[tuple[str, date]]) -> tuple[FieldError, ...]:
    """Return what is wrong with a letter; ``taken`` are numbers and dates of the other letters."""
    errors = v.Errors()
    number = v.tidy(draft.number)
    errors.add("number", v.filled(number, "номер письма"), v.line(number, longest=60))
    errors.add("dated", "" if draft.dated else "Укажите дату письма.", v.day(draft.dated))
    if draft.dated and (number, draft.dated) in taken:
        errors.add("number", f"Письмо № {number} от {draft.dated:%d.%m.%Y} уже записано.")
    errors.add("sender", v.filled(draft.sender, "отправителя"), v.line(draft.sender))
    errors.add("signatory_name", v.person(draft.signatory_name))
    for field in ("signatory_post", "subject", "chat_name", "chat_platform", "incoming_number"):
        errors.add(field, v.line(getattr(draft, field)))
    errors.add("chat_link", v.line(draft.chat_link, longest=2000))
    errors.add("text", v.text(draft.text))
    errors.add("sheets", v.count(draft.sheets))
    for field in ("due_on", "received_on"):
        value: date | None = getattr(draft, field)
        errors.add(field, v.day(value), "Эта дата раньше даты письма." if _early(value, draft) else "")
    for requirement in draft.requirements:
        errors.add(
            "requirements",
            v.filled(requirement.title, "содержание каждой задачи"),
            v.line(requirement.title),
            v.day(requirement.due_on),
        )
    kinds = [requirement.kind for requirement in draft.requirements]
    errors.add("requirements", "Одна и та же задача записана дважды." if len(set(kinds)) < len(kinds) else "")
    return errors.all()


def _early(value: date | None, draft: DirectiveFields) -> bool:
    return value is not None and draft.dated is not None and value < draft.dated
