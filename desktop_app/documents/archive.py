"""The step that makes a paper's PDF one for keeping: PDF/A-2b (ISO 19005-2), the same bytes every time.

The pages are not touched: what is added says what the colours mean, what the file is, and when it was made.
"""

from __future__ import annotations

import hashlib
import uuid
from datetime import datetime
from functools import cache
from html import escape
from io import BytesIO
from typing import TYPE_CHECKING, Final

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from desktop_app.paths import resource

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

LANGUAGE: Final = "ru-RU"
_CONDITION: Final = "sRGB IEC61966-2.1"
_PRINTED: Final = 4
"""Bit 3 of an annotation's flags: it is on the paper, too (ISO 19005-2, 6.3.2)."""
_TAG: Final = 6
"""Letters of the tag before the name of a font's subset."""
_FORBIDDEN: Final = ("/Trans", "/PresSteps", "/AA")
"""Page entries of shows and actions (6.5.2, 6.10)."""
_XMP: Final = """\
<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>B</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<pdf:Producer>{producer}</pdf:Producer>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmpMM:DocumentID>uuid:{document}</xmpMM:DocumentID>
<xmpMM:InstanceID>uuid:{document}</xmpMM:InstanceID>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="r"?>
"""


def for_keeping(pdf: bytes, made_at: datetime) -> bytes:
    """Return ``pdf`` as PDF/A-2b made at ``made_at`` (with its zone); the same input, the same bytes."""
    with pikepdf.open(BytesIO(pdf)) as document:
        for held in document.objects:
            if isinstance(held, Stream | Dictionary):
                _mend(held)
        information = document.docinfo
        information.CreationDate = information.ModDate = String(_pdf_date(made_at))
        claim(document, hashlib.sha256(pdf).digest())
        return written(document)


def claim(document: Pdf, digest: bytes) -> None:
    """Say that ``document`` is PDF/A-2b: colours, language and XMP that agrees with its dated information.

    ``digest``: at least 16 bytes that name this very document.
    """
    information = document.docinfo
    for key in ("/Keywords", "/Trapped"):
        if key in information:
            del information[key]
    root = document.Root
    root.OutputIntents = Array([_output_intent(document)])
    values = {
        key: escape(str(information.get(f"/{key.title()}", "")), quote=False)
        for key in ("title", "author", "subject", "creator", "producer")
    }
    made = date_of(document)
    identity = uuid.UUID(bytes=digest[:16], version=5)
    packet = _XMP.format(**values, language=LANGUAGE, date=made.isoformat(), document=identity)
    metadata = Stream(document, packet.encode())
    metadata.Type, metadata.Subtype = Name.Metadata, Name.XML
    root.Metadata = document.make_indirect(metadata)


def date_of(document: Pdf) -> datetime:
    """Return when ``document`` says it was made, with its zone."""
    return datetime.strptime(str(document.docinfo.CreationDate).replace("'", ""), "D:%Y%m%d%H%M%S%z")


def written(document: Pdf) -> bytes:
    """Return the bytes of ``document``: its identifier is made of its content."""
    buffer = BytesIO()
    document.save(
        buffer,
        deterministic_id=True,
        fix_metadata_version=False,
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
        min_version="1.7",
    )
    return buffer.getvalue()


def is_for_keeping(document: Pdf) -> bool:
    """Tell whether ``document`` says of itself that it is PDF/A-2b."""
    metadata = document.Root.get("/Metadata")
    return metadata is not None and b"<pdfaid:part>2</pdfaid:part>" in metadata.read_bytes()


@cache
def _profile() -> bytes:
    return resource("icc/srgb.icc").read_bytes()


def _output_intent(document: Pdf) -> Dictionary:
    profile = Stream(document, _profile())
    profile.N = 3
    return Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFA1,
        OutputConditionIdentifier=_CONDITION,
        Info=_CONDITION,
        RegistryName="http://www.color.org",
        DestOutputProfile=document.make_indirect(profile),
    )


def _mend(held: Object) -> None:
    """Take off ``held`` what an archive may not hold; name a font's subset, print a link as it is seen."""
    match str(held.get("/Type", held.get("/Subtype", ""))):
        case "/Page":
            for key in _FORBIDDEN:
                if key in held:
                    del held[key]
        case "/Font":
            _name_subset(held)
        case "/Annot":
            held.F = _PRINTED
        case "/XObject" if "/Interpolate" in held:
            del held.Interpolate


def _name_subset(font: Object) -> None:
    """Give a subset a tag of its own, made of its glyphs: two in one file must not share one (9.6.4)."""
    descriptor = font.get("/FontDescriptor")
    if descriptor is not None and "/FontFile2" in descriptor:
        program = descriptor.FontFile2
        plain = str(font.BaseFont).rpartition("+")[2].lstrip("/")
        font.BaseFont = descriptor.FontName = Name(f"/{_tag(program.read_bytes())}+{plain}")


def _tag(program: bytes) -> str:
    return "".join(chr(ord("A") + byte % 26) for byte in hashlib.sha256(program).digest()[:_TAG])


def _pdf_date(moment: datetime) -> str:
    """Return ``D:20240605103000+08'00'``."""
    zone = f"{moment:%z}" or "+0000"
    return f"D:{moment:%Y%m%d%H%M%S}{zone[:3]}'{zone[3:5]}'"
