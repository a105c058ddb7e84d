"""Killed with every dialog and tab typed in: all of it is offered again, and said when the file is opened."""

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
from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.app import make_application
from desktop_app.bootstrap import new_file, opened
from desktop_app.services.banners.types import PortalDraft, PortalKind
from desktop_app.services.container import Services
from desktop_app.services.directive.types import DirectiveDraft, RequirementKind
from desktop_app.services.integrity import check_file
from desktop_app.services.letters.types import LetterDraft, PaperKind
from desktop_app.services.school.types import NumberSeries
from desktop_app.ui.application.left_typing import left_typing
from desktop_app.ui.banners.page import BannersPage
from desktop_app.ui.banners.page_check_dialog import PageCheckDialog
from desktop_app.ui.coordinator.page import CoordinatorPage
from desktop_app.ui.coordinator.replace_dialog import ReplaceDialog
from desktop_app.ui.exchange.import_dialog import ImportDialog
from desktop_app.ui.exchange.unfinished import TableSource
from desktop_app.ui.kit import keeping
from desktop_app.ui.kit.decision import DecisionDialog
from desktop_app.ui.kit.fields import write_again
from desktop_app.ui.letters.dialogs import AnswerDialog, DatedNoteDialog, ReasonDialog, RegisterDialog
from desktop_app.ui.letters.extract_dialog import ExtractDialog
from desktop_app.ui.letters.page import LettersPage
from desktop_app.ui.overview.letter_form import LetterDialog
from desktop_app.ui.overview.page import OverviewPage
from desktop_app.ui.overview.reading_dialog import ReadingDialog
from desktop_app.ui.parents.page import ParentsPage
from desktop_app.ui.register.code_dialog import CodeDialog
from desktop_app.ui.register.dialogs import ReleaseDialog, ReserveDialog
from desktop_app.ui.register.page import RegisterPage
from desktop_app.ui.school.page import SchoolPage
from desktop_app.ui.school.promotion_dialog import PUPILS, PromotionDialog
from desktop_app.ui.screens import screens
from desktop_app.ui.shell.closing import Answer as Unsaved
from desktop_app.ui.shell.window import MainWindow
from desktop_app.ui.theme.style import apply_theme
from tests.functional.window import Answer, open_screen
from tests.services.conftest import FrozenClock
from tests.services.record import add_class, write_record

TEXT = "Министерство образования просит до 05.06.2024 разместить баннеры"

KEPT = (
    "directive:new",
    "directive:1",
    "directive:text",
    "replace:1",
    "void:1",
    "sent:1",
    "acknowledged:2",
    "register:3",
    "reserve",
    "release:1",
    "school:cases",
    "school:classes",
    "school:numbers",
    "school:texts",
    "school:layout",
    "school:promotion",
    "code",
    "answer:1",
    "extract:outreach_journal",
    "banners",
    "official",
)
TABLE = "Дата\tЧто\tТема\tПогода\n05/06/2024\tсобрание\tО проекте\tясно\n"
"""Pasted: which number is the month nobody can tell, and «Что» is a guess."""


