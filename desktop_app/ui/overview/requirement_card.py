"""One requirement: state, what is missing, when it is due, and one button that goes there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.services.compliance.types import RequirementStatus
from desktop_app.services.labels import REQUIREMENT_STATES
from desktop_app.ui.kit.badge import Badge
from desktop_app.ui.kit.labels import text_label
from desktop_app.ui.overview.words import FIELDS, SCREENS, TONES, due_line, screen_name
from desktop_app.ui.theme.style import GAP


class RequirementCard(QFrame):
    """A card over the whole width; the button sends its screen and field."""

    wanted = Signal(str, str)

    def __init__(self, status: RequirementStatus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.status = status
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * GAP, GAP, 2 * GAP, GAP)
        row.setSpacing(2 * GAP)
        words = QVBoxLayout()
        words.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(GAP)
        self.badge = Badge(REQUIREMENT_STATES[status.state], TONES[status.state], self)
        head.addWidget(self.badge)
        head.addWidget(text_label(due_line(self, status), role="muted", parent=self), 1)
        words.addWidget(text_label(status.title, role="strong", parent=self))
        self.reason = text_label(status.reason, parent=self)
        self.reason.setToolTip("\n".join(status.evidence))
        words.addWidget(self.reason)
        words.addLayout(head)
        row.addLayout(words, 1)
        screen = SCREENS[status.kind]
        self.button = QPushButton(screen_name(self, screen), self)
        self.button.setMinimumWidth(136)
        self.button.setAccessibleName(self.tr("{0}: {1}").format(self.button.text(), status.title))
        self.button.clicked.connect(lambda: self.wanted.emit(screen, FIELDS.get(status.kind, "")))
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)
