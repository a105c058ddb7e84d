"""The commands about papers: print or register one, list the register."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop_app.bootstrap import opened
from desktop_app.commands.tools import USAGE, AddCommand, as_json, day, refuse, say
from desktop_app.russian.dates import short_date
from desktop_app.services import labels
from desktop_app.services.container import Services
from desktop_app.services.copies.disk import write_whole
from desktop_app.services.errors import AppError
from desktop_app.services.letters.types import LetterDraft, PaperKind, ProfileName
from desktop_app.services.letters.types import Severity as FindingSeverity


def paper_commands(command: AddCommand) -> dict[str, Callable[[Any], None]]:
    """Return the commands by name, each as what adds it to the subparsers; ``command`` makes its parser."""

    def paper(commands: Any) -> None:
        parser = command(commands, "paper", "письмо или приказ: проект или под номером", _paper)
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("kind", choices=[kind.value for kind in PaperKind])
        parser.add_argument("--out", type=Path, required=True, metavar="X.pdf")
        parser.add_argument("--date", type=day, help="дата бумаги (по умолчанию сегодня)")
        parser.add_argument("--profile", choices=[name.value for name in ProfileName], default="2025")
        parser.add_argument("--register", action="store_true", help="зарегистрировать")
        parser.add_argument("--number", help="номер; без него по порядку нумерации")

    def register(commands: Any) -> None:
        parser = command(commands, "register", "журнал исходящих", _register)
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="ответ для программ")

    return {"paper": paper, "register": register}


def _paper(options: argparse.Namespace) -> int:
    if options.number is not None and not options.register:
        sys.stderr.write("otklik paper: номер даётся только при регистрации, добавьте --register\n")
        return USAGE
    folder = options.out.absolute().parent
    if not folder.is_dir():
        raise AppError(f"Папки нет: {folder}", hint="Создайте её или укажите другую в --out.")
    with opened(options.file, read_only=not options.register) as services:
        directive = services.directives.current()
        current = services.coordinator.current(options.date)
        draft = LetterDraft(
            kind=PaperKind(options.kind),
            directive_id=directive.id if directive else None,
            appointment_id=current.id if current else None,
            profile=ProfileName(options.profile),
            dated=options.date,
        )
        findings = services.letters.findings(draft)
        for finding in findings:
            sys.stderr.write(f"{labels.SEVERITIES[finding.severity]}: {finding.message}\n")
        if not options.register:
            write_whole(options.out, services.letters.preview(draft).pdf)
            say(f"Проект: {options.out}")
            return 0
        if any(finding.severity is FindingSeverity.ERROR for finding in findings):
            return refuse("Бумага не зарегистрирована: исправьте ошибки.")
        return _register_paper(services, draft, options)


def _register_paper(services: Services, draft: LetterDraft, options: argparse.Namespace) -> int:
    """Register and write; the place for the PDF is tried first, so that no number is spent for nothing."""
    with tempfile.TemporaryFile(dir=options.out.absolute().parent):
        pass
    created = services.letters.create(draft)
    try:
        letter = services.letters.register(created.id, number=options.number, on=options.date)
    except AppError:
        services.letters.delete(created.id)
        raise
    write_whole(options.out, services.letters.pdf(letter.id))
    dated = short_date(letter.dated) if letter.dated else ""
    say(f"Зарегистрировано: № {letter.number} от {dated}, листов: {letter.sheets}: {options.out}")
    return 0


def _register(options: argparse.Namespace) -> int:
    with opened(options.file, read_only=True) as services:
        rows = services.register.outgoing()
    if options.json:
        fields = ("number", "date", "kind", "addressee", "subject", "state", "sheets", "sha256")
        say(as_json([{field: getattr(row, field) for field in fields} for row in rows]))
        return 0
    for row in rows:
        state = labels.LETTER_STATES[row.state]
        say(
            f"{row.number} от {short_date(row.date)}  {state}  "
            f"л.: {row.sheets}  {': '.join(filter(None, (row.addressee, row.subject)))}"
        )
    if not rows:
        say("Зарегистрированных бумаг нет.")
    return 0
