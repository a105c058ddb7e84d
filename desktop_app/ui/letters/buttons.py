"""The buttons above the papers: only those that the state of the chosen paper allows are shown."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop_app.services.letters.types import EXTRACTS, LetterRow, LetterState, PaperKind
from desktop_app.ui.kit.drop_down import open_menu_by
from desktop_app.ui.kit.labels import primary
from desktop_app.ui.letters.words import kind_names

_FINAL = {LetterState.REGISTERED, LetterState.SENT, LetterState.ACKNOWLEDGED}


class PaperButtons(QObject):
    """Everything that can be done with a paper, as buttons and two menus."""

    wanted = Signal(object)
    """A new paper of this ``PaperKind``."""

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self.new = primary(self.tr("Новая бумага"), page)
        open_menu_by(self.new, self._new_menu())
        self.register = QPushButton(self.tr("Зарегистрировать…"), page)
        self.sent = QPushButton(self.tr("Отправлено…"), page)
        self.acknowledged = QPushButton(self.tr("Принято…"), page)
        self.answer = QPushButton(self.tr("Ответ…"), page)
        self.answer.setToolTip(self.tr("Связать с входящим письмом, которым ответили"))
        self.correct = QPushButton(self.tr("Исправить"), page)
        self.correct.setToolTip(self.tr("Подготовить новую бумагу взамен этой; эта останется как есть"))
        self.void = QPushButton(self.tr("Аннулировать…"), page)
        self.delete = QPushButton(self.tr("Удалить"), page)
        self.print = QPushButton(self.tr("Печать…"), page)
        self.save = QPushButton(self.tr("Сохранить"), page)
        self._build_save_menu()

    def all(self) -> tuple[QPushButton, ...]:
        """Return the buttons from left to right."""
        return (
            self.delete,
            self.void,
            self.correct,
            self.answer,
            self.acknowledged,
            self.sent,
            self.save,
            self.print,
            self.register,
            self.new,
        )

    def show_for(self, row: LetterRow | None) -> None:
        """Show what can be done with the paper."""
        state = row.state if row else None
        goes_out = row is not None and row.kind is not PaperKind.ORDER
        corrected = row is not None and bool(row.corrected)
        self.register.setVisible(state is LetterState.DRAFT)
        self.delete.setVisible(state is LetterState.DRAFT)
        self.sent.setVisible(state is LetterState.REGISTERED and goes_out)
        self.acknowledged.setVisible(state is LetterState.SENT)
        self.answer.setVisible(state in {LetterState.SENT, LetterState.ACKNOWLEDGED})
        self.correct.setVisible(state in _FINAL and not corrected)
        self.void.setVisible(state in _FINAL)
        self.print.setVisible(state is not None)
        self.save.setVisible(state is not None)
        self.pack.setVisible(row is not None and bool(row.enclosures))

    def allow_pages(self, *, there: bool) -> None:
        """Let the pages be printed and saved once they are there; an empty file must not be written."""
        self.print.setEnabled(there)
        self.pdf.setEnabled(there)

    def _new_menu(self) -> QMenu:
        menu = QMenu(self._page)
        names = kind_names()
        for kind in [kind for kind in names if kind not in EXTRACTS]:
            self._offer(menu, kind, names[kind])
        menu.addSeparator()
        for kind in EXTRACTS:
            self._offer(menu, kind, self.tr("{0}…").format(names[kind]))
        return menu

    def _offer(self, menu: QMenu, kind: PaperKind, name: str) -> None:
        action = menu.addAction(name)
        action.triggered.connect(lambda: self.wanted.emit(kind))

    def _build_save_menu(self) -> None:
        menu = QMenu(self._page)
        self.pdf: QAction = menu.addAction(self.tr("PDF…"))
        self.word: QAction = menu.addAction(self.tr("Word для правки…"))
        self.pack: QAction = menu.addAction(self.tr("Комплект с приложениями…"))
        menu.addSeparator()
        self.copy: QAction = menu.addAction(self.tr("Копировать текст"))
        self.folder: QAction = menu.addAction(self.tr("Открыть папку"))
        open_menu_by(self.save, menu)
