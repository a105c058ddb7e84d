"""The first run: school, letter, coordinator, portals; or the sample, or a file that is there already."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.first_run.portals import PortalsStep
from desktop_app.ui.first_run.steps import CoordinatorStep, LetterStep, SchoolStep, Step
from desktop_app.ui.kit.card import Card
from desktop_app.ui.kit.keeping import FormKeeper
from desktop_app.ui.kit.labels import primary, quiet, retouch, text_label
from desktop_app.ui.kit.page import Page
from desktop_app.ui.kit.scale import by_font
from desktop_app.ui.kit.slices import Steps
from desktop_app.ui.kit.wrapping import WrappingRow
from desktop_app.ui.theme.style import GAP

if TYPE_CHECKING:
    from desktop_app.services.container import Services


LOW = 420
"""Pixels of the screen: in a lower one the whole page scrolls, not the form within it."""
TITLE = 320
"""Pixels of the title; with less the ways out stand below it."""
KEPT_AS = "guide"
"""The name of the step a crash may come at: the steps go on from there when the file is opened again."""


class FirstRunPage(Page):
    """Four steps; each can be skipped, and one can go back."""

    sample_requested = Signal()
    open_requested = Signal()
    finished = Signal()
    """The last step was stored or skipped."""

    def __init__(self, services: Services, parent: QWidget | None = None, *, by_parts: bool = False) -> None:
        super().__init__(services, parent)
        self.steps: list[Step] = []
        self.place = 0
        self.marks: list[QPushButton] = []
        self._low = False
        self.build(self._parts(), by_parts=by_parts)

    def _parts(self) -> Steps:
        self._lay_out()
        for kind in (SchoolStep, LetterStep, CoordinatorStep, PortalsStep):
            yield
            step = kind(self.services, self.stack)
            yield from step.unbuilt
            self._add(step)
        self._order_tabs()
        self._place_keeper = FormKeeper(
            self.services.form_drafts, KEPT_AS, lambda: {"place": self.place}, self
        )
        kept = self._place_keeper.take()
        self.go_to(min(int(kept.values["place"]), len(self.steps) - 1) if kept is not None else 0)

    def go_to(self, place: int) -> None:
        """Show a step with what is stored of it."""
        self.place = place
        self._place_keeper.touch()
        step = self.steps[place]
        self.stack.setCurrentWidget(step)
        self._share()
        if not step.has_unsaved():
            self.attempt(step.load)
        self.card.heading.setText(step.title)
        self.text.setText(step.text)
        self.back_button.setEnabled(place > 0)
        last = place == len(self.steps) - 1
        self.next_button.setText(self.tr("Готово") if last else self.tr("Дальше"))
        for number, mark in enumerate(self.marks):
            retouch(mark, "role", "step" if number == place else "quiet")
        self._show_readiness()
        if place_shown := self._place_it_scrolls_in():
            place_shown.ensureWidgetVisible(self._mark_row)
        step.begin()

    def fit(self, room: QSize) -> None:
        """Let the form go down the page where it would have a line or two of its own."""
        self._low = room.height() < by_font(LOW)
        self._share()

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor where typing starts: nothing hidden can hold it."""
        super().showEvent(event)
        self.steps[self.place].begin()

    def save(self) -> None:
        """Store the step shown (Ctrl+S)."""
        if self.steps[self.place].is_ready():
            self._on_next()

    def has_unsaved(self) -> bool:
        """Return whether a step holds unsaved typing."""
        return any(step.has_unsaved() for step in self.steps)

    def show_field(self, field: str) -> None:
        """Open the step of that name."""
        names = ("school", "letter", "coordinator", "portals")
        if field in names:
            self.go_to(names.index(field))

    def _connect(self) -> None:
        self.sample_button.clicked.connect(self.sample_requested)
        self.open_button.clicked.connect(self.open_requested)
        self.back_button.clicked.connect(lambda: self.go_to(self.place - 1))
        self.skip_button.clicked.connect(self._advance)
        self.next_button.clicked.connect(self._on_next)

    def _add(self, step: Step) -> None:
        self.steps.append(step)
        self.stack.addWidget(step)
        step.failed.connect(self.failed)
        step.changed.connect(self._show_readiness)
        number = len(self.steps)
        mark = quiet(self.tr("{0}. {1}").format(number, step.title), self)
        mark.clicked.connect(lambda: self._jump(number - 1))
        self.marks.append(mark)
        self._mark_row.add(mark)

    def _lay_out(self) -> None:
        self.sample_button = quiet(self.tr("Показать на примере"), self)
        self.open_button = quiet(self.tr("Открыть свой файл…"), self)
        self.back_button = QPushButton(self.tr("Назад"), self)
        self.skip_button = QPushButton(self.tr("Пропустить"), self)
        self.next_button = primary(self.tr("Дальше"), self)
        self._connect()
        self.body.addWidget(self._head())
        self._mark_row = WrappingRow(self, gap=0)
        self.body.addWidget(self._mark_row)
        self.card = Card(" ", self)
        self.text = text_label("", role="muted", parent=self.card)
        self.stack = QStackedWidget(self.card)
        self.card.content.addWidget(self.text)
        self.card.content.addWidget(self.stack, 1)
        self.body.addWidget(self.card, 1)
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addWidget(self.back_button)
        foot.addStretch(1)
        foot.addWidget(self.skip_button)
        foot.addWidget(self.next_button)
        self.body.addLayout(foot)

    def _head(self) -> WrappingRow:
        """Return what it is about, and the ways out beside it or below."""
        head = WrappingRow(self)
        words, ways = QWidget(head), QWidget(head)
        words.setMinimumWidth(by_font(TITLE))
        lines, row = QVBoxLayout(words), QHBoxLayout(ways)
        lines.setSpacing(2)
        for layout in (lines, row):
            layout.setContentsMargins(0, 0, 0, 0)
        lines.addWidget(text_label(self.tr("Четыре шага до ответа министерству"), role="title", parent=words))
        hint = self.tr("Любой шаг можно пропустить и заполнить позже в своём разделе.")
        lines.addWidget(text_label(hint, role="muted", parent=words))
        for button in (self.sample_button, self.open_button):
            row.addWidget(button)
        head.add(words, stretch=1)
        head.add(ways, align=Qt.AlignmentFlag.AlignTop)
        return head

    def _share(self) -> None:
        """Leave the room to the step shown: one that is hidden makes the page no higher."""
        for number, step in enumerate(self.steps):
            step.set_whole(whole=self._low)
            high = QSizePolicy.Policy.Preferred if number == self.place else QSizePolicy.Policy.Ignored
            step.setSizePolicy(QSizePolicy.Policy.Preferred, high)

    def _place_it_scrolls_in(self) -> QScrollArea | None:
        """Return the place the window lets the page stand in."""
        view = self.parentWidget()
        area = view.parentWidget() if view is not None else None
        return area if isinstance(area, QScrollArea) else None

    def _order_tabs(self) -> None:
        """Go from the fields straight on to the next step; the ways out come last."""
        ways = (self.next_button, self.skip_button, self.back_button, self.sample_button, self.open_button)
        for before, after in pairwise((self.stack, *ways, *self.marks)):
            QWidget.setTabOrder(before, after)

    def _show_readiness(self) -> None:
        self.next_button.setEnabled(self.steps[self.place].is_ready())

    def _on_next(self) -> None:
        if self.steps[self.place].store():
            self.record_changed.emit()
            self._advance()

    def _jump(self, place: int) -> None:
        """Go to a step by its name; what is typed is kept as by going on."""
        self.steps[self.place].keep()
        self.go_to(place)

    def _advance(self) -> None:
        self.steps[self.place].keep()
        if self.place + 1 < len(self.steps):
            self.go_to(self.place + 1)
        else:
            self._place_keeper.drop()
            self.finished.emit()
