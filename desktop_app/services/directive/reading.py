"""What a pasted letter says of itself: each value beside the fragment it was read from, nothing stored.

A value that two readings fit, that was worked out, or that is missing and needed is ``unsure``: it is asked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date
from typing import Final

from desktop_app.services.directive.reading_reference import reference
from desktop_app.services.directive.reading_sender import sender
from desktop_app.services.directive.reading_terms import due_dates, past_term, speaks_of_a_term
from desktop_app.services.directive.reading_text import ADDRESSEE, Found, LetterText

_POSTS: Final = re.compile(
    r"(?:перв[а-яё]+\s+)?(?:министр|начальник|руководител|директор|председател|глав[аы]\b|мэр|ректор|заведующ|прокурор|заместител"
    r"|\bи\.?\s?о\.|врио|исполняющ|советник|губернатор)",
    re.IGNORECASE,
)
_INITIALS: Final = r"[А-ЯЁ]\.\s?-?\s?[А-ЯЁ]\."
_SURNAME: Final = r"[А-ЯЁ](?:['’][А-ЯЁ])?[а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_SIGNED: Final = re.compile(rf"^(?P<post>.*?)\s*(?P<name>{_INITIALS}\s?{_SURNAME}|{_SURNAME}\s{_INITIALS})$")
_EXECUTOR: Final = re.compile(r"\W*исп(?:олнитель|\b)", re.IGNORECASE)
_OWNER: Final = re.compile(
    r"владел[а-яё]*:?\s+(?P<name>[А-ЯЁ][а-яё-]+\s[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+)", re.IGNORECASE
)
_LINK: Final = re.compile(
    r"(?:https?://|www\.|(?<![\w@./-])(?:t\.me|max\.ru|sferum\.ru|vk\.(?:com|me|cc)|clck\.ru)/)[^\s<>«»\"]+",
    re.IGNORECASE,
)
_LINK_GOES_ON: Final = re.compile(r"\s(?P<rest>(?=[^\s]*[\d_=&/?%A-Z])[\w/=&?%.#+~-]{4,})", re.ASCII)
"""Behind a link that a line's end or a stray blank has cut: signs of an address, not of a sentence."""
_SHEETS: Final = re.compile(
    r"(?:\bна\s+|приложени[ея]\s*:\s*)(?P<sheets>\d{1,4})\s*(?:-?х\s*)?(?:\([а-яё ]+\)\s*)?л(?:\.|ист)",
    re.IGNORECASE,
)
_SUBJECT: Final = re.compile(r"^(?P<mark>Тема(?:\s+письма)?\s*:\s*)?(?:О|Об|Обо)\s+\S")
_TOLD: Final = re.compile(r"\b(?:прос(?:ит|им)|сообщ\w+|необходимо|направляе[тм])\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What was found in the text of a letter; a value is None, or empty, where nothing was."""

    number: Found[str | None]
    dated: Found[date | None]
    due: Found[date | None]
    sender: Found[str | None]
    signatory: Found[str | None]
    signatory_post: Found[str | None]
    subject: Found[str | None]
    links: Found[tuple[str, ...]]
    sheets: Found[int | None]

    @property
    def unsure(self) -> tuple[str, ...]:
        """The names of the fields to ask about."""
        names = ("number", "dated", "due", "sender", "signatory", "subject", "links", "sheets")
        return tuple(name for name in names if not getattr(self, name).sure)


def read_letter(text: str) -> Proposal:
    """Propose what ``text`` says; any text gives a proposal, an empty one asks for everything needed."""
    letter = LetterText.of(text)
    number, dated = reference(letter)
    name, post = _signatory(letter)
    proposal = Proposal(
        number=number,
        dated=dated,
        due=_due(letter, dated.value),
        sender=sender(letter),
        signatory=name,
        signatory_post=post,
        subject=_subject(letter),
        links=_links(letter),
        sheets=_sheets(letter),
    )
    return Proposal(**{field.name: letter.shown(getattr(proposal, field.name)) for field in fields(proposal)})


def _due(letter: LetterText, dated: date | None) -> Found[date | None]:
    found = due_dates(letter.body, dated)
    if not found:
        words = speaks_of_a_term(letter.body) or past_term(letter.body)
        return Found(None, words, sure=not words)
    first = min(found, key=lambda one: one.day)
    return Found(first.day, first.fragment, sure=first.stated and len({one.day for one in found}) == 1)


def _signatory(letter: LetterText) -> tuple[Found[str | None], Found[str | None]]:
    """Find who signed: a name with initials behind a post, on its line or on the lines above."""
    signed: list[tuple[str, str]] = []
    for place, line in enumerate(letter.tail):
        found = _SIGNED.match(line)
        if found is None or _EXECUTOR.match(line):
            continue
        post = found["post"].strip()
        if not _POSTS.search(post):
            post = f"{_above(letter.tail[:place])} {post}".strip()
        if _POSTS.search(post):
            signed.append((post, found["name"]))
    if not signed:
        return Found(None), Found(None)
    # a sentence about somebody has words before the post, a signature begins with it
    plain = [one for one in signed if _POSTS.match(one[0])]
    post, name = (plain or signed)[0]
    sure = len(set(plain)) == 1
    fragment = f"{post} {name}".strip()
    return (
        Found(_full_name(name, letter.whole) or name, fragment, sure),
        Found(post, fragment, sure),
    )


def _above(lines: tuple[str, ...]) -> str:
    """Return the block of lines right above, blank ones between left out, down from its post."""
    block: list[str] = []
    for line in reversed([line for line in lines if line][-4:]):
        block.insert(0, line)
        if _POSTS.search(line):
            return " ".join(block)
    return ""


def _full_name(short: str, text: str) -> str | None:
    """Return the whole name of the electronic signature's owner, when it is the same person."""
    for found in _OWNER.finditer(text):
        surname, first, second = found["name"].split()
        letters = "".join(sign for sign in short.replace(surname, "") if sign.isupper())
        if surname in short and letters == first[0] + second[0]:
            return found["name"]
    return None


def _subject(letter: LetterText) -> Found[str | None]:
    """Take «О …» above the greeting, to the end of its paragraph."""
    for place, line in enumerate(letter.head):
        begins = _SUBJECT.match(line)
        if begins is None or _TOLD.search(line):
            continue
        block, after = [line[len(begins["mark"] or "") :]], ""
        for further in letter.head[place + 1 :]:
            if not further or further[0].isupper():
                after = further
                break
            block.append(further)
        printed = " ".join(block)
        # a word broken at the end of a line, unless it is written with that hyphen
        subject = re.sub(r"(?<=\w)- (?=[а-яё])", "", printed)
        sure = subject == printed and (not after or ADDRESSEE.match(after) is not None)
        return Found(subject.rstrip("."), printed, sure)
    return Found(None)


def _links(letter: LetterText) -> Found[tuple[str, ...]]:
    """Take every address to the letter: it may hold «/», «=», «&» that mean something."""
    links: dict[str, str] = {}
    whole = True
    for found in _LINK.finditer(letter.given):
        link = _trimmed(found[0])
        further = _LINK_GOES_ON.match(letter.given, found.end()) if link == found[0] else None
        if further:
            link += _trimmed(further["rest"])
            whole = False
        links[link] = (found[0] + further[0] if further else link).replace("\n", " ")
    return Found(tuple(links), " ".join(links.values()), sure=whole)


def _trimmed(link: str) -> str:
    """Take off the punctuation of the sentence; a closing bracket only when it closes nothing inside."""
    while link and (link[-1] in ".,;:!?'…" or (link[-1] == ")" and link.count("(") < link.count(")"))):
        link = link[:-1]
    return link


def _sheets(letter: LetterText) -> Found[int | None]:
    """Add up the sheets of the attachment mark."""
    start = re.search(r"^[ \t]*При(?:-\n)?ло(?:-\n)?жени[ея]\b.*", letter.whole, re.IGNORECASE | re.MULTILINE)
    if start is None:
        return Found(None)
    counts: list[int] = []
    fragment: list[str] = []
    sure = True
    for line in letter.whole[start.start() :].splitlines():
        found = _SHEETS.findall(line)
        item = re.match(r"\s*(?:Приложени[ея]\W*)?\d+[.)]", line, re.IGNORECASE)
        if not line.strip() or (fragment and not found and not item):
            break
        if item and not found and "электронн" not in line:
            sure = False  # its sheets stand on a line that was not understood, or nowhere
        counts += map(int, found)
        fragment.append(line.strip())
    return Found(sum(counts) or None, " ".join(fragment), sure=sure and bool(counts))
