"""A card written into a file is the record the window shows."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.bootstrap import build_services
from desktop_app.models.database import Database
from desktop_app.services.banners.types import PlacementStatus
from desktop_app.services.card.loader import load
from desktop_app.services.card.reader import read_card
from desktop_app.services.compliance.types import RequirementState
from desktop_app.services.container import Services
from desktop_app.services.school.types import NumberSeries
from tests.services.card.conftest import TODAY
from tests.services.conftest import FrozenClock


@pytest.fixture
def services(database: Database) -> Services:
    return build_services(database, FrozenClock(TODAY))


def test_the_whole_card_is_in_the_file_and_cannot_be_undone(services: Services, card: Path) -> None:
    text = card.read_text(encoding="utf-8")
    verified = 'status = "verified"\nchecked_on = 2024-06-05\nscreenshot = "site.png"'
    card.write_text(text.replace('status = "placed"', verified), encoding="utf-8")
    load(services, read_card(card, TODAY))
    assert services.school.get().inn == "3808000007"
    assert [row.name for row in services.school.classes()] == ["5А", "5Б"]
    site = services.banners.list()[0]
    assert (site.status, site.verified_on, site.checks) == (PlacementStatus.VERIFIED, TODAY.replace(day=5), 1)
    assert services.outreach.list()[0].classes == "5А, 5Б"
    current = services.coordinator.current()
    assert current is not None
    assert current.order_number == "57-од"
    assert services.numbering.preview(NumberSeries.OUTGOING, TODAY, 1) == ("01-12/34",)
    states = [one.state for one in services.compliance.standing().requirements]
    assert states.count(RequirementState.DONE) == 3
    assert services.history.state().undo == ""


def test_only_a_schools_name_is_enough(services: Services, card: Path) -> None:
    card.write_text('[school]\nfull_name = "Гимназия"\nkind = "private"\n', encoding="utf-8")
    load(services, read_card(card, TODAY))
    school = services.school.get()
    assert school.addressee_organisation == "Министерство образования Иркутской области"
    assert school.addressee_name == "Парфенов Максим Александрович"
    assert services.outreach.list() == ()


def test_a_municipal_school_without_an_addressee_is_not_given_the_ministry(
    services: Services, card: Path
) -> None:
    card.write_text('[school]\nfull_name = "Школа № 5"\n', encoding="utf-8")
    load(services, read_card(card, TODAY))
    assert services.school.get().addressee_organisation == ""
