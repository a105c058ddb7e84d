"""The right half of the overview: what to do next, coverage by class, outreach by week."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.russian.plurals import count, grouped
from desktop_app.services.compliance.types import Action, Standing
from desktop_app.services.outreach.types import Coverage
from desktop_app.ui.kit.card import Card
from desktop_app.ui.kit.labels import text_label
from desktop_app.ui.overview.charts import CoverageBars, WeekBars
from desktop_app.ui.overview.words import glued, screen_name
from desktop_app.ui.theme.style import GAP

MOST = 3
"""So many next actions are shown."""


class NextCard(Card):
    """At most three things to do, or a plain word that there is nothing."""

    wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.heading.setText(self.tr("Дальше"))
        self.heading.show()
        self._rows: list[QWidget] = []

    def show_actions(self, actions: tuple[Action, ...], *, alone: bool = True) -> None:
        """Show the most urgent actions; ``alone`` when no other letter waits."""
        for row in self._rows:
            self.content.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._action(action) for action in actions[:MOST]]
        if not self._rows:
            text = self.tr("Делать нечего: по этому письму всё выполнено.")
            if not alone:
                text = self.tr("По этому письму всё выполнено, осталось другое: смотрите выше.")
            self._rows = [text_label(text, role="muted", parent=self)]
        for row in self._rows:
            self.content.addWidget(row)

    def _action(self, action: Action) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(text_label(glued(action.text), parent=line), 1)
        button = QPushButton(screen_name(self, action.screen), line)
        button.setAccessibleName(self.tr("{0}: {1}").format(button.text(), action.text))
        button.clicked.connect(lambda: self.wanted.emit(action.screen, action.field))
        row.addWidget(button)
        return line


class Side(QWidget):
    """Two cards, one under another; the page places ``weeks_card`` where it has room."""

    wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        self.next = NextCard(self)
        self.next.wanted.connect(self.wanted)
        self.coverage = Card(self.tr("Охват"), self)
        self.coverage_text = text_label("", role="muted", parent=self)
        self.bars = CoverageBars(self)
        self.classes_button = QPushButton(self.tr("Добавить классы"), self)
        self.classes_button.clicked.connect(lambda: self.wanted.emit("school", "classes"))
        _beside(self.coverage, self.coverage_text)
        for widget in (self.bars, self.classes_button):
            self.coverage.content.addWidget(widget)
        self.weeks_card = Card(self.tr("Информирование по неделям"), self)
        self.weeks_text = text_label("", role="muted", parent=self)
        self.weeks = WeekBars(self)
        _beside(self.weeks_card, self.weeks_text)
        self.weeks_card.content.addWidget(self.weeks)
        for card in (self.next, self.coverage):
            column.addWidget(card)
        column.addStretch(1)

    def set_low(self, *, low: bool, lowest: bool) -> None:
        """Draw the charts lower: the screen has to fit."""
        self.bars.set_low(low=low, lowest=lowest)
        self.weeks.set_low(low=low, lowest=lowest)

    def show_standing(self, standing: Standing, *, alone: bool = True) -> None:
        """Show what to do next by the letter shown; ``alone`` when no other one waits."""
        self.next.show_actions(standing.actions, alone=alone)

    def show_coverage(self, coverage: Coverage) -> None:
        """Show how many parents were surely reached."""
        known = bool(coverage.classes)
        self.bars.setVisible(known)
        self.classes_button.setHidden(known)
        self.bars.show_classes(coverage.classes, coverage.target)
        if known and any(not row.parents for row in coverage.classes):
            # a share of a whole that was not counted would be no share
            people = count(coverage.reached, "родителя", "родителей", "родителей")
            text = self.tr("Не меньше {0}; число родителей указано не у всех классов").format(people)
        elif known:
            text = self.tr("Не меньше {0} из {1}, {2} %").format(
                grouped(coverage.reached),
                count(coverage.parents, "родителя", "родителей", "родителей"),
                coverage.percent,
            )
        else:
            text = self.tr("Охват виден, когда указаны классы и число родителей в них.")
        if known and coverage.target is not None:
            text += self.tr("; цель {0} %").format(coverage.target)
        self.coverage_text.setText(text)
        self.weeks.setVisible(bool(coverage.by_week))
        self.weeks.show_weeks(coverage.by_week)
        people = count(coverage.contacts, "контакт", "контакта", "контактов")
        self.weeks_text.setText(
            self.tr("Всего {0} с родителями").format(people)
            if coverage.by_week
            else self.tr("Мероприятий ещё нет. Их записывают в разделе «Родители».")
        )


def _beside(card: Card, words: QLabel) -> None:
    """Put what a card says in one line with its heading: the overview fits a laptop's screen."""
    words.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    card.heading.setWordWrap(False)
    card.content.removeWidget(card.heading)
    line = QHBoxLayout()
    line.setSpacing(GAP)
    line.addWidget(card.heading)
    line.addWidget(words, 1)
    card.content.addLayout(line)
