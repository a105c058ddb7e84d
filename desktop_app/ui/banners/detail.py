"""The right side of the banners' screen: the portal's form and the looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.services.banners.types import PortalRow
from desktop_app.ui.banners.form import NEW_ID, PortalForm
from desktop_app.ui.banners.looks import LooksPanel
from desktop_app.ui.banners.pictures import PictureShelf
from desktop_app.ui.banners.words import STATUS_TONES, Preset, status_names
from desktop_app.ui.kit.badge import Badge
from desktop_app.ui.kit.labels import rule, scrolled, text_label
from desktop_app.ui.kit.slices import Steps
from desktop_app.ui.theme.style import GAP

if TYPE_CHECKING:
    from desktop_app.services.container import Services


class PortalDetail(QWidget):
    """One portal: its name and badge stay, form and looks scroll."""

    def __init__(
        self,
        services: Services,
        presets: tuple[Preset, ...],
        shelf: PictureShelf,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.title = text_label("", role="heading", parent=self)
        self.badge = Badge(parent=self)
        inner = QWidget(self)  # both parts are built where they stay: moved, they would be styled again
        self.area: QScrollArea = scrolled(inner, QScrollArea(self))
        self.parts = self._parts(inner, services, presets, shelf)
        """What is still to be built until the rest can be used."""

    def _parts(
        self, inner: QWidget, services: Services, presets: tuple[Preset, ...], shelf: PictureShelf
    ) -> Steps:
        self.form = PortalForm(services, presets, inner, by_parts=True)
        yield from self.form.unbuilt
        yield
        self.looks = LooksPanel(shelf, services.letters.today(), inner)
        yield
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, GAP, 0)
        lines.setSpacing(2 * GAP)
        self._rule = rule(inner)
        lines.addWidget(self.form)
        lines.addWidget(self._rule)
        lines.addWidget(self.looks)
        lines.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, 0, 0, 0)
        column.setSpacing(GAP)
        column.addLayout(head)
        column.addWidget(self.area, 1)

    def show_head(self, row: PortalRow) -> None:
        """Show name and status as stored; a portal not stored yet has no looks."""
        new = row.id == NEW_ID
        self.title.setText(self.tr("Новый портал") if new else row.name)
        self.badge.show_state(status_names()[row.status], STATUS_TONES[row.status])
        self.badge.setVisible(not new)
        self.looks.setVisible(not new)
        self._rule.setVisible(not new)
