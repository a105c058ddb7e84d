"""Only a banner the page shows is found: one that is hidden, unused or of the same series is not."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageDraw, ImageOps

from desktop_app.services.page_check.hiding import Shown
from desktop_app.services.page_check.html import read_html
from desktop_app.services.page_check.likeness import compare, look_at
from desktop_app.services.page_check.sheets import hidden_marks, pictures_of, rebased, rules_of
from desktop_app.services.page_check.types import Place, Verdict
from tests.services.page_check.pages import LINK, banner, encoded, filler, html, inline, mhtml, scaled
from tests.services.page_check.test_page_check import OFFICIAL, check

HANGS = f"<a href='{LINK}'><img src='page_files/b.png'></a>"
OTHER = encoded(banner(5))


def saved_page(folder: Path, body: str, head: str = "", **files: bytes) -> Verdict:
    """Save a page whole, as a browser does: its folder has the banner and whatever else is given."""
    (folder / "page_files").mkdir()
    for name, content in {"b_png": OFFICIAL, **files}.items():
        (folder / "page_files" / name.replace("_", ".")).write_bytes(content)
    page = html(f"{filler()}<img src='{inline(OTHER)}'>{body}").replace(
        b"</head>", head.encode() + b"</head>"
    )
    return check(folder, page).picture.verdict


@pytest.mark.parametrize(
    "hides",
    [
        "<div style='display:none'>{}</div>",
        "<div style='color:red; Visibility : hidden'><p>{}</div>",
        "<section hidden>{}</section>",
        "<div style='opacity:0;'><span><br>{}</span></div>",
        "<div style='position:absolute;left:-9999px'>{}</div>",
        "<template>{}</template>",
        "<div class='card old'>{}</div>",
        "<div id='gone'>{}</div>",
        "<iframe style='display:none' srcdoc=\"{}\"></iframe>",
        "<img src='page_files/b.png' width='1' height='1'>",
        "<img src='page_files/b.png' style='width:1px;height:1px'>",
        "<!-- {} -->",
        "<!--[if IE]>{}<![endif]-->",
        '<script>var old = "{}";</script>',
        "<p>Баннер лежит в папке, а на странице его нет.</p>",
        "<link rel='preload' as='image' href='page_files/b.png'>",
    ],
)
def test_a_banner_nobody_sees_is_never_found(tmp_path: Path, hides: str) -> None:
    head = "<style>/* .card{display:none} */ .old{display:none!important} div#gone{visibility:hidden}</style>"
    assert saved_page(tmp_path, hides.format(HANGS), head) is Verdict.UNSURE


@pytest.mark.parametrize(
    "shows",
    [
        "<div style='display:none'>меню</div>{}",
        "<p style='display:none'>меню</div></p>{}",
        "<div style='display:none'>{}</div><div>{}</div>",
        "<div style='opacity:0.9;max-width:1px'>{}</div>",
        "<div class='slide active'>{}</div>",
        "<div class='phone'>{}</div>",
        "<table><td width='1'>{}</td></table>",
    ],
)
def test_a_banner_that_is_shown_is_found_whatever_is_hidden_beside(tmp_path: Path, shows: str) -> None:
    head = (
        "<style>.slide{display:none} .slide.active{display:block}"
        "@media (max-width: 600px) { .phone { display:none } }</style>"
    )
    assert saved_page(tmp_path, shows.format(HANGS, HANGS), head) is Verdict.FOUND


@pytest.mark.parametrize(("worn", "verdict"), [("hero", Verdict.FOUND), ("other", Verdict.UNSURE)])
def test_a_background_of_a_style_sheet_counts_where_something_wears_it(
    tmp_path: Path, worn: str, verdict: Verdict
) -> None:
    sheet = b"@charset 'utf-8'; .wide .hero, #x:hover { background: url(../upload/b.png) }"
    body = f"<div class='wide'><a class='{worn}' href='{LINK}'></a></div>"
    assert saved_page(tmp_path, body, site_css=sheet) is verdict


def test_a_sheet_outside_of_the_page_s_folder_is_not_followed(tmp_path: Path) -> None:
    sheet = tmp_path / "elsewhere.css"
    sheet.write_bytes(b".hero { background: url(b.png) }")
    (tmp_path / "saved" / "page_files").mkdir(parents=True)
    (tmp_path / "saved" / "page_files" / "b.png").write_bytes(OFFICIAL)
    try:
        (tmp_path / "saved" / "page_files" / "site.css").symlink_to(sheet)
    except OSError:
        pytest.skip("this system does not let everyone make links")
    page = html(f"{filler()}<img src='{inline(OTHER)}'><div class='hero'></div>")
    assert check(tmp_path / "saved", page).picture.verdict is Verdict.UNSURE


def test_a_part_of_one_file_that_the_page_does_not_name_is_not_on_the_page(tmp_path: Path) -> None:
    site = "https://school.example.ru"
    page = html(f"{filler()}<img src='{site}/a.png'>")
    whole = mhtml(page, {f"{site}/a.png": OTHER, f"{site}/old/b.png": OFFICIAL})
    assert check(tmp_path, whole, name="page.mhtml").picture.verdict is Verdict.UNSURE


def other_words(official: Image.Image, seed: int) -> Image.Image:
    """Draw another banner of the same series: the same ground and shapes, other words."""
    width, height = official.size
    other = official.copy()
    draw = ImageDraw.Draw(other)
    for place in range(6):
        left = width // 3 + (2 * place + seed % 2) * width // 24
        draw.rectangle((left, height // 2, left + width // 40, height * 2 // 3), fill=(60, 60, 60))
    return other


def test_another_banner_of_the_same_series_is_not_taken_for_it() -> None:
    """The steps of brightness are those of the ground, so the drawing itself is compared too."""
    for seed in range(1, 15):
        official = banner(seed)
        first, second = look_at(encoded(official)), look_at(encoded(other_words(official, seed)))
        assert first is not None
        assert second is not None
        assert compare(first, second) is not Verdict.FOUND, seed


@pytest.mark.parametrize("colour", ["white", (190, 190, 190)])
@pytest.mark.parametrize("width", [6, 30])
def test_a_border_a_site_puts_around_it_does_not_hide_the_banner(colour: str, width: int) -> None:
    for seed in range(1, 7):
        bordered = ImageOps.expand(scaled(banner(seed), 0.6), border=width, fill=colour)
        first, second = (
            look_at(OFFICIAL if seed == 1 else encoded(banner(seed))),
            look_at(encoded(bordered, "JPEG")),
        )
        assert first is not None
        assert second is not None
        assert compare(first, second) is Verdict.FOUND, seed


def test_a_button_as_small_as_an_icon_may_be_the_banner_and_is_not_vouched_for(tmp_path: Path) -> None:
    (tmp_path / "b.png").write_bytes(encoded(scaled(banner(), 0.125)))
    answer = check(tmp_path, html(f"{filler()}<img src='b.png'>"))
    assert answer.picture.verdict is Verdict.UNSURE


def test_end_tags_that_close_nothing_change_nothing() -> None:
    sight = Shown()
    for tag in ("div", "p", "template"):
        sight.leave(tag)
    assert sight.enter("div", {"style": "display:none"}) is False
    assert sight.enter("img", {}) is False
    sight.leave("span")
    assert sight.enter("p", {}) is False
    sight.leave("div")
    assert sight.enter("img", {}) is True


def test_a_sheet_is_read_as_far_as_it_can_be() -> None:
    rules = rules_of(
        "}}} .a { display : none } .b{} @media print{.c{display:none}} .d{background:url(x.png) /*"
    )
    assert hidden_marks(rules) == {".a"}
    assert [one.url for one in pictures_of(rules)] == ["x.png"]
    assert rebased("a { b: url( 'x y.png' ) }", str.upper) == "a { b: url(X Y.PNG' ) }"


@pytest.mark.parametrize(
    ("around", "shown"),
    [
        ("<details><summary>Ещё</summary>{}</details>", False),
        ("<details><summary>Ещё {}</summary></details>", True),
        ("<details open><summary>Ещё</summary>{}</details>", True),
        ("<details><summary>Ещё</summary><p>…</p></details>{}", True),
        ("<dialog>{}</dialog>", False),
        ("<dialog open>{}</dialog>", True),
        ("<textarea>{}</textarea>", False),
        ("<noframes>{}</noframes>", False),
    ],
)
def test_what_a_browser_keeps_closed_proves_nothing(around: str, shown: object) -> None:
    (image,) = read_html(around.format("<img src='b.png'>")).images
    assert (image.place is Place.SHOWN) is shown


def test_a_banner_shown_as_a_thumbnail_is_not_called_absent() -> None:
    official, thumbnail = look_at(OFFICIAL), look_at(encoded(banner().resize((100, 33))))
    icon = look_at(encoded(banner(3).resize((32, 32))))
    assert official is not None
    assert thumbnail is not None
    assert icon is not None
    assert compare(official, thumbnail) is Verdict.UNSURE
    assert compare(official, icon) is Verdict.NOT_FOUND
