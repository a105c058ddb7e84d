"""Replace the coordinator: when the one leaves, and who comes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from PySide6.QtWidgets import QWidget

from desktop_app.services.coordinator.types import AppointmentDraft, AppointmentRow
from desktop_app.services.errors import FieldError
from desktop_app.ui.coordinator.form import add_person
from desktop_app.ui.kit.date_field import DateField
from desktop_app.ui.kit.decision import DecisionDialog


class ReplaceDialog(DecisionDialog):
    """Two dates and a person; the one before stays in the history."""

    def __init__(
        self,
        current: AppointmentRow,
        today: date,
        check: Callable[[AppointmentDraft], tuple[FieldError, ...]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._current = current
        self._check = check
        self.setMinimumWidth(620)
        self.setWindowTitle(self.tr("Сменить ответственного"))
        self.accept_button.setText(self.tr("Сменить"))
        self.explain(
            self.tr("Сейчас отвечает {0}. Запись останется в истории; о новом нужен новый приказ.").format(
                current.name
            )
        )
        self.form.add("leaves_on", self.tr("Последний день прежнего"), DateField(), half=True)
        self.form.add("appointed_on", self.tr("Новый отвечает с"), DateField(), half=True)
        add_person(self.form)
        self.form.set_values({"leaves_on": today, "appointed_on": today + timedelta(days=1)})

    def draft(self) -> AppointmentDraft:
        """Return the person who comes."""
        values: dict[str, Any] = self.form.values()
        values.pop("leaves_on")
        return AppointmentDraft(**values)

    def released_on(self) -> date:
        """Return the last day of the one who leaves."""
        day: date = self.form.values()["leaves_on"]
        return day

    def problems(self) -> tuple[FieldError, ...]:
        """Ask both dates in their order, and the rules about the person."""
        values = self.form.values()
        leaves, comes = values.get("leaves_on"), values.get("appointed_on")
        found = []
        if leaves is None:
            found.append(FieldError("leaves_on", self.tr("Укажите последний день")))
        elif self._current.appointed_on and leaves < self._current.appointed_on:
            found.append(FieldError("leaves_on", self.tr("Это раньше назначения")))
        if comes is None:
            found.append(FieldError("appointed_on", self.tr("Укажите первый день")))
        elif leaves is not None and comes < leaves:
            found.append(FieldError("appointed_on", self.tr("Это раньше ухода прежнего")))
        # the service would call the one who still holds the post a clash; the replacement ends exactly that
        rules = self._check(self.draft()) if comes is not None else ()
        return (*found, *(error for error in rules if error.field not in {"appointed_on", "released_on"}))
