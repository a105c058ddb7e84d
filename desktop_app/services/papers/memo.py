"""The parents' memo: what one may do, whom to ask, and a code to the school's page."""

from __future__ import annotations

from desktop_app.models.enums import PaperKind
from desktop_app.russian.typography import as_printed
from desktop_app.services.papers.books import MemoContent
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.papers.words import capital, clean
from desktop_app.services.texts.compose import written
from desktop_app.services.texts.memo_link import take_link


def parents_memo(facts: PaperFacts) -> MemoContent:
    """Return the memo; its link is the page the school named in the memo's text, by itself its own site.

    The ministry's letter names no public page, only the chat of the coordinators, which parents never see.
    """
    words = written(PaperKind.MEMO, facts)
    paragraphs, link = take_link(words.paragraphs, clean(facts.school.website))
    school = clean(facts.school.short_name).strip("()") or clean(facts.school.full_name)
    return MemoContent(
        organisation=as_printed(school),
        title=words.heading,
        paragraphs=paragraphs,
        link=link.address,
        link_caption=as_printed(link.caption),
        contacts=_contacts(facts),
    )


def _contacts(facts: PaperFacts) -> tuple[str, ...]:
    """Return post and work phone, without a name: the memo outlives the person in the post."""
    person = facts.appointment
    phone = clean(person.phone) if person is not None and person.current else ""
    if person is not None and phone:
        return (as_printed(f"{capital(clean(person.post)) or 'Ответственный'}: тел. {phone}"),)
    office = clean(facts.school.phone)
    return (as_printed(f"Школа: тел. {office}"),) if office else ()
