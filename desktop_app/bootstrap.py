"""The composition root: paths → database → services. Nothing else wires anything.

The slow libraries are imported here and in the late places named below, never at start-up of the window.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.models.connection import settle, writable
from desktop_app.models.database import Database
from desktop_app.models.keys import Cover, recognise
from desktop_app.models.schema import FileState, create_file, file_state, upgrade
from desktop_app.services.attachments.service import AttachmentService
from desktop_app.services.banners.service import BannerService
from desktop_app.services.clock import Clock, SystemClock
from desktop_app.services.compliance.service import ComplianceService
from desktop_app.services.container import Services
from desktop_app.services.coordinator.service import CoordinatorService
from desktop_app.services.directive.service import DirectiveService
from desktop_app.services.errors import AppError, DamagedError, LockedFileError, NotFoundError, StorageError
from desktop_app.services.history.service import HistoryService
from desktop_app.services.outreach.service import OutreachService
from desktop_app.services.protection.leftovers import remove_left_stages
from desktop_app.services.school.service import SchoolService
from desktop_app.services.store import Store, storage_error

if TYPE_CHECKING:
    from desktop_app.services.coordinator.destruction import DestructionService
    from desktop_app.services.copies.service import CopyService
    from desktop_app.services.event_log import EventLog
    from desktop_app.services.exchange.service import ExchangeService
    from desktop_app.services.form_drafts import FormDraftService
    from desktop_app.services.layouts.profile import LayoutProfile
    from desktop_app.services.layouts.service import LayoutService
    from desktop_app.services.letters.numbering import NumberingService
    from desktop_app.services.letters.register import RegisterService
    from desktop_app.services.letters.service import LetterService
    from desktop_app.services.page_check.service import PageCheckService
    from desktop_app.services.papers.content import PaperContent
    from desktop_app.services.papers.press import PackPart, PaperRenderer, RenderedPaper
    from desktop_app.services.papers.service import ExtractService
    from desktop_app.services.protection.service import ProtectionService
    from desktop_app.services.protection.types import RecoveryPage
    from desktop_app.services.school.case_forms import CaseFormService
    from desktop_app.services.school.years import YearService
    from desktop_app.services.texts.service import TextService

SUFFIX = ".otklik"


class LateRenderer:
    """The renderer, imported when the first page is drawn: ReportLab is not paid for at start-up."""

    def render(
        self, content: PaperContent, profile: LayoutProfile, dated: date | None = None
    ) -> RenderedPaper:
        """Draw ``content`` by ``profile``."""
        return self._real.render(content, profile, dated)

    def final(self, content: PaperContent, profile: LayoutProfile, made_at: datetime) -> RenderedPaper:
        """Draw a paper for the archive."""
        return self._real.final(content, profile, made_at)

    def word(self, content: PaperContent, profile: LayoutProfile, made_at: datetime | None = None) -> bytes:
        """Return the paper as a Word file."""
        return self._real.word(content, profile, made_at)

    def bind(self, parts: Sequence[PackPart]) -> bytes:
        """Return the papers as one PDF."""
        return self._real.bind(parts)

    @cached_property
    def _real(self) -> PaperRenderer:
        from desktop_app.documents.renderer import ReportLabRenderer  # noqa: PLC0415 - the late import, once

        return ReportLabRenderer()


@dataclass(frozen=True, slots=True)
class ImportedLate:
    """The services no first screen needs, with the words and rules of the papers: imported when asked for."""

    store: Store
    clock: Clock

    def years(self) -> YearService:
        """Build the service of school years."""
        from desktop_app.services.school.years import YearService  # noqa: PLC0415 - as the class says

        return YearService(self.store, self.clock)

    def case_forms(self) -> CaseFormService:
        """Build the service of case forms."""
        from desktop_app.services.school.case_forms import CaseFormService  # noqa: PLC0415 - as the class says

        return CaseFormService(self.store)

    def numbering(self) -> NumberingService:
        """Build the service of numbers."""
        from desktop_app.services.letters.numbering import NumberingService  # noqa: PLC0415

        return NumberingService(self.store, self.clock)

    def letters(self) -> LetterService:
        """Build the service of papers."""
        from desktop_app.services.letters.service import LetterService  # noqa: PLC0415

        return LetterService(self.store, self.clock, LateRenderer())

    def extracts(self) -> ExtractService:
        """Build the service of papers printed from the record."""
        from desktop_app.services.papers.service import ExtractService  # noqa: PLC0415

        return ExtractService(self.store, self.clock, LateRenderer())

    def register(self) -> RegisterService:
        """Build the service of the register."""
        from desktop_app.services.letters.register import RegisterService  # noqa: PLC0415

        return RegisterService(self.store)

    def page_check(self) -> PageCheckService:
        """Build the service that looks for the banner in a page."""
        from desktop_app.services.page_check.service import PageCheckService  # noqa: PLC0415

        return PageCheckService(self.store, self.clock)

    def layouts(self) -> LayoutService:
        """Build the service of layout profiles."""
        from desktop_app.services.layouts.service import LayoutService  # noqa: PLC0415

        return LayoutService(self.store, self.clock)

    def texts(self) -> TextService:
        """Build the service of the papers' texts."""
        from desktop_app.services.texts.service import TextService  # noqa: PLC0415

        return TextService(self.store, self.clock)

    def destruction(self) -> DestructionService:
        """Build the service that destroys a former coordinator's data."""
        from desktop_app.services.coordinator.destruction import DestructionService  # noqa: PLC0415

        return DestructionService(self.store, self.clock, LateRenderer())

    def exchange(self) -> ExchangeService:
        """Build the service of tables that come in and go out."""
        from desktop_app.services.exchange.service import ExchangeService  # noqa: PLC0415

        return ExchangeService(self.store, self.clock)

    def copies(self) -> CopyService:
        """Build the service of the file's copies."""
        from desktop_app.services.copies.service import CopyService  # noqa: PLC0415

        return CopyService(self.store.path, self.clock)

    def form_drafts(self) -> FormDraftService:
        """Build the service of typing not yet saved."""
        from desktop_app.services.form_drafts import FormDraftService  # noqa: PLC0415

        return FormDraftService(self.store, self.clock)

    def event_log(self) -> EventLog:
        """Build the log of what was done with the record."""
        from desktop_app.services.event_log import EventLog  # noqa: PLC0415

        return EventLog(self.store, self.clock)

    def protection(self) -> ProtectionService:
        """Build the service of the file's password."""
        from desktop_app.services.protection.service import ProtectionService  # noqa: PLC0415

        return ProtectionService(self.store, self.clock, _recovery_press)


