"""One card being read: its values, its lines, and everything found wrong so far."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop_app.services.card.source import Path, Source
from desktop_app.services.card.tables import Keys
from desktop_app.services.card.types import CardProblem
from desktop_app.services.errors import FieldError


@dataclass(frozen=True, slots=True)
class Table:
    """The values of one table by the draft's fields, and the place where each field is written."""

    values: dict[str, Any]
    places: dict[str, Path]
    path: Path

    def place(self, name: str) -> Path:
        """Return where a field is written, or would be."""
        return self.places.get(name, self.path)

    def joined(self, other: Table) -> Table:
        """Return both tables as one draft's."""
        return Table(self.values | other.values, self.places | other.places, self.path)


@dataclass(slots=True)
class Sheet:
    """The document with its source; problems are collected, never raised one by one."""

    document: Mapping[str, Any]
    source: Source
    problems: list[CardProblem] = field(default_factory=list)
    _refused: set[tuple[int, str, str]] = field(default_factory=set)
    """The places of the problems: a hostile card has thousands."""

    def refuse(self, path: Path, message: str) -> None:
        """Note a problem at a key (the last part of ``path``, when it is not a table's place in a list)."""
        shown = [str(part) for part in path if isinstance(part, str)]
        listed = any(isinstance(part, int) for part in path)
        is_key = len(path) > 1 and isinstance(path[-1], str)
        table, key = (shown[:-1], shown[-1]) if is_key else (shown, "")
        name = ".".join(table)
        brackets = (f"[[{name}]]" if listed else f"[{name}]") if name else ""
        problem = CardProblem(self.source.line(path), brackets, key, message)
        if _place(problem) not in self._refused:
            self._refused.add(_place(problem))
            self.problems.append(problem)

    def refuse_fields(self, table: Table, errors: Iterable[FieldError], keys: Keys) -> None:
        """Note what a service's rules say of a draft, at the keys its fields were read from."""
        names = {name: key for key, (name, _) in keys.items()}
        for error in errors:
            path = table.places.get(error.field) or (*table.path, names.get(error.field, error.field))
            self.refuse(path, error.message)

    def table(self, path: Path, keys: Keys, inner: Collection[str] = ()) -> Table:
        """Read one table (empty when it is not there); ``inner`` are the tables allowed inside."""
        found: Any = self.document
        for part in path:
            found = found.get(part, {}) if isinstance(found, dict) and isinstance(part, str) else found[part]
        if not isinstance(found, dict):
            self.refuse(path, f"Здесь нужна таблица [{path[-1]}].")
            return Table({}, {}, path)
        table = Table({}, {}, path)
        for key, value in found.items():
            if key in inner:
                continue
            if key not in keys:
                self.refuse((*path, key), f"Такого ключа нет, можно: {', '.join((*keys, *inner))}.")
                continue
            self._value(table, key, value, keys)
        return table

    def tables(self, name: str, keys: Keys) -> list[Table]:
        """Read a list of tables."""
        found = self.document.get(name, [])
        if not isinstance(found, list) or not all(isinstance(item, dict) for item in found):
            self.refuse((name,), f"Здесь нужен список таблиц, каждая под заголовком [[{name}]].")
            return []
        return [self.table((name, index), keys) for index in range(len(found))]

    def _value(self, table: Table, key: str, value: object, keys: Keys) -> None:
        name, convert = keys[key]
        path = (*table.path, key)
        table.places[name] = path
        try:
            table.values[name] = convert(value)
        except ValueError as error:
            self.refuse(path, str(error))


def _place(problem: CardProblem) -> tuple[int, str, str]:
    return problem.line, problem.table, problem.key
