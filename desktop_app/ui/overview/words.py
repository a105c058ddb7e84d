"""Words and tones of requirements, and the screen that does each."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.russian.dates import short_date
from desktop_app.services.compliance.types import (
    DueBasis,
    RequirementKind,
    RequirementState,
    RequirementStatus,
)
from desktop_app.ui.theme.colours import Tone

TONES = {
    RequirementState.DONE: Tone.GOOD,
    RequirementState.IN_PROGRESS: Tone.BUSY,
    RequirementState.OVERDUE: Tone.BAD,
}

SCREENS = {
    RequirementKind.APPOINT_COORDINATOR: "coordinator",
    RequirementKind.JOIN_CHAT: "coordinator",
    RequirementKind.PLACE_BANNERS: "banners",
    RequirementKind.INFORM_PARENTS: "parents",
    RequirementKind.CONFIRM: "letters",
}

FIELDS = {RequirementKind.JOIN_CHAT: "chat_joined_on"}


def screen_name(widget: QWidget, screen: str) -> str:
    """Return the words of the button that goes to a screen."""
    return {
        "coordinator": widget.tr("Координатор"),
        "banners": widget.tr("Баннеры"),
        "parents": widget.tr("Родители"),
        "letters": widget.tr("Письма"),
        "register": widget.tr("Журнал"),
        "school": widget.tr("Школа"),
    }.get(screen, widget.tr("Открыть"))


def basis_words(widget: QWidget) -> dict[DueBasis, str]:
    """Return where a due date may come from."""
    return {
        DueBasis.STATED: widget.tr("указан в письме"),
        DueBasis.IMPLIED: widget.tr("следует из письма"),
        DueBasis.OWN: widget.tr("свой срок"),
    }


def due_line(widget: QWidget, status: RequirementStatus) -> str:
    """Return when it was done, or when it is due and who says so."""
    if status.done_on is not None:
        return short_date(status.done_on)
    if status.due is None:
        return widget.tr("без срока")
    due = widget.tr("срок {0}").format(short_date(status.due))
    return widget.tr("{0} — {1}").format(due, basis_words(widget)[status.due_basis])
