"""What a Word file says, read without the program: its words, its parts, its figures in millimetres."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TWIPS = 1440 / 25.4


def part(docx: bytes, name: str) -> ET.Element:
    """Return one part of the archive."""
    with zipfile.ZipFile(BytesIO(docx)) as archive:
        return ET.fromstring(archive.read(name))  # noqa: S314  # our own file


def text_of(element: ET.Element) -> str:
    """Return the text of an element, paragraphs and tabs divided by blanks."""
    pieces = []
    for held in element.iter():
        if held.tag == f"{W}t":
            pieces.append(held.text or "")
        elif held.tag in {f"{W}p", f"{W}tab", f"{W}br"}:
            pieces.append(" ")
    return "".join(pieces)


def words(docx: bytes) -> list[str]:
    """Return the words of the body in order; a non-breaking space divides like another."""
    return text_of(part(docx, "word/document.xml")).split()


def paragraphs(docx: bytes) -> list[ET.Element]:
    """Return every paragraph of the body, those in tables too."""
    return list(part(docx, "word/document.xml").iter(f"{W}p"))


def paragraph(docx: bytes, text: str) -> ET.Element:
    """Return the first paragraph with ``text``; fail when there is none."""
    found = [one for one in paragraphs(docx) if text in text_of(one)]
    assert found, f"{text!r} is not in the file"
    return found[0]


def figure(element: ET.Element, path: str, name: str) -> float:
    """Return a length of an element's properties in millimetres; 0 when it is not said."""
    held = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    return 0.0 if held is None else float(held.get(f"{W}{name}") or 0) / _TWIPS


def size(element: ET.Element) -> float:
    """Return the size of a paragraph's first run in points."""
    held = element.find(f"{W}r/{W}rPr/{W}sz")
    assert held is not None
    return float(held.get(f"{W}val") or 0) / 2


def bare(text: str) -> str:
    """Return ``text`` without blanks: a line may be broken anywhere."""
    return re.sub(r"\s", "", text)
