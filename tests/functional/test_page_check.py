"""The banner is looked for in a page: by the command, in the window, and over the network when asked."""

from __future__ import annotations

import contextlib
import gzip
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from desktop_app.services.banners.types import CheckOutcome, PortalDraft
from desktop_app.services.container import Services
from desktop_app.services.errors import AppError
from desktop_app.services.page_check.fetching import fetch_page
from desktop_app.services.page_check.network import ascii_address
from desktop_app.services.page_check.types import BannerFileDraft
from desktop_app.ui.banners.page_check_dialog import PageCheckDialog
from tests.functional.conftest import Otklik
from tests.services.page_check.pages import LINK, RETOUCHES, WORDS, banner, encoded, filler, html, inline

PAGE = html(f"{filler()}<a href='{LINK}'><img src='{inline(RETOUCHES['smaller'](banner()))}'></a>{WORDS}")


class Site(BaseHTTPRequestHandler):
    """A school's site: pages by path, pictures beside them."""

    pages: ClassVar[dict[str, tuple[int, str, bytes]]] = {}
    asked: ClassVar[list[str]] = []

    def do_GET(self) -> None:
        code, kind, content = self.pages.get(self.path, (404, "text/plain", b"nothing"))
        self.asked.append(self.path)
        self.send_response(code)
        self.send_header("Content-Type" if code == 200 else "Location", kind)
        if content.startswith(b"\x1f\x8b"):
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        with contextlib.suppress(OSError):  # whoever asked may leave at any time
            if self.path.startswith("/drip"):
                for _ in range(400):
                    self.wfile.write(b"<")
                    self.wfile.flush()
                    time.sleep(0.02)
            elif self.path.startswith("/endless"):
                while True:
                    self.wfile.write(b"<p>news</p>" * 4096)
            else:
                self.wfile.write(content)

    def log_message(self, *_words: object) -> None:
        return


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_command_answers_and_writes_nothing(school: Path, otklik: Otklik, tmp_path: Path) -> None:
    page, picture = tmp_path / "page.html", tmp_path / "banner.png"
    page.write_bytes(PAGE)
    picture.write_bytes(encoded(banner()))
    before = school.read_bytes()
    answer = otklik("banner-check", school, "1", page)
    assert (answer.code, "картинка: сказать нельзя" in answer.out) == (0, True)
    assert school.read_bytes() == before
    assert otklik("banner-check", school, "1", page, "--banner", picture, "--link", LINK).code == 0
    told = json.loads(otklik("banner-check", school, "1", page, "--json").out)
    assert (told["verdict"], told["picture"]["verdict"], told["link"]["verdict"]) == (
        "found",
        "found",
        "found",
    )
    page.write_bytes(html(filler()))
    assert otklik("banner-check", school, "1", page).code == 1


def test_the_command_names_the_portals_there_are(school: Path, otklik: Otklik, tmp_path: Path) -> None:
    answer = otklik("banner-check", school, "нет такого", tmp_path / "page.html")
    assert answer.code == 1
    assert "ВКонтакте" in answer.err


