"""The parents' screen: the quick-entry row, the log, coverage by class."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QSize, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.services.errors import AppError, ValidationError
from desktop_app.services.exchange.types import Subject
from desktop_app.services.outreach.types import OutreachFilter, OutreachForm, OutreachRow
from desktop_app.ui.exchange.table_menu import TableMenu, is_pasted_table, table_of
from desktop_app.ui.kit.aside import aside
from desktop_app.ui.kit.clipboard import clipboard
from desktop_app.ui.kit.drop import take_copy
from desktop_app.ui.kit.keeping import FormKeeper
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.kit.page import Page
from desktop_app.ui.kit.scale import UNLIMITED, by_font
from desktop_app.ui.kit.slices import Steps
from desktop_app.ui.parents.coverage_panel import CoveragePanel
from desktop_app.ui.parents.log_actions import LogActions
from desktop_app.ui.parents.log_heading import LogHeading
from desktop_app.ui.parents.log_pane import LogPane
from desktop_app.ui.parents.quick_entry import QuickEntry
from desktop_app.ui.theme.style import GAP

if TYPE_CHECKING:
    from desktop_app.services.container import Services

WIDE = 1040
"""From this width on coverage stands beside the log; below it takes the log's place, px."""
NARROWEST = 740
"""The fields of the quick-entry row need this much, px."""
PANEL_WIDTH = 336
FIRST = 300
"""So many of the newest events are shown while a long log is read: more than a screen holds."""


