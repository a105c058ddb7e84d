"""What an event must be like to be stored; pure, so that the form can ask while the user types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from desktop_app.services import validation as v
from desktop_app.services.errors import FieldError
from desktop_app.services.outreach.types import OutreachDraft

_MOST = 100_000
_FIRST_YEAR = 2000
_LONGEST = 1000
_COUNTS = ("parents", "unique_parents", "pupils", "handed_out")
_TEXTS = ("topic", "responsible", "proof", "note")


def check(draft: OutreachDraft, *, today: date, parents: Mapping[int, int]) -> tuple[FieldError, ...]:
    """Return what is wrong with ``draft``; ``parents`` is the count of parents by class, 0 where unknown."""
    return tuple(
        error
        for errors in (_date(draft, today), _texts(draft), _classes(draft, parents), _counts(draft, parents))
        for error in errors
    )


def _date(draft: OutreachDraft, today: date) -> Iterator[FieldError]:
    if draft.held_on is None:
        yield FieldError("held_on", "Укажите дату мероприятия.")
    elif draft.held_on > today:
        yield FieldError("held_on", "Эта дата ещё не наступила: запишите мероприятие, когда оно пройдёт.")
    elif draft.held_on.year < _FIRST_YEAR:
        yield FieldError("held_on", f"Проверьте год: {draft.held_on.year:04}.")


def _texts(draft: OutreachDraft) -> Iterator[FieldError]:
    if not draft.topic.strip():
        yield FieldError("topic", "Напишите, о чём говорили с родителями.")
    for name in _TEXTS:
        typed = getattr(draft, name)
        wrong = v.line(typed.replace("\n", " ") if name == "note" else typed, longest=_LONGEST)
        if wrong:
            yield FieldError(name, wrong)


def _classes(draft: OutreachDraft, parents: Mapping[int, int]) -> Iterator[FieldError]:
    if any(class_id not in parents for class_id in draft.class_ids):
        yield FieldError("class_ids", "Одного из выбранных классов больше нет, выберите классы снова.")


def _counts(draft: OutreachDraft, parents: Mapping[int, int]) -> Iterator[FieldError]:
    for name in _COUNTS:
        value = getattr(draft, name)
        if value is not None and not 0 <= value <= _MOST:
            yield FieldError(name, f"Здесь нужно целое число от 0 до {_MOST}.")
    unique = draft.unique_parents
    if unique is None:
        return
    if unique > draft.parents:
        yield FieldError(
            "unique_parents",
            f"Разных родителей не может быть больше, чем всего: {unique} из {draft.parents}.",
        )
    sizes = [parents.get(class_id, 0) for class_id in set(draft.class_ids) or parents]
    if sizes and all(sizes) and unique > sum(sizes):
        yield FieldError(
            "unique_parents",
            f"Разных родителей указано {unique}, а в этих классах их {sum(sizes)}.",
        )
