"""The tab of case forms: every name, post and organisation that is printed in another case."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.russian.cases import Case
from desktop_app.services.errors import AppError
from desktop_app.services.school.types import CaseFormRow, Gender, Subject
from desktop_app.ui.kit.aside import aside
from desktop_app.ui.kit.card import Card
from desktop_app.ui.kit.empty import EmptyState
from desktop_app.ui.kit.fields import LineField
from desktop_app.ui.kit.form import Form
from desktop_app.ui.kit.keeping import FormKeeper
from desktop_app.ui.kit.labels import quiet, show_or_hide, text_label
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.kit.row_menu import RowMenu
from desktop_app.ui.kit.table import Column, TableModel, TableView
from desktop_app.ui.kit.widths import Widths
from desktop_app.ui.school.section import Section
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.style import GAP

if TYPE_CHECKING:
    from desktop_app.services.container import Services


@dataclass(frozen=True, slots=True)
class Person:
    """One thing to decline, with its forms once they are known."""

    role: str
    subject: Subject
    nominative: str
    gender: Gender | None = None
    forms: tuple[CaseFormRow, ...] = ()

    @property
    def key(self) -> tuple[Subject, str]:
        """What the forms are stored under."""
        return self.subject, self.nominative

    @property
    def confirmed(self) -> bool:
        """Whether every form was confirmed by the user."""
        return bool(self.forms) and all(
            form.confirmed for form in self.forms if form.grammatical_case != Case.NOMINATIVE
        )


class PeopleSection(Section):
    """A list at the left, the six forms of the chosen line at the right."""

    requisites_wanted = Signal()
    """Go to where the names are written down."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._shown: Person | None = None
        self._reading: Operation[list[Person]] | None = None
        self._wanted = ""
        """What to go to when everyone is declined: they are, in the background."""
        self.model: TableModel[Person] = TableModel(self._columns(), self)
        self.table = TableView(self.model, self)
        self.table.setAccessibleName(self.tr("Люди и организации"))
        self.table.setMinimumWidth(380)
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.table.selection_changed.connect(self._on_selected)
        RowMenu(self.table)
        Widths(self.table, "people")
        self.form = self._make_form()
        self._keeper = FormKeeper(services.form_drafts, "school:cases", self._typed, self)
        self._keeper.watch(self.form)
        self.card = Card(self.tr("Падежи"), self)
        note = self.tr("Так слова будут стоять в письме и в приказе. Исправьте, если склонено неверно.")
        self.card.content.addWidget(text_label(note, role="muted", parent=self))
        self.card.content.addWidget(self.form)
        self.card.content.addStretch(1)
        self.empty = EmptyState(
            self.tr("Склонять пока нечего"),
            self.tr("Имена и должности берутся из реквизитов школы, записи об ответственном и письма."),
            self.tr("Заполнить реквизиты"),
            self,
        )
        self.empty.started.connect(self.requisites_wanted)
        self._lay_out()
        self.card.setEnabled(False)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2 * GAP, 0, 0)
        row.setSpacing(2 * GAP)
        row.addWidget(self.empty, 1)
        row.addWidget(self.table, 3)
        row.addWidget(self.card, 2)
        self.empty.hide()

    def _show_whether_empty(self, *, empty: bool) -> None:
        for widget in (self.table, self.card):
            show_or_hide(widget, shown=not empty)
        show_or_hide(self.empty, shown=empty)

    def refresh(self) -> None:
        """Decline everyone again, in the background: the dictionary is large."""
        try:
            people = self._people()
        except AppError as error:
            self.failed.emit(error)
            return
        if self._reading is not None:
            self._reading.cancel()
        self._reading = Operation(self, lambda: self._declined(people), self._on_declined, self.failed.emit)
        self._reading.start()

    def save(self) -> None:
        """Confirm the forms as they stand."""
        if self._shown is not None:
            self.form.submit()

    def has_unsaved(self) -> bool:
        """Return whether a form was changed and not confirmed."""
        return self._shown is not None and self.form.has_unsaved()

    def show_field(self, field: str) -> bool:
        """Go to the list for «cases», to the forms of one word for «cases:Светлова Анна Петровна»."""
        what, _, nominative = field.partition(":")
        if what != "cases":
            return False
        self._wanted = nominative
        self.table.setFocus()
        self._show_wanted()
        return True

    def _columns(self) -> tuple[Column[Person], ...]:
        return (
            Column(self.tr("Кто"), lambda row: row.role, width=190, least=150),
            Column(self.tr("Как записано"), lambda row: row.nominative, stretch=True),
            Column(
                self.tr("Падежи"),
                lambda row: self.tr("проверены") if row.confirmed else self.tr("предложены"),
                tone=lambda row: Tone.GOOD if row.confirmed else Tone.BUSY,
                width=124,
            ),
        )

    def _make_form(self) -> Form:
        form = Form(self)
        form.add(Case.GENITIVE, self.tr("Родительный — нет кого? чего?"), LineField())
        form.add(Case.DATIVE, self.tr("Дательный — кому? чему?"), LineField())
        form.add(Case.ACCUSATIVE, self.tr("Винительный — назначить кого? что?"), LineField())
        form.add(Case.INSTRUMENTAL, self.tr("Творительный — назначен кем? чем?"), LineField())
        form.add(Case.PREPOSITIONAL, self.tr("Предложный — о ком? о чём?"), LineField())
        form.save_button.setText(self.tr("Подтвердить"))
        forget = quiet(self.tr("Вернуть предложенные"), form)
        forget.clicked.connect(self._on_forget)
        form.add_widget(forget)  # beside the buttons it would make the page wider than 1366 px at 150 %
        form.submitted.connect(self._on_confirmed)
        return form

    def _people(self) -> list[Person]:
        school = self.services.school.get()
        tr, subject = self.tr, Subject
        found = [
            Person(tr("Руководитель"), subject.NAME, school.head_name, school.head_gender),
            Person(tr("Должность руководителя"), subject.POST, school.head_post),
            Person(tr("Адресат"), subject.NAME, school.addressee_name),
            Person(tr("Должность адресата"), subject.POST, school.addressee_post),
            Person(tr("Организация адресата"), subject.ORGANISATION, school.addressee_organisation),
            Person(tr("Школа"), subject.ORGANISATION, school.full_name),
        ]
        coordinator = self.services.coordinator.current()
        if coordinator is not None:
            found[2:2] = [
                Person(tr("Координатор"), subject.NAME, coordinator.name, coordinator.gender),
                Person(tr("Должность координатора"), subject.POST, coordinator.post),
            ]
            if coordinator.substitute_name:
                found += [
                    Person(tr("Замещает координатора"), subject.NAME, coordinator.substitute_name),
                    Person(tr("Должность замещающего"), subject.POST, coordinator.substitute_post),
                ]
        for letter in self.services.directives.list():  # a paper may answer any of them
            found += [
                Person(tr("От кого письмо"), subject.ORGANISATION, letter.sender),
                Person(tr("Кто подписал письмо"), subject.NAME, letter.signatory_name),
                Person(tr("Должность подписавшего"), subject.POST, letter.signatory_post),
            ]
        unique = {(person.subject, person.nominative): person for person in reversed(found)}
        return [
            person
            for person in found
            if person.nominative and unique[person.subject, person.nominative] is person
        ]

    def _declined(self, people: list[Person]) -> list[Person]:
        forms = self.services.case_forms.forms
        return [
            Person(
                person.role,
                person.subject,
                person.nominative,
                person.gender,
                forms(person.subject, person.nominative, person.gender),
            )
            for person in people
        ]

    def _on_declined(self, people: list[Person]) -> None:
        self._reading = None
        chosen = self._shown
        typing = self.form.has_unsaved()
        blocked = self.table.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.model.set_rows(people)
        self._show_whether_empty(empty=not people)
        same = chosen is not None and self.table.select_where(lambda row: _same(row, chosen))
        if not same and people:
            self.table.select_line(0)
        self.table.blockSignals(blocked)
        if not (same and typing):
            self._on_selected()
        if (kept := self._keeper.take()) is not None and self.table.select_where(
            lambda row: [*row.key] == kept.values["of"]
        ):
            self.form.retype(kept.values["typed"], kept.saved_at)
        self._show_wanted()

    def _typed(self) -> dict[str, Any] | None:
        """Return what a crash would take, with the words it is typed over."""
        person = self._shown
        if person is None or not self.form.has_unsaved():
            return None
        return {"of": [*person.key], "typed": self.form.typed()}

    def _show_wanted(self) -> None:
        """Select the word asked for and put the cursor into its first form, once it is there."""
        wanted, typing = self._wanted, self.form.has_unsaved()
        if not wanted or typing or not self.table.select_where(lambda row: row.nominative == wanted):
            return
        self._wanted = ""
        if self.isVisible():
            self.form.show_field(Case.GENITIVE)

    def _on_selected(self) -> None:
        rows = self.table.selected_rows()
        self._shown = rows[0] if rows else None
        self.card.setEnabled(self._shown is not None)
        forms = self._shown.forms if self._shown else ()
        self.card.heading.setText(self._shown.nominative if self._shown else self.tr("Падежи"))
        self.form.set_values({form.grammatical_case: form.form for form in forms})

    def _on_confirmed(self) -> None:
        person = self._shown
        if person is None:
            return
        stored = {form.grammatical_case: form for form in person.forms}
        try:
            for case, form in self.form.values().items():
                if form and not (stored[case].confirmed and stored[case].form == form):
                    aside(partial(self.services.case_forms.confirm, *person.key, case, form))
        except AppError as error:
            self.failed.emit(error)
            return
        self.form.mark_saved()
        self.refresh()
        self.told(self.tr("Падежи подтверждены: {0}").format(person.nominative))

    def _on_forget(self) -> None:
        if self._shown is None:
            return
        try:
            aside(partial(self.services.case_forms.forget, *self._shown.key))
        except AppError as error:
            self.failed.emit(error)
            return
        self.form.mark_saved()
        self.refresh()
        self.told(self.tr("Возвращены предложенные падежи: {0}").format(self._shown.nominative))


def _same(one: Person, other: Person | None) -> bool:
    return other is not None and (one.subject, one.nominative) == (other.subject, other.nominative)
