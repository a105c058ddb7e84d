"""The tab of numbers: the pattern of each series and the next three numbers it makes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop_app.services.errors import AppError, FieldError, ValidationError
from desktop_app.services.letters.pattern import in_english, in_russian
from desktop_app.services.school.types import NumberSeries, SchemeDraft, SchemeRow
from desktop_app.ui.kit.aside import aside
from desktop_app.ui.kit.card import Card
from desktop_app.ui.kit.fields import CheckField, LineField, NumberField
from desktop_app.ui.kit.form import Form
from desktop_app.ui.kit.keeping import FormKeeper
from desktop_app.ui.kit.labels import scrolled, text_label
from desktop_app.ui.kit.slices import Steps
from desktop_app.ui.kit.wrapping import WrappingRow
from desktop_app.ui.school.goals import GoalsCard
from desktop_app.ui.school.section import Section
from desktop_app.ui.theme.style import GAP

if TYPE_CHECKING:
    from desktop_app.services.container import Services

NEXT = 3
"""So many numbers are shown in advance."""


def _in_russian(errors: Iterable[FieldError]) -> tuple[FieldError, ...]:
    """Return the errors naming the tokens as they are typed here."""
    return tuple(FieldError(error.field, in_russian(error.message)) for error in errors)


class SchemeCard(Card):
    """One series: pattern, next serial, yearly restart."""

    def __init__(self, section: Section, series: NumberSeries, title: str, parent: QWidget) -> None:
        super().__init__(title, parent)
        self._section = section
        self._series = series
        self._stored: SchemeRow | None = None
        self.form = Form(self)
        tokens = self.tr(
            "{номер} — порядковый номер, {номер:03} — с нулями впереди, {индекс} — индекс дела, "
            "{гг} и {гггг} — год, {вид} — вид (исх, од), {повтор} — повторность: 0 у первой бумаги "
            "в ответ на письмо, затем 1, 2…; аннулированные не в счёт"
        )
        pattern = LineField(self.tr("{индекс}/{номер}"), limit=60)
        self.form.add("pattern", self.tr("Образец"), pattern, hint=tokens)
        self.form.add("case_index", self.tr("Индекс дела"), LineField("01-12", limit=30), half=True)
        serial = NumberField(low=1, high=9_999_999)
        self.form.add("next_serial", self.tr("Следующий порядковый"), serial, half=True)
        self.form.add("yearly_restart", "", CheckField(self.tr("Каждый год начинать с единицы")))
        self.form.field("yearly_restart").setAccessibleName(self.tr("Каждый год начинать с единицы"))
        self.form.set_checker(lambda: _in_russian(section.services.numbering.check(self.draft())))
        self.form.changed.connect(self._show_next)
        self.form.cancelled.connect(self._show_next)
        self.form.submitted.connect(self._on_submitted)
        self.next = text_label("", parent=self)
        self.content.addWidget(self.form)
        self.content.addWidget(text_label(self.tr("Следующие номера на сегодня"), role="muted", parent=self))
        self.content.addWidget(self.next)

    def draft(self) -> SchemeDraft:
        """Return what is typed."""
        values = self.form.values()
        return SchemeDraft(series=self._series, **{**values, "pattern": in_english(values["pattern"])})

    def show_scheme(self, row: SchemeRow) -> None:
        """Show a stored scheme unless something is being typed."""
        if self._stored is not None and self.form.has_unsaved():
            return
        self._stored = row
        self.form.set_values(replace(row, pattern=in_russian(row.pattern)))
        self._show_next()

    def _show_next(self) -> None:
        if self._stored is not None and not self.form.has_unsaved():
            self.next.setText(",  ".join(self._stored.preview))
            return
        try:
            numbers = self._section.services.numbering.preview_of(self.draft(), NEXT)
        except AppError:  # the message line has said it when the screen was opened
            numbers = ()
        self.next.setText(",  ".join(numbers) or "—")

    def _on_submitted(self) -> None:
        try:
            draft = self.draft()
            aside(lambda: self._section.services.numbering.save(draft))
        except ValidationError as error:
            self.form.refuse(_in_russian(error.errors))
            return
        except AppError as error:
            self._section.failed.emit(error)
            return
        self.form.mark_saved()
        self._section.refresh()
        self._section.told(self.tr("Нумерация сохранена"))


class NumbersSection(Section):
    """A card a series."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.cards: dict[NumberSeries, SchemeCard] = {}

    def parts(self) -> Steps:
        """Build a card a series, then the goals."""
        titles = {
            NumberSeries.OUTGOING: self.tr("Исходящие письма"),
            NumberSeries.ORDERS: self.tr("Приказы"),
        }
        area = QScrollArea(self)
        holder = QWidget(area.viewport())  # all is made where it stays: moved, it is styled again
        for series, title in titles.items():
            self.cards[series] = SchemeCard(self, series, title, holder)
            yield
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 2 * GAP, 0, 0)
        column.setSpacing(2 * GAP)
        row = WrappingRow(holder, gap=2 * GAP)
        for card in self.cards.values():
            row.add(card, stretch=1)
        column.addWidget(row)
        self.goals = GoalsCard(self, holder)
        yield
        note = self.tr("Номер даётся при регистрации и больше не меняется. Пропуски видны в журнале.")
        column.addWidget(text_label(note, role="muted", parent=holder))
        column.addWidget(self.goals)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scrolled(holder, area))
        self._keeper = FormKeeper(self.services.form_drafts, "school:numbers", self._typed, self)
        for form in self._forms().values():
            self._keeper.watch(form)

    def refresh(self) -> None:
        """Show the stored schemes."""
        try:
            schemes = self.services.numbering.schemes()
            self.goals.refresh()
        except AppError as error:
            self.failed.emit(error)
            return
        for row in schemes:
            self.cards[row.series].show_scheme(row)
        if (kept := self._keeper.take()) is not None:
            for name, form in self._forms().items():
                form.retype(kept.values.get(name, {}), kept.saved_at)

    def save(self) -> None:
        """Store what was typed in any card."""
        for card in self.cards.values():
            if card.form.has_unsaved():
                card.form.submit()
        if self.goals.form.has_unsaved():
            self.goals.form.submit()

    def has_unsaved(self) -> bool:
        """Return whether a card differs from what is stored."""
        return any(form.has_unsaved() for form in self._forms().values())

    def show_field(self, field: str) -> bool:
        """Go to the first pattern for «numbers», to the goals for their fields."""
        if field in {"coverage_target", "check_days"}:
            return self.goals.form.show_field(field)
        return field == "numbers" and self.cards[NumberSeries.OUTGOING].form.show_field("pattern")

    def _forms(self) -> dict[str, Form]:
        return {**{series.value: card.form for series, card in self.cards.items()}, "goals": self.goals.form}

    def _typed(self) -> dict[str, Any] | None:
        """Return what a crash would take, by the form it is typed in."""
        return {name: form.typed() for name, form in self._forms().items() if form.has_unsaved()} or None