def _recovery_press(page: RecoveryPage) -> bytes:
    from desktop_app.documents.recovery_page import recovery_page  # noqa: PLC0415 - brings ReportLab

    return recovery_page(page)


def open_database(path: Path, *, read_only: bool = False) -> Database:
    """Open a data file, bringing an old one up to date after a verified copy.

    A newer file, and one that may not be written, is opened for reading only. Raises ``NotFoundError``,
    ``LockedFileError`` for an encrypted file whose password was not typed, and ``StorageError``.
    """
    if not path.exists():
        raise NotFoundError(f"Файла нет: {path}", hint="Проверьте имя и папку.")
    if path.is_dir():
        raise NotFoundError(f"Это папка, а не файл: {path}", hint="Укажите файл с окончанием .otklik.")
    remove_left_stages(path)
    try:
        if writable(path):
            with suppress(sqlite3.Error):  # what is wrong is said when it is opened
                if recognise(path) is not Cover.LOCKED:
                    settle(path)  # a header written by an upgrade that was cut short would lie
        state = file_state(path)
        if state is FileState.LOCKED:
            raise LockedFileError(path)
        if state is FileState.FOREIGN:
            raise DamagedError(
                f"Это не файл программы «Отклик» или он повреждён: {path.name}",
                hint="Выберите файл с окончанием .otklik или резервную копию.",
            )
        read_only = read_only or state is FileState.NEWER or not writable(path)
        if state is FileState.OLD and read_only:
            raise StorageError(
                "Файл записан прежней версией программы, и его сначала надо обновить.",
                hint="Откройте его в окне программы там, где разрешена запись: сначала сделается копия.",
            )
        if state is FileState.OLD:
            _bring_up_to_date(path)
        return Database(path, read_only=read_only)
    except (OSError, sqlite3.Error) as error:
        raise storage_error(error) from error


def _bring_up_to_date(path: Path) -> None:
    # once in a file's life
    from desktop_app.services.copies.disk import in_russian  # noqa: PLC0415
    from desktop_app.services.copies.service import CopyService  # noqa: PLC0415
    from desktop_app.services.event_log import LogKind, note_apart  # noqa: PLC0415

    CopyService(path, SystemClock()).make()
    with in_russian("файл не обновлён и остался прежним"):
        upgrade(path)
    sentence = "Файл обновлён для этой версии программы, перед этим сделана копия."
    note_apart(path, LogKind.MIGRATION, sentence, SystemClock().now())


def build_services(database: Database, clock: Clock | None = None) -> Services:
    """Build every service over one open file."""
    clock = clock or SystemClock()
    store = Store(database, clock)
    return Services(
        store=store,
        history=HistoryService(store),
        school=SchoolService(store),
        directives=DirectiveService(store),
        attachments=AttachmentService(store),
        coordinator=CoordinatorService(store, clock),
        banners=BannerService(store, clock),
        outreach=OutreachService(store, clock),
        compliance=ComplianceService(store, clock),
        late=ImportedLate(store, clock),
    )


@contextmanager
def opened(path: Path, *, read_only: bool = False, clock: Clock | None = None) -> Iterator[Services]:
    """Open a data file for the length of a ``with`` block."""
    database = open_database(path, read_only=read_only)
    try:
        yield build_services(database, clock)
    finally:
        database.close()


def new_file(path: Path, fill: Callable[[Services], object], *, clock: Clock | None = None) -> None:
    """Make a data file and ``fill`` it; all or nothing, and never over a file that exists.

    The file is made beside its place under another name and gets its own only when it is whole.
    """
    from desktop_app.services.copies.disk import UNFINISHED, in_russian  # noqa: PLC0415 - once in a file's life

    _refuse_existing(path)
    with in_russian("файл не создан"):
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=UNFINISHED, dir=path.parent) as folder:
            unfinished = Path(folder) / path.name
            create_file(unfinished)
            database = Database(unfinished)
            try:
                services = build_services(database, clock)
                fill(services)
                services.history.seal()
            finally:
                database.close()
            _move_without_overwriting(unfinished, path)


def _refuse_existing(path: Path) -> None:
    if path.exists():
        raise AppError(
            f"Файл уже есть и не будет заменён: {path}", hint="Укажите другое имя или уберите этот файл."
        )


def _move_without_overwriting(source: Path, target: Path) -> None:
    """Give the finished file its name; a file that appeared meanwhile is left alone."""
    try:
        os.link(source, target)
    except FileExistsError:
        _refuse_existing(target)
    except OSError:  # no hard links on FAT sticks and some shares
        _refuse_existing(target)
        source.rename(target)
