"""What a pasted letter says of itself: each value beside the fragment it was read from, nothing stored.

A value that two readings fit, that was worked out, or that is missing and needed is ``unsure``: it is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Generic, TypeVar

from desktop_app.services.directive.reading_terms import due_dates
from desktop_app.services.directive.reading_text import DAY, LetterText, day_of, lettered

_Value = TypeVar("_Value")

_SIGN: Final = r"[0-9A-Za-zА-Яа-яЁё./\-–_]"
_NUMBER: Final = rf"(?P<number>(?:[0-9A-Za-zА-Яа-яЁё]{_SIGN}*\d{_SIGN}*|\d+)(?:\s[–-]\s[А-ЯЁ]{{1,4}}\b)?)"
"""At least one digit in it; «133/6 – ОД» keeps its blanks."""
_MARK: Final = r"(?:№|N[º°o]?)\s*"
_OWN_FORMS: Final = (
    re.compile(rf"(?:\bот\s+)?(?P<day>{DAY})\s*(?:г\.?\s*)?{_MARK}{_NUMBER}", re.IGNORECASE),
    re.compile(rf"{_MARK}{_NUMBER}\s*,?\s*от\s+(?P<day>{DAY})", re.IGNORECASE),
)
_QUOTED: Final = re.compile(r"(?:письм|приказ|распоряжени|закон|постановлени)\S*\s[^.;]*$", re.IGNORECASE)
"""Words before a number and a date that make them another paper's."""
_ANSWERS: Final = re.compile(rf"^\s*на\s+{_MARK}", re.IGNORECASE)
_OFFICES: Final = re.compile(
    r"^(?:министерств|департамент|управлени|комитет|администраци|отдел|служб|правительств|агентств|прокуратур"
    r"|мэри|дума|фонд|центр|институт|учреждени|государственн|муниципальн|федеральн|автономн"
    r"|(?:ФГ|ОГ|ГБ|ГК|ГА|МБ|МК|МА|ФК)[БКА]?[ОУ]\b|АНО\b|ГАУ\b)",
    re.IGNORECASE,
)
_POSTS: Final = re.compile(
    r"(?:министр|начальник|руководител|директор|председател|глав[аы]\b|мэр|ректор|заведующ|прокурор|заместител"
    r"|\bи\.?\s?о\.|врио|исполняющ|советник|губернатор)",
    re.IGNORECASE,
)
_INITIALS: Final = r"[А-ЯЁ]\.\s?[А-ЯЁ]\."
_SIGNED: Final = re.compile(
    rf"^(?P<post>.*?)\s*(?P<name>{_INITIALS}\s?[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
    rf"|[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?\s{_INITIALS})$"
)
_OWNER: Final = re.compile(
    r"владел[а-яё]*:?\s+(?P<name>[А-ЯЁ][а-яё-]+\s[А-ЯЁ][а-яё]+\s[А-ЯЁ][а-яё]+)", re.IGNORECASE
)
_LINK: Final = re.compile(r"(?:https?://|www\.)[^\s<>«»\"]+", re.IGNORECASE)
_SHEETS: Final = re.compile(r"на\s+(?P<sheets>\d{1,4})\s*(?:-?х\s*)?л(?:\.|ист)", re.IGNORECASE)
_SUBJECT: Final = re.compile(r"^(?:О|Об|Обо)\s+\S")


@dataclass(frozen=True, slots=True)
class Found(Generic[_Value]):
    """A proposed value and the words it was read from; ``sure`` is False where the user is to be asked."""

    value: _Value
    fragment: str = ""
    sure: bool = True


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
    number, dated = _reference(letter)
    name, post = _signatory(letter)
    return Proposal(
        number=number,
        dated=dated,
        due=_due(letter, dated.value),
        sender=_sender(letter),
        signatory=name,
        signatory_post=post,
        subject=_subject(letter),
        links=_links(letter),
        sheets=_sheets(letter),
    )


def _reference(letter: LetterText) -> tuple[Found[str | None], Found[date | None]]:
    """Find the letter's own number and date; those of «На № … от …» belong to the letter it answers."""
    candidates = list(_own_references(letter.head)) or list(_own_references(letter.tail))
    for line, found, scrambled in candidates:
        day = day_of(found["day"])
        if day is None:
            continue
        alone = len({(one["number"], one["day"]) for _, one, _ in candidates}) == 1
        sure = alone and not scrambled
        return Found(found["number"], line, sure), Found(day, line, sure)
    parts = _parted(letter)
    return parts if parts is not None else (Found(None, sure=False), Found(None, sure=False))


