"""What an appointment must be like, and when two of them get in each other's way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop_app.services import validation as v
from desktop_app.services.coordinator.types import AppointmentFields, AppointmentRow
from desktop_app.services.errors import FieldError


def check_appointment(
    draft: AppointmentFields, others: Sequence[AppointmentRow], today: date
) -> tuple[FieldError, ...]:
    """Return what is wrong with an appointment beside the ``others`` of the file."""
    errors = v.Errors()
    errors.add("name", v.filled(draft.name, "фамилию, имя и отчество ответственного"), v.person(draft.name))
    errors.add("post", v.line(draft.post))
    errors.add("phone", v.phone(draft.phone))
    errors.add("email", v.email(draft.email))
    errors.add("order_number", v.line(draft.order_number, longest=60))
    errors.add("substitute_name", v.person(draft.substitute_name))
    errors.add("substitute_post", v.line(draft.substitute_post))
    errors.add("note", v.text(draft.note))
    for field in ("order_date", "appointed_on", "released_on", "chat_joined_on"):
        errors.add(field, v.day(getattr(draft, field), today))
    if draft.chat_joined_on and draft.chat_joined_on > today:
        errors.add("chat_joined_on", "Эта дата ещё не наступила: отметьте вступление, когда оно состоится.")
    if draft.released_on and draft.appointed_on and draft.released_on < draft.appointed_on:
        errors.add("released_on", "Освобождён раньше, чем назначен: проверьте даты.")
    clash = next((other for other in others if overlap(draft, other)), None)
    if clash is not None:
        errors.add(
            "appointed_on",
            f"В это время ответственный уже есть: {clash.name}. Укажите, когда он освобождён, или «Сменить».",
        )
    return errors.all()


def overlap(one: AppointmentFields, other: AppointmentFields) -> bool:
    """Tell whether two appointments share a day; the day of the change itself belongs to both."""
    return _begins(one) < _ends(other) and _begins(other) < _ends(one)


def in_office(row: AppointmentFields, on: date) -> bool:
    """Tell whether the person is responsible on that date, both bounds included."""
    return _begins(row) <= on <= _ends(row)


def _begins(row: AppointmentFields) -> date:
    return row.appointed_on or row.order_date or date.min


def _ends(row: AppointmentFields) -> date:
    return row.released_on or date.max
