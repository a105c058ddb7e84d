"""What is done with looks: made from a page, stored in the background, deleted, shown large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.russian.dates import short_date
from desktop_app.services.banners.types import CheckDraft, CheckOutcome, CheckRow, PortalRow
from desktop_app.services.errors import AppError
from desktop_app.ui.kit.aside import aside
from desktop_app.ui.kit.picture import PictureDialog

if TYPE_CHECKING:
    from desktop_app.services.container import Services
    from desktop_app.ui.kit.page import Page


class LookActions(QObject):
    """Does it for a page and says how it went."""

    looked = Signal(object)
    """The ``CheckDraft`` of a page that was checked."""
    stored = Signal(int, str)
    """The portal's id and a sentence: a look was stored."""
    refused = Signal(int, object)
    """The portal's id and the ``AppError``: a look was not stored."""
    deleted = Signal(str)
    """A sentence: a look was deleted."""

    def __init__(self, services: Services, page: Page) -> None:
        super().__init__(page)
        self._services = services
        self._page = page

    def store(self, row: PortalRow, draft: CheckDraft) -> None:
        """Store a look; reading a picture takes its time, so the window stays free."""
        self._page.run(
            lambda: self._services.banners.add_check(row.id, draft),
            lambda after: self.stored.emit(after.id, self._said(after, draft)),
            lambda error: self._on_refused(row, error),
        )

    def delete(self, check: CheckRow) -> None:
        """Delete a look; can be undone."""
        banners = self._services.banners
        if self._page.attempt(lambda: aside(lambda: banners.delete_check(check.id))) is not None:
            said = self.tr("Удалена проверка от {0}. Ctrl+Z вернёт её.")
            self.deleted.emit(said.format(short_date(check.checked_on)))

    def check_page(self, row: PortalRow) -> None:
        """Look for the banner in the portal's page, saved or fetched."""
        from desktop_app.ui.banners.page_check_dialog import PageCheckDialog  # noqa: PLC0415 - rarely wanted

        aside(lambda: self._services.page_check)  # the first time it brings half a browser with it
        dialog = self._page.attempt(lambda: PageCheckDialog(self._services, row, self._page))
        if dialog is None:
            return
        dialog.looked.connect(self.looked)
        dialog.banners_changed.connect(self._page.record_changed)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def show_proof(self, row: PortalRow) -> None:
        """Show the picture that proves the banner."""
        if row.proof is not None:
            PictureDialog(self._services, row.name, row.proof, self._page).open()

    def show_check(self, row: PortalRow, check: CheckRow) -> None:
        """Show the picture of one look."""
        if check.picture is not None:
            title = self.tr("{0}, проверка {1}").format(row.name, short_date(check.checked_on))
            PictureDialog(self._services, title, check.picture, self._page).open()

    def _said(self, after: PortalRow, draft: CheckDraft) -> str:
        sentence = {
            CheckOutcome.FOUND: self.tr("{0}: баннер на месте, снимок добавлен ({1})"),
            CheckOutcome.SEEN: self.tr("{0}: записано, что баннер видели ({1})"),
            CheckOutcome.MISSING: self.tr("{0}: записано, что баннера нет ({1})"),
        }[draft.outcome]
        return sentence.format(after.name, short_date(draft.checked_on))

    def _on_refused(self, row: PortalRow, error: AppError) -> None:
        self.refused.emit(row.id, error)
