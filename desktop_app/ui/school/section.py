"""What a tab of the school's screen is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.ui.kit.slices import Steps

if TYPE_CHECKING:
    from desktop_app.services.container import Services


class Section(QWidget):
    """One tab; the page passes its signals on and asks it what it asks a page."""

    message = Signal(str)
    failed = Signal(object)
    record_changed = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.services = services

    def parts(self) -> Steps:
        """Build the rest of the tab, a part a step; the page asks it once, before anything else."""
        return iter(())

    def refresh(self) -> None:
        """Read the record again; typing in progress stays."""

    def save(self) -> None:
        """Store what was typed."""

    def create_new(self) -> None:
        """Start a new item."""

    def has_unsaved(self) -> bool:
        """Return whether something typed is not stored yet."""
        return False

    def show_field(self, field: str) -> bool:
        """Put the cursor into a field; False when it is not here."""
        del field
        return False

    def told(self, sentence: str) -> None:
        """Announce a change of the record with its sentence."""
        self.record_changed.emit()
        self.message.emit(sentence)
