"""The seven screens, in the order of the rail; each is imported when it is first opened."""

from __future__ import annotations

import importlib
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop_app.ui.kit.page import Page, PageFactory

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_app.services.container import Services
    from desktop_app.services.glance.types import Glance


def _overview(services: Services, parent: QWidget | None) -> Page:
    from desktop_app.ui.overview.page import OverviewPage  # noqa: PLC0415 - opened later, imported later

    return OverviewPage(services, parent, by_parts=True)


def _overview_at_a_glance(glance: Glance, parent: QWidget | None) -> Page:
    from desktop_app.ui.overview.page import OverviewPage  # noqa: PLC0415 - as above

    return OverviewPage(None, parent, by_parts=True, glance=glance)


def _coordinator(services: Services, parent: QWidget | None) -> Page:
    from desktop_app.ui.coordinator.page import CoordinatorPage  # noqa: PLC0415

    return CoordinatorPage(services, parent, by_parts=True)


def _banners(services: Services, parent: QWidget | None) -> Page:
    from desktop_app.ui.banners.page import BannersPage  # noqa: PLC0415

    return BannersPage(services, parent, by_parts=True)


def _parents(services: Services, parent: QWidget | None) -> Page:
    from desktop_app.ui.parents.page import ParentsPage  # noqa: PLC0415

    return ParentsPage(services, parent, by_parts=True)


def _letters(services: Services, parent: QWidget | None) -> Page:
    from desktop_app.ui.letters.page import LettersPage  # noqa: PLC0415

    return LettersPage(services, parent, by_parts=True)


def _register(services: Services, parent: QWidget | None) -> Page:
    from desktop_app.ui.register.page import RegisterPage  # noqa: PLC0415

    return RegisterPage(services, parent, by_parts=True)


def _school(services: Services, parent: QWidget | None) -> Page:
    from desktop_app.ui.school.page import SchoolPage  # noqa: PLC0415

    return SchoolPage(services, parent, by_parts=True)


FIRST = "overview"
"""The first screen is imported and read by whoever opens the file."""


def load_screen(key: str) -> None:
    """Import a screen, in any thread: nothing is shown or read."""
    importlib.import_module(f"desktop_app.ui.{key}.page")


def ask_first(key: str, services: Services) -> None:
    """Read what a screen will read first, in any thread; raises ``AppError``."""
    from desktop_app.ui.first_reading import read_first  # noqa: PLC0415 - after the first screen

    read_first(key, services)


def screens() -> tuple[PageFactory, ...]:
    """Return the screens; call it after the translators are installed."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("screens", text)

    found = (
        ("overview", tr("Обзор"), _overview),
        ("coordinator", tr("Координатор"), _coordinator),
        ("banners", tr("Баннеры"), _banners),
        ("parents", tr("Родители"), _parents),
        ("letters", tr("Письма"), _letters),
        ("register", tr("Журнал"), _register),
        ("school", tr("Школа"), _school),
    )
    return tuple(
        PageFactory(key, title, key, factory, glance=_overview_at_a_glance)
        if key == FIRST
        else PageFactory(key, title, key, factory, partial(load_screen, key), partial(ask_first, key))
        for key, title, factory in found
    )
