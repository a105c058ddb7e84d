"""Texts: cards of a school, letters that are pasted, templates of papers; all read in the program itself."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from desktop_app.models.enums import PaperKind
from desktop_app.services.card.reader import read_card
from desktop_app.services.card.types import CardError
from desktop_app.services.directive.reading import read_letter
from desktop_app.services.directive.reading_draft import drafted
from desktop_app.services.errors import AppError
from desktop_app.services.texts.compose import fill_template, standard_template
from desktop_app.services.texts.engine import MOST_PRINTED, find_mistakes
from desktop_app.services.texts.mistakes import TemplateMistake
from desktop_app.services.texts.sample import PARTICULARS, sample_facts
from tests.faults.hostile.family import Family, Trial, chance_of, damaged
from tests.services.page_check.pages import banner, encoded

TODAY = date(2024, 6, 28)
ROOT = Path(__file__).parents[3]
SHOTS = (
    "../outside.png", "/etc/passwd", "..\\outside.png", "C:\\Windows\\win.ini", "\\\\host\\share\\a.png",
    "link.png",
    "folder/link.png", "a/../../outside.png", "file:///etc/passwd", "CON", "", "a\\u0000.png", "~/a.png", ".",
)  # fmt: skip


LOOK = """
[[portals]]
kind = "website"
name = "Ещё"
status = "verified"
placed_on = 2024-06-03
checked_on = 2024-06-05
"""


def repeated(chance: random.Random) -> str:
    """Return a text that is a few words over and over: the worst for patterns that go back."""
    part = chance.choice(
        (
            "№",
            "1",
            " ",
            "-",
            "от ",
            "5.6.24 ",
            "https://",
            "а.",
            "Директору ",
            "\n",
            "(",
            "«",
            "в срок до ",
            "1/",
            "_",
            "\t\u00a0",
        )
    )
    return part * chance.choice((1_000, 20_000, 100_000))


def a_card(seed: int) -> bytes:
    """Return the card of this number."""
    chance = chance_of(seed, "cards")
    whole = (ROOT / "docs/card-example.toml").read_bytes()
    kind = seed % 5
    if kind == 0:
        return damaged(whole, chance)
    if kind == 1:
        depth = chance.choice((100, 2_000, 50_000))
        deep = ("[" * depth, "a." * depth + "b = 1", "{a=" * depth, "[" + "a." * depth + "b]")
        return whole + b"\nx = " + chance.choice(deep).encode()
    if kind == 2:
        name = chance.choice(SHOTS)
        shot = name.replace("\\", "\\\\")
        look = f'{LOOK}screenshot = "{shot}"\n'
        return whole + look.encode()
    if kind == 3:
        return whole + b"\n" + b"[[classes]]\nname = '5A'\n" * chance.choice((10, 2_000)) + b'#"""' * 5_000
    return (
        f'[school]\nfull_name = "{repeated(chance)}"'.replace("\n", "", 1).encode()
        if chance.random() < 0.5
        else (b"[school]\nfull_name = '''" + repeated(chance).encode() + b"'''\n")
    )


@contextmanager
def cards(folder: Path) -> Iterator[Trial]:
    """Read every card beside links and pictures that are none of its own."""
    home = folder / "card"
    (home / "folder").mkdir(parents=True)
    (folder / "outside.png").write_bytes(encoded(banner(7)))
    (home / "link.png").symlink_to(folder / "outside.png")
    (home / "folder" / "link.png").symlink_to("/etc/passwd")
    path = home / "card.toml"

    def trial(seed: int) -> Callable[[], str]:
        path.write_bytes(a_card(seed))
        return lambda: tried(seed)

    def tried(seed: int) -> str:
        try:
            card = read_card(path, TODAY)
        except CardError:
            return "refused at its lines"
        except AppError:
            return "refused"
        assert all(portal.look is None or portal.look.picture is None for portal in card.portals), seed
        return "read"

    yield trial


LETTER = """МИНИСТЕРСТВО ОБРАЗОВАНИЯ
от 05.06.2024 № 02-17/1234
О размещении баннеров

Просим в срок до 14.06.2024 разместить баннер https://example.ru/a и направить сведения.
Приложение: на 3 л. в 1 экз.
Министр  А. Б. Орлова
"""


