"""The looks at one portal: three ways to write one down, and those written down before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from desktop_app.services.attachments.types import NewFile
from desktop_app.services.banners.rules import check_check
from desktop_app.services.banners.types import CheckDraft, CheckOutcome, CheckRow
from desktop_app.services.errors import AppError, FieldError, ValidationError
from desktop_app.ui.banners.delegates import ROW, ThumbDelegate
from desktop_app.ui.banners.pictures import PictureShelf
from desktop_app.ui.banners.table_models import CHECK_THUMB, CheckTableModel
from desktop_app.ui.kit.clipboard import clipboard
from desktop_app.ui.kit.date_field import DateField
from desktop_app.ui.kit.drop import DropZone
from desktop_app.ui.kit.fields import LineField
from desktop_app.ui.kit.form import Form
from desktop_app.ui.kit.hide_names import hide_names
from desktop_app.ui.kit.labels import quiet, text_label
from desktop_app.ui.kit.row_menu import RowMenu
from desktop_app.ui.kit.table import TableView
from desktop_app.ui.kit.widths import Widths
from desktop_app.ui.kit.wrapping import WrappingRow
from desktop_app.ui.theme.style import GAP

MOST_ROWS = 6
"""Rows of the history shown at once; further ones are scrolled to."""


class LooksPanel(QWidget):
    """Announces what the user saw; the page stores it."""

    looked = Signal(object)
    """A ``CheckDraft`` to store."""
    opened = Signal(object)
    """A ``CheckRow`` whose picture is wanted large."""
    delete_wanted = Signal(object)
    """A ``CheckRow`` to delete."""
    page_wanted = Signal()
    """The portal's page is to be looked through by the program."""

    def __init__(self, shelf: PictureShelf, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.today = today
        self._shelf = shelf
        self._busy = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(text_label(self.tr("Проверки"), role="heading", parent=self))
        self.form = self._make_form()
        self.zone = self._make_zone()
        self.seen_button = QPushButton(self.tr("Видели без снимка"), self)
        self.missing_button = QPushButton(self.tr("Баннера нет"), self)
        self.seen_button.clicked.connect(lambda: self._look(CheckOutcome.SEEN))
        self.missing_button.clicked.connect(lambda: self._look(CheckOutcome.MISSING))
        buttons = WrappingRow(self)
        buttons.add(self.seen_button)
        buttons.add(self.missing_button)
        self.page_button = QPushButton(self.tr("Проверить страницу…"), self)
        self.page_button.clicked.connect(self.page_wanted)
        page = QHBoxLayout()  # a line of its own: all three are wider than a window of 1366 px at 150 %
        page.addWidget(self.page_button)
        page.addStretch(1)
        column.addWidget(self.form)
        column.addWidget(self.zone)
        column.addWidget(buttons)
        column.addLayout(page)
        self._add_history(column)
        self.reset()

    def show_checks(self, checks: Sequence[CheckRow]) -> None:
        """Show the looks, newest first; what is new is chosen, otherwise what was chosen before."""
        known = {row.id for row in self.model.rows()}
        fresh = [row.id for row in checks if row.id not in known]
        wanted = set(fresh[:1]) or {row.id for row in self.table.selected_rows()}
        self._shelf.want(row.picture for row in checks)
        self.model.set_rows(checks)
        if not self.table.select_where(lambda row: row.id in wanted) and checks:
            self.table.select_line(0)
        self.table.setVisible(bool(checks))
        self.none.setVisible(not checks)
        head = self.table.horizontalHeader().sizeHint().height()
        self.table.setFixedHeight(head + 4 + ROW * min(len(checks), MOST_ROWS))
        self._on_selected()

    def typed(self) -> dict[str, str]:
        """Return the date and the note as written, for ``show_typed``."""
        return {"checked_on": self.form.field("checked_on").text(), "note": self.form.field("note").text()}

    def show_typed(self, typed: dict[str, str] | None) -> None:
        """Show a date and a note written before, or today and no note."""
        self.reset()
        for name, text in (typed or {}).items():
            self.form.field(name).setText(text)

    def follow_day(self, today: date) -> None:
        """Offer another day to a program left open overnight; a date the user chose stays."""
        day = self.form.field("checked_on")
        if day.value() == self.today != today:
            self.form.take("checked_on", today)  # nobody typed it
        self.today = today

    def reset(self) -> None:
        """Begin the next look: today, without a note."""
        self.form.set_values({"checked_on": self.today, "note": ""})

    def refuse(self, error: AppError) -> None:
        """Say why a look was not stored, beside what it is about; what is typed stays."""
        if isinstance(error, ValidationError):
            self.form.refuse(error.errors)
        else:
            self.form.set_errors((FieldError("picture", str(error)),))

    def ask_outcome(self) -> None:
        """Say what is missing of a look that was begun: only the user knows what was seen."""
        words = self.tr("Проверка не записана: добавьте снимок или нажмите «{0}» либо «{1}».")
        said = words.format(self.seen_button.text(), self.missing_button.text())
        self.form.show_field("note")
        self.refuse(AppError(said))

    def take_file(self, file: NewFile) -> None:
        """Let names be hidden on a picture, then write down that the banner is there."""
        problems = self._problems(CheckOutcome.FOUND, file)
        if problems:
            self.form.refuse(problems)
            return
        hide_names(file, lambda ready: self._look(CheckOutcome.FOUND, ready), self)

    def set_busy(self, *, busy: bool) -> None:
        """Take no other look while one is being stored; the buttons keep the keyboard's place."""
        self._busy = busy
        self.zone.label.setText(self.tr("Записываю проверку…") if busy else self._invitation())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave Ctrl+V in a line to the page while the clipboard holds a picture and no text."""
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
        ):
            mime = clipboard()
            if (mime.hasImage() or mime.hasUrls()) and not mime.text().strip():
                event.ignore()
                return True
        return super().eventFilter(watched, event)

    def _make_form(self) -> Form:
        form = Form(self)
        form.add("checked_on", self.tr("Дата проверки"), DateField(), half=True)
        form.add("note", self.tr("Примечание"), LineField(self.tr("что видно на странице")), half=True)
        form.button_bar.hide()
        form.set_checker(lambda: self._problems(CheckOutcome.SEEN))
        for name in ("checked_on", "note"):
            form.field(name).installEventFilter(self)
        return form

    def _make_zone(self) -> DropZone:
        zone = DropZone(
            self._invitation(),
            self.tr("Снимки и PDF (*.png *.jpg *.jpeg *.webp *.bmp *.pdf)"),
            self,
        )
        zone.choose_button.setText(self.tr("Баннер на месте…"))
        zone.choose_button.setToolTip(self.tr("Выбрать файл со снимком, на котором виден баннер"))
        zone.paste_button.setText(self.tr("Вставить"))
        zone.paste_button.setAccessibleName(self.tr("Вставить снимок из буфера обмена"))
        zone.chosen.connect(self.take_file)
        zone.failed.connect(self.refuse)
        return zone

    def _invitation(self) -> str:
        return self.tr("Снимок: перетащите сюда или Ctrl+V")

    def _add_history(self, column: QVBoxLayout) -> None:
        self.model = CheckTableModel(self._shelf)
        self.table = TableView(self.model, self)
        self.table.setAccessibleName(self.tr("Проверки портала"))
        self.table.setSelectionMode(TableView.SelectionMode.SingleSelection)
        self.table.verticalHeader().setDefaultSectionSize(ROW)
        self.table.setItemDelegateForColumn(CHECK_THUMB, ThumbDelegate(self.table))
        self.table.opened.connect(self._on_opened)
        self.table.delete_pressed.connect(self._on_delete)
        self.table.selection_changed.connect(self._on_selected)
        self.none = text_label(
            self.tr("Проверок пока нет. Откройте страницу или подойдите к стенду и добавьте снимок."),
            role="muted",
            parent=self,
        )
        self.open_button = quiet(self.tr("Показать снимок"), self)
        self.delete_button = quiet(self.tr("Удалить проверку"), self)
        self.open_button.clicked.connect(lambda: self._on_opened(self._chosen()))
        self.delete_button.clicked.connect(self._on_delete)
        RowMenu(self.table, self.open_button, self.delete_button)
        Widths(self.table, "looks")
        line = WrappingRow(self)
        line.add(self.open_button)
        line.add(self.delete_button)
        column.addWidget(self.none)
        column.addWidget(self.table)
        column.addWidget(line)

    def _problems(self, outcome: CheckOutcome, picture: NewFile | None = None) -> tuple[FieldError, ...]:
        day = self.form.field("checked_on")
        if day.value() is None:
            return (FieldError("checked_on", day.problem() or self.tr("Укажите дату проверки.")),)
        return check_check(self._draft(outcome, picture), self.today)

    def _draft(self, outcome: CheckOutcome, picture: NewFile | None) -> CheckDraft:
        return CheckDraft(outcome=outcome, picture=picture, **self.form.values())

    def _look(self, outcome: CheckOutcome, picture: NewFile | None = None) -> None:
        problems = self._problems(outcome, picture)
        if self._busy and picture is None:
            return  # pressed again: the first press is under way, and the zone says so
        if self._busy:
            problems = (FieldError("picture", self.tr("Прошлая проверка ещё записывается: повторите.")),)
        if not problems and self._is_told(outcome, picture):
            problems = (FieldError("note", self.tr("За этот день так уже записано.")),)
        if problems:
            self.form.refuse(problems)
            return
        self.looked.emit(self._draft(outcome, picture))

    def _is_told(self, outcome: CheckOutcome, picture: NewFile | None) -> bool:
        """Return whether the newest look says the same: one press was too many."""
        rows = self.model.rows()
        if picture is not None or not rows:
            return False
        told, wanted = max(rows, key=lambda row: row.id), self._draft(outcome, None)
        same = (told.outcome, told.checked_on, told.note) == (outcome, wanted.checked_on, wanted.note)
        return same and told.picture is None

    def _chosen(self) -> CheckRow | None:
        rows = self.table.selected_rows()
        return rows[0] if rows else None

    def _on_selected(self) -> None:
        row = self._chosen()
        self.open_button.setVisible(row is not None)
        self.open_button.setEnabled(row is not None and row.picture is not None)
        self.delete_button.setVisible(row is not None)

    def _on_opened(self, row: CheckRow | None) -> None:
        if row is not None and row.picture is not None:
            self.opened.emit(row)

    def _on_delete(self) -> None:
        row = self._chosen()
        if row is not None:
            self.delete_wanted.emit(row)
