"""Pictures of every screen and the main dialogs over the sample school, for looking at all of them at once.

One process draws one scale: Qt takes ``QT_SCALE_FACTOR`` only before the application is made. The command
``otklik gallery`` starts them, without a screen.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QThreadPool, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QTabWidget, QWidget

from desktop_app.app import make_application
from desktop_app.bootstrap import SUFFIX, new_file, opened
from desktop_app.gallery_seldom import calm, messages, seldom_dialogs
from desktop_app.services.attachments.pictures import Picture
from desktop_app.services.attachments.types import NewFile
from desktop_app.services.letters.types import PaperKind
from desktop_app.ui.banners.page_check_dialog import PageCheckDialog
from desktop_app.ui.coordinator.destroy_dialog import DestroyDialog
from desktop_app.ui.coordinator.replace_dialog import ReplaceDialog
from desktop_app.ui.exchange.import_dialog import ImportDialog
from desktop_app.ui.exchange.unfinished import TableSource
from desktop_app.ui.first_run.page import FirstRunPage
from desktop_app.ui.first_run.welcome import Welcome
from desktop_app.ui.kit.hide_names import HideNamesDialog
from desktop_app.ui.kit.operation import is_at_work
from desktop_app.ui.kit.slices import finish_awaited, is_anything_awaited
from desktop_app.ui.letters.dialogs import RegisterDialog
from desktop_app.ui.letters.extract_dialog import ExtractDialog
from desktop_app.ui.overview.letter_form import LetterDialog
from desktop_app.ui.overview.reading_dialog import ReadingDialog
from desktop_app.ui.parents.entry_form import EntryDialog
from desktop_app.ui.register.code_dialog import CodeDialog
from desktop_app.ui.school.promotion_dialog import PromotionDialog
from desktop_app.ui.screens import screens
from desktop_app.ui.shell.closing import Answer
from desktop_app.ui.shell.help import HelpDialog
from desktop_app.ui.shell.privacy_dialogs import EventLogDialog, SupportDialog
from desktop_app.ui.shell.window import MainWindow
from desktop_app.ui.theme.style import apply_theme

if TYPE_CHECKING:
    from desktop_app.services.container import Services

SCREEN: Final = (1366, 768)
"""The laptop the window is made for, px of its screen."""
REST: Final = 0.45
"""Seconds a screen is given to draw what it draws behind the window."""
QUIET: Final = 30
"""Rounds of events without work behind the window: on a busy computer time alone says little."""
LOOK_EVERY: Final = 20
"""Milliseconds between two looks at whether a picture has come."""
COLOURS: Final = 64
"""Of a picture's palette; a window has few."""
TABLE: Final = (
    "Дата;Форма;Тема;Класс;Контактов\n03.06.2024;собрание;Безопасность летом;5А;24\n?;беседа;;9Я;много\n"
)

MOMENT: Final = datetime(2025, 6, 2, 8, 30, tzinfo=UTC)
"""When the pictures are taken: at the end of the sample's year, so that they change only with the program."""


class SampleDay:
    """The clock of the pictures."""

    def today(self) -> date:
        """Return the day."""
        return MOMENT.date()

    def now(self) -> datetime:
        """Return the moment."""
        return MOMENT


Shot = tuple[str, Callable[[], QWidget]]
"""The name of a picture, and what brings its widget up."""


