"""Everything known of one appointment."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from desktop_app.services.coordinator.types import AppointmentDraft, AppointmentRow, Gender
from desktop_app.ui.kit.date_field import DateField
from desktop_app.ui.kit.fields import ChoiceField, LineField, TextField
from desktop_app.ui.kit.form import Form
from desktop_app.ui.kit.slices import Steps


def gender_names() -> dict[Gender, str]:
    """Return what the genders are called."""
    return {
        Gender.FEMALE: QCoreApplication.translate("coordinator", "женский"),
        Gender.MALE: QCoreApplication.translate("coordinator", "мужской"),
    }


class AppointmentForm(Form):
    """The person, the order, the substitute, the chat."""

    def __init__(self, parent: QWidget | None = None, *, by_parts: bool = False) -> None:
        super().__init__(parent)
        self._proof: int | None = None
        self.build(self._parts(), by_parts=by_parts)

    def _parts(self) -> Steps:
        add_person(self)
        yield
        self.add_heading(self.tr("Приказ"))
        self.add("order_number", self.tr("Номер приказа"), LineField(self.tr("57-од")), half=True)
        self.add("order_date", self.tr("Дата приказа"), DateField(), half=True)
        self.add("appointed_on", self.tr("Отвечает с"), DateField(), half=True)
        open_end = self.tr("Пусто — отвечает сейчас")
        self.add("released_on", self.tr("Отвечает по"), DateField(), hint=open_end, half=True)
        yield
        self.add_heading(self.tr("Замещает на время отсутствия"))
        self.add("substitute_name", self.tr("Фамилия, имя, отчество"), LineField(), half=True)
        self.add("substitute_post", self.tr("Должность"), LineField(), half=True)
        self.add_heading(self.tr("Рабочий чат"))
        self.add("chat_joined_on", self.tr("Вступил(а) в чат"), DateField(), half=True)
        self.add("note", self.tr("Заметка"), TextField(lines=2))

    def show_row(self, row: AppointmentRow | None) -> None:
        """Show a stored appointment, or an empty form for a new one."""
        self._proof = row.chat_proof_id if row is not None else None
        self.set_values(row if row is not None else AppointmentDraft())

    def keep_proof(self, row: AppointmentRow) -> None:
        """Take over the picture stored meanwhile; what is typed stays."""
        self._proof = row.chat_proof_id

    def draft(self) -> AppointmentDraft:
        """Return the appointment as typed."""
        return AppointmentDraft(**self.values(), chat_proof_id=self._proof)


def add_person(form: Form) -> None:
    """Add the fields that name a person."""
    form.add("name", form.tr("Фамилия, имя, отчество"), LineField(form.tr("Иванова Ольга Николаевна")))
    form.add("post", form.tr("Должность"), LineField(form.tr("заместитель директора")))
    form.add("phone", form.tr("Рабочий телефон"), LineField(), half=True)
    form.add("email", form.tr("Электронная почта"), LineField(), half=True)
    form.add("gender", form.tr("Пол"), ChoiceField(gender_names(), empty=form.tr("по отчеству")), half=True)
