"""The coordinator's screen: the person at the left, the chat at the right, everyone so far below."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.attachments.types import NewFile
from desktop_app.services.coordinator.types import AppointmentDraft, AppointmentFields, AppointmentRow
from desktop_app.services.errors import AppError, NotFoundError, ValidationError
from desktop_app.ui.coordinator.chat_card import ChatCard
from desktop_app.ui.coordinator.form import AppointmentForm
from desktop_app.ui.coordinator.person_card import PersonCard
from desktop_app.ui.coordinator.replace_dialog import ReplaceDialog
from desktop_app.ui.coordinator.table_model import AppointmentTableModel
from desktop_app.ui.kit.card import Card
from desktop_app.ui.kit.empty import EmptyState
from desktop_app.ui.kit.heading import PageHeading
from desktop_app.ui.kit.labels import primary, scrolled, text_label
from desktop_app.ui.kit.page import Page
from desktop_app.ui.kit.table import ROW_HEIGHT, TableView
from desktop_app.ui.parents.proof_viewer import ProofViewer
from desktop_app.ui.theme.style import GAP

if TYPE_CHECKING:
    from desktop_app.services.container import Services

SHOWN_LINES = 4
"""Lines of the history seen without scrolling."""


class CoordinatorPage(Page):
    """Who answers for the project; reading and typing take turns in the same place."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._row: AppointmentRow | None = None
        self._edited: int | None = None
        """The appointment being typed over; None while a new one is typed."""
        self._build_heading()
        self._build_person()
        self._build_chat()
        self._build_history()
        self._lay_out()

    def refresh(self) -> None:
        """Read the appointments and the letter again; typing in progress stays."""
        read = self.attempt(lambda: (self.services.coordinator.history(), self.services.directives.current()))
        if read is None:
            return
        rows, letter = read
        self.chat.show_letter(letter)
        kept = self._row.id if self._row else None
        blocked = self.table.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.model.set_rows(rows)
        self.table.blockSignals(blocked)
        there = {row.id: row for row in rows}
        self._row = there.get(kept or 0) or next((row for row in rows if row.current), None)
        self._row = self._row or (rows[0] if rows else None)
        self._select()
        if self.is_editing():
            self._refresh_typing(there)
        self._show()

    def create_new(self) -> None:
        """Appoint the first or, while somebody answers, the next one."""
        if self.is_editing():
            self.form.show_field("name")
        elif self._open_row() is not None:
            self.replace()
        else:
            self.add()

    def add(self) -> None:
        """Start an appointment with empty fields: the first one, or one that was forgotten."""
        self._edit(None, "name")

    def edit(self, field: str = "name") -> None:
        """Type over the shown appointment, the cursor in ``field``."""
        if self.is_editing():
            self.form.show_field(field)
        else:
            self._edit(self._row, field)

    def replace(self) -> ReplaceDialog | None:
        """Open the dialog that changes the person."""
        old = self._open_row()
        if old is None or self.is_editing():
            return None
        dialog = ReplaceDialog(self.services.coordinator, old, self.services.letters.today(), self)
        dialog.accepted.connect(lambda: self._on_replaced(dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def delete(self) -> None:
        """Delete the shown appointment; nothing is asked, undo brings it back."""
        row = self._row
        if row is None or self.is_editing():
            return
        if self.attempt(lambda: (self.services.coordinator.delete(row.id), True)):
            self._row = None
            self._done(self.tr("Удалено: {0}. Ctrl+Z вернёт.").format(row.name))

    def save(self) -> None:
        """Store what is typed."""
        if self.is_editing():
            self.form.submit()

    def show_field(self, field: str) -> None:
        """Open the person in office for typing, the cursor in the field."""
        if field not in self.form.values():
            return
        if not self.is_editing() and self._row is not None and not self._row.current:
            self.table.select_where(lambda row: row.current)
        self.edit(field)

    def has_unsaved(self) -> bool:
        """Return whether the form holds something not stored."""
        return self.is_editing() and self.form.has_unsaved()

    def is_editing(self) -> bool:
        """Return whether the form stands in the place of the card."""
        return self.left.currentIndex() == 1

    def attach(self, file: NewFile) -> None:
        """Store a picture of the chat in the background: a large one takes a while to be made small."""
        row = self._row
        if row is None:
            return
        self.chat.proof.show_busy(file.name)
        self.run(
            lambda: self.services.coordinator.attach_chat_proof(row.id, file),
            lambda _row: self._done(self.tr("Подтверждение приложено: {0}").format(row.name)),
            self._on_attach_refused,
        )

    def view_proof(self) -> ProofViewer | None:
        """Show what proves that the person is in the chat."""
        key = self._row.chat_proof_id if self._row else None
        if key is None:
            return None
        files = self.services.attachments
        loaded = self.attempt(lambda: (files.row(key), files.content(key)))
        if loaded is None:
            return None
        viewer = ProofViewer(*loaded, self)
        viewer.finished.connect(viewer.deleteLater)
        viewer.open()
        return viewer

    def _build_heading(self) -> None:
        self.delete_button = QPushButton(self.tr("Удалить"), self)
        self.delete_button.setToolTip(self.tr("Delete; удаление можно отменить"))
        self.delete_button.clicked.connect(self.delete)
        self.edit_button = QPushButton(self.tr("Изменить"), self)
        self.edit_button.setToolTip(self.tr("Enter"))
        self.edit_button.clicked.connect(lambda _=False: self.edit())
        self.order_button = QPushButton(self.tr("Приказ…"), self)
        self.order_button.setToolTip(self.tr("Составить приказ о назначении"))
        self.order_button.clicked.connect(self._on_order)
        self.replace_button = primary(self.tr("Сменить…"), self)
        self.replace_button.setToolTip(self.tr("Ctrl+N"))
        self.replace_button.clicked.connect(self.create_new)
        buttons = (self.delete_button, self.edit_button, self.order_button, self.replace_button)
        self.heading = PageHeading(self.tr("Координатор"), *buttons, parent=self)

    def _build_person(self) -> None:
        self.person = PersonCard(self)
        self.form = AppointmentForm(self)
        self.form.set_checker(lambda: self.services.coordinator.check(self.form.draft(), self._edited))
        self.form.submitted.connect(self._on_submitted)
        self.form.cancelled.connect(self._stop_editing)
        self.form_title = text_label("", role="heading", parent=self)
        holder = QWidget(self)
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 2 * GAP, 0)
        inside.addWidget(self.form)
        inside.addStretch(1)
        self.form_card = Card(parent=self)
        self.form_card.content.addWidget(self.form_title)
        self.form_card.content.addWidget(scrolled(holder), 1)
        self.form_card.content.addWidget(self.form.button_bar)
        self.left = QStackedWidget(self)
        self.left.addWidget(self.person)
        self.left.addWidget(self.form_card)

    def _build_chat(self) -> None:
        self.chat = ChatCard(self)
        self.chat.told.connect(self.message)
        self.chat.letter_wanted.connect(lambda: self.navigate.emit("overview", "directive"))
        self.chat.join_wanted.connect(lambda: self.edit("chat_joined_on"))
        self.chat.proof.chosen.connect(self.attach)
        self.chat.proof.viewed.connect(self.view_proof)
        self.chat.proof.removed.connect(self._on_proof_removed)

    def _build_history(self) -> None:
        self.model = AppointmentTableModel()
        self.table = TableView(self.model, self)
        self.table.setAccessibleName(self.tr("Все назначения"))
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.table.setMinimumHeight(2 * ROW_HEIGHT)
        self.table.setMaximumHeight((SHOWN_LINES + 1) * ROW_HEIGHT + 2)
        self.table.selection_changed.connect(self._on_selected)
        self.table.opened.connect(lambda _row: self.edit())
        self.table.delete_pressed.connect(self.delete)
        self.add_button = QPushButton(self.tr("Добавить прежнего…"), self)
        self.add_button.setToolTip(self.tr("Записать того, кто отвечал раньше"))
        self.add_button.clicked.connect(self.add)
        self.history = QWidget(self)
        column = QVBoxLayout(self.history)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        head = QHBoxLayout()
        head.addWidget(text_label(self.tr("Кто отвечал"), role="heading", parent=self), 1)
        head.addWidget(self.add_button)
        column.addLayout(head)
        column.addWidget(self.table)
        self.history.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def _lay_out(self) -> None:
        self.empty = EmptyState(
            self.tr("Ответственный ещё не назначен"),
            self.tr(
                "Здесь записывают, кто в школе информирует о проекте, по какому приказу, "
                "кто замещает и когда человек вступил в рабочий чат."
            ),
            self.tr("Назначить ответственного"),
            self,
        )
        self.empty.started.connect(self.add)
        desk = QWidget(self)
        column = QVBoxLayout(desk)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2 * GAP)
        row = QHBoxLayout()
        row.setSpacing(2 * GAP)
        row.addWidget(self.left, 1)
        row.addWidget(self.chat, 1)
        column.addLayout(row, 1)
        column.addWidget(self.history)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.empty)
        self.stack.addWidget(desk)
        self.body.addWidget(self.heading)
        self.body.addWidget(self.stack, 1)

    def _open_row(self) -> AppointmentRow | None:
        """Return the appointment a change would end: as the service chooses it."""
        rows = self.model.rows()
        return next((row for row in rows if row.released_on is None), None) or next(
            (row for row in rows if row.current), None
        )

    def _edit(self, row: AppointmentRow | None, field: str) -> None:
        self._edited = row.id if row else None
        self.form.set_values(row or AppointmentFields())
        self.left.setCurrentIndex(1)
        self._show()
        self.form.show_field(field)

    def _stop_editing(self) -> None:
        self._edited = None
        self.form.set_values(AppointmentFields())
        self.left.setCurrentIndex(0)
        self._show()
        self.table.setFocus()

    def _refresh_typing(self, there: dict[int, AppointmentRow]) -> None:
        if self._edited is not None and self._edited not in there:
            # undone under the typing: what is typed can still be stored, as a new appointment
            self._edited = None
        elif self._edited is not None and not self.form.has_unsaved():
            self.form.set_values(there[self._edited])

    def _select(self) -> None:
        blocked = self.table.blockSignals(True)  # noqa: FBT003 - Qt's own
        if self._row is not None:
            self.table.select_where(lambda row: self._row is not None and row.id == self._row.id)
        self.table.blockSignals(blocked)

    def _show(self) -> None:
        typing, row = self.is_editing(), self._row
        self.stack.setCurrentIndex(1 if typing or row is not None else 0)
        self.history.setVisible(not typing)
        for button in (self.delete_button, self.edit_button, self.order_button):
            button.setVisible(row is not None)
            button.setEnabled(not typing)
        self.replace_button.setVisible(row is not None)
        self.replace_button.setEnabled(not typing)
        opened = self._open_row()
        self.replace_button.setText(self.tr("Сменить…") if opened else self.tr("Назначить"))
        vacant = row is not None and not any(each.current for each in self.model.rows())
        self.heading.set_subtitle(self.tr("Сейчас никто не отвечает за проект.") if vacant else "")
        if row is not None:
            self.person.show_row(row)
        self.chat.show_person(None if typing and self._edited is None else row)
        self.form_title.setText(
            self.tr("Новое назначение") if self._edited is None else self.tr("Изменить назначение")
        )

    def _on_selected(self) -> None:
        rows = self.table.selected_rows()
        if rows and not self.is_editing():
            self._row = rows[0]
            self._show()

    def _on_submitted(self) -> None:
        stored = next((row for row in self.model.rows() if row.id == self._edited), None)
        draft = self.form.draft(stored.chat_proof_id if stored else None)
        try:
            self._row = self.services.coordinator.save(draft, self._edited)
        except ValidationError as error:
            self.form.refuse(error.errors)
            return
        except NotFoundError as error:
            self._edited = None
            self.failed.emit(error)
            return
        except AppError as error:
            self.failed.emit(error)
            return
        self._stop_editing()
        self._done(self.tr("Сохранено: {0}").format(self._row.name))

    def _on_replaced(self, dialog: QDialog) -> None:
        if isinstance(dialog, ReplaceDialog) and dialog.row is not None:
            self._row = dialog.row
            self._done(self.tr("Теперь отвечает {0}. Ctrl+Z вернёт прежнего.").format(dialog.row.name))

    def _on_order(self) -> None:
        if self._row is not None:
            self.navigate.emit("letters", f"order:{self._row.id}")

    def _on_attach_refused(self, error: AppError) -> None:
        self.chat.show_person(self._row)
        self.chat.proof.show_problem(str(error))

    def _on_proof_removed(self) -> None:
        row = self._row
        if row is None:
            return
        kept = AppointmentDraft(**{each.name: getattr(row, each.name) for each in fields(AppointmentFields)})
        bare = replace(kept, chat_proof_id=None)
        if self.attempt(lambda: self.services.coordinator.save(bare, row.id)):
            self._done(self.tr("Файл убран. Ctrl+Z вернёт его."))

    def _done(self, sentence: str) -> None:
        self.refresh()
        self.message.emit(sentence)
        self.record_changed.emit()
