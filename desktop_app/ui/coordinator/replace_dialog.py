"""Replace the coordinator: when the one leaves, and who comes."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from desktop_app.services.coordinator.types import AppointmentDraft, AppointmentRow
from desktop_app.services.errors import AppError, FieldError, ValidationError
from desktop_app.ui.coordinator.form import add_person
from desktop_app.ui.kit.aside import aside
from desktop_app.ui.kit.date_field import DateField
from desktop_app.ui.kit.decision import DecisionDialog
from desktop_app.ui.kit.fields import CheckField

if TYPE_CHECKING:
    from desktop_app.services.coordinator.service import CoordinatorService


class ReplaceDialog(DecisionDialog):
    """Two dates and a person; the one before stays in the history."""

    def __init__(
        self,
        current: AppointmentRow,
        today: date,
        service: CoordinatorService,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._current = current
        self._service = service
        self.stored: AppointmentRow | None = None
        """The new appointment, once it is stored."""
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
        self.form.add("order", "", CheckField(self.tr("Сразу составить приказ о новом ответственном")))
        comes = today + timedelta(days=1)
        self.form.set_values({"leaves_on": today, "appointed_on": comes, "order": True})

    def draft(self) -> AppointmentDraft:
        """Return the person who comes."""
        values: dict[str, Any] = self.form.values()
        del values["leaves_on"], values["order"]
        return AppointmentDraft(**values)

    def released_on(self) -> date:
        """Return the last day of the one who leaves."""
        day: date = self.form.values()["leaves_on"]
        return day

    def wants_order(self) -> bool:
        """Tell whether the order is to be drafted right away."""
        return bool(self.form.values()["order"])

    def problems(self) -> tuple[FieldError, ...]:
        """Ask both dates in their order, and the rules about the person."""
        values = self.form.values()
        leaves, comes = values.get("leaves_on"), values.get("appointed_on")
        found = []
        if leaves is None:
            found.append(FieldError("leaves_on", self.tr("Укажите последний день.")))
        elif self._current.appointed_on and leaves < self._current.appointed_on:
            found.append(FieldError("leaves_on", self.tr("Это раньше назначения.")))
        if comes is None:
            found.append(FieldError("appointed_on", self.tr("Укажите первый день.")))
        elif leaves is not None and comes < leaves:
            found.append(FieldError("appointed_on", self.tr("Это раньше ухода прежнего.")))
        # the service would call the one who still holds the post a clash; the replacement ends exactly that
        own = {error.field for error in found}
        rules = self._service.check(self.draft(), self._current.id)
        return (*found, *(error for error in rules if error.field not in own))

    def accept(self) -> None:
        """Store the change; a refusal is said in the dialog and everything typed stays."""
        try:
            draft, released_on = self.draft(), self.released_on()
            self.stored = aside(lambda: self._service.replace(draft, released_on))
        except ValidationError as error:
            self.form.refuse(_of_the_one_who_leaves(each) for each in error.errors)
            return
        except AppError as error:
            self.form.refuse((FieldError("", str(error)),))
            return
        super().accept()


def _of_the_one_who_leaves(error: FieldError) -> FieldError:
    """Point at this dialog's field: only the one before can have a wrong last day."""
    return FieldError("leaves_on", error.message) if error.field == "released_on" else error
