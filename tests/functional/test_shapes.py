"""Every screen in the laptop's three scales, with the longest data there may be: whole and readable."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.services.banners.types import PlacementStatus, PortalDraft, PortalKind
from desktop_app.services.container import Services
from desktop_app.services.outreach.types import OutreachDraft, OutreachForm
from desktop_app.services.school.types import ClassDraft, SchoolDraft
from desktop_app.ui.kit.operation import let_all_end
from desktop_app.ui.kit.slices import finish_awaited
from desktop_app.ui.shell.window import SMALLEST, MainWindow
from desktop_app.ui.theme.colours import LIGHT
from desktop_app.ui.theme.style import apply_theme
from tests.ui import shape

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

SIZES = {"100 %": (1366, 697), "125 %": (1093, 543), "150 %": (911, 441)}
"""What 1366 × 768 leaves the window beside the title (31 px) and the task bar (40 px)."""
KEYS = ("overview", "coordinator", "banners", "parents", "letters", "register", "school")
NAME = "Константинопольская-Преображенская Александра-Вероника Константиновна-Владиславовна"
SCHOOL = (
    "Муниципальное автономное общеобразовательное учреждение города Верхнепышминска «Средняя "
    "общеобразовательная школа № 112 с углублённым изучением отдельных предметов имени дважды Героя»"
)
TOPIC = "Безопасность детей летом: водоёмы, железная дорога, открытые окна, незнакомые люди. " * 6
CHECKS: tuple[Callable[[QWidget], list[str]], ...] = (
    shape.sideways,
    shape.cut_headings,
    shape.silent_cells,
    shape.cut_buttons,
    shape.cut_labels,
    shape.overlapping,
)


@pytest.fixture
def stretched(record: Services) -> Services:
    """Write the longest that may be written of everything; one event, a class without pupils."""
    short = "МАОУ г. Верхнепышминска «СОШ № 112 с УИОП им. В.П. Синицына-Заволжского»"
    record.school.save(SchoolDraft(full_name=SCHOOL, short_name=short, head_name=NAME, head_post="директор"))
    for number in range(1, 12):
        record.school.save_class(ClassDraft(name=f"{number}-ИНЖЕНЕР"))
        record.school.save_class(ClassDraft(name=f"{number}А", pupils=31, parents=62))
    letter = record.directives.list()[0]
    long = replace(record.directives.preset(), number="02-55-5749/24-исх-доп/112-а", dated=date(2024, 5, 30))
    record.directives.save(replace(long, subject="О направлении информации " * 8), letter.id)
    link = (
        "https://very-long-subdomain.school112.example.org/pages/obrazovanie/vospitanie/index.php?id=1000003"
    )
    for number in range(12):
        name = f"Портал {number} с весьма длинным названием школьного сообщества"
        placed = PortalDraft(
            kind=PortalKind.VK, name=name, url=f"{link}&n={number}", place="главная страница"
        )
        status = PlacementStatus.PLACED if number % 2 else PlacementStatus.PLANNED
        record.banners.save(
            replace(placed, status=status, placed_on=date(2024, 6, 3) if number % 2 else None)
        )
    meeting = OutreachForm.CLASS_MEETING
    record.outreach.save(
        OutreachDraft(
            held_on=date(2024, 6, 1), form=meeting, topic=TOPIC[:500], parents=99_999, pupils=12_345
        )
    )
    return record


def looks(window: MainWindow, key: str) -> Iterator[str]:
    """Go through the tabs of a screen at rest."""
    window.go(key)
    tabs = getattr(window.page(key), "tabs", None)
    for index in range(tabs.count() if isinstance(tabs, QTabWidget) else 1):
        if isinstance(tabs, QTabWidget):
            tabs.setCurrentIndex(index)
        finish_awaited()
        for _ in range(3):
            let_all_end()
            QApplication.processEvents()
        yield f"{key} {index}"


@pytest.mark.parametrize("size", list(SIZES))
@pytest.mark.parametrize("key", KEYS)
def test_a_screen_is_whole_in_every_scale_with_the_longest_data(
    stretched: Services, window: MainWindow, key: str, size: str
) -> None:
    window.resize(*SIZES[size])
    for place in looks(window, key):
        assert window.size().toTuple() == SIZES[size]
        assert {check.__name__: found for check in CHECKS if (found := check(window))} == {}, place


def test_the_smallest_window_fits_a_laptop_at_150_percent() -> None:
    assert SMALLEST[0] <= SIZES["150 %"][0]
    assert SMALLEST[1] <= SIZES["150 %"][1]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("key", KEYS)
def test_every_word_of_a_screen_is_legible(
    stretched: Services,
    window: MainWindow,
    qapp: QApplication,
    key: str,
    dark: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    apply_theme(qapp, dark=dark)
    window.resize(*SIZES["100 %"])
    for place in looks(window, key):
        assert shape.unreadable(window) == [], place
    apply_theme(qapp, dark=False)


def test_a_desktop_of_high_contrast_leaves_every_word_legible(
    window: MainWindow, qapp: QApplication, qtbot: QtBot
) -> None:
    white_on_black = QPalette(QColor("black"))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        white_on_black.setColor(role, QColor("white"))
    qapp.setPalette(white_on_black)
    apply_theme(qapp, dark=False)  # the desktop's colours are not mixed with those of the program
    window.go("school")
    QApplication.processEvents()
    assert qapp.palette().color(QPalette.ColorRole.Window) == QColor(LIGHT.window)
    assert shape.unreadable(window) == []


@pytest.fixture
def large_font(qapp: QApplication) -> Iterator[None]:
    """Set the system's font to 14 points before anything is built."""
    usual = qapp.font()
    large = QFont(usual)
    large.setPointSize(14)
    qapp.setFont(large)
    yield
    qapp.setFont(usual)
    apply_theme(qapp, dark=False)


@pytest.mark.parametrize("key", KEYS)
def test_a_screen_is_whole_with_a_system_font_of_14_points(
    large_font: None, record: Services, window: MainWindow, key: str
) -> None:
    record.banners.save(PortalDraft(kind=PortalKind.WEBSITE, name="Сайт", url="https://school5.example.org"))
    record.school.save_class(ClassDraft(name="5А", pupils=25, parents=48))
    window.resize(*SIZES["100 %"])
    for place in looks(window, key):
        assert {check.__name__: found for check in CHECKS if (found := check(window))} == {}, place
    heading = next(each for each in window.findChildren(QLabel) if each.property("role") == "title")
    assert heading.font().pointSize() > 14
