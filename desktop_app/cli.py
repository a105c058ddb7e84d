"""The same use cases without a window: arguments in, Russian sentences out.

Exit codes: 0 done, 1 refused (with a sentence on standard error), 2 wrong usage.
"""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NoReturn

from desktop_app import __version__
from desktop_app.bootstrap import SUFFIX, new_file, opened
from desktop_app.commands.copies import copy_commands
from desktop_app.commands.directives import directive_commands
from desktop_app.commands.exchange import exchange_commands
from desktop_app.commands.gallery import gallery_commands
from desktop_app.commands.numbers import number_commands
from desktop_app.commands.pages import page_commands
from desktop_app.commands.papers import paper_commands
from desktop_app.commands.password import password_commands
from desktop_app.commands.secrets import add_password_options, unlock_files
from desktop_app.commands.status import status_commands
from desktop_app.commands.support import support_commands
from desktop_app.commands.tools import USAGE, RussianFormatter, finish_talking, refuse, say
from desktop_app.services import labels
from desktop_app.services.copies.disk import UNFINISHED, write_whole
from desktop_app.services.errors import AppError, ValidationError
from desktop_app.services.letters.types import LetterRow, LetterState
from desktop_app.services.store import storage_error
from desktop_app.services.traces import describe, log_file, write_log


class _RussianParser(argparse.ArgumentParser):
    """argparse whose own words are Russian."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"formatter_class": RussianFormatter, **options})
        self._positionals.title = "что указать"
        self._optionals.title = "ключи"

    def error(self, message: str) -> NoReturn:
        """Print one sentence and the way to help, and exit with 2."""
        for english, russian in _WORDS:
            message = message.replace(english, russian)
        self.exit(USAGE, f"{self.prog}: {message}\nСправка: {self.prog} --help\n")


_WORDS = (
    ("the following arguments are required:", "не хватает:"),
    ("unrecognized arguments:", "лишнее:"),
    ("invalid choice:", "нет такого:"),
    ("choose from", "можно:"),
    ("expected one argument", "нужно значение"),
    ("expected at least one argument", "нужно хотя бы одно значение"),
    ("ambiguous option:", "неоднозначно:"),
    ("could match", "подходят"),
    ("not allowed with argument", "нельзя вместе с"),
    ("argument ", ""),
    ("invalid", "неверно:"),
)


def run(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    _speak_utf8()
    try:
        return _run(arguments)
    finally:
        finish_talking()


def _run(arguments: Sequence[str]) -> int:
    options = _parser().parse_args(arguments)
    try:
        unlock_files(options)
        return int(options.run(options))
    except ValidationError as error:
        return refuse(*(f"{item.message}" for item in error.errors))
    except AppError as error:
        return refuse(str(error))
    except OSError as error:
        return refuse(_said(error))
    except KeyboardInterrupt:
        return refuse("Прервано.")
    except Exception as error:  # noqa: BLE001 - a bug: Python's own words may quote somebody's name
        return _own_up(error)


def _said(error: OSError) -> str:
    """Say what is wrong with a file named in the command; a file of the program's own work is not named."""
    name = str(error.filename2 or error.filename or "")
    if Path(name).name.startswith(UNFINISHED):
        return str(storage_error(error))
    if isinstance(error, FileNotFoundError):
        return f"Файла нет: {name}. Проверьте имя и папку."
    if error.errno == errno.ENAMETOOLONG:  # before anything asks the disk for that name again
        return "Имя файла слишком длинное. Проверьте, что указано имя файла, а не его содержимое."
    if isinstance(error, IsADirectoryError) or os.path.isdir(name):  # noqa: PTH112 - never raises
        return f"Это папка, а не файл: {name}. Укажите файл."
    return f"{storage_error(error)} ({name})".replace(" ()", "")


def _own_up(error: Exception) -> int:
    """Say that the program is wrong, and write down where, without a value."""
    write_log(describe(type(error), error.__traceback__), log_file())
    return refuse(
        "В программе произошла ошибка, команда не выполнена.",
        f"Где она случилась, записано без имён в {log_file()}; передайте это тому, кто ставил программу.",
    )


