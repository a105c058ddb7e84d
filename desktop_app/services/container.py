"""Everything the window and the commands can ask for, built once by the composition root."""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.services.attachments.service import AttachmentService
from desktop_app.services.banners.service import BannerService
from desktop_app.services.compliance.service import ComplianceService
from desktop_app.services.coordinator.service import CoordinatorService
from desktop_app.services.directive.service import DirectiveService
from desktop_app.services.history.service import HistoryService
from desktop_app.services.letters.numbering import NumberingService
from desktop_app.services.letters.register import RegisterService
from desktop_app.services.letters.service import LetterService
from desktop_app.services.outreach.service import OutreachService
from desktop_app.services.school.case_forms import CaseFormService
from desktop_app.services.school.service import SchoolService
from desktop_app.services.store import Store


@dataclass(frozen=True, slots=True)
class Services:
    """One attribute a subject."""

    store: Store
    history: HistoryService
    school: SchoolService
    case_forms: CaseFormService
    numbering: NumberingService
    directives: DirectiveService
    attachments: AttachmentService
    coordinator: CoordinatorService
    banners: BannerService
    outreach: OutreachService
    compliance: ComplianceService
    letters: LetterService
    register: RegisterService
