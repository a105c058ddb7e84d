"""The process is killed while somebody types: what was typed is there again when the file is opened."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.bootstrap import new_file, opened
from desktop_app.services.container import Services
from desktop_app.services.integrity import check_file
from desktop_app.services.letters.types import LetterDraft, PaperKind
from desktop_app.services.outreach.types import OutreachDraft, OutreachForm
from desktop_app.ui.banners.page import BannersPage
from desktop_app.ui.coordinator.page import CoordinatorPage
from desktop_app.ui.kit import keeping
from desktop_app.ui.kit.slices import finish_awaited
from desktop_app.ui.letters.page import LettersPage
from desktop_app.ui.parents.page import ParentsPage
from desktop_app.ui.school.page import SchoolPage
from desktop_app.ui.screens import screens
from desktop_app.ui.shell.closing import Answer
from desktop_app.ui.shell.window import MainWindow
from tests.functional.window import open_screen
from tests.services.conftest import FrozenClock
from tests.services.record import write_record

_VICTIM = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop_app.app import make_application
from desktop_app.bootstrap import opened
from desktop_app.ui.kit import keeping
from desktop_app.ui.screens import screens
from desktop_app.ui.shell.window import MainWindow
from tests.services.conftest import FrozenClock

keeping.PAUSE = 1
app = make_application(["otklik"])
with opened(Path(sys.argv[1]), clock=FrozenClock()) as services:
    window = MainWindow(screens())
    window.attach(services)
    window.show()
    window.go("coordinator")
    page = window.page("coordinator")
    page.form.field("name").setText("Лисицына Вера Павловна")
    page.form.field("order_date").setText("07.06.20")
    window.go("banners")
    page = window.page("banners")
    page.begin(page.presets[0])
    page.form.field("place").setText("шапка сайта")
    window.go("school")
    page = window.page("school")
    page.requisites.form.field("founder").setText("Администрация округа")
    window.go("letters")
    page = window.page("letters")
    page.form.field("edited_text").setPlainText("Сообщаем своими словами.")
    page.form.enclosures.lines[0].check.setChecked(True)
    window.go("parents")
    page = window.page("parents")
    page.quick.field("topic").setText("Собрание о безопасности")
    page.quick.field("parents").setText("двадцать")

    def die_when_kept():
        if all(services.form_drafts.taken(name) for name in NAMES):
            os.kill(os.getpid(), signal.SIGKILL)

    NAMES = ("coordinator", "banners", "school", "letters", "outreach")
    look = QTimer()
    look.timeout.connect(die_when_kept)
    look.start(20)
    app.exec()
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "school.otklik"
    clock = FrozenClock()

    def fill(services: Services) -> None:
        write_record(services.store)
        services.letters.create(LetterDraft(kind=PaperKind.CONFIRMATION))

    new_file(path, fill, clock=clock)
    return path


@pytest.fixture
def show(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Callable[[Services], MainWindow]:
    monkeypatch.setattr(keeping, "PAUSE", 1)

    def make(services: Services) -> MainWindow:
        window = MainWindow(screens())
        window.ask = lambda _parent, _titles: Answer.DISCARD
        qtbot.addWidget(window)
        window.attach(services)
        window.show()
        return window

    return make


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_what_was_typed_is_there_again_after_a_kill(file: Path, show: Callable[[Services], Any]) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", _VICTIM, str(file)],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
        timeout=120,
    )
    assert ended.returncode == -signal.SIGKILL
    assert check_file(file) == ()
    with opened(file, clock=FrozenClock()) as services:
        window = show(services)
        coordinator = open_screen(window, "coordinator", CoordinatorPage)
        assert coordinator.form.field("name").value() == "Лисицына Вера Павловна"
        assert coordinator.form.field("order_date").text() == "07.06.20"
        banners = open_screen(window, "banners", BannersPage)
        assert banners.form.field("place").value() == "шапка сайта"
        school = open_screen(window, "school", SchoolPage)
        assert school.requisites.form.field("founder").value() == "Администрация округа"
        letters = open_screen(window, "letters", LettersPage)
        assert letters.form.text.value() == "Сообщаем своими словами."
        assert letters.form.enclosures.lines[0].check.isChecked()
        parents = open_screen(window, "parents", ParentsPage)
        assert parents.quick.field("topic").value() == "Собрание о безопасности"
        assert parents.quick.field("parents").text() == "двадцать"
        for page in (coordinator, banners, school, letters, parents):
            assert page.has_unsaved()
        for form in (coordinator.form, banners.form, school.requisites.form, letters.form):
            assert not form.notice.isHidden()
            assert form.notice.text().startswith("Восстановлено набранное 03.06.2024")
        window.detach()
        assert services.form_drafts.taken("coordinator") is None


def test_saving_and_cancelling_leave_nothing_to_bring_back(
    file: Path, show: Callable[[Services], Any], qtbot: QtBot
) -> None:
    with opened(file, clock=FrozenClock()) as services:
        window = show(services)
        page = open_screen(window, "coordinator", CoordinatorPage)
        for settle in (page.save, page.form.cancel_button.click):
            page.form.field("note").setPlainText("звонить после трёх" + page.form.field("note").value())
            qtbot.waitUntil(lambda: services.form_drafts.taken("coordinator") is not None)
            settle()
            qtbot.waitUntil(lambda: services.form_drafts.taken("coordinator") is None)
        window.detach()


def test_an_event_opened_again_shows_what_was_typed_over_it(
    file: Path, show: Callable[[Services], Any], qtbot: QtBot
) -> None:
    with opened(file, clock=FrozenClock()) as services:
        event = OutreachDraft(
            held_on=date(2024, 6, 1), form=OutreachForm.CLASS_MEETING, topic="Собрание", parents=9
        )
        row = services.outreach.save(event)
        name = f"outreach:{row.id}"
        services.form_drafts.keep(name, {"topic": "Новая тема", "parents": "12"})
        page = open_screen(show(services), "parents", ParentsPage)
        dialog = page.actions_of.edit(row)
        assert dialog is not None
        finish_awaited()
        assert dialog.form.field("topic").value() == "Новая тема"
        assert dialog.form.has_unsaved()
        dialog.form.cancel_button.click()
        assert services.form_drafts.taken(name) is None
        assert services.outreach.get(row.id) == row


def test_typing_over_what_is_gone_is_let_go(
    file: Path, show: Callable[[Services], Any], qtbot: QtBot
) -> None:
    with opened(file, clock=FrozenClock()) as services:
        services.form_drafts.keep("letters", {"of": 999, "typed": {"edited_text": "Ничей текст"}})
        services.form_drafts.keep("banners", {"new": None, "typed": {"999": {"place": "нигде"}}})
        window = show(services)
        letters = open_screen(window, "letters", LettersPage)
        banners = open_screen(window, "banners", BannersPage)
        assert not letters.has_unsaved()
        assert not banners.has_unsaved()
        qtbot.waitUntil(lambda: services.form_drafts.taken("letters") is None)
        qtbot.waitUntil(lambda: services.form_drafts.taken("banners") is None)
        window.detach()
