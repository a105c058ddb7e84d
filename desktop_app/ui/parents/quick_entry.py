"""The quick-entry row: type, Enter, and the next event begins with the same date and form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from desktop_app.services.errors import FieldError
from desktop_app.services.outreach.types import OutreachDraft, OutreachFields, OutreachForm
from desktop_app.services.school.types import ClassRow
from desktop_app.ui.kit.card import Card
from desktop_app.ui.kit.date_field import DateField
from desktop_app.ui.kit.fields import (
    ChoiceField,
    Editor,
    LineField,
    OptionalNumberField,
    write_again,
    written,
)
from desktop_app.ui.kit.form import asked, put_off
from desktop_app.ui.kit.labels import primary, retouch, text_label
from desktop_app.ui.parents.classes_field import ClassesField
from desktop_app.ui.parents.entry_line import EntryLine, TopicField
from desktop_app.ui.parents.words import form_names

KEPT = ("held_on", "form")
"""What the next event begins with."""
COPIED = ("form", "topic", "class_ids", "responsible", "proof")
"""What an event is given of the one it repeats."""


class QuickEntry(Card):
    """Two lines of fields; a message stands under its field, and nothing is lost when saving is refused."""

    changed = Signal()
    """The user typed something."""
    settled = Signal()
    """Nothing is typed: the next event begins."""
    submitted = Signal()
    """Enter was pressed or the button clicked, and everything is valid as far as one can see."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.content.setSpacing(4)
        self._checker: Callable[[], Iterable[FieldError]] = tuple
        self._editors: dict[str, Any] = {}
        self._touched: set[str] = set()
        self._errors: dict[str, str] = {}
        self._loading = False
        self._offered: date | None = None
        """The day the first event began with, until the user chooses another."""
        self._lines = (EntryLine(self), EntryLine(self))
        for line in self._lines:
            self.content.addWidget(line)
        self._add_fields()
        self.notice = text_label("", role="muted", parent=self)
        self.notice.hide()
        self.content.addWidget(self.notice)
        self.save_button = primary(self.tr("Записать"), self)
        self.save_button.clicked.connect(self.submit)
        self._lines[1].row.add(self.save_button, align=Qt.AlignmentFlag.AlignBottom)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(0)
        self._delay.timeout.connect(self.check)

    def set_checker(self, checker: Callable[[], Iterable[FieldError]]) -> None:
        """Ask ``checker`` after every change; the service's ``check`` over ``draft``."""
        self._checker = checker

    def set_classes(self, classes: Sequence[ClassRow]) -> None:
        """Know other classes; what is typed stays."""
        self._editors["class_ids"].set_classes(classes)
        self._delay.start()

    def start(self, held_on: date, form: OutreachForm) -> None:
        """Begin with this date and form, and nothing else typed."""
        self._offered = held_on
        self._fill({"held_on": held_on, "form": form})

    def follow_day(self, today: date) -> None:
        """Offer another day to a program left open overnight; a date the user chose and typing stay."""
        untouched = self._editors["held_on"].value() == self._offered and not self.has_unsaved()
        if untouched and today != self._offered:
            self.start(today, self._editors["form"].value())

    def next(self) -> None:
        """Begin the next event: date and form stay, the topic is offered again."""
        topic = self._editors["topic"].value()
        self._fill({name: self._editors[name].value() for name in KEPT})
        self._editors["topic"].offer(topic)
        self.focus_first()

    def repeat(self, row: OutreachFields) -> None:
        """Begin an event like a stored one on the date typed here; people are counted anew."""
        copied = {name: getattr(row, name) for name in COPIED}
        self._fill({"held_on": self._editors["held_on"].value(), **copied})
        self._editors["class_ids"].selectAll()
        self._editors["class_ids"].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.changed.emit()

    def focus_first(self) -> None:
        """Put the cursor where typing begins: the topic, or the date while there is none."""
        name = "topic" if self._editors["held_on"].value() else "held_on"
        self._editors[name].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def draft(self) -> OutreachDraft:
        """Return what is typed; counts left empty are 0, different parents left empty were not counted."""
        values = {name: editor.value() for name, editor in self._editors.items()}
        for name in ("parents", "pupils", "handed_out"):
            values[name] = values[name] or 0
        return OutreachDraft(**values)

    def field(self, name: str) -> Any:
        """Return the editor of a field."""
        return self._editors[name]

    def note_of(self, name: str) -> QLabel:
        """Return the label in which a message of the field would stand."""
        return next(line.note for line in self._lines if name in line.editors)

    def has_unsaved(self) -> bool:
        """Return whether there is typing that would be lost; the date and form kept do not count."""
        typed = (editor for name, editor in self._editors.items() if name not in KEPT)
        return any(editor.text().strip() for editor in typed)

    def typed(self) -> dict[str, Any] | None:
        """Return everything as it is written, for ``retype``; None when nothing would be lost."""
        if not self.has_unsaved():
            return None
        return {name: written(editor) for name, editor in self._editors.items()}

    def retype(self, typed: Mapping[str, Any], typed_at: datetime) -> None:
        """Type again what a crash took, and say so."""
        for name, text in typed.items():
            if name in self._editors:
                write_again(self._editors[name], text)
        words = self.tr("Восстановлено набранное {0}. Запишите или сотрите.")
        self.notice.setText(words.format(f"{typed_at.astimezone():%d.%m.%Y %H:%M}"))
        self.notice.setVisible(self.has_unsaved())

    def submit(self) -> None:
        """Check now and announce ``submitted``, or show every message and go to the first wrong field."""
        self._delay.stop()
        self.check()
        if not self._errors:
            self.submitted.emit()
            return
        self.refuse([FieldError(name, text) for name, text in self._errors.items()])

    def refuse(self, errors: Iterable[FieldError]) -> None:
        """Show a refusal, the cursor in the first wrong field; everything typed stays."""
        self._touched = set(self._editors)
        self._set_errors(errors)
        first = next((name for name in self._editors if name in self._errors), None)
        if first is not None:
            self.show_field(first)

    def show_field(self, name: str) -> bool:
        """Put the cursor into a field; False when there is no such field."""
        editor = self._editors.get(name)
        if editor is None:
            return False
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def check(self) -> None:
        """Ask the editors and the checker, and show what they say of the fields touched."""
        if put_off(self, self.check):
            return
        own = [
            FieldError(name, problem)
            for name, editor in self._editors.items()
            if (problem := editor.problem())
        ]
        unread = {error.field for error in own}
        self._set_errors(own + [error for error in asked(self._checker) if error.field not in unread])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Store on Enter in any field."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.submit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the messages under their fields."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._show_notes)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the message of the field the cursor comes into."""
        if event.type() == QEvent.Type.FocusIn:
            self._show_notes()
        return super().eventFilter(watched, event)

    def _add_fields(self) -> None:
        tr = self.tr
        first, second = self._lines
        self._add(first, "held_on", tr("Дата"), DateField(self), width=136)
        self._add(first, "form", tr("Форма"), ChoiceField(form_names(), self), width=244)
        self._add(first, "topic", tr("Тема"), TopicField(self), stretch=3, least=180)
        self._add(first, "class_ids", tr("Классы"), ClassesField(self), stretch=1, least=132)
        counts = (
            ("parents", tr("Контактов"), tr("Сколько раз родителей проинформировали: пришли, прочли")),
            ("unique_parents", tr("Из них разных"), tr("Сколько это разных родителей, если считали")),
            ("pupils", tr("Учеников"), tr("Сколько было учеников")),
            ("handed_out", tr("Вручено"), tr("Сколько памяток вручено")),
        )
        for name, caption, tip in counts:
            editor = OptionalNumberField("", self)
            editor.setToolTip(tip)
            self._add(second, name, caption, editor, width=94)
        responsible, proof = LineField(tr("Фамилия И. О."), self), LineField(tr("протокол № 1"), self)
        self._add(second, "responsible", tr("Ответственный"), responsible, stretch=1, least=104)
        self._add(second, "proof", tr("Подтверждение"), proof, stretch=1, least=104)

    def _add(self, line: EntryLine, name: str, caption: str, editor: Editor, **room: int) -> None:
        line.add(name, caption, editor, **room)
        if isinstance(editor, QWidget):
            editor.installEventFilter(self)
        editor.changed.connect(lambda: self._on_edited(name))
        self._editors[name] = editor

    def _fill(self, values: dict[str, Any]) -> None:
        self._loading = True
        for name, editor in self._editors.items():
            editor.set_value(values.get(name))
        self._loading = False
        self._touched.clear()
        for line in self._lines:
            line.begin()
        self.notice.hide()
        self.settled.emit()
        self.check()

    def _on_edited(self, name: str) -> None:
        if not self._loading:
            self._touched.add(name)
            self._delay.start()
            self.notice.setVisible(not self.notice.isHidden() and self.has_unsaved())
            self.changed.emit()

    def _set_errors(self, errors: Iterable[FieldError]) -> None:
        self._errors = {}
        for error in errors:
            self._errors.setdefault(error.field, error.message)
        for name, editor in self._editors.items():
            message = self._errors.get(name, "")
            editor.setAccessibleDescription(message)
            retouch(editor, "invalid", "true" if message and name in self._touched else "false")
        self.save_button.setEnabled(not self._errors)
        self.save_button.setToolTip(
            next(
                iter(self._errors.values()), self.tr("Enter или Ctrl+S; Ctrl+D повторит прошлое мероприятие")
            )
        )
        self._show_notes()

    def _show_notes(self) -> None:
        touched = {name: text for name, text in self._errors.items() if name in self._touched}
        for line in self._lines:
            line.show_message(touched)
