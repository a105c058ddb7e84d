"""The parents' screen: the quick-entry row, the log, coverage by class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.services.clock import SystemClock
from desktop_app.services.errors import AppError, ValidationError
from desktop_app.services.outreach.types import OutreachFilter, OutreachForm, OutreachRow
from desktop_app.ui.kit.empty import EmptyState
from desktop_app.ui.kit.heading import PageHeading
from desktop_app.ui.kit.labels import quiet, text_label
from desktop_app.ui.kit.page import Page
from desktop_app.ui.parents.coverage_panel import CoveragePanel
from desktop_app.ui.parents.filter_bar import FilterBar
from desktop_app.ui.parents.log_actions import LogActions
from desktop_app.ui.parents.log_view import LogView
from desktop_app.ui.parents.quick_entry import QuickEntry
from desktop_app.ui.parents.table_model import OutreachTableModel
from desktop_app.ui.parents.words import totals_line
from desktop_app.ui.theme.style import GAP

if TYPE_CHECKING:
    from desktop_app.services.container import Services

WIDE = 1000
"""From this width on coverage stands beside the log; below it takes the log's place, px."""
PANEL_WIDTH = 336
_LOG, _EMPTY, _NOTHING_FOUND = range(3)


class ParentsPage(Page):
    """Answer «who has been told»."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.body.setSpacing(GAP + 2)
        self.actions_of = LogActions(services, self)
        self.actions_of.done.connect(self._on_done)
        self._build_heading()
        self.quick = QuickEntry(self)
        self.quick.set_checker(lambda: services.outreach.check(self.quick.draft()))
        self.quick.submitted.connect(self._on_quick_submitted)
        self.filter = FilterBar(self)
        self.filter.changed.connect(self._on_filter_changed)
        self.filter.left.connect(self._on_search_left)
        self._build_log()
        self._build_panel()
        self._lay_out()
        self._wide: bool | None = None
        self.quick.start(SystemClock().today(), OutreachForm.CLASS_MEETING)

    def refresh(self) -> None:
        """Read the log, its sums and coverage again; typing, selection and place stay."""
        self.attempt(self._read)

    def create_new(self) -> None:
        """Put the cursor into the quick-entry row."""
        self._show_log()
        self.quick.focus_first()

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self._show_log()
        self.filter.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.search.selectAll()

    def save(self) -> None:
        """Store the event being typed."""
        if self.quick.has_unsaved():
            self.quick.submit()

    def has_unsaved(self) -> bool:
        """Return whether an event is being typed."""
        return self.quick.has_unsaved()

    def show_field(self, field: str) -> None:
        """Go to a field of the quick-entry row, to «coverage», or to a stored event («entry:3»)."""
        what, _, number = field.partition(":")
        if what == "coverage":
            self.coverage_button.setChecked(True)
        elif what == "entry" and number.isdecimal():
            self._show_log()
            if not self.table.select_id(int(number)):
                self.filter.reset()
                self.table.select_id(int(number))
            self.table.setFocus()
        elif field:
            self._show_log()
            self.quick.show_field(field)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put coverage beside the log when there is room for both."""
        super().resizeEvent(event)
        wide = event.size().width() >= WIDE
        if wide != self._wide:
            self._wide = wide
            self.coverage_button.setChecked(wide)
            self._arrange()

    def _build_heading(self) -> None:
        self.coverage_button = QPushButton(self)
        self.coverage_button.setCheckable(True)
        self.coverage_button.setToolTip(self.tr("Показать или спрятать охват по классам"))
        self.coverage_button.toggled.connect(lambda _on: self._arrange())
        self.edit_button = QPushButton(self.tr("Изменить…"), self)
        self.edit_button.setToolTip(self.tr("Enter"))
        self.edit_button.clicked.connect(self._on_edit)
        self.proof_button = QPushButton(self.tr("Подтверждение"), self)
        self.proof_menu = QMenu(self)
        self.proof_menu.aboutToShow.connect(self._fill_proof_menu)
        self.proof_button.setMenu(self.proof_menu)
        self.delete_button = QPushButton(self.tr("Удалить"), self)
        self.delete_button.setToolTip(self.tr("Delete; удаление можно отменить"))
        self.delete_button.clicked.connect(self._on_delete)
        buttons = (self.edit_button, self.proof_button, self.delete_button, self.coverage_button)
        self.heading = PageHeading(self.tr("Родители"), *buttons, parent=self)

    def _build_log(self) -> None:
        self.model = OutreachTableModel()
        self.table = LogView(self.model, self)
        self.table.opened.connect(self.actions_of.edit)
        self.table.delete_pressed.connect(self._on_delete)
        self.table.selection_changed.connect(self._show_buttons)
        self.table.file_dropped.connect(self._on_file_dropped)
        self.table.pasted.connect(self._on_pasted)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._on_menu_wanted)
        self.empty = EmptyState(
            self.tr("Мероприятий ещё нет"),
            self.tr(
                "Собрания, классные часы, сообщения в чатах: когда, о чём и скольким родителям рассказали. "
                "Имён родителей программа не хранит, только числа."
            ),
            self.tr("Записать первое"),
            self,
        )
        self.empty.started.connect(self.create_new)
        self.nothing_found = EmptyState(
            self.tr("Ничего не нашлось"),
            self.tr("Измените слова, форму, класс или период."),
            self.tr("Показать всё"),
            self,
        )
        self.nothing_found.started.connect(self.filter.reset)
        self.stack = QStackedWidget(self)
        for widget in (self.table, self.empty, self.nothing_found):
            self.stack.addWidget(widget)
        self.totals = text_label("", role="muted", parent=self)
        self.totals.setAccessibleName(self.tr("Итого показано"))
        self.reset_button = quiet(self.tr("Показать всё"), self)
        self.reset_button.clicked.connect(self.filter.reset)
        policy = self.reset_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset_button.setSizePolicy(policy)

    def _build_panel(self) -> None:
        self.panel = CoveragePanel(self)
        self.panel.class_chosen.connect(self._on_class_chosen)
        self.panel.classes_wanted.connect(lambda: self.navigate.emit("school", "classes"))

    def _lay_out(self) -> None:
        self.body.addWidget(self.heading)
        self.body.addWidget(self.quick)
        self.log = QWidget(self)
        column = QVBoxLayout(self.log)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.filter)
        column.addWidget(self.stack, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.totals, 1)
        foot.addWidget(self.reset_button)
        column.addLayout(foot)
        row = QHBoxLayout()
        row.setSpacing(2 * GAP)
        row.addWidget(self.log, 1)
        row.addWidget(self.panel)
        self.body.addLayout(row, 1)

    def _arrange(self) -> None:
        """Show the panel beside the log, or in its place, or not at all."""
        shown = self.coverage_button.isChecked()
        self.coverage_button.setText(self.tr("Скрыть охват") if shown else self.tr("Охват"))
        if self._wide:
            self.panel.setFixedWidth(PANEL_WIDTH)
        else:
            self.panel.setMinimumWidth(0)
            self.panel.setMaximumWidth(16_777_215)
        self.panel.setVisible(shown)
        self.log.setVisible(bool(self._wide) or not shown)
        self.quick.setVisible(bool(self._wide) or not shown)

    def _show_log(self) -> None:
        if not self._wide:
            self.coverage_button.setChecked(False)

    def _read(self) -> None:
        classes = self.services.school.classes()
        self.quick.set_classes(classes)
        self.filter.set_classes(classes)
        outreach, wanted = self.services.outreach, self.filter.wanted()
        rows = outreach.list(wanted)
        active = self.filter.is_active()
        totals = outreach.totals(wanted)
        everything = outreach.totals().events if active else totals.events
        self.table.show_rows(rows)
        self.stack.setCurrentIndex(_LOG if rows else _NOTHING_FOUND if everything else _EMPTY)
        self.filter.setVisible(bool(everything) or active)
        self.totals.setText(totals_line(totals, everything) if everything else "")
        self.reset_button.setVisible(active and bool(rows))
        self.panel.show_coverage(
            outreach.coverage(wanted.since, wanted.until),
            OutreachFilter(since=wanted.since, until=wanted.until),
        )
        self._show_buttons()

    def _show_buttons(self) -> None:
        chosen = len(self.table.selected_rows())
        self.edit_button.setEnabled(chosen == 1)
        self.proof_button.setEnabled(chosen == 1)
        self.delete_button.setEnabled(chosen > 0)

    def _selected(self) -> OutreachRow | None:
        rows = self.table.selected_rows()
        return rows[0] if len(rows) == 1 else None

    def _fill_proof_menu(self) -> None:
        self.proof_menu.clear()
        row = self._selected()
        if row is None:
            return
        view = self.proof_menu.addAction(self.tr("Показать"))
        view.setEnabled(row.attachment_id is not None)
        view.triggered.connect(lambda: self.actions_of.view(row.attachment_id))
        choose = self.proof_menu.addAction(self.tr("Приложить снимок или PDF…"))
        choose.triggered.connect(lambda: self.actions_of.choose_file(row))
        paste = self.proof_menu.addAction(self.tr("Вставить снимок из буфера"))
        paste.setEnabled(self.actions_of.can_paste())
        paste.triggered.connect(lambda: self.actions_of.paste(row))

    def _on_menu_wanted(self, place: QPoint) -> None:
        if not self.table.selected_rows():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._selected() is not None:
            menu.addAction(self.tr("Изменить…")).triggered.connect(self._on_edit)
            self._fill_proof_menu()
            menu.addActions(self.proof_menu.actions())
            menu.addSeparator()
        menu.addAction(self.tr("Удалить")).triggered.connect(self._on_delete)
        menu.popup(self.table.viewport().mapToGlobal(place))

    def _on_quick_submitted(self) -> None:
        try:
            row = self.services.outreach.save(self.quick.draft())
        except ValidationError as error:
            self.quick.refuse(error.errors)
            return
        except AppError as error:
            self.failed.emit(error)
            return
        self.quick.next()
        self.refresh()
        if self.table.select_id(row.id):
            words = self.tr("Записано: {0}")
        else:
            words = self.tr("Записано, но поиск или фильтр это не показывает: {0}")
        self.message.emit(words.format(row.topic))
        self.record_changed.emit()

    def _on_filter_changed(self) -> None:
        self.refresh()
        self.table.scrollToTop()

    def _on_search_left(self) -> None:
        if self.model.rowCount():
            self.table.setFocus()
            if not self.table.selected_rows():
                self.table.selectRow(0)

    def _on_class_chosen(self, class_id: int) -> None:
        self._show_log()
        self.filter.of_class.set_value(class_id)

    def _on_edit(self) -> None:
        row = self._selected()
        if row is not None:
            self.actions_of.edit(row)

    def _on_delete(self) -> None:
        self.actions_of.delete(self.table.selected_rows())

    def _on_file_dropped(self, row: OutreachRow, mime: QMimeData) -> None:
        self.actions_of.take(row, mime)

    def _on_pasted(self) -> None:
        row = self._selected()
        if row is not None:
            self.actions_of.paste(row)

    def _on_done(self, sentence: str) -> None:
        self.refresh()
        self.message.emit(sentence)
        self.record_changed.emit()
