"""The tab of copies: when the last one was made, where they are, whether each is whole, and the way back."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QDir, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from desktop_app.services.copies.destination import likely_folder
from desktop_app.services.errors import AppError
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.school.copies_cards import LastCopyCard, SecondPlaceCard
from desktop_app.ui.school.copies_table import CopiesTable
from desktop_app.ui.school.section import Section
from desktop_app.ui.theme.style import GAP

if TYPE_CHECKING:
    from desktop_app.services.container import Services
    from desktop_app.services.copies.service import CopyRow, CopyService, Place


class CopiesSection(Section):
    """Two cards, the last copy and the second place, over the list of all copies."""

    copy_wanted_back = Signal(object)
    """The path of the copy chosen to take the open file's place."""
    copies_changed = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._reading = False
        self._again = False
        self._held: QWidget | None = None
        self.last = LastCopyCard(self)
        self.second = SecondPlaceCard(self)
        self.list = CopiesTable(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2 * GAP, 0, 0)
        column.setSpacing(2 * GAP)
        row = QHBoxLayout()
        row.setSpacing(2 * GAP)
        row.addWidget(self.last, 1)
        row.addWidget(self.second, 1)
        column.addLayout(row)
        column.addWidget(self.list, 1)
        self.last.make_button.clicked.connect(self.make)
        self.last.folder_button.clicked.connect(self._open_folder)
        self.second.choose_button.clicked.connect(self._choose_second)
        self.second.forget_button.clicked.connect(self._forget_second)
        self.list.failed.connect(self.failed)
        self.list.told.connect(self.message)
        self.list.wanted_back.connect(self.copy_wanted_back)

    def refresh(self) -> None:
        """Read the folders of copies again, behind the window; one reading at a time."""
        if self._reading:
            self._again = True
            return
        self._reading = True
        copies = self.services.copies
        Operation(self, lambda: _read(copies), self._on_read, self._on_failed).start()

    def make(self) -> None:
        """Make a verified copy in every place that is there."""
        self._set_busy(busy=True)
        copies = self.services.copies
        Operation(
            self, lambda: (copies.make_noted(), copies.second()), self._on_made, self._on_failed
        ).start()

    def _on_made(self, made: tuple[CopyRow, Place | None]) -> None:
        row, second = made
        self._set_busy(busy=False)
        self.copies_changed.emit()
        self.refresh()
        if second is not None and second.trouble:
            done = self.tr("Копия № {0} сделана и проверена, но вторая не удалась.").format(row.sequence)
            self.failed.emit(AppError(done, hint=second.trouble))
        elif second is not None and not second.present:
            self.message.emit(
                self.tr("Копия № {0} сделана и проверена. Вторая папка не подключена.").format(row.sequence)
            )
        elif second is not None:
            self.message.emit(self.tr("Две копии № {0} сделаны и проверены").format(row.sequence))
        else:
            self.message.emit(self.tr("Копия № {0} сделана и проверена").format(row.sequence))

    def _choose_second(self) -> None:
        title = self.tr("Флешка или папка для второй копии")
        chosen = QFileDialog.getExistingDirectory(self, title, str(likely_folder()))
        if not chosen:
            return
        self._set_busy(busy=True)
        copies = self.services.copies

        def choose() -> tuple[CopyRow, Place | None]:
            copies.choose_second(Path(chosen))
            return copies.make_noted(), copies.second()

        Operation(self, choose, self._on_made, self._on_failed).start()

    def _forget_second(self) -> None:
        copies = self.services.copies
        Operation(self, copies.forget_second, self._on_forgotten, self._on_failed).start()

    def _on_forgotten(self, _none: None) -> None:
        self.copies_changed.emit()
        self.refresh()
        self.message.emit(self.tr("Вторая копия больше не делается. Сделанные остались на месте."))

    def _on_read(self, found: tuple[tuple[Place, ...], tuple[CopyRow, ...]]) -> None:
        self._reading = False
        places, rows = found
        today = self.services.letters.today()
        self.last.show_state(places, rows, today)
        self.second.show_state(places, today)
        self.list.show_rows(places, rows)
        if self._again:
            self._again = False
            self.refresh()

    def _on_failed(self, error: AppError) -> None:
        self._reading = False
        self._set_busy(busy=False)
        self.failed.emit(error)
        self.refresh() if self._again else None

    def _set_busy(self, *, busy: bool) -> None:
        """Let nothing begin twice; the cursor comes back to the button that was pressed."""
        if busy:
            self._held = self.window().focusWidget()
        self.last.set_busy(busy=busy)
        self.second.setEnabled(not busy)
        held = self._held
        if not busy and held is not None and shiboken6.isValid(held) and self.isAncestorOf(held):
            held.setFocus()

    def _open_folder(self) -> None:
        folder = self.last.folder
        if folder is None or not QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
            shown = QDir.toNativeSeparators(str(folder or ""))
            self.failed.emit(
                AppError(
                    self.tr("Папка не открылась: {0}.").format(shown),
                    hint=self.tr("Откройте её сами из списка файлов."),
                )
            )


def _read(copies: CopyService) -> tuple[tuple[Place, ...], tuple[CopyRow, ...]]:
    return copies.places(), copies.everywhere()
