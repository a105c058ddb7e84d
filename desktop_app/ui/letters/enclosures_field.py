"""What goes with a letter: tick a paper, say how many copies, call it otherwise, move it up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.services.letters.types import EnclosureDraft, EnclosureRow, PaperKind
from desktop_app.ui.kit.fields import CheckField, LineField, NumberField
from desktop_app.ui.kit.labels import quiet
from desktop_app.ui.kit.presses import often
from desktop_app.ui.letters.words import enclosure_names

MOST_COPIES = 99
_COPIES_WIDTH = 92
_UP_WIDTH = 40
_INDENT = 28
"""Where the words of a tick box begin."""


class EnclosureLine(QWidget):
    """One paper that can go with the letter; copies and title are asked for once it is ticked."""

    changed = Signal()

    def __init__(self, kind: PaperKind, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.kind = kind
        self._name = name
        self.check = CheckField(name, self)
        self.copies = NumberField(1, MOST_COPIES, self)
        self.copies.setSuffix(_tr(" экз."))
        self.copies.setFixedWidth(_COPIES_WIDTH)
        self.copies.setAccessibleName(_tr("Экземпляров: {0}").format(name))
        self.up: QPushButton = quiet("↑", self)
        self.up.setFixedWidth(_UP_WIDTH)
        often(self.up)
        self.up.setToolTip(_tr("Поставить раньше"))
        self.up.setAccessibleName(_tr("Поставить раньше: {0}").format(name))
        self.title = LineField(name, self, limit=200)
        self.title.setAccessibleName(_tr("Название в письме: {0}").format(name))
        more = QHBoxLayout()
        more.setContentsMargins(_INDENT, 0, 0, 0)
        for widget, stretch in ((self.title, 1), (self.copies, 0), (self.up, 0)):
            more.addWidget(widget, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.check)
        column.addLayout(more)
        for field in (self.check, self.copies, self.title):
            field.changed.connect(self._on_changed)
        self._show_more()

    def value(self) -> EnclosureDraft | None:
        """Return the choice, or None when the paper stays at home."""
        if not self.check.isChecked():
            return None
        title = self.title.value()
        return EnclosureDraft(
            kind=self.kind, title="" if title == self._name else title, copies=self.copies.value()
        )

    def set_value(self, chosen: EnclosureDraft | EnclosureRow | None) -> None:
        """Show a stored choice."""
        self.check.set_value(chosen is not None)
        self.copies.set_value(chosen.copies if chosen else None)
        self.title.set_value(chosen.title if chosen and chosen.title != self._name else "")
        self._show_more()

    def _on_changed(self) -> None:
        self._show_more()
        self.changed.emit()

    def _show_more(self) -> None:
        for widget in (self.copies, self.up, self.title):
            widget.setVisible(self.check.isChecked())


class EnclosuresField(QWidget):
    """The papers in the order they are listed in the letter."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.lines = [EnclosureLine(kind, name, self) for kind, name in enclosure_names().items()]
        for line in self.lines:
            self._column.addWidget(line)
            line.changed.connect(self.changed)
            line.up.clicked.connect(lambda _=False, line=line: self._move_up(line))
        self.setFocusProxy(self.lines[0].check)

    def line(self, kind: PaperKind) -> EnclosureLine:
        """Return the line of one paper."""
        return next(line for line in self.lines if line.kind is kind)

    def value(self) -> tuple[EnclosureDraft, ...]:
        """Return what is ticked, in order."""
        return tuple(chosen for line in self.lines if (chosen := line.value()) is not None)

    def set_value(self, value: Iterable[EnclosureDraft | EnclosureRow] | None) -> None:
        """Show the chosen papers first, in their order."""
        chosen = {one.kind: one for one in value or ()}
        order = list(dict.fromkeys([*chosen, *enclosure_names()]))
        self._order(sorted(self.lines, key=lambda line: order.index(line.kind)))
        for line in self.lines:
            line.set_value(chosen.get(line.kind))

    def written(self) -> list[dict[str, Any]]:
        """Return what is ticked, in order, as JSON can hold it."""
        return [asdict(one) for one in self.value()]

    def write_again(self, chosen: Iterable[Mapping[str, Any]]) -> None:
        """Choose what ``written`` returned, as the user would."""
        self.set_value(EnclosureDraft(**{**one, "kind": PaperKind(one["kind"])}) for one in chosen)
        self.changed.emit()

    def problem(self) -> str:
        """Return nothing: every choice can be read."""
        return ""

    def _move_up(self, line: EnclosureLine) -> None:
        """Swap with the ticked paper above; those not ticked do not count."""
        ticked = [one for one in self.lines if one.check.isChecked()]
        place = ticked.index(line)
        if not place:
            return
        lines = [one for one in self.lines if one is not line]
        lines.insert(lines.index(ticked[place - 1]), line)
        self._order(lines)
        line.up.setFocus()
        self.changed.emit()

    def _order(self, lines: list[EnclosureLine]) -> None:
        self.lines = lines
        for line in lines:
            self._column.removeWidget(line)
        for before, line in zip([None, *lines], lines, strict=False):
            self._column.addWidget(line)
            if before is not None:
                QWidget.setTabOrder(before.up, line.check)


def _tr(text: str) -> str:
    return QCoreApplication.translate("letters", text)
