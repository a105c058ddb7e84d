"""The letters by hand with the same look: embedded faces, lines broken by widths, both edges straight."""

import sys

import sample
from raw_face import Face
from raw_writer import Writer, shown

MM = 72 / 25.4
LEFT, RIGHT, TOP, LINE = 20 * MM, 200 * MM, 277 * MM, 1.15
INDENT, COLUMN = 12.5 * MM, 80 * MM
SIZE, SMALL, NAME = 14, 10, 12


class _Letter:
    """The operators of one letter."""

    def __init__(self, plain: Face, bold: Face) -> None:
        self.parts = [b"BT"]
        self._faces = (plain, bold)
        self._font = (0, 0)

    def run(self, x: float, y: float, text: str, size: float, bold: int = 0, stretch: float = 0) -> None:
        if self._font != (bold, size):
            self._font = (bold, size)
            self.parts.append(b"/F%d %g Tf" % (1 + bold, size))
        self.parts.append(b"%.4f Tw 1 0 0 1 %.2f %.2f Tm %s Tj" % (stretch, x, y, shown(text)))

    def block(self, texts: list[str], x: float, y: float, wide: float, size: float) -> float:
        """Set ragged lines; return where they end."""
        for text in texts:
            for line, _ in self._faces[0].lines(text, wide * 1000 / size):
                self.run(x, y - 0.891 * size, line, size)
                y -= LINE * size
        return y

    def centred(self, text: str, middle: float, y: float, wide: float, size: float, bold: int = 0) -> float:
        for line, width in self._faces[bold].lines(text, wide * 1000 / size):
            self.run(middle - width * size / 2000, y - 0.891 * size, line, size, bold)
            y -= LINE * size
        return y

    def justified(self, text: str, y: float) -> float:
        face, wide = self._faces[0], RIGHT - LEFT
        # the first line is shorter by the indent: as many blanks before it as are that wide
        lead = round(INDENT * 1000 / SIZE / face.widths[" "])
        lines = face.lines(" " * lead + text, wide * 1000 / SIZE)
        for number, (line, width) in enumerate(lines):
            bare = line.lstrip(" ")
            shift = INDENT if number == 0 else 0
            natural = (width - (len(line) - len(bare)) * face.widths[" "]) * SIZE / 1000
            loose = (wide - shift - natural) / (bare.count(" ") or 1)
            self.run(LEFT + shift, y - 0.891 * SIZE, bare, SIZE, 0, 0 if number == len(lines) - 1 else loose)
            y -= LINE * SIZE
        return y


def main() -> None:
    """Write the letters as one PDF."""
    plain, bold = Face("Regular"), Face("Bold")
    writer = Writer(595, 842, (plain, bold))
    for number in range(1, int(sys.argv[2]) + 1):
        writer.page(_letter(f"01-12/{number}", f"Директору школы № {number}", plain, bold))
    writer.save(sys.argv[1])


def _letter(number: str, post: str, plain: Face, bold: Face) -> list[bytes]:
    letter = _Letter(plain, bold)
    y = TOP
    for index, text in enumerate(sample.LETTERHEAD):
        name = index in {1, 2}
        y = letter.centred(text, LEFT + COLUMN / 2, y, COLUMN, NAME if name else SMALL, int(name))
    reference = f"На № {sample.REFERENCE_NUMBER} от {sample.REFERENCE_DATE}"
    y = letter.block([f"{sample.DATE} № {number}", reference], LEFT, y - 14, COLUMN, NAME)
    y = letter.block([sample.HEADING], LEFT, y - 16, COLUMN, SIZE)
    letter.block([post, sample.ADDRESSEE[1]], 110 * MM, TOP, COLUMN, SIZE)
    y = letter.centred(sample.GREETING, (LEFT + RIGHT) / 2, y - 16, RIGHT - LEFT, SIZE)
    for paragraph in sample.PARAGRAPHS:
        y = letter.justified(paragraph, y)
    y = letter.block([sample.ATTACHMENT], LEFT, y - 16, RIGHT - LEFT, SIZE)
    letter.run(LEFT, y - 45, sample.POST, SIZE)
    letter.run(RIGHT - plain.width(sample.NAME) * SIZE / 1000, y - 45, sample.NAME, SIZE)
    letter.block(list(sample.EXECUTOR), LEFT, 20 * MM + 2 * LINE * SMALL, 90 * MM, SMALL)
    return [*letter.parts, b"ET"]


if __name__ == "__main__":
    main()
