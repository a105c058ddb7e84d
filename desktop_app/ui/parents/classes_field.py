"""Classes: typed as «5А, 5Б», or ticked in a list; an empty line is the whole school."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from desktop_app.services.school.class_names import WHOLE_SCHOOL, grade_of, read_classes, write_classes
from desktop_app.services.school.types import ClassRow
from desktop_app.ui.kit.fields import UndoLine
from desktop_app.ui.kit.labels import quiet, scrolled, text_label
from desktop_app.ui.theme.colours import colours_of
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.style import GAP


class ClassPicker(QFrame):
    """A list of classes to tick, a line a grade; Escape and a click outside close it."""

    changed = Signal()

    def __init__(self, classes: Sequence[ClassRow], parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("role", "card")
        self.setAccessibleName(self.tr("Классы мероприятия"))
        self.boxes: dict[int, QCheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, GAP, GAP, GAP)
        hint = self.tr("Ничего не отмечено — вся школа") if classes else self.tr("Классов ещё нет")
        column.addWidget(text_label(hint, role="muted", parent=self))
        area = QScrollArea(self)
        grid = self._grid(classes, area.viewport())  # made where it stays: what is moved is styled again
        column.addWidget(scrolled(grid, area), 1)
        self.clear_button = quiet(self.tr("Вся школа"), self)
        self.clear_button.setVisible(bool(classes))
        self.clear_button.clicked.connect(self._on_cleared)
        column.addWidget(self.clear_button)
        self._fit(area, grid.sizeHint())

    def ticked(self) -> tuple[int, ...]:
        """Return the ids of the ticked classes."""
        return tuple(key for key, box in self.boxes.items() if box.isChecked())

    def tick(self, ids: Sequence[int]) -> None:
        """Tick these classes and no others, without announcing it."""
        for key, box in self.boxes.items():
            blocked = box.blockSignals(True)  # noqa: FBT003 - Qt's own
            box.setChecked(key in ids)
            box.blockSignals(blocked)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Enter, as on Escape: what is ticked is already taken."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape}:
            self.close()
            return
        super().keyPressEvent(event)

    def _grid(self, classes: Sequence[ClassRow], place: QWidget) -> QWidget:
        holder = QWidget(place)
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, GAP, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(0)
        line, column, before = -1, 0, None
        for row in classes:
            grade = grade_of(row.name)
            if grade != before or line < 0:
                line, column, before = line + 1, 0, grade
            box = self.boxes[row.id] = QCheckBox(row.name, holder)
            grid.addWidget(box, line, column)
            box.toggled.connect(lambda _on: self.changed.emit())
            column += 1
        return holder

    def _fit(self, area: QScrollArea, inside: QSize) -> None:
        area.setMinimumWidth(max(inside.width() + 2 * GAP, 220))
        area.setMinimumHeight(min(inside.height() + 4, 320))

    def _on_cleared(self) -> None:
        self.tick(())
        self.changed.emit()
        self.close()


class ClassesField(UndoLine):
    """A line of classes with a button for the list (Alt+Down)."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._classes: tuple[ClassRow, ...] = ()
        self._picker: ClassPicker | None = None
        self.setPlaceholderText(WHOLE_SCHOOL)
        self.setMaxLength(500)
        self._button = QAction(self.tr("Выбрать классы"), self)
        self._button.setToolTip(self.tr("Выбрать из списка (Alt+↓)"))
        self._button.triggered.connect(self.open_picker)
        self.addAction(self._button, QLineEdit.ActionPosition.TrailingPosition)
        self._tint()
        self.textChanged.connect(lambda _text: self.changed.emit())
        self.editingFinished.connect(self._on_editing_finished)

    def set_classes(self, classes: Sequence[ClassRow]) -> None:
        """Know other classes; what is typed stays."""
        if self._classes == tuple(classes):
            return
        self._classes = tuple(classes)
        if self._picker is not None:
            self._picker.deleteLater()
            self._picker = None

    def value(self) -> tuple[int, ...]:
        """Return the ids of the classes typed; none means the whole school."""
        return read_classes(self.text(), self._classes)[0]

    def set_value(self, value: Sequence[int] | None) -> None:
        """Show these classes."""
        self.setText(write_classes(value or (), self._classes))
        self.setCursorPosition(0)

    def problem(self) -> str:
        """Return which of the words typed is no class of the school."""
        unknown = read_classes(self.text(), self._classes)[1]
        if not unknown:
            return ""
        if not self._classes:
            return self.tr("Классов в школе ещё нет: оставьте поле пустым — это вся школа.")
        return self.tr("Нет такого класса: {0}. Классы пишутся так: {1}.").format(
            ", ".join(unknown), ", ".join(row.name for row in self._classes[:2])
        )

    def open_picker(self) -> None:
        """Show the list under the line with the classes typed ticked."""
        if self._picker is None:
            self._picker = ClassPicker(self._classes, self)
            self._picker.changed.connect(self._on_ticked)
        picker = self._picker
        picker.tick(self.value())
        picker.adjustSize()
        picker.move(self._place_of(picker))
        picker.show()
        first = next(iter(picker.boxes.values()), None)
        (first or picker).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list on Alt+Down."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_picker()
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Redraw the icon in the colour of a new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_button"):
            self._tint()

    def picker(self) -> ClassPicker | None:
        """Return the list, once it has been opened."""
        return self._picker

    def _place_of(self, picker: ClassPicker) -> QPoint:
        """Return where the list is whole on the screen: under the line, or moved up and left."""
        corner = self.mapToGlobal(QPoint(0, self.height()))
        room = self.screen().availableGeometry()
        left = min(corner.x(), room.right() - picker.width())
        top = min(corner.y(), room.bottom() - picker.height())
        return QPoint(max(left, room.left()), max(top, room.top()))

    def _on_ticked(self) -> None:
        if self._picker is not None:
            self.setText(write_classes(self._picker.ticked(), self._classes))

    def _on_editing_finished(self) -> None:
        if self.text().strip() and not self.problem():
            tidy = write_classes(self.value(), self._classes)
            if tidy != self.text():
                self.setText(tidy)

    def _tint(self) -> None:
        self._button.setIcon(icon("chevron-down", colours_of(self).muted))
