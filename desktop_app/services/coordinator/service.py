"""The person responsible: appointed, replaced, in the chat."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.attachment import Attachment
from desktop_app.models.coordinator import Appointment
from desktop_app.models.enums import Gender
from desktop_app.models.letter import Letter
from desktop_app.services.attachments.service import attachment_row, prepare, put
from desktop_app.services.attachments.types import NewFile
from desktop_app.services.clock import Clock
from desktop_app.services.coordinator.rules import check_appointment, in_office
from desktop_app.services.coordinator.types import AppointmentDraft, AppointmentFields, AppointmentRow
from desktop_app.services.errors import AppError, FieldError, NotFoundError
from desktop_app.services.store import Store
from desktop_app.services.validation import require_valid, tidy, tidy_text

_FIELDS = tuple(field.name for field in fields(AppointmentFields))


class CoordinatorService:
    """Who informs about the project, since when, by which order."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def current(self, on: date | None = None) -> AppointmentRow | None:
        """Return who is in office on the date (today without one)."""
        day = on or self._clock.today()
        return next((row for row in self.history() if in_office(row, day)), None)

    def history(self) -> tuple[AppointmentRow, ...]:
        """Return all appointments, newest first."""
        with self._store.read() as session:
            return self._rows(session)

    def check(self, draft: AppointmentDraft, appointment_id: int | None = None) -> tuple[FieldError, ...]:
        """Return what is wrong with the draft."""
        with self._store.read() as session:
            return check_appointment(draft, self._others(session, appointment_id), self._clock.today())

    def save(self, draft: AppointmentDraft, appointment_id: int | None = None) -> AppointmentRow:
        """Add an appointment or change one; raises ``ValidationError`` and ``NotFoundError``."""
        label = "Назначен ответственный" if appointment_id is None else "Изменены сведения об ответственном"
        with self._store.write(label) as session:
            return self._store_one(session, draft, appointment_id)

    def replace(self, draft: AppointmentDraft, released_on: date) -> AppointmentRow:
        """End the current appointment and start the next one in one transaction.

        Raises ``ValidationError``, and ``AppError`` when nobody is in office.
        """
        with self._store.write("Сменён ответственный") as session:
            rows = self._rows(session)
            # a release that is already planned may be brought forward by the change itself
            open_row = next((row for row in rows if row.released_on is None), None) or next(
                (row for row in rows if row.current), None
            )
            if open_row is None:
                raise AppError("Сейчас ответственного нет.", hint="Назначьте нового без смены.")
            ended = AppointmentDraft(**{name: getattr(open_row, name) for name in _FIELDS})
            self._store_one(session, replace(ended, released_on=released_on), open_row.id)
            return self._store_one(session, draft, None)

    def delete(self, appointment_id: int) -> None:
        """Delete an appointment that no paper is about; raises ``AppError`` and ``NotFoundError``."""
        with self._store.write("Удалена запись об ответственном") as session:
            appointment = _with_data(session, appointment_id)
            used = session.scalar(select(Letter.id).where(Letter.appointment_id == appointment_id).limit(1))
            if used is not None:
                raise AppError(
                    "По этой записи уже составлена бумага, удалить запись нельзя.",
                    hint="Укажите дату освобождения или сначала удалите проект бумаги.",
                )
            session.delete(appointment)

    def attach_chat_proof(self, appointment_id: int, file: NewFile) -> AppointmentRow:
        """Keep a picture or PDF that shows the person in the chat; raises ``AppError``."""
        ready = prepare(file)
        with self._store.write("Добавлено подтверждение вступления в чат") as session:
            appointment = _with_data(session, appointment_id)
            appointment.chat_proof_id = put(session, ready, self._clock.now()).id
            session.flush()
            return self._row(session, appointment)

    def _store_one(
        self, session: Session, draft: AppointmentDraft, appointment_id: int | None
    ) -> AppointmentRow:
        others = self._others(session, appointment_id)
        require_valid(check_appointment(draft, others, self._clock.today()))
        appointment = Appointment() if appointment_id is None else _with_data(session, appointment_id)
        for name in _FIELDS:
            value = getattr(draft, name)
            if name == "gender":
                value = "" if value is None else str(value)
            if isinstance(value, str):
                value = tidy_text(value) if name == "note" else tidy(value)
            setattr(appointment, name, value)
        session.add(appointment)
        session.flush()
        return self._row(session, appointment)

    def _others(self, session: Session, appointment_id: int | None) -> tuple[AppointmentRow, ...]:
        return tuple(row for row in self._rows(session) if row.id != appointment_id)

    def _rows(self, session: Session) -> tuple[AppointmentRow, ...]:
        rows = [self._row(session, appointment) for appointment in session.scalars(select(Appointment))]
        return tuple(sorted(rows, key=lambda row: (row.appointed_on or date.min, row.id), reverse=True))

    def _row(self, session: Session, appointment: Appointment) -> AppointmentRow:
        values = {name: getattr(appointment, name) for name in _FIELDS}
        values["gender"] = Gender(appointment.gender) if appointment.gender else None
        proof = session.get(Attachment, appointment.chat_proof_id) if appointment.chat_proof_id else None
        return AppointmentRow(
            id=appointment.id,
            current=in_office(AppointmentDraft(**values), self._clock.today()),
            chat_proof=attachment_row(proof) if proof is not None else None,
            destroyed_on=appointment.destroyed_on,
            **values,
        )


def _with_data(session: Session, appointment_id: int) -> Appointment:
    """Return an appointment that may be changed: what is left of destroyed data is fixed by its act."""
    appointment = session.get(Appointment, appointment_id)
    if appointment is None:
        raise NotFoundError("Этой записи об ответственном уже нет.")
    if appointment.destroyed_on is not None:
        raise AppError(
            "Персональные данные в этой записи уничтожены, изменить или удалить её нельзя.",
            hint="Она хранит только даты и приказ.",
        )
    return appointment
