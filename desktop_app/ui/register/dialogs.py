"""The decisions of the reserve: keep a number for a paper to come, or give it up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QWidget

from desktop_app.services.errors import AppError, FieldError, ValidationError
from desktop_app.services.school.types import NumberSeries
from desktop_app.ui.kit.date_field import DateField
from desktop_app.ui.kit.decision import DecisionDialog
from desktop_app.ui.kit.fields import ChoiceField, LineField
from desktop_app.ui.kit.labels import text_label
from desktop_app.ui.register.words import series_names

Preview = Callable[[NumberSeries, date], str]
"""The next number of a series for a day; raises ``AppError``."""


class _TriedDialog(DecisionDialog):
    """A decision that is closed by its own success: a refusal stays beside its field."""

    def __init__(self, act: Callable[[dict[str, object]], None], parent: QWidget) -> None:
        super().__init__(parent)
        self._act = act

    def accept(self) -> None:
        """Carry the decision out, or show what the record has against it."""
        try:
            self._act(self.form.values())
        except ValidationError as error:
            self.form.refuse(error.errors)
        except AppError as error:
            self.form.refuse((FieldError("", str(error)),))
        else:
            super().accept()


class ReserveDialog(_TriedDialog):
    """Keep the next number, or a given one; what the next would be is shown while choosing."""

    starts_at = "note"
    """All else is filled in or may stay empty."""

    def __init__(
        self, preview: Preview, on: date, act: Callable[[dict[str, object]], None], parent: QWidget
    ) -> None:
        super().__init__(act, parent)
        self._preview = preview
        self.setWindowTitle(self.tr("Зарезервировать номер"))
        self.accept_button.setText(self.tr("Зарезервировать"))
        self.explain(
            self.tr(
                "Номер будет пропущен при регистрации других бумаг, пока его не возьмут или не освободят."
            )
        )
        self.form.add("series", self.tr("Журнал"), ChoiceField(series_names()), half=True)
        self.form.add("on", self.tr("Бумага будет от"), DateField(), half=True)
        hint = self.tr("Пусто — следующий по порядку")
        self.form.add("number", self.tr("Номер"), LineField(limit=60), hint=hint, half=True)
        self.next = text_label("", role="muted", parent=self)
        self.form.add_widget(self.next, half=True)
        self.form.add(
            "note", self.tr("Для какой бумаги"), LineField(self.tr("ответ на запрос, ждёт подписи"))
        )
        self.form.set_values({"series": NumberSeries.OUTGOING, "on": on, "number": "", "note": ""})
        self.form.changed.connect(self._show_next)
        self._show_next()

    def problems(self) -> tuple[FieldError, ...]:
        """Ask for the day and the paper."""
        values = self.form.values()
        missing = {"on": self.tr("Укажите дату."), "note": self.tr("Напишите, для какой бумаги номер.")}
        return tuple(FieldError(name, text) for name, text in missing.items() if not values.get(name))

    def _show_next(self) -> None:
        values = self.form.values()
        series, day = values["series"], values["on"]
        try:
            number = self._preview(series, day) if series is not None and day is not None else ""
        except AppError:
            number = ""
        self.next.setText(self.tr("Следующий по порядку: {0}").format(number) if number else "")


class ReleaseDialog(_TriedDialog):
    """Why a reserved number is not wanted any more."""

    def __init__(self, number: str, act: Callable[[dict[str, object]], None], parent: QWidget) -> None:
        super().__init__(act, parent)
        self.setWindowTitle(self.tr("Освободить № {0}").format(number))
        self.accept_button.setText(self.tr("Освободить"))
        hint = self.tr("Номер останется в списке с этой причиной и больше не будет выдан.")
        self.form.add("reason", self.tr("Причина"), LineField(), hint=hint)
        self.form.set_values({"reason": ""})

    def problems(self) -> tuple[FieldError, ...]:
        """Ask for the reason."""
        if self.form.values().get("reason"):
            return ()
        return (FieldError("reason", self.tr("Напишите причину.")),)
