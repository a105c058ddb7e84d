"""What is wrong with the rows of a table, and what is worth knowing of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QRect, Qt
from PySide6.QtWidgets import QWidget

from desktop_app.services.exchange.types import ImportPlan, RowRemark
from desktop_app.ui.kit.table import ROW_HEIGHT, Column, Index, TableModel, TableView
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.style import GAP

MOST = 1_000
"""More lines than this nobody reads; the count above tells how many there are."""
_HIGH = 10_000
MEASURED = 200
"""With more lines than these all are of one height: measuring takes time."""


@dataclass(frozen=True, slots=True)
class Line:
    """A remark, or an error when ``wrong``."""

    remark: RowRemark
    wrong: bool


class RemarksModel(TableModel[Line]):
    """Errors first, then repeats with other numbers, then the rest, each in the order of the rows."""

    def __init__(self) -> None:
        super().__init__(
            (
                Column(_tr("Строка"), _row, key=lambda line: line.remark.row, tone=_tone, width=72),
                Column(_tr("Столбец"), lambda line: line.remark.column, width=128, least=84),
                Column(_tr("Значение"), lambda line: " ".join(line.remark.value.split()), width=88, least=84),
                Column(_tr("Что не так"), lambda line: line.remark.reason, stretch=True, least=220),
            )
        )

    def show_plan(self, plan: ImportPlan) -> None:
        """Show a plan's errors and remarks."""
        lines = [Line(remark, wrong=True) for remark in plan.errors]
        lines += [Line(remark, wrong=False) for remark in sorted(plan.remarks, key=_place)]
        self.set_rows(lines[:MOST])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a table shows, and the whole text of a cell as its tip."""
        if role == Qt.ItemDataRole.ToolTipRole:
            return super().data(index, Qt.ItemDataRole.DisplayRole)
        return super().data(index, role)


class RemarksView(TableView):
    """A line as high as its reason is long: nobody mends what is cut off in the middle."""

    def __init__(self, model: RemarksModel, parent: QWidget | None = None) -> None:
        super().__init__(model, parent)
        self.setWordWrap(True)
        self.verticalHeader().setMinimumSectionSize(ROW_HEIGHT)
        model.modelReset.connect(self._fit)
        model.layoutChanged.connect(self._fit)
        self.horizontalHeader().sectionResized.connect(self._fit)

    def _fit(self) -> None:
        """Measure the lines ourselves: Qt forgets the padding of a cell and cuts the last word."""
        model, metrics = self.model(), self.fontMetrics()
        if model.rowCount() > MEASURED:
            return
        flags = int(Qt.TextFlag.TextWordWrap)
        rooms = [
            QRect(0, 0, self.columnWidth(column) - 3 * GAP, _HIGH) for column in range(model.columnCount())
        ]
        for line in range(model.rowCount()):
            texts = (str(model.index(line, column).data() or "") for column in range(len(rooms)))
            needed = (
                metrics.boundingRect(room, flags, text).height()
                for room, text in zip(rooms, texts, strict=True)
            )
            self.setRowHeight(line, max(ROW_HEIGHT, max(needed) + 2 * GAP))


def _place(remark: RowRemark) -> bool:
    return not remark.differs  # a thousand plain repeats must not push out the one to look at


def _row(line: Line) -> str:
    return str(line.remark.row)


def _tone(line: Line) -> Tone:
    return Tone.BAD if line.wrong else Tone.BUSY


def _tr(text: str) -> str:
    return QCoreApplication.translate("RemarksModel", text)
