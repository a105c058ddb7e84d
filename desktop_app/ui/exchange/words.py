"""Words of the import dialog."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QCoreApplication

from desktop_app.russian.dates import short_date
from desktop_app.russian.plurals import count
from desktop_app.services.exchange.types import ImportPlan, Subject

FEW: Final = 3
"""So many repeats with other numbers are shown beside the question; the list has them all."""
LONG: Final = 40


def events(number: int) -> str:
    """Return «3 мероприятия»."""
    return count(number, "мероприятие", "мероприятия", "мероприятий")


def portals(number: int) -> str:
    """Return «3 портала»."""
    return count(number, "портал", "портала", "порталов")


def rows_of(subject: Subject, number: int) -> str:
    """Return how many rows of a table came in."""
    return portals(number) if subject is Subject.PORTALS else events(number)


def coming(plan: ImportPlan) -> str:
    """Return what would come in, as one sentence."""
    if plan.subject is Subject.PORTALS:
        return _portals_coming(plan)
    if not plan.drafts and plan.repeats and not plan.errors and not plan.questions:
        if plan.differing:
            rows = count(plan.differing, "строке", "строках", "строках")
            return _tr("Загружать нечего: всё это уже есть в журнале, но в {0} числа другие.").format(rows)
        return _tr("Загружать нечего: всё это уже есть в журнале.")
    if not plan.drafts:
        return _tr("Пока загружать нечего.")
    contacts = count(plan.contacts, "контакт", "контакта", "контактов")
    # nothing comes in while there are errors, so it must not be promised
    verb = _tr("Без ошибок") if plan.errors else _tr("Загрузится")
    if plan.period is None or plan.period[0] == plan.period[1]:
        day = short_date(plan.period[0]) if plan.period else ""
        whole = _tr("{0}: {1}, {2}, {3} с родителями.")
        return whole.format(verb, events(len(plan.drafts)), day, contacts)
    first, last = map(short_date, plan.period)
    whole = _tr("{0}: {1} с {2} по {3}, {4} с родителями.")
    return whole.format(verb, events(len(plan.drafts)), first, last, contacts)


def _portals_coming(plan: ImportPlan) -> str:
    changed = len(plan.portals) - plan.new_portals
    said = []
    if plan.new_portals:
        said.append(_tr("новых порталов — {0}").format(plan.new_portals))
    if changed:
        said.append(_tr("изменится — {0}").format(changed))
    if plan.unchanged:
        said.append(_tr("без изменений — {0}").format(plan.unchanged))
    if not plan.portals:
        same = _tr("Загружать нечего: всё это уже записано, без изменений — {0}.").format(plan.unchanged)
        return same if plan.unchanged and not plan.errors else _tr("Пока загружать нечего.")
    return _tr("Загрузится: {0}.").format(", ".join(said))


def trouble(plan: ImportPlan) -> str:
    """Return how much is wrong or open; nothing when all is well."""
    rows = len({error.row for error in plan.errors})
    said = []
    if plan.questions:
        asked = count(len(plan.questions), "вопрос", "вопроса", "вопросов")
        said.append(_tr("Ответьте: {0}.").format(asked))
    if rows:
        lines = count(rows, "строке", "строках", "строках")
        sentence = _tr("Ошибки в {0}: пока они есть, не загрузится ничего. Исправьте и прочтите заново.")
        said.append(sentence.format(lines))
    return " ".join(said)


def repeats(plan: ImportPlan) -> str:
    """Return the choice about repeats; those with other numbers are counted apart, the list shows both."""
    said = _tr("Не загружать повторы: {0}").format(plan.repeats)
    if not plan.differing:
        return said
    return _tr("{0}, из них с другими числами: {1}").format(said, plan.differing)


def differences(plan: ImportPlan) -> str:
    """Return the first repeats with other numbers, a line each: what is stored and what the file says."""
    rows = [row for row in plan.remarks if row.differs]
    lines = [
        _tr("Строка {0}, «{1}»: {2}").format(row.row, shortened(row.value), row.reason) for row in rows[:FEW]
    ]
    if len(rows) > FEW:
        lines.append(_tr("И ещё {0}: они первые в списке ниже.").format(len(rows) - FEW))
    return "\n".join(lines)


def shortened(text: str) -> str:
    """Return the beginning of a long topic."""
    plain = " ".join(text.split())
    return plain if len(plain) <= LONG else f"{plain[:LONG].rstrip()}…"


def beside(plan: ImportPlan) -> str:
    """Return what is worth knowing: the file was here before, columns and sums left out."""
    said = []
    if plan.seen_on is not None:
        before = _tr("Этот файл уже загружали {0}: {1}.")
        said.append(before.format(short_date(plan.seen_on), rows_of(plan.subject, plan.seen_entries)))
    if plan.unused:
        said.append(_tr("Не загружаются столбцы: {0}.").format(", ".join(plan.unused)))
    if plan.skipped_totals:
        said.append(_tr("Строки «Итого» пропущены: {0}.").format(plan.skipped_totals))
    return " ".join(said)


def _tr(text: str) -> str:
    return QCoreApplication.translate("exchange.words", text)
