"""Colours of a template: what the record fills in, what it decides, notes."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtGui import QColor, QFont, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from desktop_app.ui.theme.colours import Colours

_FIELD: Final = re.compile(r"\{\{.*?\}\}")
_DECISION: Final = re.compile(r"\{%.*?%\}")
_NOTE: Final = re.compile(r"\{#.*?#\}")
_MARK: Final = re.compile(r"^\s*(?:\w+:(?=\s)|#{1,2}\.)")
"""«Заголовок:» and the marks of numbered items at the start of a line."""


class TemplateHighlighter(QSyntaxHighlighter):
    """Sets the fields and the conditions apart from the school's own words."""

    def __init__(self, document: QTextDocument, colours: Colours) -> None:
        super().__init__(document)
        self._formats = _formats(colours)

    def dress(self, colours: Colours) -> None:
        """Use the colours of another theme."""
        self._formats = _formats(colours)
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:  # noqa: N802 - Qt's own name
        """Colour one line."""
        for pattern, look in self._formats:
            for match in pattern.finditer(text):
                # positions of Qt count UTF-16 units; a sign outside the first plane is two of them
                start, end = _units(text[: match.start()]), _units(text[: match.end()])
                self.setFormat(start, end - start, look)


def _formats(colours: Colours) -> tuple[tuple[re.Pattern[str], QTextCharFormat], ...]:
    field, decision, note, mark = (QTextCharFormat() for _ in range(4))
    field.setForeground(QColor(colours.accent))
    decision.setForeground(QColor(colours.busy))
    note.setForeground(QColor(colours.muted))
    note.setFontItalic(True)
    mark.setFontWeight(QFont.Weight.DemiBold)
    return ((_MARK, mark), (_FIELD, field), (_DECISION, decision), (_NOTE, note))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
