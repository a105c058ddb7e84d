"""The seven screens, in the order of the rail; each is imported when it is first opened."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from desktop_app.ui.kit.page import Page, PageFactory

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from desktop_app.services.container import Services


def _overview(services: Services, parent: QWidget | None) -> Page:
    from desktop_app.ui.overview.page import OverviewPage  # noqa: PLC0415 - opened later, imported later

    return OverviewPage(services, parent)


def _coordinator(services: Services, parent: QWidget | None) -> Page:
    from desktop_app.ui.coordinator.page import CoordinatorPage  # noqa: PLC0415

    return CoordinatorPage(services, parent)


def _banners(services: Services, parent: QWidget | None) -> Page:
    from desktop_app.ui.banners.page import BannersPage  # noqa: PLC0415

    return BannersPage(services, parent)


def _parents(services: Services, parent: QWidget | None) -> Page:
    from desktop_app.ui.parents.page import ParentsPage  # noqa: PLC0415

    return ParentsPage(services, parent)


def _letters(services: Services, parent: QWidget | None) -> Page:
    from desktop_app.ui.letters.page import LettersPage  # noqa: PLC0415

    return LettersPage(services, parent)


def _register(services: Services, parent: QWidget | None) -> Page:
    from desktop_app.ui.register.page import RegisterPage  # noqa: PLC0415

    return RegisterPage(services, parent)


def _school(services: Services, parent: QWidget | None) -> Page:
    from desktop_app.ui.school.page import SchoolPage  # noqa: PLC0415

    return SchoolPage(services, parent)


def import_screens() -> None:
    """Import every screen and what its first press asks for, in any thread: nothing is shown or read."""
    for name in ("coordinator", "banners", "parents", "letters", "register", "school"):
        importlib.import_module(f"desktop_app.ui.{name}.page")
    for name in ("letters", "papers", "texts"):
        importlib.import_module(f"desktop_app.services.{name}.service")


def screens() -> tuple[PageFactory, ...]:
    """Return the screens; call it after the translators are installed."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("screens", text)

    return (
        PageFactory("overview", tr("Обзор"), "overview", _overview),
        PageFactory("coordinator", tr("Координатор"), "coordinator", _coordinator),
        PageFactory("banners", tr("Баннеры"), "banners", _banners),
        PageFactory("parents", tr("Родители"), "parents", _parents),
        PageFactory("letters", tr("Письма"), "letters", _letters),
        PageFactory("register", tr("Журнал"), "register", _register),
        PageFactory("school", tr("Школа"), "school", _school),
    )
