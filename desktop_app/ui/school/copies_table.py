"""The list of copies: from every place that answers, each checked on demand, the chosen one put back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.services.errors import AppError
from desktop_app.ui.kit.labels import text_label
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.kit.row_menu import RowMenu
from desktop_app.ui.kit.table import RIGHT, Column, TableModel, TableView
from desktop_app.ui.kit.widths import Widths
from desktop_app.ui.school.copies_cards import megabytes, moment
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.style import GAP

if TYPE_CHECKING:
    from desktop_app.services.copies.service import CopyRow, Place

LOWEST = 180
"""Height of the table in a low window, px; the page scrolls then."""


@dataclass(frozen=True)
class CopyLine:
    """One copy as it is shown: where it is, and what a whole check said of it."""

    row: CopyRow
    place: str
    verdict: tuple[str, ...] | None
    """Problems found by reading all of it; None: not read yet."""

    @property
    def problems(self) -> tuple[str, ...]:
        """What is known against the copy by now."""
        return self.row.problems if self.verdict is None else self.verdict


class CopiesTable(QWidget):
    """The table and its buttons."""

    failed = Signal(object)
    told = Signal(str)
    wanted_back = Signal(object)
    """The path of a copy."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._verdicts: dict[tuple[Path, int], tuple[str, ...]] = {}
        self._rows: tuple[CopyRow, ...] = ()
        self._names: dict[Path, str] = {}
        self._queue: list[CopyRow] = []
        self._total = 0
        self.model: TableModel[CopyLine] = TableModel(self._columns(), self)
        self.table = TableView(self.model, self)
        self.table.setAccessibleName(self.tr("Копии файла"))
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.table.setMinimumHeight(LOWEST)
        self.table.selection_changed.connect(self._on_selected)
        self.check_button = QPushButton(self.tr("Проверить все"), self)
        self.check_button.setToolTip(self.tr("Прочитать каждую копию целиком: базу, журнал, вложения"))
        self.check_button.clicked.connect(self.check_all)
        self.stop_button = QPushButton(self.tr("Остановить"), self)
        self.stop_button.clicked.connect(self.stop)
        self.stop_button.hide()
        self.back_button = QPushButton(self.tr("Вернуть эту копию…"), self)
        self.back_button.setToolTip(self.tr("Файл станет таким, каким был тогда; нынешний будет отложен"))
        self.back_button.clicked.connect(self._on_back)
        RowMenu(self.table, self.back_button, self.check_button)
        Widths(self.table, "copies")
        self.state = text_label("", role="muted", parent=self)
        foot = QHBoxLayout()
        for widget in (self.check_button, self.stop_button, self.back_button):
            foot.addWidget(widget)
        foot.addWidget(self.state, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.table, 1)
        column.addLayout(foot)
        self._on_selected()

    def show_rows(self, places: Sequence[Place], rows: Sequence[CopyRow]) -> None:
        """Show the copies of every place; what a check has found about them is kept."""
        names = {
            "main": self.tr("основная папка"),
            "local": self.tr("на этом компьютере"),
            "second": self.tr("вторая папка"),
        }
        self._names = {place.folder: names[place.kind.value] for place in reversed(places)}
        self._rows = tuple(rows)
        self._show()

    def check_all(self) -> None:
        """Read every copy from end to end, one after another, behind the window."""
        self._queue = list(self._rows)
        self._total = len(self._queue)
        self._verdicts.clear()
        self.check_button.hide()
        self.stop_button.show()
        self._next()

    def stop(self) -> None:
        """Check no more copies after the one under way."""
        self._queue.clear()

    def _next(self) -> None:
        if not self._queue:
            self._end()
            return
        row = self._queue.pop(0)
        self.state.setText(
            self.tr("Проверяю {0} из {1}…").format(self._total - len(self._queue), self._total)
        )
        Operation(
            self,
            lambda: _verify(row.path),
            lambda verdict: self._on_checked(row, verdict),
            self._on_failed,
        ).start()

    def _on_checked(self, row: CopyRow, verdict: tuple[str, ...]) -> None:
        self._verdicts[row.path, row.size] = verdict
        self._show()
        self._next()

    def _on_failed(self, error: AppError) -> None:
        self._queue.clear()
        self._end()
        self.failed.emit(error)

    def _end(self) -> None:
        self.stop_button.hide()
        self.check_button.show()
        bad = sum(bool(verdict) for verdict in self._verdicts.values())
        read = len(self._verdicts)
        self.state.setText(
            self.tr("Проверено {0} из {1}: повреждено {2}").format(read, self._total, bad)
            if bad or read < self._total
            else self.tr("Проверено {0}: все целы").format(read)
        )

    def _show(self) -> None:
        chosen = self.table.selected_rows()
        lines = [
            CopyLine(
                row,
                self._names.get(row.path.parent, str(row.path.parent)),
                self._verdicts.get((row.path, row.size)),
            )
            for row in self._rows
        ]
        self.model.set_rows(lines)
        self.check_button.setEnabled(bool(lines))
        if chosen:
            self.table.select_where(lambda line: line.row.path == chosen[0].row.path)

    def _on_selected(self) -> None:
        chosen = self.table.selected_rows()
        self.back_button.setEnabled(bool(chosen))
        if chosen and chosen[0].problems:
            self.state.setText(chosen[0].problems[0])
        elif self.stop_button.isHidden() and not self._verdicts:
            self.state.clear()

    def _on_back(self) -> None:
        for line in self.table.selected_rows():
            self.wanted_back.emit(line.row.path)

    def _columns(self) -> tuple[Column[CopyLine], ...]:
        return (
            Column(
                self.tr("Когда"),
                lambda line: moment(line.row.made_at),
                key=lambda line: line.row.sequence,
                width=150,
            ),
            Column(
                self.tr("№"),
                lambda line: str(line.row.sequence),
                key=lambda line: line.row.sequence,
                align=RIGHT,
                width=60,
            ),
            Column(self.tr("Где"), lambda line: line.place, width=170),
            Column(self.tr("Хранится"), self._tier, width=140),
            Column(
                self.tr("Размер"),
                lambda line: megabytes(line.row.size),
                key=lambda line: line.row.size,
                align=RIGHT,
                width=90,
            ),
            Column(self.tr("Состояние"), self._verdict, tone=self._tone, stretch=True),
        )

    def _tier(self, line: CopyLine) -> str:
        names = {
            "daily": self.tr("за день"),
            "weekly": self.tr("за неделю"),
            "monthly": self.tr("за месяц"),
            "recent": self.tr("из последних"),
            "spare": self.tr("лишняя"),
        }
        return self.tr("под вопросом") if line.row.problems else names[line.row.tier.value]

    def _verdict(self, line: CopyLine) -> str:
        if line.problems:
            return self.tr("повреждена") if line.verdict else self.tr("под вопросом")
        return self.tr("проверена при создании") if line.verdict is None else self.tr("цела")

    @staticmethod
    def _tone(line: CopyLine) -> Tone | None:
        if line.problems:
            return Tone.BAD
        return None if line.verdict is None else Tone.GOOD


def _verify(path: Path) -> tuple[str, ...]:
    from desktop_app.services.copies.service import verify_copy  # noqa: PLC0415 - brings SQLAlchemy

    return verify_copy(path)