def type_into(window: MainWindow, services: Services, then: Callable[[], None]) -> None:
    """Type into every tab and every dialog, each over the one before, then do ``then``."""
    school = open_screen(window, "school", SchoolPage)
    for tab in (school.people, school.classes, school.numbers, school.texts, school.layouts):
        school.open_tab(tab)
    wait_for(lambda: school.people.model.rowCount() > 0)
    promotion(school).table.item(0, PUPILS).setText("31")  # type: ignore[union-attr]
    school.people.form.field("dative").setText("Котову Анне Игоревне")
    school.classes.form.field("name").setText("11Б")
    school.numbers.cards[NumberSeries.ORDERS].form.field("case_index").setText("01-07 особый")
    school.numbers.goals.form.field("coverage_target").setText("85")
    school.texts.editor.setPlainText("О выполнении письма\nСообщаем, что всё готово.")
    school.layouts.form.field("title").setText("Наша инструкция 2024 года")
    banners = open_screen(window, "banners", BannersPage)
    banners.detail.looks.form.field("note").setText("баннер внизу страницы")
    overview = open_screen(window, "overview", OverviewPage)
    letters = open_screen(window, "letters", LettersPage)
    register = open_screen(window, "register", RegisterPage)
    coordinator = open_screen(window, "coordinator", CoordinatorPage)
    first, second, draft = (
        next(row for row in services.letters.list() if row.id == one) for one in (1, 2, 3)
    )
    (held,) = services.numbering.reservations()
    over = LetterDialog(
        services.directives, services.directives.current(), overview, drafts=services.form_drafts
    )
    over.form.field("subject").setText("О направлении сведений")
    requirements = over.form.field("requirements")
    requirements._lines[RequirementKind.PLACE_BANNERS].due.setText("07.06.20")
    new = LetterDialog(services.directives, None, overview, drafts=services.form_drafts)
    new.form.field("sender").setText("Управление образования города")
    reading = ReadingDialog(new, drafts=services.form_drafts)
    reading.text.setPlainText(TEXT)
    (portal,) = services.banners.list()
    check = PageCheckDialog(services, portal, banners)
    check.official.form.field("words").setText("Заступник, защита детей")
    extract = ExtractDialog(services, PaperKind.OUTREACH_JOURNAL, letters)
    extract.form.field("since").setText("01.06.2021")
    for dialog in (over, new, reading, check, extract):
        dialog.open()
    register._on_code()
    shown(CodeDialog)[0].form.field("code").setText("A1B2-C3D4")
    table = open_screen(window, "parents", ParentsPage).tables.take(TableSource(text=TABLE))
    wait_for(lambda: table.plan is not None and not table.is_busy())
    answer_questions(table)
    in_turn(
        (lambda: letters.actions_of.void(first), "reason", "ошибка в адресе"),
        (lambda: letters.actions_of.mark_sent(first), "note", "курьером районной почты"),
        (lambda: letters.actions_of.mark_acknowledged(second), "note", "02-11 вх"),
        (lambda: letters.actions_of.register(draft), "number", "77 особый"),
        (lambda: letters.actions_of.link_answer(first), "answer_id", 2),
        (register.actions_of.reserve, "note", "ответ на запрос прокуратуры"),
        (lambda: register.actions_of.release(held), "reason", "бумага не понадобилась"),
        (coordinator._on_replace, "name", "Лисицына Вера Павловна"),
        then=then,
    )


def promotion(school: SchoolPage) -> PromotionDialog:
    """Open the table of moving classes up."""
    school.classes.promote()
    (dialog,) = shown(PromotionDialog)
    return dialog  # type: ignore[no-any-return]


def answer_questions(table: ImportDialog) -> None:
    """Answer one question of an import, leave half a date in none, match a column by hand."""
    field = table.questions.editors["date_order"]
    field.set_value("dmy")
    field.changed.emit()
    table.columns.choices[3].set_value("note")
    table.columns.choices[3].changed.emit()


def in_turn(*asked: tuple[Callable[[], object], str, Any], then: Callable[[], None]) -> None:
    """Open decisions one over another, typing into each; each waits inside the one before."""

    def go_on(place: int) -> None:
        if place == len(asked):
            then()
            return
        ask, name, text = asked[place]

        def type_here() -> None:
            dialog = QApplication.activeModalWidget()
            assert isinstance(dialog, DecisionDialog)
            write_again(dialog.form.field(name), text)
            QTimer.singleShot(0, lambda: go_on(place + 1))

        QTimer.singleShot(0, type_here)
        ask()

    go_on(0)


def wait_for(ready: Callable[[], bool]) -> None:
    while not ready():
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


