"""The official banner pages are compared with: its picture, where it must lead, what the page must say."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_app.services.attachments.types import NewFile
from desktop_app.services.errors import AppError
from desktop_app.services.page_check.types import BannerFileDraft, BannerFileRow
from desktop_app.ui.kit.aside import aside
from desktop_app.ui.kit.drop import DropZone
from desktop_app.ui.kit.fields import LineField
from desktop_app.ui.kit.form import Form
from desktop_app.ui.kit.labels import quiet, text_label
from desktop_app.ui.kit.pixels import picture_of
from desktop_app.ui.theme.style import GAP

if TYPE_CHECKING:
    from desktop_app.services.container import Services

_ROOM = QSize(240, 120)


class OfficialBanner(QWidget):
    """Choose the banner once; it stays in the record and every page is compared with it."""

    changed = Signal()

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._row: BannerFileRow | None = None
        self.picture = QLabel(self)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.caption = text_label("", role="muted", parent=self)
        self.zone = DropZone(
            self.tr("Официальный баннер из приложения к письму: перетащите сюда или выберите файл"),
            self.tr("Картинки (*.png *.jpg *.jpeg *.webp *.bmp)"),
            self,
        )
        self.zone.chosen.connect(self._on_chosen)
        self.zone.failed.connect(self._on_failed)
        self.problem = text_label("", role="problem", parent=self)
        self.problem.hide()
        self.remove_button = quiet(self.tr("Другой баннер"), self)
        self.remove_button.clicked.connect(self._on_remove)
        self.form = Form(self)
        self.form.add("link", self.tr("Куда ведёт баннер"), LineField("https://", limit=2000), half=True)
        self.form.add("words", self.tr("Слова на странице"), LineField(self.tr("Заступник")), half=True)
        self.form.submitted.connect(self._on_submitted)
        self.form.changed.connect(lambda: self.form.button_bar.setVisible(self.form.has_unsaved()))
        self._lay_out()
        self.show_stored()

    def settle(self) -> bool:
        """Store the typed link and words before they are looked for; False when they are refused."""
        if self.form.has_unsaved():
            self.form.submit()
        return not self.form.has_unsaved()

    def show_stored(self) -> None:
        """Show the newest banner of the record, or the place for one."""
        rows = self._services.page_check.banners()
        self._row = rows[-1] if rows else None
        row = self._row
        self.zone.setVisible(row is None)
        for widget in (self.picture, self.caption, self.form, self.remove_button):
            widget.setVisible(row is not None)
        if row is None:
            return
        content = partial(self._services.attachments.content, row.attachment_id)
        self.picture.setPixmap(QPixmap.fromImage(aside(lambda: picture_of(content(), _ROOM))))
        self.picture.setAccessibleName(self.tr("Официальный баннер «{0}»").format(row.name))
        self.caption.setText(self.tr("{0}, {1} × {2} точек").format(row.name, row.width, row.height))
        self.form.button_bar.hide()
        self.form.set_values({"link": row.link, "words": ", ".join(row.words.splitlines())})

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(text_label(self.tr("Официальный баннер"), role="heading", parent=self))
        column.addWidget(self.zone)
        column.addWidget(self.problem)
        row = QHBoxLayout()
        row.setSpacing(2 * GAP)
        left = QVBoxLayout()
        left.addWidget(self.picture)
        left.addWidget(self.caption)
        left.addWidget(self.remove_button, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(left)
        row.addWidget(self.form, 1)
        column.addLayout(row)

    def _on_chosen(self, file: NewFile) -> None:
        try:
            draft = BannerFileDraft(name=file.name, content=file.content)
            aside(lambda: self._services.page_check.keep(draft))
        except AppError as error:
            self._on_failed(error)
            return
        self._on_changed()
        self.form.field("link").setFocus()

    def _on_submitted(self) -> None:
        if self._row is None:
            return
        values = self.form.values()
        words = "\n".join(str(values["words"]).split(","))
        with self.form.attempt(self._on_failed) as attempt:
            link, number = str(values["link"]), self._row.id
            aside(lambda: self._services.page_check.change(number, link=link, words=words))
        if not attempt.done:
            return
        self._on_changed()

    def _on_remove(self) -> None:
        if self._row is not None:
            try:
                aside(partial(self._services.page_check.remove, self._row.id))
            except AppError as error:
                self._on_failed(error)
                return
            self._on_changed()

    def _on_failed(self, error: AppError) -> None:
        self.problem.setText(str(error))
        self.problem.show()

    def _on_changed(self) -> None:
        self.problem.hide()
        self.form.mark_saved()
        self.show_stored()
        self.changed.emit()
