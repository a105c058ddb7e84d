"""F1: what each screen answers, and the keys."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QMessageBox, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.kit.labels import rule, scrolled, text_label
from desktop_app.ui.kit.room import resize_within
from desktop_app.ui.theme.style import GAP, MARGIN

WIDTH = 640


class HelpDialog(QDialog):
    """One page of help; the guide for users has the rest."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Как этим пользоваться"))
        said = QWidget()
        column = QVBoxLayout(said)
        column.setContentsMargins(0, 0, GAP, 0)
        column.setSpacing(GAP)
        column.addWidget(text_label(self.tr("Разделы"), role="heading", parent=said))
        column.addLayout(self._pairs(self._screens()))
        column.addWidget(rule(said))
        column.addWidget(text_label(self.tr("Клавиши"), role="heading", parent=said))
        column.addLayout(self._pairs(self._keys()))
        column.addStretch(1)
        close = QPushButton(self.tr("Закрыть"), self)
        close.clicked.connect(self.accept)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        outer.setSpacing(2 * GAP)
        area = scrolled(said)
        area.setAccessibleName(self.windowTitle())
        outer.addWidget(area, 1)
        outer.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)
        around = 2 * MARGIN + 2 * GAP + close.sizeHint().height()
        resize_within(self, WIDTH, column.totalHeightForWidth(WIDTH - 2 * MARGIN) + around)
        close.setFocus()

    def _pairs(self, pairs: tuple[tuple[str, str], ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GAP)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(1, 1)
        for line, (left, right) in enumerate(pairs):
            name = text_label(left, parent=self)
            name.setMinimumWidth(110)
            grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(text_label(right, role="muted", parent=self), line, 1)
        return grid

    def _screens(self) -> tuple[tuple[str, str], ...]:
        return (
            (self.tr("Обзор"), self.tr("Что уже выполнено по письму и что делать дальше.")),
            (self.tr("Координатор"), self.tr("Кто назначен, каким приказом, когда вошёл в чат.")),
            (self.tr("Баннеры"), self.tr("Где размещён баннер и когда это проверено, со снимками.")),
            (self.tr("Родители"), self.tr("Кого и как проинформировали; охват по классам.")),
            (
                self.tr("Письма"),
                self.tr("Ответ министерству и приказ: текст, страницы, регистрация, печать."),
            ),
            (self.tr("Журнал"), self.tr("Исходящие и входящие с номерами и датами.")),
            (self.tr("Школа"), self.tr("Реквизиты, люди в падежах, классы, нумерация.")),
        )

    def _keys(self) -> tuple[tuple[str, str], ...]:
        return (
            ("Ctrl+1 … Ctrl+7", self.tr("открыть раздел")),
            ("Ctrl+N", self.tr("добавить")),
            ("Ctrl+F", self.tr("найти")),
            ("Ctrl+S", self.tr("сохранить")),
            ("Ctrl+P", self.tr("напечатать")),
            ("Ctrl+Z, Ctrl+Y", self.tr("отменить, вернуть")),
            ("Delete", self.tr("удалить выделенное; удаление можно отменить")),
            ("Ctrl+D", self.tr("в разделе «Родители» — повторить мероприятие с новой датой")),
            ("↑, ↓", self.tr("в поле даты — следующий и прошлый день; Alt+↓ — календарь")),
        )


def show_about(parent: QWidget) -> None:
    """Say what the program is."""
    text = parent.tr(
        "Отклик — рабочее место школы для ответа на письмо министерства.\n"
        "Работает без сети. Все данные — в одном файле на этом компьютере.\nЛицензия MIT."
    )
    QMessageBox.about(parent, parent.tr("О программе"), text)
