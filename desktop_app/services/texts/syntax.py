"""What the language's own parser says, in Russian and at the right line."""

from __future__ import annotations

import re
from typing import Final

from jinja2 import TemplateSyntaxError

from desktop_app.services.texts.keywords import unclosed_line
from desktop_app.services.texts.mistakes import Mistake, mistake

_BRACES: Final = "поле пишут {{ так }}, условие — {% так %}: проверьте, что скобки закрыты."
_INSIDE: Final = r"(?:(?!\{\{|\{%).)*"
_OPEN: Final = re.compile(rf"\{{\{{(?!{_INSIDE}\}}\}})|\{{%(?!{_INSIDE}%\}})", re.DOTALL)
"""A bracket that the next bracket opens before anything closes it."""
_SENTENCES: Final = (
    (r"unknown tag '(?:endif|endfor)'", "«конец» стоит без своего «если» или «для»."),
    (r"unknown tag '(?:else|elif)'", "«иначе» стоит без своего «если»."),
    (r"unknown tag '(?P<got>[^']*)'", "слова «{got}» здесь нет; можно: если, иначе, конец, для."),
    (r"tag name expected", "между {% и %} пусто."),
    (r"Missing end of comment", "примечание {# … #} не закрыто."),
    (r"Expected an expression", "между скобками чего-то не хватает: имени поля или условия."),
    (r"expected name or number", "после точки не хватает имени поля."),
    (r"expected token 'end of (?:print|statement)[^']*', got '(?P<got>[^']*)'", "лишнее «{got}»."),
    (r"unexpected char .(?P<got>[\"'])", "кавычка {got} не закрыта."),
    (r"unexpected char .(?P<got>.)", "знак «{got}» здесь не понят."),
    (r"unexpected '(?P<got>[^']*)'", "лишнее или незакрытое «{got}»."),
)


def syntax_mistake(source: str, error: TemplateSyntaxError) -> Mistake:
    """Return the parser's complaint as a sentence; an unclosed condition is shown where it was opened."""
    said = error.message or ""
    if said.startswith("Unexpected end of template"):
        line = unclosed_line(source) or error.lineno
        return mistake(source, line, "условие не закрыто: не хватает {% конец %}.")
    open_line = _open_brace(source, error.lineno)
    if open_line is not None and "comment" not in said:
        return mistake(source, open_line, _BRACES)
    for pattern, sentence in _SENTENCES:
        match = re.search(pattern, said)
        if match is not None:
            return mistake(source, error.lineno, sentence.replace("{got}", _shown(match)))
    return mistake(source, error.lineno, f"строка не разобрана: {_BRACES}")


def _open_brace(source: str, until: int) -> int | None:
    """Return the line up to ``until`` where a bracket was opened last and never closed."""
    before = "\n".join(source.split("\n")[:until])
    opened = [match.start() for match in _OPEN.finditer(before)]
    return before.count("\n", 0, opened[-1]) + 1 if opened else None


def _shown(match: re.Match[str]) -> str:
    got = match.groupdict().get("got") or ""
    return {"end of print statement": "}}", "end of statement block": "%}"}.get(got, got)
