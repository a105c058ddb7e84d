"""The first three steps: the school, the letter, the coordinator."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from desktop_app.services.coordinator.types import AppointmentDraft, AppointmentFields
from desktop_app.ui.kit.aside import aside
from desktop_app.ui.kit.date_field import DateField
from desktop_app.ui.kit.fields import LineField
from desktop_app.ui.kit.form import Form
from desktop_app.ui.kit.keeping import FormKeeper
from desktop_app.ui.kit.labels import quiet, scrolled
from desktop_app.ui.kit.slices import Steps
from desktop_app.ui.overview.letter_form import LetterForm, kept_as
from desktop_app.ui.school.school_form import SchoolForm
from desktop_app.ui.theme.style import GAP

if TYPE_CHECKING:
    from desktop_app.services.container import Services


class Step(QWidget):
    """One step: it can be stored when it is ready, and it can always be skipped."""

    changed = Signal()
    """Readiness may have changed."""
    failed = Signal(object)

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.services = services
        self.unbuilt: Steps = iter(())
        """What is still to be done until the step can be used."""
        self.title = ""
        self.text = ""

    def is_ready(self) -> bool:
        """Return whether storing would succeed as far as the step can know."""
        return True

    def load(self) -> None:
        """Show what is already stored, or what is proposed."""

    def begin(self) -> None:
        """Put the cursor where typing starts."""

    def set_whole(self, *, whole: bool) -> None:
        """Show all of the step, or what a place of its own that scrolls has room for."""

    def has_unsaved(self) -> bool:
        """Return whether something typed is not stored yet."""
        return False

    def keep(self) -> None:
        """Keep what is typed and not stored: its own screen shows it later."""

    def store(self) -> bool:
        """Store the step; False when it was refused, with the reason shown."""
        return True


class FormStep(Step):
    """A step that is one form; it is made in ``self.holder``, where it stays and is styled once."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._keeper: FormKeeper | None = None
        self._area = QScrollArea(self)
        self._whole = False
        self.holder = QWidget(self._area.viewport())
        self._inside = QVBoxLayout(self.holder)
        self._inside.setContentsMargins(0, 0, 2 * GAP, 0)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(scrolled(self.holder, self._area))

    def set_whole(self, *, whole: bool) -> None:
        """Take the form out of its place that scrolls, or put it back; the cursor stays where it is."""
        if whole == self._whole:
            return
        self._whole = whole
        held = self.holder.focusWidget() if self.holder.isAncestorOf(self.window().focusWidget()) else None
        if whole:
            self._column.addWidget(self._area.takeWidget())
            self.holder.setAutoFillBackground(False)  # the area's own doing: it would be grey on the card
        else:
            self._column.removeWidget(self.holder)
            self._area.setWidget(self.holder)
        self._area.setVisible(not whole)
        self.holder.show()
        if held is not None:
            held.setFocus()

    def begin(self) -> None:
        """Put the cursor into the first field."""
        self.form.show_field(next(iter(self.form.values())))

    def is_ready(self) -> bool:
        """Return whether the form is valid."""
        return self.form.is_valid()

    def has_unsaved(self) -> bool:
        """Return whether the form differs from what it was loaded with."""
        return self.form.has_unsaved()

    def keep(self) -> None:
        """Keep what is typed, if a screen waits for it."""
        if self._keeper is not None:
            self._keeper.keep()

    def store(self) -> bool:
        """Send the form to its service."""
        with self.form.attempt(self.failed.emit) as attempt:
            self._send()
            self.form.mark_saved()
        return attempt.done

    def _keep_for(self, screen: str, content: Callable[[], Mapping[str, Any] | None]) -> None:
        """Keep what is typed under the name of the screen with the same fields, as that one writes it."""
        self._keeper = FormKeeper(self.services.form_drafts, screen, content, self)
        self._keeper.watch(self.form)

    def _retype(self, of: Callable[[Mapping[str, Any]], Mapping[str, Any]] = lambda kept: kept) -> None:
        """Type again what a crash took of this step; ``of`` finds the fields in what was kept."""
        kept = self._keeper.take() if self._keeper is not None else None
        if kept is not None:
            self.form.retype(of(kept.values), kept.saved_at)

    def _take(self, form: Form) -> None:
        self.form = form
        form.button_bar.hide()
        form.checked.connect(self.changed)
        self._inside.addWidget(form)
        self._inside.addStretch(1)

    def _send(self) -> None:
        raise NotImplementedError


