"""The form of an incoming letter, and the dialog around it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop_app.services.directive.types import DirectiveDraft, DirectiveFields, DirectiveRow
from desktop_app.services.errors import AppError
from desktop_app.ui.kit.aside import aside
from desktop_app.ui.kit.date_field import DateField
from desktop_app.ui.kit.fields import LineField, OptionalNumberField, TextField
from desktop_app.ui.kit.form import Form
from desktop_app.ui.kit.keeping import keep_typing
from desktop_app.ui.kit.labels import not_by_enter, quiet, scrolled, text_label
from desktop_app.ui.kit.room import resize_within
from desktop_app.ui.kit.slices import Steps, at_once
from desktop_app.ui.overview.requirements_field import RequirementsField
from desktop_app.ui.shell.closing import Answer, ask_unsaved
from desktop_app.ui.theme.style import GAP, MARGIN

if TYPE_CHECKING:
    from desktop_app.services.directive.service import DirectiveService
    from desktop_app.services.form_drafts import FormDraftService


def kept_as(letter_id: int | None) -> str:
    """Return the name typing over a letter is kept under; None is a letter not stored yet."""
    return f"directive:{letter_id or 'new'}"


class LetterForm(Form):
    """Every field of a directive; with ``by_parts`` whoever made it does what is ``unbuilt``."""

    def __init__(self, parent: QWidget | None = None, *, by_parts: bool = False) -> None:
        super().__init__(parent)
        self.unbuilt = self._parts()
        if not by_parts:
            at_once(self.unbuilt)

    def draft(self) -> DirectiveDraft:
        """Return what is typed."""
        return DirectiveDraft(**self.values())

    def _parts(self) -> Steps:
        tr = self.tr
        self.add("number", tr("Номер письма"), LineField("02-55-5749/24"), half=True)
        self.add("dated", tr("Дата письма"), DateField(), half=True)
        self.add("sender", tr("От кого"), LineField(tr("Министерство образования Иркутской области")))
        self.add("signatory_post", tr("Должность подписавшего"), LineField(), half=True)
        self.add("signatory_name", tr("Кто подписал"), LineField(), half=True)
        self.add("subject", tr("О чём письмо"), LineField(tr("О направлении информации")))
        self.add("due_on", tr("Срок исполнения"), DateField(), half=True)
        self.add("sheets", tr("Листов в приложении"), OptionalNumberField(), half=True)
        yield
        self.add_heading(tr("Регистрация в школе"))
        self.add("incoming_number", tr("Входящий номер"), LineField(), half=True)
        self.add("received_on", tr("Дата получения"), DateField(), half=True)
        yield
        self.add("requirements", tr("Что нужно сделать"), RequirementsField())
        yield
        self.add_heading(tr("Рабочий чат"))
        self.add("chat_name", tr("Название чата"), LineField(), half=True)
        self.add("chat_platform", tr("Где чат"), LineField("Сферум"), half=True)
        self.add("chat_link", tr("Ссылка"), LineField("https://", limit=2000))
        self.add_heading(tr("Текст письма"))
        self.add("text", tr("Текст, если он нужен под рукой"), TextField(lines=6))


class LetterDialog(QDialog):
    """Add a letter, change it or delete it; ``changed`` tells what happened as a sentence."""

    def __init__(
        self,
        directives: DirectiveService,
        letter: DirectiveRow | None,
        parent: QWidget | None = None,
        *,
        by_parts: bool = False,
        drafts: FormDraftService | None = None,
    ) -> None:
        super().__init__(parent)
        self._directives = directives
        self._drafts = drafts
        self._letter = letter
        self.outcome = ""
        """What was done, one sentence for the message line; empty when nothing was."""
        self.stored: int | None = None
        """The id of the letter that was stored; None when nothing was, or it was deleted."""
        self.setWindowTitle(self.tr("Письмо") if letter else self.tr("Новое письмо"))
        resize_within(self, 820, 640)
        self._id = letter.id if letter else None
        self.problem = text_label("", role="problem", parent=self)
        self.problem.hide()
        self.unbuilt = self._parts()
        """What is still to be done until the dialog can be used."""
        if not by_parts:
            at_once(self.unbuilt)

    def _parts(self) -> Steps:
        area = QScrollArea(self)
        holder = QWidget(area.viewport())  # all is made where it stays: what is moved is styled again
        self.form = LetterForm(holder, by_parts=True)
        yield from self.form.unbuilt
        yield
        self.form.set_checker(lambda: self._directives.check(self.form.draft(), self._id))
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN - GAP, GAP, MARGIN - GAP)
        column.addWidget(self.problem)
        if self._letter is None:
            column.addLayout(self._ways_to_fill())
        inside = QVBoxLayout(holder)
        inside.setContentsMargins(0, 0, 2 * GAP, 0)
        inside.addWidget(self.form)
        column.addWidget(scrolled(holder, area), 1)
        column.addWidget(self.form.button_bar)
        self.form.save_button.setDefault(True)
        if self._letter is not None:
            self._add_delete_button()
        self.form.submitted.connect(self._on_submitted)
        QShortcut(QKeySequence.StandardKey.Save, self, self.form.submit)
        self.form.cancelled.connect(super().reject)
        yield
        self.form.set_values(self._letter or DirectiveFields())
        yield
        if self._drafts is not None:
            keep_typing(self, self.form, self._drafts, kept_as(self._id))
        self.form.show_field("number")
        yield

    def reject(self) -> None:
        """Close; what was typed is asked about once."""
        if self.form.has_unsaved():
            answer = ask_unsaved(self, [self.windowTitle()])
            if answer is Answer.SAVE:
                self.form.submit()
            if answer is not Answer.DISCARD:
                return
        super().reject()

    def _add_delete_button(self) -> None:
        button = quiet(self.tr("Удалить письмо"), self)
        not_by_enter(button)
        button.clicked.connect(self._on_delete)
        self.form.buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignRight)

    def _ways_to_fill(self) -> QHBoxLayout:
        """Return the two ways around typing, for the place where the eye begins."""
        self.read_button = QPushButton(self.tr("Из текста письма…"), self)
        self.read_button.clicked.connect(self.read_text)
        preset = quiet(self.tr("Заполнить письмом министерства"), self)
        preset.clicked.connect(self.fill_with_preset)
        not_by_enter(self.read_button, preset)
        row = QHBoxLayout()
        invitation = text_label(self.tr("Можно не набирать:"), role="muted", parent=self)
        invitation.setWordWrap(False)
        row.addWidget(invitation)
        row.addWidget(self.read_button)
        row.addWidget(preset)
        row.addStretch(1)
        return row

    def fill_with_preset(self) -> None:
        """Show the ministry's letter, ready to be saved."""
        self._show_draft(self._directives.preset())

    def read_text(self) -> None:
        """Ask for the letter's text and fill the form with what is read in it."""
        from desktop_app.ui.overview.reading_dialog import ReadingDialog  # noqa: PLC0415 - few letters are pasted

        dialog = ReadingDialog(self, drafts=self._drafts)
        dialog.accepted.connect(lambda: self._show_draft(dialog.draft()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_draft(self, draft: DirectiveDraft) -> None:
        self.form.propose(draft)
        self.form.field("number").setFocus()

    def _on_submitted(self) -> None:
        with self.form.attempt(self._show_problem) as attempt:
            draft, over = self.form.draft(), self._id
            row = aside(lambda: self._directives.save(draft, over))
        if not attempt.done:
            return
        self.stored = row.id
        self.outcome = self.tr("Письмо № {0} сохранено").format(row.number)
        self.accept()

    def _on_delete(self) -> None:
        if self._letter is None:
            return
        try:
            aside(partial(self._directives.delete, self._letter.id))
        except AppError as error:
            self._show_problem(error)
            return
        self.outcome = self.tr("Письмо № {0} удалено").format(self._letter.number)
        self.accept()

    def _show_problem(self, error: AppError) -> None:
        self.problem.setText(str(error))
        self.problem.show()
