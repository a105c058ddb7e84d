"""Pages as schools' portals make them and browsers save them: the banner is seen wherever it stands."""

from __future__ import annotations

from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from desktop_app.services.page_check.types import Verdict, WantedBanner
from tests.services.page_check.pages import (
    LINK,
    RETOUCHES,
    WORDS,
    banner,
    encoded,
    filler,
    html,
    inline,
    mhtml,
    scaled,
)
from tests.services.page_check.test_page_check import OFFICIAL, check, verdicts

ALL = (Verdict.FOUND, Verdict.FOUND, Verdict.FOUND)
DOT = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
GOSWEB = """
<header class="site-header">
<a href="/"><img src="{files}/logo.svg" alt="Герб"></a>
<div class="site-name">МБОУ СОШ № 99</div><nav><a href="/sveden/">Сведения</a></nav></header><main>
{filler}<div class="banners"><a href="https://away.gosweb.example/go?url={go}">
<picture><source srcset="{files}/banner.webp 1x, https://school.example.ru/b2.webp 2x">
<img src="{files}/banner.webp" data-src="https://school.example.ru/u/banner.webp" alt="Баннер">
</picture></a></div></main><footer>Проект «Заступник»</footer>
"""


def saved(folder: Path, files: dict[str, bytes], name: str = "Школа_files") -> None:
    (folder / name).mkdir()
    for file, content in files.items():
        (folder / name / file).write_bytes(content)


def test_a_state_school_site_saved_whole(tmp_path: Path) -> None:
    saved(
        tmp_path, {"banner.webp": RETOUCHES["webp"](banner()), "logo.svg": b"<svg width='40' height='40'/>"}
    )
    go = "https%3A%2F%2Fzastupnik.example.ru%2Fapp"
    page = html(GOSWEB.format(files="./%D0%A8%D0%BA%D0%BE%D0%BB%D0%B0_files", filler=filler(), go=go))
    assert verdicts(check(tmp_path, page, name="Школа.html")) == ALL


def test_a_wall_of_a_network_saved_by_its_browser(tmp_path: Path) -> None:
    """Pictures are backgrounds there, links go through «away.php», words are in spans."""
    saved(
        tmp_path, {"x1.jpg": RETOUCHES["poor"](banner()), "x2.jpg": encoded(banner(9), "JPEG")}, "Стена_files"
    )
    page = html(
        f"{filler()}<div style='background-image: url(&quot;./Стена_files/x2.jpg&quot;)'></div>"
        "<a href='/away.php?to=https%3A%2F%2Fzastupnik.example.ru%2Fapp%3Fvk&amp;cc_key='>"
        "<div style=\"width:510px; background-image:url('./Стена_files/x1.jpg')\"></div></a>"
        "<span>Мобильное приложение «Заступник»</span>"
    )
    assert verdicts(check(tmp_path, page, name="Стена.html")) == ALL


def test_a_diary_that_asks_to_log_in_proves_nothing(tmp_path: Path) -> None:
    form = "<h1>Электронный дневник</h1><form><input name='login'><input type='password'></form>"
    logo = f"<img src='{inline(encoded(banner(5)))}'>"
    answer = check(tmp_path, html(logo + form + filler(10)))
    assert verdicts(answer) == (Verdict.UNSURE, Verdict.UNSURE, Verdict.UNSURE)
    assert "просит войти" in answer.picture.saw


def test_a_diary_s_news_with_the_banner_in_a_frame(tmp_path: Path) -> None:
    inner = html(f"<a href='{LINK}'><img src='./b.png' alt='{WORDS}'></a>")
    saved(tmp_path, {"saved_resource.html": inner, "b.png": RETOUCHES["smaller"](banner())}, "Дневник_files")
    page = html(f"{filler()}<iframe src='./Дневник_files/saved_resource.html'></iframe>")
    assert verdicts(check(tmp_path, page, name="Дневник.html")) == ALL


def test_a_frame_that_was_not_saved_proves_nothing(tmp_path: Path) -> None:
    page = f"{filler()}<iframe src='https://widgets.example.ru/banner'></iframe>"
    answer = check(tmp_path, html(page))
    assert verdicts(answer) == (Verdict.UNSURE, Verdict.UNSURE, Verdict.UNSURE)
    # a map or a film is no place for a banner
    page = f"{filler()}<iframe src='https://yandex.ru/map-widget/v1/'></iframe>"
    assert check(tmp_path, html(page)).picture.verdict is Verdict.NOT_FOUND


def test_a_frame_s_text_may_stand_in_the_page(tmp_path: Path) -> None:
    inner = (
        f"&lt;a href=&quot;{LINK}&quot;&gt;&lt;img src=&quot;{inline(OFFICIAL)}&quot;&gt; {WORDS}&lt;/a&gt;"
    )
    assert verdicts(check(tmp_path, html(f'{filler()}<iframe srcdoc="{inner}"></iframe>'))) == ALL


