"""Tables of a Word file: invisible ones that hold two columns of requisites, ruled ones that are read."""

from __future__ import annotations

from html import escape
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT as VERTICAL
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import Table, _Cell

from desktop_app.documents.fonts import faces
from desktop_app.documents.grid import table_size
from desktop_app.documents.units import MM, PAD_DOWN
from desktop_app.documents.word.look import printable_text
from desktop_app.documents.word.text import Align, Block, element, legal, twips
from desktop_app.services.papers.books import Align as Cells

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from desktop_app.services.papers.books import Cell
    from desktop_app.services.papers.books import Table as Content

_PAD: Final = 1.0
"""Free millimetres left and right inside a ruled cell."""
_ALIGNS: Final = {Cells.LEFT: Align.LEFT, Cells.CENTRE: Align.CENTRE, Cells.RIGHT: Align.RIGHT}
_TOTAL: Final = "Всего"


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


def halves(
    block: Block, parts: Sequence[float], gap: float, heights: Sequence[float]
) -> list[tuple[list[Block], list[Block]]]:
    """Add two equal halves with a dashed line to cut along; return for each row the cells of either.

    ``parts``: widths inside a half, in millimetres; a row but the last is one cell across them all.
    ``heights`` are the least ones, in millimetres.
    """
    widths = [*parts, gap / 2, gap / 2, *parts]
    table = _bare(block, widths, ruled=False)
    found = []
    for number, high in enumerate(heights, 1):
        inside = parts if number == len(heights) else [sum(parts)]
        row, own = element("w:tr"), _together()
        own.append(element("w:trHeight", val=twips(high), hRule="atLeast"))
        row.append(own)
        across = len(parts) if len(inside) < len(parts) else 1
        cells = [
            *(_cell(width, across) for width in inside),
            *(_cell(gap / 2) for _ in range(2)),
            *(_cell(width, across) for width in inside),
        ]
        _cut_along(cells[len(inside)])
        row.extend(cells)
        table.append(row)
        blocks = [Block(_Cell(cell, Table(table, block.place))) for cell in cells]
        found.append((blocks[: len(inside)], blocks[-len(inside) :]))
    return found


def _cut_along(cell: Any) -> None:
    """Draw a dashed line at the right edge of a cell."""
    borders = element("w:tcBorders")
    borders.append(element("w:right", val="dashed", sz="4", space="0", color="808080"))
    cell.find(qn("w:tcPr")).append(borders)


def ruled(block: Block, table: Content, width: float, empty: str = "") -> None:
    """Add ``table`` across ``width``: its header on every sheet, a row whole, the sums in the last one.

    Its size is the one the pages choose: no word of the header is divided.
    """
    scale = width / sum(column.width for column in table.columns)
    widths = [column.width * scale for column in table.columns]
    titles = [printable_text(column.title) for column in table.columns]
    edges = list(accumulate((wide * MM for wide in widths), initial=0.0))
    size = table_size(titles, edges, faces().regular)
    head = _RowShape([Align.CENTRE] * len(widths), widths, size, header=True)
    rows = [head.row([column.title for column in table.columns])]
    if table.numbered:
        rows.append(head.row(range(1, len(widths) + 1)))
    aligns = [_ALIGNS[column.align] for column in table.columns]
    shape = _RowShape(aligns, widths, size, least=table.least_height)
    sums = [0] * len(widths)
    above = len(rows)
    for row in table.rows:
        rows.append(shape.row(row))
        _add(sums, row)
    if len(rows) == above and empty:
        rows.append(_RowShape([Align.CENTRE], [sum(widths)], size, span=len(widths)).row([empty]))
    elif len(rows) > above and any(column.summed for column in table.columns):
        rows.append(_RowShape(aligns, widths, size, bold=True).row(_totals(table, sums)))
    _bare(block, widths, ruled=True).extend(list(parse_xml(f"<w:tbl {nsdecls('w')}>{''.join(rows)}</w:tbl>")))


class _RowShape:
    """Rows of one look, written straight as XML: a journal made element by element takes thrice as long."""

    def __init__(
        self,
        aligns: Sequence[Align],
        widths: Sequence[float],
        size: float,
        *,
        header: bool = False,
        bold: bool = False,
        span: int = 1,
        least: float = 0,
    ) -> None:
        high = f'<w:trHeight w:val="{twips(least)}" w:hRule="atLeast"/>' if least else ""
        self._lead = f"<w:tr><w:trPr><w:cantSplit/>{high}{'<w:tblHeader/>' if header else ''}</w:trPr>"
        wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
        look = f'{"<w:b/>" if bold else ""}<w:sz w:val="{round(2 * size)}"/>'
        self._cells = [
            f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{wide}</w:tcPr>'
            f'<w:p><w:pPr><w:jc w:val="{align}"/></w:pPr>'
            f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">'
            for align, width in zip(aligns, widths, strict=True)
        ]

    def row(self, texts: Iterable[Cell]) -> str:
        """Return a row with a text for every cell."""
        cells = (
            f"{lead}{escape(legal(str(text)), quote=False)}</w:t></w:r></w:p></w:tc>"
            for lead, text in zip(self._cells, texts, strict=True)
        )
        return f"{self._lead}{''.join(cells)}</w:tr>"


def _totals(table: Content, sums: Sequence[int]) -> list[str]:
    """Return the last row: «Всего» in the widest column that is not summed."""
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
    for side in ("top", "left", "bottom", "right"):
        pad = PAD_DOWN / MM if side in {"top", "bottom"} else _PAD
        inside.append(element(f"w:{side}", w=twips(pad if ruled else 0), type="dxa"))
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


def _cell(width: float, span: int = 1) -> Any:
    cell, own = element("w:tc"), element("w:tcPr")
    own.append(element("w:tcW", w=twips(width), type="dxa"))
    if span > 1:
        own.append(element("w:gridSpan", val=str(span)))
    cell.append(own)
    cell.append(element("w:p"))
    return cell
