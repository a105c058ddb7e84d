"""The fields of an appointment."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.services.coordinator.types import AppointmentDraft
from desktop_app.ui.coordinator.words import gender_names
from desktop_app.ui.kit.date_field import DateField
from desktop_app.ui.kit.fields import ChoiceField, LineField, TextField
from desktop_app.ui.kit.form import Form


def add_person(form: Form) -> None:
    """Add who is appointed, and by which order: the part every form of this screen begins with."""
    tr = form.tr
    form.add("name", tr("Фамилия, имя, отчество"), LineField(tr("Иванова Ольга Николаевна")))
    form.add("post", tr("Должность"), LineField(tr("заместитель директора")), half=True)
    gender = ChoiceField(gender_names(), empty=tr("Определить по имени"))
    form.add("gender", tr("Пол, для склонения"), gender, half=True)
    form.add("phone", tr("Рабочий телефон"), LineField(), half=True)
    form.add("email", tr("Электронная почта"), LineField(), half=True)
    form.add("appointed_on", tr("Отвечает с"), DateField(), half=True)


class AppointmentForm(Form):
    """Every field of an appointment; Enter in a line stores it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = self.tr
        add_person(self)
        self.add("released_on", tr("Освобождён"), DateField(), half=True, hint=tr("пусто, пока отвечает"))
        self.add("order_number", tr("Номер приказа"), LineField("57-од", limit=100), half=True)
        self.add("order_date", tr("Дата приказа"), DateField(), half=True)
        self.add_heading(tr("На время отсутствия"))
        self.add("substitute_name", tr("Кто замещает"), LineField(), half=True)
        self.add("substitute_post", tr("Должность замещающего"), LineField(), half=True)
        self.add_heading(tr("Рабочий чат и заметка"))
        self.add("chat_joined_on", tr("В чате с"), DateField(), half=True)
        self.add("note", tr("Заметка"), TextField(lines=2))
        enter_submits(self)

    def draft(self, chat_proof_id: int | None = None) -> AppointmentDraft:
        """Return what is typed, with the picture that is stored beside it."""
        return AppointmentDraft(**self.values(), chat_proof_id=chat_proof_id)


def enter_submits(form: Form) -> None:
    """Let Enter in any line of the form do what Save does."""
    for line in form.findChildren(QLineEdit):
        line.returnPressed.connect(form.submit)
