"""The register's screen: outgoing, incoming, remarks, the state of the chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from desktop_app.services.letters.control import control_code
from desktop_app.services.letters.types import ChainState, RegisterRow
from desktop_app.ui.kit.badge import Badge
from desktop_app.ui.kit.empty import EmptyState
from desktop_app.ui.kit.heading import PageHeading
from desktop_app.ui.kit.labels import quiet, text_label
from desktop_app.ui.kit.page import Page
from desktop_app.ui.kit.table import TableView
from desktop_app.ui.register.code_dialog import CodeDialog
from desktop_app.ui.register.table_models import IncomingTableModel, OutgoingTableModel
from desktop_app.ui.theme.colours import Tone

if TYPE_CHECKING:
    from desktop_app.services.container import Services


class RegisterPage(Page):
    """What was sent, what came, and whether the register is whole."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.body.addWidget(PageHeading(self.tr("Журнал"), parent=self))
        self.chain_badge = Badge(parent=self)
        self.chain_text = text_label("", parent=self)
        line = QHBoxLayout()
        line.addWidget(self.chain_badge)
        line.addWidget(self.chain_text, 1)
        self.code_button = quiet(self.tr("Проверить код с бумаги…"), self)
        self.code_button.setToolTip(
            self.tr("Код внизу листа показывает, что журнал до этой бумаги с тех пор не меняли")
        )
        self.code_button.clicked.connect(self._on_code)
        line.addWidget(self.code_button)
        self.body.addLayout(line)
        self.remarks = text_label("", role="problem", parent=self)
        self.body.addWidget(self.remarks)
        self.outgoing = OutgoingTableModel()
        self.incoming = IncomingTableModel()
        self.outgoing_table = TableView(self.outgoing, self)
        self.incoming_table = TableView(self.incoming, self)
        self.outgoing_table.opened.connect(
            lambda row: self.navigate.emit("letters", f"paper:{row.letter_id}")
        )
        self.incoming_table.opened.connect(lambda _row: self.navigate.emit("overview", "directive"))
        self.outgoing_table.selection_changed.connect(self._on_selected)
        self.details = text_label("", role="muted", parent=self)
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.tabs = QTabWidget(self)
        self.tabs.addTab(self._outgoing_tab(), self.tr("Исходящие"))
        self.tabs.addTab(self._incoming_tab(), self.tr("Входящие"))
        self.body.addWidget(self.tabs, 1)

    def refresh(self) -> None:
        """Read both registers again."""
        rows = self.services.register.outgoing()
        self.outgoing.set_rows(rows)
        self.outgoing_stack.setCurrentIndex(1 if rows else 0)
        incoming = self.services.register.incoming()
        self.incoming.set_rows(incoming)
        self.incoming_stack.setCurrentIndex(1 if incoming else 0)
        self._show_chain(self.services.register.chain())
        remarks = self.services.register.remarks()
        self.remarks.setText("\n".join(remarks))
        self.remarks.setVisible(bool(remarks))

    def _outgoing_tab(self) -> QWidget:
        self.outgoing_table.setAccessibleName(self.tr("Исходящие бумаги"))
        empty = EmptyState(
            self.tr("Журнал пуст"),
            self.tr("Сюда попадает каждая зарегистрированная бумага: номер, дата, кому, листов, отправка."),
            self.tr("Перейти к письмам"),
            self,
        )
        empty.started.connect(lambda: self.navigate.emit("letters", ""))
        self.outgoing_stack = _stack(empty, self.outgoing_table)
        return _padded(self.outgoing_stack, self.details)

    def _incoming_tab(self) -> QWidget:
        self.incoming_table.setAccessibleName(self.tr("Входящие письма"))
        empty = EmptyState(
            self.tr("Входящих писем нет"),
            self.tr("Письмо, на которое отвечает школа, добавляется на экране «Обзор»."),
            self.tr("Перейти к обзору"),
            self,
        )
        empty.started.connect(lambda: self.navigate.emit("overview", ""))
        self.incoming_stack = _stack(empty, self.incoming_table)
        return _padded(self.incoming_stack)

    def _on_selected(self) -> None:
        chosen = self.outgoing_table.selected_rows()
        row: RegisterRow | None = chosen[0] if len(chosen) == 1 else None
        lines = (
            ()
            if row is None
            else (row.addressee, row.subject, row.sent, row.note, self.tr("SHA-256: {0}").format(row.sha256))
        )
        self.details.setText("\n".join(line for line in lines if line))
        self.details.setVisible(row is not None)

    def _on_code(self) -> None:
        CodeDialog(self.services.register.find_code, self).open()

    def _show_chain(self, chain: ChainState) -> None:
        if chain.problems:
            self.chain_badge.show_state(self.tr("Журнал изменён"), Tone.BAD)
            self.chain_text.setText("\n".join(chain.problems))
        elif chain.rows:
            self.chain_badge.show_state(self.tr("Журнал цел"), Tone.GOOD)
            self.chain_text.setText(
                self.tr("Записей: {0}. Контрольный код последней: {1}").format(
                    chain.rows, control_code(chain.last_hash)
                )
            )
        else:
            self.chain_badge.show_state(self.tr("Записей нет"), Tone.QUIET)
            self.chain_text.setText("")


def _stack(empty: EmptyState, table: TableView) -> QStackedWidget:
    stack = QStackedWidget()
    stack.addWidget(empty)
    stack.addWidget(table)
    return stack


def _padded(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 8, 0, 0)
    for widget in widgets:
        column.addWidget(widget)
    return holder
