"""What can be done with the events of the log: change, prove, look at the proof, delete."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtWidgets import QDialog, QMessageBox

from desktop_app.services.attachments.types import NewFile
from desktop_app.services.outreach.types import OutreachFilter, OutreachRow
from desktop_app.services.steps import Step, quietly
from desktop_app.ui.kit.aside import aside
from desktop_app.ui.kit.clipboard import clipboard
from desktop_app.ui.kit.dressing import dressed
from desktop_app.ui.kit.drop import DropZone
from desktop_app.ui.kit.page import Page
from desktop_app.ui.kit.picture import PictureDialog
from desktop_app.ui.kit.slices import Latest, Steps
from desktop_app.ui.parents.entry_form import EntryDialog
from desktop_app.ui.parents.words import events

if TYPE_CHECKING:
    from desktop_app.services.container import Services

MANY = 100
"""More events than these are changed in the background."""


class LogActions(QObject):
    """Verbs over stored events; refusals go to the page's message line."""

    done = Signal(str)
    """The record has changed; one sentence says how."""

    def __init__(self, services: Services, page: Page) -> None:
        super().__init__(page)
        self._services = services
        self._page = page
        self._files = DropZone("", self.tr("Снимки и PDF (*.png *.jpg *.jpeg *.webp *.bmp *.pdf)"), page)
        self._files.hide()
        self._files.failed.connect(page.failed)
        self._files.chosen.connect(self._on_chosen)
        self._target: int | None = None
        self._opening = Latest(self)

    def edit(self, row: OutreachRow, field: str = "") -> EntryDialog | None:
        """Open the form of an event by slices, the cursor in ``field``."""
        stored = self._page.attempt(
            lambda: (self._services.outreach.get(row.id), self._services.school.classes(left=True))
        )
        if stored is None:
            return None
        services = self._services
        dialog = EntryDialog(
            services.outreach, *stored, self._page, by_parts=True, drafts=services.form_drafts
        )
        dialog.stored.connect(self.done)
        dialog.view_wanted.connect(lambda key: self.view(key, dialog))
        dialog.finished.connect(dialog.deleteLater)

        def steps() -> Steps:
            for _part in dialog.unbuilt:
                yield
            yield from dressed(dialog)
            yield
            dialog.form.show_field(field or "topic")
            dialog.open()

        self._opening.start(steps())
        return dialog

    def restore(self, ids: Sequence[int]) -> None:
        """Take events out of the trash."""
        words = self.tr("Возвращено в журнал: {0}.")
        self._do(len(ids), lambda step: self._services.outreach.restore(ids, step), words)

    def empty_trash(self) -> None:
        """Ask once, then remove everything in the trash."""
        inside = self._services.outreach.totals(OutreachFilter(deleted=True)).events
        if not inside or not self.confirm(inside):
            return
        words = self.tr("Корзина очищена: {0}. Ctrl+Z вернёт.")
        self._do(inside, self._services.outreach.empty_trash, words)

    def confirm(self, number: int) -> bool:
        """Ask whether the trash is to be emptied; Escape keeps it."""
        box = QMessageBox(self._page)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Очистить корзину"))
        box.setText(self.tr("Убрать из файла всё, что в корзине: {0}?").format(events(number)))
        clear = box.addButton(self.tr("Очистить"), QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton(self.tr("Отмена"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.exec()
        return box.clickedButton() is clear

    def delete(self, ids: Sequence[int]) -> None:
        """Put events into the trash; nothing is asked, undo and the trash bring them back."""
        words = self.tr("Удалено: {0}. Ctrl+Z вернёт.")
        self._do(len(ids), lambda step: self._services.outreach.delete(ids, step), words)

    def view(self, attachment_id: int | None, over: QDialog | None = None) -> PictureDialog | None:
        """Show a proof."""
        if attachment_id is None:
            return None
        files = self._services.attachments
        row = self._page.attempt(lambda: files.row(attachment_id))
        if row is None:
            return None
        viewer = PictureDialog(self._services, row.name, row, over or self._page)
        viewer.open()
        return viewer

    def choose_file(self, row: OutreachRow) -> None:
        """Ask for a file and attach it to the event."""
        self._target = row.id
        self._files.choose_button.click()

    def paste(self, row: OutreachRow) -> None:
        """Attach the picture or file of the clipboard to the event."""
        self._target = row.id
        self._files.paste()

    def take(self, row: OutreachRow, mime: QMimeData) -> None:
        """Attach what was dropped onto the event."""
        self._target = row.id
        self._files.take_mime(mime)

    def can_paste(self) -> bool:
        """Return whether the clipboard holds a picture or a file."""
        mime = clipboard()
        return mime.hasImage() or mime.hasUrls()

    def attach(self, entry_id: int, file: NewFile) -> None:
        """Store a proof in the background."""
        self._page.run(lambda: self._services.outreach.attach(entry_id, file), self._on_attached)

    def _do(self, number: int, action: Callable[[Step], int], words: str) -> None:
        """Change some events and say how many; many of them behind a locked window."""
        if number > MANY:

            def op(step: Step) -> int:
                changed = action(step)
                self._services.outreach.follow()
                return changed

            under_way = self.tr("Меняется журнал: {0}…").format(events(number))
            self._page.run_alone(under_way, op, lambda changed: self.done.emit(words.format(events(changed))))
        elif number:
            changed = self._page.attempt(lambda: aside(lambda: action(quietly)))
            if changed is not None:
                self.done.emit(words.format(events(changed)))

    def _on_chosen(self, file: NewFile) -> None:
        if self._target is not None:
            self.attach(self._target, file)

    def _on_attached(self, row: OutreachRow) -> None:
        self.done.emit(self.tr("Подтверждение приложено: {0}").format(row.topic))
