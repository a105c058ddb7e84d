"""The command that looks for the banner in a saved page of a portal."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.bootstrap import opened
from desktop_app.commands.tools import REFUSED, AddCommand, as_json, say
from desktop_app.russian.fold import fold
from desktop_app.services.errors import NotFoundError

if TYPE_CHECKING:
    from desktop_app.services.container import Services
    from desktop_app.services.page_check.types import PageAnswer

_VERDICTS = {"found": "найдено", "not_found": "не найдено", "unsure": "сказать нельзя"}
_PARTS = {"picture": "картинка", "link": "ссылка", "words": "слова"}


def page_commands(command: AddCommand) -> dict[str, Callable[[Any], None]]:
    """Return the commands by name, each as what adds it to the subparsers; ``command`` makes its parser."""

    def banner_check(commands: Any) -> None:
        parser = command(commands, "banner-check", "есть ли баннер на сохранённой странице", _banner_check)
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument(
            "portal", metavar="PORTAL", help="название портала, его адрес или номер по порядку"
        )
        parser.add_argument("page", type=Path, metavar="page.html", help="страница, сохранённая в браузере")
        parser.add_argument(
            "--banner", type=Path, metavar="X.png", help="официальный баннер: запомнить и искать"
        )
        parser.add_argument("--link", default="", metavar="АДРЕС", help="куда он должен вести")
        parser.add_argument("--json", action="store_true", help="ответ для программ")

    return {"banner-check": banner_check}


def _banner_check(options: argparse.Namespace) -> int:
    from desktop_app.services.page_check.types import BannerFileDraft, Verdict  # noqa: PLC0415 - only here

    with opened(options.file, read_only=options.banner is None) as services:
        portal = _portal(services, options.portal)
        if options.banner is not None:
            content = options.banner.read_bytes()
            services.page_check.keep(
                BannerFileDraft(name=options.banner.name, content=content, link=options.link)
            )
        answer = services.page_check.check_file(options.page)
    if options.json:
        parts = {name: asdict(getattr(answer, name)) for name in _PARTS}
        say(as_json({"portal": portal, "title": answer.title, "verdict": answer.verdict, **parts}))
    else:
        _tell(portal, answer)
    return REFUSED if answer.verdict is Verdict.NOT_FOUND else 0


def _tell(portal: str, answer: PageAnswer) -> None:
    say(f"{portal}: {_VERDICTS[answer.verdict]}")
    for name, words in _PARTS.items():
        part = getattr(answer, name)
        say(f"  {words}: {_VERDICTS[part.verdict]}. {part.saw}")
    say("Проверка ничего не записала: размещение подтверждает снимок экрана на экране «Баннеры».")


def _portal(services: Services, wanted: str) -> str:
    """Return the name of the portal meant; raises ``NotFoundError`` naming those there are."""
    rows = services.banners.list()
    for place, row in enumerate(rows, start=1):
        if wanted == str(place) or fold(wanted) in {fold(row.name), fold(row.url)}:
            return row.name
    names = ", ".join(f"«{row.name}»" for row in rows) or "портала ни одного"
    raise NotFoundError(f"Портала «{wanted}» в учёте нет.", hint=f"Есть: {names}.")
