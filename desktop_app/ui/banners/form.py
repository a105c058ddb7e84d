"""The form of one portal: only the fields that say something for its kind and status are shown."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from desktop_app.services.banners.types import PortalDraft, PortalFields, PortalRow
from desktop_app.services.errors import AppError, FieldError
from desktop_app.ui.banners.words import Preset, kind_names, matters, status_names
from desktop_app.ui.kit.date_field import DateField
from desktop_app.ui.kit.field_grid import FieldArea
from desktop_app.ui.kit.fields import ChoiceField, LineField, choices
from desktop_app.ui.kit.form import Form
from desktop_app.ui.kit.labels import show_or_hide
from desktop_app.ui.kit.slices import Steps

if TYPE_CHECKING:
    from desktop_app.services.container import Services

NEW_ID = 0
"""The id of a portal that is typed and not stored yet."""
NAMES = tuple(field.name for field in fields(PortalFields))
_ALWAYS = {"kind", "name", "place", "status"}
_WIDE = {"reason"}


class PortalForm(Form):
    """Where the banner hangs and since when."""

    def __init__(
        self,
        services: Services,
        presets: tuple[Preset, ...],
        parent: QWidget | None = None,
        *,
        by_parts: bool = False,
    ) -> None:
        super().__init__(parent)
        self._services = services
        # the first of a kind is the commonest
        known = tuple(reversed(presets))
        self._prompts = {preset.kind: preset.prompt for preset in known if preset.prompt.startswith("http")}
        self._usual_places = {preset.kind: preset.place for preset in known}
        self._row: PortalRow | None = None
        self._errors: tuple[FieldError, ...] = ()
        self._arranged: tuple[str, ...] = ()
        self.build(self._parts(), by_parts=by_parts)

    def _parts(self) -> Steps:
        yield from self._add_fields()
        yield
        self._cells = FieldArea(self)
        self._grid.arrange(())  # these cells come and go
        for name in NAMES:
            self._holder(name).setParent(self._cells)
        self.add_widget(self._cells)
        self.set_checker(self._problems)
        self.checked.connect(self._arrange)
        self._arrange()

    def show_row(self, row: PortalRow, typed: Mapping[str, Any] | None = None) -> None:
        """Show a stored portal with what was typed over it; the same row again changes nothing."""
        if row == self._row and not typed:
            return
        self._row = row
        allowed = self._services.banners.allowed(None if row.id == NEW_ID else row.status)
        self.field("status").set_choices(choices(status_names(), *allowed))
        self.set_values(row)
        for name, value in (typed or {}).items():
            editor = self.field(name)
            if isinstance(editor, DateField):
                editor.setText(value)
            else:
                editor.set_value(value)
        if typed:
            self.check()

    def typed(self) -> dict[str, Any]:
        """Return what differs from the stored portal, dates as they are written, for ``show_row``."""
        found: dict[str, Any] = {}
        for name in NAMES if self._row is not None else ():
            editor = self.field(name)
            if editor.value() != getattr(self._row, name) or editor.problem():
                found[name] = editor.text() if isinstance(editor, DateField) else editor.value()
        return found

    def draft(self) -> PortalDraft:
        """Return the portal as typed."""
        return PortalDraft(**self.values())

    def forget(self) -> None:
        """Take what is shown for stale: the next ``show_row`` draws it again."""
        self._row = None

    def settle(self) -> None:
        """Take what is typed for stored, and what is shown for stale."""
        self.mark_saved()
        self.forget()

    def _add_fields(self) -> Steps:
        tr = self.tr
        self.add("kind", tr("Вид"), ChoiceField(kind_names()), half=True)
        self.add("name", tr("Название"), LineField(limit=200), half=True)
        self.add("url", tr("Адрес страницы"), LineField("https://"), half=True)
        self.add("place", tr("Место"), LineField(), half=True)
        yield
        self.add("status", tr("Состояние"), ChoiceField(status_names()), half=True)
        self.add("placed_on", tr("Размещён"), DateField(), half=True)
        self.add("planned_for", tr("Запланирован на"), DateField(), half=True)
        self.add("removed_on", tr("Снят"), DateField(), half=True)
        self.add("reason", tr("Причина"), LineField(tr("например, экрана в школе нет")))

    def _problems(self) -> tuple[FieldError, ...]:
        if self._row is None:
            return ()
        try:
            self._errors = self._services.banners.check(self.draft(), self._row.id or None)
        except AppError as error:  # deleted meanwhile: said at the foot of the form
            self._errors = (FieldError("", str(error)),)
        return self._errors

    def _holder(self, name: str) -> QWidget:
        editor = self.field(name)
        cell = editor.parentWidget() if isinstance(editor, QWidget) else None
        if cell is None:
            raise TypeError(name)
        return cell

    def _visible(self) -> tuple[str, ...]:
        draft = self.draft()
        shown = _ALWAYS | matters(draft.kind, draft.status)
        shown |= {error.field for error in self._errors}  # a message is never hidden with its field
        shown |= {name for name in NAMES if self.field(name).problem()}
        if draft.url:
            shown.add("url")
        return tuple(name for name in NAMES if name in shown)

    def _arrange(self) -> None:
        visible = self._visible()
        self.field("url").setPlaceholderText(self._prompts.get(self.field("kind").value(), "https://"))
        usual = self._usual_places.get(self.field("kind").value(), "")
        self.field("place").setPlaceholderText(usual or self.tr("где висит баннер"))
        if visible == self._arranged:
            return
        self._arranged = visible
        wide = _WIDE | ({"place"} if "url" not in visible else set())
        for name in NAMES:
            show_or_hide(self._holder(name), shown=name in visible)
        self._cells.grid.arrange([(self._holder(name), name not in wide) for name in visible])
