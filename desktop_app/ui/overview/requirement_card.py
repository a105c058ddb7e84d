"""One requirement: state, what is missing, when it is due, and one button that goes there."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.services.compliance.types import RequirementState, RequirementStatus
from desktop_app.services.labels import REQUIREMENT_STATES
from desktop_app.ui.kit.badge import Badge
from desktop_app.ui.kit.elided import ElidedLabel
from desktop_app.ui.kit.labels import primary, text_label
from desktop_app.ui.kit.scale import UNLIMITED, by_font
from desktop_app.ui.kit.tips import tip_of
from desktop_app.ui.overview.words import FIELDS, SCREENS, TONES, due_line, glued, screen_name
from desktop_app.ui.theme.style import GAP

BADGE = 104
"""Width of the state, px: the words of all cards begin on one line."""
BUTTON = 128


class RequirementCard(QFrame):
    """A card over the whole width; the button sends its screen and field.

    What is done takes one line less and no accent: the eye goes to what is not.
    """

    wanted = Signal(str, str)

    def __init__(
        self, status: RequirementStatus, parent: QWidget | None = None, *, first: bool = False
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self.status = status
        done = status.state is RequirementState.DONE
        row = QHBoxLayout(self)
        around = GAP - 4 if done else GAP
        row.setContentsMargins(GAP + 4, around, GAP + 4, around)
        row.setSpacing(GAP + 4)
        self._told = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._told.setSpacing(GAP + 4)
        self._state = self._make_state(status)
        self._told.addLayout(self._state)
        words = QVBoxLayout()
        words.setSpacing(2)
        if done:
            title = ElidedLabel("strong", self)
            title.setText(status.title)
            words.addWidget(title)
        else:
            words.addWidget(text_label(status.title, role="strong", parent=self))
        self.reason = text_label(glued(status.reason), role="muted" if done else "", parent=self)
        self.reason.setToolTip(tip_of("\n".join(status.evidence)))
        words.addWidget(self.reason)
        self._told.addLayout(words, 1)
        row.addLayout(self._told, 1)
        screen = SCREENS[status.kind]
        name = screen_name(self, screen)
        self.button = primary(name, self) if first else QPushButton(name, self)
        self.button.setMinimumWidth(by_font(BUTTON))
        self.button.setAccessibleName(self.tr("{0}: {1}").format(self.button.text(), status.title))
        self.button.clicked.connect(lambda: self.wanted.emit(screen, FIELDS.get(status.kind, "")))
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignVCenter)

    def set_narrow(self, *, narrow: bool) -> None:
        """Put the state above the words where there is no room beside them (a large scale)."""
        below, beside = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._told.setDirection(below if narrow else beside)
        self._told.setSpacing(4 if narrow else GAP + 4)
        self._state.setDirection(beside if narrow else below)
        self._state.setSpacing(GAP if narrow else 2)
        self._state.setStretch(0, int(not narrow))  # in a row it begins at the left
        if self.due is not None:
            self._state.setStretchFactor(self.due, int(narrow))
            beside_it = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            self.due.setAlignment(beside_it if narrow else Qt.AlignmentFlag.AlignCenter)
            self.due.setMaximumWidth(UNLIMITED if narrow else by_font(BADGE))
        self.updateGeometry()  # the words wrap otherwise now: the page has to ask again how high it is

    def _make_state(self, status: RequirementStatus) -> QBoxLayout:
        """Return the state and who set the term: below the words that would cost every card a line."""
        self.badge = Badge(REQUIREMENT_STATES[status.state], TONES[status.state], self)
        self.badge.setMinimumWidth(by_font(BADGE))
        self.badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.due: QLabel | None = None
        state = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        state.setSpacing(2)
        state.addStretch(1)
        state.addWidget(self.badge)
        if status.state is not RequirementState.DONE:
            self.due = text_label(due_line(self, status), role="muted", parent=self)
            self.due.setAlignment(Qt.AlignmentFlag.AlignCenter)
            self.due.setMaximumWidth(by_font(BADGE))
            state.addWidget(self.due)
        state.addStretch(1)
        return state
