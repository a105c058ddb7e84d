"""The command that collects what a technician needs, without anybody's data."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from desktop_app.commands.tools import AddCommand, say
from desktop_app.services.errors import AppError


def support_commands(command: AddCommand) -> dict[str, Callable[[Any], None]]:
    """Return the commands by name, each as what adds it to the subparsers; ``command`` makes its parser."""

    def report(commands: Any) -> None:
        parser = command(
            commands, "report", "сведения для поддержки: версии и счёт записей, без имён", _report
        )
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--out", type=Path, required=True, metavar="X.zip")

    return {"report": report}


def _report(options: argparse.Namespace) -> int:
    from desktop_app.services.support import save_report, support_text  # noqa: PLC0415 - reads all, only here

    if options.out.exists() and options.out.samefile(options.file):
        raise AppError("Это сам файл данных, сведения не сохранены.", hint="Укажите в --out другое имя.")
    text = support_text(options.file)
    save_report(text, options.out)
    say(text)
    say(f"Сохранено: {options.out}")
    return 0
