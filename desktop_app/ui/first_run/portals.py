"""The last step: tick the places where the banner will hang."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from desktop_app.services.banners.types import PortalDraft, PortalKind
from desktop_app.services.errors import AppError, ValidationError
from desktop_app.ui.first_run.steps import Step
from desktop_app.ui.kit.aside import aside
from desktop_app.ui.kit.fields import CheckField, LineField
from desktop_app.ui.kit.keeping import FormKeeper
from desktop_app.ui.kit.labels import text_label
from desktop_app.ui.theme.style import GAP

if TYPE_CHECKING:
    from desktop_app.services.container import Services


KEPT_AS = "guide:portals"
"""The name the ticks and addresses of this step are kept under."""
OFFLINE = frozenset({PortalKind.STAND, PortalKind.SCREEN})


@dataclass(slots=True)
class _Line:
    kind: PortalKind
    wanted: CheckField
    where: LineField

    @property
    def online(self) -> bool:
        """Whether the place has an address in the network."""
        return self.kind not in OFFLINE


class PortalsStep(Step):
    """A line for each usual place; what is ticked becomes a portal in the plan."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.title = self.tr("Порталы")
        self.text = self.tr(
            "Где у школы есть место для баннера? Размещение и снимки отметите в разделе «Баннеры»."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * GAP)
        grid.setVerticalSpacing(GAP)
        grid.setColumnStretch(1, 1)
        self.lines = [self._add(grid, place, *preset) for place, preset in enumerate(self._presets())]
        self.problem = text_label("", role="problem", parent=self)
        self.problem.hide()
        self._proposed: list[PortalDraft] = []
        self._keeper = FormKeeper(services.form_drafts, KEPT_AS, self._typed, self)
        self.changed.connect(self._keeper.touch)
        column.addLayout(grid)
        column.addWidget(self.problem)
        column.addStretch(1)

    def load(self) -> None:
        """Propose the school's site; what is stored already is not offered again."""
        stored = {row.kind for row in self.services.banners.list()}
        website = self.services.school.get().website
        for line in self.lines:
            there = line.kind in stored
            line.wanted.setDisabled(there)
            line.where.setDisabled(there)
            line.wanted.set_value(there or (line.kind is PortalKind.WEBSITE and bool(website)))
            if line.kind is PortalKind.WEBSITE and not line.where.value():
                line.where.set_value(website)
        self._proposed = self.drafts()
        if (kept := self._keeper.take()) is not None:
            self._write_again(kept.values)

    def keep(self) -> None:
        """Keep nothing for later: the screen of portals begins them one by one."""
        self._keeper.drop()

    def has_unsaved(self) -> bool:
        """Return whether anything is ticked or written beyond what was proposed."""
        return self.drafts() != self._proposed

    def begin(self) -> None:
        """Put the cursor on the first portal that can be ticked."""
        first = next((line.wanted for line in self.lines if line.wanted.isEnabled()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def is_ready(self) -> bool:
        """Return whether the service takes every line that is ticked; none is an answer too."""
        return not any(self.services.banners.check(draft) for draft in self.drafts())

    def drafts(self) -> list[PortalDraft]:
        """Return the portals that are ticked and not stored yet."""
        return [
            PortalDraft(
                kind=line.kind,
                name=line.wanted.text(),
                url=line.where.value() if line.online else "",
                place="" if line.online else line.where.value(),
            )
            for line in self.lines
            if line.wanted.isEnabled() and line.wanted.value()
        ]

    def store(self) -> bool:
        """Store what is ticked."""
        try:
            for draft in self.drafts():
                aside(partial(self.services.banners.save, draft))
        except ValidationError as error:
            self._show_problem(error.message)
            return False
        except AppError as error:
            self.failed.emit(error)
            return False
        self._keeper.drop()
        return True

    def _typed(self) -> dict[str, Any] | None:
        """Return what a crash would take: every line not stored yet, as it stands."""
        if not self.has_unsaved():
            return None
        lines = (line for line in self.lines if line.wanted.isEnabled())
        return {line.kind: {"wanted": line.wanted.value(), "where": line.where.text()} for line in lines}

    def _write_again(self, kept: Mapping[str, Any]) -> None:
        """Tick and write again what a crash took, but for what is stored meanwhile."""
        for line in self.lines:
            if line.kind in kept and line.wanted.isEnabled():
                line.where.setText(kept[line.kind]["where"])
                line.wanted.setChecked(kept[line.kind]["wanted"])

    def _presets(self) -> tuple[tuple[PortalKind, str, str], ...]:
        tr, kind = self.tr, PortalKind
        return (
            (kind.WEBSITE, tr("Сайт школы"), "https://"),
            (kind.VK, tr("Сообщество «ВКонтакте»"), "https://vk.com/"),
            (kind.OK, tr("Группа в «Одноклассниках»"), "https://ok.ru/"),
            (kind.MAX, tr("Канал в MAX"), "https://max.ru/"),
            (kind.TELEGRAM, tr("Канал в Telegram"), "https://t.me/"),
            (kind.DIARY, tr("Электронный дневник"), "https://"),
            (kind.STAND, tr("Стенд"), tr("Где висит: холл первого этажа")),
            (kind.SCREEN, tr("Экран в холле"), tr("Где стоит")),
        )

    def _add(self, grid: QGridLayout, place: int, kind: PortalKind, name: str, hint: str) -> _Line:
        line = _Line(kind, CheckField(name, self), LineField(hint, self))
        line.where.setAccessibleName(
            self.tr("Адрес: {0}").format(name) if line.online else self.tr("Место: {0}").format(name)
        )
        line.wanted.changed.connect(self._on_changed)
        line.where.textEdited.connect(lambda text: self._on_typed(line, text))
        line.where.changed.connect(self._on_changed)
        grid.addWidget(line.wanted, place, 0)
        grid.addWidget(line.where, place, 1)
        return line

    def _on_typed(self, line: _Line, text: str) -> None:
        """Tick a place somebody writes the address of."""
        if text.strip():
            line.wanted.set_value(True)

    def _on_changed(self) -> None:
        errors = [error for draft in self.drafts() for error in self.services.banners.check(draft)]
        self._show_problem(errors[0].message if errors else "")
        self.changed.emit()

    def _show_problem(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
