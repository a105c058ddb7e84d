"""The letters' screen: papers left, the very pages right, findings below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.services.errors import AppError, ValidationError
from desktop_app.services.letters.types import Finding, LetterDraft, LetterRow, LetterState, PaperKind
from desktop_app.ui.kit.empty import EmptyState
from desktop_app.ui.kit.heading import PageHeading
from desktop_app.ui.kit.labels import primary, scrolled, text_label
from desktop_app.ui.kit.page import Page
from desktop_app.ui.kit.pages import PagePreview
from desktop_app.ui.kit.table import TableView
from desktop_app.ui.letters.actions import LetterActions, new_draft
from desktop_app.ui.letters.findings import FindingList
from desktop_app.ui.letters.form import LetterForm
from desktop_app.ui.letters.table_model import LetterTableModel
from desktop_app.ui.letters.words import kind_names
from desktop_app.ui.theme.style import GAP

if TYPE_CHECKING:
    from desktop_app.services.container import Services
    from desktop_app.ui.kit.operation import Operation

PAUSE = 300
"""Milliseconds without typing before the pages are drawn again."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    pdf: bytes
    findings: tuple[Finding, ...]


class LettersPage(Page):
    """Drafts and registered papers."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._row: LetterRow | None = None
        self._drawing: Operation[_Drawn] | None = None
        self.actions_of = LetterActions(services, self)
        self.actions_of.done.connect(self._on_done)
        self.actions_of.told.connect(self.message)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._draw)
        self._build_heading()
        self._build_middle()

    def refresh(self) -> None:
        """Read the papers again; the selected one stays selected, typing in progress stays."""
        rows = self.services.letters.list()
        selected = self._row.id if self._row else None
        self.model.set_rows(rows)
        self.stack.setCurrentIndex(1 if rows else 0)
        if not rows:
            self._row = None
        elif not self.table.select_where(lambda row: row.id == selected):
            self.table.select_line(0)
        self._on_selected()

    def create_new(self) -> None:
        """Start a confirmation letter."""
        self._create(PaperKind.CONFIRMATION)

    def save(self) -> None:
        """Store the draft's choices and text."""
        if self._is_draft() and self._row is not None:
            try:
                self.services.letters.save(self._row.id, self.form.draft())
            except ValidationError as error:
                self.form.refuse(error.errors)
                return
            except AppError as error:
                self.failed.emit(error)
                return
            self.form.mark_saved()
            self._on_done(self.tr("Проект сохранён"))

    def print_paper(self) -> None:
        """Print the pages shown."""
        row = self._row
        if row is not None and self.preview.pdf:
            self.attempt(lambda: self.actions_of.print_paper(row, self.preview.pdf))

    def show_field(self, field: str) -> None:
        """Go to a field or a paper («paper:3»); start an order («order:<appointment>») or letter («new»)."""
        what, _, number = field.partition(":")
        if what == "paper":
            self.table.select_where(lambda row: str(row.id) == number)
        elif what == "order":
            self._create(PaperKind.ORDER, int(number) if number else None)
        elif what == "new":
            self.create_new()
        elif self._is_draft():
            self.form.show_field(what)

    def has_unsaved(self) -> bool:
        """Return whether the draft's form holds something not stored."""
        return self._is_draft() and self.form.has_unsaved()

    def _build_heading(self) -> None:
        self.new_button = primary(self.tr("Новая бумага"), self)
        menu = QMenu(self.new_button)
        for kind, name in kind_names().items():
            action = QAction(name, menu)
            action.triggered.connect(lambda _=False, kind=kind: self._create(kind))
            menu.addAction(action)
        self.new_button.setMenu(menu)
        self.register_button = QPushButton(self.tr("Зарегистрировать…"), self)
        self.sent_button = QPushButton(self.tr("Отправлено…"), self)
        self.acknowledged_button = QPushButton(self.tr("Принято…"), self)
        self.void_button = QPushButton(self.tr("Аннулировать…"), self)
        self.print_button = QPushButton(self.tr("Печать…"), self)
        self.pdf_button = QPushButton(self.tr("PDF…"), self)
        self.delete_button = QPushButton(self.tr("Удалить"), self)
        for button, slot in (
            (self.register_button, self._on_register),
            (self.sent_button, lambda: self._act(self.actions_of.mark_sent)),
            (self.acknowledged_button, lambda: self._act(self.actions_of.mark_acknowledged)),
            (self.void_button, lambda: self._act(self.actions_of.void)),
            (self.print_button, self.print_paper),
            (self.pdf_button, self._on_save_pdf),
            (self.delete_button, self._on_delete),
        ):
            button.clicked.connect(slot)
        self.heading = PageHeading(
            self.tr("Письма"),
            self.delete_button,
            self.void_button,
            self.acknowledged_button,
            self.sent_button,
            self.pdf_button,
            self.print_button,
            self.register_button,
            self.new_button,
            parent=self,
        )
        self.body.addWidget(self.heading)

    def _build_middle(self) -> None:
        self.model = LetterTableModel()
        self.table = TableView(self.model, self)
        self.table.setAccessibleName(self.tr("Бумаги"))
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.table.selection_changed.connect(self._on_selected)
        self.table.delete_pressed.connect(self._on_delete)
        self.form = LetterForm(self)
        self.form.changed.connect(self._pause.start)
        self.form.submitted.connect(self.save)
        self.form.cancelled.connect(self._draw)
        self.facts = text_label("", parent=self)
        self.findings = FindingList(self)
        self.findings.jump.connect(self.navigate)
        self.preview = PagePreview(self)
        empty = EmptyState(
            self.tr("Бумаг пока нет"),
            self.tr("Здесь будут письмо-подтверждение и приказ. Текст составляется по вашим записям."),
            self.tr("Составить письмо"),
            self,
        )
        empty.started.connect(self.create_new)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(empty)
        self.stack.addWidget(self._desk())
        self.body.addWidget(self.stack, 1)

    def _desk(self) -> QWidget:
        under = QWidget(self)
        column = QVBoxLayout(under)
        column.setContentsMargins(0, 0, GAP, 0)
        column.addWidget(self.facts)
        column.addWidget(self.findings)
        column.addWidget(self.form)
        column.addStretch(1)
        left = QWidget(self)
        lines = QVBoxLayout(left)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(2 * GAP)
        self.table.setMinimumHeight(150)
        lines.addWidget(self.table, 2)
        lines.addWidget(scrolled(under), 3)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.addWidget(left)
        splitter.addWidget(self.preview)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([500, 640])
        splitter.setChildrenCollapsible(False)
        holder = QWidget(self)
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(splitter)
        return holder

    def _is_draft(self) -> bool:
        return self._row is not None and self._row.state is LetterState.DRAFT

    def _create(self, kind: PaperKind, appointment_id: int | None = None) -> None:
        row = self.attempt(
            lambda: self.services.letters.create(new_draft(self.services, kind, appointment_id))
        )
        if row is not None:
            self._row = row
            self._on_done(self.tr("Создан проект: {0}").format(kind_names()[kind]))

    def _on_selected(self) -> None:
        chosen = self.table.selected_rows()
        row = chosen[0] if chosen else None
        if row is not None and row == self._row and self.has_unsaved():
            self._show_buttons()
            return
        self._row = row
        self._pause.stop()
        self._show_buttons()
        self.form.setVisible(self._is_draft())
        self.facts.setVisible(row is not None and not self._is_draft())
        self.findings.clear()
        if row is None:
            self.preview.clear()
            return
        if self._is_draft():
            self.form.show_draft(row, self.services.letters.proposed_text(_as_draft(row)))
        else:
            self.facts.setText(self._facts_of(row))
        self._draw()

    def _draw(self) -> None:
        if self._drawing is not None:
            self._drawing.cancel()
        row, letters = self._row, self.services.letters
        if row is None:
            return
        if self._is_draft():
            draft = self.form.draft()
            self._drawing = self.run(
                lambda: _Drawn(letters.preview(draft).pdf, letters.findings(draft)), self._on_drawn
            )
        else:
            self._drawing = self.run(lambda: _Drawn(letters.pdf(row.id), ()), self._on_drawn)

    def _on_drawn(self, drawn: _Drawn) -> None:
        self.preview.show_pdf(drawn.pdf)
        if self._is_draft():
            self.findings.show_findings(drawn.findings, drawn.pdf, self.services.letters.today())
        self._show_buttons()

    def _show_buttons(self) -> None:
        state = self._row.state if self._row else None
        self.register_button.setVisible(state is LetterState.DRAFT)
        self.register_button.setEnabled(not self.findings.blocks() and bool(self.preview.pdf))
        self.delete_button.setVisible(state is LetterState.DRAFT)
        goes_out = self._row is not None and self._row.kind is PaperKind.CONFIRMATION
        self.sent_button.setVisible(state is LetterState.REGISTERED and goes_out)
        self.acknowledged_button.setVisible(state is LetterState.SENT)
        self.void_button.setVisible(state in {LetterState.REGISTERED, LetterState.SENT})
        self.print_button.setVisible(state is not None)
        self.pdf_button.setVisible(state is not None)

    def _facts_of(self, row: LetterRow) -> str:
        lines = [
            self.tr("№ {0} от {1}, листов: {2}").format(
                row.number, row.dated.strftime("%d.%m.%Y") if row.dated else "", row.sheets
            ),
            self.tr("Кому: {0}").format(row.addressee) if row.addressee else "",
            row.subject,
            self.tr("Отправлено {0} {1}").format(row.sent_on.strftime("%d.%m.%Y"), row.sent_how).strip()
            if row.sent_on
            else "",
            self.tr("Принято {0}, вх. № {1}").format(
                row.acknowledged_on.strftime("%d.%m.%Y"), row.acknowledged_number or "—"
            )
            if row.acknowledged_on
            else "",
            self.tr("Аннулировано: {0}").format(row.void_reason) if row.void_reason else "",
            self.tr("SHA-256: {0}…").format(row.sha256[:16]) if row.sha256 else "",
        ]
        return "\n".join(line for line in lines if line)

    def _on_register(self) -> None:
        if self.has_unsaved():
            self.save()
        row = self._row
        if row is not None and not self.has_unsaved():
            self.attempt(lambda: self.actions_of.register(row))

    def _on_save_pdf(self) -> None:
        self._act(lambda row: self.actions_of.save_pdf(row, self.preview.pdf))

    def _act(self, action: Callable[[LetterRow], None]) -> None:
        row = self._row
        if row is not None:
            self.attempt(lambda: action(row))

    def _on_delete(self) -> None:
        row = self._row
        if row is None or not self._is_draft():
            return
        self.form.mark_saved()

        def delete() -> bool:
            self.services.letters.delete(row.id)
            return True

        if self.attempt(delete):
            self._on_done(self.tr("Проект удалён. Ctrl+Z вернёт его."))

    def _on_done(self, sentence: str) -> None:
        self.refresh()
        self.message.emit(sentence)
        self.record_changed.emit()


def _as_draft(row: LetterRow) -> LetterDraft:
    """Return the paper without the user's own text, to ask what the record would say."""
    return LetterDraft(
        kind=row.kind,
        directive_id=row.directive_id,
        appointment_id=row.appointment_id,
        profile=row.profile,
        dated=row.dated,
    )
