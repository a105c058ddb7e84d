"""Ask about a table that is not where it was, though questions about it are answered."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QDir
from PySide6.QtWidgets import QMessageBox, QWidget


class Moved(Enum):
    """What to do about it."""

    SHOW = auto()
    FORGET = auto()
    NOTHING = auto()


def ask_about_moved(parent: QWidget, path: Path) -> Moved:
    """Say that a table is not there any more, and ask where it is; Escape leaves everything as it is."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(parent.tr("Файл перемещён"))
    box.setText(parent.tr("Файла «{0}» больше нет там, где он был.").format(path.name))
    folder = QDir.toNativeSeparators(str(path.parent))
    said = parent.tr("Он лежал здесь: {0}\nОтветы на вопросы о нём целы: укажите, где он теперь.")
    box.setInformativeText(said.format(folder))
    show = box.addButton(parent.tr("Указать файл…"), QMessageBox.ButtonRole.AcceptRole)
    forget = box.addButton(parent.tr("Забыть ответы"), QMessageBox.ButtonRole.DestructiveRole)
    cancel = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(show)
    box.setEscapeButton(cancel)
    box.exec()
    clicked = box.clickedButton()
    if clicked is show:
        return Moved.SHOW
    return Moved.FORGET if clicked is forget else Moved.NOTHING
