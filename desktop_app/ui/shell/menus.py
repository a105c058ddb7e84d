"""The menu bar: every command of the window with its key."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from desktop_app.ui.kit.page import PageFactory
from desktop_app.ui.shell.editing import Editing
from desktop_app.ui.theme.style import chosen_theme


class Menus:
    """Actions by name; the window connects them."""

    def __init__(self, window: QMainWindow, pages: Sequence[PageFactory]) -> None:
        self._window = window
        tr = window.tr
        bar = window.menuBar()
        self.file = bar.addMenu(tr("&Файл"))
        self.new_file = self._add(self.file, tr("&Новый файл…"))
        self.open_file = self._add(self.file, tr("&Открыть…"), "Ctrl+O")
        self.sample = self._add(self.file, tr("Показать на &примере"))
        self.restore = self._add(self.file, tr("Восстановить из &копии…"))
        self.carry = self._add(self.file, tr("&Зашифрованная копия на флешку…"))
        self.file.addSeparator()
        self.print_paper = self._add(self.file, tr("Пе&чать…"), "Ctrl+P")
        self.events = self._add(self.file, tr("&Журнал событий…"))
        self.lock = self._add(self.file, tr("За&блокировать"), "Ctrl+L")
        self.leave = self._add(self.file, tr("В&ыход"), "Ctrl+Q")
        self.edit = bar.addMenu(tr("&Правка"))
        self.undo = self._add(self.edit, tr("&Отменить"), "Ctrl+Z")
        self.redo = self._add(self.edit, tr("&Вернуть"), "Ctrl+Y")
        self.redo.setShortcuts([QKeySequence("Ctrl+Y"), QKeySequence("Ctrl+Shift+Z")])
        self.edit.addSeparator()
        self.editing = Editing(window, self.edit)
        self.edit.addSeparator()
        self.create_new = self._add(self.edit, tr("&Добавить"), "Ctrl+N")
        self.save = self._add(self.edit, tr("&Сохранить"), "Ctrl+S")
        self.find = self._add(self.edit, tr("&Найти"), "Ctrl+F")
        self.view = bar.addMenu(tr("&Вид"))
        self.screens = self._add_screens(pages)
        self.view.addSeparator()
        self.themes = self._add_themes()
        self.help_menu = bar.addMenu(tr("&Справка"))
        self.help = self._add(self.help_menu, tr("&Как этим пользоваться"), "F1")
        self.support = self._add(self.help_menu, tr("&Собрать сведения для поддержки…"))
        self.about = self._add(self.help_menu, tr("&О программе"))

    def connect_screens(self, go: Callable[[str], None]) -> None:
        """Call ``go`` with a page's key."""
        for key, action in self.screens.items():
            action.triggered.connect(lambda _on=False, key=key: go(key))

    def enable_record(self, *, enabled: bool) -> None:
        """Enable what needs an open file."""
        own = (self.print_paper, self.create_new, self.save, self.find, self.undo, self.redo)
        for action in (*own, self.events, self.support, self.carry, self.lock, *self.screens.values()):
            action.setEnabled(enabled)

    def enable_screens(self) -> None:
        """Let a screen be asked for; it comes when the file is open."""
        for action in self.screens.values():
            action.setEnabled(True)

    def enable_files(self, *, enabled: bool) -> None:
        """Enable what brings another file."""
        for action in (self.new_file, self.open_file, self.sample, self.restore):
            action.setEnabled(enabled)

    def _add(self, menu: QMenu, text: str, key: str = "") -> QAction:
        action = QAction(text, self._window)
        if key:
            action.setShortcut(QKeySequence(key))
        menu.addAction(action)
        return action

    def _add_screens(self, pages: Sequence[PageFactory]) -> dict[str, QAction]:
        return {
            page.key: self._add(self.view, page.title, f"Ctrl+{place}")
            for place, page in enumerate(pages, start=1)
        }

    def _add_themes(self) -> dict[str, QAction]:
        tr = self._window.tr
        menu = self.view.addMenu(tr("&Оформление"))
        group = QActionGroup(self._window)
        names = {"system": tr("Как в &системе"), "light": tr("С&ветлое"), "dark": tr("&Тёмное")}
        actions = {}
        for name, text in names.items():
            action = self._add(menu, text)
            action.setCheckable(True)
            group.addAction(action)
            actions[name] = action
        actions.get(chosen_theme(), actions["system"]).setChecked(True)
        return actions
