"""The sentences of the standing: one for each requirement, with right plurals and dates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from desktop_app.russian.dates import short_date
from desktop_app.russian.plurals import plural
from desktop_app.russian.workdays import working_days_between

_NAMED = 5


def sentence(text: str) -> str:
    """Return the text as one sentence: blanks evened out, a capital letter, one full stop."""
    plain = " ".join(text.split()).rstrip(" .")
    return f"{plain[:1].upper()}{plain[1:]}."


def listed(names: Sequence[str], most: int = _NAMED) -> str:
    """Return «А, Б, В», or the first ones «и ещё 3»; one name too many is still named."""
    if len(names) <= most + 1:
        return ", ".join(names)
    return f"{', '.join(names[:most])} и ещё {len(names) - most}"


def numbered(number: str, dated: date | None) -> str:
    """Return «№ 57-од от 03.06.2024»; a number typed with its «№» does not get a second one."""
    typed = number.strip().removeprefix("№").strip()
    return f"№ {typed} от {short_date(dated)}" if dated else f"№ {typed}"


def working_days(number: int) -> str:
    """Return «3 рабочих дня»."""
    return f"{number} {plural(number, 'рабочий день', 'рабочих дня', 'рабочих дней')}"


def done(said: str, due: date | None, first_done: date | None) -> str:
    """Return the sentence of a done requirement; one done late says by how much."""
    if due is None or first_done is None or first_done <= due:
        return sentence(said)
    late = working_days_between(due, first_done)
    how = f"на {working_days(late)} позже срока" if late else "позже срока"
    return sentence(f"{said.rstrip(' .')}, {how} ({short_date(due)})")


def left(what: str, names: Sequence[str], due: date | None, on: date) -> str:
    """Return the sentence of what is not done yet; past the due date it begins with that."""
    if due is None or due >= on:
        return sentence(f"{what}: {listed(names)}" if names else what)
    days = working_days_between(due, on)
    ago = f" {working_days(days)} назад" if days else ""
    named = f" ({listed(names)})" if names else ""
    return sentence(f"срок {short_date(due)} прошёл{ago}: {what}{named}")
