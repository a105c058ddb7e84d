"""The commands about papers: print or register one, list the register."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop_app.bootstrap import opened
from desktop_app.commands.printing import enclosures, print_paper
from desktop_app.commands.tools import AddCommand, as_json, day, say
from desktop_app.russian.dates import short_date
from desktop_app.services import labels
from desktop_app.services.letters.types import PaperKind, ProfileName


def paper_commands(command: AddCommand) -> dict[str, Callable[[Any], None]]:
    """Return the commands by name, each as what adds it to the subparsers; ``command`` makes its parser."""

    def paper(commands: Any) -> None:
        parser = command(
            commands, "paper", "любая бумага по учёту: PDF или Word, проект или под номером", print_paper
        )
        parser.add_argument("file", type=Path, metavar="ФАЙЛ")
        parser.add_argument("kind", metavar="ВИД", choices=[kind.value for kind in PaperKind])
        parser.add_argument("--out", type=Path, required=True, metavar="X.pdf|X.docx")
        parser.add_argument("--date", type=day, help="дата бумаги (по умолчанию сегодня)")
        parser.add_argument(
            "--profile",
            choices=[name.value for name in ProfileName],
            help="оформление (по умолчанию то, что школа выбрала для этого вида бумаг)",
        )
        parser.add_argument(
            "--from",
            dest="since",
            type=day,
            metavar="D",
            help="период с этого дня (по умолчанию с даты письма)",
        )
        parser.add_argument(
            "--to", dest="until", type=day, metavar="D", help="по этот день (по умолчанию по дату бумаги)"
        )
        parser.add_argument("--class", dest="school_class", metavar="5А", help="класс листа ознакомления")
        parser.add_argument(
            "--attach",
            type=enclosures,
            default=(),
            metavar="KIND[:N],…",
            help="приложения к письму и число экземпляров",
        )
        parser.add_argument("--register", action="store_true", help="зарегистрировать")
        parser.add_argument("--number", help="номер; без него по порядку нумерации")
        parser.add_argument("--pack", action="store_true", help="письмо и приложения одним PDF с закладками")

    def register(commands: Any) -> None:
        parser = command(commands, "register", "журнал исходящих", _register)
        parser.add_argument("file", type=Path, metavar="ФАЙЛ")
        parser.add_argument("--json", action="store_true", help="ответ для программ")

    return {"paper": paper, "register": register}


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
