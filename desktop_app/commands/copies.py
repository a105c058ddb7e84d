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
from desktop_app.services.copies.service import CopyRow, CopyService, Tier, restore, verify_copy
from desktop_app.services.errors import AppError, NotFoundError
from desktop_app.services.event_log import LogKind, note_apart

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
        parser.add_argument("--check", action="store_true", help="прочесть и проверить каждую целиком")

    return {"backup": backup, "restore": back, "copies": copies}


def _backup(options: argparse.Namespace) -> int:
    if options.encrypted:
        return _carry(options)
    row = CopyService(options.file, SystemClock()).make(options.to)
    note_apart(options.file, LogKind.COPY, f"Сделана копия № {row.sequence}.", SystemClock().now())
    say(f"Копия проверена: {row.path}")
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
    rows = service.rows()
    if not rows and not options.file.exists():
        raise NotFoundError(f"Файла нет: {options.file}", hint="Проверьте имя и папку.")
    say(f"Папка копий: {service.folder}")
    if not rows:
        say("Копий нет.")
    problems = [verify_copy(row.path) if options.check else row.problems for row in rows]
    for row, found in zip(rows, problems, strict=True):
        say(_line(row, found or (("Проверена, целая.",) if options.check else ())))
    return REFUSED if any(problems) else 0


def _line(row: CopyRow, remarks: Sequence[str]) -> str:
    made = f"{row.made_at.astimezone():%d.%m.%Y %H:%M}"
    size = f"{row.size / 1_048_576:.1f} МБ".replace(".", ",")
    tier = "под вопросом" if row.problems else _TIERS[row.tier]
    line = f"№ {row.sequence}  {made}  {size}  {tier}  {row.path.name}"
    return "\n    ".join((line, *remarks))
