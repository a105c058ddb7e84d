"""The buttons of a page's head are reached from left to right, in whatever order they were made."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.kit.heading import PageHeading
from desktop_app.ui.letters.buttons import PaperButtons


def reached(first: QWidget) -> list[str]:
    """Return the words of the buttons Tab goes to, ``first`` among them."""
    found: list[str] = []
    widget = first
    while True:
        if isinstance(widget, QPushButton):
            found.append(widget.text())
        widget = widget.nextInFocusChain()
        if widget is first:
            return found


def test_tab_goes_from_left_to_right(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    three, one, two, zero = (QPushButton(name, page) for name in ("3", "1", "2", "0"))
    heading = PageHeading("Письма", one, two, three, parent=page)
    heading.put_first(zero)
    assert reached(zero) == ["0", "1", "2", "3"]


def test_the_buttons_of_a_paper_are_reached_as_they_stand(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    buttons = PaperButtons(page).all()
    PageHeading("Письма", *buttons, parent=page)
    assert reached(buttons[0]) == [button.text() for button in buttons]
