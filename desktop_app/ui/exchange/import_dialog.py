"""Take a log in from a table: look at it first, answer what it leaves open, then all or nothing."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
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
from desktop_app.services.exchange.encodings import NAMES
from desktop_app.services.exchange.portal_planning import ALIKE, VERIFIED
from desktop_app.services.exchange.row_questions import ROW_KEYS
from desktop_app.services.exchange.types import (
    SKIP,
    Answers,
    DateOrder,
    Epoch,
    ImportPlan,
    RawTable,
    Subject,
)
from desktop_app.ui.exchange.columns_box import ColumnsBox
from desktop_app.ui.exchange.questions_box import MISSING, QuestionsBox
from desktop_app.ui.exchange.remarks import RemarksModel, RemarksView
from desktop_app.ui.exchange.words import beside, coming, differences, repeats, rows_of, trouble
from desktop_app.ui.kit.fields import ChoiceField
from desktop_app.ui.kit.labels import not_by_enter, quiet, retouch, scrolled, text_label
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.theme.style import GAP, MARGIN

if TYPE_CHECKING:
    from desktop_app.services.exchange.service import ExchangeService

SIZE = (1120, 640)
LEFT, RIGHT = 540, 530
"""Room of the columns and of what is found, px."""
LEAST = 400
"""The columns need this much; a window of 910 px (1366 at 150 %) has it, px."""
TOGETHER = 150
"""Milliseconds without another answer before the table is looked through again."""


@dataclass(frozen=True, slots=True)
class TableSource:
    """Where a table comes from: a file, or a text of the clipboard."""

    path: Path | None = None
    text: str = ""


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
    ) -> None:
        super().__init__(parent)
        self._subject = subject
        self._exchange = exchange
        self._source = source
        self._table: RawTable | None = None
        self._answers = Answers(skip_repeats=True)
        self._operation: Operation[Any] | None = None
        self._stop = threading.Event()
        self._wanted_sheet = self._wanted_encoding = ""
        self._storing = False
        self.plan: ImportPlan | None = None
        self._build()
        self._lay_out()
        self._connect()
        self.read()

    def read(self) -> None:
        """Read the table, by the sheet and encoding chosen; answers given stay."""
        source, sheet, encoding = self._source, self._wanted_sheet, self._wanted_encoding
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
        self._storing = True
        self.progress.setRange(0, plan.coming)
        self._run(
            lambda: self._exchange.store(plan, progress=self._moved.emit, stopped=stop.is_set),
            self._on_stored,
            self.tr("Загружается: {0}…").format(rows_of(plan.subject, plan.coming)),
        )

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
        name = self._source.path.name if self._source.path else self.tr("буфер обмена")
        self.setWindowTitle(self.tr("Загрузка из таблицы: {0}").format(name))
        self.columns = ColumnsBox(self._subject, self)
        self.questions = QuestionsBox(self._subject, self)
        self.sheet = ChoiceField({}, self)
        self.sheet.setAccessibleName(self.tr("Лист"))
        self.sheet_label = text_label(self.tr("Лист"), role="muted", parent=self)
        self.encoding = ChoiceField({}, self)
        self.encoding_label = text_label(self.tr("Кодировка"), role="muted", parent=self)
        self.encoding.setAccessibleName(self.tr("Кодировка"))
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
        self.again_button.setVisible(self._source.path is not None)
        how = (self.sheet_label, self.sheet, self.encoding_label, self.encoding)
        said = (self.trouble, self.beside, self.remarks, self.reason, self.differences, self.repeats)
        for widget in (*how, *said, self.progress):
            widget.hide()

    def _lay_out(self) -> None:
        room = self.screen().availableGeometry()
        self.resize(min(SIZE[0], room.width() - 5 * GAP), min(SIZE[1], room.height() - 5 * GAP))
        left = QVBoxLayout()
        for label, field in ((self.sheet_label, self.sheet), (self.encoding_label, self.encoding)):
            line = QHBoxLayout()
            line.addWidget(label)
            line.addWidget(field, 1)
            left.addLayout(line)
        area = scrolled(self.columns)
        area.setMinimumWidth(LEAST)
        left.addWidget(area, 1)
        right = QVBoxLayout()
        right.setSpacing(GAP)
        asked = (self.questions, self.repeats, self.differences)
        for widget in (self.coming, self.trouble, *asked, self.beside):
            right.addWidget(widget)
        right.addWidget(self.remarks, 1)
        right.addWidget(self.reason)
        right.addStretch(0)
        both = QHBoxLayout()
        both.setSpacing(2 * GAP)
        both.addLayout(left, LEFT)
        both.addLayout(right, RIGHT)
        foot = QHBoxLayout()
        foot.addWidget(self.status, 1)
        foot.addWidget(self.progress, 1)
        foot.addWidget(self.again_button)
        foot.addWidget(self.buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN - GAP, MARGIN, MARGIN - GAP)
        column.addLayout(both, 1)
        column.addLayout(foot)

    def _connect(self) -> None:
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(TOGETHER)
        self._again.timeout.connect(self.check)
        self.columns.chosen.connect(self._on_column_chosen)
        self.questions.answered.connect(self._on_answered)
        self.sheet.changed.connect(self._on_sheet_chosen)
        self.encoding.changed.connect(self._on_encoding_chosen)
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
        self._offer(self.sheet, {name: name for name in table.source.sheets}, table.source.sheet)
        encodings = NAMES if table.source.encoding else {}
        self._offer(self.encoding, encodings, table.source.encoding)
        self.check()

    def _on_planned(self, plan: ImportPlan) -> None:
        self._operation = None
        first, self.plan = self.plan is None, plan
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
        """Put the keyboard where the work goes on: the first question, or the button."""
        asked = next(iter(self.questions.editors.values()), None)
        (asked or (self.store_button if self.store_button.isEnabled() else self.remarks)).setFocus()

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
        columns = {other: SKIP if given == field else given for other, given in self._answers.columns.items()}
        constants = {key: value for key, value in self._answers.constants.items() if key != field}
        self._answers = replace(self._answers, columns={**columns, place: field}, constants=constants)
        self.questions.drop(f"column:{place}")
        self.questions.drop(f"{MISSING}:{field}")
        self._again.start()

    def _on_answered(self, key: str, value: str) -> None:
        kind, _, what = key.partition(":")
        if kind in {"encoding", "sheet"}:
            if value and kind == "encoding":
                self._wanted_encoding = value
            elif value:
                self._wanted_sheet = value
            if value:
                self._read_otherwise()
            return
        answers = self._answers
        if kind == "column":
            columns = {place: field for place, field in answers.columns.items() if place != int(what)}
            chosen = self.questions.editors[key].value()
            self._answers = replace(
                answers, columns=columns if chosen is None else {**columns, int(what): chosen}
            )
        elif kind == MISSING:
            constants = {field: given for field, given in answers.constants.items() if field != what}
            self._answers = replace(answers, constants={**constants, what: value} if value else constants)
        elif kind == "date_order":
            self._answers = replace(answers, date_order=DateOrder(value) if value else None)
        elif kind in {ALIKE, VERIFIED, *ROW_KEYS}:
            choices = {key: given for key, given in answers.choices.items() if key != kind}
            self._answers = replace(answers, choices={**choices, kind: value} if value else choices)
        elif kind == "epoch":
            self._answers = replace(answers, epoch=Epoch(value) if value else None)
        self._again.start()

    def _on_repeats_toggled(self) -> None:
        self._answers = replace(self._answers, skip_repeats=self.repeats.isChecked())
        self._again.start()

    def _offer(self, field: ChoiceField, choices: dict[str, str], chosen: str) -> None:
        """Show a choice of how to read, when there is one."""
        blocked = field.blockSignals(True)  # noqa: FBT003 - Qt's own
        field.set_choices(choices)
        field.set_value(chosen)
        field.blockSignals(blocked)
        field.setVisible(len(choices) > 1)
        label = self.sheet_label if field is self.sheet else self.encoding_label
        label.setVisible(len(choices) > 1)

    def _on_sheet_chosen(self) -> None:
        self._wanted_sheet = self.sheet.value() or ""
        self._read_otherwise()

    def _on_encoding_chosen(self) -> None:
        self._wanted_encoding = self.encoding.value() or ""
        self._read_otherwise()

    def _read_otherwise(self) -> None:
        """Read in another way: what was answered belongs to what was read before."""
        self.questions.forget()
        self._answers = Answers(skip_repeats=self.repeats.isChecked())
        self.read()

    def _on_remark_selected(self) -> None:
        chosen = self.remarks.selected_rows()
        self.reason.setText(chosen[0].remark.reason if chosen else "")
        self.reason.setVisible(bool(chosen))
