"""The tab of layout: what each kind of paper starts with, the school's own figures, the page beside them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from desktop_app.services.errors import AppError, FieldError
from desktop_app.services.layouts.figures import FIGURES
from desktop_app.services.layouts.profile import ProfileName
from desktop_app.services.layouts.types import WITH_LETTERHEAD, KindLayout, OwnLayoutDraft, PaperKind
from desktop_app.services.letters.types import LetterDraft
from desktop_app.ui.kit.aside import aside
from desktop_app.ui.kit.dressing import dressed, each_of
from desktop_app.ui.kit.fields import ChoiceField, DecimalField, LineField
from desktop_app.ui.kit.form import Form
from desktop_app.ui.kit.keeping import FormKeeper
from desktop_app.ui.kit.labels import quiet, scrolled
from desktop_app.ui.kit.slices import Steps
from desktop_app.ui.letters.words import kind_names, profile_names
from desktop_app.ui.school.live_page import Asked, LivePage
from desktop_app.ui.school.logo import LogoRow
from desktop_app.ui.school.section import Section
from desktop_app.ui.school.words import group_names, style_names
from desktop_app.ui.theme.style import GAP

if TYPE_CHECKING:
    from desktop_app.services.container import Services

_STANDARDS = (ProfileName.GOST_2025, ProfileName.GOST_2016)


class LayoutSection(Section):
    """Choices and figures left, the record's own paper set by them right."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._own_shown = False
        self._area = QScrollArea(self)
        self._holder = QWidget(self._area.viewport())  # all is made where it stays: moved, it is styled again
        self.form = Form(self._holder)
        self.form.submitted.connect(self._on_submitted)
        self.restore_button = quiet(self.tr("Вернуть стандарт"), self)
        self.restore_button.clicked.connect(self._on_restore)
        self.form.buttons.insertWidget(2, self.restore_button)
        self.logo = LogoRow(services, self._holder)
        self.logo.changed.connect(self._on_logo)

    def parts(self) -> Steps:
        """Fill the form, then place it beside the page."""
        yield from self._fill_form()
        QWidget.setTabOrder(self.form.cancel_button, self.restore_button)
        self.form.set_checker(self._problems)
        self.live = LivePage(self._asked, self)
        self.form.changed.connect(self.live.later)
        self.form.cancelled.connect(self.live.redraw)
        self.paper, self.caption, self.preview = self.live.paper, self.live.caption, self.live.preview
        yield
        # the layout measures every field: it finds them styled, and the widths of their numbers known
        yield from dressed(self)
        numbers = self.form.findChildren(DecimalField)
        yield from each_of(numbers, lambda one: (one.minimumSizeHint(), one.sizeHint()))
        self._lay_out()
        yield
        self._keeper = FormKeeper(self.services.form_drafts, "school:layout", self.form.typed, self)
        self._keeper.watch(self.form)

    def refresh(self) -> None:
        """Show the stored choices and figures unless something is being typed."""
        if not self.isVisible() or self.form.has_unsaved():
            return
        try:
            own = self.services.layouts.own()
            choices = self.services.layouts.choices()
            self.logo.show_logo(self.services.layouts.logo())
        except AppError as error:
            self.failed.emit(error)
            return
        self._call_own(own.title)
        values: dict[str, object] = {"base": own.base, "title": own.title}
        for one in choices:
            values[f"{one.kind}:profile"] = one.profile
            values[f"{one.kind}:letterhead"] = one.letterhead
        values |= {row.figure.name: row.value for row in own.rows}
        self.form.set_values(values)
        self._own_shown = False
        if (kept := self._keeper.take()) is not None:
            self.form.retype(kept.values, kept.saved_at)
        self.live.redraw()

    def save(self) -> None:
        """Store choices and figures."""
        self.form.submit()

    def has_unsaved(self) -> bool:
        """Return whether the form differs from what is stored."""
        return self.form.has_unsaved()

    def show_field(self, field: str) -> bool:
        """Put the cursor into a figure."""
        return field != "base" and self.form.show_field(field)

    def draft(self) -> OwnLayoutDraft:
        """Return the figures as typed."""
        values = self.form.values()
        figures = {one.name: float(values[one.name]) for one in FIGURES}
        return OwnLayoutDraft(values["base"], figures, values["title"])

    def choices(self) -> tuple[KindLayout, ...]:
        """Return the choice for each kind as it stands in the form."""
        values = self.form.values()
        return tuple(
            KindLayout(kind, values[f"{kind}:profile"], values[f"{kind}:letterhead"])
            for kind in WITH_LETTERHEAD
        )

    def _fill_form(self) -> Steps:
        self.form.add_heading(self.tr("С чего начинаются бумаги"))
        for kind in WITH_LETTERHEAD:
            name = kind_names()[kind]
            profile = ChoiceField(profile_names())
            self.form.add(f"{kind}:profile", name, profile, half=True)
            profile.changed.connect(self._on_kind)
            style = ChoiceField(style_names())
            self.form.add(f"{kind}:letterhead", self.tr("Бланк"), style, half=True)
            style.setAccessibleName(self.tr("Бланк: {0}").format(name))
            style.changed.connect(self._on_kind)
        yield
        self.form.add_heading(self.tr("Эмблема"))
        self.form.add_widget(self.logo)
        self.form.add_heading(self.tr("Наше оформление"))
        self.form.add("title", self.tr("Название"), LineField(profile_names()[ProfileName.OWN]))
        names = profile_names()
        base = ChoiceField({name: names[name] for name in _STANDARDS})
        self.form.add("base", self.tr("За основу взят стандарт"), base)
        base.changed.connect(self._on_base)
        group = None
        for figure in FIGURES:
            if figure.group is not group:
                group = figure.group
                self.form.add_heading(group_names()[group])
                yield
            editor = DecimalField(0.1 if figure.most <= 1.5 else 0.5, figure.unit.value)  # noqa: PLR2004 - fine ones
            clause = self.tr("п. {0}").format(figure.clause) if figure.clause[:1].isdigit() else figure.clause
            self.form.add(figure.name, f"{figure.label} ({clause})", editor, half=True)
            editor.changed.connect(self._on_figure)

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 2 * GAP, 0, 0)
        row.setSpacing(2 * GAP)
        inside = QVBoxLayout(self._holder)
        inside.setContentsMargins(0, 0, 2 * GAP, GAP)
        inside.addWidget(self.form)
        left = QVBoxLayout()
        left.addWidget(scrolled(self._holder, self._area), 1)
        left.addWidget(self.form.button_bar)
        row.addLayout(left, 1)
        row.addWidget(self.live, 1)

    def _problems(self) -> tuple[FieldError, ...]:
        return self.services.layouts.check(self.draft())

    def _asked(self, kind: PaperKind) -> Asked:
        chosen = next(one for one in self.choices() if one.kind is kind)
        own = self._own_shown or chosen.profile is ProfileName.OWN
        name = ProfileName.OWN if own else chosen.profile
        layouts, letters, draft = self.services.layouts, self.services.letters, self.draft()
        profile = layouts.profile(draft) if own else layouts.standard(name)
        wanted = LetterDraft(kind=kind, profile=name)
        styled = layouts.styled(profile, chosen.letterhead)
        caption = self.tr("Показано: {0}").format(profile_names(draft.title)[name])
        return Asked(caption, lambda: letters.set_by(wanted, styled))

    def _call_own(self, title: str) -> None:
        """Show the name of the school's copy where a profile is chosen."""
        for kind in WITH_LETTERHEAD:
            choice = self.form.field(f"{kind}:profile")
            if isinstance(choice, ChoiceField):
                choice.set_choices(profile_names(title))

    def _on_figure(self) -> None:
        self._own_shown = True

    def _on_kind(self) -> None:
        self._own_shown = False

    def _on_base(self) -> None:
        """Show the figures of another standard where the school has none of its own."""
        if not self.form.has_unsaved():
            return
        own = self.services.layouts.own(self.form.field("base").value())
        for row in own.rows:
            self.form.field(row.figure.name).set_value(row.value)
        self._own_shown = True

    def _on_submitted(self) -> None:
        with self.form.attempt(self.failed.emit) as attempt:
            choices, draft, layouts = self.choices(), self.draft(), self.services.layouts
            if choices != layouts.choices():
                aside(lambda: layouts.choose(choices))
            aside(lambda: layouts.save(draft))
        if not attempt.done:
            return
        self.form.mark_saved()
        self._call_own(self.draft().title)
        self.told(self.tr("Оформление сохранено"))

    def _on_restore(self) -> None:
        try:
            aside(self.services.layouts.restore)
        except AppError as error:
            self.failed.emit(error)
            return
        self.form.mark_saved()
        self.refresh()
        self.told(self.tr("Оформление возвращено к стандарту. Ctrl+Z вернёт ваше."))

    def _on_logo(self, sentence: str) -> None:
        self.told(sentence)
        self.live.redraw()
