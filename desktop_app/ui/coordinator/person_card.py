"""What is known of one appointment, to read; what is missing is said in its place."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QWidget

from desktop_app.services.coordinator.types import AppointmentRow
from desktop_app.ui.coordinator.words import day, office, order_line, state_of
from desktop_app.ui.kit.badge import Badge
from desktop_app.ui.kit.card import Card
from desktop_app.ui.kit.labels import retouch, text_label
from desktop_app.ui.theme.style import GAP


class PersonCard(Card):
    """Name and state over the facts."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.name = text_label("", role="title", parent=self)
        self.post = text_label("", role="muted", parent=self)
        self.badge = Badge(parent=self)
        head = QHBoxLayout()
        head.addWidget(self.name, 1)
        head.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignTop)
        self.content.addLayout(head)
        self.content.addWidget(self.post)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, GAP, 0, 0)
        self._grid.setHorizontalSpacing(2 * GAP)
        self._grid.setVerticalSpacing(GAP)
        self._grid.setColumnStretch(1, 1)
        self.content.addLayout(self._grid)
        self.remark = text_label("", role="problem", parent=self)
        self.content.addWidget(self.remark)
        self.content.addStretch(1)
        self._facts: dict[str, tuple[QLabel, QLabel]] = {}
        for key, title in self._titles().items():
            self._add(key, title)

    def show_row(self, row: AppointmentRow) -> None:
        """Show an appointment."""
        self.name.setText(row.name)
        self.post.setText(row.post or self.tr("Должность не указана"))
        self.badge.show_state(*state_of(row))
        self._fill("order", order_line(row), self.tr("не оформлен"))
        self._fill("office", office(row), self.tr("дата не указана"))
        self._fill("phone", row.phone, self.tr("не указан"))
        self._fill("email", row.email, self.tr("не указана"))
        parts = (row.substitute_name, row.substitute_post)
        self._fill("substitute", ", ".join(part for part in parts if part), self.tr("никто не назначен"))
        joined = self.tr("с {0}").format(day(row.chat_joined_on)) if row.chat_joined_on else ""
        self._fill("chat", joined, self.tr("вступление не отмечено"))
        self._fill("note", row.note, "")
        self.remark.setText(self._remark(row))
        self.remark.setVisible(bool(self.remark.text()))

    def _titles(self) -> dict[str, str]:
        return {
            "order": self.tr("Приказ"),
            "office": self.tr("Отвечает"),
            "phone": self.tr("Рабочий телефон"),
            "email": self.tr("Электронная почта"),
            "substitute": self.tr("Замещает"),
            "chat": self.tr("В рабочем чате"),
            "note": self.tr("Заметка"),
        }

    def _add(self, key: str, title: str) -> None:
        caption = text_label(title, role="muted", parent=self)
        caption.setWordWrap(False)
        value = text_label("", parent=self)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setAccessibleName(title)
        line = len(self._facts)
        self._grid.addWidget(caption, line, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, line, 1)
        self._facts[key] = (caption, value)

    def _fill(self, key: str, text: str, missing: str) -> None:
        caption, value = self._facts[key]
        value.setText(text or missing)
        retouch(value, "role", "" if text else "muted")
        caption.setVisible(bool(text or missing))
        value.setVisible(bool(text or missing))

    def _remark(self, row: AppointmentRow) -> str:
        if row.order_date and row.appointed_on and row.order_date > row.appointed_on:
            return self.tr("Приказ подписан позже дня, с которого человек отвечает: проверьте даты.")
        return ""
