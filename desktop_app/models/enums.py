"""The closed lists the file stores; the values are those of the card file and of the JSON answers."""

from __future__ import annotations

from enum import StrEnum


class SchoolKind(StrEnum):
    """Who founded the school; it decides whom the school answers to."""

    MUNICIPAL = "municipal"
    STATE = "state"
    PRIVATE = "private"


class Gender(StrEnum):
    """Grammatical gender of a person, for the greeting and the cases."""

    MALE = "male"
    FEMALE = "female"


class RequirementKind(StrEnum):
    """What a directive wants done, and the answer to it."""

    APPOINT_COORDINATOR = "appoint_coordinator"
    JOIN_CHAT = "join_chat"
    PLACE_BANNERS = "place_banners"
    INFORM_PARENTS = "inform_parents"
    CONFIRM = "confirm"


class DueBasis(StrEnum):
    """Where a due date comes from: the letter says it, it follows from the letter, or the school set it."""

    STATED = "stated"
    IMPLIED = "implied"
    OWN = "own"


class PortalKind(StrEnum):
    """What kind of place a banner hangs on."""

    WEBSITE = "website"
    VK = "vk"
    OK = "ok"
    MAX = "max"
    TELEGRAM = "telegram"
    DIARY = "diary"
    STAND = "stand"
    SCREEN = "screen"
    OTHER = "other"


class PlacementStatus(StrEnum):
    """Where the banner stands with one portal."""

    NOT_APPLICABLE = "not_applicable"
    PLANNED = "planned"
    PLACED = "placed"
    VERIFIED = "verified"
    MISSING = "missing"
    REMOVED = "removed"


class CheckOutcome(StrEnum):
    """What one look at a portal showed; ``found`` needs a picture, ``seen`` is a look without one."""

    FOUND = "found"
    SEEN = "seen"
    MISSING = "missing"


class OutreachForm(StrEnum):
    """How parents were told."""

    CLASS_MEETING = "class_meeting"
    SCHOOL_MEETING = "school_meeting"
    CLASS_HOUR = "class_hour"
    CHAT_MESSAGE = "chat_message"
    DIARY_NOTICE = "diary_notice"
    LEAFLET = "leaflet"
    INDIVIDUAL = "individual"
    PUBLICATION = "publication"
    STAND = "stand"
    WEBINAR = "webinar"
    COUNCIL = "council"
    OPEN_DAY = "open_day"


class PaperKind(StrEnum):
    """The papers the program prints."""

    CONFIRMATION = "confirmation"
    ORDER = "order"
    BANNER_REPORT = "banner_report"
    OUTREACH_JOURNAL = "outreach_journal"
    MEMO = "memo"
    OUTGOING_REGISTER = "outgoing_register"
    CLASS_SHEET = "class_sheet"


class LetterheadStyle(StrEnum):
    """How the author's data stands on the sheet (ГОСТ Р 7.0.97, 4.9)."""

    CORNER = "corner"
    LONGITUDINAL = "longitudinal"


class LogKind(StrEnum):
    """What left the record, or the record itself, and is worth remembering."""

    EXPORT = "export"
    IMPORT = "import"
    PRINT = "print"
    COPY = "copy"
    RESTORE = "restore"
    DESTRUCTION = "destruction"
    PASSWORD = "password"  # noqa: S105 - the name of an event
    MIGRATION = "migration"


class NumberSeries(StrEnum):
    """Papers that share one run of numbers."""

    OUTGOING = "outgoing"
    ORDERS = "orders"


class LetterState(StrEnum):
    """The life of a paper."""

    DRAFT = "draft"
    REGISTERED = "registered"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    VOID = "void"


class RegisterEvent(StrEnum):
    """What a row of the register says."""

    REGISTERED = "registered"
    VOID = "void"


class GroupState(StrEnum):
    """Where a group of changes stands for undo: done, undone (can be redone), or out of reach."""

    ACTIVE = "active"
    UNDONE = "undone"
    GONE = "gone"
    FINAL = "final"


class ChangeAction(StrEnum):
    """What happened to one row."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"
