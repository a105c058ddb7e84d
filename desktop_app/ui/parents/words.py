"""Words of the parents' screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.russian.plurals import count, grouped
from desktop_app.services.labels import OUTREACH_FORMS
from desktop_app.services.outreach.types import OutreachForm, OutreachTotals


def form_names() -> dict[OutreachForm, str]:
    """Return the forms of outreach as a list shows them, with a capital letter."""
    return {form: label[:1].upper() + label[1:] for form, label in OUTREACH_FORMS.items()}


def events(number: int) -> str:
    """Return «3 мероприятия»."""
    return count(number, "мероприятие", "мероприятия", "мероприятий")


def contacts(number: int) -> str:
    """Return «45 контактов»."""
    return count(number, "контакт", "контакта", "контактов")


def parents_of(number: int) -> str:
    """Return «30 родителей», as it stands after «из»."""
    return count(number, "родителя", "родителей", "родителей")


def totals_line(shown: OutreachTotals, all_events: int) -> str:
    """Return the sums of what is shown; while a filter hides something, out of how many."""
    sums = (
        _tr("{0} с родителями").format(contacts(shown.contacts)),
        count(shown.pupils, "ученик", "ученика", "учеников"),
        _tr("вручено {0}").format(count(shown.handed_out, "памятка", "памятки", "памяток")),
    )
    if shown.events < all_events:
        head = _tr("Показано {0} из {1}").format(grouped(shown.events), grouped(all_events))
    else:
        head = events(shown.events)
    return _tr("{0}: {1}").format(head, ", ".join(sums))


def _tr(text: str) -> str:
    return QCoreApplication.translate("parents.words", text)
