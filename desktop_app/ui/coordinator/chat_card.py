"""The working chat: the letter's link word for word, a code for a phone, when one joined and its proof."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QTextOption
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.services.coordinator.types import AppointmentRow
from desktop_app.services.directive.types import DirectiveRow
from desktop_app.ui.coordinator.qr_code import QrCode
from desktop_app.ui.coordinator.words import day
from desktop_app.ui.kit.badge import Badge
from desktop_app.ui.kit.card import Card
from desktop_app.ui.kit.fields import TextField
from desktop_app.ui.kit.labels import text_label
from desktop_app.ui.parents.proof_box import ProofBox
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.style import GAP


class ChatCard(Card):
    """Where to join; below it, whether it was done."""

    told = Signal(str)
    """Good news that changes nothing in the record."""
    letter_wanted = Signal()
    join_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Рабочий чат"), parent)
        self.badge = Badge(parent=self)
        self.where = text_label("", parent=self)
        self.link = TextField(lines=4)
        self.link.setReadOnly(True)
        self.link.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.link.setAccessibleName(self.tr("Ссылка на чат"))
        self.copy_button = QPushButton(self.tr("Скопировать ссылку"), self)
        self.copy_button.clicked.connect(self.copy_link)
        self.letter_button = QPushButton(self.tr("Открыть письмо"), self)
        self.letter_button.clicked.connect(self.letter_wanted)
        self.join_button = QPushButton(self.tr("Отметить вступление"), self)
        self.join_button.clicked.connect(self.join_wanted)
        self.qr = QrCode(self)
        self.proof = ProofBox(self)
        self._link = ""
        self._lay_out()

    def show_letter(self, letter: DirectiveRow | None) -> None:
        """Show the chat of the current letter."""
        self._link = letter.chat_link if letter else ""
        named = [letter.chat_name, letter.chat_platform] if letter else []
        self.where.setText(
            ", ".join(part for part in named if part)
            if self._link
            else self.tr("В письме нет ссылки на чат. Её можно вписать в письмо на экране «Обзор».")
        )
        self.where.setVisible(bool(self.where.text()))
        self.link.set_value(self._link)
        for widget in (self.link, self.copy_button):
            widget.setVisible(bool(self._link))
        self.letter_button.setVisible(not self._link)
        self.qr.show_payload(self._link)

    def show_person(self, row: AppointmentRow | None) -> None:
        """Show whether this person has joined, and the picture of it."""
        joined = row.chat_joined_on if row else None
        if joined is None:
            self.badge.show_state(self.tr("не отмечено"), Tone.BUSY)
        else:
            self.badge.show_state(self.tr("в чате с {0}").format(day(joined)), Tone.GOOD)
        self.badge.setVisible(row is not None)
        self.join_button.setVisible(row is not None and joined is None)
        self.proof.setVisible(row is not None)
        self.proof.show_file(row.chat_proof_id if row else None)
        if row is not None and row.chat_proof is not None:
            self.proof.state.setText(self.tr("Приложен файл «{0}»").format(row.chat_proof.name))

    def copy_link(self) -> None:
        """Put the link on the clipboard exactly as the letter has it."""
        QGuiApplication.clipboard().setText(self._link)
        self.told.emit(self.tr("Ссылка на чат скопирована"))

    def _lay_out(self) -> None:
        self.content.removeWidget(self.heading)
        head = QHBoxLayout()
        head.addWidget(self.heading, 1)
        head.addWidget(self.badge)
        self.content.addLayout(head)
        self.content.addWidget(self.where)
        words = QVBoxLayout()
        words.setSpacing(GAP)
        words.addWidget(self.link)
        words.addWidget(self.copy_button)
        words.addWidget(self.letter_button)
        words.addWidget(self.join_button)
        words.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(2 * GAP)
        row.addLayout(words, 1)
        row.addWidget(self.qr, 0, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(row)
        self.content.addWidget(self.proof)
        self.content.addStretch(1)
