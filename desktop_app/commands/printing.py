"""The work of ``otklik paper``: one paper as a PDF or a Word file, a draft or under a number."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path
from typing import Final

from desktop_app.bootstrap import opened
from desktop_app.commands.tools import USAGE, refuse, say, warn
from desktop_app.russian.dates import short_date
from desktop_app.services import labels
from desktop_app.services.clock import SystemClock
from desktop_app.services.container import Services
from desktop_app.services.copies.disk import write_whole
from desktop_app.services.errors import AppError, NotFoundError
from desktop_app.services.event_log import LogKind, note_apart, paper_saved
from desktop_app.services.letters.drafting import draft_errors
from desktop_app.services.letters.types import (
    EXTRACTS,
    EnclosureDraft,
    ExtractDraft,
    LetterDraft,
    PaperKind,
    ProfileName,
    Severity,
)
from desktop_app.services.school.class_names import read_classes
from desktop_app.services.validation import require_valid

WORD: Final = ".docx"
PDF: Final = ".pdf"
_TIMELESS: Final = frozenset({PaperKind.ORDER, PaperKind.MEMO})
"""Papers that tell of no period."""


def print_paper(options: argparse.Namespace) -> int:
    """Write the paper asked for; register it first when that is asked for too."""
    wrong = _wrong_together(options)
    if wrong:
        warn(f"otklik paper: {wrong}")
        return USAGE
    folder = options.out.absolute().parent
    if not folder.is_dir():
        raise AppError(f"Папки нет: {folder}", hint="Создайте её или укажите другую в --out.")
    with opened(options.file, read_only=not options.register) as services:
        work = _extract if PaperKind(options.kind) in EXTRACTS else _letter
        code, number = work(services, options)
    if code == 0:
        sentence = paper_saved(PaperKind(options.kind), number, options.out.suffix.lstrip("."))
        if options.register:  # printing a draft leaves the file as it was
            note_apart(options.file, LogKind.EXPORT, sentence, SystemClock().now())
    return code


def enclosure(text: str) -> EnclosureDraft:
    """Read «banner_report» or «memo:30», a paper to attach and its copies."""
    name, _, copies = text.strip().partition(":")
    try:
        return EnclosureDraft(kind=PaperKind(name), copies=int(copies or 1))
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"«{text}» не бумага: пишите banner_report или memo:30") from error


def enclosures(text: str) -> tuple[EnclosureDraft, ...]:
    """Read the papers to attach, divided by commas."""
    return tuple(enclosure(part) for part in text.split(",") if part.strip())


def _wrong_together(options: argparse.Namespace) -> str:
    """Return what cannot be asked for together; empty when all is well."""
    kind = PaperKind(options.kind)
    extract, numbered = kind in EXTRACTS, options.number is not None
    wrong = (
        (options.out.suffix.lower() not in {WORD, PDF}, "имя в --out должно кончаться на .pdf или .docx"),
        (extract and options.register, "эта бумага не регистрируется, уберите --register"),
        (numbered and not options.register, "номер даётся только при регистрации, добавьте --register"),
        (options.attach and kind is not PaperKind.CONFIRMATION, "приложения бывают только у письма"),
        (options.pack and not options.attach, "комплект — это письмо с приложениями, укажите их в --attach"),
        (options.pack and _is_word(options.out), "комплект бывает только в PDF"),
        (kind is PaperKind.CLASS_SHEET and not options.school_class, "укажите класс: --class 5А"),
        (options.school_class and kind is not PaperKind.CLASS_SHEET, "класс нужен только листу ознакомления"),
        ((options.since or options.until) and kind in _TIMELESS, "у этой бумаги нет периода"),
    )  # fmt: skip
    return next((sentence for met, sentence in wrong if met), "")


def _extract(services: Services, options: argparse.Namespace) -> tuple[int, None]:
    wanted = ExtractDraft(
        kind=PaperKind(options.kind),
        profile=_profile(services, options),
        dated=options.date,
        since=options.since,
        until=options.until,
        class_id=_class_id(services, options.school_class) if options.school_class else None,
    )
    if _is_word(options.out):
        write_whole(options.out, services.extracts.word(wanted))
        say(f"Готово: {options.out}")
        return 0, None
    pages = services.extracts.preview(wanted)
    for warning in pages.warnings:
        warn(f"{labels.SEVERITIES[Severity.WARNING]}: {warning}")
    write_whole(options.out, pages.pdf)
    say(f"Готово, листов: {pages.sheets}: {options.out}")
    return 0, None


def _class_id(services: Services, name: str) -> int:
    """Find one class of the school by its name; raises ``NotFoundError`` naming those there are."""
    classes = services.school.classes()
    found, unknown = read_classes(name, classes)
    if unknown or len(found) != 1:
        known = ", ".join(row.name for row in classes)
        hint = f"Классы школы: {known}." if known else "Классы записывают в окне: «Школа» → «Классы»."
        raise NotFoundError(f"Нет такого класса: «{name}».", hint=hint)
    return found[0]


def _letter(services: Services, options: argparse.Namespace) -> tuple[int, str | None]:
    draft = _draft(services, options)
    require_valid(draft_errors(draft))
    findings = services.letters.findings(draft)
    for finding in findings:
        warn(f"{labels.SEVERITIES[finding.severity]}: {finding.message} ({finding.clause})")
    if not options.register:
        write_whole(options.out, _file(services, draft, options))
        say(f"Проект: {options.out}")
        return 0, None
    if any(finding.severity is Severity.ERROR for finding in findings):
        return refuse("Бумага не зарегистрирована: исправьте ошибки."), None
    return _register(services, draft, options)


def _draft(services: Services, options: argparse.Namespace) -> LetterDraft:
    directive = services.compliance.in_work()
    current = services.coordinator.current(options.date)
    return LetterDraft(
        kind=PaperKind(options.kind),
        directive_id=directive.id if directive else None,
        appointment_id=current.id if current else None,
        profile=_profile(services, options),
        dated=options.date,
        since=options.since,
        until=options.until,
        enclosures=options.attach,
    )


def _profile(services: Services, options: argparse.Namespace) -> ProfileName:
    """Return the layout asked for, else the one the school chose for this kind of paper."""
    if options.profile is not None:
        return ProfileName(options.profile)
    return services.layouts.choice(PaperKind(options.kind)).profile


def _register(services: Services, draft: LetterDraft, options: argparse.Namespace) -> tuple[int, str | None]:
    """Register and write; the place for the file is tried first, so that no number is spent for nothing."""
    with tempfile.TemporaryFile(dir=options.out.absolute().parent):
        pass
    created = services.letters.create(draft)
    try:
        letter = services.letters.register(created.id, number=options.number, on=options.date)
    except AppError:
        services.letters.delete(created.id)
        raise
    write_whole(options.out, _file(services, letter.id, options))
    dated = short_date(letter.dated) if letter.dated else ""
    enclosed = "".join(f", {one.title}: {one.sheets} л. в {one.copies} экз." for one in letter.enclosures)
    say(f"Зарегистрировано: № {letter.number} от {dated}, листов: {letter.sheets}{enclosed}: {options.out}")
    return 0, letter.number


def _file(services: Services, paper: LetterDraft | int, options: argparse.Namespace) -> bytes:
    """Return the bytes asked for: Word, the whole set, or the paper alone."""
    if _is_word(options.out):
        return services.letters.word(paper)
    return services.letters.pack(paper) if options.pack else services.letters.preview(paper).pdf


def _is_word(path: Path) -> bool:
    return path.suffix.lower() == WORD
