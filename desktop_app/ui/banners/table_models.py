"""The list of portals and the list of looks at one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication, Qt

from desktop_app.russian.dates import short_date
from desktop_app.services.attachments.types import AttachmentRow
from desktop_app.services.banners.types import CheckRow, PortalRow
from desktop_app.ui.banners.delegates import DETAIL_ROLE, IMAGE_ROLE
from desktop_app.ui.banners.pictures import THUMB, PictureShelf
from desktop_app.ui.banners.words import (
    OUTCOME_TONES,
    STATUS_TONES,
    kind_names,
    outcome_names,
    status_names,
)
from desktop_app.ui.kit.badge_delegate import TONE_ROLE
from desktop_app.ui.kit.table import CENTRE, Column, Index, Row, TableModel
from desktop_app.ui.theme.colours import Tone

NAME_ROOM = 100
"""Pixels the names of the portals are to have; with less the pictures leave."""
THUMB_WIDTH = THUMB.width() + 16
PORTAL_THUMB, PORTAL_NAME, PORTAL_STATUS, PORTAL_DATE = range(4)
CHECK_DATE, CHECK_OUTCOME, CHECK_NOTE, CHECK_THUMB = range(4)


def _tr(text: str) -> str:
    return QCoreApplication.translate("BannerTables", text)


def _word_for(picture: AttachmentRow | None) -> str:
    return _tr("нет") if picture is None else _tr("файл")


def _said_of(picture: AttachmentRow | None) -> str:
    """Return the words a screen reader and a tool tip use for a small picture."""
    if picture is None:
        return _tr("Снимка нет")
    day = f" {_tr('от')} {short_date(picture.taken_on)}" if picture.taken_on else ""
    return _tr("Снимок «{0}»").format(picture.name) + day


class PictureTableModel(TableModel[Row]):
    """A table with small pictures, painted again when more of them were read."""

    def __init__(self, columns: Sequence[Column[Row]], shelf: PictureShelf) -> None:
        super().__init__(columns)
        self._shelf = shelf
        shelf.arrived.connect(self.repaint_rows)

    def repaint_rows(self) -> None:
        """Show every cell again; what is chosen stays chosen."""
        if self.rowCount():
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last)


class PortalTableModel(PictureTableModel[PortalRow]):
    """Proof, name with kind and place, status and last look of every portal."""

    def __init__(self, shelf: PictureShelf) -> None:
        super().__init__(_portal_columns(), shelf)
        self._kinds = kind_names()
        self._unsaved: frozenset[int] = frozenset()
        self._old: frozenset[int] = frozenset()

    def mark_old(self, ids: frozenset[int]) -> None:
        """Say under these portals' names, and by the date, that it is time to look again."""
        if ids != self._old:
            self._old = ids
            self.repaint_rows()

    def mark_unsaved(self, ids: frozenset[int]) -> None:
        """Say under these portals' names that something typed is not stored."""
        if ids != self._unsaved:
            self._unsaved = ids
            self.repaint_rows()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the small picture and the second line besides what every table has."""
        if role == IMAGE_ROLE and index.column() == PORTAL_THUMB:
            proof = self.row_at(index.row()).proof
            return self._shelf.image(proof.id) if proof is not None else None
        if role == DETAIL_ROLE and index.column() == PORTAL_NAME:
            return self._detail(self.row_at(index.row()))
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            row = self.row_at(index.row())
            if index.column() == PORTAL_THUMB:
                return _said_of(row.proof)
            if index.column() == PORTAL_NAME:
                return f"{row.name}, {self._detail(row)}"
        if role == TONE_ROLE and index.column() == PORTAL_DATE:
            return Tone.BUSY if self.row_at(index.row()).id in self._old else None
        return super().data(index, role)

    def _detail(self, row: PortalRow) -> str:
        if row.id in self._unsaved:
            return _tr("не сохранено")
        if row.id in self._old:
            return _tr("пора проверить снова")
        where = row.place or row.url.removeprefix("https://").removeprefix("http://")
        return " · ".join(part for part in (self._kinds[row.kind], where) if part)


class CheckTableModel(PictureTableModel[CheckRow]):
    """Date, outcome, note and picture of every look."""

    def __init__(self, shelf: PictureShelf) -> None:
        super().__init__(_check_columns(), shelf)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the small picture and the whole note besides what every table has."""
        if role == IMAGE_ROLE and index.column() == CHECK_THUMB:
            picture = self.row_at(index.row()).picture
            return self._shelf.image(picture.id) if picture is not None else None
        if role in {Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole}:
            row = self.row_at(index.row())
            if index.column() == CHECK_THUMB:
                return _said_of(row.picture)
            if index.column() == CHECK_NOTE and row.note:
                return row.note
        return super().data(index, role)


def _portal_columns() -> tuple[Column[PortalRow], ...]:
    statuses = status_names()
    return (
        Column(
            _tr("Снимок"),
            lambda row: _word_for(row.proof),
            key=lambda row: row.verified_on,
            align=CENTRE,
            width=THUMB_WIDTH,
            leaves=True,  # it stands beside the form as well
        ),
        Column(_tr("Портал"), lambda row: row.name or _tr("Новый портал"), stretch=True, least=NAME_ROOM),
        Column(
            _tr("Состояние"),
            lambda row: statuses[row.status],
            tone=lambda row: STATUS_TONES[row.status],
            width=128,
        ),
        Column(
            _tr("Проверка"),
            lambda row: short_date(row.checked_on) if row.checked_on else "—",
            key=lambda row: row.checked_on,
            width=104,
        ),
    )


def _check_columns() -> tuple[Column[CheckRow], ...]:
    outcomes = outcome_names()
    return (
        Column(
            _tr("Дата"),
            lambda row: short_date(row.checked_on),
            key=lambda row: row.checked_on,
            width=100,
            least=88,
        ),
        Column(
            _tr("Результат"),
            lambda row: outcomes[row.outcome],
            tone=lambda row: OUTCOME_TONES[row.outcome],
            width=168,
            least=128,
        ),
        Column(_tr("Примечание"), lambda row: row.note, stretch=True),
        Column(_tr("Снимок"), lambda row: _word_for(row.picture), align=CENTRE, width=THUMB_WIDTH),
    )
