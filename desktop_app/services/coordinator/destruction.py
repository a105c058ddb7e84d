"""Destroy a former coordinator's personal data and print the act of it (152-ФЗ, 21)."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from sqlalchemy.orm import Session

from desktop_app.models.coordinator import Appointment
from desktop_app.models.enums import LetterheadStyle, PaperKind
from desktop_app.russian.dates import short_date
from desktop_app.services.clock import Clock
from desktop_app.services.coordinator.person import Person
from desktop_app.services.coordinator.types import DestructionPlan
from desktop_app.services.errors import AppError, NotFoundError, StorageError
from desktop_app.services.event_log import LogKind, note
from desktop_app.services.layouts.profile import ProfileName
from desktop_app.services.layouts.resolve import layout_for
from desktop_app.services.papers.destruction_act import Destruction, destruction_act
from desktop_app.services.papers.facts import gather
from desktop_app.services.papers.press import PaperRenderer, RenderedPaper
from desktop_app.services.store import Store

_DATA: Final = (
    ("name", "фамилия, имя, отчество"),
    ("gender", "пол"),
    ("phone", "рабочий телефон"),
    ("email", "электронная почта"),
    ("substitute_name", "данные замещающего"),
    ("note", "заметка"),
    ("chat_proof_id", "снимок вступления в чат"),
)
_PLACES: Final = {
    "school": "реквизиты школы",
    "appointments": "другие записи об ответственных",
    "directives": "письма министерства",
    "outreach_entries": "записи о работе с родителями",
}


class DestructionService:
    """The last duty towards somebody who has left: nothing of theirs is kept longer than it is needed."""

    def __init__(self, store: Store, clock: Clock, renderer: PaperRenderer) -> None:
        self._store = store
        self._clock = clock
        self._renderer = renderer

    def plan(self, appointment_id: int) -> DestructionPlan:
        """Return what would go and what would stay; raises ``AppError`` when it may not be done yet."""
        with self._store.read_long() as session:
            row = self._released(session, appointment_id)
            person = Person(session, row)
            _refuse_drafts(person)
            places = dict.fromkeys(_PLACES.get(table, "другие записи учёта") for table in person.elsewhere())
            return DestructionPlan(goes=_goes(row, person), papers=person.papers(), elsewhere=tuple(places))

    def destroy(self, appointment_id: int) -> RenderedPaper:
        """Destroy the data for good and return the act, the only paper left with the name.

        The act is drawn first: without it nothing is destroyed. Undo does not pass this point. Raises
        ``AppError`` when it may not be done, ``StorageError``, ``NotFoundError``.
        """
        act = self._act(appointment_id)
        with self._store.write("Уничтожены персональные данные", final=True) as session:
            row = self._released(session, appointment_id)
            person = Person(session, row)
            _refuse_drafts(person)
            sentence = (
                f"Уничтожены персональные данные: {_whose(row)}. Состав: {', '.join(_goes(row, person))}."
            )
            person.destroy(self._clock.today())
            note(session, LogKind.DESTRUCTION, sentence, self._clock.now())
        return self._without_remains(act)

    def _without_remains(self, act: RenderedPaper) -> RenderedPaper:
        """Write the file anew; when that fails the data is gone all the same and the act must not be lost."""
        try:
            self._store.compact()
        except StorageError as error:
            said = f"Данные уничтожены, но освобождённое место в файле не перезаписано. {error}"
            return replace(act, warnings=(*act.warnings, said))
        return act

    def _act(self, appointment_id: int) -> RenderedPaper:
        with self._store.read_long() as session:
            row = self._released(session, appointment_id)
            facts = gather(session, directive_id=None, appointment_id=None, on=self._clock.today())
            about = Destruction(
                name=row.name,
                whose=_whose(row),
                data=_goes(row, Person(session, row)),
                made_at=self._clock.now(),
            )
            layout = layout_for(session, PaperKind.BANNER_REPORT, ProfileName.GOST_2025)
        # the long head leaves an act room to stand on one sheet
        across = replace(layout, letterhead=LetterheadStyle.LONGITUDINAL)
        return self._renderer.render(destruction_act(facts, about), across)

    def _released(self, session: Session, appointment_id: int) -> Appointment:
        """Return an appointment that is over and still has its data."""
        row = session.get(Appointment, appointment_id)
        if row is None:
            raise NotFoundError("Этой записи об ответственном уже нет.")
        if row.destroyed_on is not None:
            raise AppError(f"Данные уже уничтожены {short_date(row.destroyed_on)}.")
        if row.released_on is None or row.released_on >= self._clock.today():
            raise AppError(
                "Пока человек отвечает, его данные нужны, и уничтожать их нельзя.",
                hint="Сначала смените его: данные уничтожают со следующего дня после последнего.",
            )
        return row


def _refuse_drafts(person: Person) -> None:
    if person.drafts():
        raise AppError(
            "Есть проект бумаги, в котором назван этот человек.",
            hint="Зарегистрируйте проект или удалите его, потом уничтожайте данные.",
        )


def _goes(row: Appointment, person: Person) -> tuple[str, ...]:
    """Name what the record holds of the person; a picture that proves something else too stays."""
    held = {name: bool(getattr(row, name)) for name, _ in _DATA}
    held["chat_proof_id"] = bool(person.proofs())
    return tuple(word for name, word in _DATA if held[name])


def _whose(row: Appointment) -> str:
    """Point at a person by post, order and dates, without the name."""
    parts = [f"ответственный за информирование{f' ({row.post})' if row.post.strip() else ''}"]
    if row.order_number.strip():
        day = f" от {short_date(row.order_date)}" if row.order_date else ""
        parts.append(f"приказ{day} № {row.order_number}")
    begun = f"с {short_date(row.appointed_on)} " if row.appointed_on else ""
    ended = f"по {short_date(row.released_on)}" if row.released_on else ""
    parts.append(f"срок полномочий {begun}{ended}".strip())
    return ", ".join(parts)
