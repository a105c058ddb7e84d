"""What the coordinator's screen shows and sends."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from desktop_app.models.enums import Gender
from desktop_app.services.attachments.types import AttachmentRow

__all__ = ["AppointmentDraft", "AppointmentFields", "AppointmentRow", "Gender"]


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentFields:
    """One appointment; an open ``released_on`` means the person is in office."""

    name: str = ""
    post: str = ""
    phone: str = ""
    email: str = ""
    gender: Gender | None = None
    order_number: str = ""
    order_date: date | None = None
    appointed_on: date | None = None
    released_on: date | None = None
    substitute_name: str = ""
    substitute_post: str = ""
    chat_joined_on: date | None = None
    chat_proof_id: int | None = None
    note: str = ""


class AppointmentDraft(AppointmentFields):
    """An appointment as the user typed it."""

    __slots__ = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentRow(AppointmentFields):
    """A stored appointment."""

    id: int
    current: bool
    chat_proof: AttachmentRow | None = None
    destroyed_on: date | None = None
    """When the person's data was destroyed; only the dates, the post and the order are left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DestructionPlan:
    """What destroying a person's data takes away and what it leaves."""

    goes: tuple[str, ...]
    """Categories of data («телефон»), in the form's order; what the record does not hold is left out."""
    papers: int
    """Registered papers about the person: archived by law, their text stays."""
    elsewhere: tuple[str, ...]
    """Where else the record names the person on a ground of its own («реквизиты школы»)."""
