"""Words of the letters' and the register's screens for the closed lists."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.services.letters.types import LetterRow, LetterState, PaperKind, ProfileName, Severity
from desktop_app.ui.theme.colours import Tone


def _tr(text: str) -> str:
    return QCoreApplication.translate("letters", text)


def kind_names() -> dict[PaperKind, str]:
    """Return what each kind of paper is called."""
    return {
        PaperKind.CONFIRMATION: _tr("Письмо-подтверждение"),
        PaperKind.ORDER: _tr("Приказ"),
        PaperKind.BANNER_REPORT: _tr("Справка о баннерах"),
        PaperKind.OUTREACH_JOURNAL: _tr("Журнал работы с родителями"),
        PaperKind.MEMO: _tr("Памятка для родителей"),
        PaperKind.OUTGOING_REGISTER: _tr("Журнал исходящих"),
        PaperKind.CLASS_SHEET: _tr("Лист ознакомления класса"),
    }


def short_kind_names() -> dict[PaperKind, str]:
    """Return the kinds as a narrow column shows them."""
    return {
        **kind_names(),
        PaperKind.CONFIRMATION: _tr("Письмо"),
        PaperKind.BANNER_REPORT: _tr("Справка"),
    }


def enclosure_names() -> dict[PaperKind, str]:
    """Return what each paper is called in the list of what goes with a letter."""
    return {
        PaperKind.BANNER_REPORT: _tr("Справка о размещении информационных баннеров"),
        PaperKind.OUTREACH_JOURNAL: _tr("Журнал информационной работы с родителями"),
        PaperKind.MEMO: _tr("Памятка для родителей"),
        PaperKind.OUTGOING_REGISTER: _tr("Выписка из журнала регистрации исходящих документов"),
        PaperKind.ORDER: _tr("Копия приказа о назначении ответственного"),
    }


def usual_ways() -> tuple[str, ...]:
    """Return how schools send papers; anything else may be typed."""
    return (
        _tr("электронной почтой"),
        _tr("через СЭД"),
        _tr("заказным письмом"),
        _tr("нарочно под подпись"),
        _tr("через личный кабинет"),
    )


def state_names() -> dict[LetterState, str]:
    """Return what each state of a paper is called."""
    return {
        LetterState.DRAFT: _tr("Проект"),
        LetterState.REGISTERED: _tr("Зарегистрировано"),
        LetterState.SENT: _tr("Отправлено"),
        LetterState.ACKNOWLEDGED: _tr("Принято"),
        LetterState.VOID: _tr("Аннулировано"),
    }


def state_word(row: LetterRow) -> str:
    """Return the state of a paper for the list: an answer is the last thing that can come of it."""
    sent = row.state in {LetterState.SENT, LetterState.ACKNOWLEDGED}
    return _tr("Ответ получен") if sent and row.answer_id is not None else state_names()[row.state]


def profile_names(own: str = "") -> dict[ProfileName, str]:
    """Return what each layout profile is called; ``own`` is the name the school gave its copy."""
    return {
        ProfileName.GOST_2025: _tr("ГОСТ Р 7.0.97-2025"),
        ProfileName.GOST_2016: _tr("ГОСТ Р 7.0.97-2016"),
        ProfileName.OWN: own or _tr("Наше оформление"),
    }


def severity_names() -> dict[Severity, str]:
    """Return what each severity of a finding is called."""
    return {Severity.ERROR: _tr("Ошибка"), Severity.WARNING: _tr("Замечание")}


STATE_TONES = {
    LetterState.DRAFT: Tone.QUIET,
    LetterState.REGISTERED: Tone.BUSY,
    LetterState.SENT: Tone.GOOD,
    LetterState.ACKNOWLEDGED: Tone.GOOD,
    LetterState.VOID: Tone.BAD,
}
"""The colour behind each state's word."""


def state_tone(kind: PaperKind, state: LetterState) -> Tone:
    """Return the tone of a paper's state; an order is done when it is registered, nobody sends it."""
    done = kind is PaperKind.ORDER and state is LetterState.REGISTERED
    return Tone.GOOD if done else STATE_TONES[state]
