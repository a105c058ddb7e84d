"""What goes with a letter: papers drawn from the record of its day, then fixed bytes under its number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy.orm import Session

from desktop_app.models.enums import PaperKind
from desktop_app.models.letter import Letter, LetterAttachment
from desktop_app.russian.fold import fold
from desktop_app.russian.typography import as_printed
from desktop_app.services.errors import FieldError
from desktop_app.services.layouts.profile import LayoutProfile
from desktop_app.services.layouts.resolve import layout_for
from desktop_app.services.letters.issued import order_copy, why_no_order
from desktop_app.services.letters.types import EnclosureDraft, EnclosureRow, LetterDraft
from desktop_app.services.papers.content import PaperContent
from desktop_app.services.papers.extracts import enclosed_content
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.papers.parts import AttachmentMark, Paragraph
from desktop_app.services.papers.press import RenderedPaper

TITLES: Final = {
    PaperKind.BANNER_REPORT: "Справка о размещении информационных баннеров",
    PaperKind.OUTREACH_JOURNAL: "Журнал информационной работы с родителями",
    PaperKind.MEMO: "Памятка для родителей",
    PaperKind.OUTGOING_REGISTER: "Выписка из журнала регистрации исходящих документов",
    PaperKind.ORDER: "Копия приказа о назначении ответственного",
}
"""The papers that can go with a letter, and how its attachment mark calls them."""

_ATTACHED: Final = ("прилага", "приложен", "приложи")
"""Words by which a text says that something goes with it."""
_STEM: Final = 5
"""As many letters of a word as stay the same in every case."""


Draw = Callable[[PaperContent, LayoutProfile], RenderedPaper]


@dataclass(frozen=True, slots=True)
class Enclosure:
    """One attachment: ready to be drawn, or the archived pages of a paper registered before."""

    title: str
    copies: int
    content: PaperContent | RenderedPaper
    layout: LayoutProfile

    def pages(self, draw: Draw) -> RenderedPaper:
        """Return the archived pages as they are, else draw them."""
        if isinstance(self.content, RenderedPaper):
            return self.content
        return draw(self.content, self.layout)


def enclosures_of(
    session: Session, draft: LetterDraft, facts: PaperFacts, dated_on: str = ""
) -> tuple[Enclosure, ...]:
    """Make the content of a draft's attachments; with ``dated_on`` they are the final ones.

    An order is left out while nobody is appointed: the checker says so.
    """
    found = (_enclosure(session, one, draft, facts, dated_on) for one in draft.enclosures)
    return tuple(one for one in found if one is not None)


def _enclosure(
    session: Session, one: EnclosureDraft, draft: LetterDraft, facts: PaperFacts, dated_on: str
) -> Enclosure | None:
    title, content = TITLES[one.kind], None
    if one.kind is PaperKind.ORDER:
        copy = order_copy(session, facts)
        if copy is None:
            return None
        title, content = copy[0] or title, copy[1]
    return Enclosure(
        title=one.title.strip() or title,
        copies=one.copies,
        content=content or enclosed_content(session, one.kind, facts, dated_on),
        layout=layout_for(session, one.kind, draft.profile),
    )


def order_problem(session: Session, draft: LetterDraft, facts: PaperFacts) -> str:
    """Return why the order chosen to go with a letter cannot; empty when none is chosen or it can."""
    chosen = any(one.kind is PaperKind.ORDER for one in draft.enclosures)
    return why_no_order(session, facts) if chosen else ""


def enclosure_errors(draft: LetterDraft) -> Iterable[FieldError]:
    """Name what cannot go with a letter, and a count of copies nobody can print."""
    if draft.enclosures and draft.kind is not PaperKind.CONFIRMATION:
        yield FieldError("enclosures", "Приложения бывают только у письма.")
    for one in draft.enclosures:
        if one.kind not in TITLES:
            yield FieldError("enclosures", "Такая бумага к письму не прилагается.")
        elif one.copies < 1:
            yield FieldError("enclosures", f"{TITLES[one.kind]}: укажите хотя бы один экземпляр.")
    if len({one.kind for one in draft.enclosures}) < len(draft.enclosures):
        yield FieldError("enclosures", "Одно и то же приложение выбрано дважды.")


def marks(
    enclosures: Sequence[Enclosure], drawn: Sequence[RenderedPaper], body: Sequence[Paragraph]
) -> tuple[AttachmentMark, ...]:
    """Return the attachment marks with the sheets counted from the pages."""
    listed = [
        AttachmentMark(one.title, pages.sheets, one.copies)
        for one, pages in zip(enclosures, drawn, strict=True)
    ]
    return _short(listed, body)


def stored_marks(
    attachments: Sequence[LetterAttachment], body: Sequence[Paragraph]
) -> tuple[AttachmentMark, ...]:
    """Return the attachment marks of a registered letter, as they were printed on it."""
    return _short([AttachmentMark(one.title, one.sheets or 0, one.copies) for one in attachments], body)


def _short(listed: list[AttachmentMark], body: Sequence[Paragraph]) -> tuple[AttachmentMark, ...]:
    """Take the title from the only attachment when the text already names it (ГОСТ Р 7.0.97, 5.19)."""
    if len(listed) == 1 and named_in(body, listed[0].title):
        listed = [replace(listed[0], title="")]
    return tuple(replace(mark, title=as_printed(mark.title)) for mark in listed)


def named_in(body: Sequence[Paragraph], title: str) -> bool:
    """Tell whether a paragraph says that the paper called ``title``, in any case, goes with the letter."""
    stems = [word[:_STEM] for word in fold(title).split() if len(word) >= _STEM]
    for paragraph in body:
        text = fold(paragraph.text.replace("\u00a0", " "))
        if any(word in text for word in _ATTACHED) and all(stem in text for stem in stems):
            return True
    return False


def write_enclosures(letter: Letter, wanted: Sequence[EnclosureDraft]) -> None:
    """Put the chosen attachments into their rows; those that stay are changed in place, for the history."""
    del letter.attachments[len(wanted) :]
    for place, one in enumerate(wanted):
        if place == len(letter.attachments):
            letter.attachments.append(LetterAttachment(position=place))
        row = letter.attachments[place]
        row.kind, row.title, row.copies = one.kind, one.title.strip(), one.copies


def enclosure_drafts(letter: Letter) -> tuple[EnclosureDraft, ...]:
    """Return the attachments as they were chosen."""
    return tuple(
        EnclosureDraft(kind=PaperKind(one.kind), title=one.title, copies=one.copies)
        for one in letter.attachments
    )


def enclosure_rows(letter: Letter) -> tuple[EnclosureRow, ...]:
    """Return the attachments as they are shown."""
    return tuple(
        EnclosureRow(
            kind=PaperKind(one.kind),
            title=one.title or TITLES[PaperKind(one.kind)],
            copies=one.copies,
            sheets=one.sheets,
            sha256=one.sha256,
        )
        for one in letter.attachments
    )
