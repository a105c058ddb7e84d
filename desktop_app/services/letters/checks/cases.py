"""Case forms this very paper prints that nobody has looked at yet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from desktop_app.models.enums import Gender
from desktop_app.russian.cases import Case
from desktop_app.services.letters.checks.base import warning
from desktop_app.services.letters.drafting import draft_content
from desktop_app.services.letters.types import Finding, LetterDraft
from desktop_app.services.papers.facts import FormKey, PaperFacts
from desktop_app.services.papers.words import clean
from desktop_app.services.school.case_forms import propose
from desktop_app.services.school.types import Subject

_CLAUSE: Final = "правило программы: склонения проверяет человек"
_CASES: Final = {
    Case.GENITIVE: "родительный",
    Case.DATIVE: "дательный",
    Case.ACCUSATIVE: "винительный",
    Case.INSTRUMENTAL: "творительный",
    Case.PREPOSITIONAL: "предложный",
}


class _Asked(Mapping[FormKey, str]):
    """The confirmed forms; remembers which others were asked for while a paper was put together."""

    def __init__(self, forms: Mapping[FormKey, str]) -> None:
        self._forms = forms
        self.missing: dict[tuple[str, str], dict[Case, None]] = {}

    def __getitem__(self, key: FormKey) -> str:
        found = self._forms.get(key)
        if found:
            return found
        subject, nominative, case = key
        self.missing.setdefault((subject, clean(nominative)), {})[Case(case)] = None
        raise KeyError(key)

    def __iter__(self) -> Iterator[FormKey]:
        return iter(self._forms)

    def __len__(self) -> int:
        return len(self._forms)


def case_findings(draft: LetterDraft, facts: PaperFacts) -> Iterable[Finding]:
    """Yield one warning a word whose forms in this paper were proposed by the program alone.

    The paper is put together once more with forms that remember what was asked of them, so that no list of
    words has to be kept beside the texts.
    """
    asked = _Asked(facts.forms)
    draft_content(draft, replace(facts, forms=asked))
    genders = _genders(facts)
    for (subject, nominative), cases in asked.missing.items():
        confirmed = {case for case in cases if facts.forms.get((subject, nominative, case))}
        forms = [
            f"«{form}» ({_CASES[case]})"
            for case in cases
            if case in _CASES
            and case not in confirmed
            and (form := _proposed(Subject(subject), nominative, case, genders.get(nominative)))
        ]
        if forms:
            told = f"Проверьте склонение: {', '.join(forms)} — от «{nominative}»."
            yield warning(told, "school", f"cases:{nominative}", _CLAUSE)


def _proposed(subject: Subject, nominative: str, case: Case, gender: Gender | None) -> str:
    try:
        return propose(subject, nominative, case, gender)
    except ValueError:  # not a name at all, such as «—»: printed as typed
        return ""


def _genders(facts: PaperFacts) -> dict[str, Gender | None]:
    """Return the genders the record names, by full name."""
    found = {clean(facts.school.head_name): facts.school.head_gender}
    if facts.appointment is not None:
        found[clean(facts.appointment.name)] = facts.appointment.gender
    return found
