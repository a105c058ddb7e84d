"""Labels and buttons with a role of the style sheet."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QWidget

_LONGEST: Final = 24
"""Letters of a word that fits beside the others in any column."""
_BREAK: Final = "\u200b"
"""A place to break that is not seen (zero width space)."""
_LONG_WORD: Final = re.compile(rf"[^ \n]{{{_LONGEST + 1},}}")


def retouch(widget: QWidget, name: str, value: str) -> None:
    """Set a property the style sheet looks at, and restyle the widget when it has changed."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if not widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        return  # never shown: it is styled when it is
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


def show_or_hide(widget: QWidget, *, shown: bool) -> None:
    """Show or hide a part of a screen; one nobody has hidden yet comes with its screen.

    Asked to show, Qt styles a widget at once, and again each time what it stands in is put into something.
    """
    parent = widget.parentWidget()
    told = widget.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide)
    if not shown or told or (parent is not None and parent.isVisible()):
        widget.setVisible(shown)


def keep_place(label: QLabel, *, kept: bool) -> None:
    """Let a label keep its room while it is hidden, so that nothing below moves, or give it up."""
    policy = label.sizePolicy()
    if policy.retainSizeWhenHidden() != kept:
        policy.setRetainSizeWhenHidden(kept)
        label.setSizePolicy(policy)
        parent = label.parentWidget()
        layout = parent.layout() if parent is not None and label.isHidden() else None
        if layout is not None:
            layout.update()  # of what is hidden a layout hears nothing by itself


def breakable(text: str) -> str:
    """Return ``text`` with unseen places to break in very long words: a label is as wide as its longest."""
    return _LONG_WORD.sub(lambda found: _BREAK.join(_pieces(found.group())), text)


def _pieces(word: str) -> list[str]:
    half = _LONGEST // 2
    return [word[start : start + half] for start in range(0, len(word), half)]


def text_label(text: str, *, role: str = "", parent: QWidget | None = None) -> QLabel:
    """Return a wrapping label of plain text; roles: title, heading, strong, figure, muted, problem."""
    label = QLabel(text, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if role:
        label.setProperty("role", role)
    return label


def primary(text: str, parent: QWidget | None = None) -> QPushButton:
    """Return the one button of a screen that carries the accent."""
    button = QPushButton(text, parent)
    button.setProperty("role", "primary")
    return button


def quiet(text: str, parent: QWidget | None = None) -> QPushButton:
    """Return a button without a frame, for what is rarely wanted."""
    button = QPushButton(text, parent)
    button.setProperty("role", "quiet")
    return button


def not_by_enter(*buttons: QPushButton) -> None:
    """Let Enter press these where they have the keyboard, and never from a field beside them.

    In a dialog Qt gives Enter in a field to the first button that takes it, whatever that one does.
    """
    for button in buttons:
        button.setAutoDefault(False)
        for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shortcut = QShortcut(QKeySequence(key), button, button.click)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)


def rule(parent: QWidget | None = None) -> QFrame:
    """Return a thin horizontal line."""
    line = QFrame(parent)
    line.setProperty("role", "line")
    return line


def scrolled(widget: QWidget, area: QScrollArea | None = None) -> QScrollArea:
    """Return the widget in an area that scrolls: a new one, or one that is in its place already.

    It scrolls down, and sideways only where a large font leaves no other way to what is at the right.

    What is in a new one is styled again when the area is put into its place; it takes the keyboard before it.
    """
    widget.setProperty("role", "scrolled")
    widget.resize(widget.size())  # one without a size is measured by the area, and styled for that
    area = area or QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidget(widget)
    return area
