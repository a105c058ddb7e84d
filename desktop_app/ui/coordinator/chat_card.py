"""The regional chat: its link to the letter, a code for a phone, the proof of having joined."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from desktop_app.documents.qr import MOST_BYTES, QUIET, Symbol, symbol_of
from desktop_app.russian.dates import short_date
from desktop_app.services.coordinator.types import AppointmentRow
from desktop_app.services.directive.types import DirectiveRow
from desktop_app.ui.kit.card import Card
from desktop_app.ui.kit.drop import DropZone
from desktop_app.ui.kit.labels import text_label

MOST_SIDE = 330
"""Pixels there are for the code on the narrow card."""
DOTS = 4
"""Pixels a module of the code is wide on screen: a phone reads it from arm's length."""


class LinkCode(QWidget):
    """A QR code, always dark on white: phones read no inverted ones."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._symbol: Symbol | None = None
        self._dots = DOTS

    def show_link(self, link: str) -> None:
        """Show the code of a link; nothing for an empty one, or one too long for a phone to read."""
        self._symbol = symbol_of(link) if 0 < len(link.encode()) <= MOST_BYTES else None
        modules = self._symbol.side + 2 * QUIET if self._symbol else 0
        self._dots = max(1, min(DOTS, MOST_SIDE // modules)) if modules else DOTS
        side = self._dots * modules
        self.setFixedSize(QSize(side, side))
        self.setVisible(self._symbol is not None)
        self.update()

    def has_code(self) -> bool:
        """Return whether there is a code to hold a phone before."""
        return self._symbol is not None

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the modules."""
        if self._symbol is None:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        for row, first, length in self._symbol.dark:
            dots = self._dots
            box = QRectF((first + QUIET) * dots, (row + QUIET) * dots, length * dots, dots)
            painter.fillRect(box, Qt.GlobalColor.black)
        painter.end()


class ChatCard(Card):
    """Where to join, and what shows that somebody did."""

    proof_chosen = Signal(object)
    """A ``NewFile`` to keep as the proof."""
    proof_wanted = Signal(int)
    """The stored proof is to be shown."""
    failed = Signal(object)
    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.heading.setText(self.tr("Рабочий чат"))
        self.heading.show()
        self._link = ""
        self._proof: int | None = None
        self.name = text_label("", parent=self)
        self.link = text_label("", role="muted", parent=self)
        self.link.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy_button = QPushButton(self.tr("Скопировать ссылку"), self)
        self.copy_button.clicked.connect(self._on_copy)
        self.code = LinkCode(self)
        self.code.setAccessibleName(self.tr("Код ссылки для телефона"))
        hint = self.tr("Наведите камеру телефона, чтобы открыть чат.")
        self.code_hint = text_label(hint, role="muted", parent=self)
        self.joined = text_label("", parent=self)
        self.proof = text_label("", parent=self)
        self.show_button = QPushButton(self.tr("Показать подтверждение"), self)
        self.show_button.clicked.connect(self._on_show)
        kinds = self.tr("Снимки и PDF (*.png *.jpg *.jpeg *.webp *.bmp *.pdf)")
        self.drop = DropZone(self.tr("Снимок, где видно вступление"), kinds, self, narrow=True)
        self.drop.chosen.connect(self.proof_chosen)
        self.drop.failed.connect(self.failed)
        self._lay_out()

    def show_chat(self, letter: DirectiveRow | None, row: AppointmentRow | None) -> None:
        """Show the chat of the letter and the proof of the person, where there are any."""
        self._link = letter.chat_link if letter is not None else ""
        name = (letter.chat_name or letter.chat_platform) if letter is not None else ""
        platform = letter.chat_platform if letter is not None else ""
        named = self.tr("«{0}» ({1})").format(name, platform) if platform and name != platform else name
        self.name.setText(named or self.tr("Ссылки на чат в письме нет."))
        self.link.setText(_breakable(self._link))
        self.copy_button.setVisible(bool(self._link))
        self.code.show_link(self._link)
        self.code_hint.setVisible(self.code.has_code())
        joined = row.chat_joined_on if row is not None else None
        self.joined.setText(
            self.tr("Вступление: {0}.").format(short_date(joined))
            if joined
            else self.tr("Дата вступления ещё не записана.")
        )
        self.joined.setVisible(row is not None)
        proof = row.chat_proof if row is not None else None
        self._proof = proof.id if proof else None
        self.show_button.setVisible(proof is not None)
        self.drop.setVisible(row is not None and row.destroyed_on is None)
        self.proof.setText(
            self.tr("Подтверждение: {0}, SHA-256 {1}…").format(proof.name, proof.sha256[:12])
            if proof
            else self.tr("Подтверждения ещё нет.")
        )
        self.proof.setVisible(row is not None)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy_button)
        buttons.addStretch(1)
        self.content.addWidget(self.name)
        self.content.addWidget(self.link)
        self.content.addLayout(buttons)
        self.content.addWidget(self.code, 0, Qt.AlignmentFlag.AlignHCenter)
        for widget in (self.code_hint, self.joined, self.proof, self.show_button, self.drop):
            self.content.addWidget(widget)
        self.content.addStretch(1)

    def _on_show(self) -> None:
        if self._proof is not None:
            self.proof_wanted.emit(self._proof)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._link)
        self.copied.emit()


def _breakable(link: str) -> str:
    """Let a long link wrap after its signs; only for the eye, what is copied is verbatim."""
    for sign in "/?&=":
        link = link.replace(sign, f"{sign}\u200b")
    return link
