"""The card of goals: the share of parents to reach, and how long a look at a banner counts."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from desktop_app.services.school.types import Goals
from desktop_app.ui.kit.aside import aside
from desktop_app.ui.kit.card import Card
from desktop_app.ui.kit.fields import NumberField, OptionalNumberField
from desktop_app.ui.kit.form import Form
from desktop_app.ui.school.section import Section


class GoalsCard(Card):
    """What the school set itself."""

    def __init__(self, section: Section, parent: QWidget) -> None:
        super().__init__(section.tr("Цели"), parent)
        self._section = section
        self.form = Form(self)
        self.form.add(
            "coverage_target",
            self.tr("Охват родителей, %"),
            OptionalNumberField(self.tr("не задан"), high=100),
            hint=self.tr("черта на полосах охвата"),
            half=True,
        )
        self.form.add(
            "check_days",
            self.tr("Проверка баннера действует, дней"),
            NumberField(low=1, high=366),
            hint=self.tr("потом программа напомнит проверить снова"),
            half=True,
        )
        self.form.set_checker(lambda: section.services.school.check_goals(self.draft()))
        self.form.submitted.connect(self._on_submitted)
        self.content.addWidget(self.form)

    def draft(self) -> Goals:
        """Return what is typed."""
        return Goals(**self.form.values())

    def refresh(self) -> None:
        """Show the stored goals unless something is being typed; raises ``AppError``."""
        if not self.form.has_unsaved():
            self.form.set_values(self._section.services.school.goals())

    def _on_submitted(self) -> None:
        with self.form.attempt(self._section.failed.emit) as attempt:
            draft = self.draft()
            aside(lambda: self._section.services.school.save_goals(draft))
        if not attempt.done:
            return
        self.form.mark_saved()
        self._section.told(self.tr("Цели сохранены"))
