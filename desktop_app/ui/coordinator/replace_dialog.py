"""Change the person: one is released, the next one answers, in one step that can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from desktop_app.services.coordinator.types import AppointmentDraft, AppointmentRow
from desktop_app.services.errors import AppError, FieldError, ValidationError
from desktop_app.ui.coordinator.form import add_person, enter_submits
from desktop_app.ui.coordinator.words import day
from desktop_app.ui.kit.date_field import DateField
from desktop_app.ui.kit.fields import LineField
from desktop_app.ui.kit.form import Form
from desktop_app.ui.kit.labels import scrolled, text_label
from desktop_app.ui.shell.closing import Answer, ask_unsaved
from desktop_app.ui.theme.style import GAP, MARGIN

if TYPE_CHECKING:
    from desktop_app.services.coordinator.service import CoordinatorService


class ReplaceDialog(QDialog):
    """Ask who is next and since when; what was typed stays through every refusal."""

    def __init__(
        self, service: CoordinatorService, old: AppointmentRow, today: date, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._service = service
        self._old = old
        self.row: AppointmentRow | None = None
        """The new appointment, once it is stored."""
        self.setWindowTitle(self.tr("Смена ответственного"))
        self.resize(680, 620)
        self.problem = text_label("", role="problem", parent=self)
        self.problem.hide()
        self.form = self._make_form()
        self._lay_out()
        self.form.set_values({"ended_on": today, "appointed_on": today})
        self.form.submitted.connect(self._on_submitted)
        self.form.cancelled.connect(super().reject)
        QShortcut(QKeySequence.StandardKey.Save, self, self.form.submit)
        self.form.show_field("name")

    def reject(self) -> None:
        """Close; what was typed is asked about once."""
        if self.form.has_unsaved():
            answer = ask_unsaved(self, [self.windowTitle()])
            if answer is Answer.SAVE:
                self.form.submit()
            if answer is not Answer.DISCARD:
                return
        super().reject()

    def draft(self) -> AppointmentDraft:
        """Return the next person as typed."""
        return AppointmentDraft(**self._person())

    def problems(self) -> tuple[FieldError, ...]:
        """Return what is wrong with the change as a whole."""
        return (*self._dates(), *self._service.check(self.draft(), self._old.id))

    def _person(self) -> dict[str, Any]:
        return {name: value for name, value in self.form.values().items() if name != "ended_on"}

    def _dates(self) -> Iterator[FieldError]:
        values = self.form.values()
        ended, begins = values["ended_on"], values["appointed_on"]
        if ended is None:
            yield FieldError("ended_on", self.tr("Укажите, когда освобождён прежний."))
        elif self._old.appointed_on is not None and ended < self._old.appointed_on:
            words = self.tr("Раньше, чем назначен: он отвечает с {0}.")
            yield FieldError("ended_on", words.format(day(self._old.appointed_on)))
        if begins is None:
            yield FieldError("appointed_on", self.tr("Укажите, с какого дня отвечает новый."))
        elif ended is not None and begins < ended:
            words = self.tr("Прежний в этот день ещё отвечает: он освобождён {0}.")
            yield FieldError("appointed_on", words.format(day(ended)))

    def _make_form(self) -> Form:
        form = Form(self)
        form.add("ended_on", self.tr("Прежний освобождён"), DateField(), half=True)
        form.add_heading(self.tr("Кто отвечает дальше"))
        add_person(form)
        form.add_heading(self.tr("Приказ, если он уже есть"))
        form.add("order_number", self.tr("Номер приказа"), LineField(limit=100), half=True)
        form.add("order_date", self.tr("Дата приказа"), DateField(), half=True)
        form.set_checker(self.problems)
        form.save_button.setText(self.tr("Сменить"))
        form.save_button.setAutoDefault(False)
        form.cancel_button.setAutoDefault(False)
        enter_submits(form)
        return form

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN - GAP, GAP, MARGIN - GAP)
        column.addWidget(
            text_label(self.tr("Сейчас: {0}").format(self._old.name), role="heading", parent=self)
        )
        column.addWidget(self.problem)
        holder = QWidget(self)
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 2 * GAP, 0)
        inside.addWidget(self.form)
        inside.addStretch(1)
        column.addWidget(scrolled(holder), 1)
        column.addWidget(self.form.button_bar)

    def _on_submitted(self) -> None:
        try:
            self.row = self._service.replace(self.draft(), self.form.values()["ended_on"])
        except ValidationError as error:
            self.form.refuse(
                FieldError("ended_on" if each.field == "released_on" else each.field, each.message)
                for each in error.errors
            )
            return
        except AppError as error:
            self.problem.setText(str(error))
            self.problem.show()
            return
        self.accept()
