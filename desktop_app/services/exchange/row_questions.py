"""What rows leave open, asked once for the whole table: dates, classes, whether an event took place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from desktop_app.services.exchange.types import Question
from desktop_app.services.exchange.whose import Named
from desktop_app.services.school.class_names import WHOLE_SCHOOL

ABOVE: Final = "above"
WHOSE: Final = "whose"
UNHELD: Final = "unheld"
ROW_KEYS: Final = (ABOVE, WHOSE, UNHELD)
TAKE: Final = "take"
LEAVE_BLANK: Final = "leave"
SKIP_ROWS: Final = "skip"
_MOST_NAMED: Final = 5


def above_question(rows: Sequence[int]) -> Question:
    """Ask whether a date that is not written is that of the row above."""
    options = ((TAKE, "да, как в строке выше"), (LEAVE_BLANK, "нет, это ошибка"))
    return Question(ABOVE, f"В {_where(rows)} не указана дата. Взять её из строки выше?", options)


def whose_question(rows: Sequence[int], outside: Sequence[Named], *, column: bool) -> Question:
    """Ask whose the events are that name no class; ``column`` tells whether the table has a place for it."""
    said = f"В {_where(rows)} класс не указан" if column else "Столбца с классами нет"
    told = f", а {outside[0].where}" if outside else ""
    options = [(name, name) for name, _ in outside]
    if column:
        options.append((TAKE, "класс из строки выше"))
    options.append((WHOLE_SCHOOL, WHOLE_SCHOOL))
    if column:
        options.append((LEAVE_BLANK, "это ошибка"))
    return Question(WHOSE, f"{said}{told}. С кем проведены эти мероприятия?", tuple(options))


def unheld_question(rows: Sequence[int], said: str) -> Question:
    """Ask whether events came about though the rows say that they did not."""
    options = ((SKIP_ROWS, "не загружать: мероприятия не было"), (TAKE, "загрузить: мероприятие было"))
    return Question(UNHELD, f"В {_where(rows)} написано «{said[:60]}». Загружать?", options)


def _where(rows: Sequence[int]) -> str:
    """Return «строке 5», or «строках 5, 7, 9 …»."""
    named = ", ".join(map(str, rows[:_MOST_NAMED])) + (" …" if len(rows) > _MOST_NAMED else "")
    return f"строке {named}" if len(rows) == 1 else f"строках {named}"
