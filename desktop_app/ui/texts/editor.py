"""The template as text: numbered lines, colours, the line with a mistake marked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QSizePolicy, QTextEdit, QWidget

from desktop_app.ui.kit.fields import TextField
from desktop_app.ui.kit.scale import UNLIMITED
from desktop_app.ui.texts.highlighter import TemplateHighlighter
from desktop_app.ui.theme.colours import colours_of
from desktop_app.ui.theme.style import GAP


class _Numbers(QWidget):
    """The strip with the numbers of the lines."""

    def __init__(self, editor: TemplateEditor) -> None:
        super().__init__(editor)
        self._editor = editor

    def sizeHint(self) -> QSize:
        """Return the width the numbers need."""
        return QSize(self._editor.numbers_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the numbers of the lines in view."""
        self._editor.paint_numbers(self, event)


class TemplateEditor(TextField):
    """A text field that counts its lines; Tab leaves it, Ctrl+Z with nothing typed is the record's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setMinimumHeight(160)
        self.setMaximumHeight(UNLIMITED)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._wrong: frozenset[int] = frozenset()
        self._numbers = _Numbers(self)
        self._highlighter = TemplateHighlighter(self.document(), colours_of(self))
        self.blockCountChanged.connect(self._on_count)
        self.updateRequest.connect(self._on_scrolled)
        self._on_count()

    def template(self) -> str:
        """Return the text as typed."""
        return self.toPlainText()

    def set_template(self, text: str) -> None:
        """Show a text; its history begins anew."""
        self.setPlainText(text)
        self.mark_lines(())

    def replace_template(self, text: str) -> None:
        """Put another text in place of this one; Ctrl+Z brings the typed one back."""
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)

    def insert(self, piece: str, close: str = "") -> None:
        """Put a placeholder where the cursor is; with ``close`` it goes around what is selected."""
        cursor = self.textCursor()
        selected = cursor.selectedText().replace("\u2029", "\n") if close else ""
        cursor.insertText(piece + selected)
        place = cursor.position()
        cursor.insertText(close)
        cursor.setPosition(place)
        self.setTextCursor(cursor)
        self.setFocus()

    def mark_lines(self, lines: tuple[int, ...]) -> None:
        """Mark the lines (from 1) that hold a mistake; none unmarks all."""
        self._wrong = frozenset(lines)
        marks = []
        for line in sorted(self._wrong):
            mark = QTextEdit.ExtraSelection()
            mark.cursor = QTextCursor(self.document().findBlockByNumber(line - 1))
            mark.format.setBackground(QColor(colours_of(self).bad_soft))
            mark.format.setProperty(QTextFormat.Property.FullWidthSelection, True)  # noqa: FBT003 - Qt's own
            marks.append(mark)
        self.setExtraSelections(marks)
        self._numbers.update()

    def go_to_line(self, line: int) -> None:
        """Put the cursor at the end of a line (from 1) and bring it into view."""
        cursor = QTextCursor(self.document().findBlockByNumber(line - 1))
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self.setTextCursor(cursor)
        self.centerCursor()
        self.setFocus()

    def numbers_width(self) -> int:
        """Return the width of the strip of numbers, px."""
        digits = max(2, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9") * digits + 2 * GAP

    def paint_numbers(self, strip: QWidget, event: QPaintEvent) -> None:
        """Paint the numbers on the strip; a wrapped line is numbered once."""
        colours = colours_of(self)
        painter = QPainter(strip)
        painter.fillRect(event.rect(), QColor(colours.quiet_soft))
        painter.setFont(self.font())
        block = self.firstVisibleBlock()
        height = self.fontMetrics().height()
        while block.isValid():
            box = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if box.top() > event.rect().bottom():
                break
            number = block.blockNumber() + 1
            painter.setPen(QColor(colours.bad if number in self._wrong else colours.muted))
            place = QRect(0, round(box.top()), strip.width() - GAP, height)
            painter.drawText(place, Qt.AlignmentFlag.AlignRight, str(number))
            block = block.next()
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the strip as tall as the text."""
        super().resizeEvent(event)
        self._place_numbers()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of a theme that has changed."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.PaletteChange and hasattr(self, "_highlighter"):
            self._highlighter.dress(colours_of(self))
            self.mark_lines(tuple(self._wrong))

    def _on_count(self) -> None:
        self.setViewportMargins(self.numbers_width(), 0, 0, 0)
        self._place_numbers()

    def _on_scrolled(self, rect: QRect, dy: int) -> None:
        if dy:
            self._numbers.scroll(0, dy)
        else:
            self._numbers.update(0, rect.y(), self._numbers.width(), rect.height())

    def _place_numbers(self) -> None:
        inside = self.viewport().geometry()
        width = self.numbers_width()
        self._numbers.setGeometry(inside.left() - width, inside.top(), width, inside.height())
