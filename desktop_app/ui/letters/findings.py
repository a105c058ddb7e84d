"""What the checker found: errors, remarks, or «Ошибок нет» with the day and the hash of the pages."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.russian.dates import short_date
from desktop_app.services.letters.types import Finding, Severity
from desktop_app.ui.kit.badge import Badge
from desktop_app.ui.kit.labels import breakable, quiet, text_label
from desktop_app.ui.letters.words import severity_names
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.style import GAP

FIRST = 4
"""So many remarks are shown at once; the others wait behind a button. Errors are always shown."""
SHORT = 12
"""So many digits of the hash are shown; all of them are in the tool tip."""


class FindingList(QWidget):
    """One line a finding, each with its clause and the way to the field that mends it."""

    jump = Signal(str, str)
    """Screen and field of a finding."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._findings: tuple[Finding, ...] = ()
        self._rest: list[QWidget] = []
        self._open = False

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is shown."""
        return self._findings

    def blocks(self) -> bool:
        """Return whether an error stands between the paper and its number."""
        return any(finding.severity is Severity.ERROR for finding in self._findings)

    def show_findings(
        self, findings: Sequence[Finding], pages: bytes = b"", checked_on: date | None = None
    ) -> None:
        """Show the findings, errors first; without an error say so, and of which ``pages`` it is said."""
        self._findings = tuple(sorted(findings, key=lambda finding: finding.severity is not Severity.ERROR))
        self._wipe()
        if not self.blocks():
            self._column.addWidget(self._clean_line(pages, checked_on))
        errors = sum(finding.severity is Severity.ERROR for finding in self._findings)
        for place, finding in enumerate(self._findings):
            tone = Tone.BAD if finding.severity is Severity.ERROR else Tone.BUSY
            line = self._line(severity_names()[finding.severity], tone, finding.message, finding.clause)
            self._add_way(line, finding)
            self._column.addWidget(line)
            if place >= errors + FIRST:
                self._rest.append(line)
        self._fold()

    def follow_keys_of(self, before: QWidget) -> None:
        """Lead the keys from ``before`` through the new lines: by themselves they would come last."""
        for place in range(self._column.count()):
            item = self._column.itemAt(place)
            line = item.widget() if item is not None else None
            if line is None:
                continue
            buttons = [line] if isinstance(line, QPushButton) else line.findChildren(QPushButton)
            for button in buttons:
                QWidget.setTabOrder(before, button)
                before = button

    def clear(self) -> None:
        """Show nothing at all: a registered paper is not checked again."""
        self._findings = ()
        self._open = False
        self._wipe()

    def _fold(self) -> None:
        """Put the remarks after the first ones behind a button, until it is pressed."""
        for line in self._rest:
            line.setVisible(self._open)
        if self._open or not self._rest:
            return
        button = quiet(self.tr("Показать ещё замечаний: {0}").format(len(self._rest)), self)
        button.clicked.connect(self._on_opened)
        self._column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def _on_opened(self) -> None:
        self._open = True
        item = self._column.takeAt(self._column.count() - 1)
        button = item.widget() if item is not None else None
        if button is not None:
            button.hide()
            button.deleteLater()
        for line in self._rest:
            line.show()
        self._rest[0].findChildren(QPushButton)[0].setFocus()

    def _wipe(self) -> None:
        self._rest = []
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _clean_line(self, pages: bytes, checked_on: date | None) -> QWidget:
        """Say that nothing blocks; remarks are counted, the pages are named by their SHA-256."""
        digest = hashlib.sha256(pages).hexdigest() if pages else ""
        count = len(self._findings)
        message = self.tr("Замечаний: {0}. Регистрации они не мешают.").format(count) if count else ""
        told = []
        if checked_on is not None:
            told.append(self.tr("Проверено {0}").format(short_date(checked_on)))
        if digest:
            told.append(self.tr("SHA-256 страниц {0}…").format(digest[:SHORT]))
        line = self._line(self.tr("Ошибок нет"), Tone.GOOD, message, ", ".join(told))
        line.setToolTip(self.tr("SHA-256 проверенных страниц: {0}").format(digest) if digest else "")
        return line

    def _line(self, verdict: str, tone: Tone, message: str, note: str) -> QWidget:
        """Return a line with all in it made there: what is moved into one that is shown is styled again."""
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Badge(verdict, tone, line), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(1)
        if message:
            words.addWidget(text_label(breakable(message), parent=line))
        if note:
            words.addWidget(text_label(note, role="muted", parent=line))
        words.addStretch(1)
        row.addLayout(words, 1)
        return line

    def _add_way(self, line: QWidget, finding: Finding) -> None:
        """Put the button that leads to what is to be mended at the end of its line."""
        row = line.layout()
        if not finding.screen or not isinstance(row, QHBoxLayout):
            return
        button = quiet(self.tr("Исправить"), line)
        button.setAccessibleName(self.tr("Исправить: {0}").format(finding.message))
        button.clicked.connect(lambda: self.jump.emit(finding.screen, finding.field))
        row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
