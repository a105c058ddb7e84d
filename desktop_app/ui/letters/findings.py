"""What the checker found: errors, remarks, or «Ошибок нет»."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.services.letters.types import Finding, Severity
from desktop_app.ui.kit.badge import Badge
from desktop_app.ui.kit.labels import quiet, text_label
from desktop_app.ui.letters.words import severity_names
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.style import GAP


class FindingList(QWidget):
    """One line a finding, each with the way to the field that mends it."""

    jump = Signal(str, str)
    """Screen and field of a finding."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(GAP)
        self._findings: tuple[Finding, ...] = ()

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is shown."""
        return self._findings

    def blocks(self) -> bool:
        """Return whether an error stands between the paper and its number."""
        return any(finding.severity is Severity.ERROR for finding in self._findings)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show the findings, errors first; none is said plainly."""
        self._findings = tuple(sorted(findings, key=lambda finding: finding.severity is not Severity.ERROR))
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        if not self._findings:
            self._column.addWidget(self._line(Badge(self.tr("Ошибок нет"), Tone.GOOD, self), "", None))
        for finding in self._findings:
            tone = Tone.BAD if finding.severity is Severity.ERROR else Tone.BUSY
            badge = Badge(severity_names()[finding.severity], tone, self)
            self._column.addWidget(self._line(badge, finding.message, self._way(finding)))

    def clear(self) -> None:
        """Show nothing at all: a registered paper is not checked again."""
        self.show_findings(())
        item = self._column.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()

    def _line(self, badge: Badge, message: str, button: QPushButton | None) -> QWidget:
        line = QWidget(self)
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(badge)
        row.addWidget(text_label(message, parent=line), 1)
        if button is not None:
            row.addWidget(button)
        return line

    def _way(self, finding: Finding) -> QPushButton | None:
        if not finding.screen:
            return None
        button = quiet(self.tr("Исправить"), self)
        button.setAccessibleName(self.tr("Исправить: {0}").format(finding.message))
        button.clicked.connect(lambda: self.jump.emit(finding.screen, finding.field))
        return button
