"""Paragraphs, frames and pictures of a Word file: lengths in millimetres, sizes in points."""

from __future__ import annotations

import re
from enum import StrEnum
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import _Cell

if TYPE_CHECKING:
    from collections.abc import Mapping

    from docx.text.paragraph import Paragraph

FONT: Final = "Times New Roman"
"""Metric-equal to the face of the pages, and on every computer that has Word."""
_TWIPS: Final = 1440 / 25.4
_NOT_XML: Final = re.compile(r"[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BLANKS: Final = re.compile(r"[^\S\u00a0]+")


class Align(StrEnum):
    """How a paragraph stands, in Word's own words."""

    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"
    BOTH = "both"


class Setting(NamedTuple):
    """How a paragraph is set: size and the gap above in points, indents in millimetres."""

    size: float
    bold: bool = False
    align: Align = Align.LEFT
    left: float = 0
    right: float = 0
    first: float = 0
    """Indent of the first line; negative: it hangs out."""
    above: float = 0
    kept: bool = False
    """On one sheet with the next paragraph."""
    high: float = 0
    """Height of every line in points; 0: the face's own."""
    spacing: float = 1
    """Leading in Word's single spacings."""
    tabs: tuple[tuple[Align, float], ...] = ()
    """Tab stops: how the text stands at each, and where."""


class Block:
    """A place paragraphs are added to: the body, a header, a cell of a table."""

    def __init__(self, place: Any) -> None:
        self.place = place
        self._empty = place.paragraphs[0] if isinstance(place, _Cell) else None

    def add(self, text: str, setting: Setting) -> Paragraph:
        """Add a paragraph; the empty one every new cell has is used first."""
        paragraph: Paragraph = self._empty if self._empty is not None else self.place.add_paragraph()
        self._empty = None
        self.restyle(paragraph, setting)
        if text:
            self.write(paragraph, text, setting.size, bold=setting.bold)
        return paragraph

    def table(self) -> Any:
        """Add an empty table and return its element; two without a paragraph between them become one."""
        made, below = OxmlElement("w:tbl"), self.place.add_paragraph().paragraph_format.element
        above = below.getprevious()
        if above is not None and above.tag == made.tag:
            self.add("", Setting(1, high=1))
            below.getparent().append(below)
        below.addprevious(made)
        below.getparent().remove(below)
        return made

    def restyle(self, paragraph: Paragraph, setting: Setting) -> None:
        """Set the properties of a paragraph, in the order the schema wants them."""
        own = properties(paragraph)
        for held in list(own):
            own.remove(held)
        if setting.kept:
            own.append(element("w:keepNext"))
        if setting.tabs:
            stops = element("w:tabs")
            for align, at in setting.tabs:
                stops.append(element("w:tab", val=align.value, pos=twips(at)))
            own.append(stops)
        spacing = element("w:spacing", before=str(round(setting.above * 20)))
        if setting.spacing != 1:
            spacing.set(qn("w:line"), str(round(240 * setting.spacing)))
            spacing.set(qn("w:lineRule"), "auto")
        if setting.high:
            spacing.set(qn("w:line"), str(round(setting.high * 20)))
            spacing.set(qn("w:lineRule"), "exact")
        own.append(spacing)
        indent = element("w:ind", left=twips(setting.left), right=twips(setting.right))
        indent.set(qn("w:hanging" if setting.first < 0 else "w:firstLine"), twips(abs(setting.first)))
        own.append(indent)
        own.append(element("w:jc", val=setting.align.value))
        mark = element("w:rPr")  # an empty paragraph is as high as its mark
        mark.append(element("w:sz", val=str(round(2 * setting.size))))
        own.append(mark)

    def write(self, paragraph: Paragraph, text: str, size: float, *, bold: bool = False) -> None:
        """Add ``text`` to a paragraph; a tab goes to the next stop."""
        run = paragraph.add_run(legal(text))
        run.font.size = Pt(size)
        if bold:
            run.bold = True

    def field(self, paragraph: Paragraph, name: str, shown: str, size: float) -> None:
        """Add a field Word counts itself; ``shown`` stands until it does."""
        own = element("w:fldSimple", instr=f" {name} ")
        run = paragraph.add_run(shown)
        run.font.size = Pt(size)
        run.element.addprevious(own)
        own.append(run.element)

    def picture(self, paragraph: Paragraph, image: bytes, width: float = 0, height: float = 0) -> Any:
        """Add a picture of the given millimetres, its other side in proportion; return its inline element."""
        sides = {"width": Mm(width)} if width else {"height": Mm(height)}
        run = paragraph.add_run()
        run.add_picture(BytesIO(image), **sides)
        inline = next(run.element.iter(qn("wp:inline")))
        for side in "TBLR":  # left out, LibreOffice keeps three millimetres around it
            inline.set(f"dist{side}", "0")
        return inline


def properties(paragraph: Paragraph) -> Any:
    """Return the element of a paragraph's properties."""
    return paragraph.paragraph_format.element.get_or_add_pPr()


def element(tag: str, **attributes: str) -> Any:
    """Return an element of WordprocessingML, its attributes in the same namespace."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def twips(millimetres: float) -> str:
    """Return a length as Word writes it."""
    return str(round(millimetres * _TWIPS))


def legal(text: str) -> str:
    """Return ``text`` with single blanks and without what XML cannot hold; a tab stays."""
    return "\t".join(_BLANKS.sub(" ", _NOT_XML.sub("", part)) for part in text.split("\t"))


def frame(paragraph: Paragraph, width: float, place: Mapping[str, str], *, boxed: bool = False) -> None:
    """Take a paragraph out of the flow: ``place`` says by what it is anchored and aligned."""
    own = properties(paragraph)
    around = OxmlElement("w:framePr")
    around.set(qn("w:w"), twips(width))
    around.set(qn("w:wrap"), "around")
    for name, value in place.items():
        around.set(qn(name), value)
    at = 1 if own.find(qn("w:keepNext")) is not None else 0
    own.insert(at, around)
    if boxed:
        border = element("w:pBdr")
        for side in ("top", "left", "bottom", "right"):
            border.append(element(f"w:{side}", val="single", sz="6", space="2"))
        own.insert(at + 1, border)


def float_at(inline: Any, left: float, top: float, around: float | None) -> None:
    """Turn an inline picture into one that stands on the sheet, ``around`` millimetres kept free of text.

    None: text does not mind it, for its place is free; Word would push a whole table out of its way.
    """
    anchor = OxmlElement("wp:anchor")
    gap = str(int(Mm(around or 0)))
    settings = {"simplePos": "0", "relativeHeight": "1", "behindDoc": "0", "locked": "0"}
    settings |= {"layoutInCell": "1", "allowOverlap": "0"}
    settings |= {f"dist{side}": gap for side in "TBLR"}
    for name, value in settings.items():
        anchor.set(name, value)
    corner = OxmlElement("wp:simplePos")
    corner.set("x", "0")
    corner.set("y", "0")
    anchor.append(corner)
    for tag, offset in (("wp:positionH", left), ("wp:positionV", top)):
        position = OxmlElement(tag)
        position.set("relativeFrom", "page")
        place = OxmlElement("wp:posOffset")
        place.text = str(int(Mm(offset)))
        position.append(place)
        anchor.append(position)
    parts = list(inline)
    extent = next(part for part in parts if part.tag == qn("wp:extent"))
    wrap = OxmlElement("wp:wrapNone" if around is None else "wp:wrapSquare")
    if around is not None:
        wrap.set("wrapText", "bothSides")
    anchor.append(extent)
    anchor.append(wrap)
    for part in parts:
        if part is not extent:
            anchor.append(part)
    inline.getparent().replace(inline, anchor)


def frame_picture(inline: Any) -> None:
    """Draw a thin line around a picture: a white page would have no edge on white paper."""
    line = OxmlElement("a:ln")
    line.set("w", "6350")
    fill, colour = OxmlElement("a:solidFill"), OxmlElement("a:srgbClr")
    colour.set("val", "000000")
    fill.append(colour)
    line.append(fill)
    next(inline.iter(qn("pic:spPr"))).append(line)
