"""What the registers show: words, a year, a kind of paper, or only what was remarked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop_app.russian.fold import fold
from desktop_app.services.letters.types import PaperKind
from desktop_app.ui.kit.fields import CheckField, ChoiceField, LineField
from desktop_app.ui.kit.scale import by_font
from desktop_app.ui.letters.words import kind_names
from desktop_app.ui.theme.style import GAP

PAUSE = 120
"""Milliseconds without typing before the search begins."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is chosen; ``text`` is folded, every word of it must be found."""

    text: str = ""
    year: int | None = None
    kind: PaperKind | None = None
    marked: bool = False

    def finds(self, *texts: str) -> bool:
        """Tell whether every word stands somewhere in the texts."""
        return not self.text or self.finds_folded(fold(" ".join(texts)))

    def finds_folded(self, inside: str) -> bool:
        """Tell whether every word stands somewhere in a text that is folded already."""
        return all(word in inside for word in self.text.split())


class RegisterFilterBar(QWidget):
    """One line of choices; ``changed`` comes when the rows are to be chosen again."""

    changed = Signal()
    left = Signal()
    """Enter was pressed in the search: the user wants to go to what was found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = LineField(self.tr("Поиск: номер, кому, о чём…"), self, limit=200)
        self.search.setAccessibleName(self.tr("Поиск в журнале регистрации"))
        self.search.setToolTip(self.tr("Ctrl+F"))
        self.search.setClearButtonEnabled(True)
        self.year = ChoiceField({}, self, empty=self.tr("Все годы"))
        self.year.setAccessibleName(self.tr("Показать год"))
        self.year.setFixedWidth(by_font(120))
        self.kind = ChoiceField(kind_names(), self, empty=self.tr("Все бумаги"))
        self.kind.setAccessibleName(self.tr("Показать вид бумаги"))
        self.kind.setFixedWidth(by_font(200))
        self.marked = CheckField(self.tr("Только с замечаниями"), self)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.search, 1)
        for widget in (self.year, self.kind, self.marked):
            row.addWidget(widget)
            widget.changed.connect(self.changed)
        self.search.changed.connect(self._pause.start)
        self.search.returnPressed.connect(self.left)

    def wanted(self) -> Wanted:
        """Return what is chosen."""
        return Wanted(fold(self.search.value()), self.year.value(), self.kind.value(), self.marked.value())

    def is_active(self) -> bool:
        """Return whether anything may be hidden."""
        return self.wanted() != Wanted()

    def set_years(self, years: Iterable[int]) -> None:
        """Offer these years, the newest first; the one chosen stays while it is there."""
        choices = {year: str(year) for year in sorted(set(years), reverse=True)}
        self.year.set_choices(choices, empty=self.tr("Все годы"))

    def allow(self, *, papers: bool, remarks: bool) -> None:
        """Show the choices that mean something here: the kind of a paper, and whether there are remarks."""
        self.kind.setVisible(papers)
        self.marked.setVisible(papers and remarks)
        if not remarks and self.marked.value():
            self.marked.set_value(False)

    def reset(self) -> None:
        """Show everything."""
        self.search.set_value("")
        self.year.set_value(None)
        self.kind.set_value(None)
        self.marked.set_value(False)
        self._pause.stop()
        self.changed.emit()
