"""Make the frozen file of the present schema: ``python -m tests.data.make_schema_file``; run once a release.

A frozen file is never made again: it stands for the files schools have.
"""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import select

from desktop_app.bootstrap import new_file, opened
from desktop_app.models.connection import SCHEMA_VERSION
from desktop_app.models.event_log import ImportedFile
from desktop_app.models.form_draft import FormDraft
from desktop_app.models.school import ClassGroup, ClassYear
from desktop_app.services.banners.types import CheckDraft, CheckOutcome
from desktop_app.services.card.loader import load
from desktop_app.services.card.reader import read_card
from desktop_app.services.container import Services
from desktop_app.services.event_log import LogKind, note
from desktop_app.services.layouts.figures import values_of
from desktop_app.services.layouts.profile import PROFILES, ProfileName
from desktop_app.services.layouts.types import KindLayout, LetterheadStyle, OwnLayoutDraft
from desktop_app.services.letters.types import EnclosureDraft, LetterDraft, NumberSeries, PaperKind
from desktop_app.services.page_check.types import BannerFileDraft
from desktop_app.services.school.types import Subject
from tests.services.conftest import FrozenClock
from tests.services.page_check.pages import banner, encoded
from tests.services.test_record import picture

HERE = Path(__file__).parent


def fill(services: Services) -> None:
    """Put something into every table."""
    load(services, read_card(HERE.parents[1] / "docs" / "card-example.toml"))
    portal = services.banners.list()[0]
    seen = CheckDraft(checked_on=date(2024, 6, 4), outcome=CheckOutcome.FOUND, picture=picture())
    services.banners.add_check(portal.id, seen)
    school = services.school.get()
    services.case_forms.confirm(Subject.NAME, school.head_name, "dative", "Соколовой Марине Викторовне")
    directive, person = services.directives.list()[0], services.coordinator.history()[0]
    for kind in (PaperKind.ORDER, PaperKind.CONFIRMATION, PaperKind.CONFIRMATION):
        paper = LetterDraft(kind=kind, directive_id=directive.id, appointment_id=person.id)
        services.letters.create(paper)
    order, first, _draft = sorted(services.letters.list(), key=lambda row: row.id)
    services.letters.register(order.id)
    services.letters.register(first.id, on=date(2024, 6, 5))
    services.letters.void(first.id, "ошибка в адресате")
    fill_schema_2(services, directive.id, person.id)


def fill_schema_2(services: Services, directive_id: int, appointment_id: int) -> None:
    """Put something into the tables that came with schema 2."""
    services.numbering.reserve(NumberSeries.OUTGOING, "для ответа на запрос")
    enclosed = LetterDraft(
        kind=PaperKind.CONFIRMATION,
        directive_id=directive_id,
        appointment_id=appointment_id,
        enclosures=(EnclosureDraft(kind=PaperKind.BANNER_REPORT), EnclosureDraft(kind=PaperKind.MEMO)),
    )
    services.letters.register(services.letters.create(enclosed).id)
    values = values_of(PROFILES[ProfileName.GOST_2025]) | {"letter.left": 25.0}
    services.layouts.save(OwnLayoutDraft(ProfileName.GOST_2025, values))
    services.layouts.choose(
        [KindLayout(PaperKind.ORDER, ProfileName.GOST_2016, LetterheadStyle.LONGITUDINAL)]
    )
    services.texts.save(PaperKind.MEMO, services.texts.standard(PaperKind.MEMO) + "Спасибо за внимание.\n")
    official = encoded(banner(size=(240, 120)), "JPEG")
    services.page_check.keep(BannerFileDraft(name="баннер.jpg", content=official, link="example.ru/app"))
    with services.store.write("Прошлый учебный год") as session:
        group = session.scalars(select(ClassGroup)).first()
        assert group is not None
        session.add(ClassYear(class_id=group.id, school_year=2022, name="4А", pupils=20, parents=25))
    with services.store.write_unrecorded() as session:
        now = datetime(2024, 6, 5, 12, tzinfo=UTC)
        session.add(FormDraft(form="coordinator", content="{}", saved_at=now))
        session.add(ImportedFile(sha256="0" * 64, imported_at=now, entries=3))
        note(session, LogKind.IMPORT, "Загружена таблица: 3 мероприятия.", now)


def main() -> None:
    """Make the file, unless there is one."""
    target = HERE / "schemas" / f"schema-{SCHEMA_VERSION}.otklik"
    clock = FrozenClock(date(2024, 6, 5))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / target.name
        new_file(path, fill, clock=clock)
        with opened(path, clock=clock) as services:
            print(services.register.chain().rows, "rows in the register")  # noqa: T201 - a command
        if target.exists():
            raise SystemExit(f"{target.name} is frozen")
        target.write_bytes(path.read_bytes())


if __name__ == "__main__":
    main()
