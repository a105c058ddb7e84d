"""Pictures whose bytes go into the file as they are: their size, and what ReportLab is handed."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final, NamedTuple

from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfutils import readJPEGInfo

from desktop_app.services.errors import AppError

if TYPE_CHECKING:
    from typing import BinaryIO

_JPEG: Final = b"\xff\xd8"
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_PNG_SIZE: Final = slice(16, 24)


class Pixels(NamedTuple):
    """Width and height in pixels."""

    width: int
    height: int


class _Jpeg(ImageReader):  # type: ignore[misc]  # ReportLab has no types
    """A JPEG that is never decoded: ReportLab tells pictures apart by their bytes and copies those."""

    _dataA = None  # noqa: N815  # no mask: ReportLab asks for it by this name

    def __init__(self, data: bytes) -> None:
        self._data = data

    def getRGBData(self) -> bytes:  # noqa: N802  # ReportLab's name
        """Return what the picture is known by."""
        return self._data

    def jpeg_fh(self) -> BinaryIO:
        """Return the bytes that are copied."""
        return BytesIO(self._data)


def pixels_of(data: bytes) -> Pixels:
    """Return the size of a JPEG or PNG from its header; raise ``AppError`` when it is neither."""
    if data.startswith(_PNG):
        side = data[_PNG_SIZE]
        size = Pixels(int.from_bytes(side[:4]), int.from_bytes(side[4:]))
    elif data.startswith(_JPEG):
        size = Pixels(*_jpeg_size(data))
    else:
        size = Pixels(0, 0)
    if min(size) <= 0:
        raise AppError("Снимок экрана не читается.", hint="Приложите снимок заново в формате JPEG или PNG.")
    return size


def reader_of(data: bytes) -> ImageReader:
    """Return the picture for the canvas."""
    return _Jpeg(data) if data.startswith(_JPEG) else ImageReader(BytesIO(data))


def _jpeg_size(data: bytes) -> tuple[int, int]:
    try:
        width, height, *_ = readJPEGInfo(BytesIO(data))
    except Exception:  # noqa: BLE001  # a broken header ends in whatever error struct or ReportLab raises
        return 0, 0
    return width, height
