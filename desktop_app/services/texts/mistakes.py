"""What may be wrong with a template, said at its line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.services.errors import AppError


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One thing wrong: the line (from 1), the line's own text, a Russian sentence for the user."""

    line: int
    source: str
    sentence: str

    def __str__(self) -> str:
        return f"Строка {self.line}: {self.sentence}"


class TemplateMistake(AppError):  # noqa: N818 - a person's mistake, as the screens call it
    """A template that cannot be filled; ``mistakes`` go by their lines, the first is the message."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        self.mistakes = tuple(sorted(mistakes))
        self.first = self.mistakes[0]
        super().__init__(
            f"Ошибка в тексте бумаги. {self.first}",
            hint="Исправьте строку или верните исходный текст.",
            field="template",
        )


def mistake(source: str, line: int, sentence: str) -> Mistake:
    """Return a mistake with the text of its line; a line past the end is the last one."""
    lines = source.split("\n")
    line = min(max(line, 1), len(lines))
    return Mistake(line, lines[line - 1].strip(), sentence)
