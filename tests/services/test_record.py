"""The record holds what a school did, and refuses what it cannot have done."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from desktop_app.models.attachment import Attachment
from desktop_app.models.banner import Placement
from desktop_app.models.enums import OutreachForm
from desktop_app.models.outreach import OutreachClass, OutreachEntry
from desktop_app.services import validation
from desktop_app.services.attachments.service import AttachmentService
from desktop_app.services.attachments.types import NewFile
from desktop_app.services.banners.service import BannerService
from desktop_app.services.banners.types import (
    CheckDraft,
    CheckOutcome,
    PlacementStatus,
    PortalDraft,
    PortalRow,
)
from desktop_app.services.coordinator.service import CoordinatorService
from desktop_app.services.coordinator.types import AppointmentDraft, Gender
from desktop_app.services.directive.service import DirectiveService
from desktop_app.services.directive.types import DueBasis, RequirementKind
from desktop_app.services.errors import AppError, NotFoundError, ValidationError
from desktop_app.services.history.service import HistoryService
from desktop_app.services.school.case_forms import CaseFormService
from desktop_app.services.school.service import SchoolService, default_addressee
from desktop_app.services.school.types import ClassDraft, SchoolDraft, SchoolKind, Subject
from desktop_app.services.store import Store
from tests.services.conftest import FrozenClock

ANNA = AppointmentDraft(
    name="Лебедева Анна Петровна",
    post="советник директора по воспитанию",
    gender=Gender.FEMALE,
    order_number="57-од",
    order_date=date(2024, 6, 3),
    appointed_on=date(2024, 6, 3),
)


def picture(width: int = 40, height: int = 30, colour: str = "white") -> NewFile:
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "PNG")
    return NewFile(name="снимок.png", content=out.getvalue())


def wrong(action: Callable[[], object]) -> set[str]:
    """Return the fields a refusal names."""
    with pytest.raises(ValidationError) as caught:
        action()
    assert all(error.message.endswith((".", "?", "»")) or error.message for error in caught.value.errors)
    return {error.field for error in caught.value.errors}


# --- school ----------------------------------------------------------------------------------------------


def test_a_school_is_entered_once_and_read_back(store: Store) -> None:
    service = SchoolService(store)
    assert service.get().full_name == ""
    draft = SchoolDraft(
        full_name="  Школа № 99 ", kind=SchoolKind.PRIVATE, inn="3808000007", head_gender=Gender.MALE
    )
    assert service.save(draft) == service.get()
    assert (service.get().full_name, service.get().kind) == ("Школа № 99", SchoolKind.PRIVATE)
    assert service.get().head_gender is Gender.MALE


def test_every_wrong_requisite_is_named_at_once(store: Store) -> None:
    draft = SchoolDraft(inn="123", ogrn="1023801000000", kpp="12", okpo="1234567X", email="нет", phone="ab")
    assert wrong(lambda: SchoolService(store).save(draft)) == {
        "full_name",
        "inn",
        "ogrn",
        "kpp",
        "okpo",
        "email",
        "phone",
    }


@pytest.mark.parametrize(
    ("check", "good"),
    [
        (validation.inn, "7707083893"),
        (validation.inn, "500100732259"),
        (validation.ogrn, "1027700132195"),
        (validation.ogrn, "304500116000157"),
        (validation.okpo, "00032537"),
    ],
)
def test_real_numbers_pass_and_any_changed_last_digit_does_not(
    check: Callable[[str], str], good: str
) -> None:
    assert check(good) == ""
    for digit in "0123456789":
        if digit != good[-1]:
            assert "контрольная цифра" in check(good[:-1] + digit)


@given(st.text(max_size=40))
def test_no_text_breaks_a_check(text: str) -> None:
    for check in (
        validation.inn,
        validation.ogrn,
        validation.kpp,
        validation.okpo,
        validation.email,
        validation.phone,
        validation.url,
        validation.person,
        validation.line,
    ):
        assert isinstance(check(text), str)


def test_classes_stand_in_school_order_and_names_are_unique(store: Store) -> None:
    service = SchoolService(store)
    for name in ("10А", "2Б", "2А", "Группа"):
        service.save_class(ClassDraft(name=name))
    assert [row.name for row in service.classes()] == ["2А", "2Б", "10А", "Группа"]
    assert wrong(lambda: service.save_class(ClassDraft(name="2а"))) == {"name"}
    assert wrong(lambda: service.save_class(ClassDraft(name="3А", parents=-1))) == {"parents"}


def test_a_class_in_the_log_stays(store: Store) -> None:
    service = SchoolService(store)
    row = service.save_class(ClassDraft(name="5А", parents=40))
    with store.write("Добавлена запись") as session:
        entry = OutreachEntry(held_on=date(2024, 6, 1), form=OutreachForm.CLASS_MEETING, topic="Тема")
        entry.classes.append(OutreachClass(class_id=row.id))
        session.add(entry)
    with pytest.raises(AppError, match="удалить его нельзя"):
        service.delete_class(row.id)


def test_a_corrected_form_is_kept_and_can_be_forgotten(store: Store) -> None:
    forms = CaseFormService(store)
    proposed = forms.form(Subject.NAME, "Лебедева Анна Петровна", "accusative")
    assert proposed == "Лебедеву Анну Петровну"
    forms.confirm(Subject.NAME, "Лебедева Анна Петровна", "accusative", "Лебедева Анну Петровну")
    assert forms.form(Subject.NAME, "Лебедева Анна Петровна", "accusative") == "Лебедева Анну Петровну"
    assert sum(row.confirmed for row in forms.forms(Subject.NAME, "Лебедева Анна Петровна")) == 1
    forms.forget(Subject.NAME, "Лебедева Анна Петровна")
    assert forms.form(Subject.NAME, "Лебедева Анна Петровна", "accusative") == proposed


# --- directive -------------------------------------------------------------------------------------------


def test_the_ministrys_letter_is_there_as_it_was_written(store: Store) -> None:
    service = DirectiveService(store)
    row = service.save(service.preset())
    assert (row.number, row.dated, row.due_on, row.sheets) == (
        "02-55-5749/24",
        date(2024, 5, 30),
        date(2024, 6, 5),
        12,
    )
    assert row.chat_link == "https://sferum.ru/?p=messages&join=vBHsZeb_GIP3gPMptbNBSF/XaRWCSwJbxA8="
    assert row.chat_link in row.text
    stated = [item.kind for item in row.requirements if item.due_basis is DueBasis.STATED]
    assert stated == [RequirementKind.JOIN_CHAT]
    assert service.current() == row
    assert wrong(lambda: service.save(service.preset())) == {"number"}


def test_changing_one_date_of_a_letter_is_undone_to_the_last_task(store: Store) -> None:
    service = DirectiveService(store)
    row = service.save(service.preset())
    changed = replace(row.requirements[2], due_on=date(2024, 6, 10), due_basis=DueBasis.OWN)
    draft = replace(service.preset(), requirements=(*row.requirements[:2], changed))
    assert len(service.save(draft, row.id).requirements) == 3
    HistoryService(store).undo()
    assert service.get(row.id) == row


def test_state_and_private_schools_answer_the_sender(store: Store) -> None:
    preset = DirectiveService(store).preset()
    assert default_addressee(SchoolKind.PRIVATE, preset)[2] == "Парфенов Максим Александрович"
    assert default_addressee(SchoolKind.MUNICIPAL, preset) == ("", "", "")


# --- coordinator -----------------------------------------------------------------------------------------


def test_one_person_is_responsible_at_a_time(store: Store, clock: FrozenClock) -> None:
    service = CoordinatorService(store, clock)
    anna = service.save(ANNA)
    pavel = AppointmentDraft(name="Гусев Павел Ильич", appointed_on=date(2024, 9, 2))
    assert wrong(lambda: service.save(pavel)) == {"appointed_on"}
    service.replace(pavel, released_on=date(2024, 9, 1))
    assert [row.name for row in service.history()] == [pavel.name, ANNA.name]
    before, after = service.current(date(2024, 9, 1)), service.current(date(2024, 9, 2))
    assert before is not None
    assert after is not None
    assert (before.id, after.name) == (anna.id, pavel.name)


def test_a_replacement_is_one_step_back(store: Store, clock: FrozenClock) -> None:
    service = CoordinatorService(store, clock)
    service.save(ANNA)
    before = service.history()
    service.replace(
        replace(ANNA, name="Гусев Павел Ильич", gender=None, appointed_on=date(2024, 9, 2)), date(2024, 9, 1)
    )
    HistoryService(store).undo()
    assert service.history() == before


def test_nobody_joins_a_chat_in_the_future(store: Store, clock: FrozenClock) -> None:
    draft = replace(ANNA, chat_joined_on=date(2024, 6, 4))
    assert wrong(lambda: CoordinatorService(store, clock).save(draft)) == {"chat_joined_on"}


def test_the_chats_proof_is_kept(store: Store, clock: FrozenClock) -> None:
    service = CoordinatorService(store, clock)
    row = service.attach_chat_proof(service.save(ANNA).id, picture())
    assert row.chat_proof is not None
    assert AttachmentService(store).content(row.chat_proof.id).startswith(b"\xff\xd8")


# --- banners ---------------------------------------------------------------------------------------------


@pytest.fixture
def banners(store: Store, clock: FrozenClock) -> BannerService:
    return BannerService(store, clock)


def placed(banners: BannerService) -> PortalRow:
    return banners.save(PortalDraft(name="Сайт", status=PlacementStatus.PLACED, placed_on=date(2024, 6, 1)))


def found(on: date = date(2024, 6, 2)) -> CheckDraft:
    return CheckDraft(checked_on=on, outcome=CheckOutcome.FOUND, picture=picture())


def test_only_a_picture_makes_a_banner_verified(banners: BannerService) -> None:
    row = placed(banners)
    assert wrong(lambda: banners.save(PortalDraft(name="Сайт", status=PlacementStatus.VERIFIED), row.id)) >= {
        "status"
    }
    assert wrong(
        lambda: banners.add_check(row.id, CheckDraft(checked_on=date(2024, 6, 2), outcome=CheckOutcome.FOUND))
    ) == {"picture"}
    seen = banners.add_check(row.id, CheckDraft(checked_on=date(2024, 6, 2), outcome=CheckOutcome.SEEN))
    assert seen.status is PlacementStatus.PLACED
    verified = banners.add_check(row.id, found())
    assert (verified.status, verified.verified_on) == (PlacementStatus.VERIFIED, date(2024, 6, 2))
    assert verified.proof is not None
    assert (verified.checks, banners.totals().verified) == (2, 1)


def test_the_database_itself_refuses_a_verified_banner_without_proof(
    store: Store, banners: BannerService
) -> None:
    row = placed(banners)

    def cheat() -> None:
        with store.write("Обман") as session:
            placement = session.scalars(select(Placement).where(Placement.portal_id == row.id)).one()
            placement.status = PlacementStatus.VERIFIED

    with pytest.raises(IntegrityError, match="verified_has_evidence"):
        cheat()


def test_a_banner_that_is_gone_is_missing_and_comes_back(banners: BannerService) -> None:
    row = placed(banners)
    banners.add_check(row.id, found())
    gone = CheckDraft(checked_on=date(2024, 6, 3), outcome=CheckOutcome.MISSING)
    missing = banners.add_check(row.id, gone)
    assert missing.status is PlacementStatus.MISSING
    again = banners.delete_check(banners.checks(row.id)[0].id)
    assert again.status is PlacementStatus.VERIFIED
    last = banners.delete_check(banners.checks(row.id)[0].id)
    assert (last.status, last.proof) == (PlacementStatus.PLACED, None)


def test_a_deleted_portal_comes_back_whole(store: Store, banners: BannerService) -> None:
    row = placed(banners)
    banners.add_check(row.id, found())
    before = banners.list(), banners.checks(row.id)
    banners.delete(row.id)
    assert banners.list() == ()
    HistoryService(store).undo()
    assert (banners.list(), banners.checks(row.id)) == before


def test_not_applicable_needs_a_reason_and_two_portals_are_not_the_same(banners: BannerService) -> None:
    assert wrong(lambda: banners.save(PortalDraft(name="Экран", status=PlacementStatus.NOT_APPLICABLE))) == {
        "reason"
    }
    placed(banners)
    assert wrong(lambda: banners.save(PortalDraft(name="Сайт"))) == {"name"}


# --- attachments -----------------------------------------------------------------------------------------


def test_the_same_picture_is_stored_once(store: Store) -> None:
    service = AttachmentService(store)
    assert service.add(picture()).id == service.add(picture()).id
    with store.read() as session:
        assert len(session.scalars(select(Attachment)).all()) == 1


def test_a_picture_loses_the_cameras_data_but_its_date(store: Store) -> None:
    out = io.BytesIO()
    image = Image.new("RGB", (3000, 1000), "white")
    exif = image.getexif()
    exif[0x8769] = {36867: "2024:06:04 10:11:12"}
    exif[0x8825] = {1: "N", 2: (52.0, 17.0, 0.0)}
    image.save(out, "JPEG", exif=exif)
    service = AttachmentService(store)
    row = service.add(NewFile(name="IMG_1.jpg", content=out.getvalue()))
    assert row.taken_on == date(2024, 6, 4)
    kept = Image.open(io.BytesIO(service.content(row.id)))
    assert (kept.width, dict(kept.getexif())) == (1600, {})


@pytest.mark.parametrize("content", [b"", b"MZ\x90", b"\x89PNG\r\n\x1a\nbroken", b"<html>"])
def test_what_is_no_picture_is_refused(store: Store, content: bytes) -> None:
    with pytest.raises(AppError):
        AttachmentService(store).add(NewFile(name="x.png", content=content))


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_read(store: Store) -> None:
    huge = io.BytesIO()
    Image.new("1", (8000, 6000)).save(huge, "PNG")
    with pytest.raises(AppError, match="слишком большой"):
        AttachmentService(store).add(NewFile(name="x.png", content=huge.getvalue()))


def test_what_is_gone_is_said(store: Store) -> None:
    with pytest.raises(NotFoundError):
        AttachmentService(store).content(77)
