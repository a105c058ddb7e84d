"""The decisions of a paper's life: register, sent, acknowledged, answered, void."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QCompleter, QWidget

from desktop_app.services.errors import FieldError
from desktop_app.services.letters.reservations import ReservationRow
from desktop_app.ui.kit.date_field import DateField
from desktop_app.ui.kit.decision import DecisionDialog
from desktop_app.ui.kit.fields import ChoiceField, LineField
from desktop_app.ui.kit.labels import text_label


class RegisterDialog(DecisionDialog):
    """Give a paper its number: asked once, and said what becomes fixed."""

    starts_at = "number"
    """The reserve below is empty by itself, yet the number is what Enter agrees to."""

    def __init__(
        self, number: str, on: date, parent: QWidget, reserved: Sequence[ReservationRow] = ()
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Регистрация"))
        self.accept_button.setText(self.tr("Зарегистрировать"))
        self.explain(
            self.tr(
                "Номер, дата, текст и страницы станут окончательными: изменить их будет нельзя, "
                "можно только аннулировать бумагу с указанием причины."
            )
        )
        self.form.add("number", self.tr("Номер"), LineField(), half=True)
        self.form.add("dated", self.tr("Дата"), DateField(), half=True)
        self.proposed = number
        self.room = text_label("", role="muted", parent=self)
        self.room.hide()
        self.form.add_widget(self.room)
        self.form.field("number").changed.connect(self._show_room)
        if reserved:
            self._offer(reserved)
        self.form.set_values({"number": number, "dated": on, "held": None})

    def problems(self) -> tuple[FieldError, ...]:
        """Ask for a number and a date."""
        values = self.form.values()
        missing = {"number": self.tr("Укажите номер."), "dated": self.tr("Укажите дату.")}
        return tuple(FieldError(name, text) for name, text in missing.items() if not values.get(name))

    def number(self) -> str | None:
        """Return the number typed by hand, or None when the proposed one stands."""
        typed = str(self.form.values()["number"])
        return None if typed == self.proposed else typed

    def _show_room(self) -> None:
        """Say that the pages shown were set for another number, when the one typed needs other room."""
        typed = str(self.form.values()["number"])
        self.room.setText(
            self.tr("Страницы показаны с местом под № {0}: с этим номером строки могут лечь иначе.").format(
                self.proposed
            )
        )
        self.room.setVisible(len(typed) != len(self.proposed))

    def _offer(self, reserved: Sequence[ReservationRow]) -> None:
        """Let a number be taken from the reserve; choosing one writes it into the field."""
        held = {row.number: f"{row.number} — {row.note}" for row in reserved}
        choice = ChoiceField(held, empty=self.tr("Не брать, следующий по порядку"))
        self.form.add("held", self.tr("Номер из резерва"), choice)
        field = self.form.field("number")
        choice.changed.connect(lambda: field.set_value(choice.value() or self.proposed))


class OfferField(LineField):
    """A line of free text with usual ones offered: the arrow or Down shows them all."""

    def __init__(self, offers: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._completer = QCompleter(list(offers), self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup = self._completer.popup()
        if popup is not None:
            popup.setProperty("role", "offers")
        self.setCompleter(self._completer)
        self.offer = self.addAction(QIcon("icons:chevron-down.svg"), self.ActionPosition.TrailingPosition)
        self.offer.setToolTip(self.tr("Обычные способы"))
        self.offer.triggered.connect(self.show_offers)

    def show_offers(self) -> None:
        """Open the list under the field."""
        self.setFocus()
        self._completer.complete()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the list on Down."""
        if event.key() == Qt.Key.Key_Down:
            self.show_offers()
            return
        super().keyPressEvent(event)


class DatedNoteDialog(DecisionDialog):
    """A date and a line of text: sent how, the other side's number; ``offers`` are the usual texts."""

    def __init__(
        self, title: str, note: str, on: date, parent: QWidget, *, offers: Sequence[str] = ()
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.accept_button.setText(self.tr("Отметить"))
        self.form.add("on", self.tr("Дата"), DateField())
        self.form.add("note", note, OfferField(offers) if offers else LineField())
        self.form.set_values({"on": on, "note": ""})

    def problems(self) -> tuple[FieldError, ...]:
        """Ask for the date."""
        return () if self.form.values().get("on") else (FieldError("on", self.tr("Укажите дату.")),)


class AnswerDialog(DecisionDialog):
    """Which incoming letter answered the paper."""

    def __init__(self, number: str, letters: Mapping[int, str], linked: int | None, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Ответ на № {0}").format(number))
        self.accept_button.setText(self.tr("Связать"))
        self.explain(
            self.tr("Выберите входящее письмо, которым ответили. Новое письмо добавляют на экране «Обзор».")
        )
        field = ChoiceField(letters, empty=self.tr("Ответа нет"))
        self.form.add("answer_id", self.tr("Входящее письмо"), field)
        self.form.set_values({"answer_id": linked})


class ReasonDialog(DecisionDialog):
    """Why a registered paper is void; its number stays taken."""

    def __init__(self, number: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Аннулировать № {0}").format(number))
        self.accept_button.setText(self.tr("Аннулировать"))
        self.form.add(
            "reason",
            self.tr("Причина"),
            LineField(),
            hint=self.tr("Номер останется в журнале с этой причиной и больше не будет выдан."),
        )
        self.form.set_values({"reason": ""})

    def problems(self) -> tuple[FieldError, ...]:
        """Ask for the reason."""
        return (
            () if self.form.values().get("reason") else (FieldError("reason", self.tr("Напишите причину.")),)
        )
