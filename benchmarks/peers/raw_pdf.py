"""The floor: the same words as a PDF written by hand, no layout, no font embedded, nothing imported."""

import sys
import zlib
from pathlib import Path

import sample


def main() -> None:
    """Write one page of untouched lines, cut every 90 characters."""
    shown = [text[at : at + 90] for text in sample.lines() for at in range(0, len(text), 90)]
    stream = ["BT /F1 12 Tf 14 TL 57 780 Td"]
    for text in shown:
        bare = (
            text.encode("cp1251", "replace")
            .replace(b"\\", b"\\\\")
            .replace(b"(", b"\\(")
            .replace(b")", b"\\)")
        )
        stream.append(f"({bare.decode('latin-1')}) Tj T*")
    packed = zlib.compress("\n".join([*stream, "ET"]).encode("latin-1"))
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>",
    ]
    out, offsets = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % at for at in offsets)
    out += b"trailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start
    Path(sys.argv[1]).write_bytes(out)


if __name__ == "__main__":
    main()
