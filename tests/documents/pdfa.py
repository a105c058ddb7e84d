"""The clauses of PDF/A-2b (ISO 19005-2) that the objects of a file can be asked about, one by one.

Not a certified validator: veraPDF is a Java program that is not in the registries this project installs from.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree as ET

import pikepdf
from pikepdf import Dictionary, Object, Pdf, Stream

_NS = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
}
_ACTIONS = {"/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide", "/Rendition"}
_FILTERS = {"/FlateDecode", "/DCTDecode", "/RunLengthDecode", "/ASCIIHexDecode", "/ASCII85Decode"}
_SYMBOLIC = 4
_COLOURS = {"/DeviceRGB", "/DeviceGray"}


def violations(pdf: bytes) -> list[str]:
    """Return the clauses ``pdf`` breaks, with what breaks them; empty for a PDF/A-2b file."""
    found = [*_file(pdf)]
    with pikepdf.open(BytesIO(pdf)) as document:
        for held in document.objects:
            if isinstance(held, Stream | Dictionary):
                found += _object(held)
        for page in document.pages:
            found += _fonts(page.obj)
            found += _operators(page.obj)
        found += _catalogue(document)
        found += _metadata(document)
    return found


def _file(pdf: bytes) -> Iterator[str]:
    if not re.match(rb"%PDF-1\.[0-7]\n%[\x80-\xff]{4}", pdf):
        yield "6.1.2 header"
    if not re.search(rb"startxref\s+\d+\s+%%EOF\s?\Z", pdf):
        yield "6.1.3 data after the end"


def _catalogue(document: Pdf) -> Iterator[str]:
    root = document.Root
    if "/ID" not in document.trailer or len(document.trailer.ID) != 2:
        yield "6.1.3 trailer identifier"
    if "/Encrypt" in document.trailer:
        yield "6.1.3 encryption"
    for key in ("/AA", "/OpenAction", "/AcroForm", "/Perms", "/Requirements", "/OCProperties", "/Names"):
        if key in root:
            yield f"6.4, 6.5, 6.8, 6.9 {key} in the catalogue"
    if "/MarkInfo" in root:
        yield "6.7 marked content is claimed but nothing is tagged"
    if str(root.get("/Lang", "")) != "ru-RU":
        yield "language"
    intents = list(root.get("/OutputIntents", ()))
    if [str(intent.S) for intent in intents] != ["/GTS_PDFA1"]:
        yield "6.2.3 one output intent"
    for intent in intents:
        yield from _profile(intent.DestOutputProfile)


def _profile(profile: Object) -> Iterator[str]:
    """Check the header of ICC.1: version at 8, class at 12, colour space at 16, signature at 36."""
    icc = profile.read_bytes()
    if not (icc[8] <= 4 and icc[12:16] == b"mntr" and icc[16:20] == b"RGB " and icc[36:40] == b"acsp"):
        yield "6.2.3 profile"
    if profile.N != 3 or struct.unpack(">I", icc[:4])[0] != len(icc):
        yield "6.2.3 profile's length or components"


def _metadata(document: Pdf) -> Iterator[str]:
    stream = document.Root.get("/Metadata")
    if stream is None or "/Filter" in stream:
        yield "6.6.2 metadata stream"
        return
    packet = stream.read_bytes().decode()
    if re.search(r"<\?xpacket[^>]*(bytes|encoding)=", packet):
        yield "6.6.2 packet attributes"
    tree = ET.fromstring(packet)  # noqa: S314  # our own file

    def said(path: str) -> str:
        return tree.findtext(f".//{path}", "", _NS)

    if (said("pdfaid:part"), said("pdfaid:conformance")) != ("2", "B"):
        yield "6.6.4 identification"
    information = document.docinfo
    same = {
        "/Title": "dc:title/rdf:Alt/rdf:li",
        "/Author": "dc:creator/rdf:Seq/rdf:li",
        "/Subject": "dc:description/rdf:Alt/rdf:li",
        "/Creator": "xmp:CreatorTool",
        "/Producer": "pdf:Producer",
    }
    for key, path in same.items():
        if str(information.get(key, "")) != said(path):
            yield f"6.6.3 {key} differs from {path}"
    for key, path in {"/CreationDate": "xmp:CreateDate", "/ModDate": "xmp:ModifyDate"}.items():
        digits = re.sub(r"\D", "", str(information[key]))
        if digits != re.sub(r"\D", "", said(path)):
            yield f"6.6.3 {key} differs from {path}"
    if unknown := set(information) - {*same, "/CreationDate", "/ModDate"}:
        yield f"6.6.3 {sorted(unknown)} without a counterpart"


def _object(held: Object) -> Iterator[str]:
    if isinstance(held, Stream):
        yield from _stream(held)
    kind, sub = str(held.get("/Type", "")), str(held.get("/Subtype", ""))
    if str(held.get("/S", "")) in _ACTIONS:
        yield f"6.5.1 action {held.S}"
    if kind == "/Annot" and (sub != "/Link" or int(held.get("/F", 0)) != 4):
        yield f"6.3 annotation {sub}"
    if kind == "/Page" and {"/AA", "/PresSteps", "/Trans"} & held.keys():
        yield "6.10 page actions"
    if kind == "/ExtGState" and {"/TR", "/HTP", "/SMask"} & held.keys():
        yield "6.2.5 graphics state"
    if "/Group" in held:
        yield "6.2.10 transparency"


def _stream(held: Stream) -> Iterator[str]:
    if {"/F", "/FFilter", "/FDecodeParms"} & held.keys():
        yield "6.1.7 external stream"
    filters = held.get("/Filter", ())
    named = {str(one) for one in ([filters] if isinstance(filters, pikepdf.Name) else filters)}
    if named - _FILTERS:
        yield f"6.1.7 filter {sorted(named - _FILTERS)}"
    sub = str(held.get("/Subtype", ""))
    if sub == "/Image":
        if "/SMask" in held or "/Alternates" in held or "/OPI" in held or held.get("/Interpolate", False):
            yield "6.2.8 image with mask, alternates or interpolation"
        if str(held.get("/ColorSpace", "/DeviceGray")) not in _COLOURS:
            yield f"6.2.4 colour {held.ColorSpace}"
    if sub in {"/PS", "/Form"} and ("/Ref" in held or "/PS" in held):
        yield "6.2.9 reference or PostScript"


def _fonts(page: Object) -> Iterator[str]:
    fonts = page.Resources.get("/Font", {})
    for name in fonts:
        font = fonts[name]
        descriptor = font.get("/FontDescriptor")
        program = descriptor.get("/FontFile2") if descriptor is not None else None
        if program is None:
            yield f"6.2.11.4 {font.BaseFont} is not embedded"
            continue
        if str(font.BaseFont) != str(descriptor.FontName) or not re.match(r"/[A-Z]{6}\+", str(font.BaseFont)):
            yield f"6.2.11 name of {font.BaseFont}"
        yield from _true_type(font, program.read_bytes())


def _true_type(font: Object, program: bytes) -> Iterator[str]:
    """Check that a symbolic face has one encoding, and that the widths said are the widths drawn."""
    tables = {
        program[12 + 16 * index : 16 + 16 * index]: struct.unpack_from(">II", program, 20 + 16 * index)
        for index in range(struct.unpack_from(">H", program, 4)[0])
    }
    cmap = tables[b"cmap"][0]
    if int(font.FontDescriptor.Flags) & _SYMBOLIC:
        if "/Encoding" in font or struct.unpack_from(">H", program, cmap + 2)[0] != 1:
            yield "6.2.11.6 encoding of a symbolic face"
    elif str(font.get("/Encoding", "")) not in {"/WinAnsiEncoding", "/MacRomanEncoding"}:
        yield "6.2.11.6 encoding"
    if "/ToUnicode" not in font:
        yield "6.2.11.7 no way back to characters"
    glyphs = _glyphs(program, cmap + struct.unpack_from(">I", program, cmap + 8)[0])
    units = struct.unpack_from(">H", program, tables[b"head"][0] + 18)[0]
    metrics = struct.unpack_from(">H", program, tables[b"hhea"][0] + 34)[0]
    for code, said in enumerate(font.Widths, int(font.FirstChar)):
        glyph = glyphs[code] if code < len(glyphs) else 0
        advance = struct.unpack_from(">H", program, tables[b"hmtx"][0] + 4 * min(glyph, metrics - 1))[0]
        if glyph and abs(float(said) - advance * 1000 / units) > 1:
            yield f"6.2.11.5 width of code {code}"


def _glyphs(program: bytes, at: int) -> list[int]:
    """Read a subtable of format 0 or 6, the two a subset of 256 codes has."""
    form = struct.unpack_from(">H", program, at)[0]
    if form == 0:
        return list(program[at + 6 : at + 262])
    assert form == 6, form
    first, count = struct.unpack_from(">HH", program, at + 6)
    return [0] * first + list(struct.unpack_from(f">{count}H", program, at + 10))


def _operators(page: Object) -> Iterator[str]:
    """Check that what is drawn has device colours the output intent covers and no inline oddities."""
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator in {"k", "K", "PS", "ri"} or (operator in {"cs", "CS"}):
            yield f"6.2 operator {operator}"
