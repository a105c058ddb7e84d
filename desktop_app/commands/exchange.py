"""The commands about tables: take a log in, give the log or the portals out."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from desktop_app.bootstrap import opened
from desktop_app.commands.tools import AddCommand, WholeLinesFormatter, as_json, refuse, say
from desktop_app.russian.dates import short_date
from desktop_app.russian.plurals import count
from desktop_app.services.container import Services
from desktop_app.services.errors import AppError
from desktop_app.services.exchange.encodings import ENCODINGS
from desktop_app.services.exchange.headings import vocabulary
from desktop_app.services.exchange.portal_planning import ADD, ALIKE, CHANGE, LEAVE, PLACED, VERIFIED
from desktop_app.services.exchange.row_questions import ABOVE, LEAVE_BLANK, SKIP_ROWS, TAKE, UNHELD, WHOSE
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

_MOST_SAID: Final = 20
"""More lines than this nobody reads; the answer for programs has them all."""
_NO_FIELD: Final = "-"
"""What leaves a column out."""
_IMPORT_ANSWER: Final = """\
Ответ --json — один объект:
  subject  outreach или portals            ready  можно ли загрузить как есть
  rows     сколько строк загрузится        new    из них новых
  unchanged  порталы без изменений         repeats  повторы строк или записанного
  differing  сколько из повторов с другими числами (какими — в remarks)
  imported   сколько загружено (0 при --dry-run и при отказе)
  contacts, period  сумма контактов и [первый день, последний день] или null
  sheet, encoding   прочитанный лист и кодировка или null
  imported_before   когда этот же файл уже загружали, или null
  columns    [{title, field (null — не загружается), sure}]
  unused     заголовки столбцов, которые не загружаются
  questions  [{key, text, options}]        errors, remarks  [{row, column, value, reason}]
