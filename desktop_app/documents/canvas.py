"""Draw placed sheets into a PDF, each written as it comes: same sheets, same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from desktop_app.documents.pdf import PdfFile, figures, text_string
from desktop_app.documents.pictures import write_picture
from desktop_app.documents.shown import ShownTexts

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from desktop_app.documents.flow import Picture, Sheet

_MAKER: Final = "Отклик"
_UNDATED: Final = "D:20000101000000+00'00'"
"""Nothing here asks the clock: the same sheets and the same day give the same bytes."""


class About(NamedTuple):
    """What the file says of itself."""

    title: str
    author: str
    subject: str
    dated: date | None = None
    """The day the file bears, at midnight; a file without one is dated long ago, the same each time."""


def draw(sheets: Iterable[Sheet], about: About) -> bytes:
    """Return the PDF of ``sheets``: one at a time is held, the file itself grows."""
    pages = _Pages()
    for sheet in sheets:
        pages.add(sheet)
    return pages.close(about)


class _Pages:
    """The pages of one file, with the fonts and pictures they share."""

    def __init__(self) -> None:
        self._file = PdfFile()
        self._tree = self._file.reserve()
        self._fonts = self._file.reserve()
        self._texts = ShownTexts()
        self._pages: list[int] = []
        self._pictures: dict[bytes, int] = {}
        """Numbers of the pictures already in the file, by what they are."""

    def add(self, sheet: Sheet) -> None:
        """Write a page."""
        height = sheet.height
        parts = []
        shown = [self._picture(picture) for picture in sheet.pictures]
        for number, (_, (x, y, wide, high)) in zip(shown, sheet.pictures, strict=True):
            parts.append(f"q {wide:.3f} 0 0 {high:.3f} {x:.3f} {height - y - high:.3f} cm /I{number} Do Q")
        if sheet.boxes:
            parts += [
                f"{x:.3f} {height - y - high:.3f} {wide:.3f} {high:.3f} re"
                for x, y, wide, high in sheet.boxes
            ]
            parts.append("f")
        parts.append(self._texts.operators(sheet))
        contents = self._file.stream("\n".join(parts).encode("latin-1"))
        pictures = b"".join([b"/I%d %d 0 R" % (number, number) for number in dict.fromkeys(shown)])
        objects = b"/XObject<<%b>>" % pictures if pictures else b""
        page = b"<</Type/Page/Parent %d 0 R/MediaBox[0 0 %b]/Contents %d 0 R/Resources<</Font %d 0 R%b>>>>"
        size = figures(sheet.width, height)
        self._pages.append(self._file.add(page % (self._tree, size, contents, self._fonts, objects)))

    def close(self, about: About) -> bytes:
        """Write what all pages share, and what the file says of itself."""
        file = self._file
        file.add(b"<<%b>>" % self._texts.write(file), self._fonts)
        kids = b" ".join([b"%d 0 R" % number for number in self._pages])
        file.add(b"<</Type/Pages/Count %d/Kids[%b]>>" % (len(self._pages), kids), self._tree)
        root = file.add(
            b"<</Type/Catalog/Pages %d 0 R/Lang (ru-RU)/ViewerPreferences<</DisplayDocTitle true>>>>"
            % self._tree
        )
        made = f"D:{about.dated:%Y%m%d}000000+00'00'" if about.dated else _UNDATED
        said = {
            "Title": about.title,
            "Author": about.author,
            "Subject": about.subject,
            "Creator": _MAKER,
            "Producer": _MAKER,
            "CreationDate": made,
            "ModDate": made,
        }
        entries = b"".join(b"/%b %b" % (key.encode(), text_string(text)) for key, text in said.items())
        return file.close(root, file.add(b"<<%b>>" % entries))

    def _picture(self, picture: Picture) -> int:
        number = self._pictures.get(picture.data)
        if number is None:
            number = self._pictures[picture.data] = write_picture(self._file, picture.data)
        return number
