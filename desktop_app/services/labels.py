"""What the closed lists are called in Russian; the keys are all members of each list."""

from __future__ import annotations

from desktop_app.models.enums import (
    CheckOutcome,
    DueBasis,
    Gender,
    LetterState,
    NumberSeries,
    OutreachForm,
    PaperKind,
    PlacementStatus,
    PortalKind,
    RegisterEvent,
    RequirementKind,
    SchoolKind,
)
from desktop_app.services.compliance.types import RequirementState
from desktop_app.services.letters.types import Severity

SCHOOL_KINDS: dict[SchoolKind, str] = {
    SchoolKind.MUNICIPAL: "Муниципальная",
    SchoolKind.STATE: "Государственная",
    SchoolKind.PRIVATE: "Частная",
}

GENDERS: dict[Gender, str] = {Gender.MALE: "Мужской", Gender.FEMALE: "Женский"}

REQUIREMENT_KINDS: dict[RequirementKind, str] = {
    RequirementKind.APPOINT_COORDINATOR: "Ответственный",
    RequirementKind.JOIN_CHAT: "Рабочий чат",
    RequirementKind.PLACE_BANNERS: "Баннеры",
    RequirementKind.INFORM_PARENTS: "Работа с родителями",
    RequirementKind.CONFIRM: "Письмо-подтверждение",
}

REQUIREMENT_STATES: dict[RequirementState, str] = {
    RequirementState.DONE: "выполнено",
    RequirementState.IN_PROGRESS: "в работе",
    RequirementState.OVERDUE: "просрочено",
}

DUE_BASES: dict[DueBasis, str] = {
    DueBasis.STATED: "назван в письме",
    DueBasis.IMPLIED: "следует из письма",
    DueBasis.OWN: "установлен школой",
}

PORTAL_KINDS: dict[PortalKind, str] = {
    PortalKind.WEBSITE: "Официальный сайт",
    PortalKind.VK: "ВКонтакте",
    PortalKind.OK: "Одноклассники",
    PortalKind.MAX: "MAX",
    PortalKind.TELEGRAM: "Telegram",
    PortalKind.DIARY: "Электронный дневник",
    PortalKind.STAND: "Стенд",
    PortalKind.SCREEN: "Экран в школе",
    PortalKind.OTHER: "Другое",
}

PLACEMENT_STATUSES: dict[PlacementStatus, str] = {
    PlacementStatus.NOT_APPLICABLE: "не применимо",
    PlacementStatus.PLANNED: "запланирован",
    PlacementStatus.PLACED: "размещён",
    PlacementStatus.VERIFIED: "проверен",
    PlacementStatus.MISSING: "пропал",
    PlacementStatus.REMOVED: "снят",
}

CHECK_OUTCOMES: dict[CheckOutcome, str] = {
    CheckOutcome.FOUND: "на месте, есть снимок",
    CheckOutcome.SEEN: "на месте, без снимка",
    CheckOutcome.MISSING: "не найден",
}

OUTREACH_FORMS: dict[OutreachForm, str] = {
    OutreachForm.CLASS_MEETING: "Родительское собрание класса",
    OutreachForm.SCHOOL_MEETING: "Общешкольное собрание",
    OutreachForm.CLASS_HOUR: "Классный час",
    OutreachForm.CHAT_MESSAGE: "Сообщение в чате",
    OutreachForm.DIARY_NOTICE: "Объявление в дневнике",
    OutreachForm.LEAFLET: "Раздача памяток",
    OutreachForm.INDIVIDUAL: "Личная беседа",
    OutreachForm.PUBLICATION: "Публикация",
    OutreachForm.STAND: "Информация на стенде",
    OutreachForm.WEBINAR: "Вебинар",
    OutreachForm.COUNCIL: "Совет родителей",
    OutreachForm.OPEN_DAY: "День открытых дверей",
}

PAPER_KINDS: dict[PaperKind, str] = {
    PaperKind.CONFIRMATION: "Письмо-подтверждение",
    PaperKind.ORDER: "Приказ о назначении ответственного",
}

NUMBER_SERIES: dict[NumberSeries, str] = {
    NumberSeries.OUTGOING: "Исходящие письма",
    NumberSeries.ORDERS: "Приказы",
}

LETTER_STATES: dict[LetterState, str] = {
    LetterState.DRAFT: "проект",
    LetterState.REGISTERED: "зарегистрирован",
    LetterState.SENT: "отправлен",
    LetterState.ACKNOWLEDGED: "получен адресатом",
    LetterState.VOID: "аннулирован",
}

REGISTER_EVENTS: dict[RegisterEvent, str] = {
    RegisterEvent.REGISTERED: "регистрация",
    RegisterEvent.VOID: "аннулирование",
}

SEVERITIES: dict[Severity, str] = {
    Severity.ERROR: "Ошибка",
    Severity.WARNING: "Предупреждение",
}
