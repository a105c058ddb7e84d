"""Take a log in from a table: look at it first, answer what it leaves open, then all or nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.errors import AppError
from desktop_app.services.exchange.types import Answers, ImportPlan, RawTable, Subject
from desktop_app.ui.exchange.answering import with_answer, with_column
from desktop_app.ui.exchange.columns_box import ColumnsBox
from desktop_app.ui.exchange.how_read import HowRead
from desktop_app.ui.exchange.keeping_answers import KeepingAnswers
from desktop_app.ui.exchange.questions_box import MISSING, QuestionsBox
from desktop_app.ui.exchange.remarks import RemarksModel, RemarksView
from desktop_app.ui.exchange.two_parts import TwoParts
from desktop_app.ui.exchange.unfinished import NOTHING, TableSource, Unfinished, UnfinishedImports
from desktop_app.ui.exchange.words import beside, coming, differences, repeats, rows_of, trouble
from desktop_app.ui.kit.labels import not_by_enter, quiet, retouch, text_label
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.theme.style import GAP, MARGIN

if TYPE_CHECKING:
    from desktop_app.services.exchange.service import ExchangeService

SIZE = (1120, 640)
TOGETHER = 150
"""Milliseconds without another answer before the table is looked through again."""


class ImportDialog(QDialog):
    """A dry run that is repeated after every answer; the button stores it."""

    stored = Signal(str)
    """What came in, one sentence for the message line."""
    _moved = Signal(int)

    def __init__(
        self,
        exchange: ExchangeService,
        source: TableSource,
        parent: QWidget | None = None,
        subject: Subject = Subject.OUTREACH,
        *,
        unfinished: UnfinishedImports | None = None,
        going_on: Unfinished | None = None,
    ) -> None:
        """Open over a table; ``going_on`` are the answers to go on with, else those kept of this table."""
        super().__init__(parent)
        self._subject = subject
        self._exchange = exchange
        self.source = source
        self._table: RawTable | None = None
        self._answers = NOTHING
        self._titles: dict[int, str] = {}
        """What the columns are called, by their places."""
        self._operation: Operation[Any] | None = None
        self._stop = threading.Event()
        self._wanted_sheet = self._wanted_encoding = ""
        self._storing = False
        self.plan: ImportPlan | None = None
        self.keeping = KeepingAnswers(self, unfinished, going_on)
        self._build()
        self._lay_out()
        self._connect()
        self.read()

    def read(self) -> None:
        """Read the table, by the sheet and encoding chosen; answers given stay."""
        source, sheet, encoding = self.source, self._wanted_sheet, self._wanted_encoding
        stop = self._renew_stop()

        def op() -> RawTable:
            if source.path is None:
                return self._exchange.read_clipboard(source.text)
            return self._exchange.read(source.path, sheet=sheet, encoding=encoding, stopped=stop.is_set)

        self._run(op, self._on_read, self.tr("Таблица читается…"))

    def check(self) -> None:
        """Look the table through with the answers given so far."""
        table, answers, subject, stop = self._table, self._answers, self._subject, self._renew_stop()
        if table is None:
            return
        self._run(
            lambda: self._exchange.plan(table, answers, subject=subject, stopped=stop.is_set),
            self._on_planned,
            self.tr("Таблица проверяется…"),
        )

    def store(self) -> None:
        """Store what was looked through."""
        plan, stop = self.plan, self._renew_stop()
        if plan is None or not plan.ready:
            return
        self.keeping.keep()  # later, it would wait for the file till all is stored
        self._storing = True
        self.progress.setRange(0, plan.coming)
        self._run(
            lambda: self._exchange.store(plan, progress=self._moved.emit, stopped=stop.is_set),
            self._on_stored,
            self.tr("Загружается: {0}…").format(rows_of(plan.subject, plan.coming)),
        )

    def unfinished(self) -> Unfinished | None:
        """Return the table and what was answered about it; None before it is read."""
        if self._table is None:
            return None
        return Unfinished(
            source=self.source,
            sha256=self._table.source.sha256,
            sheet=self._wanted_sheet,
            encoding=self._wanted_encoding,
            answers=self._answers,
            titles={place: self._titles[place] for place in self._answers.columns if place in self._titles},
            questions=tuple(self.questions.asked.values()),
            typed=self.questions.typed(),
        )

    def go_on_with(self, kept: Unfinished) -> bool:
        """Take answers given before; True when the table must be read in another way for them."""
        read = (self._wanted_sheet, self._wanted_encoding)
        self._wanted_sheet, self._wanted_encoding = kept.sheet, kept.encoding
        self._answers, self._titles = kept.answers, dict(kept.titles)
        blocked = self.repeats.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.repeats.setChecked(kept.answers.skip_repeats)
        self.repeats.blockSignals(blocked)
        self.questions.type_again(kept.questions, kept.typed)
        return (kept.sheet, kept.encoding) != read

    def begin_anew(self) -> None:
        """Let the answers go: they were about another table."""
        self.questions.forget()
        self._answers = NOTHING
        self.repeats.setChecked(True)

    def is_busy(self) -> bool:
        """Return whether something is under way."""
        return self._operation is not None

    def is_about_to_check(self) -> bool:
        """Return whether an answer waits to be taken into account."""
        return self._again.isActive()

    def reject(self) -> None:
        """Stop what is under way; what is being stored ends first, taken back whole."""
        self._stop.set()
        if self._storing:
            self.status.setText(self.tr("Отменяется…"))
            return
        if self._operation is not None:
            self._operation.cancel()
        super().reject()

    def _build(self) -> None:
        name = self.source.path.name if self.source.path else self.tr("буфер обмена")
        self.setWindowTitle(self.tr("Загрузка из таблицы: {0}").format(name))
        self.columns = ColumnsBox(self._subject, self)
        self.questions = QuestionsBox(self._subject, self)
        self.how = HowRead(self)
        self.sheet, self.encoding = self.how.sheet, self.how.encoding
        self.notice = text_label("", role="muted", parent=self)
        self.notice.hide()
        self.coming = text_label("", role="strong", parent=self)
        self.trouble = text_label("", role="problem", parent=self)
        self.beside = text_label("", role="muted", parent=self)
        self.model = RemarksModel()
        self.remarks = RemarksView(self.model, self)
        self.remarks.setAccessibleName(self.tr("Ошибки и замечания"))
        self.reason = text_label("", parent=self)
        self.reason.setAccessibleName(self.tr("Что не так в выбранной строке"))
        self.again_button = quiet(self.tr("Прочесть заново"), self)
        self.again_button.setToolTip(self.tr("Когда таблица исправлена и сохранена (F5)"))
        self.again_button.setShortcut("F5")
        not_by_enter(self.again_button)
        self.differences = text_label("", parent=self)
        self.differences.setAccessibleName(self.tr("Повторы с другими числами"))
        self.repeats = QCheckBox("", self)
        self.repeats.setChecked(True)
        self.status = text_label("", role="muted", parent=self)
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Ход загрузки"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.store_button = self.buttons.addButton(
            self.tr("Загрузить"), QDialogButtonBox.ButtonRole.AcceptRole
        )
        retouch(self.store_button, "role", "primary")
        self.store_button.setDefault(True)
        self.store_button.setEnabled(False)
        self.again_button.setVisible(self.source.path is not None)
        said = (self.trouble, self.beside, self.remarks, self.reason, self.differences, self.repeats)
        for widget in (*said, self.progress):
            widget.hide()

    def _lay_out(self) -> None:
        room = self.screen().availableGeometry()
        self.resize(min(SIZE[0], room.width() - 5 * GAP), min(SIZE[1], room.height() - 5 * GAP))
        parts = TwoParts(self.how, self.columns, self)
        asked = (self.questions, self.repeats, self.differences)
        for widget in (self.notice, self.coming, self.trouble, *asked, self.beside):
            parts.found.addWidget(widget)
        parts.add_list(self.remarks)
        parts.found.addWidget(self.reason)
        parts.found.addStretch(0)
        foot = QHBoxLayout()
        foot.addWidget(self.status, 1)
        foot.addWidget(self.progress, 1)
        foot.addWidget(self.again_button)
        foot.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN - GAP, MARGIN, MARGIN - GAP)
        column.addWidget(parts, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(TOGETHER)
        self._again.timeout.connect(self.check)
        self.columns.chosen.connect(self._on_column_chosen)
        self.questions.answered.connect(self._on_answered)
        self.how.chosen.connect(self._on_way_chosen)
        self.remarks.selection_changed.connect(self._on_remark_selected)
        self.again_button.clicked.connect(self.read)
        self.repeats.toggled.connect(self._on_repeats_toggled)
        self.buttons.accepted.connect(self.store)
        self.buttons.rejected.connect(self.reject)
        self._moved.connect(self.progress.setValue)

    def _renew_stop(self) -> threading.Event:
        """Stop what is under way and return the flag that will stop what comes next."""
        self._stop.set()
        self._stop = threading.Event()
        return self._stop

    def _run(self, op: Callable[[], Any], on_done: Callable[[Any], None], words: str) -> None:
        if self._operation is not None:
            self._operation.cancel()
        self.store_button.setEnabled(False)
        operation: Operation[Any] = Operation(self, op, on_done, self._on_failed)
        operation.slow.connect(lambda slow: self._show_wait(words if slow else ""))
        self._operation = operation
        operation.start()

    def _show_wait(self, words: str) -> None:
        self.status.setText(words)
        self.progress.setVisible(bool(words))
        if not self._storing:
            self.progress.setRange(0, 0)

    def _on_read(self, table: RawTable) -> None:
        self._operation = None
        self._table = table
        self.how.show_source(table.source)
        if self.keeping.bring_back(table):
            self.read()
        else:
            self.check()

    def _on_planned(self, plan: ImportPlan) -> None:
        self._operation = None
        if not self.keeping.suits(plan):
            self.check()
            return
        first, self.plan = self.plan is None, plan
        self._titles = {column.place: column.title for column in plan.columns}
        self.columns.show_columns(plan.columns)
        self.questions.show_questions(plan.questions)
        self.coming.setText(coming(plan))
        retouch(self.coming, "tone", "")
        said = ((self.trouble, trouble(plan)), (self.beside, beside(plan)))
        for label, text in (*said, (self.differences, differences(plan))):
            label.setText(text)
            label.setVisible(bool(text))
        self.repeats.setText(repeats(plan))
        self.repeats.setVisible(bool(plan.repeats) and plan.subject is Subject.OUTREACH)
        self.model.show_plan(plan)
        self.remarks.setVisible(bool(self.model.rowCount()))
        self.store_button.setEnabled(plan.ready)
        words = self.tr("Загрузить ещё раз") if plan.seen_on else self.tr("Загрузить")
        self.store_button.setText(words)
        if first:
            self._focus_what_is_next()

    def _focus_what_is_next(self) -> None:
        """Put the keyboard where the work goes on: the button, or the first question."""
        ready = self.store_button.isEnabled()  # with answers brought back, all may be answered
        asked = next(iter(self.questions.editors.values()), self.remarks)
        (self.store_button if ready else asked).setFocus()

    def _on_stored(self, number: int) -> None:
        self._operation = None
        self._storing = False
        self.stored.emit(
            self.tr("Загружено: {0}. Ctrl+Z вернёт как было.").format(rows_of(self._subject, number))
        )
        self.accept()

    def _on_failed(self, error: AppError) -> None:
        self._operation = None
        was_storing, self._storing = self._storing, False
        self.coming.setText(str(error))
        self.store_button.setEnabled(was_storing)

    def _on_column_chosen(self, place: int, field: str) -> None:
        self.questions.drop(f"column:{place}")
        self.questions.drop(f"{MISSING}:{field}")
        self._take(with_column(self._answers, place, field))

    def _on_answered(self, key: str, value: str) -> None:
        kind = key.partition(":")[0]
        if kind in {"encoding", "sheet"}:
            if value and kind == "encoding":
                self._wanted_encoding = value
            elif value:
                self._wanted_sheet = value
            if value:
                self._read_otherwise()
            return
        chosen = self.questions.editors[key].value()
        given = chosen is not None
        taken = chosen if kind == "column" and given else value
        self._take(with_answer(self._answers, key, taken, given=given))

    def _on_repeats_toggled(self) -> None:
        self._take(replace(self._answers, skip_repeats=self.repeats.isChecked()))

    def _take(self, answers: Answers) -> None:
        """Take an answer into account, and keep it."""
        self._answers = answers
        self._again.start()
        self.keeping.touch()

    def _on_way_chosen(self) -> None:
        self._wanted_sheet = self.sheet.value() or ""
        self._wanted_encoding = self.encoding.value() or ""
        self._read_otherwise()

    def _read_otherwise(self) -> None:
        """Read in another way: what was answered belongs to what was read before."""
        self.questions.forget()
        self._answers = Answers(skip_repeats=self.repeats.isChecked())
        self.keeping.touch()
        self.read()

    def _on_remark_selected(self) -> None:
        chosen = self.remarks.selected_rows()
        self.reason.setText(chosen[0].remark.reason if chosen else "")
        self.reason.setVisible(bool(chosen))
