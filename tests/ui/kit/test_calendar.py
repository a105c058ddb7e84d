"""The calendar of a date field: on the screen wherever it stands, large enough, named, in its theme."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from desktop_app.ui.kit.calendar import Calendar
from desktop_app.ui.kit.date_field import DateField
from desktop_app.ui.theme.colours import DARK, LIGHT
from desktop_app.ui.theme.style import TARGET, apply_theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def opened(qtbot: QtBot, place: QPoint) -> tuple[DateField, Calendar]:
    field = DateField()
    qtbot.addWidget(field)
    field.resize(140, 32)
    field.move(place)
    field.show()
    qtbot.waitExposed(field)
    field.set_value(date(2024, 6, 5))
    field.open_calendar()
    calendar = field.findChild(Calendar)
    assert calendar is not None
    return field, calendar


@pytest.mark.parametrize("corner", ["top left", "top right", "bottom left", "bottom right"])
def test_it_is_whole_on_the_screen_and_leaves_its_field_in_sight(
    qtbot: QtBot, themed: QApplication, corner: str
) -> None:
    screen = themed.primaryScreen().availableGeometry()
    x = screen.right() - 140 if "right" in corner else screen.left()
    y = screen.bottom() - 40 if "bottom" in corner else screen.top()
    field, calendar = opened(qtbot, QPoint(x, y))
    assert screen.contains(calendar.geometry())
    assert not calendar.geometry().intersects(QRect(field.mapToGlobal(QPoint(0, 0)), field.size()))
    calendar.close()


def test_its_buttons_are_named_and_large_enough(qtbot: QtBot, themed: object) -> None:
    _field, calendar = opened(qtbot, QPoint(10, 10))
    buttons = [each for each in calendar.findChildren(QToolButton) if each.isVisible()]
    assert {each.accessibleName() for each in buttons} >= {
        "Предыдущий месяц",
        "Следующий месяц",
        "Месяц",
        "Год",
    }
    assert all(each.height() >= TARGET and each.width() >= TARGET for each in buttons)
    assert calendar.accessibleName()
    calendar.close()


def test_it_takes_the_colours_of_a_theme_put_on_after_it_was_made(qtbot: QtBot, themed: QApplication) -> None:
    field, calendar = opened(qtbot, QPoint(10, 10))
    calendar.close()
    apply_theme(themed, dark=True)
    field.open_calendar()
    sunday = calendar.weekdayTextFormat(Qt.DayOfWeek.Sunday).foreground().color()
    assert sunday == QColor(DARK.bad) != QColor(LIGHT.bad)
    calendar.close()
    apply_theme(themed, dark=False)
