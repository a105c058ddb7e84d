"""The office a letter comes from: the name at the top of its sheet, in the letters a sentence would use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from desktop_app.services.directive.reading_text import ADDRESSEE, Found, LetterText

_OFFICE: Final = re.compile(
    r"(?:министерство|департамент|управление|комитет|администрация|отдел(?:ение)?|служба|правительство|агентство"
    r"|прокуратура|мэрия|дума|фонд|центр|институт|учреждение|инспекция|совет|организация)\b"
    r"|(?:главное|городское|районное|областное|государственн|муниципальн|федеральн|автономн)(?:ое|ый|ая)?\b"
    r"|(?:ФГ|ОГ|ГБ|ГК|ГА|МБ|МК|МА|ФК)[БКА]?[ОУ]\b|АНО\b|ГАУ\b",
    re.IGNORECASE,
)
"""The first word of an office, in the nominative: «администрации» further down belongs to the name above."""
_UNFINISHED: Final = re.compile(r"(?:ое|ая|ый|ий|,)$", re.IGNORECASE)
_PLACES: Final = re.compile(r"(?:ск|цк)(?:ого|ой|ому|ий|ая|ое|их)$")
"""Adjectives of places, which keep their capital: «Иркутской», «Братского»."""
_COUNTRY: Final = re.compile(r"\bроссии\b|(?<=Российской )федерации\b")
_SHORT: Final = 3
"""Letters of an abbreviation: «МКУ», «АНО»."""
_SMALL_WORDS: Final = frozenset({"ПО", "НА", "ДЛЯ", "ИМ", "ПРИ", "ЗА", "ОТ", "ДО", "ОБ"})
_BEFORE_NAMES: Final = frozenset({"ГОРОДА", "ГОРОД", "Г.", "ГОРОДЕ", "ГОР."})
"""Words a place's name follows."""


@dataclass(frozen=True, slots=True)
class _Lettered:
    """A name out of capitals; ``proved`` when the text itself writes it so."""

    text: str
    proved: bool


def sender(letter: LetterText) -> Found[str | None]:
    """Return the lowest of the offices named at the top; with a higher one above it, it is asked about."""
    offices = _offices(letter.head)
    if not offices:
        return Found(None, sure=False)
    written = _lettered(" ".join(offices[-1]), letter.whole)
    printed = " ".join(line for office in offices for line in office)
    return Found(written.text, printed, sure=written.proved and len(offices) == 1)


def _offices(lines: tuple[str, ...]) -> list[list[str]]:
    """Return the lines of each office, down to the address, the reference or whoever the letter goes to."""
    offices: list[list[str]] = []
    open_block = False
    for line in lines:
        if ADDRESSEE.match(line) or re.match(r"(?:О|Об|На)\s", line) or (offices and re.search(r"\d", line)):
            break
        last = offices[-1][-1] if open_block else ""
        begins = _OFFICE.match(line) is not None and not line[:1].islower()
        if begins and not _UNFINISHED.search(last):
            offices.append([line])
            open_block = True
        elif open_block and line:
            open_block = _goes_on(line, last)
            if open_block:
                offices[-1].append(line)
    return offices


def _goes_on(line: str, last: str) -> bool:
    """Tell whether a line is more of the name above it, not its abbreviation or an address."""
    if line.startswith("(") or re.search(r"[@:_]", line):
        return False
    return line.isupper() == last.isupper() or line[0].islower() or line[0] in '«"„'


def _lettered(printed: str, text: str) -> _Lettered:
    """Return a name printed in capitals as a sentence would write it."""
    if not any(word.isupper() and len(word) > _SHORT for word in re.findall(r"\w+", printed)):
        return _Lettered(printed, proved=True)
    pattern = r"\s+".join(re.escape(word) for word in printed.split())
    for found in re.finditer(pattern, text, re.IGNORECASE):
        written = " ".join(found[0].split())
        if written[1:].islower() or (written != printed and not written.isupper()):
            return _Lettered(written[:1].upper() + written[1:], proved=True)
    given = printed.split()
    words = [
        _small(word, first=before == "" or before.upper() in _BEFORE_NAMES) if word.isupper() else word
        for before, word in zip(["", *given], given, strict=False)
    ]
    return _Lettered(_COUNTRY.sub(lambda found: found[0].capitalize(), " ".join(words)), proved=False)


def _small(word: str, *, first: bool) -> str:
    bare = word.strip('«»"„“.,')
    if 1 < len(bare) <= _SHORT and bare not in _SMALL_WORDS and not first:
        return word
    small = word.lower()
    if word[0] in '«"„':
        return small[:1] + small[1:].capitalize()
    return small.capitalize() if first or _PLACES.search(small) else small
