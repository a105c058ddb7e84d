"""A PDF file written object by object as they are made; nothing is held but its bytes."""

from __future__ import annotations

import hashlib
import zlib
from io import BytesIO
from typing import Final

_HEADER: Final = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"
"""The second line tells programs that carry files that this one is not text (ISO 32000-1, 7.5.2)."""
_SPECIAL: Final = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


class PdfFile:
    """Numbered objects one after another, the table of where each begins at the end (ISO 32000-1, 7.5)."""

    def __init__(self) -> None:
        self._out = BytesIO()
        self._out.write(_HEADER)
        self._starts: list[int] = []

    def reserve(self) -> int:
        """Return a number for an object that is written later."""
        self._starts.append(0)
        return len(self._starts)

    def add(self, body: bytes, number: int = 0) -> int:
        """Write an object and return its number: the reserved ``number``, or the next one."""
        number = number or self.reserve()
        self._starts[number - 1] = self._out.tell()
        self._out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
        return number

    def stream(self, data: bytes, entries: bytes = b"", *, packed: bool = True) -> int:
        """Write a stream with the ``entries`` of its dictionary; ``packed``: compress it here."""
        if packed:
            data = zlib.compress(data)
            entries += b"/Filter/FlateDecode"
        return self.add(b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(data), data))

    def close(self, root: int, information: int) -> bytes:
        """Write the table and return the whole file; its identifier is made of its content."""
        start = self._out.tell()
        count = len(self._starts) + 1
        digest = hashlib.sha256(self._out.getbuffer()).hexdigest()[:32].encode()
        table = b"".join([b"%010d 00000 n \n" % at for at in self._starts])
        self._out.write(b"xref\n0 %d\n0000000000 65535 f \n%b" % (count, table))
        self._out.write(
            b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%b><%b>]>>\nstartxref\n%d\n%%%%EOF\n"
            % (count, root, information, digest, digest, start)
        )
        return self._out.getvalue()


def text_string(text: str) -> bytes:
    """Return ``text`` as a string a reader shows: plain for ASCII, else UTF-16 (ISO 32000-1, 7.9.2.2)."""
    if text.isascii() and text.isprintable():
        return b"(%b)" % text.translate(_SPECIAL).encode()
    return b"<FEFF%b>" % text.encode("utf-16-be", "replace").hex().upper().encode()


def figures(*numbers: float) -> bytes:
    """Return numbers as a page wants them: four digits at most, no zero that says nothing."""
    return b" ".join([f"{number:.4f}".rstrip("0").rstrip(".").encode() for number in numbers])