def a_letter(seed: int) -> str:
    """Return the pasted text of this number."""
    chance = chance_of(seed, "letters")
    kind = seed % 4
    if kind == 0:
        return damaged(LETTER.encode(), chance).decode("utf-8", "replace")
    if kind == 1:
        return LETTER + repeated(chance)
    if kind == 2:
        place = chance.randrange(len(LETTER))
        return LETTER[:place] + repeated(chance) + LETTER[place:]
    return "".join(
        chance.choices(LETTER + "\u202e\u0000\ud800№/-.0123456789", k=chance.choice((10, 1_000, 50_000)))
    )


@contextmanager
def letters(_folder: Path) -> Iterator[Trial]:
    """Read every pasted text into a proposal and a draft."""

    def trial(seed: int) -> Callable[[], str]:
        text = a_letter(seed)
        return lambda: tried(text)

    def tried(text: str) -> str:
        try:
            proposal = read_letter(text)
            drafted(proposal, text)
        except AppError:
            return "refused"
        return "proposed"

    yield trial


ESCAPES = (
    "{{ ''.__class__.__mro__[1].__subclasses__() }}", "{{ школа.__init__.__globals__ }}",
    "{{ self.__dict__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}", "{% for x in range(10**9) %}а{% endfor %}",
    "{{ 'а' * 10**9 }}", "{{ 9 ** 9 ** 9 }}", "{% include '/etc/passwd' %}", "{% extends 'x' %}",
    "{% import 'os' as os %}{{ os }}", "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{{ lipsum(99999) }}",
    "{{ школа['_' ~ '_class_' ~ '_'] }}", "{{ школа|attr('__class__') }}", "{{ '%s' % школа }}",
    "{{ '{0.__class__}'.format(школа) }}", "{% set x = школа %}{{ x }}", "{{ ().__class__ }}",
    "{% for a in баннеры.порталы %}{% for b in баннеры.порталы %}{{ a }}{% endfor %}{% endfor %}",
    "{{ namespace() }}", "{{ dict(а=1) }}", "{% call школа() %}{% endcall %}", "{{ школа.название() }}",
    "{% filter upper %}{% endfilter %}", "{{ [][0] }}", "{{ 1/0 }}", "{{ joiner().sep }}", "{% raw %}{{ x }}",
)  # fmt: skip


def a_template(seed: int) -> str:
    """Return the template of this number."""
    chance = chance_of(seed, "templates")
    whole = standard_template(chance.choice(list(_KINDS)))
    kind = seed % 4
    if kind == 0:
        return whole + "\n" + chance.choice(ESCAPES)
    if kind == 1:
        return damaged(whole.encode(), chance).decode("utf-8", "replace")
    if kind == 2:
        part = chance.choice(
            ("{{", "{%", "{#", "{% если да %}", "(", "not ", "{{ школа.название }}", "-", "{{ 'а' ~ ")
        )
        return whole + part * chance.choice((100, 2_000, 30_000))
    escape = chance.choice(ESCAPES)
    return damaged((escape * chance.choice((1, 50))).encode(), chance).decode("utf-8", "replace")


_KINDS = (PaperKind.CONFIRMATION, PaperKind.ORDER)


@contextmanager
def templates(_folder: Path) -> Iterator[Trial]:
    """Check every template, and fill it whatever the check said."""
    facts = sample_facts(PaperKind.CONFIRMATION)

    def trial(seed: int) -> Callable[[], str]:
        source = a_template(seed)
        return lambda: tried(seed, source)

    def tried(seed: int, source: str) -> str:
        found = find_mistakes(source)
        try:
            paragraphs = fill_template(PaperKind.CONFIRMATION, source, facts, PARTICULARS)
        except TemplateMistake:
            return "refused at its lines"
        except AppError:
            return "refused"
        assert not found, seed
        text = str(paragraphs)
        assert len(text) < 3 * MOST_PRINTED, seed
        assert not any(leak in text for leak in ("<class", "object at 0x", "root:", "uid=")), seed
        return "filled"

    yield trial


CARDS = Family("cards", 120, cards)
LETTERS = Family("letters", 120, letters)
TEMPLATES = Family("templates", 120, templates)
