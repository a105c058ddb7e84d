"""A line of captioned fields with one message under it, below the field the message is about."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_app.ui.kit.fields import Editor, LineField
from desktop_app.ui.kit.labels import keep_place, text_label
from desktop_app.ui.kit.scale import by_font
from desktop_app.ui.kit.wrapping import WrappingRow

NOTE_WIDTH = 400
"""A message with less room than this to its right ends at the right edge instead, px."""


class TopicField(LineField):
    """A line that offers the topic entered last: Down puts it in."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent, limit=1000)
        self._last = ""
        self.offer("")

    def offer(self, topic: str) -> None:
        """Offer a topic in the empty line."""
        self._last = topic
        text = self.tr("↓ повторит: {0}").format(topic) if topic else self.tr("О чём говорили с родителями")
        self.setPlaceholderText(text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Repeat the last topic on Down in an empty line."""
        if event.key() == Qt.Key.Key_Down and self._last and not self.text():
            self.setText(self._last)
            return
        super().keyPressEvent(event)


class EntryLine(QWidget):
    """Fields side by side; the message may be wider than its field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editors: dict[str, QWidget] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.row = WrappingRow(self)
        self.note = text_label("", role="problem", parent=self)
        self.note.hide()
        column.addWidget(self.row)
        column.addWidget(self.note)

    def add(
        self, name: str, caption: str, editor: Editor, *, width: int = 0, least: int = 0, stretch: int = 0
    ) -> None:
        """Add a field of a fixed ``width``, or at least ``least`` wide and growing by ``stretch``, px."""
        if not isinstance(editor, QWidget):
            raise TypeError(name)
        place = QWidget(self)
        cell = QVBoxLayout(place)
        cell.setContentsMargins(0, 0, 0, 0)
        cell.setSpacing(2)
        label = QLabel(caption, place)
        label.setProperty("role", "muted")
        label.setBuddy(editor)
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        cell.addWidget(label)
        cell.addWidget(editor)
        if width:
            editor.setFixedWidth(by_font(width))
        if least:
            editor.setMinimumWidth(by_font(least))
        editor.setAccessibleName(caption)
        self.row.add(place, stretch=stretch)
        self.editors[name] = editor

    def begin(self) -> None:
        """Give up the room of a message: another event begins."""
        keep_place(self.note, kept=False)

    def show_message(self, messages: Mapping[str, str]) -> None:
        """Show the message of the field with the cursor, otherwise of the first wrong one, or nothing."""
        wrong = [name for name in self.editors if name in messages]
        name = next((each for each in wrong if self.editors[each].hasFocus()), next(iter(wrong), ""))
        self.note.setVisible(bool(name))
        if name:
            self.note.setText(messages[name])
            keep_place(self.note, kept=True)
            left = self.editors[name].mapTo(self, QPoint(0, 0)).x()
            at_the_edge = left > self.width() - NOTE_WIDTH
            self.note.setContentsMargins(0 if at_the_edge else left, 0, 0, 0)
            self.note.setAlignment(Qt.AlignmentFlag.AlignRight if at_the_edge else Qt.AlignmentFlag.AlignLeft)
