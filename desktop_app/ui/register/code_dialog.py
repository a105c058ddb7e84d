"""Ask the register about the code at the foot of a sheet."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QVBoxLayout, QWidget

from desktop_app.services.errors import AppError, FieldError
from desktop_app.services.letters.control import CodeAnswer
from desktop_app.ui.kit.badge import Badge
from desktop_app.ui.kit.decision import DecisionDialog
from desktop_app.ui.kit.fields import LineField
from desktop_app.ui.kit.labels import text_label
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.style import GAP


class CodeDialog(DecisionDialog):
    """A code and what the register says about it; stays open for the next sheet."""

    def __init__(self, ask: Callable[[str], CodeAnswer], parent: QWidget) -> None:
        super().__init__(parent)
        self._ask = ask
        self.setWindowTitle(self.tr("Проверить код с бумаги"))
        self.accept_button.setText(self.tr("Проверить"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for box in self.findChildren(QDialogButtonBox):
            box.button(QDialogButtonBox.StandardButton.Cancel).setText(self.tr("Закрыть"))
        self.explain(
            self.tr(
                "Внизу каждой зарегистрированной бумаги напечатан код журнала, каким он был перед ней. "
                "Если записи с тех пор убрали или переписали, кода в журнале не будет."
            )
        )
        self.form.add("code", self.tr("Код"), LineField(), hint=self.tr("Например, A1B2-C3D4-E5F6"))
        self.form.set_values({"code": ""})
        self.form.changed.connect(self._hide_answer)
        self.badge = Badge(parent=self)
        self.answer = text_label("", parent=self)
        self.answer.setMinimumHeight(4 * GAP)
        column = QVBoxLayout()
        column.addWidget(self.badge)
        column.addWidget(self.answer)
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - made so by the decision
        layout.insertLayout(layout.count() - 1, column)
        self._hide_answer()

    def problems(self) -> tuple[FieldError, ...]:
        """Ask for a code."""
        return () if self.form.values()["code"].strip() else (FieldError("code", self.tr("Введите код.")),)

    def accept(self) -> None:
        """Ask the register and show what it says; the dialog is closed by its other button."""
        try:
            found = self._ask(self.form.values()["code"])
        except AppError as error:
            self._hide_answer()
            self.form.refuse([FieldError(error.field or "code", error.message)])
            return
        tone = Tone.GOOD if found.good else Tone.BAD
        self.badge.show_state(self.tr("Найден") if found.good else self.tr("Не сходится"), tone)
        self.answer.setText(found.sentence)
        self.badge.show()
        self.answer.show()

    def _hide_answer(self) -> None:
        self.badge.hide()
        self.answer.hide()
