"""Make the frozen file of the present schema: ``python -m tests.data.make_schema_file``; run once a release.

A frozen file is never made again: it stands for the files schools have.
"""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from desktop_app.bootstrap import new_file, opened
from desktop_app.models.database import SCHEMA_VERSION
from desktop_app.services.banners.types import CheckDraft, CheckOutcome
from desktop_app.services.card.loader import load
from desktop_app.services.card.reader import read_card
from desktop_app.services.container import Services
from desktop_app.services.letters.types import LetterDraft, PaperKind
from desktop_app.services.school.types import Subject
from tests.services.conftest import FrozenClock
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
