"""A cell of a table while somebody types in it: what stands there is not the table's yet."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Signal
from PySide6.QtWidgets import QLineEdit, QStyledItemDelegate, QStyleOptionViewItem, QWidget


class TypingCell(QStyledItemDelegate):
    """Tell of every sign typed, and what stands in the cell that is open."""

    typed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._open: tuple[QPersistentModelIndex, QLineEdit] | None = None

    def createEditor(  # noqa: N802 - Qt's own
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """Open a cell as usual, and listen to it."""
        editor = super().createEditor(parent, option, index)
        if isinstance(editor, QLineEdit):
            self._open = (QPersistentModelIndex(index), editor)
            editor.textEdited.connect(self.typed)
        return editor

    def destroyEditor(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:  # noqa: N802 - as above
        """Forget a cell that was closed: the table has its text, or it was given up."""
        self._open = None
        super().destroyEditor(editor, index)

    def text_at(self, line: int, column: int) -> str | None:
        """Return what stands in a cell that is open; None for any other."""
        if self._open is None:
            return None
        index, editor = self._open
        return editor.text() if (index.row(), index.column()) == (line, column) else None
