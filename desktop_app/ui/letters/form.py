"""What may be chosen on a paper before it is registered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from desktop_app.russian.dates import short_date
from desktop_app.services.directive.types import DirectiveRow
from desktop_app.services.errors import FieldError
from desktop_app.services.letters.types import EnclosureDraft, LetterDraft, LetterRow, PaperKind
from desktop_app.ui.kit.date_field import DateField
from desktop_app.ui.kit.fields import ChoiceField, TextField
from desktop_app.ui.kit.form import Form
from desktop_app.ui.kit.labels import quiet, text_label
from desktop_app.ui.kit.slices import Steps
from desktop_app.ui.letters.enclosures_field import EnclosuresField
from desktop_app.ui.letters.words import profile_names

_SHOWN = {
    "since": {PaperKind.CONFIRMATION, PaperKind.BANNER_REPORT},
    "until": {PaperKind.CONFIRMATION, PaperKind.BANNER_REPORT},
    "enclosures": {PaperKind.CONFIRMATION},
}
"""Which kinds of paper each of these fields is for; the others are for all."""


class LetterForm(Form):
    """Profile, date, period, attachments, and the text: it follows the record until the user rewrites it."""

    template_wanted = Signal(str)
    """The kind of paper whose template the user wants to change for good."""

    def __init__(self, parent: QWidget | None = None, *, by_parts: bool = False) -> None:
        super().__init__(parent)
        self._draft: LetterDraft | None = None
        self._proposed = ""
        self._letters: dict[int, str] = {}
        self.build(self._parts(), by_parts=by_parts)

    def _parts(self) -> Steps:
        self.correction = text_label("", role="strong", parent=self)
        self.add_widget(self.correction)
        self.add("directive_id", self.tr("В ответ на письмо"), ChoiceField({}))
        self.profile = ChoiceField(profile_names())
        self.add("profile", self.tr("Оформление"), self.profile, half=True)
        self.add("dated", self.tr("Дата бумаги"), DateField(), half=True)
        self.add("since", self.tr("Период с"), DateField(), half=True, hint=self.tr("Пусто — с даты письма"))
        self.add(
            "until", self.tr("Период по"), DateField(), half=True, hint=self.tr("Пусто — по дату бумаги")
        )
        yield
        self.enclosures = EnclosuresField()
        self.add("enclosures", self.tr("Приложения"), self.enclosures)
        self.text = TextField(lines=9)
        self.add("edited_text", self.tr("Текст (абзац — с новой строки)"), self.text)
        self.restore_button: QPushButton = quiet(self.tr("Вернуть текст по записям"), self)
        self.restore_button.clicked.connect(self._on_restore)
        self.buttons.insertWidget(2, self.restore_button)
        self.template_button: QPushButton = quiet(self.tr("Образец текста…"), self)
        self.template_button.setToolTip(self.tr("Изменить текст для всех следующих бумаг этого вида"))
        self.template_button.clicked.connect(self._on_template)
        self.buttons.insertWidget(3, self.template_button)
        self.changed.connect(self._show_restore)
        self.set_checker(self._problems)

    def set_letters(self, letters: Sequence[DirectiveRow]) -> None:
        """Take the letters a paper may answer, for the drafts shown from now on."""
        self._letters = {
            one.id: self.tr("№ {0} от {1}").format(one.number, short_date(one.dated))
            for one in letters
            if one.dated is not None
        }

    def show_draft(self, row: LetterRow, proposed: str, own: str = "") -> None:
        """Show a stored draft, its text by the record, and what the school calls its own layout."""
        self.profile.set_choices(profile_names(own))
        self._proposed = proposed
        self._draft = draft_of(row)
        self.correction.setText(self.tr("Взамен бумаги {0}").format(row.corrects) if row.corrects else "")
        self.correction.setVisible(bool(row.corrects))
        for name, kinds in _SHOWN.items():
            self.field(name).parentWidget().setVisible(row.kind in kinds)
        self._offer_letters(row.directive_id)
        self.set_values(
            {
                "directive_id": row.directive_id,
                "profile": row.profile,
                "dated": row.dated,
                "since": row.since,
                "until": row.until,
                "enclosures": row.enclosures,
                "edited_text": row.edited_text or proposed,
            }
        )
        self._show_restore()

    def draft(self) -> LetterDraft:
        """Return the paper as it stands in the form."""
        if self._draft is None:
            raise RuntimeError("no draft is shown")
        values = self.values()
        text = values.pop("edited_text")
        return replace(self._draft, **values, edited_text=None if text == self._proposed.strip() else text)

    def follow(self, proposed: str) -> None:
        """Take a new text by the record, unless the user wrote one of their own."""
        if proposed == self._proposed:
            return
        own = self.text.value() != self._proposed.strip()
        self._proposed = proposed
        if not own:
            self.take("edited_text", proposed)
        self._show_restore()

    def _offer_letters(self, answered: int | None) -> None:
        """Let the letter be chosen; where the only one is answered anyway there is nothing to choose."""
        choice = self.field("directive_id")
        choice.set_choices(self._letters, empty=None if answered in self._letters else self.tr("ни на какое"))
        choice.parentWidget().setVisible(choice.count() > 1)

    def _problems(self) -> tuple[FieldError, ...]:
        """Name a period that runs backwards, beside its field."""
        since, until = self.field("since").value(), self.field("until").value()
        if since is not None and until is not None and until < since:
            return (FieldError("until", self.tr("Раньше начала периода.")),)
        return ()

    def _on_template(self) -> None:
        if self._draft is not None:
            self.template_wanted.emit(self._draft.kind.value)

    def _on_restore(self) -> None:
        self.text.set_value(self._proposed)

    def _show_restore(self) -> None:
        """Offer the way back from a text written by hand; such a text follows no template any more."""
        by_hand = self.text.value() != self._proposed.strip()
        self.restore_button.setVisible(by_hand)
        self.template_button.setVisible(not by_hand)


def draft_of(row: LetterRow) -> LetterDraft:
    """Return the stored choices of a draft as they would be sent again."""
    return LetterDraft(
        kind=row.kind,
        directive_id=row.directive_id,
        appointment_id=row.appointment_id,
        profile=row.profile,
        edited_text=row.edited_text,
        dated=row.dated,
        since=row.since,
        until=row.until,
        enclosures=tuple(
            EnclosureDraft(kind=one.kind, title=one.title, copies=one.copies) for one in row.enclosures
        ),
        corrects_id=row.corrects_id,
    )
