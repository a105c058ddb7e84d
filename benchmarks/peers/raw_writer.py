"""PDF operators by hand: pages of text and rules, fonts named or embedded, nothing imported."""

import zlib
from pathlib import Path


def shown(text: str) -> bytes:
    """Return ``text`` as a PDF string."""
    bare = text.encode("cp1251", "replace").replace(b"\\", b"\\\\")
    return b"(" + bare.replace(b"(", b"\\(").replace(b")", b"\\)") + b")"


def _packed(entries: bytes, data: bytes) -> bytes:
    data = zlib.compress(data)
    return b"<<%b/Length %d/Filter/FlateDecode>>stream\n%b\nendstream" % (entries, len(data), data)


class Writer:
    """Collects compressed pages and writes them with their table of offsets."""

    def __init__(self, width: int, height: int, faces: tuple = ()) -> None:
        self._box = b"%d %d" % (width, height)
        self._streams: list[bytes] = []
        self._faces = faces

    def page(self, parts: list[bytes]) -> None:
        """Add a page of operators."""
        self._streams.append(zlib.compress(b"\n".join(parts)))

    def save(self, path: str) -> None:
        """Write the file."""
        count = len(self._streams)
        first = 4 + 4 * len(self._faces)
        kids = b" ".join(b"%d 0 R" % (first + 2 * index) for index in range(count))
        fonts = b"/F1 3 0 R"
        if self._faces:
            fonts = b"".join(b"/F%d %d 0 R" % (index + 1, 4 + 4 * index) for index in range(len(self._faces)))
        out, offsets = bytearray(b"%PDF-1.4\n"), []

        def add(body: bytes) -> None:
            offsets.append(len(out))
            out.extend(b"%d 0 obj\n%s\nendobj\n" % (len(offsets), body))

        add(b"<</Type/Catalog/Pages 2 0 R>>")
        add(b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids))
        add(b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>")
        for number, face in enumerate(self._faces):
            for body in face.objects(4 + 4 * number):
                add(body if isinstance(body, bytes) else _packed(*body))
        for index, stream in enumerate(self._streams):
            add(
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %s]/Contents %d 0 R"
                b"/Resources<</Font<<%b>>>>>>" % (self._box, first + 1 + 2 * index, fonts)
            )
            add(b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(stream), stream))
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1)
        out += b"".join(b"%010d 00000 n \n" % at for at in offsets)
        out += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(offsets) + 1, start)
        Path(path).write_bytes(out)
