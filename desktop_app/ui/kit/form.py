"""A form: labelled fields, each with its message under it, and Save enabled when it can succeed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from desktop_app.services.errors import AppError, FieldError, StorageError, ValidationError
from desktop_app.ui.kit.aside import is_waited_for
from desktop_app.ui.kit.field_grid import FieldArea
from desktop_app.ui.kit.fields import CheckField, Editor, write_again, written
from desktop_app.ui.kit.labels import keep_place, primary, retouch, show_or_hide, text_label
from desktop_app.ui.kit.slices import Steps, at_once
from desktop_app.ui.theme.style import GAP

LATER = 200
"""Milliseconds until a check that was put off is tried again."""


@dataclass(slots=True)
class Attempt:
    """Whether what a form holds was taken by its service."""

    done: bool = False


@dataclass(slots=True)
class _Row:
    """One field as the form keeps it."""

    editor: Editor
    widget: QWidget
    note: QLabel
    hint: str
    touched: bool = False


def asked(checker: Callable[[], Iterable[FieldError]]) -> tuple[FieldError, ...]:
    """Ask what a form is checked by; a file that is locked or away has no say until something is stored."""
    try:
        return tuple(checker())
    except StorageError:
        return ()


def put_off(form: QWidget, check: Callable[[], None]) -> bool:
    """Put a check off while a change has the file: asking would wait for it."""
    busy = is_waited_for() or not form.window().isEnabled()
    if busy:
        QTimer.singleShot(LATER, form, check)
    return busy


class Form(QWidget):
    """Fields by name; the names are the draft's attributes, so that errors find their field.

    A message is quiet (grey) until its field was touched, red afterwards; while there is any message of the
    checker or of an editor, Save is disabled.
    """

    changed = Signal()
    """The user typed something."""
    submitted = Signal()
    """Save was pressed and everything is valid."""
    cancelled = Signal()
    """Cancel was pressed."""
    checked = Signal()
    """The messages were brought up to date; ``is_valid`` may have changed."""

    settled = Signal()
    """What is shown is what is stored: it was saved, or cancelled, or read."""

    asks_to_settle = True
    """Whether what is brought back waits to be saved or cancelled here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: dict[str, _Row] = {}
        self._checker: Callable[[], Iterable[FieldError]] = tuple
        self._stored: dict[str, Any] = {}
        self._loading = False
        self._valid = True
        self._last: QWidget | None = None
        self.unbuilt: Steps = iter(())
        """What is still to be done until every field is there."""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(GAP)
        self._area = FieldArea(self)
        self._grid = self._area.grid
        outer.addWidget(self._area)
        self.general = text_label("", role="problem", parent=self)
        self.general.hide()
        outer.addWidget(self.general)
        self.button_bar = QWidget(self)
        """Save and Cancel; a dialog may take it below the scrolling part."""
        foot = QVBoxLayout(self.button_bar)
        foot.setContentsMargins(0, 0, 0, 0)
        self.notice = text_label("", role="muted", parent=self.button_bar)
        self.notice.hide()
        foot.addWidget(self.notice)
        self.buttons = QHBoxLayout()
        foot.addLayout(self.buttons)
        self.save_button = primary(self.tr("Сохранить"), self)
        self.save_button.setToolTip(self.tr("Ctrl+S"))
        self.cancel_button = QPushButton(self.tr("Отмена"), self)
        self.buttons.addWidget(self.save_button)
        self.buttons.addWidget(self.cancel_button)
        self.buttons.addStretch(1)
        outer.addWidget(self.button_bar)
        self.save_button.clicked.connect(self.submit)
        self.cancel_button.clicked.connect(self._on_cancel)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(0)
        self._delay.timeout.connect(self.check)

    def build(self, parts: Steps, *, by_parts: bool) -> None:
        """Add the fields now; with ``by_parts`` leave what is ``unbuilt`` to whoever asked for it."""
        self.unbuilt = parts
        if not by_parts:
            at_once(parts)

    def add(self, name: str, label: str, editor: Editor, *, hint: str = "", half: bool = False) -> None:
        """Add a field over the whole width, or over half of it beside its neighbour.

        The label of a tick box is its own, and that of a composite field (not one line) only names it.
        """
        if not isinstance(editor, QWidget):
            raise TypeError(name)
        cell = QWidget(self._area)
        column = QVBoxLayout(cell)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        caption = text_label(label, parent=cell)
        caption.setBuddy(editor)
        show_or_hide(caption, shown=not isinstance(editor, CheckField))
        note = text_label(hint, role="muted", parent=cell)
        show_or_hide(note, shown=bool(hint))
        for widget in (caption, editor, note):
            column.addWidget(widget)
        column.addStretch(1)
        editor.setAccessibleName(label.replace("&", ""))
        editor.setProperty("invalid", "false")  # from the start: set later, the widget is styled twice
        self._grid.add(cell, half=half)
        self._rows[name] = _Row(editor, editor, note, hint)
        self._stored[name] = editor.value()
        editor.changed.connect(lambda: self._on_edited(name))
        if self._last is not None:
            QWidget.setTabOrder(self._last, editor)
        QWidget.setTabOrder(editor, self.save_button)
        QWidget.setTabOrder(self.save_button, self.cancel_button)
        self._last = editor

    def add_heading(self, text: str) -> None:
        """Start a group of fields under a heading."""
        label = text_label(text, role="heading", parent=self._area)
        label.setContentsMargins(0, GAP, 0, 0)
        self._grid.add(label, half=False)

    def add_widget(self, widget: QWidget, *, half: bool = False) -> None:
        """Place something that is not a field among the fields."""
        self._grid.add(widget, half=half)

    def field(self, name: str) -> Any:
        """Return the editor of a field."""
        return self._rows[name].editor

    def set_checker(self, checker: Callable[[], Iterable[FieldError]]) -> None:
        """Ask ``checker`` after every change; a service's pure ``check`` over the form's draft."""
        self._checker = checker

    def values(self) -> dict[str, Any]:
        """Return what is typed, by field name."""
        return {name: row.editor.value() for name, row in self._rows.items()}

    def set_values(self, values: Mapping[str, Any] | object) -> None:
        """Show stored values (a mapping, or a frozen row with attributes of the fields' names)."""
        self._loading = True
        for name, row in self._rows.items():
            value = values.get(name) if isinstance(values, Mapping) else getattr(values, name, None)
            row.editor.set_value(value)
            row.touched = False
            keep_place(row.note, kept=False)
        self._loading = False
        self.mark_saved()
        self.check()

    def propose(self, values: Mapping[str, Any] | object) -> None:
        """Show values nobody has typed but that are not stored either: leaving them behind is asked about."""
        stored = self._stored
        self.set_values(values)
        self._stored = stored

    def take(self, name: str, value: Any) -> None:
        """Show a value the record gives now as if it had been stored: nothing of it is the user's."""
        self._loading = True
        self._rows[name].editor.set_value(value)
        self._loading = False
        self._stored[name] = self._rows[name].editor.value()

    def mark_saved(self) -> None:
        """Take what is typed for what is stored."""
        self._stored = self.values()
        self.notice.hide()
        self.settled.emit()

    def typed(self) -> dict[str, Any]:
        """Return what differs from what is stored, as it is written, for ``retype``; JSON can hold it."""
        return {
            name: written(row.editor)
            for name, row in self._rows.items()
            if row.editor.value() != self._stored.get(name) or row.editor.problem()
        }

    def whole(self) -> dict[str, Any]:
        """Return all that stands in the form, stored or not, as it is written, for ``retype``."""
        return {name: written(row.editor) for name, row in self._rows.items()}

    def retype(self, typed: Mapping[str, Any], typed_at: datetime) -> None:
        """Type again what a crash took, over what is stored, and say so."""
        self.type_again(typed)
        self.tell_retyped(typed_at)
        self.check()

    def type_again(self, typed: Mapping[str, Any]) -> None:
        """Type over what is stored what ``typed`` returned."""
        for name, text in typed.items():
            if name in self._rows:
                write_again(self._rows[name].editor, text)

    def tell_retyped(self, typed_at: datetime) -> None:
        """Say quietly, until it is saved or cancelled, that this was typed before the program ended."""
        words = self.tr("Восстановлено набранное {0}.").format(f"{typed_at.astimezone():%d.%m.%Y %H:%M}")
        self.notice.setText(words + self.tr(" Сохраните или отмените.") * self.asks_to_settle)
        self.notice.setVisible(self.has_unsaved())

    def has_unsaved(self) -> bool:
        """Return whether what is typed differs from what is stored."""
        return any(
            row.editor.value() != self._stored.get(name) or bool(row.editor.problem())
            for name, row in self._rows.items()
        )

    def is_valid(self) -> bool:
        """Return whether Save would succeed as far as the form can know."""
        return self._valid

    def check(self) -> None:
        """Ask the editors and the checker, and show what they say."""
        if put_off(self, self.check):
            return
        own = tuple(
            FieldError(name, problem) for name, row in self._rows.items() if (problem := row.editor.problem())
        )
        unread = {error.field for error in own}
        self.set_errors(own + tuple(error for error in asked(self._checker) if error.field not in unread))

    def set_errors(self, errors: Iterable[FieldError]) -> None:
        """Show each message under its field, the others at the foot; enable Save when there are none."""
        self._delay.stop()  # a check still waiting would wipe what is shown now
        errors = tuple(errors)
        by_field = {error.field: error.message for error in reversed(errors)}
        for name, row in self._rows.items():
            self._show_note(row, by_field.get(name, ""))
        rest = [error.message for error in errors if error.field not in self._rows]
        self.general.setText("\n".join(rest))
        self.general.setVisible(bool(rest))
        self._valid = not errors
        self.save_button.setEnabled(self._valid)
        self.checked.emit()

    def refuse(self, errors: Iterable[FieldError]) -> None:
        """Show a refusal of the service: every message red, the cursor in the first wrong field."""
        errors = tuple(errors)
        for row in self._rows.values():
            row.touched = True
        self.set_errors(errors)
        for error in errors:
            if self.show_field(error.field):
                return

    @contextmanager
    def attempt(self, otherwise: Callable[[AppError], object]) -> Iterator[Attempt]:
        """Try within a ``with`` block to have it stored; what is raised there is shown, and nothing is done.

        A refusal stands beside its field, any other ``AppError`` goes to ``otherwise``.
        """
        attempt = Attempt()
        try:
            yield attempt
        except ValidationError as error:
            self.refuse(error.errors)
        except AppError as error:
            otherwise(error)
        else:
            attempt.done = True

    def show_field(self, name: str) -> bool:
        """Put the cursor into a field; False when there is no such field."""
        row = self._rows.get(name)
        if row is None:
            return False
        row.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        _scroll_to(row.widget)
        return True

    def submit(self) -> None:
        """Check now and announce ``submitted``, or show every message in red."""
        self._delay.stop()
        self.check()
        if self._valid:
            self.submitted.emit()
            return
        for row in self._rows.values():
            row.touched = True
        self.check()

    def _on_edited(self, name: str) -> None:
        if self._loading:
            return
        self._rows[name].touched = True
        self._delay.start()
        self.changed.emit()

    def _on_cancel(self) -> None:
        self.set_values(self._stored)
        self.cancelled.emit()

    def _show_note(self, row: _Row, problem: str) -> None:
        red = bool(problem) and row.touched
        if problem or row.hint:
            row.note.setText(problem or row.hint)
            keep_place(
                row.note, kept=True
            )  # what the user types takes it away: the fields below must not move
        show_or_hide(row.note, shown=bool(problem or row.hint))
        retouch(row.note, "role", "problem" if red else "muted")
        retouch(row.widget, "invalid", "true" if red else "false")
        row.widget.setAccessibleDescription(problem or row.hint)


def _scroll_to(widget: QWidget) -> None:
    """Bring a widget into view: a scrolling part follows the Tab key by itself, but not a jump."""
    inside = widget.parentWidget()
    while inside is not None:
        if isinstance(inside, QScrollArea):
            inside.ensureWidgetVisible(widget)
        inside = inside.parentWidget()
