"""What the log shows: words, form, class and period."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_app.services.outreach.types import OutreachFilter
from desktop_app.services.school.types import ClassRow
from desktop_app.ui.kit.date_field import DateField
from desktop_app.ui.kit.fields import ChoiceField, LineField
from desktop_app.ui.kit.labels import retouch, text_label
from desktop_app.ui.kit.scale import by_font
from desktop_app.ui.kit.wrapping import WrappingRow
from desktop_app.ui.parents.words import form_names

PAUSE = 120
"""Milliseconds without typing before the search begins."""


class FilterBar(QWidget):
    """One line of choices; ``changed`` comes when the log is to be read again."""

    changed = Signal()
    left = Signal()
    """Enter was pressed in the search: the user wants to go to what was found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._resetting = False
        self.search = LineField(self.tr("Поиск: тема, класс…"), self, limit=200)
        self.search.setAccessibleName(self.tr("Поиск в журнале"))
        self.search.setToolTip(self.tr("Тема, класс, ответственный, подтверждение, заметка (Ctrl+F)"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(by_font(140))
        self.form = ChoiceField(form_names(), self, empty=self.tr("Все формы"))
        self.form.setAccessibleName(self.tr("Показать форму"))
        self.form.setFixedWidth(by_font(176))
        self.of_class = ChoiceField({}, self, empty=self.tr("Все классы"))
        self.of_class.setAccessibleName(self.tr("Показать класс"))
        self.of_class.setFixedWidth(by_font(120))
        self.since = self._date(self.tr("с даты"), self.tr("Показать с даты"))
        self.until = self._date(self.tr("по дату"), self.tr("Показать по дату"))
        self.note = text_label("", role="problem", parent=self)
        self.note.hide()
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self._announce)
        self._lay_out()

    def wanted(self) -> OutreachFilter:
        """Return the filter chosen."""
        return OutreachFilter(
            text=self.search.value(),
            since=self.since.value(),
            until=self.until.value(),
            form=self.form.value(),
            class_id=self.of_class.value(),
        )

    def is_active(self) -> bool:
        """Return whether anything may be hidden."""
        return self.wanted() != OutreachFilter()

    def set_classes(self, classes: Sequence[ClassRow]) -> None:
        """Offer these classes; the one chosen stays while it is there."""
        self.of_class.set_choices({row.id: row.name for row in classes}, empty=self.tr("Все классы"))

    def reset(self) -> None:
        """Show everything."""
        self._resetting = True
        self.search.set_value("")
        self.form.set_value(None)
        self.of_class.set_value(None)
        self.since.set_value(None)
        self.until.set_value(None)
        self._resetting = False
        self._announce()

    def _date(self, placeholder: str, name: str) -> DateField:
        field = DateField(self)
        field.setPlaceholderText(placeholder)
        field.setAccessibleName(name)
        field.setToolTip(name)
        field.setFixedWidth(by_font(120))
        field.changed.connect(self._on_chosen)
        return field

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        row = WrappingRow(self)
        row.add(self.search, stretch=1)
        for widget in (self.form, self.of_class, self.since, self.until):
            row.add(widget)
        column.addWidget(row)
        column.addWidget(self.note, 0, Qt.AlignmentFlag.AlignRight)
        self.search.changed.connect(self._pause.start)
        self.search.returnPressed.connect(self.left)
        self.form.changed.connect(self._on_chosen)
        self.of_class.changed.connect(self._on_chosen)

    def _on_chosen(self) -> None:
        if not self._resetting:
            self._announce()

    def _announce(self) -> None:
        self._pause.stop()
        problem = self.since.problem() or self.until.problem()
        since, until = self.since.value(), self.until.value()
        if not problem and since is not None and until is not None and since > until:
            problem = self.tr("Период начинается позже, чем кончается")
        self.note.setText(problem)
        self.note.setVisible(bool(problem))
        for field in (self.since, self.until):
            retouch(field, "invalid", "true" if problem else "false")
        self.changed.emit()