def test_a_page_in_one_file_with_frames_and_backgrounds(tmp_path: Path) -> None:
    """Chromium keeps a style sheet and the background it names as two more parts."""
    page = html(f"{filler()}<div class='hero'></div><a href='{LINK}'>{WORDS}</a>")
    site = "https://school.example.ru"
    whole = mhtml(
        page,
        {f"{site}/i/hero.png": encoded(scaled(banner(), 0.4))},
        sheets={f"{site}/css/site.css": ".hero { background: url('../i/hero.png') }"},
    )
    assert verdicts(check(tmp_path, whole, name="page.mhtml")) == ALL
    message = MIMEMultipart("related")
    message["Snapshot-Content-Location"] = "https://school.example.ru/"
    frame = html(f"<a href='{LINK}'><img src='{inline(OFFICIAL)}'></a>{WORDS}")
    outer = html(f"{filler()}<iframe src='cid:frame-1@mhtml.blink'></iframe>")
    for content, name in ((outer, ""), (frame, "<frame-1@mhtml.blink>")):
        part = MIMEText(content.decode(), "html", "utf-8")
        part["Content-ID" if name else "Content-Location"] = name or "https://school.example.ru/"
        message.attach(part)
    assert verdicts(check(tmp_path, message.as_bytes(), name="frames.mhtml")) == ALL


@pytest.mark.parametrize(
    "place",
    [
        "<img src='{dot}' data-src='{b}'>",
        "<img src='{dot}' data-lazy-srcset='{b} 1x, none.png 2x'>",
        "<div class='lazy' data-bg='url({b})'></div>",
        "<div data-background-image='{b}'></div>",
        "<style>.hero {{ background: #fff url('{b}') no-repeat }}</style><p class='hero'></p>",
        "<table background='{b}'></table>",
        "<video poster='{b}'></video>",
        "<noscript><img src='{b}'></noscript>",
        "<object data='{b}'></object>",
        "<input type='image' src='{b}'>",
        "<svg><image href='{b}'/></svg>",
    ],
)
def test_a_picture_is_seen_however_the_page_holds_it(tmp_path: Path, place: str) -> None:
    (tmp_path / "b.png").write_bytes(OFFICIAL)
    answer = check(tmp_path, html(filler() + place.format(b="b.png", dot=DOT)))
    assert answer.picture.verdict is Verdict.FOUND


def test_a_picture_not_yet_scrolled_to_proves_nothing(tmp_path: Path) -> None:
    picture = f"<img src='{DOT}' data-src='https://school.example.ru/b.png'>"
    answer = check(tmp_path, html(f"{filler()}{picture}<img src='{inline(encoded(banner(5)))}'>"))
    assert answer.picture.verdict is Verdict.UNSURE
    assert "Пролистайте" in answer.picture.saw


@pytest.mark.parametrize(
    ("content", "verdict"),
    [
        (b"<svg xmlns='x' width='600' height='200'><path d='M0 0'/></svg>", Verdict.UNSURE),
        (b"<svg xmlns='x' width='24' height='24'><path d='M0 0'/></svg>", Verdict.NOT_FOUND),
        (OFFICIAL[:400], Verdict.UNSURE),
        (encoded(scaled(banner(), 0.04)), Verdict.NOT_FOUND),
    ],
)
def test_a_picture_that_cannot_be_read_proves_nothing(
    tmp_path: Path, content: bytes, verdict: Verdict
) -> None:
    (tmp_path / "b.png").write_bytes(content)
    assert check(tmp_path, html(f"{filler()}<img src='b.png'>")).picture.verdict is verdict


def test_a_lookalike_is_shown_and_not_taken_for_the_banner(tmp_path: Path) -> None:
    """The same drawing cut to a square: whoever looks may vouch for it, the program does not."""
    cut = banner().crop((0, 0, 240, 240)).resize((720, 240))
    (tmp_path / "b.png").write_bytes(encoded(cut))
    answer = check(tmp_path, html(f"{filler()}<img src='b.png' alt='{WORDS}'>"))
    assert answer.picture.verdict is not Verdict.FOUND
    stretched = banner().resize((720, 420))
    (tmp_path / "b.png").write_bytes(encoded(stretched))
    assert check(tmp_path, html(f"{filler()}<img src='b.png'>")).picture.verdict is Verdict.UNSURE


def test_link_and_words_alone_prove_nothing(tmp_path: Path) -> None:
    wanted = WantedBanner((), (LINK,), ("Заступник",))
    for body in (f"{filler()}<a href='{LINK}'>{WORDS}</a>", filler()):
        assert check(tmp_path, html(body), wanted).verdict is Verdict.UNSURE


def test_a_button_that_opens_an_address_is_a_link(tmp_path: Path) -> None:
    for press in (
        f"onclick=\"window.open('{LINK}')\"",
        f"onclick=\"location.href='{LINK}'\"",
        f"data-href='{LINK}'",
    ):
        assert check(tmp_path, html(f"{filler()}<button {press}>Да</button>")).link.verdict is Verdict.FOUND
