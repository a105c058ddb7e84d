"""Compile and fill a template: Jinja in its sandbox, with nothing in it but what the catalogue names."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from desktop_app.services.texts.checking import check_tree
from desktop_app.services.texts.context import Group
from desktop_app.services.texts.keywords import RussianWords
from desktop_app.services.texts.mistakes import Mistake, TemplateMistake, mistake
from desktop_app.services.texts.syntax import syntax_mistake
from desktop_app.services.texts.values import FILTERS, printed

LONGEST: Final = 20_000
"""Characters of a template."""
MOST_PRINTED: Final = 60_000
"""Characters of a filled text: some twenty pages."""


def _environment() -> ImmutableSandboxedEnvironment:
    made = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined,
        autoescape=False,  # plain text for paper, never markup
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=printed,
        extensions=[RussianWords],
        cache_size=0,
        optimized=False,
    )
    made.globals.clear()
    made.tests.clear()
    made.filters.clear()
    made.filters.update({name: rule.call for name, rule in FILTERS.items()})
    return made


_ENVIRONMENT: Final = _environment()


def find_mistakes(source: str) -> tuple[Mistake, ...]:
    """Return what is wrong with a template whatever the record holds, in the order of its lines."""
    tree = _parsed(source)
    return (tree,) if isinstance(tree, Mistake) else check_tree(source, tree)


def fill(source: str, context: Mapping[str, Group]) -> str:
    """Return the filled text; raises ``TemplateMistake``."""
    parts: list[str] = []
    size = 0
    try:
        for part in _compiled(source).generate(context):
            parts.append(part)
            size += len(part)
            if size > MOST_PRINTED:
                raise TemplateMistake([mistake(source, 1, "текст получается длиннее двадцати листов.")])
    except TemplateError as error:  # the check found nothing, so this is a gap in it: said, not hidden
        raise TemplateMistake([mistake(source, _line(error), f"поле не заполнено: {error}.")]) from error
    return "".join(parts)


@lru_cache(maxsize=64)
def _compiled(source: str) -> Template:
    tree = _parsed(source)
    if isinstance(tree, Mistake):
        raise TemplateMistake([tree])
    found = check_tree(source, tree)
    if found:
        raise TemplateMistake(found)
    return _ENVIRONMENT.from_string(tree)


def _parsed(source: str) -> nodes.Template | Mistake:
    if len(source) > LONGEST:
        return mistake(source, 1, f"текст длиннее {LONGEST} знаков.")
    try:
        return _ENVIRONMENT.parse(source)
    except TemplateSyntaxError as error:
        return syntax_mistake(source, error)
    except (RecursionError, ValueError, OverflowError):
        return mistake(source, 1, "текст слишком сложен: слишком много скобок или слишком длинное число.")


def _line(error: BaseException) -> int:
    """Return the line of the template an error came from: Jinja puts it into the traceback."""
    line, step = 1, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == "<template>":
            line = step.tb_lineno
        step = step.tb_next
    return line
