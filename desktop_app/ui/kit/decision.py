"""A decision: a sentence on what it means, a few fields, and the button that does it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QScrollArea, QVBoxLayout, QWidget

from desktop_app.services.errors import AppError, DamagedError, FieldError, StorageError, ValidationError
from desktop_app.ui.kit.form import Form
from desktop_app.ui.kit.keeping import keep_typing
from desktop_app.ui.kit.labels import primary, scrolled, text_label
from desktop_app.ui.kit.room import room_of
from desktop_app.ui.theme.style import MARGIN

if TYPE_CHECKING:
    from desktop_app.services.form_drafts import FormDraftService


class DecisionDialog(QDialog):
    """A sentence on what becomes fixed, a few fields, and the button that does it."""

    starts_at = ""
    """The field the cursor begins in; empty: the first empty one, else the first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._carry_out: Callable[[dict[str, Any]], object] | None = None
        self._fields_here: Mapping[str, str] = {}
        self._refusal: AppError | None = None
        self._area: QScrollArea | None = None
        self.setMinimumWidth(460)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self._explanation = text_label("", parent=self)
        self._explanation.hide()
        column.addWidget(self._explanation)
        self.form = Form(self)
        self.form.save_button.hide()
        self.form.cancel_button.hide()
        self.form.asks_to_settle = False  # the button of the decision says what becomes of it
        self.form.set_checker(self.problems)
        column.addWidget(self.form)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.accept_button = primary("", self)  # dressed before the box looks at it, or it stays a plain one
        self.cancel_button = box.button(QDialogButtonBox.StandardButton.Cancel)
        box.addButton(self.accept_button, QDialogButtonBox.ButtonRole.AcceptRole)
        self.accept_button.setDefault(True)
        box.rejected.connect(self.reject)
        box.accepted.connect(self._on_accepted)
        column.addWidget(box)

    def showEvent(self, event: QShowEvent) -> None:
        """Put the cursor where the dialog begins."""
        super().showEvent(event)
        self._stay_on_screen()
        if self.starts_at:
            self.form.show_field(self.starts_at)
            return
        values = self.form.values()
        start = next((name for name, value in values.items() if value in (None, "")), next(iter(values), ""))
        self.form.show_field(start)

    def event(self, event: QEvent) -> bool:
        """Grow with a note that takes more lines than the one before it: Qt would lay it over its field."""
        if event.type() != QEvent.Type.LayoutRequest:
            return super().event(event)  # the last one leaves no dialog to ask
        done = super().event(event)
        if self.isVisible():
            self._stay_on_screen()
        return done

    def keep_as(self, drafts: FormDraftService, name: str) -> None:
        """Keep what is typed under a name until the dialog closes, and bring back what a crash took."""
        keep_typing(self, self.form, drafts, name)

    def explain(self, text: str) -> None:
        """Say above the fields what the decision means."""
        self._explanation.setText(text)
        self._explanation.show()

    def settle(
        self, work: Callable[[dict[str, Any]], object], names: Mapping[str, str] | None = None
    ) -> bool:
        """Ask, and carry the decision out; False when it was not taken.

        ``work`` gets the values. What the record has against one of them stays beside its field, and the
        dialog open, as it does while the disk refuses; any other ``AppError`` closes it and is raised.
        ``names``: the record's fields, by name, and what they are called here.
        """
        self._carry_out, self._fields_here = work, names or {}
        taken = self.exec() == QDialog.DialogCode.Accepted
        if self._refusal is not None:
            raise self._refusal
        return taken

    def accept(self) -> None:
        """Carry the decision out before closing, or show which field it is refused for."""
        if self._carry_out is not None:
            try:
                self._carry_out(self.form.values())
            except ValidationError as error:
                errors = [
                    replace(one, field=self._fields_here.get(one.field, one.field)) for one in error.errors
                ]
                if {one.field for one in errors} <= set(self.form.values()):
                    self.form.refuse(errors)
                    return
                self._refusal = error
            except DamagedError as error:
                self._refusal = error
            except StorageError as error:  # a full disk, a stick pulled out: to be tried again as it is typed
                self.form.refuse((FieldError("", str(error)),))
                return
            except AppError as error:
                self._refusal = error
        super().accept()

    def problems(self) -> tuple[FieldError, ...]:
        """Return what is wrong with the fields; nothing by default."""
        return ()

    def _stay_on_screen(self) -> None:
        """Be as high as the fields need; where the screen is lower, they scroll and the buttons stay."""
        layout = self.layout()
        if layout is None:
            return
        wanted, room = layout.totalHeightForWidth(self.width()), room_of(self).height()
        if wanted > room and self._area is None:
            self._area = QScrollArea(self)
            layout.replaceWidget(self.form, self._area)
            scrolled(self.form, self._area)
            layout.activate()  # till then the dialog may not be lower than all its fields
            self.resize(self.width(), room)
            return
        self.resize(self.width(), max(self.height(), min(wanted, room)))

    def _on_accepted(self) -> None:
        self.form.check()
        if self.form.is_valid():
            self.accept()
        else:
            self.form.refuse(self.problems())
