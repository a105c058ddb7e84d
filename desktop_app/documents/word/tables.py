"""Tables of a Word file: invisible ones that hold two columns of requisites, ruled ones that are read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.table import Table

from desktop_app.documents.word.text import Align, Block, element, legal, twips
from desktop_app.services.papers.books import Align as Cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop_app.services.papers.books import Cell
    from desktop_app.services.papers.books import Table as Content

_PAD: Final = 1.0
"""Free millimetres left and right inside a ruled cell."""
_ALIGNS: Final = {Cells.LEFT: Align.LEFT, Cells.CENTRE: Align.CENTRE, Cells.RIGHT: Align.RIGHT}
_TOTAL: Final = "Итого"


def columns(block: Block, widths: Sequence[float], *, low: bool = False) -> list[Block]:
    """Add a row of cells of ``widths`` millimetres without rules; ``low``: their text stands at the foot."""
    table = _bare(block, widths, ruled=False)
    row = element("w:tr")
    row.append(_together())
    for width in widths:
        row.append(_cell(width))
    table.append(row)
    cells = Table(table, block.place).rows[0].cells
    if low:
        for cell in cells:
            cell.vertical_alignment = VERTICAL.BOTTOM
    return [Block(cell) for cell in cells]


def ruled(block: Block, table: Content, width: float, size: float, empty: str = "") -> None:
    """Add ``table`` across ``width``: its header on every sheet, a row whole, the sums in the last one."""
    scale = width / sum(column.width for column in table.columns)
    widths = [column.width * scale for column in table.columns]
    made = _bare(block, widths, ruled=True)
    heads = [tuple(column.title for column in table.columns)]
    if table.numbered:
        heads.append(tuple(str(number) for number in range(1, len(widths) + 1)))
    for head in heads:
        made.append(_row(head, [Align.CENTRE] * len(widths), widths, size, header=True))
    aligns = [_ALIGNS[column.align] for column in table.columns]
    sums = [0] * len(widths)
    rows = 0
    for rows, row in enumerate(table.rows, 1):  # noqa: B007  # counted: a lazy sequence is read once
        made.append(_row(row, aligns, widths, size))
        _add(sums, row)
    if not rows and empty:
        made.append(_across(empty, widths, size))
    if rows and any(column.summed for column in table.columns):
        made.append(_row(_totals(table, sums), aligns, widths, size, bold=True))


def _totals(table: Content, sums: Sequence[int]) -> list[str]:
    """Return the last row: «Итого» in the widest column that is not summed."""
    texts = [str(total) if column.summed else "" for column, total in zip(table.columns, sums, strict=True)]
    plain = [index for index, column in enumerate(table.columns) if not column.summed]
    if plain:
        texts[max(plain, key=lambda index: table.columns[index].width)] = _TOTAL
    return texts


def _add(sums: list[int], row: Iterable[Cell]) -> None:
    for index, value in enumerate(row):
        if isinstance(value, int):
            sums[index] += value


def _bare(block: Block, widths: Sequence[float], *, ruled: bool) -> Any:
    """Add a table without rows that keeps the widths it is given."""
    table, own = block.table(), element("w:tblPr")
    own.append(element("w:tblW", w=twips(sum(widths)), type="dxa"))
    own.append(element("w:tblInd", w="0", type="dxa"))
    if ruled:
        rules = element("w:tblBorders")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
            rules.append(element(f"w:{side}", val="single", sz="4", space="0"))
        own.append(rules)
    own.append(element("w:tblLayout", type="fixed"))
    inside = element("w:tblCellMar")
    for side in ("left", "right"):
        inside.append(element(f"w:{side}", w=twips(_PAD if ruled else 0), type="dxa"))
    own.append(inside)
    table.append(own)
    grid = element("w:tblGrid")
    for width in widths:
        grid.append(element("w:gridCol", w=twips(width)))
    table.append(grid)
    return table


def _together() -> Any:
    """Return the properties of a row that never breaks between sheets."""
    own = element("w:trPr")
    own.append(element("w:cantSplit"))
    return own


def _cell(width: float, *held: Any, span: int = 1) -> Any:
    cell = element("w:tc")
    own = element("w:tcPr")
    own.append(element("w:tcW", w=twips(width), type="dxa"))
    if span > 1:
        own.append(element("w:gridSpan", val=str(span)))
    cell.append(own)
    for one in held or (element("w:p"),):
        cell.append(one)
    return cell


def _row(
    texts: Iterable[Cell],
    aligns: Sequence[Align],
    widths: Sequence[float],
    size: float,
    *,
    header: bool = False,
    bold: bool = False,
) -> Any:
    """Return a row written straight as XML: the library's own way takes a minute for a journal."""
    row = element("w:tr")
    own = _together()
    if header:
        own.append(element("w:tblHeader"))
    row.append(own)
    for text, align, width in zip(texts, aligns, widths, strict=True):
        row.append(_cell(width, _line(str(text), align, size, bold=bold)))
    return row


def _across(text: str, widths: Sequence[float], size: float) -> Any:
    row = element("w:tr")
    row.append(_cell(sum(widths), _line(text, Align.CENTRE, size), span=len(widths)))
    return row


def _line(text: str, align: Align, size: float, *, bold: bool = False) -> Any:
    paragraph, own = element("w:p"), element("w:pPr")
    own.append(element("w:jc", val=align.value))
    paragraph.append(own)
    run, look = element("w:r"), element("w:rPr")
    if bold:
        look.append(element("w:b"))
    look.append(element("w:sz", val=str(round(2 * size))))
    run.append(look)
    written = element("w:t")
    written.text = legal(text)
    written.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(written)
    paragraph.append(run)
    return paragraph
