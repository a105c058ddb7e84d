"""The dialog that moves the classes to the next school year: a proposal to look through and correct."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.errors import AppError, FieldError, ValidationError
from desktop_app.services.school.calendar import year_name
from desktop_app.services.school.promotion import Promoted, Promotion
from desktop_app.ui.kit.aside import aside
from desktop_app.ui.kit.keeping import FormKeeper
from desktop_app.ui.kit.labels import retouch, text_label
from desktop_app.ui.kit.room import resize_within
from desktop_app.ui.kit.scale import by_font
from desktop_app.ui.kit.table import LEFT, RIGHT
from desktop_app.ui.kit.typing_cell import TypingCell
from desktop_app.ui.theme.colours import colours_of
from desktop_app.ui.theme.style import MARGIN

if TYPE_CHECKING:
    from desktop_app.services.form_drafts import FormDraftService
    from desktop_app.services.school.years import YearService

KEPT_AS: Final = "school:promotion"

WAS, LEAVES, NAME, PUPILS, PARENTS = range(5)
_FIELDS: Final = {"name": NAME, "pupils": PUPILS, "parents": PARENTS}
_NO_NUMBER: Final = -1
"""What is typed in place of a count; the rules refuse it."""


class PromotionDialog(QDialog):
    """A line a class; Space marks a graduate, F2 or typing changes a cell."""

    def __init__(
        self,
        promotion: Promotion,
        service: YearService,
        names: dict[int, str],
        parent: QWidget,
        *,
        drafts: FormDraftService | None = None,
    ) -> None:
        super().__init__(parent)
        self._service = service
        self._year = promotion.year
        self._keys: list[int | None] = []
        self._names = names
        self.setWindowTitle(self.tr("Перевести на следующий год"))
        resize_within(self, by_font(640), 520)
        self.table = self._make_table()
        self._cell_typed = TypingCell(self.table)
        self.table.setItemDelegate(self._cell_typed)
        self.notice = text_label("", role="muted", parent=self)
        self.notice.hide()
        self.add_button = QPushButton(self.tr("Добавить класс"), self)
        self.add_button.clicked.connect(self.add_new)
        self.problem = text_label("", parent=self)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.accept_button = box.addButton(self.tr("Перевести"), QDialogButtonBox.ButtonRole.AcceptRole)
        retouch(self.accept_button, "role", "primary")
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        self._lay_out(box, running=service.may_be_there(promotion))
        for one in promotion.classes:
            self._add(one)
        self.table.setCurrentCell(0, NAME)
        self.table.setFocus()
        self._proposed = self._written()
        if drafts is not None:
            self._keep(drafts)
        self.table.itemChanged.connect(lambda _item: self.check())
        self.check()

    def _lay_out(self, box: QDialogButtonBox, *, running: bool) -> None:
        told = self.tr(
            "Классы {0} учебного года перейдут в {1}. Прежние названия и числа сохранятся в прошлом году; "
            "перевод можно отменить."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        years = (year_name(self._year), year_name(self._year + 1))
        column.addWidget(text_label(told.format(*years), parent=self))
        if running:
            words = self.tr("{0} учебный год уже идёт: если это его классы, переводить их не нужно.")
            column.addWidget(text_label(words.format(years[1]), role="strong", parent=self))
        column.addWidget(self.notice)
        column.addWidget(self.table, 1)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.problem)
        column.addWidget(box)

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 5, self)
        table.setAccessibleName(self.tr("Классы следующего года"))
        heads = (
            self.tr("Сейчас"),
            self.tr("Выпуск"),
            self.tr("Станет"),
            self.tr("Учеников"),
            self.tr("Родителей"),
        )
        table.setHorizontalHeaderLabels(heads)
        for column in range(len(heads)):
            head = table.horizontalHeaderItem(column)
            if head is not None:
                head.setTextAlignment(RIGHT if column >= PUPILS else LEFT)
        header = table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        header.ensurePolished()  # the font of the headings comes with the style
        header.setMinimumSectionSize(max(map(header.sectionSizeHint, range(len(heads)))))
        table.verticalHeader().hide()
        table.setTabKeyNavigation(False)
        return table

    def promotion(self) -> Promotion:
        """Return the list as it stands; a new line left empty is no class."""
        rows = (self._row(line) for line in self._lines())
        return Promotion(year=self._year, classes=tuple(rows))

    def add_new(self) -> None:
        """Add a line for a class that comes, and type its name."""
        self._add(Promoted(name=""))
        line = self.table.rowCount() - 1
        self.table.setCurrentCell(line, NAME)
        self.table.editItem(self._cell(line, NAME))

    def check(self) -> None:
        """Name what is wrong under the table, and colour its cells."""
        try:
            errors = self._service.check(self.promotion().classes)
        except AppError as error:
            self.problem.setText(str(error))
            return
        self._show(errors)

    def accept(self) -> None:
        """Store the list; a refusal is said here and everything typed stays."""
        try:
            wanted = self.promotion()
            aside(lambda: self._service.promote(wanted))
        except ValidationError as error:
            self._show(error.errors)
            return
        except AppError as error:
            self.problem.setText(" ".join(filter(None, (str(error), error.hint))))
            return
        super().accept()

    def _keep(self, drafts: FormDraftService) -> None:
        """Bring back what a crash took of the list, and keep what is typed until the dialog closes."""
        keeper = FormKeeper(drafts, KEPT_AS, self._typed, self)
        kept = keeper.take()
        if kept is not None and kept.values["year"] == self._year:
            self._type_again(kept.values["lines"])
            words = self.tr("Восстановлено набранное {0}. Проверьте список и переведите или отмените.")
            self.notice.setText(words.format(f"{kept.saved_at.astimezone():%d.%m.%Y %H:%M}"))
            self.notice.show()
        self.table.itemChanged.connect(lambda _item: keeper.touch())
        self._cell_typed.typed.connect(keeper.touch)
        keeper.follow(self)

    def _typed(self) -> dict[str, Any] | None:
        """Return the list as written, the cell that is open too; None while it is what was proposed."""
        lines = self._written()
        return {"year": self._year, "lines": lines} if lines != self._proposed else None

    def _written(self) -> list[dict[str, Any]]:
        return [
            {
                "class": key,
                "leaves": self._cell(line, LEAVES).checkState() is Qt.CheckState.Checked,
                **{field: self._typed_at(line, column) for field, column in _FIELDS.items()},
            }
            for line, key in enumerate(self._keys)
        ]

    def _typed_at(self, line: int, column: int) -> str:
        text = self._cell_typed.text_at(line, column)
        return self._text(line, column) if text is None else text

    def _type_again(self, lines: list[dict[str, Any]]) -> None:
        """Type over the proposal what ``_written`` returned; a class that is gone meanwhile stays gone."""
        for kept in lines:
            key = kept["class"]
            if key is None:
                self._add(Promoted(name=""))
            elif key not in self._keys:
                continue
            line = self.table.rowCount() - 1 if key is None else self._keys.index(key)
            for field, column in _FIELDS.items():
                self._cell(line, column).setText(kept[field])
            if key is not None:
                ticked = Qt.CheckState.Checked if kept["leaves"] else Qt.CheckState.Unchecked
                self._cell(line, LEAVES).setCheckState(ticked)

    def _lines(self) -> list[int]:
        """Return the lines that are classes."""
        return [
            line for line, key in enumerate(self._keys) if key is not None or self._text(line, NAME).strip()
        ]

    def _row(self, line: int) -> Promoted:
        leaves = self._cell(line, LEAVES).checkState() is Qt.CheckState.Checked
        counts = {field: _number(self._text(line, _FIELDS[field])) for field in ("pupils", "parents")}
        return Promoted(class_id=self._keys[line], name=self._text(line, NAME), leaves=leaves, **counts)

    def _cell(self, line: int, column: int) -> QTableWidgetItem:
        item = self.table.item(line, column)
        assert item is not None  # noqa: S101 - every line is made whole
        return item

    def _text(self, line: int, column: int) -> str:
        return self._cell(line, column).text()

    def _add(self, one: Promoted) -> None:
        blocked = self.table.blockSignals(True)  # noqa: FBT003 - Qt's own
        line = self.table.rowCount()
        self.table.insertRow(line)
        self._keys.append(one.class_id)
        was = self._names.get(one.class_id, "") if one.class_id is not None else self.tr("новый")
        for column, text in enumerate((was, "", one.name, str(one.pupils), str(one.parents))):
            item = QTableWidgetItem(text)
            if column >= PUPILS:
                item.setTextAlignment(RIGHT)
            self.table.setItem(line, column, item)
        plain = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        self._cell(line, WAS).setFlags(plain)
        leaves = self._cell(line, LEAVES)
        new = one.class_id is None
        leaves.setFlags(plain if new else plain | Qt.ItemFlag.ItemIsUserCheckable)
        if not new:
            leaves.setText(self.tr("выпуск") if one.leaves else "")
            leaves.setCheckState(Qt.CheckState.Checked if one.leaves else Qt.CheckState.Unchecked)
        self.table.blockSignals(blocked)

    def _show(self, errors: tuple[FieldError, ...]) -> None:
        lines = self._lines()
        wrong = {}
        for error in errors:
            place, _, field = error.field.partition(".")
            wrong[lines[int(place)], _FIELDS[field]] = error.message
        blocked = self.table.blockSignals(True)  # noqa: FBT003 - Qt's own
        colours = colours_of(self)
        for line in range(self.table.rowCount()):
            leaves = self._cell(line, LEAVES)
            gone = leaves.checkState() is Qt.CheckState.Checked
            leaves.setText(self.tr("выпуск") if gone else "")
            for column in range(NAME, PARENTS + 1):
                said = wrong.get((line, column), "")
                item = self._cell(line, column)
                item.setToolTip(said)
                item.setForeground(QColor(colours.bad if said else colours.muted if gone else colours.text))
        self.table.blockSignals(blocked)
        self.table.viewport().update()
        self.problem.setText(" ".join(dict.fromkeys(wrong.values())))
        self.accept_button.setEnabled(not wrong)


def _number(text: str) -> int:
    typed = text.strip()
    return int(typed) if typed.isdecimal() else 0 if not typed else _NO_NUMBER
