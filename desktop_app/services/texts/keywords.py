"""Russian words of the template language: «если … иначе … конец» beside Jinja's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

_OPENING: Final = {"если": "if", "для": "for"}
_WORDS: Final = {
    **_OPENING,
    "иначе": "else",
    "не": "not",
    "и": "and",
    "или": "or",
    "из": "in",
}
_END: Final = "конец"
_BLOCK: Final = re.compile(r"\{%[-+]?\s*(\w+)")


class RussianWords(Extension):
    """Let a clerk write the few words of the language in Russian."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Translate the words; «конец» closes whatever was opened last."""
        return _translated(stream)


def unclosed_line(source: str) -> int | None:
    """Return the line of the first «если» or «для» that nothing closes."""
    open_lines: list[int] = []
    for number, line in enumerate(source.split("\n"), start=1):
        for word in _BLOCK.findall(line):
            if word in {*_OPENING, *_OPENING.values()}:
                open_lines.append(number)
            elif word in {_END, "endif", "endfor"} and open_lines:
                open_lines.pop()
    return open_lines[0] if open_lines else None


def _translated(stream: TokenStream) -> Iterator[Token]:
    opened: list[str] = []
    before = ""
    while stream:
        token = next(stream)
        word = str(token.value)
        if token.type != "name" or before in {"dot", "pipe"}:
            before = token.type
            yield token
            continue
        starts = before == "block_begin"
        before = "name"
        if starts and word == "иначе" and stream.current.test("name:если"):
            next(stream)  # «иначе если» is one word of the language
            yield Token(token.lineno, "name", "elif")
            continue
        if starts and word == _END:
            yield Token(token.lineno, "name", f"end{opened.pop()}" if opened else "endif")
            continue
        word = _WORDS.get(word, word)
        if starts and word in _OPENING.values():
            opened.append(word)
        elif starts and word in {"endif", "endfor"} and opened:
            opened.pop()
        yield Token(token.lineno, "name", word)
