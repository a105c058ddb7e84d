"""The tab of the papers' texts: kinds and fields left, the template in the middle, what it gives right."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop_app.services.errors import AppError
from desktop_app.services.texts.types import (
    FilledText,
    Mistake,
    PaperKind,
    PlaceholderRow,
    TemplateMistake,
    TextRow,
)
from desktop_app.ui.kit.aside import aside
from desktop_app.ui.kit.dressing import dressed
from desktop_app.ui.kit.keeping import FormKeeper
from desktop_app.ui.kit.labels import primary, quiet, text_label
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.kit.scale import by_font
from desktop_app.ui.kit.slices import Steps
from desktop_app.ui.kit.table import Column, TableModel, TableView
from desktop_app.ui.letters.words import kind_names
from desktop_app.ui.school.section import Section
from desktop_app.ui.texts.editor import TemplateEditor
from desktop_app.ui.texts.filled_view import FilledView
from desktop_app.ui.texts.placeholder_list import PlaceholderList
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.style import GAP, TARGET

if TYPE_CHECKING:
    from desktop_app.services.container import Services

PAUSE: Final = 300
"""Milliseconds without typing before the text is tried."""
LOW: Final = 230
"""Pixels of the section: a lower one has no room for the hint."""
FIELD: Final = "texts"


@dataclass(frozen=True, slots=True)
class _Tried:
    """What a try gave, and for which text: an older one must not speak of a newer."""

    template: str
    mistakes: tuple[Mistake, ...]
    filled: FilledText | None
    fields: tuple[PlaceholderRow, ...]


class TextsSection(Section):
    """One template at a time; what is typed for another kind of paper waits and is not lost."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._stored: dict[PaperKind, TextRow] = {}
        self._typed: dict[PaperKind, str] = {}
        self._kind: PaperKind | None = None
        self._trying: Operation[_Tried] | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._try)

    def parts(self) -> Steps:
        """Build the list, the editor and the filled text, then place them side by side."""
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        left, middle = QWidget(splitter), QWidget(splitter)  # what is moved later would be styled again
        self._build_left(left)
        yield
        self._build_middle(middle)
        yield
        self.filled = FilledView(splitter)
        self.filled.source_changed.connect(self._try)
        self.filled.line_wanted.connect(self.editor.go_to_line)
        yield
        yield from dressed(self)
        self._lay_out(splitter, left, middle)
        self._keeper = FormKeeper(self.services.form_drafts, "school:texts", self._unsaved, self)

    def refresh(self) -> None:
        """Read the templates again; typing in progress stays."""
        try:
            rows = self.services.texts.rows()
        except AppError as error:
            self.failed.emit(error)
            return
        self._stored = {row.kind: row for row in rows}
        first = self._take_kept()
        self._show_kinds()
        if first is not None:
            self.kinds.select_where(lambda row: row.kind is first)
        elif self._kind is None:
            self.kinds.select_line(0)
        elif self._kind not in self._typed:
            self._show_template()
        else:
            self._try()

    def save(self) -> None:
        """Store every changed text; the first one with a mistake is shown and stays unsaved."""
        shown = self._kind
        for kind in sorted(self._typed, key=lambda kind: kind is not shown):
            if not self._store(kind):
                return

    def has_unsaved(self) -> bool:
        """Return whether a text differs from what is stored."""
        return bool(self._typed)

    def show_field(self, field: str) -> bool:
        """Open the text of a kind of paper for «texts:order», the list for «texts»."""
        name, _, kind = field.partition(":")
        if name != FIELD:
            return False
        if self.kinds.select_where(lambda row: row.kind.value == kind):
            self.editor.setFocus()
        else:
            self.kinds.setFocus()
        return True

    def _build_left(self, left: QWidget) -> None:
        names = kind_names()
        columns: tuple[Column[TextRow], ...] = (
            Column(self.tr("Бумага"), lambda row: names[row.kind], stretch=True),
            Column(
                self.tr("Текст"),
                lambda row: self._state(row)[0],
                tone=lambda row: self._state(row)[1],
                width=96,
            ),
        )
        self.model: TableModel[TextRow] = TableModel(columns, self)
        self.kinds = TableView(self.model, left)
        self.kinds.setAccessibleName(self.tr("Тексты бумаг"))
        self.kinds.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.kinds.setSortingEnabled(False)
        self.kinds.horizontalHeader().hide()
        self.kinds.verticalHeader().setDefaultSectionSize(TARGET)
        self.kinds.setSizeAdjustPolicy(TableView.SizeAdjustPolicy.AdjustToContents)
        self.kinds.setMaximumHeight(len(names) * TARGET + 4)
        self.kinds.setMinimumHeight(3 * TARGET)  # on a low screen it scrolls: the fields below want room too
        self.kinds.selection_changed.connect(self._on_kind)
        self.fields = PlaceholderList(left)

    def _build_middle(self, middle: QWidget) -> None:
        self.editor = TemplateEditor(middle)
        self.editor.setAccessibleName(self.tr("Образец текста"))
        self.editor.changed.connect(self._on_typed)
        self.fields.chosen.connect(self.editor.insert)
        self.save_button = primary(self.tr("Сохранить"), middle)
        self.save_button.clicked.connect(self._on_save)
        self.cancel_button = quiet(self.tr("Отменить правку"), middle)
        self.cancel_button.clicked.connect(self._on_cancel)
        self.restore_button = quiet(self.tr("Вернуть исходный"), middle)
        self.restore_button.clicked.connect(self._on_restore)
        self.hint = text_label(
            self.tr(
                "Один абзац — одна строка. Первая строка даёт заголовок бумаги. «#.» и «##.» нумеруют пункты."
            ),
            role="muted",
            parent=middle,
        )

    def _lay_out(self, splitter: QSplitter, left: QWidget, middle: QWidget) -> None:
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.kinds)
        column.addWidget(self.fields, 1)
        lines = QVBoxLayout(middle)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(GAP)
        lines.addWidget(self.editor, 1)
        lines.addWidget(self.hint)
        buttons = QHBoxLayout()
        buttons.addWidget(self.save_button)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        buttons.addWidget(self.restore_button)
        lines.addLayout(buttons)
        for place, share in enumerate((330, 480, 300)):
            splitter.setStretchFactor(place, share)
        splitter.setSizes([330, 480, 300])
        splitter.setHandleWidth(2 * GAP)
        splitter.setChildrenCollapsible(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2 * GAP, 0, 0)
        row.addWidget(splitter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the hint out where a large font has no room for it under the lines."""
        super().resizeEvent(event)
        hint = getattr(self, "hint", None)  # built by parts, the place is there first
        if hint is not None:
            hint.setVisible(event.size().height() >= by_font(LOW))

    def _take_kept(self) -> PaperKind | None:
        """Bring back the texts a crash took, where they differ from the stored ones; return the first."""
        kept = self._keeper.take()
        typed = {PaperKind(kind): str(text) for kind, text in (kept.values if kept else {}).items()}
        self._typed.update(
            {kind: text for kind, text in typed.items() if text != self._stored[kind].template}
        )
        return next((kind for kind in typed if kind in self._typed), None)

    def _unsaved(self) -> dict[str, str]:
        return {kind.value: text for kind, text in self._typed.items()}

    def _state(self, row: TextRow) -> tuple[str, Tone]:
        if row.kind in self._typed:
            return self.tr("изменён"), Tone.BUSY
        return (self.tr("свой"), Tone.GOOD) if row.own else (self.tr("исходный"), Tone.QUIET)

    def _show_kinds(self) -> None:
        """Show the list anew without leaving the chosen kind."""
        blocked = self.kinds.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.model.set_rows(tuple(self._stored.values()))
        if self._kind is not None:
            self.kinds.select_where(lambda row: row.kind is self._kind)
        self.kinds.blockSignals(blocked)

    def _show_template(self) -> None:
        kind = self._kind
        if kind is None:
            return
        template = self._typed.get(kind, self._stored[kind].template)
        if self.editor.template() != template:
            blocked = self.editor.blockSignals(True)  # noqa: FBT003 - Qt's own
            self.editor.set_template(template)
            self.editor.blockSignals(blocked)
        self._show_buttons(ready=False)
        self._try()

    def _show_buttons(self, *, ready: bool) -> None:
        kind = self._kind
        self.save_button.setEnabled(ready and kind in self._typed)
        self.cancel_button.setVisible(kind in self._typed)
        self.restore_button.setVisible(kind is not None and self._stored[kind].own)

    def _try(self) -> None:
        """Check and fill the text in the background."""
        self._pause.stop()
        if self._trying is not None:
            self._trying.cancel()
        kind, template, sample = self._kind, self.editor.template(), self.filled.by_sample
        if kind is None:
            return
        texts = self.services.texts

        def tried() -> _Tried:
            mistakes = texts.check(kind, template)
            filled = None if mistakes else texts.fill(kind, template, sample=sample)
            return _Tried(template, mistakes, filled, (*texts.placeholders(kind), *texts.forms()))

        self._trying = Operation(self, tried, self._on_tried, self.failed.emit)
        self._trying.start()

    def _on_tried(self, tried: _Tried) -> None:
        self._trying = None
        if tried.template != self.editor.template():
            return
        self.fields.show_rows(tried.fields)
        self._show_mistakes(tried.mistakes)
        if tried.filled is not None:
            self.filled.show_filled(tried.filled)
        self._show_buttons(ready=not tried.mistakes)

    def _show_mistakes(self, mistakes: tuple[Mistake, ...]) -> None:
        self.editor.mark_lines(tuple(mistake.line for mistake in mistakes))
        self.editor.setAccessibleDescription(str(mistakes[0]) if mistakes else "")
        if mistakes:
            self.filled.show_mistakes(mistakes)

    def _on_kind(self) -> None:
        rows = self.kinds.selected_rows()
        if rows and rows[0].kind is not self._kind:
            self._kind = rows[0].kind
            self._show_template()

    def _on_typed(self) -> None:
        kind = self._kind
        if kind is None:
            return
        before = kind in self._typed
        if self.editor.template() == self._stored[kind].template:
            self._typed.pop(kind, None)
        else:
            self._typed[kind] = self.editor.template()
        if before != (kind in self._typed):
            self._show_kinds()
        self._show_buttons(ready=False)
        self._keeper.touch()
        self._pause.start()

    def _on_save(self) -> None:
        if self._kind is not None:
            self._store(self._kind)

    def _store(self, kind: PaperKind) -> bool:
        try:
            typed = self._typed[kind]
            row = aside(lambda: self.services.texts.save(kind, typed))
        except TemplateMistake as error:
            self.kinds.select_where(lambda row: row.kind is kind)
            self._show_mistakes(error.mistakes)
            return False
        except AppError as error:
            self.failed.emit(error)
            return False
        self._accept(row, self.tr("Текст сохранён: {0}"))
        return True

    def _on_cancel(self) -> None:
        if self._kind is not None:
            self.editor.replace_template(self._stored[self._kind].template)

    def _on_restore(self) -> None:
        if self._kind is None:
            return
        try:
            row = aside(partial(self.services.texts.restore, self._kind))
        except AppError as error:
            self.failed.emit(error)
            return
        self._accept(row, self.tr("Возвращён исходный текст: {0}"))

    def _accept(self, row: TextRow, sentence: str) -> None:
        self._typed.pop(row.kind, None)
        self._keeper.settle()
        self._stored[row.kind] = row
        self._show_kinds()
        if row.kind is self._kind:
            self._show_template()
        self.told(sentence.format(kind_names()[row.kind]))
