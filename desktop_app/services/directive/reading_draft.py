"""From what was read in a letter to a draft of it: the tasks it sets, the chat it calls to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from desktop_app.services.directive.reading import Proposal
from desktop_app.services.directive.reading_terms import Term, due_dates
from desktop_app.services.directive.reading_text import LetterText
from desktop_app.services.directive.types import DirectiveDraft, DueBasis, RequirementDraft, RequirementKind
from desktop_app.services.labels import REQUIREMENT_KINDS

_ASKED: Final = {
    RequirementKind.APPOINT_COORDINATOR: re.compile(r"назнач\w+\s+(?:\w+\s+){0,3}ответственн", re.IGNORECASE),
    RequirementKind.JOIN_CHAT: re.compile(r"(?:вступ|присоедин)\w+\s[^.]*\bчат", re.IGNORECASE),
    RequirementKind.PLACE_BANNERS: re.compile(r"(?:размест|размещ)\w+\s[^.]*баннер", re.IGNORECASE),
    RequirementKind.INFORM_PARENTS: re.compile(
        r"(?:информир|довести\s+до\s+сведения|ознаком)\w*[^.]*родител", re.IGNORECASE
    ),
    RequirementKind.CONFIRM: re.compile(
        r"(?:представ|направ|сообщ)\w+\s[^.]*(?:информаци|отч[её]т|сведени|подтвержд|исполнени|результат)"
        r"|(?:информаци|отч[её]т|сведени|результат)\w*\s[^.]*(?:представ|направ|сообщ)(?:ить|ьте)\b",
        re.IGNORECASE,
    ),
}
"""How a letter asks for each task."""
_WANTS: Final = re.compile(
    r"прос(?:ит|им|ьба|ят)|необходимо|обязан|следует|поруча|предлага|обеспеч", re.IGNORECASE
)
_PLATFORMS: Final = {
    "sferum": "Сферум",
    "max.ru": "MAX",
    "t.me": "Telegram",
    "vk.me": "ВКонтакте",
    "vk.com": "ВКонтакте",
}
_CHAT_NAME: Final = re.compile(r"чат\w*\s+«(?P<name>[^»]{2,100})»", re.IGNORECASE)
_SENTENCE: Final = re.compile(r"[^.!?]+(?:[.!?](?!\s+[А-ЯЁ«]|\s*$)[^.!?]*)*[.!?]?")


def drafted(proposal: Proposal, text: str) -> DirectiveDraft:
    """Return the draft a proposal makes, with the text beside it; what was not found stays empty."""
    link, platform = _chat(proposal.links.value)
    named = _CHAT_NAME.search(text)
    return DirectiveDraft(
        number=proposal.number.value or "",
        dated=proposal.dated.value,
        sender=proposal.sender.value or "",
        signatory_name=proposal.signatory.value or "",
        signatory_post=proposal.signatory_post.value or "",
        subject=proposal.subject.value or "",
        due_on=proposal.due.value,
        chat_name=" ".join(named["name"].split()) if named else "",
        chat_platform=platform,
        chat_link=link,
        sheets=proposal.sheets.value,
        text=text.strip(),
        requirements=tuple(_requirements(proposal, text)),
    )


def _chat(links: Iterable[str]) -> tuple[str, str]:
    """Return the link to a chat and where the chat is; nothing when no link leads to one."""
    for link in links:
        for host, platform in _PLATFORMS.items():
            if host in link.casefold():
                return link, platform
    return "", ""


def _requirements(proposal: Proposal, text: str) -> Iterable[RequirementDraft]:
    """Yield what the letter asks for; a date belongs to the task whose sentence states it."""
    body = LetterText.of(text).body
    sentences = [" ".join(found[0].split()) for found in _SENTENCE.finditer(body)]
    terms = due_dates(body, proposal.dated.value)
    first = proposal.due.value
    for kind, asked in _ASKED.items():
        wanted = [
            one for one in sentences if asked.search(one) and (_WANTS.search(one) or _terms(one, terms))
        ]
        if wanted:
            own = [term.day for one in wanted for term in _terms(one, terms)]
            due = min(own) if own else first
            basis = DueBasis.OWN if due is None else DueBasis.STATED if own else DueBasis.IMPLIED
            if kind is RequirementKind.CONFIRM and not own:
                due, basis = None, DueBasis.OWN
            yield RequirementDraft(kind=kind, title=REQUIREMENT_KINDS[kind], due_on=due, due_basis=basis)
        elif kind is RequirementKind.CONFIRM:
            # answering is what the program is for, asked or not; without a date until the school sets one
            yield RequirementDraft(kind=kind, title=REQUIREMENT_KINDS[kind])


def _terms(sentence: str, terms: list[Term]) -> list[Term]:
    """Return the terms that stand in a sentence."""
    return [term for term in terms if term.words in sentence]
