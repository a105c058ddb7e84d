"""The model of a long log: ids in their order, rows read by pages when they come into view."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import overload

from PySide6.QtCore import Qt, Signal

from desktop_app.services.errors import StorageError
from desktop_app.services.outreach.types import OutreachRow
from desktop_app.ui.parents.table_model import OutreachTableModel

PAGE = 32
"""Rows read at once: more than most screens show, so few that two pages are read within a frame."""
KEPT = 128
"""Pages remembered."""
FIELDS = (
    "held_on", "form", "topic", "classes", "parents", "unique_parents", "pupils", "handed_out", "responsible",
    "proof",
)  # fmt: skip
"""What each column is sorted by."""

Read = Callable[[Sequence[int]], Sequence[OutreachRow]]


class PagedRows(Sequence[OutreachRow]):
    """The rows of ``ids``; the pages looked at last are remembered."""

    def __init__(self, ids: Sequence[int], read: Read) -> None:
        self._ids = ids
        self._read = read
        self._pages: OrderedDict[int, dict[int, OutreachRow]] = OrderedDict()

    def __len__(self) -> int:
        """Return how many rows there are."""
        return len(self._ids)

    @overload
    def __getitem__(self, line: int) -> OutreachRow: ...

    @overload
    def __getitem__(self, line: slice) -> Sequence[OutreachRow]: ...

    def __getitem__(self, line: int | slice) -> OutreachRow | Sequence[OutreachRow]:
        """Return a row, reading its page when it is not remembered; a slice is read past the pages."""
        if isinstance(line, slice):
            return self._read(self._ids[line])
        entry_id = self._ids[line]
        number = line % len(self._ids) // PAGE
        page = self._pages.get(number)
        if page is None:
            some = self._ids[number * PAGE : (number + 1) * PAGE]
            try:
                page = self._pages[number] = {row.id: row for row in self._read(some)}
            except StorageError:  # locked, or the stick is out: painting is no place to say so
                return OutreachRow(id=entry_id, classes="")
            if len(self._pages) > KEPT:
                self._pages.popitem(last=False)
        self._pages.move_to_end(number)
        # undo may take an event away a moment before the log is read again
        return page.get(entry_id) or OutreachRow(id=entry_id, classes="")


class LogModel(OutreachTableModel):
    """Shows any number of events for the price of those in view; the order is the service's."""

    order_wanted = Signal()
    """A heading was clicked: ``order`` says what is wanted."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: tuple[int, ...] = ()
        self._read: Read = lambda _ids: ()

    def set_reader(self, read: Read) -> None:
        """Read rows with the service's ``rows``."""
        self._read = read

    def show_ids(self, ids: tuple[int, ...]) -> None:
        """Show these events in this order."""
        self.beginResetModel()
        self.ids = ids
        self._rows = PagedRows(ids, self._read)
        self._texts = [None] * len(ids)
        self.endResetModel()

    def order(self) -> tuple[str, bool]:
        """Return the field wanted ("" for the newest first) and whether it descends."""
        if self._sorted is None:
            return "", False
        column, order = self._sorted
        return FIELDS[column], order is Qt.SortOrder.DescendingOrder

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Ask for another order; a negative column wants the newest first."""
        self._sorted = (column, order) if 0 <= column < len(self.columns) else None
        self.order_wanted.emit()
