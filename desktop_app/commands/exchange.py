"""The commands about tables: take a log in, give the log or the portals out."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from desktop_app.bootstrap import opened
from desktop_app.commands.tools import AddCommand, as_json, refuse, say
from desktop_app.russian.dates import short_date
from desktop_app.russian.plurals import count
from desktop_app.services.container import Services
from desktop_app.services.errors import AppError
from desktop_app.services.exchange.encodings import ENCODINGS
from desktop_app.services.exchange.headings import TITLES
from desktop_app.services.exchange.types import (
    SKIP,
    Answers,
    DateOrder,
    Epoch,
    ImportPlan,
    Question,
    RawTable,
    RowRemark,
    Subject,
)

_NO_FIELD: Final = "-"
"""What leaves a column out."""


def exchange_commands(command: AddCommand) -> dict[str, Callable[[Any], None]]:
    """Return the commands by name, each as what adds it to the subparsers; ``command`` makes its parser."""

    def take_in(commands: Any) -> None:
        parser = command(commands, "import", "загрузить журнал работы с родителями из таблицы", _import)
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("table", type=Path, metavar="log.xlsx|csv")
        parser.add_argument("--dry-run", action="store_true", help="только проверить, ничего не записывать")
        parser.add_argument("--json", action="store_true", help="ответ для программ")
        columns = f"что в столбце; поля: {', '.join(TITLES)}; «-» не загружать"
        parser.add_argument("--column", action="append", default=[], metavar="СТОЛБЕЦ=ПОЛЕ", help=columns)
        constant = "одно значение поля для всех строк"
        parser.add_argument("--set", action="append", default=[], metavar="ПОЛЕ=ЗНАЧЕНИЕ", help=constant)
        order = "что значит 05/06/2024: dmy — 5 июня, mdy — 6 мая"
        parser.add_argument("--dates", choices=[each.value for each in DateOrder], help=order)
        epoch = "от какого года считаны дни, записанные числом"
        parser.add_argument("--epoch", choices=[each.value for each in Epoch], help=epoch)
        parser.add_argument("--encoding", choices=ENCODINGS, default="", help="кодировка CSV")
        parser.add_argument("--sheet", default="", help="лист книги")
        repeats = "не загружать то, что уже есть в журнале, и повторы внутри файла"
        parser.add_argument("--skip-repeats", action="store_true", help=repeats)
        parser.add_argument("--again", action="store_true", help="загрузить файл, который уже загружали")

    def give_out(commands: Any) -> None:
        parser = command(commands, "export", "выгрузить журнал или баннеры в XLSX или CSV", _export)
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("subject", choices=[each.value for each in Subject])
        parser.add_argument("--out", type=Path, required=True, metavar="X.xlsx|csv")

    return {"import": take_in, "export": give_out}


def _import(options: argparse.Namespace) -> int:
    with opened(options.file, read_only=options.dry_run) as services:
        table = services.exchange.read(options.table, sheet=options.sheet, encoding=options.encoding)
        plan = services.exchange.plan(table, _answers(services, table, options))
        refusals = _refusals(plan, again=options.again or options.dry_run)
        imported = 0
        if not refusals and not options.dry_run:
            imported = services.exchange.store(plan)
    if options.json:
        say(as_json({**_as_answer(plan), "imported": imported}))
    else:
        _tell(plan)
    if refusals:
        return refuse(*refusals)
    if not options.json:
        events = count(len(plan.drafts), "мероприятие", "мероприятия", "мероприятий")
        say(f"Загрузилось бы: {events}." if options.dry_run else f"Загружено: {events}.")
    return 0


def _export(options: argparse.Namespace) -> int:
    folder = options.out.absolute().parent
    if not folder.is_dir():
        raise AppError(f"Папки нет: {folder}", hint="Создайте её или укажите другую в --out.")
    with opened(options.file) as services:
        rows = services.exchange.export(Subject(options.subject), options.out)
    say(f"Выгружено: {count(rows, 'строка', 'строки', 'строк')}: {options.out}")
    return 0


def _answers(services: Services, table: RawTable, options: argparse.Namespace) -> Answers:
    """Turn the options into answers; columns are named by their headings."""
    places = {column.title.casefold(): column.place for column in services.exchange.plan(table).columns}
    columns = {}
    for title, field in map(_pair, options.column):
        if title.casefold() not in places:
            raise AppError(f"Столбца «{title}» в таблице нет.", hint=f"Есть: {', '.join(places)}.")
        columns[places[title.casefold()]] = SKIP if field == _NO_FIELD else _field(field)
    return Answers(
        columns=columns,
        constants={_field(field): value for field, value in map(_pair, options.set)},
        date_order=DateOrder(options.dates) if options.dates else None,
        epoch=Epoch(options.epoch) if options.epoch else None,
        skip_repeats=options.skip_repeats,
    )


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.rpartition("=")
    if not sign:
        raise AppError(f"Здесь нужен знак «=»: {text}")
    return name.strip(), value.strip()


def _field(name: str) -> str:
    if name not in TITLES:
        raise AppError(f"Поля «{name}» нет.", hint=f"Есть: {', '.join(TITLES)}.")
    return name


def _refusals(plan: ImportPlan, *, again: bool) -> list[str]:
    """Return why the plan is not stored, one sentence each."""
    sentences = [f"{question.text} {_way_out(question)}".strip() for question in plan.questions]
    if plan.errors:
        rows = len({error.row for error in plan.errors})
        sentences.append(f"Ничего не загружено: ошибки в {rows} стр. таблицы.")
    if not plan.drafts and not sentences:
        left_out = " новых" if plan.repeats else ""
        sentences.append(f"Загружать нечего: в таблице нет{left_out} мероприятий.")
    if plan.seen_on is not None and not again:
        day = short_date(plan.seen_on)
        sentences.append(f"Этот файл уже загружен {day}. Если это нужно ещё раз, добавьте --again.")
    return sentences


def _way_out(question: Question) -> str:
    kind, _, what = question.key.partition(":")
    return {
        "missing": f"Укажите его: --column «заголовок»={what} или --set {what}=значение.",
        "column": "Подтвердите: --column «заголовок»=поле, или «-», чтобы не загружать.",
        "date_order": "Укажите --dates dmy или --dates mdy.",
        "epoch": "Укажите --epoch 1900 или --epoch 1904.",
        "encoding": f"Укажите --encoding: {', '.join(value for value, _ in question.options)}.",
    }.get(kind, "")


def _tell(plan: ImportPlan) -> None:
    for column in plan.columns:
        meant = TITLES.get(column.field, "не загружается")
        say(f"{column.title or '—'}: {meant}{'' if column.sure else ' (?)'}")
    for kind, rows in (("Ошибка", plan.errors), ("Замечание", plan.remarks)):
        for row in rows:
            say(f"{kind}: строка {row.row}, «{row.column}», «{row.value}»: {row.reason}")
    if plan.seen_on is not None:
        say(f"Этот файл уже загружали {short_date(plan.seen_on)}, строк: {plan.seen_entries}.")


def _as_answer(plan: ImportPlan) -> dict[str, Any]:
    return {
        "ready": plan.ready,
        "rows": len(plan.drafts),
        "contacts": plan.contacts,
        "period": list(plan.period) if plan.period else None,
        "sheet": plan.source.sheet or None,
        "encoding": plan.source.encoding or None,
        "columns": [
            {"title": column.title, "field": column.field or None, "sure": column.sure}
            for column in plan.columns
        ],
        "unused": list(plan.unused),
        "questions": [
            {"key": each.key, "text": each.text, "options": [value for value, _ in each.options]}
            for each in plan.questions
        ],
        "errors": list(map(_as_row, plan.errors)),
        "remarks": list(map(_as_row, plan.remarks)),
        "repeats": plan.repeats,
        "imported_before": plan.seen_on,
    }


def _as_row(row: RowRemark) -> dict[str, Any]:
    return {"row": row.row, "column": row.column, "value": row.value, "reason": row.reason}
