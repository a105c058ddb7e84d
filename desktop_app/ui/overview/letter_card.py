"""What is left to do in one sentence, and the letter: number, date, sender, due date, days left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from desktop_app.russian.dates import short_date
from desktop_app.services.compliance.types import Standing
from desktop_app.services.directive.types import DirectiveRow
from desktop_app.ui.kit.badge import Badge
from desktop_app.ui.kit.fields import ChoiceField
from desktop_app.ui.kit.labels import text_label
from desktop_app.ui.kit.wrapping import WrappingRow
from desktop_app.ui.overview.words import what_is_left
from desktop_app.ui.shell.header import days_left
from desktop_app.ui.theme.style import GAP

_WIDEST_CHOICE: Final = 260
"""Pixels of the list of letters: the longest usual number fits."""


class LetterCard(QFrame):
    """Details of one letter; a list appears when there are several."""

    edit_wanted = Signal()
    chosen = Signal(int)
    """The id of another letter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(2 * GAP, GAP, 2 * GAP, GAP)
        row.setSpacing(2 * GAP)
        words = QVBoxLayout()
        words.setSpacing(4)
        self.title = text_label("", role="strong", parent=self)
        self.title.setWordWrap(False)
        self.dates = text_label("", role="muted", parent=self)
        self.origin = text_label("", parent=self)
        self.summary = text_label("", role="heading", parent=self)
        self._low = False
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._line.setSpacing(2 * GAP)
        self._line.addWidget(self.title)
        self._line.addWidget(self.dates, 1)
        words.addWidget(self.summary)
        words.addLayout(self._line)
        words.addWidget(self.origin)
        row.addLayout(words, 1)
        self.choice = ChoiceField({}, self)
        self.choice.setAccessibleName(self.tr("Какое письмо показать"))
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)  # letters come later
        self.choice.setMaximumWidth(_WIDEST_CHOICE)
        self.choice.changed.connect(self._on_chosen)
        self.left = Badge(parent=self)
        self.edit_button = QPushButton(self.tr("Письмо…"), self)
        self.edit_button.clicked.connect(self.edit_wanted)
        beside = self._beside = WrappingRow(self)
        for widget in (self.left, self.choice, self.edit_button):
            beside.add(widget, align=Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(beside)

    def set_narrow(self, *, narrow: bool, tight: bool = False) -> None:
        """Put the dates under the number where there is no room beside it, and ``tight`` all that follows."""
        below, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._line.setDirection(below if narrow else beside)
        self._line.setSpacing(4 if narrow else 2 * GAP)
        self._row.setDirection(below if tight else beside)
        self._row.setSpacing(GAP if tight else 2 * GAP)
        whole = QSizePolicy.Policy.Preferred if tight else QSizePolicy.Policy.Fixed
        self._beside.setSizePolicy(whole, QSizePolicy.Policy.Preferred)

    def show_letter(
        self, letter: DirectiveRow, standing: Standing, letters: Sequence[DirectiveRow], *, alone: bool = True
    ) -> None:
        """Show a letter out of all there are; ``alone`` when no other one waits."""
        dated = short_date(letter.dated) if letter.dated else ""
        self.title.setText(self.tr("Письмо № {0} от {1}").format(letter.number, dated))
        self.origin.setText(" — ".join(part for part in (letter.sender, letter.subject) if part))
        self._show_origin()
        self.dates.setText(" · ".join(self._dates(letter)))
        self.summary.setText(what_is_left(self, standing, alone=alone))
        words, tone = days_left(self, standing)
        self.left.setVisible(bool(words))
        self.left.show_state(words, tone)
        self.choice.setVisible(len(letters) > 1)
        self.choice.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.choice.set_choices({each.id: self.tr("№ {0}").format(each.number) for each in letters})
        self.choice.set_value(letter.id)
        self.choice.blockSignals(False)  # noqa: FBT003 - Qt's own

    def set_low(self, *, low: bool) -> None:
        """Leave who wrote the letter to the tool tip: the screen has to fit several of them."""
        if low != self._low:
            self._low = low
            self._show_origin()
            around = GAP - 4 if low else GAP
            self._row.setContentsMargins(2 * GAP, around, 2 * GAP, around)

    def _show_origin(self) -> None:
        self.origin.setVisible(bool(self.origin.text()) and not self._low)
        self.title.setToolTip(self.origin.text())

    def _dates(self, letter: DirectiveRow) -> list[str]:
        parts = []
        if letter.due_on:
            parts.append(self.tr("срок {0}").format(short_date(letter.due_on)))
        if letter.received_on:
            parts.append(self.tr("получено {0}").format(short_date(letter.received_on)))
        if letter.incoming_number:
            parts.append(self.tr("вх. № {0}").format(letter.incoming_number))
        return parts or [self.tr("срок в письме не указан")]

    def _on_chosen(self) -> None:
        if self.choice.value() is not None:
            self.chosen.emit(self.choice.value())
