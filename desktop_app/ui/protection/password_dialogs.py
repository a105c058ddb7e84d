"""Set, change and take away the password, and ask for one of a copy; the work runs behind the dialog."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Generic, TypeVar

from PySide6.QtWidgets import QProgressBar, QWidget

from desktop_app.services.errors import AppError, FieldError, ValidationError
from desktop_app.services.protection.passwords import password_problems, strength
from desktop_app.ui.kit.decision import DecisionDialog
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.protection.password_box import PasswordBox

T = TypeVar("T")


class _WorkDialog(DecisionDialog, Generic[T]):
    """A decision whose work is slow: the dialog stays until it is done or refused, typing included."""

    def __init__(self, title: str, verb: str, work: Callable[[dict[str, str]], T], parent: QWidget) -> None:
        super().__init__(parent)
        self._work = work
        self._busy = False
        self.done_with: T | None = None
        """What the work returned."""
        self.setWindowTitle(title)
        self.setMinimumWidth(520)
        self.accept_button.setText(verb)
        self.waiting = QProgressBar(self)
        self.waiting.setRange(0, 0)
        self.waiting.setTextVisible(False)
        self.waiting.setAccessibleName(self.tr("Идёт работа"))
        self.waiting.hide()

    def finish_layout(self) -> None:
        """Put the sign of work below the fields, and the cursor into the first of them."""
        self.form.add_widget(self.waiting)
        for before, after in pairwise(self.form.field(name) for name in self.form.values()):
            before.lead_to(after)
        self.form.show_field(next(iter(self.form.values())))

    def accept(self) -> None:
        """Do the work, then close."""
        values = dict(self.form.values())
        self._wait(waiting=True)
        Operation(self, lambda: self._work(values), self._on_done, self._on_refused).start()

    def reject(self) -> None:
        """Leave, unless the work is under way: it cannot be left half done."""
        if not self._busy:
            self._wipe()
            super().reject()

    def _on_done(self, result: T) -> None:
        self.done_with = result
        self._wait(waiting=False)
        self._wipe()
        super().accept()

    def _on_refused(self, error: AppError) -> None:
        self._wait(waiting=False)
        errors = (
            error.errors if isinstance(error, ValidationError) else (FieldError(error.field, str(error)),)
        )
        self.form.refuse(errors)

    def _wait(self, *, waiting: bool) -> None:
        self._busy = waiting
        self.waiting.setVisible(waiting)
        self.form.setEnabled(not waiting)
        self.accept_button.setEnabled(not waiting)
        self.cancel_button.setEnabled(not waiting)  # it cannot be left half done, and must not look so

    def _wipe(self) -> None:
        for name in self.form.values():
            self.form.field(name).set_value("")


class NewPasswordDialog(_WorkDialog[T]):
    """A new password twice, and the present one before it where it has to be proved."""

    def __init__(
        self,
        title: str,
        verb: str,
        explanation: str,
        work: Callable[[dict[str, str]], T],
        parent: QWidget,
        *,
        prove: bool = False,
    ) -> None:
        super().__init__(title, verb, work, parent)
        self.explain(explanation)
        if prove:
            self.form.add("current", self.tr("Нынешний пароль"), PasswordBox())
        self.form.add("password", self.tr("Новый пароль"), PasswordBox())
        self.form.add("again", self.tr("Ещё раз"), PasswordBox())
        self.finish_layout()
        self.form.changed.connect(self._show_strength)
        self._show_strength()
        self.form.check()

    def problems(self) -> tuple[FieldError, ...]:
        """Ask for everything, in order."""
        values = self.form.values()
        if "current" in values and not values["current"]:
            return (FieldError("current", self.tr("Введите нынешний пароль.")),)
        return password_problems(values["password"], values["again"])

    def _show_strength(self) -> None:
        found = strength(self.form.values()["password"])
        said = found.sentence if found.enough else ""  # why it will not do stands below the field anyway
        self.form.field("password").tell(said, "good" if found.good else "")


class ProveDialog(_WorkDialog[T]):
    """The present password, for what only its owner may do."""

    def __init__(
        self, title: str, verb: str, explanation: str, work: Callable[[dict[str, str]], T], parent: QWidget
    ) -> None:
        super().__init__(title, verb, work, parent)
        self.explain(explanation)
        self.form.add("current", self.tr("Нынешний пароль"), PasswordBox())
        self.finish_layout()
        self.form.check()

    def problems(self) -> tuple[FieldError, ...]:
        """Ask for the password."""
        if self.form.values()["current"]:
            return ()
        return (FieldError("current", self.tr("Введите нынешний пароль или ключ с листа восстановления.")),)
