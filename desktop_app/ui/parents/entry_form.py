"""Every field of one event, and the dialog around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop_app.services.attachments.types import NewFile
from desktop_app.services.errors import AppError
from desktop_app.services.outreach.types import OutreachDraft, OutreachRow
from desktop_app.services.school.types import ClassRow
from desktop_app.ui.kit.aside import aside
from desktop_app.ui.kit.date_field import DateField
from desktop_app.ui.kit.fields import ChoiceField, LineField, OptionalNumberField, TextField
from desktop_app.ui.kit.form import Form
from desktop_app.ui.kit.keeping import keep_typing
from desktop_app.ui.kit.labels import not_by_enter, scrolled, text_label
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.kit.room import resize_within
from desktop_app.ui.kit.slices import Steps, at_once
from desktop_app.ui.parents.classes_field import ClassesField
from desktop_app.ui.parents.proof_box import ProofBox
from desktop_app.ui.parents.words import form_names
from desktop_app.ui.shell.closing import Answer, ask_unsaved
from desktop_app.ui.theme.style import GAP, MARGIN

if TYPE_CHECKING:
    from desktop_app.services.form_drafts import FormDraftService
    from desktop_app.services.outreach.service import OutreachService


class EntryForm(Form):
    """The fields of an event; ``unbuilt`` until its parts are added."""

    def __init__(self, classes: Sequence[ClassRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.build(self._parts(classes), by_parts=True)

    def _parts(self, classes: Sequence[ClassRow]) -> Steps:
        tr = self.tr
        named = ClassesField()
        named.set_classes(classes)
        self.add("held_on", tr("Дата"), DateField(), half=True)
        self.add("form", tr("Форма"), ChoiceField(form_names()), half=True)
        self.add("topic", tr("Тема"), LineField(limit=1000))
        self.add("class_ids", tr("Классы"), named)
        yield
        self.add("parents", tr("Контактов с родителями"), OptionalNumberField("0"), half=True)
        unique = OptionalNumberField(tr("не считали"))
        self.add("unique_parents", tr("Из них разных родителей"), unique, half=True)
        self.add("pupils", tr("Учеников"), OptionalNumberField("0"), half=True)
        self.add("handed_out", tr("Вручено памяток"), OptionalNumberField("0"), half=True)
        yield
        self.add("responsible", tr("Ответственный"), LineField(), half=True)
        self.add("proof", tr("Подтверждение"), LineField(tr("протокол № 1")), half=True)
        self.add("note", tr("Заметка"), TextField(lines=2))

    def draft(self, attachment_id: int | None) -> OutreachDraft:
        """Return what is typed, with the file stored beside it."""
        values = self.values()
        for name in ("parents", "pupils", "handed_out"):
            values[name] = values[name] or 0
        return OutreachDraft(**values, attachment_id=attachment_id)


class EntryDialog(QDialog):
    """Change an event and its proof; a file is stored as soon as it is chosen, as an undoable step."""

    stored = Signal(str)
    """What was done, one sentence for the message line."""
    view_wanted = Signal(int)
    """Show the file of this id."""

    def __init__(
        self,
        outreach: OutreachService,
        row: OutreachRow,
        classes: Sequence[ClassRow],
        parent: QWidget | None = None,
        *,
        by_parts: bool = False,
        drafts: FormDraftService | None = None,
    ) -> None:
        super().__init__(parent)
        self._outreach = outreach
        self._drafts = drafts
        self.row = row
        self._busy = False
        self.setWindowTitle(self.tr("Мероприятие"))
        resize_within(self, 720, 660)
        self._area = QScrollArea(self)
        # all is made where it stays: what is moved is styled again
        self._holder = QWidget(self._area.viewport())
        self.form = EntryForm(classes, self._holder)
        self.problem = text_label("", role="problem", parent=self)
        self.problem.hide()
        self.unbuilt = self._parts()
        """What is still to be done until the dialog can be used."""
        if not by_parts:
            at_once(self.unbuilt)

    def _parts(self) -> Steps:
        yield from self.form.unbuilt
        yield
        outreach, row = self._outreach, self.row
        self.form.set_checker(lambda: outreach.check(self.draft(), row.id))
        self.proof = ProofBox(self._holder)
        self._lay_out()
        yield
        self.form.set_values(row)
        self.proof.show_file(row.attachment_id)
        if self._drafts is not None:
            keep_typing(self, self.form, self._drafts, f"outreach:{row.id}")
        self.form.submitted.connect(self._on_submitted)
        self.form.cancelled.connect(super().reject)
        QShortcut(QKeySequence.StandardKey.Save, self, self.form.submit)
        self.proof.chosen.connect(self.attach)
        self.proof.removed.connect(self._on_removed)
        self.proof.viewed.connect(lambda: self.view_wanted.emit(self.row.attachment_id or 0))

    def draft(self) -> OutreachDraft:
        """Return what is typed."""
        return self.form.draft(self.row.attachment_id)

    def attach(self, file: NewFile) -> None:
        """Store a proof in the background: a large picture takes a while to be made small."""
        row_id = self.row.id
        self.proof.show_busy(file.name)
        self._set_busy(busy=True)
        operation = Operation(
            self, lambda: self._outreach.attach(row_id, file), self._on_attached, self._on_attach_refused
        )
        operation.start()

    def reject(self) -> None:
        """Close; what was typed is asked about once, a file being stored is waited for."""
        if self._busy:
            return
        if self.form.has_unsaved():
            answer = ask_unsaved(self, [self.windowTitle()])
            if answer is Answer.SAVE:
                self.form.submit()
            if answer is not Answer.DISCARD:
                return
        super().reject()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN - GAP, GAP, MARGIN - GAP)
        column.addWidget(self.problem)
        inside = QVBoxLayout(self._holder)
        inside.setContentsMargins(0, 0, 2 * GAP, 0)
        inside.setSpacing(GAP)
        inside.addWidget(self.form)
        inside.addWidget(self.proof)
        inside.addStretch(1)
        column.addWidget(scrolled(self._holder, self._area), 1)
        column.addWidget(self.form.button_bar)
        for line in self.form.findChildren(QLineEdit):
            line.returnPressed.connect(self.form.submit)
        not_by_enter(self.form.save_button, self.form.cancel_button)

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.form.setDisabled(busy)
        self.form.button_bar.setDisabled(busy)

    def _on_submitted(self) -> None:
        with self.form.attempt(self._show_problem) as attempt:
            self.row = self._outreach.get(self.row.id)  # a file may have been attached meanwhile
            self.row = aside(partial(self._outreach.save, self.draft(), self.row.id))
        if not attempt.done:
            return
        self.form.mark_saved()
        self.stored.emit(self.tr("Мероприятие сохранено. Ctrl+Z вернёт прежнее."))
        self.accept()

    def _on_removed(self) -> None:
        kept = {each.name: getattr(self.row, each.name) for each in fields(OutreachDraft)}
        try:
            draft = OutreachDraft(**{**kept, "attachment_id": None})
            self.row = aside(partial(self._outreach.save, draft, self.row.id))
        except AppError as error:
            self._show_problem(error)
            return
        self.proof.show_file(None)
        self.stored.emit(self.tr("Файл убран. Ctrl+Z вернёт его."))

    def _on_attached(self, row: OutreachRow) -> None:
        self._set_busy(busy=False)
        self.row = row
        self.proof.show_file(row.attachment_id)
        self.stored.emit(self.tr("Подтверждение приложено"))

    def _on_attach_refused(self, error: AppError) -> None:
        self._set_busy(busy=False)
        self.proof.show_file(self.row.attachment_id)
        self.proof.show_problem(str(error))

    def _show_problem(self, error: AppError) -> None:
        self.problem.setText(str(error))
        self.problem.show()
