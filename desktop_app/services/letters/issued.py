"""The order an appointment stands on: the registered one, its archived pages, or the pages it would have."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.enums import LetterState, PaperKind
from desktop_app.models.letter import Letter
from desktop_app.russian.dates import short_date
from desktop_app.services.letters.archive import pdf_bytes
from desktop_app.services.letters.notes import corrections, paper_words
from desktop_app.services.papers.build import build_paper
from desktop_app.services.papers.content import PaperContent
from desktop_app.services.papers.facts import PaperFacts, gather
from desktop_app.services.papers.press import RenderedPaper


def standing_order(session: Session, appointment_id: int, corrects_id: int | None = None) -> Letter | None:
    """Return the order in force on an appointment, if any; the corrected ones are not."""
    replaced = {*corrections(session), corrects_id}
    rows = session.scalars(
        select(Letter).where(
            Letter.kind == PaperKind.ORDER,
            Letter.appointment_id == appointment_id,
            Letter.state.not_in([LetterState.DRAFT, LetterState.VOID]),
        )
    )
    return next((row for row in rows if row.id not in replaced), None)


def order_to_enclose(session: Session, facts: PaperFacts) -> Letter | None:
    """Return the registered order that a letter of ``facts`` may have with it, if there is one by its day."""
    person = facts.appointment
    order = standing_order(session, person.id) if person is not None else None
    return order if order is not None and order.dated is not None and order.dated <= facts.on else None


def why_no_order(session: Session, facts: PaperFacts) -> str:
    """Return why no order can go with a letter; empty when one can.

    Only a registered order goes out: pages made now would be a copy of a paper nobody signed.
    """
    person = facts.appointment
    if person is None:
        return "К письму прилагается приказ, а ответственный на дату письма не назначен."
    if order_to_enclose(session, facts) is not None:
        return ""
    later = standing_order(session, person.id)
    if later is not None:
        return (
            f"Приказ {paper_words(later)} датирован позже письма от {short_date(facts.on)}: он не приложится."
        )
    return (
        "К письму прилагается приказ, а он в программе не зарегистрирован:"
        " зарегистрируйте его раньше письма или снимите отметку."
    )


def order_copy(session: Session, facts: PaperFacts) -> tuple[str, RenderedPaper | PaperContent] | None:
    """Return what the order is called in the attachment mark, and its pages or what they would be made of.

    None when nobody is appointed.
    """
    person = facts.appointment
    order = order_to_enclose(session, facts)
    if order is not None and order.pdf_id is not None and order.dated is not None:
        title = f"Копия приказа от {short_date(order.dated)} № {order.number}"
        return title, RenderedPaper(pdf_bytes(session, order.pdf_id), order.sheets or 0)
    if person is None:
        return None
    ordered = gather(
        session,
        directive_id=facts.directive.id if facts.directive else None,
        appointment_id=person.id,
        on=person.order_date or facts.on,
        appointing=True,
    )
    return "", build_paper(PaperKind.ORDER, ordered, _rewritten(session, person.id))


def _rewritten(session: Session, appointment_id: int) -> str | None:
    """Return the text of the order's draft as the user rewrote it, if there is a draft and it was."""
    return session.scalar(
        select(Letter.edited_text)
        .where(
            Letter.kind == PaperKind.ORDER,
            Letter.appointment_id == appointment_id,
            Letter.state == LetterState.DRAFT,
        )
        .order_by(Letter.id.desc())
        .limit(1)
    )
