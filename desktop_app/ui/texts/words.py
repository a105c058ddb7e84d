"""What the kinds of papers are called where their texts are chosen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.services.texts.types import PaperKind


def _tr(text: str) -> str:
    return QCoreApplication.translate("texts", text)


def text_names() -> dict[PaperKind, str]:
    """Return the name of every text that can be changed."""
    return {
        PaperKind.CONFIRMATION: _tr("Письмо-подтверждение"),
        PaperKind.ORDER: _tr("Приказ"),
        PaperKind.BANNER_REPORT: _tr("Справка о баннерах"),
        PaperKind.OUTREACH_JOURNAL: _tr("Журнал работы с родителями"),
        PaperKind.MEMO: _tr("Памятка для родителей"),
        PaperKind.OUTGOING_REGISTER: _tr("Журнал исходящих"),
        PaperKind.CLASS_SHEET: _tr("Лист ознакомления класса"),
    }
