"""What is known of a registered paper, one line a fact."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.russian.dates import short_date
from desktop_app.services.letters.types import EnclosureRow, LetterRow


def _tr(text: str) -> str:
    return QCoreApplication.translate("letters", text)


def facts_of(row: LetterRow) -> str:
    """Return number, addressee, marks and the hash of a registered paper."""
    dated = short_date(row.dated) if row.dated else ""
    lines = [
        _tr("№ {0} от {1}, листов: {2}").format(row.number, dated, row.sheets),
        _tr("Кому: {0}").format(row.addressee) if row.addressee else "",
        row.subject,
        *(_enclosure(place, one) for place, one in enumerate(row.enclosures, 1)),
        _tr("Взамен: {0}").format(row.corrects) if row.corrects else "",
        _tr("Отправлено {0} {1}").format(short_date(row.sent_on), row.sent_how).strip()
        if row.sent_on
        else "",
        _tr("Принято {0}, вх. № {1}").format(
            short_date(row.acknowledged_on), row.acknowledged_number or _tr("не сообщён")
        )
        if row.acknowledged_on
        else "",
        _tr("Ответ получен: {0}").format(row.answer) if row.answer else "",
        _tr("Исправлено: {0}").format(row.corrected) if row.corrected else "",
        _tr("Аннулировано: {0}").format(row.void_reason) if row.void_reason else "",
        _tr("SHA-256: {0}…").format(row.sha256[:16]) if row.sha256 else "",
    ]
    return "\n".join(line for line in lines if line)


def _enclosure(place: int, one: EnclosureRow) -> str:
    return _tr("Приложение {0}. {1}: {2} л. в {3} экз.").format(place, one.title, one.sheets, one.copies)
