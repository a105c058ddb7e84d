"""The commands about copies: make one, list them, put one back."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from desktop_app.bootstrap import opened
from desktop_app.commands.secrets import COPY_VARIABLE, add_option, typed_password
from desktop_app.commands.tools import REFUSED, AddCommand, say
from desktop_app.models.keys import key_of
from desktop_app.services.clock import SystemClock
from desktop_app.services.copies.service import (
    CopyRow,
    CopyService,
    Place,
    PlaceKind,
    Tier,
    list_copies,
    restore,
    verify_copy,
)
from desktop_app.services.errors import AppError, NotFoundError

_TIERS = {
    Tier.DAILY: "за день",
    Tier.WEEKLY: "за неделю",
    Tier.MONTHLY: "за месяц",
    Tier.RECENT: "из последних",
    Tier.SPARE: "лишняя",
}


def copy_commands(command: AddCommand) -> dict[str, Callable[[Any], None]]:
    """Return the commands by name, each as what adds it to the subparsers; ``command`` makes its parser."""

    def backup(commands: Any) -> None:
        parser = command(commands, "backup", "проверенная копия файла данных", _backup)
        parser.add_argument("file", type=Path, metavar="FILE")
        where = "папка копии (по умолчанию «Копии» рядом с файлом)"
        parser.add_argument("--to", type=Path, metavar="DIR", help=where)
        parser.add_argument(
            "--encrypted", action="store_true", help="одна копия под своим паролем, для флешки"
        )
        add_option(parser, "--copy-password-file", f"файл с паролем копии; иначе {COPY_VARIABLE}")

    def back(commands: Any) -> None:
        parser = command(commands, "restore", "вернуть файл данных из копии, отложив нынешний", _restore)
        parser.add_argument("copy", type=Path, metavar="COPY")
        parser.add_argument("file", type=Path, metavar="FILE")

    def copies(commands: Any) -> None:
        parser = command(commands, "copies", "какие копии есть и целы ли они", _copies)
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--from", dest="folder", type=Path, metavar="DIR", help="папка копий")
        parser.add_argument("--second", type=Path, metavar="DIR", help="делать вторую копию и в эту папку")
        parser.add_argument("--no-second", action="store_true", help="второй копии больше не делать")
        parser.add_argument("--check", action="store_true", help="прочесть и проверить каждую целиком")

    return {"backup": backup, "restore": back, "copies": copies}


def _backup(options: argparse.Namespace) -> int:
    if options.encrypted:
        return _carry(options)
    service = CopyService(options.file, SystemClock())
    row = service.make_noted(options.to)
    say(f"Копия проверена: {row.path}")
    for place in service.places()[1:] if options.to is None else ():
        say(_place(place))
    return 0


def _carry(options: argparse.Namespace) -> int:
    if options.to is None:
        raise AppError("Не указана папка для зашифрованной копии.", hint="Укажите её: --to DIR.")
    with opened(options.file) as services:
        password = typed_password(options.copy_password_file, COPY_VARIABLE, "Пароль копии", twice=True)
        say(f"Копия проверена: {services.protection.carry(options.to, password)}")
    return 0


def _restore(options: argparse.Namespace) -> int:
    done = restore(options.copy, options.file, now=SystemClock().now())
    say(f"Восстановлен файл: {done.target}")
    if key_of(done.target) is not None:
        say("Он под тем же паролем, что и копия.")
    if done.safety is not None:
        words = "Прежний файл" if done.whole else "Прежний файл, повреждённый,"
        words = "Прежний файл, под другим паролем и потому не проверенный," if done.locked else words
        say(f"{words} сохранён: {done.safety}")
    return 0


def _copies(options: argparse.Namespace) -> int:
    service = CopyService(options.file, SystemClock(), options.folder)
    if options.no_second:
        service.forget_second()
    elif options.second is not None:
        service.choose_second(options.second)
    found = service.places()
    if not any(_rows(options.file, place) for place in found) and not options.file.exists():
        raise NotFoundError(f"Файла нет: {options.file}", hint="Проверьте имя и папку.")
    bad = [_list(options.file, place, whole=options.check) for place in found]
    return REFUSED if any(bad) else 0


def _rows(file: Path, place: Place) -> tuple[CopyRow, ...]:
    return list_copies(place.folder, file.stem) if place.present else ()


def _list(file: Path, place: Place, *, whole: bool) -> bool:
    """Print one folder of copies; return whether something is wrong with any of them."""
    rows = _rows(file, place)
    say(f"Папка копий: {place.folder}" if place.kind is PlaceKind.MAIN else _place(place))
    if not rows and place.present:
        say("Копий нет.")
    problems = [verify_copy(row.path) if whole else row.problems for row in rows]
    for row, found in zip(rows, problems, strict=True):
        say(_line(row, found or (("Проверена, целая.",) if whole else ())))
    return any(problems)


def _place(place: Place) -> str:
    name = {PlaceKind.LOCAL: "На этом компьютере"}.get(place.kind, "Вторая папка")
    state = "" if place.present else " — не подключена, копия ляжет в неё, когда она появится"
    return f"{name}: {place.folder}{state}" + (f"\n    {place.trouble}" if place.trouble else "")


def _line(row: CopyRow, remarks: Sequence[str]) -> str:
    made = f"{row.made_at.astimezone():%d.%m.%Y %H:%M}"
    size = f"{row.size / 1_048_576:.1f} МБ".replace(".", ",")
    tier = "под вопросом" if row.problems else _TIERS[row.tier]
    line = f"№ {row.sequence}  {made}  {size}  {tier}  {row.path.name}"
    return "\n    ".join((line, *remarks))