class SchoolStep(FormStep):
    """Name, founder, head."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.school = SchoolForm(self.holder, brief=True, by_parts=True)
        self.unbuilt = self.school.unbuilt
        self._take(self.school)
        self.title = self.tr("Школа")
        self.text = self.tr(
            "Эти слова встанут на бланк. Остальные реквизиты можно дописать потом в разделе «Школа»."
        )
        self.school.set_checker(lambda: services.school.check(self.school.draft()))
        self._keep_for("school", self.school.typed)

    def load(self) -> None:
        """Show the stored school."""
        self.school.keep(self.services.school.get())
        self._retype()

    def _send(self) -> None:
        draft = self.school.draft()
        self.school.keep(aside(lambda: self.services.school.save(draft)))


class LetterStep(FormStep):
    """The ministry's letter, filled in already."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.letter = LetterForm(self.holder, by_parts=True)
        self.unbuilt = self.letter.unbuilt
        self._take(self.letter)
        self.title = self.tr("Письмо")
        self.text = self.tr(
            "Письмо министерства о проекте «Заступник» уже заполнено. "
            "Проверьте и впишите входящий номер, если он есть."
        )
        self.read_button = quiet(self.tr("Пришло другое письмо? Взять из его текста…"), self.holder)
        self.read_button.clicked.connect(self.read_text)
        self._inside.insertWidget(0, self.read_button, 0, Qt.AlignmentFlag.AlignLeft)
        self._stored: int | None = None
        self._kept_as = ""
        self.letter.set_checker(lambda: services.directives.check(self.letter.draft(), self._stored))

    def load(self) -> None:
        """Show the stored letter, or the ministry's one."""
        current = self.services.directives.current()
        self._stored = current.id if current else None
        self.letter.set_values(current or self.services.directives.preset())
        name = kept_as(self._stored)
        if name != self._kept_as:
            self._kept_as = name
            self._keep_for(name, partial(self._typed, name))
        self._retype()

    def _typed(self, name: str) -> dict[str, Any] | None:
        """Return what a crash would take; of a new letter all of it, its own dialog begins with nothing."""
        if name != self._kept_as or not self.has_unsaved():
            return None
        return self.letter.typed() if self._stored is not None else self.letter.whole()

    def read_text(self) -> None:
        """Fill the form with what is read in a text that was copied from another letter."""
        from desktop_app.ui.overview.reading_dialog import ReadingDialog  # noqa: PLC0415 - few letters are pasted

        dialog = ReadingDialog(self)
        dialog.accepted.connect(lambda: self.letter.propose(dialog.draft()))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _send(self) -> None:
        draft, over = self.letter.draft(), self._stored
        self._stored = aside(lambda: self.services.directives.save(draft, over)).id


class CoordinatorStep(FormStep):
    """Who answers for it, since when, by which order."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        form = Form(self.holder)
        self._take(form)
        self.title = self.tr("Координатор")
        self.text = self.tr("Кто отвечает за информирование о проекте. Приказ можно вписать и позже.")
        self._stored: int | None = None
        self._hidden: dict[str, object] = {}
        self._fill(form)
        form.set_checker(lambda: services.coordinator.check(self.draft(), self._stored))
        self._keep_for("coordinator", self._typed)

    def draft(self) -> AppointmentDraft:
        """Return what is typed over what was stored."""
        return AppointmentDraft(**{**self._hidden, **self.form.values()})

    def load(self) -> None:
        """Show who is in office."""
        current = self.services.coordinator.current()
        self._stored = current.id if current else None
        shown = current or AppointmentFields()
        self._hidden = {name: getattr(shown, name) for name in AppointmentDraft.__dataclass_fields__}
        self.form.set_values(shown)
        self._retype(lambda kept: kept["typed"] if kept["of"] == self._stored else {})

    def _fill(self, form: Form) -> None:
        form.add("name", self.tr("Фамилия, имя, отчество"), LineField())
        form.add("post", self.tr("Должность"), LineField(self.tr("заместитель директора")))
        form.add("appointed_on", self.tr("Отвечает с"), DateField())
        form.add("order_number", self.tr("Номер приказа"), LineField(), half=True)
        form.add("order_date", self.tr("Дата приказа"), DateField(), half=True)
        form.add("phone", self.tr("Телефон"), LineField(), half=True)
        form.add("email", self.tr("Электронная почта"), LineField(), half=True)

    def _typed(self) -> dict[str, Any] | None:
        return {"of": self._stored, "typed": self.form.typed()} if self.has_unsaved() else None

    def _send(self) -> None:
        draft, over = self.draft(), self._stored
        self._stored = aside(lambda: self.services.coordinator.save(draft, over)).id