def _speak_utf8() -> None:
    """Make Russian printable whatever the console's code page is."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="replace")


def _parser() -> argparse.ArgumentParser:
    parser = _RussianParser(
        prog="otklik", description="Отклик: ответ школы на письмо министерства.", add_help=False
    )
    _help(parser)
    parser.add_argument(
        "--version", action="version", version=f"Отклик {__version__}", help="показать версию"
    )
    parser.add_argument("--file", metavar="FILE", help="открыть окно с этим файлом")
    commands = parser.add_subparsers(metavar="КОМАНДА", required=True, parser_class=_RussianParser)
    for add in COMMANDS.values():
        add(commands)
    add_password_options(commands)
    return parser


def _help(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("-h", "--help", action="help", help="показать эту справку")


def _command(commands: Any, name: str, text: str, work: Callable[[argparse.Namespace], int]) -> Any:
    parser = commands.add_parser(name, help=text, description=text, add_help=False)
    _help(parser)
    parser.set_defaults(run=work)
    return parser


def _add_demo(commands: Any) -> None:
    parser = _command(commands, "demo", "файл вымышленной школы и её бумаги в PDF", _demo)
    parser.add_argument("--file", type=Path, help="куда записать файл данных")
    parser.add_argument("--out", type=Path, default=Path("otklik-demo"), help="папка для PDF")


def _add_new(commands: Any) -> None:
    parser = _command(commands, "new", "новый файл данных из карточки школы", _new)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--from", dest="card", type=Path, required=True, metavar="card.toml")


def _add_check(commands: Any) -> None:
    parser = _command(commands, "check", "цел ли файл: база, связи, цепочка журнала", _check)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument(
        "--code",
        dest="codes",
        nargs="+",
        action="extend",
        default=[],
        metavar="КОД",
        help="контрольные коды с листов бумаги: несёт ли их та же бумага в журнале",
    )


COMMANDS: dict[str, Callable[[Any], None]] = {
    "demo": _add_demo,
    "new": _add_new,
    **status_commands(_command),
    **paper_commands(_command),
    **directive_commands(_command),
    **page_commands(_command),
    **number_commands(_command),
    "check": _add_check,
    **copy_commands(_command),
    **password_commands(_command),
    **exchange_commands(_command),
    **gallery_commands(_command),
    **support_commands(_command),
}
"""Every command and what adds it to the parser."""


def _demo(options: argparse.Namespace) -> int:
    from desktop_app.services.sample.builder import build_sample  # noqa: PLC0415 - draws pictures, only here

    out: Path = options.out
    file: Path = options.file or _free_name(out / f"sample{SUFFIX}")
    out.mkdir(parents=True, exist_ok=True)
    new_file(file, build_sample)
    say(f"Файл: {file}")
    with opened(file) as services:
        for letter in services.letters.list():
            paper = out / f"{_paper_name(letter)}.pdf"
            write_whole(paper, services.letters.pdf(letter.id))
            say(f"{labels.LETTER_STATES[letter.state]}: {paper}")
    return 0


def _free_name(path: Path) -> Path:
    """Return ``path``, or the first «name-2», «name-3» … that does not exist: a demo may be run twice."""
    number = 1
    free = path
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return free


def _paper_name(letter: LetterRow) -> str:
    number = letter.number or f"draft-{letter.id}"
    safe = "".join(sign if sign.isalnum() or sign in " .-_" else "-" for sign in number)
    return f"{letter.kind.value}-{safe}" + ("-void" if letter.state is LetterState.VOID else "")


def _new(options: argparse.Namespace) -> int:
    from desktop_app.services.card.loader import load  # noqa: PLC0415 - reads pictures, only here
    from desktop_app.services.card.reader import read_card  # noqa: PLC0415

    if options.file.exists():
        raise AppError(f"Файл уже есть и не будет заменён: {options.file}", hint="Укажите другое имя.")
    card = read_card(options.card)
    new_file(options.file, lambda services: load(services, card))
    say(f"Создан файл: {options.file}")
    return 0


def _check(options: argparse.Namespace) -> int:
    from desktop_app.services.integrity import check_file  # noqa: PLC0415 - reads everything, only here

    problems = check_file(options.file)
    code = refuse(*problems) if problems else 0
    if not problems:
        say("Файл цел: база, связи, вложения и цепочка журнала сходятся.")
    if options.codes:
        with opened(options.file, read_only=True) as services:
            answers = [services.register.find_code(typed) for typed in options.codes]
        for answer in answers:
            if answer.good:
                say(answer.sentence)
            else:
                code = refuse(answer.sentence)
    return code
