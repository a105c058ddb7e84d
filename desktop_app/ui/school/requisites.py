"""The tab of requisites: the form at the left, at the right the very page with what is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.services.errors import AppError
from desktop_app.services.letters.types import LetterDraft, PaperKind
from desktop_app.ui.kit.aside import aside
from desktop_app.ui.kit.keeping import FormKeeper
from desktop_app.ui.kit.labels import scrolled
from desktop_app.ui.kit.slices import Steps
from desktop_app.ui.school.live_page import Asked, LivePage
from desktop_app.ui.school.school_form import SchoolForm
from desktop_app.ui.school.section import Section
from desktop_app.ui.theme.style import GAP

if TYPE_CHECKING:
    from desktop_app.services.container import Services


class RequisitesSection(Section):
    """Requisites, head, executor, addressee."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._area = QScrollArea(self)
        self._holder = QWidget(self._area.viewport())  # all is made where it stays: moved, it is styled again
        self.form = SchoolForm(self._holder, by_parts=True)
        self.form.set_checker(lambda: services.school.check(self.form.draft()))

    def parts(self) -> Steps:
        """Fill the form, then place it beside the page."""
        yield from self.form.unbuilt
        self.live = LivePage(self._asked, self)
        self.form.changed.connect(self.live.later)
        self.form.cancelled.connect(self.live.redraw)
        self.form.submitted.connect(self._on_submitted)
        yield
        self._lay_out()
        yield
        self._keeper = FormKeeper(self.services.form_drafts, "school", self.form.typed, self)
        self._keeper.watch(self.form)

    def refresh(self) -> None:
        """Show the stored school unless something is being typed."""
        if self.form.has_unsaved():
            return
        try:
            self.form.keep(self.services.school.get())
        except AppError as error:
            self.failed.emit(error)
            return
        if (kept := self._keeper.take()) is not None:
            self.form.retype(kept.values, kept.saved_at)
        self.live.redraw()

    def save(self) -> None:
        """Store the requisites."""
        self.form.submit()

    def has_unsaved(self) -> bool:
        """Return whether the form differs from what is stored."""
        return self.form.has_unsaved()

    def show_field(self, field: str) -> bool:
        """Put the cursor into a requisite."""
        return self.form.show_field(field)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2 * GAP, 0, 0)
        row.setSpacing(2 * GAP)
        left = QVBoxLayout()
        inside = QVBoxLayout(self._holder)
        inside.setContentsMargins(0, 0, 2 * GAP, GAP)
        inside.addWidget(self.form)
        left.addWidget(scrolled(self._holder, self._area), 1)
        left.addWidget(self.form.button_bar)
        row.addLayout(left, 1)
        row.addWidget(self.live, 1)

    def _on_submitted(self) -> None:
        with self.form.attempt(self.failed.emit) as attempt:
            draft = self.form.draft()
            self.form.keep(aside(lambda: self.services.school.save(draft)))
        if not attempt.done:
            return
        self.told(self.tr("Реквизиты школы сохранены"))

    def _asked(self, kind: PaperKind) -> Asked:
        letters, typed = self.services.letters, self.form.draft()
        wanted = LetterDraft(kind=kind, profile=self.services.layouts.choice(kind).profile)
        return Asked(self.tr("Бумага с тем, что набрано слева"), lambda: letters.of_school(wanted, typed))
