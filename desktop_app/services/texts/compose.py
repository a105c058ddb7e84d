"""From facts to the words of a paper: the school's own template, or the standard one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from desktop_app.models.enums import PaperKind
from desktop_app.paths import resource
from desktop_app.russian.typography import as_printed
from desktop_app.services.papers.facts import PaperFacts
from desktop_app.services.papers.parts import Paragraph
from desktop_app.services.papers.words import Words, line_kind, typeset
from desktop_app.services.texts.memo_link import link_mistakes
from desktop_app.services.texts.mistakes import TemplateMistake, mistake
from desktop_app.services.texts.source import Particulars, Source

HEADING: Final = "Заголовок:"
"""The first line of a filled template begins so and gives the paper's heading."""
WITH_BODY: Final = frozenset(
    {PaperKind.CONFIRMATION, PaperKind.ORDER, PaperKind.BANNER_REPORT, PaperKind.MEMO}
)
"""Kinds that say nothing without a paragraph; the books have their tables."""

_BLANKS: Final = re.compile(r"[ \t]+")
_NUMBERED: Final = re.compile(r"(#{1,2})\.\s*")


@dataclass(frozen=True, slots=True)
class Written:
    """The words of a paper: its heading and its paragraphs as they are printed."""

    heading: str
    paragraphs: tuple[Paragraph, ...]


def compose(kind: PaperKind, facts: PaperFacts) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a paper by the template in force."""
    return written(kind, facts).paragraphs


def written(kind: PaperKind, facts: PaperFacts, particulars: Particulars | None = None) -> Written:
    """Return the words of a paper; a mistake in the school's own template gives the standard text.

    The mistake is not lost: ``own_mistake`` tells of it, and it stands between a draft and its number.
    """
    own = facts.texts.get(kind)
    if own is not None:
        try:
            return fill_template(kind, own, facts, particulars)
        except TemplateMistake:
            pass
    return fill_template(kind, standard_template(kind), facts, particulars)


def own_mistake(kind: PaperKind, facts: PaperFacts) -> TemplateMistake | None:
    """Return what is wrong with the school's own template of a kind, when it has one."""
    own = facts.texts.get(kind)
    if own is None:
        return None
    try:
        fill_template(kind, own, facts)
    except TemplateMistake as error:
        return error
    return None


def fill_template(
    kind: PaperKind, template: str, facts: PaperFacts, particulars: Particulars | None = None
) -> Written:
    """Return the words ``template`` gives for these facts; raises ``TemplateMistake``."""
    # the template language is imported when the first paper is written, not when its service is built
    from desktop_app.services.texts.context import context_of  # noqa: PLC0415
    from desktop_app.services.texts.engine import fill  # noqa: PLC0415

    source = Source(kind, facts, Words(facts.forms), particulars or Particulars())
    lines = [line for line in map(_tidy, fill(template, context_of(source)).split("\n")) if line]
    if not lines or not lines[0].startswith(HEADING):
        said = f"текст начинается не со строки «{HEADING} …»: без неё у бумаги не будет заголовка."
        raise TemplateMistake([mistake(template, 1, said)])
    heading = lines[0].removeprefix(HEADING).strip()
    if not heading:
        raise TemplateMistake([mistake(template, _heading_line(template), "заголовок пуст.")])
    if kind in WITH_BODY and len(lines) == 1:
        raise TemplateMistake([mistake(template, 1, "кроме заголовка, в бумаге ничего не напечатано.")])
    if kind is PaperKind.MEMO:
        wrong = tuple(link_mistakes(template, facts.directive.chat_link if facts.directive else ""))
        if wrong:
            raise TemplateMistake(wrong)
    paragraphs = tuple(typeset(line, line_kind(line)) for line in _numbered(lines[1:]))
    return Written(as_printed(heading), paragraphs)


@cache
def standard_template(kind: PaperKind) -> str:
    """Return the template shipped with the program."""
    text = resource(f"templates/papers/{kind.value}.txt").read_text("utf-8")
    return text.replace("\r\n", "\n").strip("\n")


def _tidy(line: str) -> str:
    """Return a line with single blanks; blanks that must not break stay."""
    return _BLANKS.sub(" ", line).strip()


def _numbered(lines: list[str]) -> Iterator[str]:
    """Yield the lines with «#.» and «##.» replaced by the numbers of items: «3.», «3.1.»."""
    item = inner = 0
    for line in lines:
        mark = _NUMBERED.match(line)
        if mark is None:
            yield line
            continue
        if len(mark[1]) == 1:
            item, inner = item + 1, 0
            number = f"{item}."
        else:
            inner += 1
            number = f"{max(item, 1)}.{inner}."
        yield f"{number} {line[mark.end() :]}"


def _heading_line(template: str) -> int:
    lines = template.split("\n")
    return next((number for number, line in enumerate(lines, 1) if line.strip().startswith(HEADING)), 1)
