"""The page's heading with what can be done to the selected events."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from desktop_app.services.outreach.types import OutreachRow
from desktop_app.ui.kit.drop_down import open_menu_by
from desktop_app.ui.kit.heading import PageHeading
from desktop_app.ui.parents.log_actions import LogActions


class LogHeading(PageHeading):
    """Change, proof, delete, coverage; ``selected`` is asked for the ids selected now."""

    coverage_toggled = Signal(bool)
    repeat_wanted = Signal()
    """Another event like the selected one is to be entered."""

    def __init__(
        self,
        actions: LogActions,
        selected: Callable[[], tuple[int, ...]],
        row_of: Callable[[int], OutreachRow | None],
        parent: QWidget | None = None,
    ) -> None:
        self._actions = actions
        self._selected = selected
        self._row_of = row_of
        self._in_trash = False
        self.edit_button = QPushButton()
        self.proof_button = QPushButton()
        self.delete_button = QPushButton()
        self.coverage_button = QPushButton()
        buttons = (self.edit_button, self.proof_button, self.delete_button, self.coverage_button)
        super().__init__("", *buttons, parent=parent)
        self.title.setText(self.tr("Родители"))
        self.proof_menu = QMenu(self)
        self.proof_menu.aboutToShow.connect(self._fill_proof_menu)
        self._set_up_buttons()

    def one(self) -> OutreachRow | None:
        """Return the selected event when there is exactly one."""
        ids = self._selected()
        return self._row_of(ids[0]) if len(ids) == 1 else None

    def show_selection(self) -> None:
        """Enable what the selection allows."""
        chosen = len(self._selected())
        if self._in_trash:
            self.edit_button.setEnabled(chosen > 0)
            return
        self.edit_button.setEnabled(chosen == 1)
        self.proof_button.setEnabled(chosen == 1)
        self.delete_button.setEnabled(chosen > 0)

    def show_place(self, *, trash: bool) -> None:
        """Offer what can be done in the log, or in the trash: take back and nothing else."""
        self._in_trash = trash
        self.title.setText(self.tr("Родители: корзина") if trash else self.tr("Родители"))
        self.edit_button.setText(self.tr("Вернуть в журнал") if trash else self.tr("Изменить…"))
        self.proof_button.setVisible(not trash)
        self.delete_button.setVisible(not trash)

    def edit(self) -> None:
        """Open the form of the selected event; take the selected ones out of the trash."""
        if self._in_trash:
            self._actions.restore(self._selected())
            return
        row = self.one()
        if row is not None:
            self._actions.edit(row)

    def delete(self) -> None:
        """Put the selected events into the trash; those in it stay."""
        if self._in_trash:
            return
        self._actions.delete(self._selected())

    def paste(self) -> None:
        """Attach the clipboard's picture to the selected event."""
        row = self.one()
        if row is not None and not self._in_trash:
            self._actions.paste(row)

    def show_menu(self, place: QPoint) -> None:
        """Show the verbs at a place of the screen."""
        if not self._selected():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if self._in_trash:
            menu.addAction(self.tr("Вернуть в журнал")).triggered.connect(self.edit)
            menu.popup(place)
            return
        if self.one() is not None:
            menu.addAction(self.tr("Изменить…")).triggered.connect(self.edit)
            menu.addAction(self.tr("Повторить с новой датой\tCtrl+D")).triggered.connect(self.repeat_wanted)
            self._fill_proof_menu()
            menu.addActions(self.proof_menu.actions())
            menu.addSeparator()
        menu.addAction(self.tr("Удалить")).triggered.connect(self.delete)
        menu.popup(place)

    def _set_up_buttons(self) -> None:
        self.edit_button.setText(self.tr("Изменить…"))
        self.edit_button.setToolTip(self.tr("Enter"))
        self.edit_button.clicked.connect(self.edit)
        self.proof_button.setText(self.tr("Подтверждение"))
        open_menu_by(self.proof_button, self.proof_menu)
        self.delete_button.setText(self.tr("Удалить"))
        self.delete_button.setToolTip(self.tr("Delete; удаление можно отменить"))
        self.delete_button.clicked.connect(self.delete)
        self.coverage_button.setText(self.tr("Охват"))
        self.coverage_button.setCheckable(True)
        self.coverage_button.setToolTip(self.tr("Показать или спрятать охват по классам"))
        self.coverage_button.toggled.connect(self._on_coverage_toggled)

    def _on_coverage_toggled(self, shown: bool) -> None:  # noqa: FBT001 - the signal's own argument
        self.coverage_button.setText(self.tr("Скрыть охват") if shown else self.tr("Охват"))
        self.coverage_toggled.emit(shown)

    def _fill_proof_menu(self) -> None:
        self.proof_menu.clear()
        row = self.one()
        if row is None:
            return
        view = self.proof_menu.addAction(self.tr("Показать"))
        view.setEnabled(row.attachment_id is not None)
        view.triggered.connect(lambda: self._actions.view(row.attachment_id))
        choose = self.proof_menu.addAction(self.tr("Приложить снимок или PDF…"))
        choose.triggered.connect(lambda: self._actions.choose_file(row))
        paste = self.proof_menu.addAction(self.tr("Вставить снимок из буфера"))
        paste.setEnabled(self._actions.can_paste())
        paste.triggered.connect(lambda: self._actions.paste(row))
