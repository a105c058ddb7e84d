"""The log: filter, table or what stands in its place, and the sums of what is shown."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.services.outreach.types import LogLook, OutreachFilter
from desktop_app.ui.kit.empty import EmptyState
from desktop_app.ui.kit.labels import quiet, text_label
from desktop_app.ui.parents.filter_bar import FilterBar
from desktop_app.ui.parents.log_model import LogModel
from desktop_app.ui.parents.log_view import LogView
from desktop_app.ui.parents.words import totals_line
from desktop_app.ui.theme.style import GAP

LEAST_HEIGHT = 148
"""The heads and three events, px."""


class LogPane(QWidget):
    """What was held, as far as the filter lets through."""

    start_wanted = Signal()
    """The button of the empty log was pressed."""
    trash_toggled = Signal()
    """The log gave way to the trash, or came back."""
    emptying_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filter = FilterBar(self)
        self.filter.left.connect(self._on_search_left)
        self.model = LogModel()
        self.table = LogView(self.model, self)
        self.empty = EmptyState(
            self.tr("Мероприятий ещё нет"),
            self.tr(
                "Собрания, классные часы, сообщения в чатах: когда, о чём и скольким родителям рассказали. "
                "Имён родителей программа не хранит, только числа."
            ),
            self.tr("Записать первое"),
            self,
        )
        self.empty.started.connect(self.start_wanted)
        self.nothing_found = EmptyState(
            self.tr("Ничего не нашлось"),
            self.tr("Измените слова, форму, класс или период."),
            self.tr("Показать всё"),
            self,
        )
        self.nothing_found.started.connect(self.filter.reset)
        self.stack = QStackedWidget(self)
        self.stack.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.stack.setMinimumHeight(LEAST_HEIGHT)
        for widget in (self.table, self.empty, self.nothing_found):
            self.stack.addWidget(widget)
        self.totals = text_label("", role="muted", parent=self)
        self.totals.setAccessibleName(self.tr("Итого показано"))
        self.reset_button = quiet(self.tr("Показать всё"), self)
        self.reset_button.clicked.connect(self.filter.reset)
        self.trash_button = quiet("", self)
        self.trash_button.setCheckable(True)
        self.trash_button.toggled.connect(lambda _on: self.trash_toggled.emit())
        self.empty_button = quiet(self.tr("Очистить корзину…"), self)
        self.empty_button.clicked.connect(self.emptying_wanted)
        self._lay_out()

    def in_trash(self) -> bool:
        """Return whether the trash is shown in place of the log."""
        return self.trash_button.isChecked()

    def wanted(self) -> OutreachFilter:
        """Return what is to be shown."""
        return replace(self.filter.wanted(), deleted=self.in_trash())

    def show_trash_size(self, events: int) -> None:
        """Offer the trash while there is something in it; an empty one gives way to the log."""
        if not events and self.in_trash():
            blocked = self.trash_button.blockSignals(True)  # noqa: FBT003 - Qt's own
            self.trash_button.setChecked(False)
            self.trash_button.blockSignals(blocked)
        inside = self.in_trash()
        self.trash_button.setText(
            self.tr("Вернуться к журналу") if inside else self.tr("Корзина: {0}").format(events)
        )
        self.trash_button.setVisible(bool(events))
        self.empty_button.setVisible(inside)
        self.table.setAccessibleName(
            self.tr("Корзина мероприятий") if inside else self.tr("Журнал мероприятий")
        )

    def show_first(self, ids: tuple[int, ...]) -> None:
        """Show the newest events while the rest is still being read."""
        self.table.show_ids(ids)
        self.stack.setCurrentWidget(self.table)
        self.totals.setText(self.tr("Журнал читается…"))

    def show_log(self, look: LogLook) -> None:
        """Show the events found with their sums."""
        active = self.filter.is_active()
        self.table.show_ids(look.ids)
        place = self.table if look.ids else self.nothing_found if look.everything else self.empty
        self.stack.setCurrentWidget(place)
        self.filter.setVisible(bool(look.everything) or active)
        self.totals.setText(totals_line(look.shown, look.everything) if look.everything else "")
        self.reset_button.setVisible(active and bool(look.ids))

    def select(self, entry_id: int) -> None:
        """Go to an event, past the filter if need be."""
        if self.in_trash():
            self.trash_button.setChecked(False)
        if not self.table.select_id(entry_id):
            self.filter.reset()
            self.table.select_id(entry_id)
        self.table.setFocus()

    def focus_search(self) -> None:
        """Put the cursor into the search field."""
        self.filter.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.search.selectAll()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.filter)
        column.addWidget(self.stack, 1)
        policy = self.reset_button.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.reset_button.setSizePolicy(policy)
        foot = QHBoxLayout()
        foot.addWidget(self.totals, 1)
        for button in (self.reset_button, self.empty_button, self.trash_button):
            foot.addWidget(button)
        column.addLayout(foot)

    def _on_search_left(self) -> None:
        if self.model.rowCount():
            self.table.setFocus()
            if not self.table.selected_ids():
                self.table.select_line(0)