def draw(file: Path, out: Path) -> None:
    """Draw every screen and dialog of the record in ``file``, light and dark, as PNG into ``out``."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError(app)
    ratio = app.devicePixelRatio()
    scale = "" if ratio == 1 else f"-{round(ratio * 100)}"
    empty = file.with_name(f"Новая школа{SUFFIX}")
    if not empty.exists():
        new_file(empty, lambda _services: None)
    for theme in ("light", "dark"):
        apply_theme(app, dark=theme == "dark")
        number = 0
        for record, shots in ((file, _shots), (empty, _empty_shots)):
            with opened(record, clock=SampleDay()) as services:
                window = MainWindow(screens())
                window.ask = lambda _parent, _titles: Answer.DISCARD
                window.resize(round(SCREEN[0] / ratio), round(SCREEN[1] / ratio))
                window.attach(services)
                window.show()
                for name, bring in shots(window, services):
                    number += 1
                    _draw(bring(), out / f"{number:02}-{name}-{theme}{scale}.png")
                window.detach()
                window.close()
                QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _draw(widget: QWidget, path: Path) -> None:
    _rest()
    _save(widget.grab().toImage(), path)
    if isinstance(widget, QDialog):
        widget.close()


def _shots(window: MainWindow, services: Services) -> Iterator[Shot]:
    yield from _screens(window, "")
    for name, make in _dialogs(window, services).items():
        yield name, partial(_open, make)
    yield from messages(window).items()
    calm(window)
    yield "welcome", lambda: _guide(window, Welcome())
    for index in range(4):
        yield f"first-run-{index + 1}", partial(_first_run, window, services, index)
    window.end_guide()
    letter = services.directives.preset()
    again = replace(letter, number="02-55-6120/25", dated=date(2025, 5, 26), due_on=date(2025, 6, 4))
    services.directives.save(again)
    window.refresh()
    finish_awaited()
    yield "overview-years", partial(_go, window, "overview")
    services.history.undo()


def _empty_shots(window: MainWindow, _services: Services) -> Iterator[Shot]:
    """Yield every screen of a school that has written nothing down."""
    yield from _screens(window, "empty-")


def _screens(window: MainWindow, before: str) -> Iterator[Shot]:
    """Yield every screen with its tabs."""
    for factory in screens():
        yield f"{before}{factory.key}", partial(_go, window, factory.key)
        tabs = getattr(window.page(factory.key), "tabs", None)
        if not isinstance(tabs, QTabWidget):
            continue
        for index in range(1, tabs.count()):
            yield f"{before}{factory.key}-{index + 1}", partial(_turn, window, tabs, index)


def _dialogs(window: MainWindow, services: Services) -> dict[str, Callable[[], QDialog]]:
    """Return what makes each dialog over the sample school."""
    today = services.letters.today()
    portal = services.banners.list()[0]
    event = services.outreach.list()[0]
    in_office = services.coordinator.current()
    dialogs: dict[str, Callable[[], QDialog]] = {
        "letter": lambda: LetterDialog(services.directives, services.directives.current(), window),
        "reading": lambda: _reading(window, services.directives.preset().text),
        "page-check": lambda: PageCheckDialog(services, portal, window),
        "event": lambda: _event(window, services, event.id),
        "import": lambda: ImportDialog(services.exchange, TableSource(text=TABLE), window),
        "extract": lambda: ExtractDialog(services, PaperKind.OUTREACH_JOURNAL, window),
        "register": lambda: RegisterDialog("17", today, window),
        "code": lambda: CodeDialog(services.register.find_code, window),
        "help": lambda: HelpDialog(window),
        "promotion": lambda: PromotionDialog(
            services.years.propose(),
            services.years,
            {row.id: row.name for row in services.school.classes()},
            window,
        ),
        "hide-names": lambda: _hiding(window, services, portal.proof.id if portal.proof else None),
        "events": lambda: _events(window, services),
        "support": lambda: SupportDialog(services, {"Оформление": "светлое"}, window),
    }
    before = next((row for row in services.coordinator.history() if row.released_on is not None), None)
    if before is not None:
        dialogs["destruction"] = lambda: DestroyDialog(
            services, before, services.destruction.plan(before.id), window
        )
    if in_office is not None:
        dialogs["replace"] = lambda: ReplaceDialog(in_office, today, services.coordinator, window)
    return dialogs | seldom_dialogs(window, services)


def _event(window: MainWindow, services: Services, event_id: int) -> QDialog:
    return EntryDialog(services.outreach, services.outreach.get(event_id), services.school.classes(), window)


def _events(window: MainWindow, services: Services) -> QDialog:
    services.event_log.printed(PaperKind.ORDER, "4-од")
    services.event_log.saved(PaperKind.CONFIRMATION, "01-12/2", "pdf")
    return EventLogDialog(services, window)


def _reading(window: MainWindow, text: str) -> QDialog:
    dialog = ReadingDialog(window)
    dialog.text.setPlainText(text)
    return dialog


def _hiding(window: MainWindow, services: Services, attachment_id: int | None) -> QDialog:
    content = services.attachments.content(attachment_id) if attachment_id is not None else b""
    # the record's own pictures are read as they are: a busy computer would not have them read in time
    file, read = NewFile(name="снимок.png", content=content), partial(Picture, taken_on=None)
    dialog = HideNamesDialog(file, lambda _file: None, window, read=read)
    look = QTimer(dialog)

    def add() -> None:
        if dialog.add_button.isEnabled():  # the picture is there
            look.stop()
            dialog.add_button.click()

    look.timeout.connect(add)
    look.start(LOOK_EVERY)
    return dialog


def _go(window: MainWindow, key: str) -> QWidget:
    window.go(key)
    return window


def _turn(window: MainWindow, tabs: QTabWidget, index: int) -> QWidget:
    tabs.setCurrentIndex(index)
    return window


def _open(make: Callable[[], QDialog]) -> QWidget:
    dialog = make()
    dialog.open()
    return dialog


def _guide(window: MainWindow, guide: QWidget) -> QWidget:
    window.show_guide(guide)
    return window


def _first_run(window: MainWindow, services: Services, index: int) -> QWidget:
    page = FirstRunPage(services)
    page.go_to(index)
    return _guide(window, page)


def _rest() -> None:
    """Let everything be drawn that is drawn behind the window, the slow first pages too."""
    pool = QThreadPool.globalInstance()
    until, quiet = time.monotonic() + REST, 0
    while time.monotonic() < until or quiet < QUIET:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
        quiet += 1
        if not pool.waitForDone(50) or is_at_work() or is_anything_awaited():
            until, quiet = time.monotonic() + REST, 0


def _save(image: QImage, path: Path) -> None:
    """Store a picture with a palette: a window has few colours, and the file is a third as large."""
    from PIL import Image  # noqa: PLC0415 - only here

    plain = image.convertToFormat(QImage.Format.Format_RGB888)
    size = (plain.width(), plain.height())
    whole = Image.frombytes("RGB", size, bytes(plain.constBits()), "raw", "RGB", plain.bytesPerLine())
    whole.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    make_application(sys.argv[:1])
    draw(Path(sys.argv[1]), Path(sys.argv[2]))
