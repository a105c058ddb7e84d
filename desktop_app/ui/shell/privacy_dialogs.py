"""What the program remembers of its own doings, and what it would tell a technician: both only to be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.errors import AppError
from desktop_app.ui.kit.empty import EmptyState
from desktop_app.ui.kit.folders import documents
from desktop_app.ui.kit.labels import not_by_enter, text_label
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.kit.room import resize_within
from desktop_app.ui.kit.table import Column, TableModel, TableView
from desktop_app.ui.theme.style import GAP, MARGIN

if TYPE_CHECKING:
    from desktop_app.services.container import Services
    from desktop_app.services.event_log import EventRow


def _tr(text: str) -> str:
    return QCoreApplication.translate("privacy", text)


def kind_names() -> dict[str, str]:
    """Return what the kinds of events are called."""
    return {
        "export": _tr("выгрузка"),
        "import": _tr("загрузка"),
        "print": _tr("печать"),
        "copy": _tr("копия"),
        "restore": _tr("возврат копии"),
        "destruction": _tr("уничтожение"),
        "password": _tr("пароль"),
        "migration": _tr("обновление"),
    }


class _ReadOnlyDialog(QDialog):
    """A sentence, something to read, and the buttons to save it and to close."""

    def __init__(self, title: str, explanation: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        resize_within(self, 760, 480)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._column.setSpacing(GAP)
        self._column.addWidget(text_label(explanation, role="muted", parent=self))
        self.whole = text_label("", parent=self)
        """All of what is only partly seen above; hidden when nothing is."""
        self.whole.hide()
        self.problem = text_label("", role="problem", parent=self)
        self.problem.hide()
        self.save_button = QPushButton(_tr("Сохранить…"), self)
        self.save_button.clicked.connect(self._on_save)
        close = QPushButton(_tr("Закрыть"), self)
        close.clicked.connect(self.reject)
        not_by_enter(self.save_button, close)
        self._foot = QHBoxLayout()
        self._foot.addStretch(1)
        self._foot.addWidget(self.save_button)
        self._foot.addWidget(close)

    def lay_out(self, *widgets: QWidget) -> None:
        """Put what is read between the sentence and the buttons; the last takes the room."""
        for widget in widgets:
            self._column.addWidget(widget, 1 if widget is widgets[-1] else 0)
        self._column.addWidget(self.whole)
        self._column.addWidget(self.problem)
        self._column.addLayout(self._foot)

    def refuse(self, error: AppError) -> None:
        """Say what went wrong."""
        self.problem.setText(str(error))
        self.problem.show()

    def ask_place(self, name: str, kind: str) -> Path | None:
        """Ask where to save under ``name``."""
        proposed = str(documents() / name)
        chosen, _ = QFileDialog.getSaveFileName(self, self.windowTitle(), proposed, kind)
        if not chosen:
            return None
        ending = Path(name).suffix
        return Path(chosen if chosen.lower().endswith(ending) else chosen + ending)

    def attempt(self, action: Callable[[], object]) -> None:
        """Do it, or say why it could not be done."""
        self.problem.hide()
        try:
            action()
        except AppError as error:
            self.refuse(error)

    def _on_save(self) -> None:
        raise NotImplementedError


class EventLogDialog(_ReadOnlyDialog):
    """What was printed, given out, taken in and copied, newest first."""

    def __init__(self, services: Services, parent: QWidget) -> None:
        explanation = _tr(
            "Что печатали, выгружали, загружали и копировали. Имён здесь нет; отмена журнал не меняет."
        )
        super().__init__(_tr("Журнал событий"), explanation, parent)
        self._log = services.event_log
        names = kind_names()
        self.model: TableModel[EventRow] = TableModel(
            (
                Column(
                    _tr("Когда"),
                    lambda row: f"{row.happened_at.astimezone():%d.%m.%Y %H:%M}",
                    key=lambda row: row.id,
                    width=140,
                ),
                Column(_tr("Что"), lambda row: names[row.kind.value], width=130),
                Column(_tr("Событие"), lambda row: row.sentence, stretch=True),
            )
        )
        self.table = TableView(self.model, self)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(_tr("Найти в журнале"))
        self.search.setAccessibleName(_tr("Найти в журнале"))
        self.table.setAccessibleName(_tr("Журнал событий"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._show_rows)
        self.table.selection_changed.connect(self._show_whole)
        self._rows: tuple[EventRow, ...] = ()
        self.nothing_yet = EmptyState(
            _tr("Событий ещё нет"),
            _tr("Здесь появится, что и когда напечатано, выгружено, загружено и скопировано."),
            parent=self,
        )
        self.nothing_found = EmptyState(
            _tr("Ничего не найдено"), _tr("Измените или сотрите слова в строке поиска."), parent=self
        )
        self._stack = QStackedWidget(self)
        for widget in (self.table, self.nothing_yet, self.nothing_found):
            self._stack.addWidget(widget)
        self.lay_out(self.search, self._stack)
        self.attempt(self._read)

    def _read(self) -> None:
        self._rows = self._log.rows()
        self._show_rows()

    def _show_rows(self) -> None:
        wanted, names = self.search.text().casefold().strip(), kind_names()
        shown = [row for row in self._rows if wanted in f"{names[row.kind.value]} {row.sentence}".casefold()]
        self.model.set_rows(shown)
        blank = self.nothing_found if self._rows else self.nothing_yet
        self._stack.setCurrentWidget(self.table if shown else blank)
        self.save_button.setEnabled(bool(shown))

    def _show_whole(self) -> None:
        """Show all of a sentence that is too long for its line."""
        self.whole.setText("\n".join(row.sentence for row in self.table.selected_rows()[:1]))
        self.whole.setVisible(bool(self.whole.text()))

    def _on_save(self) -> None:
        path = self.ask_place(_tr("Журнал событий") + ".csv", _tr("Таблица (*.csv)"))
        if path is not None:
            self.attempt(lambda: self._log.save_csv(self.model.rows(), path, kind_names()))


class SupportDialog(_ReadOnlyDialog):
    """The report on the file as it would go out; nothing is saved before it was read."""

    def __init__(self, services: Services, settings: dict[str, str], parent: QWidget) -> None:
        explanation = _tr("Прочтите: это всё, что попадёт в файл. Записей, имён и телефонов здесь нет.")
        super().__init__(_tr("Сведения для поддержки"), explanation, parent)
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(self.windowTitle())
        self.text.setPlainText(_tr("Собираю…"))
        self.save_button.setEnabled(False)
        self.lay_out(self.text)
        path = services.store.path
        Operation(self, lambda: _collect(path, settings), self._on_collected, self.refuse).start()

    def _on_collected(self, text: str) -> None:
        self.text.setPlainText(text)
        self.save_button.setEnabled(True)

    def _on_save(self) -> None:
        from desktop_app.services.support import save_report  # noqa: PLC0415 - seldom wanted

        path = self.ask_place("otklik-report.zip", _tr("Архив (*.zip)"))
        if path is not None:
            self.attempt(lambda: save_report(self.text.toPlainText(), path))


def _collect(path: Path, settings: dict[str, str]) -> str:
    from desktop_app.services.support import support_text  # noqa: PLC0415 - reads the whole file, only here

    return support_text(path, settings)
