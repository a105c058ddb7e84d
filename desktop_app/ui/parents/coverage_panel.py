"""Coverage: how many different parents the log proves, and apart from it how many contacts there were."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from desktop_app.russian.dates import short_date
from desktop_app.russian.plurals import count, grouped
from desktop_app.services.outreach.types import Coverage, OutreachFilter
from desktop_app.ui.kit.card import Card
from desktop_app.ui.kit.labels import text_label
from desktop_app.ui.parents.class_bars import FULL, LINE, ClassBars
from desktop_app.ui.parents.words import contacts, parents_of

LEAST_LINES = 4
"""So many lines of the bars are shown at least; the rest scrolls."""


class BarsArea(QScrollArea):
    """The bars, scrolled; it asks for a few lines only and takes all the room there is."""

    def __init__(self, bars: ClassBars, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        bars.setProperty("role", "scrolled")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumHeight(LEAST_LINES * LINE)
        self.setWidget(bars)

    def sizeHint(self) -> QSize:
        """Return the least height: a longer list is no reason for the whole page to scroll."""
        return QSize(super().sizeHint().width(), LEAST_LINES * LINE)


class CoveragePanel(Card):
    """The school in two sentences, then a bar a class."""

    class_chosen = Signal(int)
    """Show the events of this class."""
    classes_wanted = Signal()
    """Go to where classes and their numbers of parents are entered."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._shown: tuple[Coverage, date | None, date | None] | None = None
        self.heading.setText(self.tr("Охват по классам"))
        self.heading.show()
        self.reached = text_label("", parent=self)
        self.contacts = text_label("", role="muted", parent=self)
        self.bars = ClassBars(self)
        self.bars.chosen.connect(self.class_chosen)
        self.uncounted = text_label("", role="muted", parent=self)
        self.classes_button = QPushButton(self.tr("Добавить классы"), self)
        self.classes_button.clicked.connect(self.classes_wanted)
        self._area = BarsArea(self.bars, self)
        self.content.addWidget(self.reached)
        self.content.addWidget(self.contacts)
        self.content.addWidget(self._area, 1)
        self.content.addWidget(self.uncounted)
        self.content.addWidget(self.classes_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.content.addStretch(0)

    def show_coverage(self, coverage: Coverage, wanted: OutreachFilter) -> None:
        """Show what the events of the period of ``wanted`` prove; a search leaves that as it is."""
        asked = (coverage, wanted.since, wanted.until)
        if asked == self._shown:
            return
        self._shown = asked
        known = bool(coverage.classes)
        without = sum(not each.parents for each in coverage.classes)
        self.bars.show_classes(coverage.classes, coverage.target)
        self._area.setVisible(known)
        target = self.tr("; цель {0} %").format(coverage.target) if known and coverage.target else ""
        self.reached.setText(self._reached(coverage) + _period(self, wanted) + target)
        self.contacts.setText(
            self.tr(
                "Всего {0}; один родитель бывает посчитан несколько раз. "
                "У класса — контакты его собственных мероприятий."
            ).format(contacts(coverage.contacts))
        )
        self.contacts.setVisible(bool(coverage.contacts))
        self.uncounted.setText(
            self.tr("В {0} число родителей не указано: доля посчитана по остальным.").format(
                count(without, "классе", "классах", "классах")
            )
        )
        self.uncounted.setVisible(bool(without))
        self.classes_button.setText(
            self.tr("Указать число родителей") if known else self.tr("Добавить классы")
        )
        self.classes_button.setVisible(bool(without) or not known)

    def _reached(self, coverage: Coverage) -> str:
        if not coverage.classes:
            return self.tr("Охват виден, когда указаны классы и число родителей в них.")
        if not coverage.parents:
            return self.tr("Охват виден, когда указано, сколько в классах родителей.")
        counted = [each for each in coverage.classes if each.parents]
        whole = len(counted) == len(coverage.classes)
        reached = coverage.reached if whole else sum(each.reached for each in counted)
        return self.tr("Проинформировано не меньше {0} из {1} — {2} %").format(
            grouped(reached), parents_of(coverage.parents), min(coverage.percent, FULL)
        )


def _period(widget: QWidget, wanted: OutreachFilter) -> str:
    """Return the period as the end of a sentence, or nothing for all time."""
    since = widget.tr(" с {0}").format(short_date(wanted.since)) if wanted.since else ""
    until = widget.tr(" по {0}").format(short_date(wanted.until)) if wanted.until else ""
    return since + until
