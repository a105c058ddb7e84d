"""What each screen reads first, read on another thread: statements and dictionaries are made ready."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from desktop_app.documents.qr import symbol_of
from desktop_app.russian.loading import load_dictionaries
from desktop_app.services.coordinator.types import AppointmentDraft
from desktop_app.services.letters.types import LetterDraft

if TYPE_CHECKING:
    from desktop_app.services.container import Services


def _ask_coordinator(services: Services) -> None:
    services.letters.today()
    services.coordinator.history()
    services.coordinator.check(AppointmentDraft())
    letter = services.directives.current()
    if letter is not None and letter.chat_link:
        symbol_of(letter.chat_link)
    services.form_drafts.taken("coordinator")


def _ask_banners(services: Services) -> None:
    services.letters.today()
    services.banners.totals()
    for row in services.banners.list()[:1]:
        services.banners.checks(row.id)


def _ask_parents(services: Services) -> None:
    services.school.classes()
    services.outreach.prompt()


def _ask_letters(services: Services) -> None:
    load_dictionaries()
    for row in services.letters.list()[:1]:
        services.letters.proposed_text(LetterDraft(kind=row.kind))


def _ask_register(services: Services) -> None:
    register = services.register
    for ask in (register.outgoing, register.incoming, register.remarks, register.chain):
        ask()
    services.numbering.reservations()


def _ask_school(services: Services) -> None:
    load_dictionaries()
    services.letters.today()
    services.school.get()
    services.layouts.choices()


_FIRST: dict[str, Callable[[Services], None]] = {
    "coordinator": _ask_coordinator,
    "banners": _ask_banners,
    "parents": _ask_parents,
    "letters": _ask_letters,
    "register": _ask_register,
    "school": _ask_school,
}


def read_first(key: str, services: Services) -> None:
    """Read what a screen will read first, so that the window does not wait for it; raises ``AppError``."""
    if key in _FIRST:
        _FIRST[key](services)
