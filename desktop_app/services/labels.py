"""What the closed lists are called in Russian, for papers, commands and the search column."""

from __future__ import annotations

from desktop_app.models.enums import (
    CheckOutcome,
    Gender,
    LetterState,
    OutreachForm,
    PaperKind,
    PlacementStatus,
    PortalKind,
    RequirementKind,
    SchoolKind,
)
from desktop_app.services.compliance.types import RequirementState
from desktop_app.services.letters.severity import Severity

SCHOOL_KINDS = {
    SchoolKind.MUNICIPAL: "муниципальная",
    SchoolKind.STATE: "государственная",
    SchoolKind.PRIVATE: "частная",
}
GENDERS = {Gender.FEMALE: "женский", Gender.MALE: "мужской"}
PORTAL_KINDS = {
    PortalKind.WEBSITE: "сайт",
    PortalKind.VK: "ВКонтакте",
    PortalKind.OK: "Одноклассники",
    PortalKind.MAX: "MAX",
    PortalKind.TELEGRAM: "Telegram",
    PortalKind.DIARY: "электронный дневник",
    PortalKind.STAND: "стенд",
    PortalKind.SCREEN: "экран",
    PortalKind.OTHER: "другое",
}
PLACEMENT_STATUSES = {
    PlacementStatus.NOT_APPLICABLE: "не применимо",
    PlacementStatus.PLANNED: "запланирован",
    PlacementStatus.PLACED: "размещён",
    PlacementStatus.VERIFIED: "проверен",
    PlacementStatus.MISSING: "пропал",
    PlacementStatus.REMOVED: "снят",
}
CHECK_OUTCOMES = {
    CheckOutcome.FOUND: "баннер на месте",
    CheckOutcome.SEEN: "видели без снимка",
    CheckOutcome.MISSING: "баннера нет",
}
OUTREACH_FORMS = {
    OutreachForm.CLASS_MEETING: "родительское собрание класса",
    OutreachForm.SCHOOL_MEETING: "общешкольное собрание",
    OutreachForm.CLASS_HOUR: "классный час",
    OutreachForm.CHAT_MESSAGE: "сообщение в чате",
    OutreachForm.DIARY_NOTICE: "объявление в дневнике",
    OutreachForm.LEAFLET: "памятка",
    OutreachForm.INDIVIDUAL: "личная беседа",
    OutreachForm.PUBLICATION: "публикация",
    OutreachForm.STAND: "стенд",
    OutreachForm.WEBINAR: "вебинар",
    OutreachForm.COUNCIL: "совет родителей",
    OutreachForm.OPEN_DAY: "день открытых дверей",
}
LETTER_STATES = {
    LetterState.DRAFT: "проект",
    LetterState.REGISTERED: "зарегистрировано",
    LetterState.SENT: "отправлено",
    LetterState.ACKNOWLEDGED: "принято",
    LetterState.VOID: "аннулировано",
}
REQUIREMENT_KINDS = {
    RequirementKind.APPOINT_COORDINATOR: "Назначить ответственного",
    RequirementKind.JOIN_CHAT: "Вступить в рабочий чат",
    RequirementKind.PLACE_BANNERS: "Разместить баннеры",
    RequirementKind.INFORM_PARENTS: "Информировать родителей",
    RequirementKind.CONFIRM: "Направить подтверждение",
}
REQUIREMENT_STATES = {
    RequirementState.DONE: "сделано",
    RequirementState.IN_PROGRESS: "в работе",
    RequirementState.OVERDUE: "просрочено",
}
PAPER_KINDS = {
    PaperKind.CONFIRMATION: "письмо-подтверждение",
    PaperKind.ORDER: "приказ",
    PaperKind.BANNER_REPORT: "справка о баннерах",
    PaperKind.OUTREACH_JOURNAL: "журнал работы с родителями",
    PaperKind.MEMO: "памятка для родителей",
    PaperKind.OUTGOING_REGISTER: "журнал исходящих",
    PaperKind.CLASS_SHEET: "лист ознакомления класса",
}
SEVERITIES = {Severity.ERROR: "Ошибка", Severity.WARNING: "Замечание"}
