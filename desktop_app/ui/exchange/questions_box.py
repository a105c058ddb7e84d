"""What a table does not say: one choice or field a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.russian.dates import short_date
from desktop_app.services.exchange.headings import vocabulary
from desktop_app.services.exchange.types import Question, Subject
from desktop_app.services.labels import OUTREACH_FORMS, PLACEMENT_STATUSES, PORTAL_KINDS
from desktop_app.ui.kit.date_field import DateField
from desktop_app.ui.kit.fields import ChoiceField, LineField, write_again, written
from desktop_app.ui.kit.labels import text_label

MISSING = "missing"
_CLOSED: dict[str, Mapping[Any, str]] = {
    "form": OUTREACH_FORMS,
    "kind": PORTAL_KINDS,
    "status": PLACEMENT_STATUSES,
}
"""The fields whose values are chosen from a list."""


class QuestionsBox(QWidget):
    """The open questions; answered ones stay until the table is read anew, so that they can be changed."""

    answered = Signal(str, str)
    """The question's key and the answer; empty while there is none."""

    def __init__(self, subject: Subject, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = dict(vocabulary(subject).titles)
        self.editors: dict[str, Any] = {}
        self.asked: dict[str, Question] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.hide()

    def show_questions(self, questions: Sequence[Question]) -> None:
        """Add the questions that are not there yet."""
        for question in questions:
            if question.key not in self.editors:
                self._add(question)
        self.setVisible(bool(self.editors))

    def typed(self) -> dict[str, Any]:
        """Return what stands in the fields as it is written, half a date too; JSON can hold it."""
        return {key: written(editor) for key, editor in self.editors.items()}

    def type_again(self, questions: Sequence[Question], typed: Mapping[str, Any]) -> None:
        """Ask again what was asked, and show what ``typed`` returned; nothing is announced."""
        self.show_questions(questions)
        for key, text in typed.items():
            editor = self.editors.get(key)
            if editor is not None:
                blocked = editor.blockSignals(True)  # noqa: FBT003 - Qt's own
                write_again(editor, text)
                editor.blockSignals(blocked)

    def forget(self) -> None:
        """Take every question away: another table is read."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.editors, self.asked = {}, {}
        self.hide()

    def drop(self, key: str) -> None:
        """Take a question away, if it is asked: the user has answered it elsewhere."""
        if key in self.editors:
            editor = self.editors.pop(key)
            del self.asked[key]
            place = self._column.indexOf(editor)
            for item in (self._column.takeAt(place), self._column.takeAt(place - 1)):
                widget = item.widget() if item is not None else None
                if widget is not None:
                    widget.deleteLater()
        self.setVisible(bool(self.editors))

    def _add(self, question: Question) -> None:
        kind, _, field = question.key.partition(":")
        editor = self._editor(question, field if kind == MISSING else "")
        text = question.text
        if kind == MISSING:
            text = self.tr("{0} Укажите её столбец или одно значение для всех строк:").format(text)
        editor.setAccessibleName(text)
        editor.changed.connect(lambda: self.answered.emit(question.key, _answer(editor)))
        self._column.addWidget(text_label(text, parent=self))
        self._column.addWidget(editor)
        self.editors[question.key] = editor
        self.asked[question.key] = question

    def _editor(self, question: Question, missing: str) -> Any:
        if missing == "date":
            return DateField(self)
        if missing in _CLOSED:
            labels = {one.value: label for one, label in _CLOSED[missing].items()}
            return ChoiceField(labels, self, empty=self.tr("— выберите —"))
        if missing:
            return LineField(self._titles[missing], self)
        return ChoiceField(dict(question.options), self, empty=self.tr("— выберите —"))


def _answer(editor: Any) -> str:
    value = editor.value()
    if value is None:
        return ""
    return value if isinstance(value, str) else short_date(value)
