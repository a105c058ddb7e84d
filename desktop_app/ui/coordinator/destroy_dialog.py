"""Destroy a former coordinator's data: what goes, what stays and why, then the act to print or save."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.services.coordinator.types import AppointmentRow, DestructionPlan
from desktop_app.services.errors import AppError
from desktop_app.ui.kit.fields import CheckField
from desktop_app.ui.kit.labels import not_by_enter, primary, retouch, scrolled, text_label
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.kit.pages import PagePreview
from desktop_app.ui.kit.room import resize_within
from desktop_app.ui.letters.actions import LetterActions
from desktop_app.ui.letters.printing import print_pdf
from desktop_app.ui.theme.style import GAP, MARGIN

if TYPE_CHECKING:
    from desktop_app.services.container import Services
    from desktop_app.services.papers.press import RenderedPaper

_WIDTH, _HEIGHT = 760, 640


class DestroyDialog(QDialog):
    """There is no way back, so the button waits for a tick; the act is shown as soon as all is done."""

    def __init__(
        self, services: Services, row: AppointmentRow, plan: DestructionPlan, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._services = services
        self._row = row
        self._kept = False
        self._working = False
        self.finished_for_good = False
        """Whether the data is gone; the act is then in ``preview``."""
        self.setWindowTitle(self.tr("Уничтожить персональные данные"))
        self.files = LetterActions(services, self)
        self.files.told.connect(self._on_told)
        self.problem = text_label("", role="problem", parent=self)
        self.problem.hide()
        self.stack = QStackedWidget(self)
        self.stack.addWidget(scrolled(self._question(plan)))
        self.stack.addWidget(self._answer())
        self.close_button = QPushButton(self.tr("Отмена"), self)
        self.close_button.clicked.connect(self.reject)
        self.destroy_button = primary(self.tr("Уничтожить"), self)
        self.destroy_button.setEnabled(False)
        self.destroy_button.clicked.connect(self._on_destroy)
        self.sure.changed.connect(lambda: self.destroy_button.setEnabled(self.sure.value()))
        foot = QHBoxLayout()
        foot.addStretch(1)
        for button in (self.print_button, self.pdf_button, self.close_button, self.destroy_button):
            not_by_enter(button)
            foot.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        column.setSpacing(2 * GAP)
        column.addWidget(self.stack, 1)
        column.addWidget(self.problem)
        column.addLayout(foot)
        self.setMinimumWidth(620)
        resize_within(self, 660, 540)

    def reject(self) -> None:
        """Close; an act that was neither printed nor saved is asked about once, it cannot be made again.

        While the data is being destroyed there is nothing to go back to, and the act is still to come.
        """
        if self._working:
            return
        if self.finished_for_good and not self._kept:
            self._kept = True
            self._say(
                self.tr("Акт не напечатан и не сохранён, второй раз его не составить. Закрыть всё равно?")
            )
            self.close_button.setText(self.tr("Закрыть без акта"))
            return
        self.done(int(self.finished_for_good))

    def _question(self, plan: DestructionPlan) -> QWidget:
        page = QWidget(self)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(text_label(self._row.name, role="heading", parent=page))
        for heading, lines in (
            (self.tr("Будет уничтожено"), self._goes(plan)),
            (self.tr("Останется"), self._stays(plan)),
        ):
            column.addWidget(text_label(heading, role="strong", parent=page))
            for line in lines:
                column.addWidget(text_label(f"•\u00a0{line}", parent=page))
        column.addWidget(
            text_label(
                self.tr(
                    "После этого появится акт с фамилией: напечатайте или сохраните его, в файле её нет."
                ),
                role="muted",
                parent=page,
            )
        )
        self.sure = CheckField(self.tr("Понимаю, что вернуть данные будет нельзя"), page)
        column.addWidget(self.sure)
        column.addStretch(1)
        self.sure.setFocus()
        return page

    def _goes(self, plan: DestructionPlan) -> list[str]:
        return [
            self.tr(
                "{0} — в записи и во всей истории изменений файла: там на месте имени останется «…»."
            ).format(", ".join(plan.goes)),
            self.tr("Возможность отменить прежние действия: «Отменить» дальше этого места не пойдёт."),
        ]

    def _stays(self, plan: DestructionPlan) -> list[str]:
        lines = [self.tr("Должность, даты и приказ: без имени они ни о ком не говорят.")]
        if plan.papers:
            lines.append(
                self.tr(
                    "Зарегистрированные бумаги ({0}): закон об архивном деле велит хранить их без изменений."
                ).format(plan.papers)
            )
        if plan.elsewhere:
            lines.append(
                self.tr(
                    "Имя в других местах учёта, где оно записано отдельно: {0}. "
                    "Если и там оно больше не нужно, сначала замените его: тогда исчезнет и из истории."
                ).format(", ".join(plan.elsewhere))
            )
        lines.append(self.tr("Резервные копии, сделанные раньше: удалите их, когда сделаете новую."))
        return lines

    def _answer(self) -> QWidget:
        self.preview = PagePreview(self)
        self.print_button = QPushButton(self.tr("Печать…"), self)
        self.print_button.setShortcut(QKeySequence.StandardKey.Print)
        self.print_button.clicked.connect(self._on_print)
        self.pdf_button = QPushButton(self.tr("Сохранить PDF…"), self)
        self.pdf_button.setShortcut(QKeySequence.StandardKey.Save)
        self.pdf_button.clicked.connect(self._on_pdf)
        for button in (self.print_button, self.pdf_button):
            button.hide()
        return self.preview

    def _on_destroy(self) -> None:
        self._working = True
        for widget in (self.destroy_button, self.close_button, self.sure):
            widget.setEnabled(False)
        destruction, row = self._services.destruction, self._row
        self._work = Operation(self, lambda: destruction.destroy(row.id), self._on_done, self._on_refused)
        self._work.start()

    def _on_done(self, act: RenderedPaper) -> None:
        self._working = False
        self.finished_for_good = True
        self._say("\n".join(act.warnings))
        self.preview.show_pdf(act.pdf)
        self.stack.setCurrentIndex(1)
        self.destroy_button.hide()
        self.close_button.setEnabled(True)
        self.close_button.setText(self.tr("Закрыть"))
        for button in (self.print_button, self.pdf_button):
            button.show()
        resize_within(self, _WIDTH, _HEIGHT)
        self.print_button.setFocus()

    def _on_refused(self, error: AppError) -> None:
        self._working = False
        for widget in (self.destroy_button, self.close_button, self.sure):
            widget.setEnabled(True)
        self._say(str(error))

    def _on_print(self) -> None:
        if self._attempt(lambda: print_pdf(self.preview.pdf, self.tr("Акт об уничтожении данных"), self)):
            self._on_told(self.tr("Акт отправлен на печать."))
            self._attempt(self._services.event_log.act_printed)

    def _on_pdf(self) -> None:
        name, kind = self.tr("Акт об уничтожении персональных данных.pdf"), self.tr("PDF (*.pdf)")
        if self._attempt(lambda: self.files.save_file(self.tr("Сохранить"), name, kind, self.preview.pdf)):
            self._attempt(self._services.event_log.act_saved)

    def _on_told(self, sentence: str) -> None:
        """Remember that the act is safe, and say where it is."""
        self._kept = True
        self._say(sentence, good=True)
        self.close_button.setText(self.tr("Закрыть"))

    def _attempt(self, action: Callable[[], object]) -> bool:
        try:
            return bool(action())
        except AppError as error:
            self._say(str(error))
            return False

    def _say(self, text: str, *, good: bool = False) -> None:
        self.problem.setText(text)
        retouch(self.problem, "role", "" if good else "problem")
        retouch(self.problem, "tone", "good" if good else "")
        self.problem.setVisible(bool(text))
