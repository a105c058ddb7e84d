"""What the pages show: missing glyphs, letterhead lines too long, a signature alone, a letter too long."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from desktop_app.models.enums import PaperKind
from desktop_app.russian.spaces import NBSP
from desktop_app.russian.typography import as_printed
from desktop_app.services.letters.checks.base import gost, warning
from desktop_app.services.letters.types import Finding, LetterDraft
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.papers.press import RenderedPaper
from desktop_app.services.papers.words import clean

_LETTERHEAD: Final = "Строка бланка"
_GLYPHS: Final = "В шрифте нет символов"
_SIGNATURE: Final = "Подпись на листе"
_LOST: Final = re.compile(r"U\+([0-9A-F]{4,6})")
_READABLE: Final = "правило программы: на бумаге нет пустых знаков"
_PAGES: Final = "правило программы: страницы смотрят до регистрации"
_WITH_TEXT: Final = f"{gost('5.22')}; правило программы: с подписью на листе не меньше двух строк текста"
_SCHOOL: Final = (
    *("full_name", "short_name", "founder", "address", "email", "website", "locality"),
    *("head_name", "head_post", "executor_name", "addressee_organisation", "addressee_name"),
)
_PERSON: Final = ("name", "post", "phone", "email")


def page_findings(
    draft: LetterDraft, rendered: RenderedPaper, facts: PaperFacts | None = None
) -> tuple[Finding, ...]:
    """Return what is to be mended on the pages; ``facts`` show which field a sign or a line came from."""
    found = [_placed(message, draft, facts) for message in rendered.warnings]
    if draft.kind is PaperKind.CONFIRMATION and rendered.sheets > 1:
        told = f"Листов: {rendered.sheets}. Обычно такое письмо занимает один."
        found.append(warning(told, "letters", "edited_text", _PAGES))
    return tuple(found)


def _placed(message: str, draft: LetterDraft, facts: PaperFacts | None) -> Finding:
    """Lead a sentence of the renderer to the field it is about."""
    if message.startswith(_LETTERHEAD):
        return warning(message, "school", _line_of(message, facts), gost("4.9"))
    if message.startswith(_GLYPHS):
        marks = {chr(int(code, 16)) for code in _LOST.findall(message)}
        return warning(message, *_where(marks, draft, facts), _READABLE)
    if message.startswith(_SIGNATURE):
        return warning(message, *_shortened(message), _WITH_TEXT)
    clause = gost("реквизит 31") if "QR" in message else _PAGES
    return warning(message, "letters", "edited_text", clause)


def _shortened(message: str) -> tuple[str, str]:
    """Return the screen and the field that a lonely signature is mended on."""
    if "названия приложений" in message:
        return "letters", "enclosures"
    return ("school", "head_post") if "должность" in message else ("letters", "edited_text")


def _line_of(message: str, facts: PaperFacts | None) -> str:
    """Return the requisite a line of the letterhead shows: the whole of it, else its longest word."""
    plain = _plain(message)
    printed = [(name, _plain(as_printed(value))) for name, value in _requisites(facts) if value.strip()]
    whole = next((name for name, value in printed if value in plain), "")
    words = ((len(word), name) for name, value in printed for word in value.split() if word in plain)
    return whole or max(words, default=(0, "full_name"))[1]


def _plain(text: str) -> str:
    return clean(text.replace(NBSP, " "))


def _where(marks: set[str], draft: LetterDraft, facts: PaperFacts | None) -> tuple[str, str]:
    """Return the screen and the field that hold one of the signs."""
    if draft.edited_text and marks & set(draft.edited_text):
        return "letters", "edited_text"
    for name, value in _requisites(facts):
        if marks & set(value):
            return "school", name
    person = facts.appointment if facts else None
    for name in _PERSON if person else ():
        if marks & set(getattr(person, name)):
            return "coordinator", name
    if facts and facts.directive and marks & set(facts.directive.subject):
        return "overview", "subject"
    return "letters", "edited_text"


def _requisites(facts: PaperFacts | None) -> Iterable[tuple[str, str]]:
    return [(name, getattr(facts.school, name)) for name in _SCHOOL] if facts else []