def test_the_window_answers_and_writes_the_look_down(qtbot: QtBot, record: Services, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(PAGE)
    record.page_check.keep(BannerFileDraft(name="b.png", content=encoded(banner()), link=LINK))
    portal = record.banners.save(PortalDraft(name="Сайт школы"))
    dialog = PageCheckDialog(record, portal)
    qtbot.addWidget(dialog)
    dialog.show()
    assert not dialog.record_button.isEnabled()
    dialog.check_file(page)
    qtbot.waitUntil(dialog.record_button.isEnabled)
    with qtbot.waitSignal(dialog.looked) as looked:
        qtbot.keyClick(dialog.record_button, Qt.Key.Key_Space)
    draft = looked.args[0]
    assert draft.outcome is CheckOutcome.SEEN
    assert draft.note == "Проверка страницы: картинка — найдено, ссылка — найдено, слова — найдено"
    assert record.banners.add_check(portal.id, draft).checks == portal.checks + 1


def test_a_file_that_is_no_page_is_said_in_the_window(qtbot: QtBot, record: Services, tmp_path: Path) -> None:
    dialog = PageCheckDialog(record, record.banners.save(PortalDraft(name="Сайт школы")))
    qtbot.addWidget(dialog)
    dialog.show()
    for name in ("none.html", "empty.html"):
        (tmp_path / "empty.html").write_bytes(b"")
        dialog.problem.hide()
        dialog.check_file(tmp_path / name)
        qtbot.waitUntil(dialog.problem.isVisible)
        assert not dialog.record_button.isEnabled()


def test_a_page_is_fetched_with_its_pictures(site: str) -> None:
    page = html(f"{filler()}<a href='{LINK}'><img src='img/b.png'></a>", charset="cp1251")
    Site.pages = {
        "/": (302, f"{site}/news/", b""),
        "/news/": (200, "text/html", page),
        "/news/img/b.png": (200, "image/png", encoded(banner())),
    }
    fetched = fetch_page(site)
    assert [bool(image.content) for image in fetched.images] == [True]
    assert "новости школы" in fetched.text


def test_what_a_site_answers_wrong_is_one_sentence(site: str) -> None:
    Site.pages = {
        "/away": (302, "file:///etc/hostname", b""),
        "/large": (200, "text/html", b"<p>" + b"x" * 16_000_000),
    }
    for path, words in (("/none", "отказом"), ("/away", "отказом"), ("/large", "слишком большая")):
        with pytest.raises(AppError, match=words):
            fetch_page(site + path)
    with pytest.raises(AppError, match="не указан адрес"):
        fetch_page("")


def test_a_site_that_never_ends_is_left(site: str) -> None:
    Site.pages = dict.fromkeys(("/drip", "/endless"), (200, "text/html", b""))
    with pytest.raises(AppError, match="слишком большая"):
        fetch_page(f"{site}/endless")
    began = time.monotonic()
    with pytest.raises(AppError, match="слишком долго"):
        fetch_page(f"{site}/drip", seconds=0.5)
    assert time.monotonic() - began < 5  # of the eight seconds it drips for


def test_a_site_that_turns_in_circles_or_gives_a_file_is_left(site: str) -> None:
    Site.pages = {
        "/round": (302, f"{site}/round", b""),
        "/paper": (200, "application/pdf", b"%PDF-1.7 <<"),
        "/picture": (200, "text/html", b"\x89PNG"),
        "/bomb": (200, "text/html", gzip.compress(b"<p>" + b"x" * 40_000_000)),
        "/torn": (200, "text/html", b"\x1f\x8b\x08" + b"\xff" * 40),
    }
    for path, words in {
        "/round": "отказом",
        "/paper": "не страница, а файл",
        "/picture": "не страница, а файл",
        "/bomb": "слишком большая",
        "/torn": "не открылась",
    }.items():
        with pytest.raises(AppError, match=words):
            fetch_page(site + path)


def test_packed_pages_and_russian_addresses_are_read(site: str) -> None:
    page = html(f"{filler()}<img src='/фото/наш баннер.png'><iframe src='/inner'></iframe>")
    Site.pages = {
        "/%D1%81%D1%82%D1%80?a=1": (200, "text/html; charset=utf-8", gzip.compress(page)),
        "/%D1%84%D0%BE%D1%82%D0%BE/%D0%BD%D0%B0%D1%88%20%D0%B1%D0%B0%D0%BD%D0%BD%D0%B5%D1%80.png": (
            200,
            "image/png",
            encoded(banner()),
        ),
        "/inner": (200, "text/html", html(f"<a href='{LINK}'>{WORDS}</a>")),
    }
    fetched = fetch_page(f"{site}/стр?a=1")
    assert [bool(image.content) for image in fetched.images] == [True]
    assert fetched.links == (LINK,)
    assert ascii_address("https://школа12.рф/о нас?к=1") == (
        "https://xn--12-6kc3bfr2e.xn--p1ai/%D0%BE%20%D0%BD%D0%B0%D1%81?%D0%BA=1"
    )


def test_nothing_but_the_page_and_its_pictures_is_asked_for(site: str) -> None:
    links = "<a href='/other'>x</a><link rel='stylesheet' href='/s.css'><script src='/s.js'></script>"
    Site.pages = {"/": (200, "text/html", html(f"{filler()}{links}<img src='/b.png'><audio src='/a.mp3'>"))}
    Site.asked.clear()
    fetch_page(f"{site}/")
    assert Site.asked == ["/", "/b.png"]


def test_what_could_not_be_told_is_not_written_down(qtbot: QtBot, record: Services, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(
        html(f"{filler()}<a href='{LINK}'>{WORDS}</a><img src='https://school.example.ru/b.png'>")
    )
    record.page_check.keep(BannerFileDraft(name="b.png", content=encoded(banner()), link=LINK))
    dialog = PageCheckDialog(record, record.banners.save(PortalDraft(name="Сайт школы")))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.check_file(page)
    qtbot.waitUntil(dialog.advice.isVisible)
    assert not dialog.record_button.isEnabled()


def test_a_link_typed_just_now_is_looked_for(qtbot: QtBot, record: Services, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_bytes(PAGE)
    record.page_check.keep(BannerFileDraft(name="b.png", content=encoded(banner())))
    dialog = PageCheckDialog(record, record.banners.save(PortalDraft(name="Сайт школы")))
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.official.form.field("link"), LINK)
    with qtbot.waitSignal(dialog.looked) as looked:
        dialog.check_file(page)
        qtbot.waitUntil(dialog.record_button.isEnabled)
        qtbot.keyClick(dialog.record_button, Qt.Key.Key_Space)
    assert "ссылка — найдено" in looked.args[0].note
    assert record.page_check.banners()[0].link == LINK
