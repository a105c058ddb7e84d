"""The list of papers: drafts first, then the newest."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from desktop_app.russian.dates import short_date
from desktop_app.services.letters.types import LetterRow, LetterState
from desktop_app.ui.kit.table import Column, TableModel
from desktop_app.ui.letters.words import short_kind_names, state_tone, state_word


class LetterTableModel(TableModel[LetterRow]):
    """Kind, state, number and date of every paper."""

    def __init__(self) -> None:
        kinds = short_kind_names()

        def tr(text: str) -> str:
            return QCoreApplication.translate("LetterTableModel", text)

        super().__init__(
            (
                Column(tr("Бумага"), lambda row: kinds[row.kind], stretch=True, least=80),
                Column(tr("№"), lambda row: row.number or "—", width=96, least=72),
                Column(
                    tr("Дата"),
                    lambda row: short_date(row.dated) if row.number and row.dated else "—",
                    key=lambda row: row.dated,
                    width=104,
                    least=88,
                ),
                Column(
                    tr("Состояние"),
                    state_word,
                    tone=lambda row: state_tone(row.kind, row.state),
                    width=148,
                    least=120,
                ),
            )
        )

    def set_rows(self, rows: Sequence[LetterRow]) -> None:
        """Show papers: what is still to be done stands first."""
        super().set_rows(sorted(rows, key=lambda row: (row.state is not LetterState.DRAFT, -row.id)))
