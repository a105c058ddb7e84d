"""Find the line of a key: ``tomllib`` tells values only, and a user mends lines."""

from __future__ import annotations

import re
from collections import Counter

Path = tuple[str | int, ...]
"""Tables and key from the top; the place in a list of tables counts from 0: ``("portals", 2, "url")``."""

_HEADER = re.compile(r"\s*(\[\[?)([^\[\]]+)\]")
_KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")
_PART = re.compile(r"""[\w-]+|"[^"]*"|'[^']*'""")
_TOKEN = re.compile(
    r'"""|\'\'\'|"(?:\\.|[^"\\])*"|\'[^\']*\'|#.*|[\[\]{}]'  # strings and comments hide brackets
)


class Source:
    """The lines of one card file, by table and key."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        self._lists: Counter[str] = Counter()
        self._table: Path = ()
        self._depth = 0
        self._quotes = ""
        for number, line in enumerate(text.split("\n"), 1):
            self._read(number, line)

    def line(self, path: Path) -> int:
        """Return the line of a key, else of the table around it, else 1."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, 1)

    def _read(self, number: int, line: str) -> None:
        """Note a header or a key, unless the line goes on with a value begun before."""
        if not self._quotes and not self._depth:
            header, key = _HEADER.match(line), _KEY.match(line)
            if header is not None:
                self._table = self._header(header)
                self._lines.setdefault(self._table, number)
                return
            if key is not None:
                self._lines.setdefault(self._table + _parts(key[1]), number)
                line = line[key.end() :]
        self._follow(line)

    def _header(self, header: re.Match[str]) -> Path:
        parts = _parts(header[2])
        if header[1] == "[":
            return parts
        name = ".".join(map(str, parts))
        self._lists[name] += 1
        return (*parts, self._lists[name] - 1)

    def _follow(self, line: str) -> None:
        """Keep count of open brackets and of strings over several lines."""
        while line:
            if self._quotes:
                _, found, line = line.partition(self._quotes)
                self._quotes = "" if found else self._quotes
                continue
            token = _TOKEN.search(line)
            if token is None:
                return
            line = line[token.end() :]
            if token[0] in {'"""', "'''"}:
                self._quotes = token[0]
            elif token[0] in {"[", "{"}:
                self._depth += 1
            elif token[0] in {"]", "}"}:
                self._depth = max(0, self._depth - 1)


def _parts(text: str) -> tuple[str, ...]:
    return tuple(part.strip("\"'") for part in _PART.findall(text))