def victim(path: Path) -> None:
    """Type everywhere and be killed as soon as all of it is kept; run in a process of its own."""
    sys.excepthook = lambda *error: (sys.__excepthook__(*error), os._exit(1))
    keeping.PAUSE = 1
    app = make_application(["otklik"])
    with opened(path, clock=FrozenClock()) as services:
        window = MainWindow(screens())
        window.attach(services)
        window.show()
        look = QTimer()

        def die_when_kept() -> None:
            names = services.form_drafts.names()
            if set(KEPT) <= set(names) and any(name.startswith("import:outreach:") for name in names):
                os.kill(os.getpid(), signal.SIGKILL)

        look.timeout.connect(die_when_kept)
        QTimer.singleShot(0, lambda: type_into(window, services, lambda: look.start(20)))
        app.exec()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Make a file with two registered letters, one of them sent, a draft, a portal, a banner, a reserve."""
    path = tmp_path / "school.otklik"
    clock = FrozenClock()

    def fill(services: Services) -> None:
        write_record(services.store)
        add_class(services.store, "5А", parents=40)
        services.directives.save(
            DirectiveDraft(number="12-3", dated=date(2023, 6, 1), sender="Комитет", subject="О проверке")
        )
        for _ in range(2):
            row = services.letters.create(
                LetterDraft(kind=PaperKind.CONFIRMATION, directive_id=1, appointment_id=1)
            )
            services.letters.register(row.id)
        services.letters.mark_sent(2, clock.today(), "электронной почтой")
        services.letters.create(LetterDraft(kind=PaperKind.CONFIRMATION, directive_id=1, appointment_id=1))
        services.banners.save(
            PortalDraft(
                kind=PortalKind.WEBSITE, name="Сайт", url="https://school5.example.org", place="шапка"
            )
        )
        services.numbering.reserve(NumberSeries.OUTGOING, "для справки", None, clock.today())

    new_file(path, fill, clock=clock)
    return path


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
def test_every_dialog_and_tab_offers_what_was_typed_before_a_kill(
    file: Path, qtbot: QtBot, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply_theme(qapp, dark=False)
    ended = subprocess.run(
        [
            sys.executable,
            "-c",
            f"from {__name__} import victim; from pathlib import Path; victim(Path({str(file)!r}))",
        ],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
        timeout=120,
    )
    assert ended.returncode == -signal.SIGKILL
    assert check_file(file) == ()
    monkeypatch.setattr(keeping, "PAUSE", 1)
    with opened(file, clock=FrozenClock()) as services:
        names = services.form_drafts.names()
        assert {name for name in names if not name.startswith("import:")} == set(KEPT)
        assert left_typing(names).count("«") >= len(names)
        window = MainWindow(screens())
        window.ask = lambda _parent, _titles: Unsaved.DISCARD
        qtbot.addWidget(window)
        window.attach(services)
        window.show()
        check_tabs(window, qtbot)
        check_letters(window, services)
        check_decisions(window, services)
        check_tables(window, qtbot)
        window.detach()
        assert services.form_drafts.names() == ()


def check_tabs(window: MainWindow, qtbot: QtBot) -> None:
    school = open_screen(window, "school", SchoolPage)
    for tab in (school.people, school.classes, school.numbers, school.texts, school.layouts):
        school.open_tab(tab)
    qtbot.waitUntil(school.people.has_unsaved)
    assert school.people.form.field("dative").value() == "Котову Анне Игоревне"
    assert school.classes.form.field("name").value() == "11Б"
    assert school.numbers.cards[NumberSeries.ORDERS].form.field("case_index").value() == "01-07 особый"
    assert not school.numbers.cards[NumberSeries.OUTGOING].form.has_unsaved()
    assert school.numbers.goals.form.field("coverage_target").value() == 85
    assert school.texts.editor.template() == "О выполнении письма\nСообщаем, что всё готово."
    assert school.layouts.form.field("title").value() == "Наша инструкция 2024 года"
    for tab in (school.people, school.classes, school.numbers, school.texts, school.layouts):
        assert tab.has_unsaved()
    for form in (school.people.form, school.classes.form, school.layouts.form):
        assert form.notice.text().startswith("Восстановлено набранное 03.06.2024")
    banners = open_screen(window, "banners", BannersPage)
    assert banners.detail.looks.form.field("note").value() == "баннер внизу страницы"


def check_tables(window: MainWindow, qtbot: QtBot) -> None:
    school = open_screen(window, "school", SchoolPage)
    school.classes.form.cancel_button.click()
    moving = promotion(school)
    item = moving.table.item(0, PUPILS)
    assert item is not None
    assert item.text() == "31"
    assert moving.notice.text().startswith("Восстановлено набранное 03.06.2024")
    moving.reject()
    parents = open_screen(window, "parents", ParentsPage)
    parents.tables.menu.aboutToShow.emit()
    first = parents.tables.menu.actions()[0]
    assert first.text() == "Продолжить загрузку: из буфера обмена"
    first.trigger()
    (table,) = shown(ImportDialog)
    qtbot.waitUntil(lambda: table.plan is not None and not table.is_busy(), timeout=30_000)
    assert table.notice.text().startswith("Восстановлены ответы от 03.06.2024")
    assert table.questions.editors["date_order"].value() == "dmy"
    assert table.columns.choices[3].value() == "note"
    assert table.plan.columns[3].field == "note"
    table.reject()
    parents.tables.menu.aboutToShow.emit()
    assert parents.tables.menu.actions()[0].text() == "Загрузить из файла…"


def check_letters(window: MainWindow, services: Services) -> None:
    overview = open_screen(window, "overview", OverviewPage)
    overview.edit_letter()
    overview._opening.finish()
    (over,) = shown(LetterDialog)
    assert over.form.field("subject").value() == "О направлении сведений"
    assert over.form.field("requirements")._lines[RequirementKind.PLACE_BANNERS].due.text() == "07.06.20"
    over.form.cancel_button.click()
    overview.create_new()
    overview._opening.finish()
    (new,) = shown(LetterDialog)
    assert new.form.field("sender").value() == "Управление образования города"
    new.read_text()
    (reading,) = shown(ReadingDialog)
    assert reading.text.toPlainText() == TEXT
    reading.reject()
    new.form.cancel_button.click()
    banners = open_screen(window, "banners", BannersPage)
    check = PageCheckDialog(services, services.banners.list()[0], banners)
    assert check.official.form.field("words").value() == "Заступник, защита детей"
    check.done(0)
    extract = ExtractDialog(services, PaperKind.OUTREACH_JOURNAL, overview)
    assert extract.form.field("since").text() == "01.06.2021"
    extract.done(0)
    register = open_screen(window, "register", RegisterPage)
    register._on_code()
    (code,) = shown(CodeDialog)
    assert code.form.field("code").value() == "A1B2-C3D4"
    assert code.form.notice.text().startswith("Восстановлено набранное 03.06.2024")
    assert "Сохраните" not in code.form.notice.text()
    code.reject()


def check_decisions(window: MainWindow, services: Services) -> None:
    letters = open_screen(window, "letters", LettersPage)
    first, second, draft = (
        next(row for row in services.letters.list() if row.id == one) for one in (1, 2, 3)
    )
    register = open_screen(window, "register", RegisterPage)
    (held,) = services.numbering.reservations()
    coordinator = open_screen(window, "coordinator", CoordinatorPage)
    asked: tuple[tuple[type[Any], Callable[[], object], str, Any], ...] = (
        (ReasonDialog, lambda: letters.actions_of.void(first), "reason", "ошибка в адресе"),
        (DatedNoteDialog, lambda: letters.actions_of.mark_sent(first), "note", "курьером районной почты"),
        (DatedNoteDialog, lambda: letters.actions_of.mark_acknowledged(second), "note", "02-11 вх"),
        (RegisterDialog, lambda: letters.actions_of.register(draft), "number", "77 особый"),
        (AnswerDialog, lambda: letters.actions_of.link_answer(first), "answer_id", 2),
        (ReserveDialog, register.actions_of.reserve, "note", "ответ на запрос прокуратуры"),
        (ReleaseDialog, lambda: register.actions_of.release(held), "reason", "бумага не понадобилась"),
        (ReplaceDialog, coordinator._on_replace, "name", "Лисицына Вера Павловна"),
    )
    for kind, ask, name, text in asked:
        seen: list[Any] = []

        def look(dialog: Any, name: str = name, seen: list[Any] = seen) -> None:
            seen.append(dialog.form.field(name).value())
            assert not dialog.form.notice.isHidden()
            dialog.reject()

        Answer(kind, look)
        ask()
        assert seen == [text]


def shown(kind: type[Any]) -> list[Any]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()]


def test_no_place_is_named_twice_and_the_first_steps_are_not_named() -> None:
    assert left_typing(("guide", "guide:portals")) == ""
    assert left_typing(("outreach:3", "outreach")).count("«Родители»") == 1
