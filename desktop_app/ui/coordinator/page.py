"""The coordinator's screen: the person in office, the chat, and everybody before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.attachments.types import NewFile
from desktop_app.services.coordinator.types import AppointmentRow
from desktop_app.services.directive.types import DirectiveRow
from desktop_app.services.errors import AppError
from desktop_app.ui.coordinator.chat_card import ChatCard
from desktop_app.ui.coordinator.destroy_dialog import DestroyDialog
from desktop_app.ui.coordinator.form import AppointmentForm
from desktop_app.ui.coordinator.replace_dialog import ReplaceDialog
from desktop_app.ui.coordinator.table_model import AppointmentTableModel
from desktop_app.ui.kit.aside import aside
from desktop_app.ui.kit.empty import EmptyState
from desktop_app.ui.kit.heading import PageHeading
from desktop_app.ui.kit.keeping import FormKeeper
from desktop_app.ui.kit.labels import primary, scrolled
from desktop_app.ui.kit.page import Page
from desktop_app.ui.kit.picture import PictureDialog
from desktop_app.ui.kit.row_menu import RowMenu
from desktop_app.ui.kit.slices import Steps
from desktop_app.ui.kit.table import TableView
from desktop_app.ui.kit.widths import Widths
from desktop_app.ui.theme.style import GAP

if TYPE_CHECKING:
    from desktop_app.services.container import Services
    from desktop_app.services.form_drafts import KeptForm


FIELDS = 220
"""Pixels of the form that are always in sight."""


class CoordinatorPage(Page):
    """Who answers for informing, since when, by which order."""

    def __init__(self, services: Services, parent: QWidget | None = None, *, by_parts: bool = False) -> None:
        super().__init__(services, parent)
        self._row: AppointmentRow | None = None
        self._adding = False
        self._chat: DirectiveRow | None = None
        """The letter whose chat is shown; read with the history."""
        self.build(self._parts(), by_parts=by_parts)

    def refresh(self) -> None:
        """Read the history again; typing in progress stays."""
        coordinator, directives = self.services.coordinator, self.services.directives
        rows, self._chat = aside(lambda: (coordinator.history(), directives.with_chat()))
        chosen = self._row.id if self._row is not None else None  # new rows clear the selection
        blocked = self.table.blockSignals(True)  # noqa: FBT003 - Qt's own; one line is chosen, once
        self.model.set_rows(rows)
        self.table.blockSignals(blocked)
        self.stack.setCurrentIndex(1 if rows or self._adding else 0)
        if self.has_unsaved() or self._adding:
            self._refresh_typing(rows)
            return
        wanted = (lambda row: row.id == chosen, lambda row: row.current, lambda _row: True)
        blocked = self.table.blockSignals(True)  # noqa: FBT003 - as above
        any(self.table.select_where(fits) for fits in wanted)  # the first that fits
        self.table.blockSignals(blocked)
        self._on_selected()
        if (kept := self._keeper.take()) is not None:
            self._retype(kept)

    def create_new(self) -> None:
        """Appoint: replace the one in office, or start an empty form."""
        if self.has_unsaved():
            self.form.show_field("name")
        elif self.services.coordinator.current() is not None:
            self._on_replace()
        else:
            self._start_adding()

    def save(self) -> None:
        """Store the appointment in the form."""
        if self.stack.currentIndex() == 1:
            self.form.submit()

    def show_field(self, field: str) -> None:
        """Put the cursor into a field of whoever is in office, or of a new appointment."""
        if not self.has_unsaved() and not self._adding:
            self.table.select_where(lambda row: row.current)
        if self._row is None and not self._adding:
            self._start_adding()
        self.form.show_field(field)

    def has_unsaved(self) -> bool:
        """Return whether the form holds something not stored."""
        return self.form.has_unsaved()

    def _parts(self) -> Steps:
        self._build_heading()
        yield
        yield from self._build_middle()
        self._keeper = FormKeeper(self.services.form_drafts, "coordinator", self._typed, self)
        self._keeper.watch(self.form)

    def _build_heading(self) -> None:
        self.delete_button = QPushButton(self.tr("Удалить запись"), self)
        self.destroy_button = QPushButton(self.tr("Уничтожить данные…"), self)
        self.order_button = QPushButton(self.tr("Приказ…"), self)
        self.replace_button = QPushButton(self.tr("Сменить…"), self)
        self.add_button = primary(self.tr("Назначить"), self)
        self.delete_button.clicked.connect(self._on_delete)
        self.destroy_button.clicked.connect(self._on_destroy)
        self.order_button.clicked.connect(self._on_order)
        self.replace_button.clicked.connect(self._on_replace)
        self.add_button.clicked.connect(self._start_adding)
        old = (self.delete_button, self.destroy_button)
        buttons = (*old, self.order_button, self.replace_button, self.add_button)
        self.body.addWidget(PageHeading(self.tr("Координатор"), *buttons, parent=self, last=old))

    def _build_middle(self) -> Steps:
        self.stack = QStackedWidget(self)
        holder = QWidget(self.stack)
        area, side = QScrollArea(holder), QScrollArea(holder)
        self.form = AppointmentForm(area.viewport(), by_parts=True)  # what is moved is styled again
        yield from self.form.unbuilt
        yield
        self.form.set_checker(
            lambda: self.services.coordinator.check(self.form.draft(), self._row.id if self._row else None)
        )
        self.form.submitted.connect(self._on_submitted)
        self.form.cancelled.connect(self._on_cancelled)
        yield
        beside = QWidget(side.viewport())
        self.chat = ChatCard(beside)
        self.chat.failed.connect(self.failed)
        self.chat.proof_chosen.connect(self._on_proof)
        self.chat.proof_wanted.connect(self._on_show_proof)
        self.chat.copied.connect(lambda: self.message.emit(self.tr("Ссылка скопирована")))
        yield
        self.model = AppointmentTableModel()
        self.table = TableView(self.model, holder)
        self.table.setAccessibleName(self.tr("История ответственных"))
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.table.selection_changed.connect(self._on_selected)
        self.table.delete_pressed.connect(self._on_delete)
        RowMenu(self.table, self.order_button, self.replace_button, self.destroy_button, self.delete_button)
        Widths(self.table, "coordinators")
        yield
        empty = EmptyState(
            self.tr("Ответственный не записан"),
            self.tr("Министерство просит назначить ответственного за информирование и вступить в чат."),
            self.tr("Назначить"),
            self.stack,
        )
        empty.started.connect(self._start_adding)
        self.stack.addWidget(empty)
        yield
        self._lay_out(holder, area, side, beside)
        self.stack.addWidget(holder)
        self.body.addWidget(self.stack, 1)

    def _lay_out(self, holder: QWidget, area: QScrollArea, side: QScrollArea, beside: QWidget) -> None:
        left = QVBoxLayout()
        left.setSpacing(2 * GAP)
        fields = scrolled(self.form, area)
        fields.setMinimumHeight(FIELDS)
        left.addWidget(fields, 3)
        left.addWidget(self.form.button_bar)
        self.table.setMinimumHeight(120)
        self.table.setMaximumHeight(190)
        left.addWidget(self.table, 1)
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.chat)
        column.addStretch(1)
        scrolled(beside, side).setFixedWidth(400)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * GAP)
        row.addLayout(left, 1)
        row.addWidget(side)

    def _start_adding(self) -> None:
        if self.has_unsaved():
            self.form.show_field("name")
            return
        self._adding, self._row = True, None
        self.stack.setCurrentIndex(1)
        self.table.clearSelection()
        self.form.show_row(None)
        self.chat.show_chat(self._chat, None)
        self._show_buttons()
        self.form.show_field("name")

    def _on_selected(self) -> None:
        chosen = self.table.selected_rows()
        row = chosen[0] if chosen else None
        same = row is not None and self._row is not None and row.id == self._row.id
        if self.has_unsaved():
            if row is not None and not same:
                self._stay()
            return
        if row is not None:
            self._adding = False
        if not self._adding:
            self._row = row
            self.form.show_row(row)
            self.chat.show_chat(self._chat, row)
        self._show_buttons()

    def _typed(self) -> dict[str, Any] | None:
        """Return what a crash would take, with the appointment it is typed over."""
        of = self._row.id if self._row is not None else None
        return {"of": of, "typed": self.form.typed()} if self.has_unsaved() else None

    def _retype(self, kept: KeptForm) -> None:
        """Bring back what a crash took; when its appointment is gone it can be stored as a new one."""
        of = kept.values["of"]
        if of is None or not self.table.select_where(lambda row: row.id == of):
            self._start_adding()
        self.form.retype(kept.values["typed"], kept.saved_at)

    def _refresh_typing(self, rows: Sequence[AppointmentRow]) -> None:
        """Keep what is typed; when undo took its appointment away, it can be stored as a new one."""
        edited = self._row.id if self._row is not None else None
        self._row = next((row for row in rows if row.id == edited), None)
        self._adding = self._row is None
        if self._row is not None:
            self.form.keep_proof(self._row)
        self._select(self._row)
        self.stack.setCurrentIndex(1)
        self.chat.show_chat(self._chat, self._row)
        self._show_buttons()

    def _stay(self) -> None:
        """Refuse to leave typing behind: the line goes back to what is being typed over."""
        self._select(self._row)
        self.form.show_field("name")
        self.failed.emit(
            AppError(self.tr("Введённое ещё не сохранено."), hint=self.tr("Сохраните или отмените."))
        )

    def _select(self, row: AppointmentRow | None) -> None:
        blocked = self.table.blockSignals(True)  # noqa: FBT003 - Qt's own
        if row is None or not self.table.select_where(lambda each: each.id == row.id):
            self.table.clearSelection()
        self.table.blockSignals(blocked)

    def _show_buttons(self) -> None:
        row = self._row
        someone = any(each.released_on is None for each in self.model.rows())
        known = row is not None and row.destroyed_on is None
        over = row is not None and row.released_on is not None and not row.current
        self.form.setEnabled(known or self._adding)
        self.form.button_bar.setVisible(known or self._adding)
        self.delete_button.setVisible(known)
        self.destroy_button.setVisible(known and over)
        self.order_button.setVisible(known)
        self.replace_button.setVisible(row is not None and row.current and row.released_on is None)
        self.add_button.setVisible(not someone and not self._adding)

    def _on_submitted(self) -> None:
        with self.form.attempt(self.failed.emit) as attempt:
            draft, over = self.form.draft(), self._row.id if self._row else None
            stored = aside(lambda: self.services.coordinator.save(draft, over))
        if not attempt.done:
            return
        self._adding = False
        self._changed(stored, self.tr("Сохранено: {0}").format(stored.name))

    def _on_cancelled(self) -> None:
        if self._adding:
            self._adding = False
            self.refresh()

    def _on_replace(self) -> None:
        row = self.services.coordinator.current()
        if row is None or self.has_unsaved():
            self.form.show_field("name")
            return
        dialog = ReplaceDialog(row, self.services.letters.today(), self.services.coordinator, self)
        dialog.keep_as(self.services.form_drafts, f"replace:{row.id}")
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        stored, order = dialog.stored, accepted and dialog.wants_order()
        dialog.deleteLater()
        if accepted and stored is not None:
            words = self.tr("Новый ответственный: {0}. Составьте приказ.")
            self._changed(stored, words.format(stored.name))
            if order:
                self._on_order()

    def _on_order(self) -> None:
        if self._row is not None:
            self.navigate.emit("letters", f"order:{self._row.id}")

    def _on_destroy(self) -> None:
        row = self._row
        if row is None or self.has_unsaved():
            self.form.show_field("name")
            return
        plan = self.attempt(lambda: aside(lambda: self.services.destruction.plan(row.id)))
        if plan is None:
            return
        dialog = DestroyDialog(self.services, row, plan, self)
        dialog.exec()
        dialog.deleteLater()
        if dialog.finished_for_good:
            self._told(self.tr("Персональные данные уничтожены."))

    def _on_delete(self) -> None:
        row = self._row
        if row is None:
            return

        def delete() -> bool:
            aside(lambda: self.services.coordinator.delete(row.id))
            return True

        if self.attempt(delete):
            self.form.mark_saved()
            self._changed(None, self.tr("Запись удалена. Ctrl+Z вернёт её."))

    def _on_proof(self, file: NewFile) -> None:
        row = self._row
        if row is not None:
            self.run(
                lambda: self.services.coordinator.attach_chat_proof(row.id, file),
                lambda _stored: self._told(self.tr("Подтверждение сохранено")),
            )

    def _on_show_proof(self, attachment_id: int) -> None:
        stored = self.attempt(lambda: self.services.attachments.row(attachment_id))
        if stored is not None:
            PictureDialog(self.services, stored.name, stored, self).open()

    def _changed(self, row: AppointmentRow | None, sentence: str) -> None:
        self._row = row
        self.form.mark_saved()
        self._told(sentence)

    def _told(self, sentence: str) -> None:
        """Show the record as it is now; what is being typed stays."""
        self.refresh()
        self.message.emit(sentence)
        self.record_changed.emit()
