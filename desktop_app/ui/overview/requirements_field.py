"""What the letter wants done, as a field of a form: a line for each of the five requirements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from desktop_app.services.directive.types import DueBasis, RequirementDraft, RequirementKind
from desktop_app.services.labels import REQUIREMENT_KINDS
from desktop_app.ui.kit.date_field import DateField
from desktop_app.ui.kit.fields import CheckField, ChoiceField, LineField, write_again, written
from desktop_app.ui.kit.labels import text_label
from desktop_app.ui.overview.words import basis_words
from desktop_app.ui.theme.style import GAP


@dataclass(slots=True)
class _Line:
    wanted: CheckField
    title: LineField
    due: DateField
    basis: ChoiceField


class RequirementsField(QWidget):
    """Tick what is wanted; each has its own words, due date and where that date comes from."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        heads = ("", self.tr("Требование"), self.tr("Срок"), self.tr("Откуда срок"))
        for column, head in enumerate(heads):
            grid.addWidget(text_label(head, role="muted", parent=self), 0, column)
        self._lines = {
            kind: self._add(grid, place, kind) for place, kind in enumerate(RequirementKind, start=1)
        }
        self.setFocusProxy(next(iter(self._lines.values())).wanted)

    def value(self) -> tuple[RequirementDraft, ...]:
        """Return the ticked requirements."""
        return tuple(
            RequirementDraft(
                kind=kind,
                title=line.title.value() or self._usual(kind),
                due_on=line.due.value(),
                due_basis=line.basis.value(),
            )
            for kind, line in self._lines.items()
            if line.wanted.value()
        )

    def set_value(self, value: tuple[RequirementDraft, ...] | None) -> None:
        """Show these requirements; the others are not ticked."""
        given = {each.kind: each for each in value or ()}
        for kind, line in self._lines.items():
            each = given.get(kind)
            line.wanted.set_value(each is not None)
            line.title.set_value(each.title if each else self._usual(kind))
            line.due.set_value(each.due_on if each else None)
            line.basis.set_value(each.due_basis if each else DueBasis.OWN)
            self._enable(line)

    def written(self) -> list[dict[str, Any]]:
        """Return every line as it stands, half a date too; JSON can hold it."""
        return [
            {"kind": kind, **{name: written(getattr(line, name)) for name in _Line.__slots__}}
            for kind, line in self._lines.items()
        ]

    def write_again(self, lines: Iterable[Mapping[str, Any]]) -> None:
        """Write what ``written`` returned, as the user would."""
        for each in lines:
            line = self._lines[RequirementKind(each["kind"])]
            for name in _Line.__slots__:
                write_again(getattr(line, name), each[name])

    def problem(self) -> str:
        """Return what is wrong with the first unreadable date."""
        lines = (line for line in self._lines.values() if line.wanted.value())
        return next((problem for line in lines if (problem := line.due.problem())), "")

    def _add(self, grid: QGridLayout, place: int, kind: RequirementKind) -> _Line:
        line = _Line(
            CheckField("", self),
            LineField(parent=self),
            DateField(self),
            ChoiceField(basis_words(self), self),
        )
        usual = self._usual(kind)
        line.wanted.setAccessibleName(self.tr("Требуется: {0}").format(usual))
        line.title.setAccessibleName(self.tr("Что сделать: {0}").format(usual))
        line.due.setAccessibleName(self.tr("Срок: {0}").format(usual))
        line.basis.setAccessibleName(self.tr("Откуда срок: {0}").format(usual))
        line.due.setFixedWidth(132)
        line.title.setText(usual)
        editors = (line.wanted, line.title, line.due, line.basis)
        for column, editor in enumerate(editors):
            grid.addWidget(editor, place, column)
        for changed in (line.wanted.changed, line.title.changed, line.due.changed, line.basis.changed):
            changed.connect(self.changed)
        line.wanted.changed.connect(lambda: self._enable(line))
        self._enable(line)
        return line

    def _enable(self, line: _Line) -> None:
        for editor in (line.title, line.due, line.basis):
            editor.setEnabled(line.wanted.value())

    @staticmethod
    def _usual(kind: RequirementKind) -> str:
        return REQUIREMENT_KINDS[kind]
