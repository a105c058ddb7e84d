"""Build the sample school month by month, so that each letter is written from the record of its day."""

from __future__ import annotations

from datetime import date

from desktop_app.models.enums import CheckOutcome, Gender, PaperKind, PlacementStatus, PortalKind
from desktop_app.paths import resource
from desktop_app.services.attachments.types import NewFile
from desktop_app.services.banners.types import CheckDraft, PortalDraft, PortalFields, PortalRow
from desktop_app.services.card.loader import load
from desktop_app.services.card.reader import read_card
from desktop_app.services.container import Services
from desktop_app.services.coordinator.types import AppointmentDraft, AppointmentRow
from desktop_app.services.directive.types import DirectiveDraft, DirectiveFields
from desktop_app.services.letters.types import LetterDraft, LetterRow
from desktop_app.services.outreach.types import OutreachDraft
from desktop_app.services.sample.events import sample_events
from desktop_app.services.sample.pictures import draw_look

_PLACED_ON = date(2024, 6, 4)
_CHANGE = date(2025, 1, 13)
_LOOKS = (date(2024, 6, 5), date(2024, 11, 12), date(2025, 5, 14))
_LOST = PortalKind.OK
"""The portal whose banner was gone at the last look."""


def build_sample(services: Services) -> None:
    """Fill an empty file with a school year; the same record every time.

    Needs a clock that stands after May 2025. Raises what the services raise.
    """
    load(services, read_card(resource("sample/card.toml"), services.letters.today()))
    _receive_letter(services)
    events = sample_events(services.school.classes())
    first = services.coordinator.history()[0]
    _order(services, first)
    _place_banners(services)
    _look(services, _LOOKS[0])
    _tell(services, events, date(2024, 5, 1), date(2024, 6, 5))
    answer = _letter(services, first, date(2024, 6, 5))
    services.letters.mark_sent(answer.id, date(2024, 6, 5), "электронной почтой")
    services.letters.mark_acknowledged(answer.id, date(2024, 6, 7), "1187")
    _tell(services, events, date(2024, 6, 6), date(2024, 9, 30))
    mistaken = _letter(services, first, date(2024, 9, 30))
    services.letters.void(
        mistaken.id, "Зарегистрировано повторно по ошибке: ответ уже дан письмом № 01-12/34."
    )
    _look(services, _LOOKS[1])
    _tell(services, events, date(2024, 10, 1), _CHANGE)
    second = _replace_coordinator(services)
    _order(services, second)
    follow_up = _letter(services, second, date(2025, 1, 15))
    services.letters.mark_sent(follow_up.id, date(2025, 1, 16), "электронной почтой")
    _tell(services, events, date(2025, 1, 14), date(2025, 12, 31))
    _look(services, _LOOKS[2])
    _letter(services, second, date(2025, 5, 30))
    services.letters.create(_draft(services, PaperKind.CONFIRMATION, second, None))
    services.history.seal()


def _receive_letter(services: Services) -> None:
    row = services.directives.list()[0]
    values = {name: getattr(row, name) for name in DirectiveFields.__dataclass_fields__}
    values |= {"received_on": date(2024, 5, 31), "incoming_number": "318"}
    services.directives.save(DirectiveDraft(**values), row.id)


def _place_banners(services: Services) -> None:
    for row in services.banners.list():
        values = {name: getattr(row, name) for name in PortalFields.__dataclass_fields__}
        values |= {"status": PlacementStatus.PLACED, "placed_on": _PLACED_ON, "planned_for": None}
        services.banners.save(PortalDraft(**values), row.id)


def _look(services: Services, day: date) -> None:
    """Look at every portal; at the last look one banner is gone, and is planned anew."""
    for row in services.banners.list():
        gone = row.kind is _LOST and day == _LOOKS[-1]
        picture = draw_look(row.kind, row.name, row.url, day, banner=not gone)
        look = CheckDraft(
            checked_on=day,
            outcome=CheckOutcome.MISSING if gone else CheckOutcome.FOUND,
            note="Запись откреплена, баннера на странице нет" if gone else "",
            picture=NewFile(name=f"{row.name} {day:%d.%m.%Y}.jpg", content=picture, taken_on=day),
        )
        after = services.banners.add_check(row.id, look)
        if gone:
            _plan_again(services, after)


def _plan_again(services: Services, row: PortalRow) -> None:
    values = {name: getattr(row, name) for name in PortalFields.__dataclass_fields__}
    services.banners.save(PortalDraft(**(values | {"planned_for": date(2025, 6, 2)})), row.id)


def _tell(services: Services, events: tuple[OutreachDraft, ...], since: date, until: date) -> None:
    """Store the events of one stretch of time, both days included."""
    for draft in events:
        if draft.held_on is not None and since <= draft.held_on <= until:
            services.outreach.save(draft)


def _replace_coordinator(services: Services) -> AppointmentRow:
    return services.coordinator.replace(
        AppointmentDraft(
            name="Кузнецов Андрей Павлович",
            post="советник директора по воспитанию",
            phone="(3950) 00-12-15",
            email="kuznetsov@example.org",
            gender=Gender.MALE,
            order_number="4-од",
            order_date=_CHANGE,
            appointed_on=_CHANGE,
            chat_joined_on=date(2025, 1, 14),
            substitute_name="Журавлёва Инна Сергеевна",
            substitute_post="заместитель директора по воспитательной работе",
        ),
        _CHANGE,
    )


def _order(services: Services, appointment: AppointmentRow) -> LetterRow:
    draft = _draft(services, PaperKind.ORDER, appointment, appointment.order_date)
    return services.letters.register(services.letters.create(draft).id, on=appointment.order_date)


def _letter(services: Services, appointment: AppointmentRow, on: date) -> LetterRow:
    draft = _draft(services, PaperKind.CONFIRMATION, appointment, on)
    return services.letters.register(services.letters.create(draft).id, on=on)


def _draft(
    services: Services, kind: PaperKind, appointment: AppointmentRow, dated: date | None
) -> LetterDraft:
    directive = services.directives.current()
    return LetterDraft(
        kind=kind,
        directive_id=directive.id if directive is not None else None,
        appointment_id=appointment.id,
        dated=dated,
    )
