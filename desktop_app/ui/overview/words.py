"""Words and tones of requirements, and the screen that does each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from desktop_app.russian.dates import short_date
from desktop_app.russian.spaces import NBSP
from desktop_app.services.compliance.types import (
    DueBasis,
    RequirementKind,
    RequirementState,
    RequirementStatus,
    Standing,
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

URGENCY = {RequirementState.OVERDUE: 0, RequirementState.IN_PROGRESS: 1, RequirementState.DONE: 2}
"""What is late stands above what has time, and that above what is done."""

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
        "overview": widget.tr("Письмо…"),
    }.get(screen, widget.tr("Открыть"))


def short_names(widget: QWidget) -> dict[RequirementKind, str]:
    """Return the requirements as they stand in a sentence about what is left."""
    return {
        RequirementKind.APPOINT_COORDINATOR: widget.tr("назначить ответственного"),
        RequirementKind.JOIN_CHAT: widget.tr("вступить в чат"),
        RequirementKind.PLACE_BANNERS: widget.tr("разместить баннеры"),
        RequirementKind.INFORM_PARENTS: widget.tr("информировать родителей"),
        RequirementKind.CONFIRM: widget.tr("направить ответ"),
    }


def glued(text: str) -> str:
    """Return a sentence whose «№ 12» is never broken between lines."""
    return text.replace("№ ", f"№{NBSP}")


def what_is_left(widget: QWidget, standing: Standing, *, alone: bool = True) -> str:
    """Return one sentence: what is not done yet, the late first, or that nothing is left.

    Of a letter that is not ``alone``, others waiting beside it, nobody is told that there is nothing to do.
    """
    if wanted := still_wanted(widget, standing):
        return f"{wanted[:1].upper()}{wanted[1:]}."
    if not standing.requirements:
        return widget.tr("Что нужно сделать по этому письму, не отмечено.")
    if alone:
        return widget.tr("Всё выполнено, делать нечего.")
    return widget.tr("По этому письму всё выполнено.")


def still_wanted(widget: QWidget, standing: Standing) -> str:
    """Return «осталось: вступить в чат, направить ответ» for the middle of a sentence, or nothing."""
    left = [one for one in in_order(standing.requirements) if one.state is not RequirementState.DONE]
    said = []
    if left:
        names = ", ".join(short_names(widget)[one.kind] for one in left)
        said.append(widget.tr("осталось: {0}").format(names))
    if standing.unsent:
        numbers = ", ".join(f"№ {number}" for number in standing.unsent)
        said.append(widget.tr("не отмечена отправка письма {0}").format(numbers))
    return "; ".join(said)


def in_order(statuses: Sequence[RequirementStatus]) -> list[RequirementStatus]:
    """Return the requirements, the late first and the done last, otherwise as the letter has them."""
    return sorted(statuses, key=lambda one: URGENCY[one.state])


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
    if status.state is RequirementState.OVERDUE:  # the reason names the day already
        return {
            DueBasis.STATED: widget.tr("срок указан в письме"),
            DueBasis.IMPLIED: widget.tr("срок следует из письма"),
            DueBasis.OWN: widget.tr("срок поставила школа"),
        }[status.due_basis]
    due = widget.tr("срок {0}").format(short_date(status.due))
    return widget.tr("{0} — {1}").format(due, basis_words(widget)[status.due_basis])
