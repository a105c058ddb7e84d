"""A paper printed from the record: choose the period or the class, look at the pages, print or save them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.services.errors import AppError, FieldError, ValidationError
from desktop_app.services.letters.types import PERIODIC, ExtractDraft, PaperKind
from desktop_app.ui.kit.aside import aside
from desktop_app.ui.kit.date_field import DateField
from desktop_app.ui.kit.fields import ChoiceField
from desktop_app.ui.kit.form import Form
from desktop_app.ui.kit.keeping import keep_typing
from desktop_app.ui.kit.labels import not_by_enter, text_label
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.kit.pages import PagePreview
from desktop_app.ui.letters.actions import LetterActions
from desktop_app.ui.letters.printing import print_pdf
from desktop_app.ui.letters.words import enclosure_names, kind_names
from desktop_app.ui.theme.style import GAP, MARGIN

if TYPE_CHECKING:
    from desktop_app.services.container import Services
    from desktop_app.services.papers.press import RenderedPaper

PAUSE = 300
"""Milliseconds without a change before the pages are drawn again."""
_PART = 0.88
"""How much of the window the dialog takes."""
_LEFT = 240


class ExtractDialog(QDialog):
    """Nothing is numbered and nothing is stored: the record gives the same paper whenever it is wanted."""

    told = Signal(str)
    """One sentence on what was done."""

    def __init__(self, services: Services, kind: PaperKind, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(kind_names()[kind])
        self._services = services
        self._kind = kind
        self._drawing: Operation[RenderedPaper] | None = None
        self.files = LetterActions(services, self)
        self.files.told.connect(self.told)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._draw)
        self.form = Form(self)
        self.form.save_button.hide()
        self.form.cancel_button.hide()
        self.form.asks_to_settle = False
        self._fill_form()
        self.form.set_checker(self._problems)
        self.form.changed.connect(self._on_changed)
        keep_typing(self, self.form, services.form_drafts, f"extract:{kind}")
        self.problem = text_label("", role="problem", parent=self)
        self.problem.hide()
        self.preview = PagePreview(self)
        self.print_button = QPushButton(self.tr("Печать…"), self)
        self.print_button.setShortcut(QKeySequence.StandardKey.Print)
        self.pdf_button = QPushButton(self.tr("PDF…"), self)
        self.word_button = QPushButton(self.tr("Word…"), self)
        self.close_button = QPushButton(self.tr("Закрыть"), self)
        for button, slot in (
            (self.print_button, self._on_print),
            (self.pdf_button, self._on_pdf),
            (self.word_button, self._on_word),
            (self.close_button, self.reject),
        ):
            not_by_enter(button)
            button.clicked.connect(slot)
        self._lay_out()
        self.resize(parent.window().size() * _PART)
        self._show_buttons()
        self._draw()

    def draft(self) -> ExtractDraft:
        """Return what is chosen."""
        values = self.form.values()
        return ExtractDraft(
            kind=self._kind,
            profile=self._services.layouts.choice(self._kind).profile,
            since=values.get("since"),
            until=values.get("until"),
            class_id=values.get("class_id"),
        )

    def _fill_form(self) -> None:
        if self._kind is PaperKind.CLASS_SHEET:
            classes = {row.id: row.name for row in self._services.school.classes()}
            self.form.add("class_id", self.tr("Класс"), ChoiceField(classes))
        if self._kind in PERIODIC:
            self.form.add("since", self.tr("Период с"), DateField())
            self.form.add("until", self.tr("Период по"), DateField())
            period = self._services.extracts.usual_period()
            self.form.set_values({**self.form.values(), "since": period.since, "until": period.until})

    def _lay_out(self) -> None:
        left = QWidget(self)
        left.setFixedWidth(_LEFT)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, GAP, 0)
        column.setSpacing(2 * GAP)
        note = self.tr("Печатается по учёту, номера не получает.")
        if self._kind in enclosure_names():
            note += self.tr(" Чтобы отправить, приложите её к письму.")
        column.addWidget(text_label(note, role="muted", parent=left))
        column.addWidget(self.form)
        column.addWidget(self.problem)
        column.addStretch(1)
        middle = QHBoxLayout()
        middle.addWidget(left)
        middle.addWidget(self.preview, 1)
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self.print_button, self.pdf_button, self.word_button, self.close_button):
            foot.addWidget(button)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        outer.setSpacing(2 * GAP)
        outer.addLayout(middle, 1)
        outer.addLayout(foot)

    def _problems(self) -> tuple[FieldError, ...]:
        values = self.form.values()
        since, until = values.get("since"), values.get("until")
        if since is not None and until is not None and until < since:
            return (FieldError("until", self.tr("Раньше начала периода.")),)
        return ()

    def _on_changed(self) -> None:
        self._pause.start()

    def _draw(self) -> None:
        if self._drawing is not None:
            self._drawing.cancel()
        extracts, wanted = self._services.extracts, self.draft()
        self._drawing = Operation(self, lambda: extracts.preview(wanted), self._on_drawn, self._on_refused)
        self._drawing.start()

    def _on_drawn(self, pages: RenderedPaper) -> None:
        self.problem.setText("\n".join(pages.warnings))
        self.problem.setVisible(bool(pages.warnings))
        self.preview.show_pdf(pages.pdf)
        self._show_buttons()

    def _on_refused(self, error: AppError) -> None:
        self.preview.clear()
        self._show_buttons()
        if isinstance(error, ValidationError) and {one.field for one in error.errors} <= set(
            self.form.values()
        ):
            self.problem.hide()  # said beside the field
            self.form.set_errors(error.errors)  # the cursor stays where somebody types
            return
        self.problem.setText(str(error))
        self.problem.show()

    def _show_buttons(self) -> None:
        for button in (self.print_button, self.pdf_button, self.word_button):
            button.setEnabled(bool(self.preview.pdf))

    def _on_print(self) -> None:
        def print_shown() -> None:
            if print_pdf(self.preview.pdf, self.windowTitle(), self):
                aside(lambda: self._services.event_log.printed(self._kind))

        self._attempt(print_shown)

    def _on_pdf(self) -> None:
        self._attempt(lambda: self._save("pdf", self.tr("PDF (*.pdf)"), self.preview.pdf))

    def _on_word(self) -> None:
        draft, word = self.draft(), self._services.extracts.word
        kind = self.tr("Документ Word (*.docx)")
        self._attempt(lambda: self._save("docx", kind, aside(lambda: word(draft))))

    def _save(self, ending: str, kind: str, content: bytes) -> None:
        name = f"{self.windowTitle()}.{ending}"
        if self.files.save_file(self.tr("Сохранить"), name, kind, content):
            aside(lambda: self._services.event_log.saved(self._kind, None, ending))

    def _attempt(self, action: Callable[[], object]) -> None:
        """Do it, or say beside the buttons' pages why it could not be done."""
        self.problem.hide()
        try:
            action()
        except AppError as error:
            self.problem.setText(str(error))
            self.problem.show()
