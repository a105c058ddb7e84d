"""What is shown in place of the screens: the welcome without a file, the first steps in a new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from desktop_app.ui.kit.page import Page

if TYPE_CHECKING:
    from desktop_app.services.container import Services
    from desktop_app.ui.application.desk import Desk
    from desktop_app.ui.shell.window import MainWindow


def make_welcome(desk: Desk) -> QWidget:
    """Return the welcome, its buttons joined to the desk."""
    from desktop_app.ui.first_run.welcome import Welcome  # noqa: PLC0415 - seldom, after the first paint

    welcome = Welcome()
    welcome.start_requested.connect(desk.ask_new)
    welcome.sample_requested.connect(desk.show_sample)
    welcome.open_requested.connect(desk.ask_open)
    welcome.restore_requested.connect(desk.ask_restore)
    return welcome


def make_first_run(desk: Desk, window: MainWindow, services: Services, parent: QWidget) -> Page:
    """Return the first steps over a record, made where they stay."""
    from desktop_app.ui.first_run.page import FirstRunPage  # noqa: PLC0415 - once in a file's life

    page = FirstRunPage(services, parent, by_parts=True)
    page.sample_requested.connect(desk.show_sample)
    page.open_requested.connect(desk.ask_open)
    page.finished.connect(window.end_guide)
    return page
