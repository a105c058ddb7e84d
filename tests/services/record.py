"""A school's record for the stories about papers, written straight into the tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from hashlib import sha256

from desktop_app.models.attachment import Attachment, AttachmentBlob
from desktop_app.models.banner import Placement, Portal
from desktop_app.models.coordinator import Appointment
from desktop_app.models.directive import Directive, Requirement
from desktop_app.models.outreach import OutreachClass, OutreachEntry
from desktop_app.models.school import ClassGroup, School
from desktop_app.services.errors import AppError
from desktop_app.services.layouts.profile import LayoutProfile
from desktop_app.services.papers.content import PaperContent
from desktop_app.services.papers.press import PackPart, RenderedPaper
from desktop_app.services.store import Store

_PICTURE = b"\xff\xd8 a picture \xff\xd9"


@dataclass
class FakeRenderer:
    """Draws a page of bytes that differ with the content, and remembers what it was asked for."""

    sheets: int = 1
    warnings: tuple[str, ...] = ()
    refuse: str = ""
    seen: list[PaperContent] = field(default_factory=list)

    def render(
        self, content: PaperContent, profile: LayoutProfile, dated: date | None = None
    ) -> RenderedPaper:
        self.seen.append(content)
        if self.refuse:
            raise AppError(self.refuse)
        page = f"%PDF-1.4\n% {profile.name} {content!r}\n%%EOF\n"
        return RenderedPaper(page.encode(), self.sheets, self.warnings)

    def final(self, content: PaperContent, profile: LayoutProfile, made_at: datetime) -> RenderedPaper:
        return self.render(content, profile)

    def word(self, content: PaperContent, profile: LayoutProfile, made_at: datetime | None = None) -> bytes:
        self.seen.append(content)
        return f"word {content!r} {made_at}".encode()

    def bind(self, parts: Sequence[PackPart]) -> bytes:
        return b"".join(part.pdf for part in parts)


def write_record(store: Store, **school: str) -> None:
    """Store a municipal school, the ministry's letter and a coordinator; keywords are the school's."""
    requisites = {
        "full_name": "Муниципальное бюджетное общеобразовательное учреждение «Школа № 99»",
        "short_name": "МБОУ «Школа № 99»",
        "kind": "municipal",
        "locality": "г. Иркутск",
        "address": "ул. Лесная, д. 1, г. Иркутск, 664000",
        "phone": "(3952) 00-00-00",
        "inn": "3800000000",
        "head_name": "Светлова Анна Петровна",
        "head_post": "директор",
        "executor_name": "Иванова Ольга Николаевна",
        "executor_phone": "(3952) 00-00-01",
        "addressee_organisation": "Департамент образования города Иркутска",
        "addressee_post": "начальник департамента образования города Иркутска",
        "addressee_name": "Громов Пётр Ильич",
        **school,
    }
    with store.write("Школа") as session:
        session.add(School(id=1, **requisites))
        session.add(
            Directive(
                number="02-55-5749/24",
                dated=date(2024, 5, 30),
                sender="Министерство образования Иркутской области",
                signatory_post="Министр образования Иркутской области",
                signatory_name="Парфенов Максим Александрович",
                subject="О направлении информации",
                due_on=date(2024, 6, 5),
                chat_name="Заступник Иркутская область",
                requirements=[
                    requirement(0, "appoint_coordinator", date(2024, 6, 5), "implied"),
                    requirement(1, "join_chat", date(2024, 6, 5), "stated"),
                    requirement(2, "place_banners", date(2024, 6, 5), "implied"),
                    requirement(3, "inform_parents", None, "own"),
                    requirement(4, "confirm", None, "own"),
                ],
            )
        )
        session.add(
            Appointment(
                name="Иванова Ольга Николаевна",
                post="заместитель директора по воспитательной работе",
                phone="(3952) 00-00-01",
                email="zavuch@example.org",
                appointed_on=date(2024, 6, 3),
                substitute_name="Кузнецова Мария Ивановна",
                substitute_post="социальный педагог",
            )
        )


def requirement(position: int, kind: str, due: date | None, basis: str) -> Requirement:
    """Make one requirement of the letter."""
    return Requirement(position=position, kind=kind, title=kind, due_on=due, due_basis=basis)


def change_appointment(store: Store, **values: object) -> None:
    """Set fields of the only appointment."""
    with store.write("Ответственный") as session:
        person = session.get_one(Appointment, 1)
        for name, value in values.items():
            setattr(person, name, value)


def add_portal(store: Store, name: str, status: str, **values: object) -> None:
    """Add a portal; a verified one gets a picture."""
    with store.write("Портал") as session:
        if status == "verified":
            picture = session.get(Attachment, 1) or Attachment(
                id=1,
                sha256=sha256(_PICTURE).hexdigest(),
                name="снимок.jpg",
                media_type="image/jpeg",
                size=len(_PICTURE),
                added_at=datetime(2024, 6, 4, tzinfo=UTC),
            )
            session.add(picture)
            session.flush()
            session.merge(AttachmentBlob(attachment_id=picture.id, content=_PICTURE))
            values = {"verified_on": date(2024, 6, 4), "proof_id": picture.id, **values}
        session.add(Portal(kind="website", name=name, placement=Placement(status=status, **values)))


def add_event(store: Store, day: date, parents: int, unique: int | None, *classes: int) -> None:
    """Add an event for parents of ``classes`` (none: the whole school)."""
    with store.write("Мероприятие") as session:
        session.add(
            OutreachEntry(
                held_on=day,
                form="class_meeting",
                topic="О приложении",
                parents=parents,
                unique_parents=unique,
                classes=[OutreachClass(class_id=one) for one in classes],
            )
        )


def add_class(store: Store, name: str, parents: int) -> None:
    """Add a class with its number of parents."""
    with store.write("Класс") as session:
        session.add(ClassGroup(name=name, parents=parents))
