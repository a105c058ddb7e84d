"""What other letters still want: a line each, the late first, with the button that shows the letter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from desktop_app.russian.dates import short_date
from desktop_app.russian.plurals import count
from desktop_app.services.compliance.types import RequirementState, Standing
from desktop_app.services.directive.types import DirectiveRow
from desktop_app.services.labels import REQUIREMENT_STATES
from desktop_app.ui.kit.badge import Badge
from desktop_app.ui.kit.labels import show_or_hide, text_label
from desktop_app.ui.kit.scale import by_font
from desktop_app.ui.kit.wrapping import WrappingRow
from desktop_app.ui.overview.requirement_card import BADGE, BUTTON
from desktop_app.ui.overview.words import TONES, glued, still_wanted
from desktop_app.ui.theme.style import GAP

MOST: Final = 3
"""So many other letters are named; the rest are counted and stand in the list of letters."""

_WORDS: Final = 300
"""Pixels: narrower than this, what is left stands under the state."""


class OthersCard(QFrame):
    """Hidden while no other letter waits; the button sends the letter's id."""

    chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(GAP + 4, GAP - 4, GAP + 4, GAP - 4)
        self._column.setSpacing(GAP - 4)
        self.rows: list[QWidget] = []
        show_or_hide(self, shown=False)

    def show_others(self, others: Sequence[Standing], letters: Mapping[int | None, DirectiveRow]) -> None:
        """Show the letters that wait beside the one on the screen; ``letters`` by id."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [self._row(each, letters[each.directive_id]) for each in others[:MOST]]
        if len(others) > MOST:
            words = count(len(others) - MOST, "письмо", "письма", "писем")
            told = self.tr("И ещё {0}: они есть в списке писем выше.").format(words)
            self.rows.append(text_label(told, role="muted", parent=self))
        for row in self.rows:
            self._column.addWidget(row)
        show_or_hide(self, shown=bool(self.rows))

    def _row(self, standing: Standing, letter: DirectiveRow) -> QWidget:
        line = WrappingRow(self)
        state = RequirementState.OVERDUE if standing.is_late else RequirementState.IN_PROGRESS
        badge = Badge(REQUIREMENT_STATES[state], TONES[state], line)
        badge.setMinimumWidth(by_font(BADGE))
        badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        dated = short_date(letter.dated) if letter.dated else ""
        title = self.tr("Другое письмо № {0} от {1}").format(letter.number, dated)
        told = text_label(glued(f"{title} — {still_wanted(self, standing)}."), parent=line)
        button = QPushButton(self.tr("Показать"), line)
        button.setMinimumWidth(by_font(BUTTON))
        button.setAccessibleName(self.tr("Показать письмо № {0}").format(letter.number))
        button.clicked.connect(lambda: self.chosen.emit(letter.id))
        told.setMinimumWidth(by_font(_WORDS))
        line.add(badge, align=Qt.AlignmentFlag.AlignVCenter)
        line.add(told, stretch=1, align=Qt.AlignmentFlag.AlignVCenter)
        line.add(button, align=Qt.AlignmentFlag.AlignVCenter)
        return line
