"""The tab of classes: how many pupils and parents there are in each."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.russian.plurals import count
from desktop_app.services.errors import AppError
from desktop_app.services.school.calendar import year_name
from desktop_app.services.school.types import ClassDraft, ClassRow
from desktop_app.ui.kit.aside import aside
from desktop_app.ui.kit.card import Card
from desktop_app.ui.kit.empty import EmptyState
from desktop_app.ui.kit.fields import ChoiceField, LineField, NumberField
from desktop_app.ui.kit.form import Form
from desktop_app.ui.kit.keeping import FormKeeper
from desktop_app.ui.kit.labels import text_label
from desktop_app.ui.kit.row_menu import RowMenu
from desktop_app.ui.kit.table import RIGHT, Column, TableModel, TableView
from desktop_app.ui.kit.widths import Widths
from desktop_app.ui.kit.wrapping import WrappingRow
from desktop_app.ui.school.promotion_dialog import PromotionDialog
from desktop_app.ui.school.section import Section
from desktop_app.ui.theme.style import GAP

if TYPE_CHECKING:
    from desktop_app.services.container import Services
    from desktop_app.services.form_drafts import KeptForm


def by_grade(row: ClassRow) -> tuple[int, str]:
    """Return the order people expect: 2А before 10А."""
    grade = re.match(r"\d+", row.name)
    return (int(grade[0]) if grade else 0, row.name.casefold())


class ClassesSection(Section):
    """A table at the left, the form of one class at the right; Enter stores it and starts the next."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._edited: int | None = None
        self.model: TableModel[ClassRow] = TableModel(self._columns(), self)
        self.table = TableView(self.model, self)
        self.table.setAccessibleName(self.tr("Классы"))
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.table.selection_changed.connect(self._on_selected)
        self.table.delete_pressed.connect(self.delete_selected)
        self.empty = EmptyState(
            self.tr("Классов ещё нет"),
            self.tr(
                "По числу родителей в классах считается охват. Имён учеников и родителей программа не хранит."
            ),
            self.tr("Добавить класс"),
            self,
        )
        self.empty.started.connect(self.create_new)
        self.stack = QStackedWidget(self)
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        self.totals = text_label("", role="muted", parent=self)
        self.form = self._make_form()
        self.delete_button = QPushButton(self.tr("Удалить"), self)
        self.delete_button.setToolTip(self.tr("Delete; удаление можно отменить"))
        self.delete_button.clicked.connect(self.delete_selected)
        self.add_button = QPushButton(self.tr("Новый класс"), self)
        self.add_button.setToolTip(self.tr("Ctrl+N"))
        self.add_button.clicked.connect(self.create_new)
        self.promote_button = QPushButton(self.tr("Перевести на следующий год…"), self)
        self.promote_button.clicked.connect(self.promote)
        RowMenu(self.table, self.add_button, self.delete_button)
        Widths(self.table, "classes")
        self.year = ChoiceField({None: self.tr("сейчас")}, self)
        self.year.setAccessibleName(self.tr("Учебный год"))
        self.year.currentIndexChanged.connect(lambda _index: self.refresh())
        self._lay_out()
        self._keeper = FormKeeper(services.form_drafts, "school:classes", self._typed, self)
        self._keeper.watch(self.form)
        self._show(None)  # without the cursor: the tab may be built behind another screen somebody types on

    def refresh(self) -> None:
        """Show the classes; a class being typed stays."""
        try:
            self._offer_years()
            former = self.year.value()
            school, years = self.services.school, self.services.years
            rows = sorted(school.classes() if former is None else years.classes(former), key=by_grade)
        except AppError as error:
            self.failed.emit(error)
            return
        typing, edited = self.form.has_unsaved(), self._edited
        blocked = self.table.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.model.set_rows(rows)
        there = edited is not None and self.table.select_where(lambda row: row.id == edited)
        self.table.blockSignals(blocked)
        self.stack.setCurrentWidget(self.table if rows or former is not None else self.empty)
        self.promote_button.setEnabled(bool(rows) and former is None)
        self.card.setEnabled(former is None)  # what is over is read only
        self.totals.setText(self._totals(rows))
        self.delete_button.setEnabled(bool(self.table.selected_rows()) and former is None)
        if not typing:
            self._show(next(row for row in rows if row.id == edited) if there else None)
        if former is None and (kept := self._keeper.take()) is not None:
            self._retype(kept)

    def create_new(self) -> None:
        """Start a new class, in the list of now."""
        self.year.set_value(None)
        self.table.clearSelection()
        self._show(None)
        self.form.show_field("name")

    def save(self) -> None:
        """Store the class in the form."""
        self.form.submit()

    def has_unsaved(self) -> bool:
        """Return whether the form differs from what is stored."""
        return self.form.has_unsaved()

    def show_field(self, field: str) -> bool:
        """Go to the form for «classes»."""
        if field != "classes":
            return False
        self.create_new()
        return True

    def delete_selected(self) -> None:
        """Delete the selected class; undo brings it back. A year that is over stays as it was."""
        if self.year.value() is not None:
            return
        for row in self.table.selected_rows():
            try:
                aside(partial(self.services.school.delete_class, row.id))
            except AppError as error:
                self.failed.emit(error)
                return
            self.form.mark_saved()
            self._edited = None
            self.refresh()
            self.told(self.tr("Класс {0} удалён").format(row.name))

    def promote(self) -> None:
        """Look through the next year's list and store it."""
        if self.form.has_unsaved():
            self.failed.emit(
                AppError(
                    self.tr("В форме класса есть несохранённое."),
                    hint=self.tr("Сохраните его или отмените, потом переводите классы."),
                )
            )
            return
        try:
            promotion = self.services.years.propose()
        except AppError as error:
            self.failed.emit(error)
            return
        names = {row.id: row.name for row in self.model.rows()}
        drafts = self.services.form_drafts
        dialog = PromotionDialog(promotion, self.services.years, names, self, drafts=drafts)
        dialog.accepted.connect(lambda: self._on_promoted(promotion.year + 1))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _on_promoted(self, year: int) -> None:
        self.refresh()
        self.told(self.tr("Классы переведены на {0} учебный год").format(year_name(year)))

    def _offer_years(self) -> None:
        """Offer the years that are over; the one looked at stays while it is there."""
        former = self.services.years.former()
        now = self.tr("{0}, сейчас").format(year_name(former[0] + 1)) if former else self.tr("сейчас")
        labels: dict[int | None, str] = {None: now, **{year: year_name(year) for year in former}}
        blocked = self.year.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.year.set_choices(labels)
        self.year.blockSignals(blocked)
        self.year.setVisible(len(labels) > 1)

    def _columns(self) -> tuple[Column[ClassRow], ...]:
        return (
            Column(self.tr("Класс"), lambda row: row.name, key=by_grade, stretch=True),
            Column(self.tr("Учеников"), lambda row: str(row.pupils), key=lambda row: row.pupils, align=RIGHT),
            Column(
                self.tr("Родителей"), lambda row: str(row.parents), key=lambda row: row.parents, align=RIGHT
            ),
        )

    def _make_form(self) -> Form:
        form = Form(self)
        form.add("name", self.tr("Класс"), LineField(self.tr("5А"), limit=20))
        form.add("pupils", self.tr("Учеников"), NumberField(high=999), half=True)
        hint = self.tr("законных представителей")
        form.add("parents", self.tr("Родителей"), NumberField(high=1999), half=True, hint=hint)
        form.set_checker(lambda: self.services.school.check_class(ClassDraft(**form.values()), self._edited))
        form.submitted.connect(self._on_submitted)
        form.field("name").returnPressed.connect(form.submit)
        for name in ("pupils", "parents"):
            form.field(name).lineEdit().returnPressed.connect(form.submit)
        return form

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2 * GAP, 0, 0)
        row.setSpacing(2 * GAP)
        left = QVBoxLayout()
        head = WrappingRow(self)
        head.add(self.totals, stretch=1)
        for widget in (self.year, self.add_button, self.delete_button):
            head.add(widget)
        left.addWidget(head)
        left.addWidget(self.stack, 1)
        left.addWidget(self.promote_button, 0, Qt.AlignmentFlag.AlignLeft)
        self.card = Card(self.tr("Новый класс"), self)
        self.card.content.addWidget(self.form)
        right = QVBoxLayout()
        right.addWidget(self.card)
        right.addStretch(1)
        row.addLayout(left, 3)
        row.addLayout(right, 2)

    def _show(self, row: ClassRow | None) -> None:
        self._edited = row.id if row else None
        self.card.heading.setText(self.tr("Класс {0}").format(row.name) if row else self.tr("Новый класс"))
        self.form.set_values(row or ClassDraft(name=""))

    def _typed(self) -> dict[str, Any] | None:
        """Return what a crash would take, with the class it is typed over."""
        return {"of": self._edited, "typed": self.form.typed()} if self.form.has_unsaved() else None

    def _retype(self, kept: KeptForm) -> None:
        """Bring back what a crash took; when its class is gone it can be stored as a new one."""
        of = kept.values["of"]
        if of is None or not self.table.select_where(lambda row: row.id == of):
            self.table.clearSelection()
        self.form.retype(kept.values["typed"], kept.saved_at)

    def _totals(self, rows: list[ClassRow]) -> str:
        if not rows:
            return ""
        return ", ".join(
            (
                count(len(rows), "класс", "класса", "классов"),
                count(sum(row.pupils for row in rows), "ученик", "ученика", "учеников"),
                count(sum(row.parents for row in rows), "родитель", "родителя", "родителей"),
            )
        )

    def _on_selected(self) -> None:
        rows = self.table.selected_rows()
        self.delete_button.setEnabled(bool(rows) and self.year.value() is None)
        if not self.form.has_unsaved():
            self._show(rows[0] if rows else None)

    def _on_submitted(self) -> None:
        new = self._edited is None
        with self.form.attempt(self.failed.emit) as attempt:
            draft, over = ClassDraft(**self.form.values()), self._edited
            row = aside(lambda: self.services.school.save_class(draft, over))
        if not attempt.done:
            return
        self.form.mark_saved()
        self.refresh()
        self.told(self.tr("Класс {0} сохранён").format(row.name))
        if new:
            self.create_new()
