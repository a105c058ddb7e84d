"""What a template sees: groups of placeholders, each value made from the facts when it is first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from desktop_app.services.texts.placeholders import CATALOGUE, Placeholder
from desktop_app.services.texts.source import Source
from desktop_app.services.texts.values import Kind


class Group:
    """The placeholders of one group; a value is made once, and nothing can be changed from a template."""

    __slots__ = ("_made", "_members", "_source")

    def __init__(self, members: Mapping[str, Placeholder], source: object) -> None:
        self._members = members
        self._source = source
        self._made: dict[str, Any] = {}

    def __getitem__(self, member: str) -> Any:
        if member not in self._made:
            self._made[member] = self._value(self._members[member])
        return self._made[member]

    def _value(self, placeholder: Placeholder) -> Any:
        value = placeholder.value(self._source)
        if placeholder.kind is not Kind.LIST:
            return value
        members = {item.member: item for item in placeholder.items}
        return tuple(Group(members, one) for one in value)


def context_of(source: Source) -> dict[str, Group]:
    """Return the groups by name."""
    return {name: Group(members, source) for name, members in CATALOGUE.items()}
