"""The tables of a card: for each key the draft's field and what it may hold."""

from __future__ import annotations

from collections.abc import Mapping

from desktop_app.models.enums import Gender, OutreachForm, PlacementStatus, PortalKind, SchoolKind
from desktop_app.services.card.values import Convert, day, member, names, number, text

Keys = Mapping[str, tuple[str, Convert]]


def _plain(*keys: str) -> dict[str, tuple[str, Convert]]:
    return {key: (key, text) for key in keys}


SCHOOL: Keys = {
    **_plain("full_name", "short_name", "founder", "locality", "address", "phone", "email", "website"),
    **_plain("inn", "ogrn", "kpp", "okpo"),
    "kind": ("kind", member(SchoolKind)),
}
HEAD: Keys = {
    "name": ("head_name", text),
    "post": ("head_post", text),
    "gender": ("head_gender", member(Gender)),
}
EXECUTOR: Keys = {"name": ("executor_name", text), "phone": ("executor_phone", text)}
ADDRESSEE: Keys = {
    "organisation": ("addressee_organisation", text),
    "post": ("addressee_post", text),
    "name": ("addressee_name", text),
}
COORDINATOR: Keys = {
    **_plain("name", "post", "phone", "email", "order_number"),
    "gender": ("gender", member(Gender)),
    **{key: (key, day) for key in ("order_date", "appointed_on", "chat_joined_on")},
}
SUBSTITUTE: Keys = {"name": ("substitute_name", text), "post": ("substitute_post", text)}
CLASSES: Keys = {"name": ("name", text), "pupils": ("pupils", number), "parents": ("parents", number)}
PORTALS: Keys = {
    **_plain("name", "url", "place", "reason", "screenshot"),
    "kind": ("kind", member(PortalKind)),
    "status": ("status", member(PlacementStatus)),
    **{key: (key, day) for key in ("placed_on", "checked_on", "planned_for")},
}
OUTREACH: Keys = {
    **_plain("topic", "responsible", "proof"),
    "date": ("held_on", day),
    "form": ("form", member(OutreachForm)),
    "classes": ("class_ids", names),
    **{key: (key, number) for key in ("parents", "unique_parents", "pupils", "handed_out")},
}
NUMBERING: Keys = {"pattern": ("pattern", text), "next": ("next_serial", number)}
TOP = ("school", "addressee", "coordinator", "classes", "portals", "outreach", "numbering")
