"""Is the banner on the portal's page: a saved page, or the page itself when the user asks for the network."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from desktop_app.services.banners.types import CheckDraft, CheckOutcome, PortalRow
from desktop_app.services.errors import AppError
from desktop_app.services.page_check.types import Answer, PageAnswer, Verdict
from desktop_app.ui.banners.official_banner import OfficialBanner
from desktop_app.ui.kit.badge import Badge
from desktop_app.ui.kit.drop import last_folder, remember_folder, take_copy
from desktop_app.ui.kit.keeping import keep_typing
from desktop_app.ui.kit.labels import not_by_enter, primary, rule, text_label
from desktop_app.ui.kit.operation import Operation
from desktop_app.ui.kit.room import resize_within
from desktop_app.ui.theme.colours import Tone
from desktop_app.ui.theme.style import GAP, MARGIN

if TYPE_CHECKING:
    from datetime import date

    from desktop_app.services.container import Services

_TONES = {Verdict.FOUND: Tone.GOOD, Verdict.NOT_FOUND: Tone.BAD, Verdict.UNSURE: Tone.BUSY}


class PageCheckDialog(QDialog):
    """Ask where the page is, show the three answers, and offer to write the look down."""

    looked = Signal(object)
    """A ``CheckDraft`` to store: the page was looked at, without a picture of the screen."""
    banners_changed = Signal()
    """The official banners of the record have changed."""

    def __init__(self, services: Services, portal: PortalRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._services = services
        self._portal = portal
        self._answer: PageAnswer | None = None
        self._operation: Operation[PageAnswer] | None = None
        self.setWindowTitle(self.tr("Проверка страницы: {0}").format(portal.name))
        self.setAcceptDrops(True)
        resize_within(self, 760, 560)
        self.official = OfficialBanner(services, self)
        self.official.changed.connect(self.banners_changed)
        keep_typing(self, self.official.form, services.form_drafts, "official")
        self.file_button = QPushButton(self.tr("Сохранённая страница…"), self)
        self.file_button.setToolTip(self.tr("Файл, сохранённый в браузере (Ctrl+S): HTML или MHTML"))
        self.file_button.clicked.connect(self._on_choose)
        self.web_button = QPushButton(self.tr("Проверить по адресу"), self)
        self.web_button.setToolTip(self.tr("Программа один раз обратится к сайту: {0}").format(portal.url))
        self.web_button.setEnabled(bool(portal.url))
        self.web_button.clicked.connect(self._on_web)
        self.problem = text_label("", role="problem", parent=self)
        self.problem.hide()
        self.record_button = primary(self.tr("Записать проверку"), self)
        self.record_button.clicked.connect(self._on_record)
        self.close_button = QPushButton(self.tr("Закрыть"), self)
        self.close_button.clicked.connect(self.reject)
        self.cancel_button = QPushButton(self.tr("Прервать"), self)
        self.cancel_button.clicked.connect(self._stop)
        not_by_enter(*self.findChildren(QPushButton))
        self._lay_out()
        self._show_idle()

    def check_file(self, path: Path) -> None:
        """Check a saved page."""

        def op() -> PageAnswer:
            try:
                return self._services.page_check.check_file(path)
            except OSError as error:
                raise AppError(self.tr("Файл «{0}» не читается.").format(path.name)) from error

        self._start(op)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a saved page anywhere on the dialog."""
        if event.mimeData().hasUrls():
            take_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """Check the page that was dropped."""
        path = next((url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()), "")
        if path:
            take_copy(event)
            self.check_file(Path(path))

    def reject(self) -> None:
        """Close; a check under way is dropped, what was typed of the banner is kept."""
        self._stop()
        self.official.settle()
        super().reject()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, MARGIN - GAP, MARGIN, MARGIN - GAP)
        column.setSpacing(GAP + 4)
        column.addWidget(self.official)
        column.addWidget(rule(self))
        ways = QHBoxLayout()
        ways.addWidget(self.file_button)
        ways.addWidget(self.web_button)
        ways.addWidget(self.cancel_button)
        ways.addStretch(1)
        column.addLayout(ways)
        column.addWidget(self.problem)
        self.said = text_label("", role="muted", parent=self)
        self.advice = text_label(
            self.tr("Посмотрите страницу сами и добавьте снимок экрана: он и станет доказательством."),
            parent=self,
        )
        self.advice.hide()
        answers = QWidget(self)
        self._grid = QGridLayout(answers)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(2 * GAP)
        self._grid.setVerticalSpacing(GAP)
        self._grid.setColumnStretch(2, 1)
        self.answers = QStackedWidget(self)
        self.answers.addWidget(self.said)
        self.answers.addWidget(answers)
        column.addWidget(self.answers, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(self.advice)
        column.addStretch(1)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.record_button)
        buttons.addWidget(self.close_button)
        column.addLayout(buttons)

    def _show_idle(self, *, busy: bool = False) -> None:
        self.file_button.setVisible(not busy)
        self.web_button.setVisible(not busy)
        self.cancel_button.setVisible(busy)
        told = self._answer is not None and self._answer.verdict is not Verdict.UNSURE
        self.record_button.setEnabled(told)
        self.record_button.setToolTip("" if told else self.tr("Записывают только ясный ответ"))
        self.advice.setVisible(self._answer is not None and not told)
        if self._answer is None:
            self.said.setText(
                self.tr("Страница читается…")
                if busy
                else self.tr(
                    "Откройте страницу портала в браузере, нажмите Ctrl+S и выберите сохранённый файл здесь "
                    "или перетащите его в это окно. Программа поищет баннер, ссылку и слова."
                )
            )
            self.answers.setCurrentIndex(0)

    def _start(self, op: Callable[[], PageAnswer]) -> None:
        self._stop()
        if not self.official.settle():
            return
        self.problem.hide()
        self._answer = None
        self._operation = Operation(self, op, self._on_answered, self._on_refused)
        self._show_idle(busy=True)
        self._operation.start()

    def _stop(self) -> None:
        if self._operation is not None:
            self._operation.cancel()
            self._operation = None
        self._show_idle()

    def _on_choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(
            self,
            self.tr("Сохранённая страница"),
            str(last_folder()),
            self.tr("Страницы (*.html *.htm *.mhtml *.mht);;Все файлы (*)"),
        )
        if name:
            remember_folder(Path(name).parent)
            self.check_file(Path(name))

    def _on_web(self) -> None:
        self._start(lambda: self._services.page_check.check_address(self._portal.id))

    def _on_refused(self, error: AppError) -> None:
        self._operation = None
        self.problem.setText(str(error))
        self.problem.show()
        self._show_idle()

    def _on_answered(self, answer: PageAnswer) -> None:
        self._operation = None
        self._answer = answer
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        parts = (
            (self.tr("Картинка"), answer.picture),
            (self.tr("Ссылка"), answer.link),
            (self.tr("Слова"), answer.words),
        )
        for place, (words, part) in enumerate(parts):
            self._show_part(place, words, part)
        self.answers.setCurrentIndex(1)
        self._show_idle()
        (self.record_button if self.record_button.isEnabled() else self.close_button).setFocus()

    def _show_part(self, place: int, words: str, part: Answer) -> None:
        holder = self.answers.widget(1)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(text_label(words, role="strong", parent=holder), place, 0, top)
        self._grid.addWidget(Badge(self._verdict(part.verdict), _TONES[part.verdict], holder), place, 1, top)
        saw = text_label(part.saw, parent=holder)
        saw.setAccessibleName(f"{words}: {self._verdict(part.verdict)}. {part.saw}")
        self._grid.addWidget(saw, place, 2, top)

    def _verdict(self, verdict: Verdict) -> str:
        return {
            Verdict.FOUND: self.tr("найдено"),
            Verdict.NOT_FOUND: self.tr("не найдено"),
            Verdict.UNSURE: self.tr("сказать нельзя"),
        }[verdict]

    def _on_record(self) -> None:
        if self._answer is not None:
            self.looked.emit(self.draft(self._answer, self._services.letters.today()))
            self.accept()

    def draft(self, answer: PageAnswer, today: date) -> CheckDraft:
        """Return the look to store: without a picture of the screen it proves nothing, and says so."""
        missing = answer.verdict is Verdict.NOT_FOUND
        note = self.tr("Проверка страницы: картинка — {0}, ссылка — {1}, слова — {2}").format(
            *(self._verdict(part.verdict) for part in (answer.picture, answer.link, answer.words))
        )
        return CheckDraft(
            checked_on=today, outcome=CheckOutcome.MISSING if missing else CheckOutcome.SEEN, note=note
        )
