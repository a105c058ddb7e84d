"""The answers about a table outlive a crash: kept while they are given, brought back with their table."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from desktop_app.services.exchange.types import ImportPlan, RawTable
from desktop_app.ui.exchange.unfinished import Unfinished, UnfinishedImports
from desktop_app.ui.kit.keeping import FormKeeper

if TYPE_CHECKING:
    from desktop_app.ui.exchange.import_dialog import ImportDialog


class KeepingAnswers(QObject):
    """Beside one dialog; without a place to keep in it does nothing."""

    def __init__(
        self, dialog: ImportDialog, imports: UnfinishedImports | None, going_on: Unfinished | None
    ) -> None:
        super().__init__(dialog)
        self._dialog = dialog
        self._imports = imports
        self._kept = going_on
        self._keeper: FormKeeper | None = None
        self._changed = self._unsettled = False

    def touch(self) -> None:
        """Something was answered: keep it soon."""
        if self._keeper is not None:
            self._keeper.touch()

    def keep(self) -> None:
        """Keep what is answered, now."""
        if self._keeper is not None:
            self._keeper.keep()

    def bring_back(self, table: RawTable) -> bool:
        """Bring back, once, what was answered about a table; True when it must be read again for that."""
        if self._imports is None or self._keeper is not None:
            return False
        source = self._dialog.source
        kept = self._kept or self._imports.of(source, table.source.sha256)
        name = kept.kept_as if kept is not None else self._imports.name_of(source)
        self._keeper = FormKeeper(self._imports.drafts, name, self._content, self)
        self._keeper.follow(self._dialog)
        self._kept = kept
        if kept is None:
            return False
        self._keeper.take()
        self._changed, self._unsettled = kept.sha256 != table.source.sha256, True
        return self._dialog.go_on_with(kept)

    def suits(self, plan: ImportPlan) -> bool:
        """Say that answers were brought back; False when they are let go, the columns are others now."""
        kept = self._kept
        if kept is None or not self._unsettled:
            return True
        self._unsettled = False
        fits = not self._changed or kept.fits(plan)
        self._say(kept, fits=fits)
        if not fits:
            self._dialog.begin_anew()
        return fits

    def _say(self, kept: Unfinished, *, fits: bool) -> None:
        at = f"{kept.saved_at.astimezone():%d.%m.%Y %H:%M}" if kept.saved_at is not None else ""
        if not fits:
            words = self.tr("Таблица с тех пор изменена, столбцы в ней другие: ответьте на вопросы заново.")
        elif self._changed:
            words = self.tr("Восстановлены ответы от {0}. Таблица с тех пор изменена: проверьте их.")
        else:
            words = self.tr("Восстановлены ответы от {0}.")
        self._dialog.notice.setText(words.format(at))
        self._dialog.notice.show()

    def _content(self) -> Mapping[str, Any] | None:
        answered = self._dialog.unfinished()
        return answered.as_json() if answered is not None and answered.is_answered() else None
