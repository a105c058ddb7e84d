"""A paper in place of another: the sentence that names the old one, whatever the rest of the text says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from desktop_app.models.enums import PaperKind
from desktop_app.russian.dates import short_date
from desktop_app.services.papers.facts import CorrectedPaper
from desktop_app.services.papers.parts import Paragraph, ParagraphKind
from desktop_app.services.papers.words import clean, dated, typeset

_ITEM: Final = re.compile(r"(\d+)\.\s")
_GENITIVE: Final = {
    PaperKind.CONFIRMATION: "письма",
    PaperKind.BANNER_REPORT: "справки",
    PaperKind.ORDER: "приказа",
}


def corrected(paragraphs: Sequence[Paragraph], old: CorrectedPaper | None) -> tuple[Paragraph, ...]:
    """Return the body with the sentence naming ``old``: first in a letter, the last item but one in an order.

    The last item of an order is who controls it; it stays last and is numbered anew.
    """
    if old is None:
        return tuple(paragraphs)
    if old.kind is not PaperKind.ORDER:
        said = f"Взамен {_GENITIVE[old.kind]} {dated(old.dated, old.number)} сообщаем уточнённые сведения."
        return (typeset(said), *paragraphs)
    last = paragraphs[-1] if paragraphs else None
    found = _ITEM.match(last.text) if last is not None and last.kind is ParagraphKind.ITEM else None
    if last is None or found is None:
        number, rest = 1, tuple(paragraphs)
        control: tuple[Paragraph, ...] = ()
    else:
        number, rest = int(found[1]), tuple(paragraphs[:-1])
        control = (typeset(f"{number + 1}. {last.text[found.end() :]}", ParagraphKind.ITEM),)
    ends = f"{number}. Признать утратившим силу приказ {dated(old.dated, old.number)}."
    return (*rest, typeset(ends, ParagraphKind.ITEM), *control)


def names_paper(paragraphs: Sequence[Paragraph], old: CorrectedPaper) -> bool:
    """Tell whether a text, rewritten by hand perhaps, still says which paper it stands in for."""
    text = clean(" ".join(paragraph.text for paragraph in paragraphs))
    return clean(old.number) in text and short_date(old.dated) in text
