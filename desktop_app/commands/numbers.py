"""The command about numbers: show the next ones, keep one in reserve, give one up."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop_app.bootstrap import opened
from desktop_app.commands.tools import USAGE, AddCommand, as_json, day, say, warn
from desktop_app.russian.dates import short_date
from desktop_app.services.container import Services
from desktop_app.services.errors import AppError
from desktop_app.services.school.types import NumberSeries

MOST = 1000
"""So many numbers may be shown in advance."""


def number_commands(command: AddCommand) -> dict[str, Callable[[Any], None]]:
    """Return the command by name, as what adds it to the subparsers; ``command`` makes its parser."""

    def number(commands: Any) -> None:
        text = "следующие номера; ни один не выдаётся, пока бумага не зарегистрирована"
        parser = command(commands, "number", text, _number)
        parser.add_argument("file", type=Path, metavar="ФАЙЛ")
        parser.add_argument(
            "--series", choices=[series.value for series in NumberSeries], default="outgoing", help="журнал"
        )
        parser.add_argument("--date", type=day, help="дата бумаги (по умолчанию сегодня)")
        parser.add_argument("--preview", type=_count, default=3, metavar="N", help="сколько показать")
        parser.add_argument("--json", action="store_true", help="ответ для программ")
        either = parser.add_mutually_exclusive_group()
        either.add_argument(
            "--reserve", metavar="ЗАМЕТКА", help="оставить номер для бумаги, о которой заметка"
        )
        either.add_argument("--release", metavar="НОМЕР", help="освободить номер из резерва")
        parser.add_argument("--number", help="какой номер оставить; без него следующий по порядку")
        parser.add_argument("--reason", help="почему номер не понадобился")

    return {"number": number}


def _count(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= MOST):
        raise argparse.ArgumentTypeError(f"«{text}» не число от 1 до {MOST}")
    return int(text)


def _number(options: argparse.Namespace) -> int:
    if (options.number is not None and options.reserve is None) or (
        (options.reason is None) != (options.release is None)
    ):
        warn("otklik number: --number нужен только с --reserve, а --release только вместе с --reason")
        return USAGE
    series = NumberSeries(options.series)
    changes = options.reserve is not None or options.release is not None
    with opened(options.file, read_only=not changes) as services:
        on = options.date or services.numbering.today()
        if options.reserve is not None:
            return _reserve(services, series, options, on.year)
        if options.release is not None:
            return _release(services, series, options, on.year)
        numbers = services.numbering.preview(series, on, options.preview)
        held = services.numbering.reserved(series, on.year)
    if options.json:
        reserved = [{"number": row.number, "note": row.note, "reserved_on": row.reserved_on} for row in held]
        say(as_json({"series": series, "date": on, "next": list(numbers), "reserved": reserved}))
        return 0
    for number in numbers:
        say(number)
    for row in held:
        say(f"В резерве: {row.number} с {short_date(row.reserved_on)}, {row.note}")
    return 0


def _reserve(services: Services, series: NumberSeries, options: argparse.Namespace, year: int) -> int:
    row = services.numbering.reserve(series, options.reserve, options.number, options.date)
    if options.json:
        say(as_json({"series": series, "year": year, "number": row.number, "note": row.note}))
    else:
        say(f"Зарезервирован № {row.number} за {year} год: {row.note}")
    return 0


def _release(services: Services, series: NumberSeries, options: argparse.Namespace, year: int) -> int:
    held = services.numbering.reserved(series, year)
    found = next((row for row in held if row.number == options.release.strip()), None)
    if found is None:
        known = ", ".join(row.number for row in held)
        raise AppError(
            f"В резерве за {year} год нет номера {options.release}.",
            hint=f"Есть: {known}." if known else "Год задаёт --date, журнал задаёт --series.",
        )
    row = services.numbering.release(found.id, options.reason)
    if options.json:
        say(as_json({"series": series, "year": year, "number": row.number, "reason": row.reason}))
    else:
        say(f"Освобождён № {row.number} за {year} год: {row.reason}")
    return 0
