"""The school's own layout: copied from a standard, changed within limits, restored, chosen for each kind."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from desktop_app.models.enums import LetterheadStyle, PaperKind
from desktop_app.services.attachments.types import NewFile
from desktop_app.services.clock import Clock
from desktop_app.services.errors import AppError, ValidationError
from desktop_app.services.history.service import HistoryService
from desktop_app.services.layouts.figures import FIGURES, check_figures, limits, values_of, with_values
from desktop_app.services.layouts.profile import PROFILES, ProfileName
from desktop_app.services.layouts.resolve import layout_for
from desktop_app.services.layouts.service import LayoutService
from desktop_app.services.layouts.types import KindLayout, OwnLayoutDraft
from desktop_app.services.store import Store
from tests.services.record import write_record

STANDARDS = [ProfileName.GOST_2025, ProfileName.GOST_2016]


@pytest.fixture
def layouts(store: Store, clock: Clock) -> LayoutService:
    return LayoutService(store, clock)


@pytest.mark.parametrize("name", STANDARDS)
def test_a_standard_keeps_its_own_limits(name: ProfileName) -> None:
    profile = PROFILES[name]
    assert check_figures(values_of(profile), profile) == ()
    assert with_values(profile, values_of(profile)) == profile


@given(st.sampled_from(STANDARDS), st.data())
def test_any_figures_within_the_limits_make_a_profile_that_gives_them_back(
    name: ProfileName, data: st.DataObject
) -> None:
    base = PROFILES[name]
    wanted = {
        figure.name: data.draw(st.floats(*limits(figure, base)).map(lambda value: round(value, 2)))
        for figure in FIGURES
        if figure.name != "code"
    }
    assert values_of(with_values(base, wanted)) == {**values_of(base), **wanted}


def test_own_figures_are_stored_as_differences_and_taken_back(layouts: LayoutService, store: Store) -> None:
    values = values_of(PROFILES[ProfileName.GOST_2016]) | {"letter.left": 25.0, "spacing": 1.5}
    stored = layouts.save(OwnLayoutDraft(ProfileName.GOST_2016, values))
    changed = {row.figure.name: row.value for row in stored.rows if row.value != row.standard}
    assert (stored.base, changed) == (ProfileName.GOST_2016, {"letter.left": 25.0, "spacing": 1.5})
    with store.read() as session:
        own = layout_for(session, PaperKind.ORDER, ProfileName.OWN)
    assert (own.name, own.letter.left, own.spacing, own.corner_width) == (ProfileName.OWN, 25.0, 1.5, 75)
    assert layouts.restore().base is ProfileName.GOST_2025
    HistoryService(store).undo()
    assert layouts.own() == stored


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("letter.left", 19.0, "от 20 до 60 мм (п. 3.2)"),
        ("order.left", 29.0, "от 30 до 60 мм (п. 3.2)"),
        ("page_number_top", 9.0, "от 10 до 18 мм (п. 3.4)"),
        ("largest_size", 15.0, "от 12 до 14 пт (п. 3.3)"),
        ("spacing", 0.9, "от 1 до 1.5 × (п. 3.3)"),
        ("longitudinal_width", 121.0, "от 80 до 120 мм (п. 4.9)"),
    ],
)
def test_a_figure_outside_its_limits_is_refused_with_its_clause(
    layouts: LayoutService, name: str, value: float, words: str
) -> None:
    values = values_of(PROFILES[ProfileName.GOST_2025]) | {name: value}
    with pytest.raises(ValidationError) as refused:
        layouts.save(OwnLayoutDraft(ProfileName.GOST_2025, values))
    assert [(error.field, words in error.message) for error in refused.value.errors] == [(name, True)]
    assert all(row.value == row.standard for row in layouts.own().rows)


def test_the_old_standard_allows_a_narrower_corner_letterhead_only(layouts: LayoutService) -> None:
    values = values_of(PROFILES[ProfileName.GOST_2016]) | {"corner_width": 80.0}
    assert [error.field for error in layouts.check(OwnLayoutDraft(ProfileName.GOST_2016, values))] == [
        "corner_width"
    ]
    assert layouts.check(OwnLayoutDraft(ProfileName.GOST_2025, values)) == ()


def test_an_addressee_beyond_the_margin_is_refused(layouts: LayoutService) -> None:
    values = values_of(PROFILES[ProfileName.GOST_2025]) | {"addressee_x": 125.0}
    assert [error.field for error in layouts.check(OwnLayoutDraft(ProfileName.GOST_2025, values))] == [
        "addressee_width"
    ]


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"letter.left": 31.0}, "corner_width"),
        ({"heading_width": 91.0}, "heading_width"),
        ({"page_number_top": 16.0}, "page_number_top"),
        ({"order.left": 60.0, "order.right": 35.0}, "longitudinal_width"),
        ({"order.left": 60.0, "order.right": 35.0, "post_width": 70.0}, "post_width"),
    ],
)
def test_figures_that_meet_on_the_sheet_are_refused_with_their_clause(
    layouts: LayoutService, changed: dict[str, float], field: str
) -> None:
    values = values_of(PROFILES[ProfileName.GOST_2025]) | changed
    messages = {e.field: e.message for e in layouts.check(OwnLayoutDraft(ProfileName.GOST_2025, values))}
    assert "(п. " in messages[field]


@pytest.mark.parametrize(
    ("name", "value"),
    [("signature_gap", 1.0), ("logo_height", 18.0), ("seal_width", 69.0), ("seal_height", 24.0)],
)
def test_the_free_place_the_gap_and_the_emblem_keep_their_bounds(
    layouts: LayoutService, name: str, value: float
) -> None:
    values = values_of(PROFILES[ProfileName.GOST_2025]) | {name: value}
    assert [e.field for e in layouts.check(OwnLayoutDraft(ProfileName.GOST_2025, values))] == [name]


def test_only_the_old_standard_lets_a_short_text_go_without_a_heading(layouts: LayoutService) -> None:
    for name, wrong in ((ProfileName.GOST_2025, ["heading_lines"]), (ProfileName.GOST_2016, [])):
        values = values_of(PROFILES[name]) | {"heading_lines": 5.0}
        assert [e.field for e in layouts.check(OwnLayoutDraft(name, values))] == wrong


def test_each_kind_has_its_usual_letterhead_until_another_is_chosen(
    layouts: LayoutService, store: Store
) -> None:
    usual = {one.kind: (one.profile, one.letterhead) for one in layouts.choices()}
    assert usual == {
        PaperKind.CONFIRMATION: (ProfileName.GOST_2025, LetterheadStyle.CORNER),
        PaperKind.ORDER: (ProfileName.GOST_2025, LetterheadStyle.LONGITUDINAL),
        PaperKind.BANNER_REPORT: (ProfileName.GOST_2025, LetterheadStyle.CORNER),
    }
    wanted = KindLayout(PaperKind.CONFIRMATION, ProfileName.GOST_2016, LetterheadStyle.LONGITUDINAL)
    layouts.choose([wanted])
    assert layouts.choice(PaperKind.CONFIRMATION) == wanted
    with store.read() as session:
        assert layout_for(session, PaperKind.CONFIRMATION, ProfileName.GOST_2025).letterhead == "longitudinal"
        assert layout_for(session, PaperKind.ORDER, ProfileName.GOST_2025).letterhead is None


def picture(size: tuple[int, int], kind: str = "PNG") -> NewFile:
    out = io.BytesIO()
    Image.new("RGB", size, "navy").save(out, kind)
    return NewFile(name="эмблема.png", content=out.getvalue())


def test_an_emblem_is_made_small_kept_and_taken_away(layouts: LayoutService, store: Store) -> None:
    with pytest.raises(AppError, match="реквизиты"):
        layouts.set_logo(picture((10, 10)))
    write_record(store)
    layouts.set_logo(picture((3000, 2000)))
    kept = Image.open(io.BytesIO(layouts.logo()))
    assert (kept.format, kept.size) == ("JPEG", (600, 400))
    layouts.set_logo(None)
    assert layouts.logo() == b""
    HistoryService(store).undo()
    assert layouts.logo() != b""


def test_what_is_no_picture_is_refused(layouts: LayoutService, store: Store) -> None:
    write_record(store)
    with pytest.raises(AppError, match="не картинка"):
        layouts.set_logo(NewFile(name="x.png", content=b"%PDF-1.4"))
    assert layouts.logo() == b""


def test_a_page_number_over_the_text_is_refused(layouts: LayoutService) -> None:
    values = values_of(PROFILES[ProfileName.GOST_2025]) | {"page_number_top": 17.0}
    draft = OwnLayoutDraft(ProfileName.GOST_2025, values)
    assert [error.field for error in layouts.check(draft)] == ["page_number_top"]
    assert layouts.check(OwnLayoutDraft(draft.base, values | {"letter.top": 25.0, "order.top": 25.0})) == ()


def test_the_copy_has_a_name_that_is_stored_changed_and_forgotten_with_it(
    layouts: LayoutService, store: Store
) -> None:
    own = OwnLayoutDraft(ProfileName.GOST_2016, {"letter.left": 25.0}, "  Инструкция   лицея ")
    assert layouts.save(own).title == layouts.own_title() == "Инструкция лицея"
    assert {row.figure.name: row.value for row in layouts.own().rows}["letter.left"] == 25
    layouts.save(OwnLayoutDraft(own.base, own.values, "Порядок"))
    assert (layouts.own_title(), layouts.own().base) == ("Порядок", ProfileName.GOST_2016)
    HistoryService(store).undo()
    assert layouts.own_title() == "Инструкция лицея"
    layouts.restore()
    assert layouts.own_title() == ""
    (told,) = layouts.check(OwnLayoutDraft(own.base, own.values, "я" * 61))
    assert told.field == "title"
