"""What the menu shows seldom: the log of events, the report for a technician, a copy to carry along."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog

from desktop_app.ui.theme.style import chosen_theme

if TYPE_CHECKING:
    from desktop_app.services.container import Services
    from desktop_app.ui.shell.window import MainWindow


def _tr(text: str) -> str:
    return QCoreApplication.translate("MainWindow", text)


def show_events(services: Services, window: MainWindow) -> None:
    """Show what the file remembers of what was done with it."""
    from desktop_app.ui.shell.privacy_dialogs import EventLogDialog  # noqa: PLC0415 - seldom opened

    _open(EventLogDialog(services, window))


def show_support(services: Services, window: MainWindow) -> None:
    """Show the report on the file as it would go out."""
    from desktop_app.ui.shell.privacy_dialogs import SupportDialog  # noqa: PLC0415 - seldom opened

    _open(SupportDialog(services, {_tr("Оформление"): chosen_theme()}, window))


def carry(services: Services, window: MainWindow) -> None:
    """Make an encrypted copy to carry along, and say which."""
    from desktop_app.ui.protection import flows  # noqa: PLC0415 - seldom wanted

    path = flows.carry(services, window)
    if path is not None:
        window.line.show_good(_tr("Зашифрованная копия записана и проверена: {0}").format(path.name))


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
