"""The command about incoming letters: read one from its text, propose, and store it when asked to."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.bootstrap import opened
from desktop_app.commands.tools import AddCommand, as_json, say
from desktop_app.russian.dates import short_date
from desktop_app.services.errors import AppError
from desktop_app.services.exchange.encodings import decoded

if TYPE_CHECKING:
    from desktop_app.services.directive.reading import Proposal

_MOST = 1_000_000
_WORDS = {
    "number": "номер",
    "dated": "дата",
    "due": "срок",
    "sender": "от кого",
    "signatory": "кто подписал",
    "subject": "о чём",
    "links": "ссылки",
    "sheets": "листов в приложении",
}
_JSON = {"dated": "date"}
"""Where the answer for programs calls a field otherwise."""


def directive_commands(command: AddCommand) -> dict[str, Callable[[Any], None]]:
    """Return the commands by name, each as what adds it to the subparsers; ``command`` makes its parser."""

    def directive(commands: Any) -> None:
        parser = command(commands, "directive", "что сказано в письме: номер, дата, срок, ссылки", _directive)
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--text", type=Path, required=True, metavar="letter.txt", help="текст письма")
        parser.add_argument("--json", action="store_true", help="ответ для программ")
        parser.add_argument("--add", action="store_true", help="записать письмо в учёт")

    return {"directive": directive}


def _directive(options: argparse.Namespace) -> int:
    from desktop_app.services.directive.reading import read_letter  # noqa: PLC0415 - slow, only here
    from desktop_app.services.directive.reading_draft import drafted  # noqa: PLC0415

    text = read_text(options.text)
    proposal = read_letter(text)
    with opened(options.file, read_only=not options.add) as services:
        if options.add:
            services.directives.save(drafted(proposal, text))
    if options.json:
        values = {_JSON.get(name, name): getattr(proposal, name).value for name in _WORDS}
        say(as_json({**values, "unsure": [_JSON.get(name, name) for name in proposal.unsure]}))
        return 0
    for name, words in _WORDS.items():
        say(f"{words}: {_shown(proposal, name)}")
    if options.add:
        say(f"Записано письмо № {proposal.number.value}. Проверьте его на экране «Обзор».")
    return 0


def read_text(path: Path) -> str:
    """Read a text file whatever Russian encoding it is in; raises ``AppError`` when it is no text."""
    content = path.read_bytes()
    if len(content) > _MOST:
        raise AppError(f"Файл слишком велик для письма: {path.name}", hint="Сохраните из него только текст.")
    if not content.strip(b"\x00\r\n\t "):
        raise AppError(f"Файл пуст: {path.name}", hint="Сохраните в него текст письма.")
    try:
        return decoded(content)[0]
    except AppError as error:
        raise AppError(
            f"Это не текст: {path.name}",
            hint="Откройте письмо, скопируйте его текст и сохраните как файл .txt.",
        ) from error


def _shown(proposal: Proposal, name: str) -> str:
    found = getattr(proposal, name)
    value = found.value
    if value in (None, ()):
        return "не найдено" + ("" if found.sure else ", укажите сами")
    text = ", ".join(value) if isinstance(value, tuple) else str(value)
    if name in {"dated", "due"}:
        text = short_date(value)
    return text + ("" if found.sure else f"  (проверьте: «{found.fragment}»)")
