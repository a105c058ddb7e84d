"""The two cards of the tab of copies: the last copy and its folder, the second place and its state."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDir, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop_app.ui.kit.badge import Badge
from desktop_app.ui.kit.card import Card
from desktop_app.ui.kit.labels import primary, quiet, text_label
from desktop_app.ui.theme.colours import Tone

if TYPE_CHECKING:
    from desktop_app.services.copies.service import CopyRow, Place

LONG_AGO = timedelta(days=7)
"""A second copy older than this is worth a reminder."""
_SECOND = "second"


def moment(made_at: datetime) -> str:
    """Return a moment as the user's clock showed it: «23.11.2026 17:05»."""
    return f"{made_at.astimezone():%d.%m.%Y %H:%M}"


def megabytes(size: int) -> str:
    """Return a size in bytes for eyes: «3,2 МБ»."""
    number = f"{size / 1_048_576:.1f}".replace(".", ",")
    return QCoreApplication.translate("copies", "{0} МБ").format(number)


def path_label(parent: QWidget) -> QLabel:
    """Return a label for a folder's path that can be marked and copied."""
    label = text_label("", role="muted", parent=parent)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label


class LastCopyCard(Card):
    """When the newest good copy was made, where it is, and the button that makes one now."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Последняя копия"), parent)
        self.folder: Path | None = None
        self.badge = Badge(parent=self)
        self.made = text_label("", parent=self)
        self.path = path_label(self)
        note = self.tr(
            "Копия делается сама: каждый день, при закрытии, перед загрузкой таблиц и обновлением файла. "
            "Каждая тут же открывается и проверяется. "
            "Хранятся 7\u00a0дневных, 5\u00a0недельных и 12\u00a0месячных."
        )
        self.make_button = primary(self.tr("Сделать копию сейчас"), self)
        self.folder_button = quiet(self.tr("Открыть папку"), self)
        head = QHBoxLayout()
        head.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self.made, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.make_button)
        buttons.addWidget(self.folder_button)
        buttons.addStretch(1)
        self.content.addLayout(head)
        self.content.addWidget(self.path)
        self.content.addWidget(text_label(note, role="muted", parent=self))
        self.content.addStretch(1)
        self.content.addLayout(buttons)

    def show_state(self, places: Sequence[Place], rows: Sequence[CopyRow], today: date) -> None:
        """Show the newest copy of the main folder."""
        main = places[0].folder
        self.folder = main if main.is_dir() else main.parent
        self.path.setText(QDir.toNativeSeparators(str(main)))
        last = next((row for row in rows if row.path.parent == main and not row.problems), None)
        if last is None:
            self.badge.show_state(self.tr("Копий ещё нет"), Tone.BAD)
            self.made.clear()
            return
        fresh = last.made_at.astimezone().date() == today
        words = self.tr("Сделана сегодня") if fresh else self.tr("Сегодня ещё не было")
        self.badge.show_state(words, Tone.GOOD if fresh else Tone.BUSY)
        self.made.setText(
            self.tr("№ {0} от {1}, {2}").format(last.sequence, moment(last.made_at), megabytes(last.size))
        )

    def set_busy(self, *, busy: bool) -> None:
        """Say that a copy is being made."""
        self.make_button.setEnabled(not busy)
        self.make_button.setText(self.tr("Копирую…") if busy else self.tr("Сделать копию сейчас"))


class SecondPlaceCard(Card):
    """A stick or another disk that gets every copy too, whenever it is there."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Вторая копия: на флешку или другой диск"), parent)
        self.badge = Badge(parent=self)
        self.made = text_label("", parent=self)
        self.path = path_label(self)
        self.note = text_label("", role="muted", parent=self)
        self.problem = text_label("", role="problem", parent=self)
        self.choose_button = QPushButton(self.tr("Выбрать папку…"), self)
        self.forget_button = quiet(self.tr("Больше не делать"), self)
        head = QHBoxLayout()
        head.addWidget(self.badge, 0, Qt.AlignmentFlag.AlignLeft)
        head.addWidget(self.made, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.choose_button)
        buttons.addWidget(self.forget_button)
        buttons.addStretch(1)
        self.content.addLayout(head)
        for label in (self.path, self.note, self.problem):
            self.content.addWidget(label)
        self.content.addStretch(1)
        self.content.addLayout(buttons)
        self.show_state((), date.min)

    def show_state(self, places: Sequence[Place], today: date) -> None:
        """Show the second place, present, away or not chosen."""
        self._today = today
        place = next((place for place in places if place.kind.value == _SECOND), None)
        self.forget_button.setVisible(place is not None)
        self.path.setText("" if place is None else QDir.toNativeSeparators(str(place.folder)))
        made_at = place.made_at if place is not None else None
        self.made.setText(self.tr("последняя {0}").format(moment(made_at)) if made_at else "")
        self.badge.show_state(*self._state(place))
        self.note.setText(self._note(place))
        trouble = place.trouble if place is not None else ""
        self.problem.setText(trouble)
        for label in (self.path, self.made, self.problem):
            label.setVisible(bool(label.text()))

    def _state(self, place: Place | None) -> tuple[str, Tone]:
        if place is None:
            return self.tr("Не выбрана"), Tone.QUIET
        if place.trouble:
            return self.tr("Не удалась"), Tone.BAD
        if not place.present:
            return self.tr("Не подключена"), Tone.BUSY if self._long_ago(place) else Tone.QUIET
        if place.same_disk:
            return self.tr("На том же диске"), Tone.BUSY
        return self.tr("Подключена"), Tone.GOOD

    def _note(self, place: Place | None) -> str:
        if place is None:
            return self.tr(
                "Если сломается диск, копии рядом с файлом пропадут вместе с ним. Выберите флешку или папку "
                "на другом диске: каждая копия будет ложиться и туда."
            )
        if not place.present:
            wait = self.tr("Ничего страшного: копия ляжет туда, когда флешка будет вставлена.")
            late = self.tr("Прошло больше недели — пора её вставить.")
            return f"{wait} {late}" if self._long_ago(place) else wait
        if place.same_disk:
            return self.tr("Эта папка на том же диске, что и файл: от поломки диска она не спасёт.")
        return self.tr("Каждая копия ложится и сюда. Флешку можно вынуть, когда программа закрыта.")

    def _long_ago(self, place: Place) -> bool:
        return place.made_at is None or self._today - place.made_at.astimezone().date() > LONG_AGO