def _own_references(lines: Iterable[str]) -> Iterable[tuple[str, re.Match[str], bool]]:
    """Yield lines with a number and a date of their own, and whether the form's blanks got into them."""
    for line in lines:
        for form in _OWN_FORMS:
            found = form.search(line)
            if found is None or _QUOTED.search(line[: found.start()]):
                continue
            answers = _ANSWERS.match(line)
            # «на № 30.05.2024 № 02-55-5749/24»: the blank of the reference and the stamp ran together
            if answers is not None and not (form is _OWN_FORMS[0] and found.start() <= answers.end()):
                continue
            yield line, found, answers is not None
            break


def _parted(letter: LetterText) -> tuple[Found[str | None], Found[date | None]] | None:
    """Find a number and a date that stand on lines of their own at the top; always asked about."""
    number = next(
        (
            (line, found)
            for line in letter.head
            if not _ANSWERS.match(line) and (found := re.search(rf"{_MARK}{_NUMBER}", line))
        ),
        None,
    )
    dated = next(((line, found) for line in letter.head if (found := re.search(DAY, line))), None)
    if number is None and dated is None:
        return None
    return (
        Found(number[1]["number"], number[0], sure=False) if number else Found(None, sure=False),
        Found(day_of(dated[1][0]), dated[0], sure=False) if dated else Found(None, sure=False),
    )


def _due(letter: LetterText, dated: date | None) -> Found[date | None]:
    found = due_dates(letter.body, dated)
    if not found:
        return Found(None)
    first = min(found, key=lambda one: one.day)
    return Found(first.day, first.fragment, sure=first.stated and len({one.day for one in found}) == 1)


def _sender(letter: LetterText) -> Found[str | None]:
    """Take the office at the top of the sheet, in the letters the text itself writes it with."""
    lines = letter.head
    start = next((place for place, line in enumerate(lines) if _OFFICES.match(line)), None)
    if start is None:
        return Found(None, sure=False)
    block = [lines[start]]
    for line in lines[start + 1 :]:
        if not line or line.isupper() != block[0].isupper() or re.search(r"[\d@:_]", line):
            break
        block.append(line)
    printed = " ".join(block)
    written = lettered(printed, letter.whole)
    return Found(written.text, printed, sure=written.proved)


def _signatory(letter: LetterText) -> tuple[Found[str | None], Found[str | None]]:
    """Find who signed: a name with initials behind a post, on its line or on the lines above."""
    for place, line in enumerate(letter.tail):
        found = _SIGNED.match(line)
        if found is None:
            continue
        post = found["post"].strip()
        if not _POSTS.search(post):
            post = f"{_above(letter.tail[:place])} {post}".strip()
        if not _POSTS.search(post):
            continue
        full = _full_name(found["name"], letter.whole)
        fragment = f"{post} {found['name']}".strip()
        return Found(full or found["name"], fragment), Found(post, fragment)
    return Found(None), Found(None)


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
        if not _SUBJECT.match(line):
            continue
        block = [line]
        for further in letter.head[place + 1 :]:
            if not further or further[0].isupper():
                break
            block.append(further)
        subject = " ".join(block)
        return Found(subject.rstrip("."), subject)
    return Found(None)


def _links(letter: LetterText) -> Found[tuple[str, ...]]:
    """Take every address to the letter: it may hold «/», «=», «&» that mean something."""
    links = dict.fromkeys(_trimmed(found[0]) for found in _LINK.finditer(letter.whole))
    return Found(tuple(links), " ".join(links))


def _trimmed(link: str) -> str:
    """Take off the punctuation of the sentence; a closing bracket only when it closes nothing inside."""
    while link and (link[-1] in ".,;:!?'…" or (link[-1] == ")" and link.count("(") < link.count(")"))):
        link = link[:-1]
    return link


def _sheets(letter: LetterText) -> Found[int | None]:
    """Add up the sheets of the attachment mark."""
    start = re.search(r"^[ \t]*Приложени[ея]\b.*", letter.whole, re.IGNORECASE | re.MULTILINE)
    if start is None:
        return Found(None)
    counts: list[int] = []
    fragment: list[str] = []
    for line in letter.whole[start.start() :].splitlines():
        found = _SHEETS.findall(line)
        if not line.strip() or (fragment and not found and not re.match(r"\s*\d+[.)]", line)):
            break
        counts += map(int, found)
        fragment.append(line.strip())
    return Found(sum(counts) or None, " ".join(fragment), sure=bool(counts))
