"""Paste a letter's text: what was read in it, each value beside its fragment, before the form is filled."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.russian.dates import short_date
from desktop_app.services.directive.reading import read_letter
from desktop_app.services.directive.reading_draft import drafted
from desktop_app.services.directive.reading_text import Found
from desktop_app.ui.kit.badge import Badge
from desktop_app.ui.kit.keeping import FormKeeper
from desktop_app.ui.kit.labels import breakable, not_by_enter, primary, scrolled, text_label
from desktop_app.ui.kit.room import resize_within
from desktop_app.ui.kit.scale import by_font
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.style import GAP, MARGIN

if TYPE_CHECKING:
    from desktop_app.services.directive.types import DirectiveDraft
    from desktop_app.services.form_drafts import FormDraftService


NARROW = 640
"""Pixels of the dialog: in less a fragment stands below its value."""
KEPT_AS = "directive:text"
"""The name a pasted text is kept under."""


class ReadingDialog(QDialog):
    """A place for the text and the proposals; ``draft`` is what the form is filled with."""

    def __init__(self, parent: QWidget | None = None, *, drafts: FormDraftService | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Письмо из текста"))
        resize_within(self, 900, 620)
        self.text = QPlainTextEdit(self)
        self.text.setAccessibleName(self.tr("Текст письма"))
        self.text.setPlaceholderText(
            self.tr("Откройте письмо, выделите весь текст, скопируйте и вставьте сюда: кнопкой или Ctrl+V")
        )
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._read)
        self._proposal = read_letter("")
        self._narrow = False
        self.paste_button = QPushButton(self.tr("Вставить скопированный текст"), self)
        self.paste_button.clicked.connect(self._on_paste)
        not_by_enter(self.paste_button)
        self.use_button = primary(self.tr("Заполнить форму"), self)
        self.use_button.clicked.connect(self.accept)
        cancel = QPushButton(self.tr("Отмена"), self)
        cancel.clicked.connect(self.reject)
        buttons = QHBoxLayout()
        buttons.addWidget(self.paste_button)
        buttons.addStretch(1)
        buttons.addWidget(self.use_button)
        buttons.addWidget(cancel)
        self._lines = QWidget(self)
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 0, GAP, 0)
        self._grid.setHorizontalSpacing(2 * GAP)
        self._grid.setVerticalSpacing(GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN - GAP, MARGIN, MARGIN - GAP)
        column.setSpacing(GAP + 4)
        column.addWidget(self.text, 2)
        column.addWidget(scrolled(self._lines), 3)
        column.addLayout(buttons)
        self._share()
        self._read()
        if drafts is not None:
            self._keep_text(drafts)

    def draft(self) -> DirectiveDraft:
        """Return what the form is to be filled with."""
        return drafted(self._proposal, self.text.toPlainText())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the fragments beside the values, or below them where there is no room."""
        super().resizeEvent(event)
        narrow = event.size().width() < by_font(NARROW)
        if narrow != self._narrow:
            self._narrow = narrow
            self._share()
            self._show_all()

    def names(self) -> dict[str, str]:
        """Return what each proposed field is called."""
        return {
            "number": self.tr("Номер"),
            "dated": self.tr("Дата"),
            "due": self.tr("Срок"),
            "sender": self.tr("От кого"),
            "signatory": self.tr("Кто подписал"),
            "signatory_post": self.tr("Должность"),
            "subject": self.tr("О чём"),
            "links": self.tr("Ссылки"),
            "sheets": self.tr("Листов"),
        }

    def _on_paste(self) -> None:
        """Put what was copied in the place of what stands here."""
        self.text.selectAll()
        self.text.paste()
        self.text.setFocus()

    def _keep_text(self, drafts: FormDraftService) -> None:
        """Bring back the text a crash took, and keep what is here until the dialog closes."""
        keeper = FormKeeper(
            drafts, KEPT_AS, lambda: {"text": self.text.toPlainText()} if self._has_text() else None, self
        )
        if (kept := keeper.take()) is not None:
            self.text.setPlainText(str(kept.values.get("text", "")))
        self.text.textChanged.connect(keeper.touch)
        keeper.follow(self)

    def _has_text(self) -> bool:
        return bool(self.text.toPlainText().strip())

    def _read(self) -> None:
        text = self.text.toPlainText()
        self._proposal = read_letter(text)
        self.use_button.setEnabled(bool(text.strip()))
        self._show_all()

    def _share(self) -> None:
        """Leave the width to the values and the fragments."""
        self._grid.setColumnStretch(1, 2)
        self._grid.setColumnStretch(3, 0 if self._narrow else 3)

    def _show_all(self) -> None:
        self._clear()
        if not self._has_text():
            self._grid.addWidget(
                text_label(
                    self.tr("Здесь появится, что программа нашла в письме, и строка, откуда это взято."),
                    role="muted",
                    parent=self._lines,
                ),
                0,
                0,
                1,
                4,
            )
            return
        for place, (name, words) in enumerate(self.names().items()):
            self._show(place, words, getattr(self._proposal, name))
        self._grid.setRowStretch(2 * len(self.names()), 1)

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _show(self, place: int, words: str, found: Found[object]) -> None:
        shown = self._shown(found.value)
        said, role = (shown, "") if shown else (self.tr("не найдено"), "muted")
        value = text_label(breakable(said), role=role, parent=self._lines)
        value.setAccessibleName(f"{words}: {said}")
        top = Qt.AlignmentFlag.AlignTop
        line = 2 * place
        self._grid.addWidget(text_label(words, role="muted", parent=self._lines), line, 0, top)
        self._grid.addWidget(value, line, 1, top)
        if not found.sure:
            badge = Badge(self.tr("проверьте") if shown else self.tr("укажите"), Tone.BUSY, self._lines)
            self._grid.addWidget(badge, line, 2, top)
        fragment = text_label(breakable(found.fragment), role="muted", parent=self._lines)
        if self._narrow:
            fragment.setVisible(bool(found.fragment))
            self._grid.addWidget(fragment, line + 1, 1, 1, 2, top)
        else:
            self._grid.addWidget(fragment, line, 3, top)

    def _shown(self, value: object) -> str:
        if isinstance(value, date):
            return short_date(value)
        if isinstance(value, tuple):
            return "\n".join(map(str, value))
        return "" if value is None else str(value)
