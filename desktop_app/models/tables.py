"""Every stored class, so that one import makes the metadata whole."""

from __future__ import annotations

from desktop_app.models.attachment import Attachment, AttachmentBlob
from desktop_app.models.banner import BannerFile, Check, Placement, Portal
from desktop_app.models.base import Base
from desktop_app.models.coordinator import Appointment
from desktop_app.models.directive import Directive, Requirement
from desktop_app.models.event_log import ImportedFile, LogEntry
from desktop_app.models.form_draft import FormDraft
from desktop_app.models.history import Change, ChangeGroup
from desktop_app.models.layout import OwnFigure, PaperLayout, PaperText
from desktop_app.models.letter import (
    Letter,
    LetterAttachment,
    NumberReservation,
    NumberScheme,
    RegisterEntry,
)
from desktop_app.models.outreach import OutreachClass, OutreachEntry
from desktop_app.models.school import CaseForm, ClassGroup, ClassYear, School

metadata = Base.metadata

__all__ = [
    "Appointment",
    "Attachment",
    "AttachmentBlob",
    "BannerFile",
    "CaseForm",
    "Change",
    "ChangeGroup",
    "Check",
    "ClassGroup",
    "ClassYear",
    "Directive",
    "FormDraft",
    "ImportedFile",
    "Letter",
    "LetterAttachment",
    "LogEntry",
    "NumberReservation",
    "NumberScheme",
    "OutreachClass",
    "OutreachEntry",
    "OwnFigure",
    "PaperLayout",
    "PaperText",
    "Placement",
    "Portal",
    "RegisterEntry",
    "Requirement",
    "School",
    "metadata",
]
