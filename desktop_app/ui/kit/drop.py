"""A place to drop a file on, to choose one, or to paste a picture into."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData, QStandardPaths, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QImage
from PySide6.QtWidgets import QFileDialog, QFrame, QPushButton, QVBoxLayout, QWidget

from desktop_app.services.attachments.types import NewFile
from desktop_app.services.errors import AppError
from desktop_app.ui.kit.aside import aside
from desktop_app.ui.kit.clipboard import clipboard
from desktop_app.ui.kit.labels import retouch, text_label
from desktop_app.ui.kit.wrapping import WrappingRow
from desktop_app.ui.theme.style import GAP

MOST_BYTES: Final = 100 * 2**20
"""A film dropped by mistake is not read into memory."""


def take_copy(event: QDropEvent) -> None:
    """Accept what is dragged and leave it where it is: told «moved», some file managers would delete it."""
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


class DropZone(QFrame):
    """Emits ``chosen`` with a ``NewFile``, or ``failed`` with an ``AppError`` for an unreadable file."""

    chosen = Signal(object)
    failed = Signal(object)

    def __init__(
        self, text: str, file_filter: str, parent: QWidget | None = None, *, narrow: bool = False
    ) -> None:
        super().__init__(parent)
        self.setProperty("role", "drop")
        self.setAcceptDrops(True)
        self.setAccessibleName(text)
        self._filter = file_filter
        self.label = text_label(text, role="muted", parent=self)
        self.choose_button = QPushButton(self.tr("Выбрать файл…"), self)
        self.paste_button = QPushButton(self.tr("Вставить снимок"), self)
        self.paste_button.setToolTip(self.tr("Картинка из буфера обмена"))
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * GAP, GAP, GAP, GAP)
        row = WrappingRow(self)
        if narrow:
            column.addWidget(self.label)
        else:
            row.add(self.label, stretch=1)
        row.add(self.choose_button, align=Qt.AlignmentFlag.AlignVCenter)
        row.add(self.paste_button, align=Qt.AlignmentFlag.AlignVCenter)
        column.addWidget(row)
        self.choose_button.clicked.connect(self._on_choose)
        self.paste_button.clicked.connect(self.paste)

    def take_path(self, path: Path) -> None:
        """Read a file and announce it."""
        try:
            if path.stat().st_size > MOST_BYTES:
                self.failed.emit(self._too_big(path))
                return
            content = aside(path.read_bytes)  # a stick may be slow
        except OSError:
            self.failed.emit(AppError(self.tr("Файл «{0}» не читается.").format(path.name)))
            return
        self.chosen.emit(NewFile(name=path.name, content=content))

    def take_mime(self, mime: QMimeData) -> bool:
        """Take a dropped or pasted file or picture; False when there is none.

        Several files, or a link out of a browser, are refused aloud: none of them is taken in silence.
        """
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if len(paths) > 1:
            said = self.tr("Файлов несколько: {0}.").format(len(paths))
            self.failed.emit(AppError(said, hint=self.tr("Добавляйте их по одному.")))
            return True
        if paths:
            self.take_path(paths[0])
            return True
        image = mime.imageData()
        if isinstance(image, QImage) and not image.isNull():
            self.chosen.emit(NewFile(name=self.tr("снимок.png"), content=aside(lambda: _png(image))))
            return True
        if mime.hasUrls():
            said = self.tr("Это ссылка, а не файл.")
            hint = self.tr("Сохраните картинку в файл или скопируйте её и вставьте (Ctrl+V).")
            self.failed.emit(AppError(said, hint=hint))
            return True
        return False

    def paste(self) -> None:
        """Take the clipboard's picture or file."""
        if not self.take_mime(clipboard()):
            self.failed.emit(AppError(self.tr("В буфере обмена нет картинки.")))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files and pictures."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            retouch(self, "over", "true")
            take_copy(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Look idle again."""
        retouch(self, "over", "false")
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Take what was dropped."""
        retouch(self, "over", "false")
        if self.take_mime(event.mimeData()):
            take_copy(event)

    def _too_big(self, path: Path) -> AppError:
        said = self.tr("Файл «{0}» больше {1} МБ, это не снимок.").format(path.name, MOST_BYTES // 2**20)
        return AppError(said, hint=self.tr("Добавьте снимок экрана или PDF поменьше."))

    def _on_choose(self) -> None:
        start = str(last_folder())
        name, _filter = QFileDialog.getOpenFileName(self, self.tr("Выбрать файл"), start, self._filter)
        if name:
            remember_folder(Path(name).parent)
            self.take_path(Path(name))


_chosen: list[Path] = []


def last_folder() -> Path:
    """Return the folder a file was chosen from last while the program runs, else that of the pictures."""
    if _chosen and _chosen[-1].is_dir():
        return _chosen[-1]
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
    return Path(place) if place and Path(place).is_dir() else Path.home()


def remember_folder(folder: Path) -> None:
    """Begin the next choice of a file here."""
    _chosen[:] = [folder]


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stubs want bytes, the binding takes text
    return bytes(data.data())
