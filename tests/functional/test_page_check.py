"""The banner is looked for in a page: by the command, in the window, and over the network when asked."""

from __future__ import annotations

import json
import threading
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
from desktop_app.services.page_check.types import BannerFileDraft
from desktop_app.ui.banners.page_check_dialog import PageCheckDialog
from tests.functional.conftest import Otklik
from tests.services.page_check.pages import LINK, RETOUCHES, WORDS, banner, encoded, filler, html, inline

PAGE = html(f"{filler()}<a href='{LINK}'><img src='{inline(RETOUCHES['smaller'](banner()))}'></a>{WORDS}")


class Site(BaseHTTPRequestHandler):
    """A school's site: pages by path, pictures beside them."""

    pages: ClassVar[dict[str, tuple[int, str, bytes]]] = {}

    def do_GET(self) -> None:
        code, kind, content = self.pages.get(self.path, (404, "text/plain", b"nothing"))
        self.send_response(code)
        self.send_header("Content-Type" if code == 200 else "Location", kind)
        self.end_headers()
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
    for path, words in (("/none", "отказом"), ("/away", "отказом"), ("/large", "не открылась")):
        with pytest.raises(AppError, match=words):
            fetch_page(site + path)
    with pytest.raises(AppError, match="не указан адрес"):
        fetch_page("")
