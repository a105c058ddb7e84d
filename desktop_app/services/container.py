"""Everything the window and the commands can ask for, built once by the composition root."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Protocol

from desktop_app.services.attachments.service import AttachmentService
from desktop_app.services.banners.service import BannerService
from desktop_app.services.compliance.service import ComplianceService
from desktop_app.services.coordinator.service import CoordinatorService
from desktop_app.services.directive.service import DirectiveService
from desktop_app.services.history.service import HistoryService
from desktop_app.services.outreach.service import OutreachService
from desktop_app.services.school.service import SchoolService
from desktop_app.services.store import Store

if TYPE_CHECKING:
    from desktop_app.services.coordinator.destruction import DestructionService
    from desktop_app.services.copies.service import CopyService
    from desktop_app.services.event_log import EventLog
    from desktop_app.services.exchange.service import ExchangeService
    from desktop_app.services.form_drafts import FormDraftService
    from desktop_app.services.layouts.service import LayoutService
    from desktop_app.services.letters.numbering import NumberingService
    from desktop_app.services.letters.register import RegisterService
    from desktop_app.services.letters.service import LetterService
    from desktop_app.services.page_check.service import PageCheckService
    from desktop_app.services.papers.service import ExtractService
    from desktop_app.services.protection.service import ProtectionService
    from desktop_app.services.school.case_forms import CaseFormService
    from desktop_app.services.school.years import YearService
    from desktop_app.services.texts.service import TextService


class LateServices(Protocol):
    """Builds what the first screen does not need, importing it then: the composition root."""

    def case_forms(self) -> CaseFormService:
        """Build the service of case forms."""

    def years(self) -> YearService:
        """Build the service of school years."""

    def numbering(self) -> NumberingService:
        """Build the service of numbers."""

    def letters(self) -> LetterService:
        """Build the service of papers."""

    def extracts(self) -> ExtractService:
        """Build the service of papers printed from the record."""

    def register(self) -> RegisterService:
        """Build the service of the register."""

    def page_check(self) -> PageCheckService:
        """Build the service that looks for the banner in a page."""

    def layouts(self) -> LayoutService:
        """Build the service of layout profiles."""

    def texts(self) -> TextService:
        """Build the service of the papers' texts."""

    def destruction(self) -> DestructionService:
        """Build the service that destroys a former coordinator's data."""

    def exchange(self) -> ExchangeService:
        """Build the service of tables that come in and go out."""

    def copies(self) -> CopyService:
        """Build the service of the file's copies."""

    def form_drafts(self) -> FormDraftService:
        """Build the service of typing not yet saved."""

    def event_log(self) -> EventLog:
        """Build the log of what was done with the record."""

    def protection(self) -> ProtectionService:
        """Build the service of the file's password."""


@dataclass(frozen=True)
class Services:
    """One attribute a subject; those of ``late`` are built when they are first asked for."""

    store: Store
    history: HistoryService
    school: SchoolService
    directives: DirectiveService
    attachments: AttachmentService
    coordinator: CoordinatorService
    banners: BannerService
    outreach: OutreachService
    compliance: ComplianceService
    late: LateServices

    @cached_property
    def case_forms(self) -> CaseFormService:
        """The case forms of names and posts."""
        return self.late.case_forms()

    @cached_property
    def numbering(self) -> NumberingService:
        """The numbering schemes."""
        return self.late.numbering()

    @cached_property
    def years(self) -> YearService:
        """The classes of the school from year to year."""
        return self.late.years()

    @cached_property
    def letters(self) -> LetterService:
        """The school's papers."""
        return self.late.letters()

    @cached_property
    def extracts(self) -> ExtractService:
        """The papers printed from the record and never numbered."""
        return self.late.extracts()

    @cached_property
    def register(self) -> RegisterService:
        """The register of papers."""
        return self.late.register()

    @cached_property
    def page_check(self) -> PageCheckService:
        """The official banners and the check of a page."""
        return self.late.page_check()

    @cached_property
    def layouts(self) -> LayoutService:
        """The layout profiles and the choice for each kind of paper."""
        return self.late.layouts()

    @cached_property
    def texts(self) -> TextService:
        """The texts of the papers."""
        return self.late.texts()

    @cached_property
    def destruction(self) -> DestructionService:
        """The destruction of a former coordinator's data."""
        return self.late.destruction()

    @cached_property
    def exchange(self) -> ExchangeService:
        """Tables that come in and go out."""
        return self.late.exchange()

    @cached_property
    def copies(self) -> CopyService:
        """The copies of the file; reads disks, so never in the window's thread."""
        return self.late.copies()

    @cached_property
    def form_drafts(self) -> FormDraftService:
        """What is typed and not yet saved, over a crash."""
        return self.late.form_drafts()

    @cached_property
    def event_log(self) -> EventLog:
        """What left the record or came into it."""
        return self.late.event_log()

    @cached_property
    def protection(self) -> ProtectionService:
        """The password of the file, its recovery sheet, copies to carry."""
        return self.late.protection()
