"""A theme changed in slices looks as one put on at once, on every screen."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.ui.kit.operation import is_at_work
from desktop_app.ui.shell.window import MainWindow
from desktop_app.ui.theme.style import apply_theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SCREENS = ("overview", "coordinator", "banners", "parents", "letters", "register", "school")


def rest(qtbot: QtBot) -> None:
    """Let what was started come to its end, layouts and drawn pages too."""
    for _ in range(3):
        qtbot.waitUntil(lambda: not is_at_work())
        QApplication.processEvents()


def picture(window: MainWindow) -> QImage:
    """Return the window as it is seen, without the cursor and what blinks."""
    window.setFocus()
    QApplication.processEvents()
    return window.grab().toImage()


@pytest.mark.parametrize("screen", SCREENS)
def test_a_screen_looks_the_same_whichever_way_it_was_dressed(
    window: MainWindow, qtbot: QtBot, qapp: QApplication, screen: str
) -> None:
    window.resize(1366, 768)
    window.go(screen)
    rest(qtbot)
    for name in ("dark", "light"):
        with qtbot.waitSignal(window.theme_chosen):
            window.menus.themes[name].trigger()
        rest(qtbot)
        in_slices = picture(window)
        apply_theme(qapp, dark=name == "dark")
        rest(qtbot)
        assert in_slices == picture(window), name


def test_a_change_of_theme_given_up_half_way_leaves_nobody_undressed(
    window: MainWindow, qtbot: QtBot, qapp: QApplication
) -> None:
    window.go("school")
    rest(qtbot)
    before = picture(window)
    window.menus.themes["light"].trigger()
    slices = window._dressing._slices
    assert slices is not None
    while window.updatesEnabled():
        assert slices.turn(), "it came to its end unseen"
    slices.turn()
    window._dressing.drop()
    assert window.updatesEnabled()
    rest(qtbot)
    apply_theme(qapp, dark=False)
    rest(qtbot)
    assert picture(window) == before