class ParentsPage(Page):
    """Answer «who has been told»."""

    def __init__(self, services: Services, parent: QWidget | None = None, *, by_parts: bool = False) -> None:
        super().__init__(services, parent)
        self.body.setSpacing(GAP + 2)
        self._wide = False
        self._sized = False
        self._shown: tuple[tuple[int, int], OutreachFilter, str, bool] | None = None
        self._preparing: Operation[None] | None = None
        self._looks = 0
        """How often the log was asked."""
        self.build(self._parts(), by_parts=by_parts)

    def _parts(self) -> Steps:
        services = self.services
        self.actions_of = LogActions(services, self)
        self.heading = LogHeading(self.actions_of, self._selected, self._row, self)
        yield
        self.quick = QuickEntry(self)
        yield
        self.log = LogPane(self)
        yield
        self.tables = TableMenu(services, Subject.OUTREACH, self, self.log.filter.wanted)
        self.heading.put_first(self.tables.button)
        self.setAcceptDrops(True)
        self.panel = CoveragePanel(self)
        yield
        self._connect()
        self._lay_out()
        self._arrange()
        self.quick.start(services.outreach.today(), OutreachForm.CLASS_MEETING)
        self._keeper = FormKeeper(services.form_drafts, "outreach", self.quick.typed, self)
        self._keeper.watch(self.quick)

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
        self.log.focus_search()

    def save(self) -> None:
        """Store the event being typed."""
        if self.quick.has_unsaved():
            self._show_log()
            self.quick.submit()

    def repeat(self) -> None:
        """Begin an event like the selected one, or like the newest; typing is not written over."""
        if self.quick.has_unsaved():
            self.message.emit(self.tr("Сначала запишите или сотрите то, что набрано."))
            return
        chosen = self._selected() if not self.log.in_trash() else ()
        row = self._row(next(iter(chosen or self.services.outreach.newest(1)), 0))
        if row is not None:
            self._show_log()
            self.quick.repeat(row)

    def has_unsaved(self) -> bool:
        """Return whether an event is being typed."""
        return self.quick.has_unsaved()

    def is_filtered(self) -> bool:
        """Return whether the log is searched or narrowed."""
        return self.log.filter.is_active()

    def show_field(self, field: str) -> None:
        """Go to a field of the quick-entry row, to «coverage», or to a stored event («entry:3»)."""
        what, _, number = field.partition(":")
        if what == "coverage":
            self.heading.coverage_button.setChecked(True)
        elif what == "entry" and number.isdecimal():
            self._show_log()
            self.log.select(int(number))
        elif field:
            self._show_log()
            self.quick.show_field(field)

    def minimumSizeHint(self) -> QSize:
        """Return the least size of the narrow arrangement: the page becomes it when there is no more room."""
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), NARROWEST), hint.height())

    def fit(self, room: QSize) -> None:
        """Put coverage beside the log when there is room for both."""
        wide = room.width() >= by_font(WIDE)
        if wide != self._wide or not self._sized:
            self._sized, self._wide = True, wide
            self.heading.coverage_button.setChecked(wide)
            self._arrange()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a table anywhere on the page."""
        if table_of(event.mimeData()) is not None:
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Show what would come in from the table dropped."""
        if self.tables.take_mime(event.mimeData()):
            take_copy(event)

    def _connect(self) -> None:
        again = QShortcut(QKeySequence("Ctrl+D"), self)
        again.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        again.activated.connect(self.repeat)
        self.heading.repeat_wanted.connect(self.repeat)
        self.actions_of.done.connect(self._on_done)
        self.tables.done.connect(self._on_done)
        self.quick.set_checker(lambda: self.services.outreach.check(self.quick.draft()))
        self.quick.submitted.connect(self._on_quick_submitted)
        self.heading.coverage_toggled.connect(lambda _on: self._arrange())
        self.log.filter.changed.connect(self._on_filter_changed)
        self.log.model.set_reader(self.services.outreach.rows)
        self.log.model.order_wanted.connect(lambda: self.attempt(self._show_chosen))
        self.log.trash_toggled.connect(self._on_filter_changed)
        self.log.emptying_wanted.connect(self.actions_of.empty_trash)
        self.log.start_wanted.connect(self.create_new)
        table = self.log.table
        table.opened.connect(self._on_opened)
        table.delete_pressed.connect(self.heading.delete)
        self.heading.delete_button.clicked.connect(self._on_deleted)
        table.selection_changed.connect(self.heading.show_selection)
        table.file_dropped.connect(self._on_file_dropped)
        table.table_dropped.connect(self.tables.take_mime)
        table.pasted.connect(self._on_pasted)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(
            lambda place: self.heading.show_menu(table.viewport().mapToGlobal(place))
        )
        self.panel.class_chosen.connect(self._on_class_chosen)
        self.panel.classes_wanted.connect(lambda: self.navigate.emit("school", "classes"))

    def _lay_out(self) -> None:
        self.body.addWidget(self.heading)
        self.body.addWidget(self.quick)
        row = QHBoxLayout()
        row.setSpacing(2 * GAP)
        row.addWidget(self.log, 1)
        row.addWidget(self.panel)
        self.body.addLayout(row, 1)

    def _arrange(self) -> None:
        """Show coverage beside the log, or in place of the log and the entry, or not at all."""
        shown = self.heading.coverage_button.isChecked()
        self.panel.setMinimumWidth(by_font(PANEL_WIDTH) if self._wide else 0)
        self.panel.setMaximumWidth(by_font(PANEL_WIDTH) if self._wide else UNLIMITED)
        self.panel.setVisible(shown)
        self.log.setVisible(self._wide or not shown)
        self.quick.setVisible(self._wide or not shown)

    def _selected(self) -> tuple[int, ...]:
        return self.log.table.selected_ids()

    def _row(self, entry_id: int) -> OutreachRow | None:
        return next(iter(self.attempt(lambda: self.services.outreach.rows((entry_id,))) or ()), None)

    def _show_log(self) -> None:
        if not self._wide:
            self.heading.coverage_button.setChecked(False)

    def _read(self) -> None:
        classes = self.services.school.classes()
        self.quick.set_classes(classes)
        self.quick.follow_day(self.services.outreach.today())
        self.log.filter.set_classes(classes)
        if (kept := self._keeper.take()) is not None:
            self.quick.retype(kept.values, kept.saved_at)
        self._show_chosen()

    def _show_chosen(self) -> None:
        """Show what the filter and the order want now, or begin to read the log for it."""
        self.heading.show_place(trash=self.log.in_trash())
        if self.services.outreach.prompt():
            self._show_log_of()
        else:
            self._prepare()
        self.heading.show_selection()

    def _show_log_of(self) -> None:
        """Show the log, its sums and coverage as the filter wants them."""
        outreach, wanted = self.services.outreach, self.log.wanted()
        by, descending = self.log.model.order()
        asked = (outreach.version(), wanted, by, descending)
        if asked == self._shown:
            return
        self._looks += 1
        asked_as = self._looks
        look, coverage = aside(lambda: outreach.look_and_coverage(wanted, by, descending=descending))
        if asked_as != self._looks:  # something newer was asked and shown meanwhile
            return
        if wanted.deleted and not look.in_trash:  # the last one was taken out: back to the log
            self.log.show_trash_size(0)
            self.heading.show_place(trash=False)
            wanted = self.log.wanted()
            look = outreach.look(wanted, by, descending=descending)
        self.log.show_trash_size(look.in_trash)
        self.log.show_log(look)
        self.panel.show_coverage(coverage, wanted)
        self._shown = (asked[0], wanted, by, descending)

    def _prepare(self) -> None:
        """Show the newest events at once and the whole log as soon as it is read; a table shown stays."""
        outreach = self.services.outreach
        if not self.log.model.rowCount():
            self.log.show_first(outreach.newest(FIRST))
        if self._preparing is None or not self._preparing.is_running():
            self._preparing = self.run(outreach.prepare, lambda _none: self.refresh())

    def _on_opened(self, row: OutreachRow) -> None:
        if self.log.in_trash():
            self.heading.edit()
        else:
            self.actions_of.edit(row)

    def _on_file_dropped(self, row: OutreachRow, mime: QMimeData) -> None:
        if not self.log.in_trash():
            self.actions_of.take(row, mime)

    def _on_pasted(self) -> None:
        """Take cells of a spreadsheet in; a picture proves the selected event."""
        if is_pasted_table(clipboard()):
            self.tables.paste()
        else:
            self.heading.paste()

    def _on_quick_submitted(self) -> None:
        try:
            draft = self.quick.draft()
            row = aside(lambda: self.services.outreach.save(draft))
        except ValidationError as error:
            self.quick.refuse(error.errors)
            return
        except AppError as error:
            self.failed.emit(error)
            return
        self.quick.next()
        self.log.trash_button.setChecked(False)
        self.refresh()
        if self.log.table.select_id(row.id):
            words = self.tr("Записано: {0}")
        else:
            words = self.tr("Записано, но поиск или фильтр это не показывает: {0}")
        self.message.emit(words.format(row.topic))
        self.record_changed.emit()

    def _on_deleted(self) -> None:
        """Go back to the log: the button that was pressed may be pressed no more."""
        self.log.table.setFocus()

    def _on_filter_changed(self) -> None:
        self.attempt(self._show_chosen)
        self.log.table.scrollToTop()

    def _on_class_chosen(self, class_id: int) -> None:
        self._show_log()
        self.log.filter.of_class.set_value(class_id)

    def _on_done(self, sentence: str) -> None:
        self.refresh()
        self.message.emit(sentence)
        self.record_changed.emit()
