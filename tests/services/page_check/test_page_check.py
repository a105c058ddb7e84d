"""The banner is looked for in a saved page: found, not found, or honestly not to be told."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.services.clock import Clock
from desktop_app.services.errors import AppError, NotFoundError
from desktop_app.services.page_check.judging import judge
from desktop_app.services.page_check.likeness import compare, look_at
from desktop_app.services.page_check.reading import read_saved_page
from desktop_app.services.page_check.service import PageCheckService
from desktop_app.services.page_check.text import decode
from desktop_app.services.page_check.types import BannerFileDraft, PageAnswer, Verdict, WantedBanner
from desktop_app.services.store import Store
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
)

OFFICIAL = encoded(banner())
WANTED = WantedBanner((OFFICIAL,), (LINK,), ("Заступник",))


def check(folder: Path, page: bytes, wanted: WantedBanner = WANTED, name: str = "page.html") -> PageAnswer:
    path = folder / name
    path.write_bytes(page)
    return judge(read_saved_page(path), wanted)


def verdicts(answer: PageAnswer) -> tuple[Verdict, Verdict, Verdict]:
    return answer.picture.verdict, answer.link.verdict, answer.words.verdict


@pytest.mark.parametrize("change", RETOUCHES)
def test_the_banner_is_known_again_however_the_portal_changed_it(change: str) -> None:
    for seed in range(1, 7):
        official = banner(seed)
        first, second = look_at(encoded(official)), look_at(RETOUCHES[change](official))
        assert first is not None
        assert second is not None
        assert compare(first, second) is Verdict.FOUND, (seed, change)


def test_other_banners_are_never_taken_for_it() -> None:
    looks = [look for seed in range(40) if (look := look_at(encoded(banner(seed)))) is not None]
    assert len(looks) == 40
    wrong = [
        (i, j)
        for i, one in enumerate(looks)
        for j, other in enumerate(looks[:i])
        if compare(one, other) is Verdict.FOUND
    ]
    assert wrong == []


def test_a_page_saved_whole_answers_all_three(tmp_path: Path) -> None:
    folder = tmp_path / "Школа № 99_files"
    folder.mkdir()
    (folder / "баннер.png").write_bytes(RETOUCHES["smaller"](banner()))
    body = f"{filler()}<a href='{LINK}?utm=1'><img src='Школа%20№%2099_files/баннер.png' alt='{WORDS}'></a>"
    answer = check(tmp_path, html(body))
    assert verdicts(answer) == (Verdict.FOUND, Verdict.FOUND, Verdict.FOUND)
    assert answer.verdict is Verdict.FOUND
    assert (answer.title, LINK in answer.link.saw) == ("Школа № 99", True)


def test_a_page_in_one_file_answers_too(tmp_path: Path) -> None:
    page = html(f"{filler()}<a href='{LINK}'><img src='/img/b.png'></a> {WORDS}")
    saved = mhtml(page, {"https://school.example.ru/img/b.png": encoded(banner())})
    answer = check(tmp_path, saved, name="page.mhtml")
    assert verdicts(answer) == (Verdict.FOUND, Verdict.FOUND, Verdict.FOUND)


def test_a_page_without_the_banner_says_what_was_compared(tmp_path: Path) -> None:
    body = f"{filler()}<img src='{inline(encoded(banner(7)))}'><a href='https://other.example.ru'>Да</a>"
    answer = check(tmp_path, html(body))
    assert verdicts(answer) == (Verdict.NOT_FOUND, Verdict.NOT_FOUND, Verdict.NOT_FOUND)
    assert answer.picture.saw == "Сравнили, баннера среди них нет: 1\u00a0картинка."
    assert answer.verdict is Verdict.NOT_FOUND


def test_pictures_that_were_not_saved_prove_nothing(tmp_path: Path) -> None:
    body = f"{filler()}<img src='https://school.example.ru/b.png'><a href='{LINK}/'>{WORDS}</a>"
    answer = check(tmp_path, html(body))
    assert verdicts(answer) == (Verdict.UNSURE, Verdict.FOUND, Verdict.FOUND)
    assert answer.verdict is Verdict.UNSURE


def test_a_page_drawn_by_a_script_proves_nothing(tmp_path: Path) -> None:
    answer = check(tmp_path, html("<div id='root'></div><script>draw('Заступник')</script>"))
    assert verdicts(answer) == (Verdict.UNSURE, Verdict.UNSURE, Verdict.UNSURE)
    assert answer.verdict is Verdict.UNSURE


def test_a_picture_that_leads_elsewhere_is_said(tmp_path: Path) -> None:
    picture = f"<a href='https://other.example.ru/x'><img src='{inline(OFFICIAL)}'></a>"
    answer = check(tmp_path, html(f"{filler()}{picture}<a href='{LINK}'>ссылка</a>"))
    assert answer.link.verdict is Verdict.UNSURE
    assert "other.example.ru" in answer.link.saw


@pytest.mark.parametrize(
    ("link", "verdict"),
    [
        ("http://www.zastupnik.example.ru/app/", Verdict.FOUND),
        ("//ZASTUPNIK.example.ru/app?from=school", Verdict.FOUND),
        ("https://away.example.ru/away.php?to=https%3A%2F%2Fzastupnik.example.ru%2Fapp", Verdict.FOUND),
        ("https://zastupnik.example.ru/other", Verdict.UNSURE),
        ("https://zastupnik.example.ru/application", Verdict.UNSURE),
        ("https://evil.example.ru/zastupnik.example.ru/app", Verdict.NOT_FOUND),
        ("javascript:void(0)", Verdict.NOT_FOUND),
        ("http://[", Verdict.NOT_FOUND),
    ],
)
def test_links_are_compared_as_addresses(tmp_path: Path, link: str, verdict: Verdict) -> None:
    answer = check(tmp_path, html(f"{filler()}<a href='{link}'>сюда</a>"))
    assert answer.link.verdict is verdict


@pytest.mark.parametrize("charset", ["utf-8", "cp1251", "koi8-r", "utf-16"])
def test_words_are_read_in_every_russian_encoding(tmp_path: Path, charset: str) -> None:
    page = html(f"{filler()}Заступник: помощь рядом", title="Школа", charset=charset)
    assert "Заступник" in decode(page)
    assert check(tmp_path, page).words.verdict is Verdict.FOUND


def test_nothing_outside_of_the_page_s_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(OFFICIAL)
    inner = tmp_path / "inner"
    inner.mkdir()
    for source in (
        "../secret.png",
        "..%2Fsecret.png",
        f"file://{tmp_path}/secret.png",
        f"{tmp_path}/secret.png",
    ):
        answer = check(inner, html(f"{filler()}<img src='{source}'>"))
        assert answer.picture.verdict is Verdict.UNSURE, source


@pytest.mark.parametrize("content", [b"", b"plain words", b"\x00\x00\x00\x00<binary", b"PK\x03\x04"])
def test_what_is_no_page_is_refused(tmp_path: Path, content: bytes) -> None:
    with pytest.raises(AppError, match="не страница"):
        check(tmp_path, content)


@pytest.fixture
def service(store: Store, clock: Clock) -> PageCheckService:
    return PageCheckService(store, clock)


def test_an_official_banner_is_kept_changed_and_forgotten(service: PageCheckService, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(html(f"{filler()}<a href='{LINK}'><img src='{inline(OFFICIAL)}'></a>{WORDS}"))
    before = service.check_file(path)
    assert before.picture.saw == "Сравнить не с чем: в учёте нет официального баннера."
    kept = service.keep(
        BannerFileDraft(name="баннер.png", content=OFFICIAL, link=LINK, words="Заступник\n\n")
    )
    assert (kept.width, kept.height, kept.words) == (720, 240, "Заступник")
    assert service.check_file(path).verdict is Verdict.FOUND
    changed = service.change(kept.id, link="other.example.ru", words="Заступник\nДоброволец")
    assert service.banners() == (changed,)
    assert service.check_file(path).link.verdict is Verdict.NOT_FOUND
    service.remove(kept.id)
    assert service.banners() == ()
    with pytest.raises(NotFoundError):
        service.remove(kept.id)


@pytest.mark.parametrize("size", [(60, 60), (2000, 120)])
def test_a_picture_no_portal_could_show_is_refused(service: PageCheckService, size: tuple[int, int]) -> None:
    with pytest.raises(AppError, match=r"мала|узкая"):
        service.keep(BannerFileDraft(name="b.png", content=encoded(banner(1, size))))
    assert service.banners() == ()
