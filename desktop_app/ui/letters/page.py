"""The letters' screen: papers left, the very pages right, findings below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop_app.services.errors import AppError, ValidationError
from desktop_app.services.letters.types import EXTRACTS, Finding, LetterRow, LetterState, PaperKind, PaperPart
from desktop_app.ui.kit.aside import aside
from desktop_app.ui.kit.dressing import dressed
from desktop_app.ui.kit.empty import EmptyState
from desktop_app.ui.kit.heading import PageHeading
from desktop_app.ui.kit.keeping import FormKeeper
from desktop_app.ui.kit.labels import breakable, text_label
from desktop_app.ui.kit.page import Page
from desktop_app.ui.kit.slices import Steps
from desktop_app.ui.letters.actions import LetterActions, new_draft
from desktop_app.ui.letters.buttons import PaperButtons
from desktop_app.ui.letters.desk import FORM, LettersDesk
from desktop_app.ui.letters.extract_dialog import ExtractDialog
from desktop_app.ui.letters.facts import facts_of
from desktop_app.ui.letters.findings import FindingList
from desktop_app.ui.letters.form import LetterForm, draft_of
from desktop_app.ui.letters.paper_list import PaperList
from desktop_app.ui.letters.paper_view import PaperView
from desktop_app.ui.letters.words import kind_names

if TYPE_CHECKING:
    from desktop_app.services.container import Services
    from desktop_app.ui.kit.operation import Operation

PAUSE = 300
"""Milliseconds without typing before the pages are drawn again."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    parts: tuple[PaperPart, ...]
    findings: tuple[Finding, ...] = ()
    proposed: str | None = None


