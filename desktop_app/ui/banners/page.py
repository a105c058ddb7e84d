"""The banners' screen: whether the banner is where we say it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton, QSplitter, QStackedWidget, QWidget

from desktop_app.services.banners.types import (
    CheckDraft,
    CheckRow,
    PlacementStatus,
    PortalFields,
    PortalKind,
    PortalRow,
)
from desktop_app.services.errors import AppError
from desktop_app.services.exchange.types import Subject
from desktop_app.ui.banners.detail import PortalDetail
from desktop_app.ui.banners.drafts import Drafts
from desktop_app.ui.banners.dropping import PageWithDrops
from desktop_app.ui.banners.form import NEW_ID
from desktop_app.ui.banners.look_actions import LookActions
from desktop_app.ui.banners.pictures import PictureShelf
from desktop_app.ui.banners.portal_list import LEAST, PortalList
from desktop_app.ui.banners.table_models import PORTAL_THUMB
from desktop_app.ui.banners.words import Preset, presets, stored_line, totals_line
from desktop_app.ui.exchange.table_menu import TableMenu, is_pasted_table
from desktop_app.ui.kit.aside import aside
from desktop_app.ui.kit.clipboard import clipboard
from desktop_app.ui.kit.empty import EmptyState
from desktop_app.ui.kit.heading import PageHeading
from desktop_app.ui.kit.keeping import FormKeeper
from desktop_app.ui.kit.labels import primary
from desktop_app.ui.kit.row_menu import RowMenu
from desktop_app.ui.kit.scale import by_font
from desktop_app.ui.kit.slices import Steps
from desktop_app.ui.kit.widths import Widths

if TYPE_CHECKING:
    from desktop_app.services.container import Services

NARROW = 1040
"""Below this width of the place, px, the table does without the date column."""
_SPLIT = {True: [LEAST, 400], False: [520, 580]}
"""Widths of table and detail in a narrow window and in a wide one, px."""
_TO_DO = {PlacementStatus.MISSING, PlacementStatus.PLANNED, PlacementStatus.PLACED}


class BannersPage(PageWithDrops):
    """Portals left; the chosen one with its form and its looks right."""

    def __init__(self, services: Services, parent: QWidget | None = None, *, by_parts: bool = False) -> None:
        super().__init__(services, parent)
        self.setAcceptDrops(True)
        self._shown: PortalRow | None = None
        self._stored: list[str] | None = None
        """Names of the portals stored one after another: they are told of together."""
        self._drafts = Drafts()
        self._shelf = PictureShelf(services, self)
        self.presets = (*presets(services), Preset(PortalKind.OTHER, "", ""))
        self.build(self._parts(), by_parts=by_parts)

    def _parts(self) -> Steps:
        self._build_heading()
        yield
        self._build_table()
        yield
        yield from self._build_detail()
        yield
        self._lay_out()
        self._keeper = FormKeeper(self.services.form_drafts, "banners", self._typed, self)
        self._keeper.watch(self.form)
        self._keeper.watch(self.detail.looks.form)
        paste = QShortcut(QKeySequence.StandardKey.Paste, self, self._on_paste)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def refresh(self) -> None:
        """Read the portals again; the chosen one stays chosen, typing in progress stays."""
        banners = self.services.banners
        read = self.attempt(lambda: aside(lambda: (banners.list(), banners.totals())))
        if read is None:
            return
        rows, totals = read
        kept = self._keeper.take()
        if kept is not None:
            self._drafts.take_back(kept.values, rows)
        self.detail.looks.follow_day(self.services.letters.today())
        self.heading.set_subtitle(totals_line(self, totals) if totals.portals else "")
        self.table.portals.mark_old(totals.old)
        self._shelf.want(row.proof for row in rows)
        shown = (*rows, self._drafts.new) if self._drafts.new is not None else rows
        self._drafts.keep_only(row.id for row in shown)
        typed = next(iter((*self._drafts.fields, *self._drafts.looks)), None)
        self.table.show_rows(shown, self._shown.id if self._shown else typed)
        self.stack.setCurrentIndex(1 if shown else 0)
        self.new_button.setVisible(bool(shown))
        self._on_selected()
        if kept is not None:
            self.form.tell_retyped(kept.saved_at)

    def create_new(self) -> None:
        """Offer the usual places (Ctrl+N)."""
        button = self.new_button if self.stack.currentIndex() else self.empty.button
        self.menu.popup(button.mapToGlobal(button.rect().bottomLeft()))
        self.menu.setActiveAction(self.menu.actions()[0])

    def begin(self, preset: Preset) -> None:
        """Start a new portal of a usual kind; one that is not stored yet is stored or shown first."""
        if self._drafts.new is not None:
            self.table.select_id(NEW_ID)
            self.form.submit()
            if self._drafts.new is not None:
                self.failed.emit(AppError(self.tr("Сначала сохраните или отмените новый портал.")))
                return
        url = self.services.school.get().website if preset.kind is PortalKind.WEBSITE else ""
        self._drafts.begin(preset, url)
        self.refresh()
        self.table.select_id(NEW_ID)
        self.form.show_field("name" if not preset.name else "url")

    def focus_search(self) -> None:
        """Go to the list: typing a letter there finds a portal."""
        self.table.setFocus()

    def save(self) -> None:
        """Store what was typed over the portal shown, then over the others, up to the first refusal."""
        names = self._stored = []
        try:
            if self.form.has_unsaved():
                self.form.submit()
            while self._drafts.fields and not self.form.has_unsaved():
                self.table.select_id(next(iter(self._drafts.fields)))
                self.form.submit()
        finally:
            self._stored = None
        if names:
            self._tell_of(names)
        noted = self._noted()
        if noted and not self.form.has_unsaved():
            self.table.select_id(next(iter(noted)))
            self.detail.looks.ask_outcome()

    def show_field(self, field: str) -> None:
        """Go to a portal («portal:3»), or to a field of the first portal that is not proved."""
        what, _, number = field.partition(":")
        if what == "portal":
            self.table.select_where(lambda row: str(row.id) == number)
            self.table.setFocus()
            return
        if not self.model.rowCount():
            if what == "name":
                self.begin(self.presets[0])
            return
        if what == "status":
            self.table.select_where(lambda row: row.status in _TO_DO)
        if what in PortalFields.__dataclass_fields__:
            self.form.show_field(what)

    def has_unsaved(self) -> bool:
        """Return whether something typed over any portal, or of a look at it, is not stored."""
        return self.form.has_unsaved() or bool(self._drafts.fields) or bool(self._noted())

    def can_prove(self) -> bool:
        """Return whether a portal that is stored is chosen."""
        return self._shown is not None and self._shown.id != NEW_ID

    def fit(self, room: QSize) -> None:
        """Leave the room to the names in a small window."""
        narrow = room.width() < by_font(NARROW)
        if narrow != self.table.is_narrow():
            self.table.set_narrow(narrow=narrow)
            self.splitter.setSizes(_SPLIT[narrow])

    def _build_heading(self) -> None:
        self.menu = QMenu(self)
        for preset in self.presets:
            action = QAction(preset.name or self.tr("Другое место…"), self.menu)
            action.triggered.connect(lambda _on=False, preset=preset: self.begin(preset))
            self.menu.addAction(action)
        self.new_button = primary(self.tr("Добавить портал"), self)
        self.new_button.setToolTip(self.tr("Ctrl+N"))
        self.new_button.clicked.connect(self.create_new)
        self.delete_button = QPushButton(self.tr("Удалить"), self)
        self.delete_button.setToolTip(self.tr("Удалить портал с его проверками (Delete). Ctrl+Z вернёт."))
        self.delete_button.clicked.connect(self._on_delete)
        self.heading = PageHeading(self.tr("Баннеры"), self.delete_button, self.new_button, parent=self)
        self.tables = TableMenu(self.services, Subject.PORTALS, self)
        self.tables.done.connect(self._tell)
        self.heading.put_first(self.tables.button)
        self.body.addWidget(self.heading)

    def _build_table(self) -> None:
        self.table = PortalList(self._shelf, self)
        self.model = self.table.portals
        self.table.selection_changed.connect(self._on_selected)
        self.table.delete_pressed.connect(self._on_delete)
        self.table.opened.connect(lambda _row: self.form.show_field("status"))
        self.table.clicked.connect(self._on_clicked)
        Widths(self.table, "portals")

    def _build_detail(self) -> Steps:
        self.stack = QStackedWidget(self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self.stack)
        self.splitter.addWidget(self.table)
        self.detail = PortalDetail(self.services, self.presets, self._shelf, self.splitter)
        yield from self.detail.parts
        self.form = self.detail.form
        self.form.submitted.connect(self._on_submitted)
        self.form.cancelled.connect(self._on_cancelled)
        self.form.checked.connect(self._mark_unsaved)
        looks = self.detail.looks
        looks.form.checked.connect(self._mark_unsaved)
        looks.looked.connect(self._on_looked)
        looks.opened.connect(self._on_picture_wanted)
        looks.page_wanted.connect(self._on_page_wanted)
        RowMenu(self.table, looks.page_button, self.delete_button)
        self.look_actions = LookActions(self.services, self)
        looks.delete_wanted.connect(self.look_actions.delete)
        self.look_actions.looked.connect(self._on_looked)
        self.look_actions.stored.connect(self._on_look_stored)
        self.look_actions.refused.connect(self._on_look_refused)
        self.look_actions.deleted.connect(self._tell)

    def _lay_out(self) -> None:
        self.empty = EmptyState(
            self.tr("Порталов пока нет"),
            self.tr("Сайт, сообщества, дневник, стенды: где висит баннер, и снимки, которые это доказывают."),
            self.tr("Добавить портал"),
            self,
        )
        self.empty.started.connect(self.create_new)
        self.splitter.addWidget(self.detail)
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes(_SPLIT[False])
        self.splitter.setChildrenCollapsible(False)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(self.splitter)
        self.body.addWidget(self.stack, 1)

    def _on_selected(self) -> None:
        row = self.table.chosen()
        before = self._shown
        if before is not None and (row is None or row.id != before.id):
            self._put_aside(before)
        self._shown = row
        self.delete_button.setVisible(row is not None)
        self.detail.setVisible(row is not None)
        if row is None:
            self.form.forget()
            return
        same = before is not None and before.id == row.id
        typed = self.form.typed() if same else self._drafts.fields.pop(row.id, {})
        if not (same and before == row):
            self.form.show_row(row, typed)
        self.detail.show_head(row)
        if not same:
            self.detail.looks.show_typed(self._drafts.looks.pop(row.id, None))
        if row.id != NEW_ID:
            self.detail.looks.show_checks(self.attempt(lambda: self.services.banners.checks(row.id)) or ())
        self._mark_unsaved()

    def _typed(self) -> dict[str, Any] | None:
        """Return what a crash would take, over the portal shown and over the others."""
        typed, looks = dict(self._drafts.fields), self._noted()
        if self._shown is not None and self.form.has_unsaved():
            typed[self._shown.id] = self.form.typed()
        return self._drafts.as_json(typed, looks) if typed or looks else None

    def _noted(self) -> dict[int, dict[str, str]]:
        """Return the looks begun and not written down, by the portal's id, the one in sight first."""
        shown = self._shown
        begun = shown is not None and shown.id != NEW_ID and self.detail.looks.form.has_unsaved()
        here = {shown.id: self.detail.looks.typed()} if shown is not None and begun else {}
        return {**here, **self._drafts.looks}

    def _put_aside(self, row: PortalRow) -> None:
        """Keep what was typed over a portal that is left, unless it is no longer there."""
        if any(other.id == row.id for other in self.model.rows()):
            if typed := self.form.typed():
                self._drafts.fields[row.id] = typed
            if self.detail.looks.form.has_unsaved():
                self._drafts.looks[row.id] = self.detail.looks.typed()

    def _mark_unsaved(self) -> None:
        ids = set(self._drafts.fields) | set(self._noted())
        if self._shown is not None and self.form.has_unsaved():
            ids.add(self._shown.id)
        if self._drafts.new is not None:
            ids.add(NEW_ID)
        self.model.mark_unsaved(frozenset(ids))

    def _on_submitted(self) -> None:
        row = self._shown
        if row is None:
            return
        if row.id != NEW_ID and not self.form.has_unsaved():
            self.message.emit(self.tr("Изменений нет"))
            return
        with self.form.attempt(self.failed.emit) as attempt:
            draft = self.form.draft()
            stored = aside(lambda: self.services.banners.save(draft, row.id or None))
        if not attempt.done:
            return
        self.form.settle()
        self._drafts.drop(row.id)
        self._shown = stored
        self.form.show_row(stored)
        if self._stored is None:
            self._tell_of([stored.name])
        else:
            self._stored.append(stored.name)

    def _on_cancelled(self) -> None:
        if self._shown is not None and self._shown.id == NEW_ID:
            self._drop_new()
        self._mark_unsaved()

    def _drop_new(self) -> None:
        self._drafts.drop(NEW_ID)
        self._shown = None
        self.form.settle()
        self.refresh()

    def _on_delete(self) -> None:
        row = self._shown
        if row is None:
            return
        if row.id == NEW_ID:
            self._drop_new()
            return
        try:
            aside(lambda: self.services.banners.delete(row.id))
        except AppError as error:
            self.failed.emit(error)
            return
        self._drafts.drop(row.id)
        self._shown = None
        self.form.settle()
        self._tell(self.tr("Удалён портал: {0}. Ctrl+Z вернёт его.").format(row.name))

    def _on_looked(self, draft: CheckDraft) -> None:
        row = self._shown
        if row is not None and row.id != NEW_ID:
            self.detail.looks.set_busy(busy=True)
            self.look_actions.store(row, draft)

    def _on_look_stored(self, portal_id: int, sentence: str) -> None:
        self.detail.looks.set_busy(busy=False)
        if self._shown is not None and self._shown.id == portal_id:
            self.detail.looks.reset()
        else:
            self._drafts.looks.pop(portal_id, None)
        self._tell(sentence)

    def _on_look_refused(self, portal_id: int, error: AppError) -> None:
        self.detail.looks.set_busy(busy=False)
        if self._shown is not None and self._shown.id == portal_id:
            self.detail.looks.refuse(error)
        else:
            self.failed.emit(error)

    def _on_paste(self) -> None:
        if is_pasted_table(clipboard()):
            self.tables.paste()
        elif self.can_prove():
            self.detail.looks.zone.paste()

    def _on_clicked(self) -> None:
        """Show the proof large when its small picture is clicked."""
        if self.table.currentIndex().column() == PORTAL_THUMB and self._shown is not None:
            self.look_actions.show_proof(self._shown)

    def _on_picture_wanted(self, check: CheckRow) -> None:
        if self._shown is not None:
            self.look_actions.show_check(self._shown, check)

    def _on_page_wanted(self) -> None:
        if self._shown is not None and self.can_prove():
            self.look_actions.check_page(self._shown)

    def _tell_of(self, names: list[str]) -> None:
        """Tell of what was stored, unless it is said why the next portal was not."""
        self.refresh()
        if not self.form.has_unsaved():
            self.message.emit(stored_line(self, names))
        self.record_changed.emit()

    def _tell(self, sentence: str) -> None:
        self.refresh()
        self.message.emit(sentence)
        self.record_changed.emit()
