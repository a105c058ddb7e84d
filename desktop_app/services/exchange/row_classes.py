"""The classes of events that name none themselves: from a line above, from the title, by answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from desktop_app.services.errors import FieldError
from desktop_app.services.exchange.row_questions import LEAVE_BLANK, TAKE, whose_question
from desktop_app.services.exchange.sections import Sections
from desktop_app.services.exchange.types import Cell, Question, RawRow, Source
from desktop_app.services.exchange.whose import named_outside
from desktop_app.services.school.types import ClassRow


class RowClasses:
    """What the rows read so far tell about classes; ``chosen`` is the user's word about rows without one."""

    def __init__(self, classes: Sequence[ClassRow], chosen: str) -> None:
        self._classes = classes
        self._chosen = chosen
        self._sections = Sections(classes)
        self._above: Cell = None
        self._unclassed: list[int] = []
        self._doubtful = False
        self._below: list[Cell] = []

    def take_line(self, cell: Cell, *, after: bool) -> bool:
        """Read a line without an event, ``after`` the last one; tell whether it names a class."""
        if self._sections.take(cell):
            return True
        if after:
            self._below.append(cell)
        return False

    def of_event(
        self, number: int, given: Cell, of_a_class: Callable[[], bool]
    ) -> tuple[Cell, list[FieldError]]:
        """Return what to read as a row's classes, and what is not clear about them.

        ``of_a_class`` tells whether such an event is held with one class.
        """
        if given is not None:
            self._above = given
            return given, []
        try:
            named = self._sections.cell()
        except ValueError as error:
            return None, [FieldError("class_ids", str(error))]
        if named is not None:
            return named, []
        self._unclassed.append(number)
        self._doubtful = self._doubtful or (self._above is not None and of_a_class())
        if self._chosen == LEAVE_BLANK:
            return None, [FieldError("class_ids", "Класс не указан.")]
        return self._above if self._chosen == TAKE else self._chosen or None, []

    def questions(self, source: Source, above: Sequence[RawRow], *, column: bool) -> list[Question]:
        """Ask whose the events without a class are, where something says that not the whole school's."""
        if self._chosen or not self._unclassed:
            return []
        outside = named_outside(source, above, self._below, self._classes)
        if not outside and not self._doubtful:
            return []
        return [whose_question(self._unclassed, outside, column=column)]
