"""The register's screen: outgoing, incoming, reserved numbers, remarks, the state of the chain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from desktop_app.russian.dates import short_date
from desktop_app.russian.fold import fold
from desktop_app.services.letters.control import control_code
from desktop_app.services.letters.remarks import RegisterRemark
from desktop_app.services.letters.reservations import ReservationRow, ReservationState
from desktop_app.services.letters.types import ChainState, IncomingRow, LetterState, RegisterRow
from desktop_app.ui.kit.aside import aside
from desktop_app.ui.kit.badge import Badge
from desktop_app.ui.kit.empty import EmptyState
from desktop_app.ui.kit.heading import PageHeading
from desktop_app.ui.kit.labels import quiet, text_label
from desktop_app.ui.kit.page import Page
from desktop_app.ui.kit.row_menu import RowMenu
from desktop_app.ui.kit.slices import Steps
from desktop_app.ui.kit.table import TableModel, TableView
from desktop_app.ui.kit.widths import Widths
from desktop_app.ui.letters.words import kind_names
from desktop_app.ui.register.actions import RegisterActions
from desktop_app.ui.register.code_dialog import CodeDialog
from desktop_app.ui.register.filter_bar import RegisterFilterBar, Wanted
from desktop_app.ui.register.table_models import (
    MARK,
    IncomingTableModel,
    OutgoingTableModel,
    ReservationTableModel,
)
from desktop_app.ui.register.words import remark_names, series_names
from desktop_app.ui.theme.colours import Tone

if TYPE_CHECKING:
    from desktop_app.services.container import Services

SHOWN = 3
"""So many remarks are said above the table; the others are in the rows and in the tool tip."""
_EMPTY, _TABLE, _NOTHING = range(3)
_ANNULLABLE = {LetterState.REGISTERED, LetterState.SENT, LetterState.ACKNOWLEDGED}


class RegisterPage(Page):
    """What was sent, what came, which numbers are kept, and whether the register is whole."""

    def __init__(self, services: Services, parent: QWidget | None = None, *, by_parts: bool = False) -> None:
        super().__init__(services, parent)
        self._papers: tuple[RegisterRow, ...] = ()
        self._letters: tuple[IncomingRow, ...] = ()
        self._kept: tuple[ReservationRow, ...] = ()
        self._remarks: tuple[RegisterRemark, ...] = ()
        self._words: dict[int, str] = {}
        """By entry: what a paper is searched by, folded when it is first searched."""
        self.actions_of = RegisterActions(services, self)
        self.actions_of.done.connect(self._on_done)
        self.build(self._parts(), by_parts=by_parts)

    def _parts(self) -> Steps:
        self._build_heading()
        self._build_state()
        yield
        self.filter = RegisterFilterBar(self)
        self.filter.changed.connect(self._show_rows)
        self.filter.left.connect(lambda: self._table().setFocus())
        self.body.addWidget(self.filter)
        yield
        self.tabs = QTabWidget(self)
        yield from self._build_tables()
        yield
        self.tabs.addTab(_padded(self.outgoing_stack, self.details), self.tr("Исходящие и приказы"))
        yield
        self.tabs.addTab(_padded(self.incoming_stack), self.tr("Входящие"))
        self.tabs.addTab(_padded(self.reserved_stack), self.tr("Резерв номеров"))
        self.tabs.currentChanged.connect(lambda _index: self._show_rows())
        yield
        self.body.addWidget(self.tabs, 1)

    def refresh(self) -> None:
        """Read the registers again; what is chosen and selected stays."""
        register, numbering = self.services.register, self.services.numbering
        self._papers, self._letters, self._kept, self._remarks, chain = aside(
            lambda: (
                register.outgoing(), register.incoming(), numbering.reservations(), register.remarks(),
                register.chain(),
            )
        )  # fmt: skip
        self._words.clear()
        marks: dict[int, str] = {}
        for remark in self._remarks:
            for letter_id in remark.letter_ids:
                marks.setdefault(letter_id, remark_names()[remark.kind])
        self.outgoing.set_register(self._papers, marks)
        self.outgoing_table.setColumnHidden(MARK, not marks)
        self.outgoing_table.fit_columns()
        years = {row.date.year for row in self._papers} | {row.dated.year for row in self._letters}
        self.filter.set_years(years | {row.year for row in self._kept})
        self._show_chain(chain)
        self._show_remarks()
        held = sum(row.state is ReservationState.HELD for row in self._kept)
        title = self.tr("Резерв номеров ({0})").format(held) if held else self.tr("Резерв номеров")
        self.tabs.setTabText(2, title)
        self._show_rows()

    def create_new(self) -> None:
        """Reserve a number (Ctrl+N)."""
        self.attempt(self.actions_of.reserve)

    def is_filtered(self) -> bool:
        """Return whether the registers are searched or narrowed."""
        return self.filter.is_active()

    def focus_search(self) -> None:
        """Put the cursor into the search field (Ctrl+F)."""
        self.filter.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.search.selectAll()

    def show_field(self, field: str) -> None:
        """Go to the papers («number», «paper:3»), the incoming letters or the reserve («reserved»)."""
        what, _, number = field.partition(":")
        places = {"number": 0, "paper": 0, "incoming": 1, "reserved": 2}
        if what not in places:
            return
        self.tabs.setCurrentIndex(places[what])
        if number:
            self.outgoing_table.select_where(lambda row: str(row.letter_id) == number)
        self._table().setFocus(Qt.FocusReason.OtherFocusReason)

    def _build_heading(self) -> None:
        self.void_button = QPushButton(self.tr("Аннулировать…"), self)
        self.release_button = QPushButton(self.tr("Освободить…"), self)
        self.reserve_button = QPushButton(self.tr("Зарезервировать номер…"), self)
        self.void_button.clicked.connect(self._on_void)
        self.release_button.clicked.connect(self._on_release)
        self.reserve_button.clicked.connect(self.create_new)
        buttons = (self.void_button, self.release_button, self.reserve_button)
        self.body.addWidget(PageHeading(self.tr("Журнал"), *buttons, parent=self))

    def _build_state(self) -> None:
        self.chain_badge = Badge(parent=self)
        self.chain_text = text_label("", parent=self)
        line = QHBoxLayout()
        line.addWidget(self.chain_badge, 0, Qt.AlignmentFlag.AlignVCenter)
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

    def _build_tables(self) -> Steps:
        self.outgoing, self.incoming = OutgoingTableModel(), IncomingTableModel()
        self.reserved = ReservationTableModel()
        self.outgoing_table = self._view(self.outgoing, "outgoing", self.tr("Исходящие бумаги и приказы"))
        self.incoming_table = self._view(self.incoming, "incoming", self.tr("Входящие письма"))
        self.reserved_table = self._view(self.reserved, "reserved", self.tr("Зарезервированные номера"))
        yield
        self.outgoing_table.opened.connect(
            lambda row: self.navigate.emit("letters", f"paper:{row.letter_id}")
        )
        self.incoming_table.opened.connect(lambda _row: self.navigate.emit("overview", "directive"))
        self.reserved_table.opened.connect(self._on_reservation_opened)
        self.details = text_label("", role="muted", parent=self)
        self.details.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.outgoing_stack = self._stack(
            self.outgoing_table,
            self.tr("Журнал пуст"),
            self.tr("Сюда попадает каждая зарегистрированная бумага: номер, дата, кому, листов, отправка."),
            self.tr("Перейти к письмам"),
            lambda: self.navigate.emit("letters", ""),
        )
        yield
        self.incoming_stack = self._stack(
            self.incoming_table,
            self.tr("Входящих писем нет"),
            self.tr("Письмо, на которое отвечает школа, добавляется на экране «Обзор»."),
            self.tr("Перейти к обзору"),
            lambda: self.navigate.emit("overview", ""),
        )
        yield
        self.reserved_stack = self._stack(
            self.reserved_table,
            self.tr("В резерве ничего нет"),
            self.tr("Номер можно оставить для бумаги, которая ещё не готова: другие его не займут."),
            self.tr("Зарезервировать номер"),
            self.create_new,
        )

    def _view(self, model: TableModel[Any], key: str, name: str) -> TableView:
        table = TableView(model, self.tabs)
        table.setAccessibleName(name)
        table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        table.selection_changed.connect(self._on_selected)
        RowMenu(table, self.void_button, self.release_button)
        Widths(table, key)
        return table

    def _stack(
        self, table: TableView, title: str, text: str, button: str, start: Callable[[], None]
    ) -> QStackedWidget:
        empty = EmptyState(title, text, button, self)
        empty.started.connect(start)
        nothing = EmptyState(
            self.tr("Ничего не найдено"),
            self.tr("Под выбранные слова, год и вид ничего не подходит."),
            self.tr("Показать всё"),
            self,
        )
        nothing.started.connect(self.filter.reset)
        stack = QStackedWidget(self.tabs)
        for widget in (empty, table, nothing):
            stack.addWidget(widget)
        return stack

    def _table(self) -> TableView:
        return (self.outgoing_table, self.incoming_table, self.reserved_table)[self.tabs.currentIndex()]

    def _show_rows(self) -> None:
        """Choose among what was read; nothing is read again."""
        self.filter.allow(papers=self.tabs.currentIndex() == 0, remarks=bool(self._remarks))
        wanted = self.filter.wanted()
        if wanted.text:
            self._fold()
        papers = [row for row in self._papers if self._is_wanted(row, wanted)]
        letters = [row for row in self._letters if _is_incoming_wanted(row, wanted)]
        kept = [row for row in reversed(self._kept) if _is_reservation_wanted(row, wanted)]
        _fill(self.outgoing_stack, self.outgoing_table, self.outgoing, papers, any_=bool(self._papers))
        _fill(self.incoming_stack, self.incoming_table, self.incoming, letters, any_=bool(self._letters))
        _fill(self.reserved_stack, self.reserved_table, self.reserved, kept, any_=bool(self._kept))
        self._on_selected()

    def _is_wanted(self, row: RegisterRow, wanted: Wanted) -> bool:
        if wanted.year not in {None, row.date.year} or wanted.kind not in {None, row.kind}:
            return False
        if wanted.marked and not any(row.letter_id in remark.letter_ids for remark in self._remarks):
            return False
        return not wanted.text or wanted.finds_folded(self._words[row.seq])

    def _fold(self) -> None:
        """Make what the papers are searched by, if that is not done yet."""
        if self._words:
            return
        kinds = kind_names()
        for row in self._papers:
            texts = (
                row.number, short_date(row.date), kinds.get(row.kind, ""), row.addressee, row.subject,
                row.sent, row.note,
            )  # fmt: skip
            self._words[row.seq] = fold(" ".join(texts))

    def _on_selected(self) -> None:
        row: RegisterRow | None = _only(self.outgoing_table)
        lines: list[str] = []
        if row is not None:
            lines = [
                *(remark.message for remark in self._remarks if row.letter_id in remark.letter_ids),
                *(row.addressee, row.subject, row.sent, row.note),
                self.tr("SHA-256: {0}").format(row.sha256),
            ]
        self.details.setText("\n".join(line for line in lines if line))
        self.details.setVisible(row is not None)
        kept: ReservationRow | None = _only(self.reserved_table)
        tab = self.tabs.currentIndex() if hasattr(self, "tabs") else 0
        self.void_button.setVisible(tab == 0)
        self.void_button.setEnabled(row is not None and row.state in _ANNULLABLE)
        self.release_button.setVisible(tab == 2)  # noqa: PLR2004 - the third tab
        self.release_button.setEnabled(kept is not None and kept.state is ReservationState.HELD)

    def _on_code(self) -> None:
        dialog = CodeDialog(self.services.register.find_code, self)
        dialog.keep_as(self.services.form_drafts, "code")
        dialog.open()

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

    def _show_remarks(self) -> None:
        messages = [remark.message for remark in self._remarks]
        shown = messages[:SHOWN]
        if len(messages) > SHOWN:
            shown.append(self.tr("И ещё замечаний: {0}.").format(len(messages) - SHOWN))
        self.remarks.setText("\n".join(shown))
        self.remarks.setToolTip("\n".join(messages) if len(messages) > SHOWN else "")
        self.remarks.setVisible(bool(messages))

    def _on_void(self) -> None:
        row: RegisterRow | None = _only(self.outgoing_table)
        if row is not None:
            self.attempt(lambda: self.actions_of.void(row))

    def _on_release(self) -> None:
        row: ReservationRow | None = _only(self.reserved_table)
        if row is not None:
            self.attempt(lambda: self.actions_of.release(row))

    def _on_reservation_opened(self, row: ReservationRow) -> None:
        """Open the paper under the number, or give a number nobody has taken free."""
        if row.letter_id is not None:
            self.navigate.emit("letters", f"paper:{row.letter_id}")
        elif row.state is ReservationState.HELD:
            self._on_release()

    def _on_done(self, sentence: str) -> None:
        self.refresh()
        self.message.emit(sentence)
        self.record_changed.emit()


def _fill(
    stack: QStackedWidget, table: TableView, model: TableModel[Any], rows: Sequence[Any], *, any_: bool
) -> None:
    """Show rows, or what stands in their place; the selected one stays selected while it is there."""
    before = _only(table)
    model.set_rows(rows)
    if before is not None:
        table.select_where(lambda row: _key(row) == _key(before))
    stack.setCurrentIndex(_TABLE if rows else _NOTHING if any_ else _EMPTY)


def _key(row: Any) -> Any:
    return row.letter_id if isinstance(row, RegisterRow) else getattr(row, "id", None) or row


def _only(table: TableView) -> Any:
    chosen = table.selected_rows()
    return chosen[0] if len(chosen) == 1 else None


def _is_incoming_wanted(row: IncomingRow, wanted: Wanted) -> bool:
    day = short_date(row.dated)
    return wanted.year in {None, row.dated.year} and wanted.finds(
        row.number, row.incoming_number, day, row.sender, row.subject
    )


def _is_reservation_wanted(row: ReservationRow, wanted: Wanted) -> bool:
    return wanted.year in {None, row.year} and wanted.finds(
        row.number, series_names()[row.series], row.note, row.reason
    )


def _padded(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 8, 0, 0)
    for widget in widgets:
        column.addWidget(widget)
    return holder
