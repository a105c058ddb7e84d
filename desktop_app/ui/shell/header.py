"""The header: whose record this is, and which letter it answers, with the days that are left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from desktop_app.russian.dates import short_date
from desktop_app.russian.plurals import count
from desktop_app.ui.kit.badge import Badge
from desktop_app.ui.kit.elided import ElidedLabel
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.style import GAP

if TYPE_CHECKING:
    from desktop_app.services.compliance.types import Standing
    from desktop_app.services.directive.types import DirectiveRow

HEIGHT = 52
SCHOOLS_PART = 0.35
"""Of the width, whatever stands beside it."""
SOON = 3
"""From so many working days on the badge warns."""
_DONE = "done"


class Header(QFrame):
    """School at the left, letter at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "header")
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(3 * GAP, 0, 3 * GAP, 0)
        row.setSpacing(2 * GAP)
        self.school = ElidedLabel("heading", self)
        self.letter = ElidedLabel("muted", self)
        self.left = Badge(parent=self)
        self.left.hide()
        row.addWidget(self.school, 1)
        row.addWidget(self.letter)
        row.addWidget(self.left)

    def show_school(self, name: str) -> None:
        """Show the school's short name."""
        self.school.setText(name or self.tr("Школа не заполнена"))
        self._share_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the school its part beside a long letter."""
        super().resizeEvent(event)
        self._share_out()

    def clear(self) -> None:
        """Show nothing: no file is open."""
        self.school.clear()
        self.letter.clear()
        self.left.hide()

    def show_letter(self, letter: DirectiveRow | None, standing: Standing | None) -> None:
        """Show the letter, its date and due date, and how many working days are left."""
        if letter is None or letter.dated is None:
            self.letter.setText(self.tr("Письма нет"))
            self.left.hide()
            return
        text = self.tr("Письмо № {0} от {1}").format(letter.number, short_date(letter.dated))
        if letter.due_on is not None:
            text = self.tr("{0} · срок {1}").format(text, short_date(letter.due_on))
        self.letter.setText(text)
        words, tone = days_left(self, standing)
        self.left.setVisible(bool(words))
        self.left.show_state(words, tone)

    def _share_out(self) -> None:
        wanted = self.school.fontMetrics().horizontalAdvance(self.school.text()) + 1
        self.school.setMinimumWidth(min(wanted, int(self.width() * SCHOOLS_PART)))


def days_left(widget: QWidget, standing: Standing | None) -> tuple[str, Tone]:
    """Return what to say about the due date, and its tone; nothing when the letter has none."""
    if standing is None:
        return "", Tone.QUIET
    if standing.requirements and all(each.state.value == _DONE for each in standing.requirements):
        return widget.tr("всё выполнено"), Tone.GOOD
    left = standing.working_days_left
    if left is None:
        return "", Tone.QUIET
    if left < 0:
        days = count(-left, "рабочий день", "рабочих дня", "рабочих дней")
        return widget.tr("просрочено на {0}").format(days), Tone.BAD
    if left == 0:
        return widget.tr("срок сегодня"), Tone.BUSY
    days = count(left, "рабочий день", "рабочих дня", "рабочих дней")
    verb = widget.tr("остался") if left % 10 == 1 and left % 100 != 11 else widget.tr("осталось")  # noqa: PLR2004
    return f"{verb} {days}", Tone.BUSY if left <= SOON else Tone.QUIET