Даты — ГГГГ-ММ-ДД. Код выхода: 0 — загружено или загружать нечего, 1 — отказ, 2 — неверный вызов."""
_EXPORT_ANSWER: Final = """\
Вторая строка заголовков — имена полей карточки: файл читается обратно командой import.
Ответ --json: {subject, rows, out}. Код выхода: 0 — записано, 1 — отказ, 2 — неверный вызов."""

_CHOICES: Final[dict[str, tuple[tuple[str, ...], str]]] = {
    ALIKE: (
        (CHANGE, ADD),
        "портал с тем же названием, но другим адресом или местом: изменить записанный или добавить",
    ),
    VERIFIED: ((PLACED, LEAVE), "«проверен» без снимка: записать как «размещён» или не загружать"),
    ABOVE: ((TAKE, LEAVE_BLANK), "дата не указана: взять из строки выше или считать ошибкой"),
    UNHELD: ((TAKE, SKIP_ROWS), "написано, что мероприятия не было: загрузить строку или пропустить"),
    WHOSE: (
        (),
        "класс не указан: чьи это мероприятия («5А», «вся школа»; take — как в строке выше, leave — ошибка)",
    ),
}
"""Answers about the whole table, each an option of its name; without values any text will do."""


def exchange_commands(command: AddCommand) -> dict[str, Callable[[Any], None]]:
    """Return the commands by name, each as what adds it to the subparsers; ``command`` makes its parser."""

    def take_in(commands: Any) -> None:
        parser = command(commands, "import", "загрузить журнал или список баннеров из таблицы", _import)
        parser.formatter_class = WholeLinesFormatter
        parser.epilog = _IMPORT_ANSWER
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("table", type=Path, metavar="TABLE", help="таблица XLSX, CSV или TSV")
        parser.add_argument("--dry-run", action="store_true", help="только проверить, ничего не записывать")
        parser.add_argument("--json", action="store_true", help="ответ для программ, описан ниже")
        kind = "что в таблице: outreach — журнал, portals — баннеры; без ключа видно по заголовкам"
        parser.add_argument("--kind", choices=[each.value for each in Subject], help=kind)
        columns = "что в столбце; «-» не загружать; поля журнала: {0}; поля баннеров: {1}"
        columns = columns.format(*(", ".join(vocabulary(each).titles) for each in Subject))
        parser.add_argument("--column", action="append", default=[], metavar="СТОЛБЕЦ=ПОЛЕ", help=columns)
        constant = "одно значение поля для всех строк"
        parser.add_argument("--set", action="append", default=[], metavar="ПОЛЕ=ЗНАЧЕНИЕ", help=constant)
        order = "что значит 05/06/2024: dmy — 5 июня, mdy — 6 мая"
        parser.add_argument("--dates", choices=[each.value for each in DateOrder], help=order)
        epoch = "от какого года считаны дни, записанные числом"
        parser.add_argument("--epoch", choices=[each.value for each in Epoch], help=epoch)
        parser.add_argument("--encoding", choices=ENCODINGS, default="", help="кодировка CSV")
        parser.add_argument("--sheet", default="", help="лист книги")
        repeats = "загрузить и то, что уже есть в журнале, и повторы внутри файла"
        parser.add_argument("--with-repeats", action="store_true", help=repeats)
        parser.add_argument("--skip-repeats", action="store_true", help="не загружать повторы (и без ключа)")
        for key, (values, said) in _CHOICES.items():
            parser.add_argument(
                f"--{key}", choices=values or None, metavar=None if values else "КЛАСС", help=said
            )
        parser.add_argument("--again", action="store_true", help="загрузить файл, который уже загружали")

    def give_out(commands: Any) -> None:
        parser = command(commands, "export", "выгрузить журнал или баннеры в XLSX или CSV", _export)
        parser.formatter_class = WholeLinesFormatter
        parser.epilog = _EXPORT_ANSWER
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("subject", choices=[each.value for each in Subject])
        parser.add_argument("--out", type=Path, required=True, metavar="X.xlsx|csv")
        parser.add_argument("--json", action="store_true", help="ответ для программ, описан ниже")

    return {"import": take_in, "export": give_out}


def _import(options: argparse.Namespace) -> int:
    with opened(options.file, read_only=options.dry_run) as services:
        table = services.exchange.read(options.table, sheet=options.sheet, encoding=options.encoding)
        subject = Subject(options.kind) if options.kind else services.exchange.kind_of(table)
        plan = services.exchange.plan(table, _answers(services, table, subject, options), subject=subject)
        refusals = _refusals(plan, again=options.again or options.dry_run)
        imported = 0
        if not refusals and not options.dry_run and plan.coming:
            imported = services.exchange.store(plan)
    if options.json:
        say(as_json({**_as_answer(plan), "imported": imported}))
    else:
        _tell(plan)
    if refusals:
        return refuse(*refusals)
    if not options.json:
        say(_done(plan, dry=options.dry_run))
    return 0


def _done(plan: ImportPlan, *, dry: bool) -> str:
    if not plan.coming:
        differing = f", но числа другие, строк: {plan.differing}" if plan.differing else ""
        return f"Загружать нечего: всё это уже записано{differing}."
    rows = count(plan.coming, "мероприятие", "мероприятия", "мероприятий")
    if plan.subject is Subject.PORTALS:
        rows = count(plan.coming, "портал", "портала", "порталов")
        rows += f" (новых {plan.new_portals}, без изменений осталось {plan.unchanged})"
    return f"Загрузилось бы: {rows}." if dry else f"Загружено: {rows}."


def _export(options: argparse.Namespace) -> int:
    folder = options.out.absolute().parent
    if not folder.is_dir():
        raise AppError(f"Папки нет: {folder}", hint="Создайте её или укажите другую в --out.")
    with opened(options.file) as services:
        rows = services.exchange.export(Subject(options.subject), options.out)
    if options.json:
        say(as_json({"subject": options.subject, "rows": rows, "out": str(options.out)}))
    else:
        say(f"Выгружено: {count(rows, 'строка', 'строки', 'строк')}: {options.out}")
    return 0


def _answers(services: Services, table: RawTable, subject: Subject, options: argparse.Namespace) -> Answers:
    """Turn the options into answers; columns are named by their headings."""
    seen = services.exchange.plan(table, subject=subject).columns if options.column else ()
    places = {column.title.casefold(): column.place for column in seen}
    columns = {}
    for title, field in map(_pair, options.column):
        if title.casefold() not in places:
            raise AppError(f"Столбца «{title}» в таблице нет.", hint=f"Есть: {', '.join(places)}.")
        columns[places[title.casefold()]] = SKIP if field == _NO_FIELD else _field(field, subject)
    return Answers(
        columns=columns,
        constants={_field(field, subject): value for field, value in map(_pair, options.set)},
        date_order=DateOrder(options.dates) if options.dates else None,
        epoch=Epoch(options.epoch) if options.epoch else None,
        skip_repeats=options.skip_repeats or not options.with_repeats,
        choices={key: given for key in _CHOICES if (given := getattr(options, key))},
    )


def _pair(text: str) -> tuple[str, str]:
    name, sign, value = text.rpartition("=")
    if not sign:
        raise AppError(f"Здесь нужен знак «=»: {text}")
    return name.strip(), value.strip()


def _field(name: str, subject: Subject) -> str:
    titles = vocabulary(subject).titles
    if name not in titles:
        raise AppError(f"Поля «{name}» нет.", hint=f"Есть: {', '.join(titles)}.")
    return name


def _refusals(plan: ImportPlan, *, again: bool) -> list[str]:
    """Return why the plan is not stored, one sentence each."""
    sentences = [f"{question.text} {_way_out(question)}".strip() for question in plan.questions]
    if plan.errors:
        rows = len({error.row for error in plan.errors})
        sentences.append(f"Ничего не загружено: ошибки в {rows} стр. таблицы.")
    if not plan.coming and not plan.repeats and not plan.unchanged and not sentences:
        what = "порталов" if plan.subject is Subject.PORTALS else "мероприятий"
        sentences.append(f"Загружать нечего: в таблице нет {what}.")
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
        "alike": "Укажите --alike change или --alike add.",
        "verified": "Укажите --verified placed или --verified skip.",
        "above": "Укажите --above take или --above leave.",
        "unheld": "Укажите --unheld skip или --unheld take.",
        "whose": f"Укажите {' или '.join(_whose(*option) for option in question.options)}.",
        "sheet": "Укажите --sheet «название».",
        "epoch": "Укажите --epoch 1900 или --epoch 1904.",
        "encoding": f"Укажите --encoding: {', '.join(value for value, _ in question.options)}.",
    }.get(kind, "")


def _whose(value: str, label: str) -> str:
    """Return «--whose "вся школа"», with what it means where the value does not say it."""
    option = f'--whose "{value}"' if " " in value else f"--whose {value}"
    return option if label == value else f"{option} ({label})"


def _tell(plan: ImportPlan) -> None:
    for column in plan.columns:
        meant = vocabulary(plan.subject).titles.get(column.field, "не загружается")
        say(f"{column.title or '—'}: {meant}{'' if column.sure else ' (?)'}")
    remarks = sorted(plan.remarks, key=lambda row: not row.differs)
    for kind, rows in (("Ошибка", plan.errors), ("Замечание", remarks)):
        for row in rows[:_MOST_SAID]:
            say(f"{kind}: строка {row.row}, «{row.column}», «{row.value}»: {row.reason}")
        if len(rows) > _MOST_SAID:
            say(f"… и ещё {len(rows) - _MOST_SAID}; все — в ответе --json.")
    if plan.seen_on is not None:
        say(f"Этот файл уже загружали {short_date(plan.seen_on)}, строк: {plan.seen_entries}.")


def _as_answer(plan: ImportPlan) -> dict[str, Any]:
    return {
        "subject": plan.subject.value,
        "ready": plan.ready,
        "rows": plan.coming,
        "new": plan.new_portals if plan.subject is Subject.PORTALS else plan.coming,
        "unchanged": plan.unchanged,
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
        "differing": plan.differing,
        "imported_before": plan.seen_on,
    }


def _as_row(row: RowRemark) -> dict[str, Any]:
    return {"row": row.row, "column": row.column, "value": row.value, "reason": row.reason}
