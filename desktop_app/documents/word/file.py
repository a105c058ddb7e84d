"""The Word file itself: clean styles, one section, page numbers, the draft's mark, fixed dates and bytes."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Final

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.opc.constants import RELATIONSHIP_TYPE as RELATION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from desktop_app.documents.units import SHEET_HEIGHT, SHEET_WIDTH
from desktop_app.documents.word.text import FONT, Align, Block, Setting, element, frame, legal, twips

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.section import Section

    from desktop_app.documents.canvas import About
    from desktop_app.services.layouts.profile import LayoutProfile, Margins

_LANGUAGE: Final = "ru-RU"
_STYLES: Final = {"Normal", "Default Paragraph Font", "Normal Table", "No List", "header", "footer"}
_UNUSED: Final = ("stylesWithEffects", "webSettings", "customXml", "thumbnail", "numbering")
_DRAFT: Final = "ПРОЕКТ"
_DRAFT_SIZE: Final = 12
_DRAFT_WIDTH: Final = 24
_DRAFT_TOP: Final = 8
_LONG_AGO: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""The date of a draft, as in its PDF: the same draft is the same bytes."""
_ZIP_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


class WordFile:
    """A document of one section whose body is a ``Block``."""

    def __init__(self, margins: Margins, profile: LayoutProfile, size: float, *, landscape: bool) -> None:
        self._document: WordDocument = Document()
        self._profile = profile
        width, height = SHEET_WIDTH, SHEET_HEIGHT
        self.sheet = (height, width) if landscape else (width, height)
        self.margins = margins
        self.size = size
        _clean(self._document, size)
        self._lay(self._document.sections[0], landscape=landscape)
        self.body = Block(self._document)

    @property
    def width(self) -> float:
        """Width of the text in millimetres."""
        return self.sheet[0] - self.margins.left - self.margins.right

    def number_pages(self) -> None:
        """Put the number in the middle of the top margin from page two on (ГОСТ Р 7.0.97, 3.4)."""
        section = self._document.sections[0]
        section.different_first_page_header_footer = True
        paragraph = section.header.paragraphs[0]
        block = Block(section.header)
        block.restyle(paragraph, Setting(self._profile.page_number_size, align=Align.CENTRE))
        block.field(paragraph, "PAGE", "2", self._profile.page_number_size)

    def mark_draft(self) -> None:
        """Put «ПРОЕКТ» in a frame on every sheet, in the top margin."""
        section = self._document.sections[0]
        for header in (section.first_page_header, section.header):
            mark = header.paragraphs[0].insert_paragraph_before()
            block = Block(header)
            block.restyle(mark, Setting(_DRAFT_SIZE, bold=True, align=Align.CENTRE))
            block.write(mark, _DRAFT, _DRAFT_SIZE, bold=True)
            place = {
                "w:hAnchor": "margin",
                "w:xAlign": "right",
                "w:vAnchor": "page",
                "w:y": twips(_DRAFT_TOP),
            }
            frame(mark, _DRAFT_WIDTH, place, boxed=True)

    def write(self, about: About, made_at: datetime | None) -> bytes:
        """Return the bytes; the computer and its user leave no trace in them."""
        properties = self._document.core_properties
        properties.title, properties.subject = legal(about.title), legal(about.subject)
        properties.author = properties.last_modified_by = legal(about.author)
        properties.comments, properties.language = "", _LANGUAGE
        properties.created = properties.modified = (made_at or _LONG_AGO).astimezone(UTC).replace(tzinfo=None)
        buffer = BytesIO()
        self._document.save(buffer)
        return _undated(buffer)

    def _lay(self, section: Section, *, landscape: bool) -> None:
        if landscape:
            section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = map(Mm, self.sheet)
        section.left_margin, section.right_margin = Mm(self.margins.left), Mm(self.margins.right)
        section.top_margin, section.bottom_margin = Mm(self.margins.top), Mm(self.margins.bottom)
        section.header_distance = section.footer_distance = Mm(self._profile.page_number_top)


def _clean(document: WordDocument, size: float) -> None:
    """Leave of the library's template what a paper uses, in the paper's face and language."""
    styles = document.styles.element
    for style in list(styles.findall(qn("w:style"))):
        if style.find(qn("w:name")).get(qn("w:val")) not in _STYLES:
            styles.remove(style)
    defaults = styles.find(qn("w:docDefaults"))
    defaults.clear()
    run = element("w:rPr")
    run.append(element("w:rFonts", ascii=FONT, hAnsi=FONT, cs=FONT, eastAsia=FONT))
    run.append(element("w:sz", val=str(round(2 * size))))
    run.append(element("w:szCs", val=str(round(2 * size))))
    run.append(element("w:lang", val=_LANGUAGE, eastAsia=_LANGUAGE, bidi="ar-SA"))
    paragraph = element("w:pPr")
    paragraph.append(element("w:widowControl"))
    paragraph.append(element("w:spacing", before="0", after="0", line="240", lineRule="auto"))
    for name, held in (("w:rPrDefault", run), ("w:pPrDefault", paragraph)):
        default = OxmlElement(name)
        default.append(held)
        defaults.append(default)
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = FONT, Pt(size)
    _drop_unused(document)


def _drop_unused(document: WordDocument) -> None:
    settings = document.settings.element
    for name in ("w:compat", "w:rsids", "w:themeFontLang", "w:savePreviewPicture", "w:proofState"):
        for held in settings.findall(qn(name)):
            settings.remove(held)
    compatible = element("w:compat")
    address = "http://schemas.microsoft.com/office/word"
    compatible.append(element("w:compatSetting", name="compatibilityMode", uri=address, val="15"))
    place = settings.find(qn("w:characterSpacingControl"))
    place.addnext(compatible)
    for relations in (document.part.rels, document.part.package.rels):
        for key, relation in list(relations.items()):
            if relation.reltype == RELATION.THEME or any(name in relation.reltype for name in _UNUSED):
                del relations[key]


def _undated(buffer: BytesIO) -> bytes:
    """Return the same archive with no clock in it."""
    fixed = BytesIO()
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(fixed, "w") as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            target.writestr(entry, source.read(name), zipfile.ZIP_DEFLATED, 9)
    return fixed.getvalue()
