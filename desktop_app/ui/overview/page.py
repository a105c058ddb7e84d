"""The overview: the letter, a card a requirement, what to do next, coverage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QStyle,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.compliance.choice import still_open
from desktop_app.services.compliance.types import RequirementState, RequirementStatus, Standing
from desktop_app.services.directive.types import DirectiveRow
from desktop_app.services.errors import AppError
from desktop_app.ui.kit.aside import aside, here
from desktop_app.ui.kit.dressing import dressed
from desktop_app.ui.kit.empty import EmptyState
from desktop_app.ui.kit.heading import PageHeading
from desktop_app.ui.kit.page import Page
from desktop_app.ui.kit.scale import by_font
from desktop_app.ui.kit.slices import Latest, Steps, at_once, discard
from desktop_app.ui.overview.letter_card import LetterCard
from desktop_app.ui.overview.others_card import OthersCard
from desktop_app.ui.overview.requirement_card import RequirementCard
from desktop_app.ui.overview.side import Side
from desktop_app.ui.overview.words import in_order
from desktop_app.ui.theme.style import GAP, MARGIN

if TYPE_CHECKING:
    from desktop_app.services.container import Services
    from desktop_app.services.glance.types import Glance
    from desktop_app.services.outreach.types import Coverage

    _Reading = tuple[
        tuple[DirectiveRow, ...], DirectiveRow | None, tuple[Standing, tuple[Standing, ...], Coverage] | None
    ]

LOW = 700
"""Pixels of the place a screen stands in: less than these, and everything moves together."""
LETTER, CARD = 960, 520
"""Pixels of a card: what is narrower has no room for its words beside one another."""
TIGHT = 640
"""Pixels of the screen: what is narrower has room for one column only."""
LEFT, RIGHT = 3, 2
"""Shares of the two columns."""


class OverviewPage(Page):
    """Answer «where do we stand with this letter»."""

    def __init__(
        self,
        services: Services | None,
        parent: QWidget | None = None,
        *,
        by_parts: bool = False,
        glance: Glance | None = None,
    ) -> None:
        super().__init__(services, parent)
        self._glance = glance
        self._just_open = True
        self._shown: _Reading | None = None
        self._wish: Callable[[], None] | None = None
        """What was asked for while the record could only be looked at."""
        self.body.setSpacing(GAP + 2)
        self._chosen: int | None = None
        self._letter: DirectiveRow | None = None
        self.cards: list[RequirementCard] = []
        self._low = self._narrow = False
        self._opening = Latest(self)
        self.build(self._parts(), by_parts=by_parts)

    def _parts(self) -> Steps:
        add = QPushButton(self.tr("Добавить письмо…"), self)
        add.clicked.connect(self.create_new)
        self.heading = PageHeading(self.tr("Обзор"), add, parent=self, low=True)
        self.empty = EmptyState(
            self.tr("Письма ещё нет"),
            self.tr("Здесь видно, что уже сделано по письму министерства и что осталось."),
            self.tr("Добавить письмо"),
            self,
        )
        self.empty.started.connect(self.create_new)
        yield
        self.letter_card = LetterCard(self)
        self.letter_card.edit_wanted.connect(self.edit_letter)
        self.letter_card.chosen.connect(self._on_chosen)
        yield
        self.others_card = OthersCard(self)
        self.others_card.chosen.connect(self._on_chosen)
        self.side = Side(self)
        self.side.wanted.connect(self._go)
        yield
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self._lay_out())
        self.body.addWidget(self.heading)
        self.body.addWidget(self._stack, 1)

    def fit(self, room: QSize) -> None:
        """Move everything together on a laptop, put words below others where a large font leaves no room."""
        self._low = room.height() < LOW
        bar = self.style().pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
        inside = room.width() - bar - 2 * MARGIN
        tight = inside < by_font(TIGHT)
        self.letter_card.set_narrow(narrow=inside < by_font(LETTER), tight=tight)
        self._halves.setDirection(
            QBoxLayout.Direction.TopToBottom if tight else QBoxLayout.Direction.LeftToRight
        )
        width = inside if tight else (inside - GAP) * LEFT // (LEFT + RIGHT)
        self._narrow = width < by_font(CARD)
        for card in self.cards:
            card.set_narrow(narrow=self._narrow)
        self._move_together()

    def take(self, services: Services) -> None:
        """Begin to work with the record, first with what was asked for while it was looked at."""
        super().take(services)
        self._glance = None
        wish, self._wish = self._wish, None
        if wish is not None:
            wish()

    def refresh(self) -> None:
        """Read where the school stands."""
        at_once(self.arriving())

    def arriving(self) -> Steps:
        """Do so by parts."""
        try:
            yield from self._show()
        except AppError as error:
            self.failed.emit(error)

    def create_new(self) -> None:
        """Add another letter."""
        self._when_open(lambda: self._open_dialog(None))

    def edit_letter(self) -> None:
        """Show every detail of the letter, to be changed or deleted."""
        self._when_open(lambda: self._open_dialog(self._letter))

    def show_field(self, field: str) -> None:
        """Open the letter's details with the cursor in the field."""
        if self._letter is not None:
            self._when_open(lambda: self._open_dialog(self._letter, field))

    def _when_open(self, action: Callable[[], None]) -> None:
        """Do what needs the record now, or as soon as it is there."""
        if self._glance is None:
            action()
        else:
            self._wish = action

    def _show(self) -> Steps:
        chosen, glance = self._chosen, self._glance
        if glance is None:
            ask = here if self._just_open else aside  # whoever opened the file has just read it
            reading = ask(lambda: _read(self.services, chosen))
            self._just_open = False
        else:
            reading = _seen(glance)
        if reading == self._shown:
            return
        self._shown = None  # given up half way, all of it is shown the next time
        letters, self._letter, sums = reading
        self._stack.setCurrentIndex(0 if self._letter is None else 1)
        if self._letter is None or sums is None:
            self.heading.set_subtitle("")
            self._shown = reading
            return
        yield
        letter = self._letter.id
        standing, standings, coverage = sums
        others = still_open(standings, letter)
        self.letter_card.show_letter(self._letter, standing, letters, alone=not others)
        self.others_card.show_others(others, {each.id: each for each in letters})
        yield
        yield from self._show_requirements(standing)
        self.side.show_standing(standing, alone=not others)
        self.side.show_coverage(coverage)
        self._move_together()
        yield from dressed(self)
        self._shown = reading

    def _move_together(self) -> None:
        """Move everything together as far as the place needs it; several letters need more."""
        lowest = self._low and bool(self.others_card.rows)
        self.side.set_low(low=self._low, lowest=lowest)
        self.letter_card.set_low(low=lowest)
        gap = GAP - 2 if lowest else GAP
        for part in (self._whole, self._requirements):
            part.setSpacing(gap)
        self.body.setSpacing(gap if lowest else GAP + 2)

    def _show_requirements(self, standing: Standing) -> Steps:
        done = sum(each.state is RequirementState.DONE for each in standing.requirements)
        total = len(standing.requirements)
        if total:
            self.heading.set_subtitle(self.tr("Выполнено {0} из {1}").format(done, total))
        else:
            self.heading.set_subtitle(self.tr("В письме не отмечено ни одного требования"))
        if [card.status for card in self.cards] == list(standing.requirements):
            return
        shown = in_order(standing.requirements)
        first = next((each for each in shown if each.state is not RequirementState.DONE), None)
        made: list[RequirementCard] = []
        try:
            for each in standing.requirements:
                made.append(RequirementCard(each, self, first=each is first))
                yield
            self._put_in_place(made, shown)
        finally:
            if self.cards is not made:  # given up half way
                for card in made:
                    discard(card)
        yield

    def _put_in_place(self, made: list[RequirementCard], shown: Sequence[RequirementStatus]) -> None:
        """Show new cards in the order of what they tell of, instead of those shown so far."""
        for card in self.cards:
            self._requirements.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = made
        by_status = {id(card.status): card for card in made}
        for place, each in enumerate(shown):
            by_status[id(each)].set_narrow(narrow=self._narrow)
            by_status[id(each)].wanted.connect(self._go)
            self._requirements.insertWidget(place, by_status[id(each)])
        for before, after in pairwise([by_status[id(each)].button for each in shown]):
            self.setTabOrder(before, after)

    def _open_dialog(self, letter: DirectiveRow | None, field: str = "") -> None:
        from desktop_app.ui.overview.letter_form import LetterDialog  # noqa: PLC0415 - a form no first look needs

        services = self.services

        def steps() -> Steps:
            dialog = LetterDialog(
                services.directives, letter, self, by_parts=True, drafts=services.form_drafts
            )
            yield
            for _part in dialog.unbuilt:
                yield
            yield from dressed(dialog)
            if field:
                dialog.form.show_field(field)
            dialog.accepted.connect(lambda: self._on_letter_changed(dialog.outcome, dialog.stored))
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

        self._opening.start(steps())

    def _on_letter_changed(self, outcome: str, letter_id: int | None) -> None:
        self._chosen = letter_id  # what was just written is what the user looks for
        self.refresh()
        self.record_changed.emit()
        self.message.emit(outcome)

    def _on_chosen(self, letter_id: int) -> None:
        self._chosen = letter_id
        self._when_open(self.refresh)

    def _go(self, screen: str, field: str) -> None:
        """Go where a thing is done; a paper is written in answer to the letter shown."""
        if screen == "letters" and not field and self._letter is not None:
            field = f"directive:{self._letter.id}"
        self.navigate.emit(screen, field)

    def _lay_out(self) -> QWidget:
        holder = QWidget(self)
        row = QVBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        self._whole = row
        row.addWidget(self.letter_card)
        row.addWidget(self.others_card)
        halves = self._halves = QHBoxLayout()
        halves.setSpacing(GAP)
        self._requirements = QVBoxLayout()
        self._requirements.setSpacing(GAP)
        self._requirements.addWidget(self.side.weeks_card)
        self._requirements.addStretch(1)
        halves.addLayout(self._requirements, LEFT)
        halves.addWidget(self.side, RIGHT)
        row.addLayout(halves, 1)
        return holder


def _seen(glance: Glance) -> _Reading:
    """Return what a look told as if it had been read."""
    if glance.standing is None:
        return glance.letters, None, None
    return glance.letters, glance.letter, (glance.standing, glance.standings, glance.coverage)


def _read(services: Services, chosen: int | None) -> _Reading:
    """Read the letters, the one to show, and what a long log is summed up to for it."""
    letters, compliance = tuple(services.directives.list()), services.compliance
    letter = next((each for each in letters if each.id == chosen), None) or compliance.in_work()
    if letter is None:
        return letters, None, None
    sums = compliance.standing(letter.id), compliance.standings(), services.outreach.coverage()
    return letters, letter, sums
