"""The one question when something typed is not stored yet."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto

from PySide6.QtWidgets import QMessageBox, QWidget


class Answer(Enum):
    """What to do with unsaved typing."""

    SAVE = auto()
    DISCARD = auto()
    STAY = auto()


def ask_unsaved(parent: QWidget, titles: Sequence[str]) -> Answer:
    """Ask what to do with what is typed on these pages; Escape stays."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(parent.tr("Несохранённые изменения"))
    box.setText(parent.tr("Введённое ещё не сохранено: {0}.").format(", ".join(titles)))
    save = box.addButton(parent.tr("Сохранить"), QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton(parent.tr("Не сохранять"), QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(parent.tr("Отмена"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(stay)
    box.exec()
    clicked = box.clickedButton()
    if clicked is save:
        return Answer.SAVE
    return Answer.DISCARD if clicked is discard else Answer.STAY