class LettersPage(Page):
    """Drafts and registered papers."""

    def __init__(self, services: Services, parent: QWidget | None = None, *, by_parts: bool = False) -> None:
        super().__init__(services, parent)
        self._row: LetterRow | None = None
        self._drawing: Operation[_Drawn] | None = None
        self._pages_of: tuple[int, LetterState] | None = None
        """The paper, in which state, whose pages are shown or awaited."""
        self._answering: int | None = None
        """The incoming letter the next paper answers, when the user came from it."""
        self.actions_of = LetterActions(services, self)
        self.actions_of.done.connect(self._on_done)
        self.actions_of.told.connect(self.message)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._draw)
        self.build(self._parts(), by_parts=by_parts)

    def refresh(self) -> None:
        """Read the papers again; the selected one stays selected, typing in progress stays."""
        letters, directives = self.services.letters, self.services.directives
        rows, answered = aside(lambda: (letters.list(), directives.list()))
        self.form.set_letters(answered)
        selected = self._row.id if self._row else None
        blocked = self.table.blockSignals(True)  # noqa: FBT003 - Qt's own; one paper is chosen, once
        self.table.show_papers(rows)
        self.stack.setCurrentIndex(1 if rows else 0)
        if not rows:
            self._row = None
        elif not self.table.select_where(lambda row: row.id == selected):
            self.table.select_line(0)
        self.table.blockSignals(blocked)
        self._on_selected()
        if (kept := self._keeper.take()) is not None and self.table.select_where(
            lambda row: row.id == kept.values["of"] and row.state is LetterState.DRAFT
        ):
            self.form.retype(kept.values["typed"], kept.saved_at)

    def fit(self, room: QSize) -> None:
        """Put the parts side by side, or behind tabs where there is no room for all."""
        self.desk.fit(room)

    def create_new(self) -> None:
        """Start a confirmation letter."""
        self._create(PaperKind.CONFIRMATION)

    def save(self) -> None:
        """Store the draft's choices and text."""
        if self._is_draft() and self._row is not None:
            try:
                paper, draft = self._row.id, self.form.draft()
                aside(lambda: self.services.letters.save(paper, draft))
            except ValidationError as error:
                self.desk.bring(FORM)  # the field is to be seen
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
        """Go to a field or a paper («paper:3»); start an order («order:<appointment>») or letter («new»).

        «directive:3» shows the answer to that incoming letter; where there is none yet the next paper is one.
        """
        what, _, number = field.partition(":")
        self.desk.bring(FORM)
        if what == "paper":
            self.table.select_where(lambda row: str(row.id) == number)
        elif what == "directive":
            self._answering = int(number)
            self.table.select_where(lambda row: _answers(row, int(number)))
        elif what == "order":
            self._create(PaperKind.ORDER, int(number) if number else None)
        elif what == "new":
            self.create_new()
        elif self._is_draft():
            self.form.show_field(what)

    def has_unsaved(self) -> bool:
        """Return whether the draft's form holds something not stored."""
        return self._is_draft() and self.form.has_unsaved()

    def _parts(self) -> Steps:
        self._build_heading()
        yield
        yield from self._build_middle()
        self._keeper = FormKeeper(self.services.form_drafts, "letters", self._typed, self)
        self._keeper.watch(self.form)

    def _build_heading(self) -> None:
        self.buttons = buttons = PaperButtons(self)
        buttons.wanted.connect(self._create)
        act, do = self._act, self.actions_of
        for button, slot in (
            (buttons.register, self._on_register),
            (buttons.sent, lambda: act(do.mark_sent)),
            (buttons.acknowledged, lambda: act(do.mark_acknowledged)),
            (buttons.answer, lambda: act(do.link_answer)),
            (buttons.correct, self._on_correct),
            (buttons.void, lambda: act(do.void)),
            (buttons.print, self.print_paper),
            (buttons.delete, self._on_delete),
        ):
            button.clicked.connect(slot)
        for action, chosen in (
            (buttons.pdf, lambda: act(lambda row: do.save_pdf(row, self.preview.pdf))),
            (buttons.word, lambda: self._on_stored(do.save_word)),
            (buttons.pack, lambda: self._on_stored(do.save_pack)),
            (buttons.copy, lambda: self._on_stored(do.copy_text)),
            (buttons.folder, lambda: self.attempt(do.open_folder)),
        ):
            action.triggered.connect(chosen)
        self.register_button, self.void_button = buttons.register, buttons.void
        self.sent_button, self.acknowledged_button = buttons.sent, buttons.acknowledged
        self.delete_button, self.print_button = buttons.delete, buttons.print
        self.heading = PageHeading(
            self.tr("Письма"), *buttons.all(), parent=self, last=(buttons.delete, buttons.void)
        )
        self.body.addWidget(self.heading)

    def _build_middle(self) -> Steps:
        """Make everything where it stays: what is moved is styled again, and all at once."""
        self.stack = QStackedWidget(self)
        self.desk = LettersDesk(self.stack)
        self.table = PaperList(self.buttons.all()[-2::-1], self.desk.left)
        self.table.selection_changed.connect(self._on_selected)
        self.table.delete_pressed.connect(self._on_delete)
        self.table.opened.connect(self._on_opened)
        yield
        self.form = LetterForm(self.desk.under, by_parts=True)
        yield from self.form.unbuilt
        self.form.changed.connect(self._pause.start)
        self.form.submitted.connect(self.save)
        self.form.cancelled.connect(self._draw)
        self.form.template_wanted.connect(lambda kind: self.navigate.emit("school", f"texts:{kind}"))
        yield
        self.facts = text_label("", parent=self.desk.under)
        self.facts.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.findings = FindingList(self.desk.under)
        self.findings.jump.connect(self.navigate)
        yield
        self.paper = PaperView(self.desk.splitter)
        self.preview = self.paper.preview
        yield
        empty = EmptyState(
            self.tr("Бумаг пока нет"),
            self.tr("Здесь будут письма, приказы и справки. Текст составляется по вашим записям."),
            self.tr("Составить письмо"),
            self.stack,
        )
        empty.started.connect(self.create_new)
        self.stack.addWidget(empty)
        yield from dressed(self.desk)
        self.desk.lay_out(self.table, (self.facts, self.findings, self.form), self.paper)
        yield
        self.stack.addWidget(self.desk)
        self.body.addWidget(self.stack, 1)

    def _typed(self) -> dict[str, Any] | None:
        """Return what a crash would take, with the paper it is typed over."""
        if self._row is None or not self.has_unsaved():
            return None
        return {"of": self._row.id, "typed": self.form.typed()}

    def _is_draft(self) -> bool:
        return self._row is not None and self._row.state is LetterState.DRAFT

    def _create(self, kind: PaperKind, appointment_id: int | None = None) -> None:
        if kind in EXTRACTS:
            self.extract = ExtractDialog(self.services, kind, self)
            self.extract.told.connect(self.message)
            self.extract.open()
            return
        if not self._store_typed():
            return
        services = self.services
        row = self.attempt(
            lambda: aside(
                lambda: services.letters.create(new_draft(services, kind, appointment_id, self._answering))
            )
        )
        if row is not None:
            self._row, self._answering = row, None
            self.desk.bring(FORM)
            self._on_done(self.tr("Создан проект: {0}").format(kind_names()[kind]))

    def _on_selected(self) -> None:
        chosen = self.table.selected_rows()
        row = chosen[0] if chosen else None
        if row is not None and row == self._row and self.has_unsaved():
            self._show_buttons()
            return
        typed = self._typed_over(row)
        before = self._row
        if before is not None and row is not None and row.id != before.id and self.has_unsaved():
            # another paper is chosen while this one is typed in: it is only a draft, so it is stored
            if self._store_typed():
                self.table.select_where(lambda one: one.id == row.id)
            else:
                self.table.select_where(lambda one: one.id == before.id)
            return
        self._row = row
        self._pause.stop()
        self._leave_pages(row)
        self._show_buttons()
        self.form.setVisible(self._is_draft())
        self.facts.setVisible(row is not None and not self._is_draft())
        if row is None:
            return
        if self._is_draft():
            draft = draft_of(row)
            proposed = aside(lambda: self.services.letters.proposed_text(draft))  # long: words are declined
            self.form.show_draft(row, proposed, self.services.layouts.own_title())
            self.form.type_again(typed)
        else:
            self.facts.setText(breakable(facts_of(row)))
        self._draw()

    def _typed_over(self, row: LetterRow | None) -> dict[str, Any]:
        """Return what is typed over a draft that was changed under it, by undo or redo: it stays typed."""
        same = row is not None and self._row is not None and row.id == self._row.id
        still = same and row is not None and row.state is LetterState.DRAFT
        return self.form.typed() if still and self.has_unsaved() else {}

    def _leave_pages(self, row: LetterRow | None) -> None:
        """Take away the pages of another paper, or of the draft this one was, with what was found on them.

        They must not be looked at, printed or registered for this one.
        """
        of = (row.id, row.state) if row is not None else None
        if of == self._pages_of:
            return
        self._pages_of = of
        self._stop_drawing()
        self.findings.clear()
        if of is None:
            self.paper.clear()
        else:
            self.paper.expect()

    def _stop_drawing(self) -> None:
        if self._drawing is not None:
            self._drawing.cancel()

    def _draw(self) -> None:
        self._stop_drawing()
        row, letters = self._row, self.services.letters
        if row is None:
            return
        if self._is_draft():
            draft = self.form.draft()
            self._drawing = self.run(
                lambda: _Drawn(letters.parts(draft), letters.findings(draft), letters.proposed_text(draft)),
                self._on_drawn,
                self._on_not_drawn,
            )
        else:
            self._drawing = self.run(
                lambda: _Drawn(letters.parts(row.id)), self._on_drawn, self._on_not_drawn
            )

    def _on_drawn(self, drawn: _Drawn) -> None:
        self.paper.show_parts(drawn.parts)
        if self._is_draft():
            self.findings.show_findings(drawn.findings, drawn.parts[0].pdf, self.services.letters.today())
            self.findings.follow_keys_of(self.table)
            if drawn.proposed is not None:
                self.form.follow(drawn.proposed)
        self._show_buttons()

    def _on_not_drawn(self, error: AppError) -> None:
        """Say why there are no pages; those drawn before are of another text."""
        self.paper.clear()
        self.findings.clear()
        self._show_buttons()
        self.failed.emit(error)

    def _show_buttons(self) -> None:
        self.buttons.show_for(self._row)
        self.buttons.allow_pages(there=bool(self.preview.pdf))
        self.register_button.setEnabled(not self.findings.blocks() and bool(self.preview.pdf))

    def _on_register(self) -> None:
        stored, row = self._store_typed(), self._row
        if row is not None and stored:
            self.attempt(lambda: self.actions_of.register(row))

    def _on_correct(self) -> None:
        row = self._row
        draft = self.attempt(lambda: self.actions_of.correct(row)) if row is not None else None
        if draft is not None:
            self._row = draft
            self._on_done(self.tr("Создан проект взамен {0}").format(draft.corrects))

    def _on_opened(self) -> None:
        self.desk.bring(FORM)

    def _on_stored(self, action: Callable[[LetterRow], None]) -> None:
        """Act on the paper as it is stored: what is typed is stored first."""
        if self._store_typed():
            self._act(action)

    def _store_typed(self) -> bool:
        """Store what is typed, if anything is; False when it cannot be."""
        if self.has_unsaved():
            self.save()
        return not self.has_unsaved()

    def _act(self, action: Callable[[LetterRow], None]) -> None:
        row = self._row
        if row is not None:
            self.attempt(lambda: action(row))

    def _on_delete(self) -> None:
        row = self._row
        if row is None or not self._is_draft():
            return

        def delete() -> bool:
            aside(lambda: self.services.letters.delete(row.id))
            return True

        if self.attempt(delete):
            self.form.mark_saved()
            self.table.setFocus()  # the button that was pressed leaves with the draft
            self._on_done(self.tr("Проект удалён. Ctrl+Z вернёт его."))

    def _on_done(self, sentence: str) -> None:
        self.refresh()
        self.message.emit(sentence)
        self.record_changed.emit()


def _answers(row: LetterRow, directive_id: int) -> bool:
    """Tell whether a paper is the school's answer to an incoming letter, in force or still a draft."""
    return (
        row.kind is PaperKind.CONFIRMATION
        and row.directive_id == directive_id
        and row.state is not LetterState.VOID
    )
