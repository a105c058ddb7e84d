"""The school's screen: requisites, people in their cases, classes, numbers, texts, the layout of papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from desktop_app.services.layouts.figures import FIGURES
from desktop_app.services.school.types import SchoolDraft
from desktop_app.ui.kit.heading import PageHeading
from desktop_app.ui.kit.page import Page
from desktop_app.ui.kit.slices import Gradual, Latest, Steps
from desktop_app.ui.protection.section import ProtectionSection
from desktop_app.ui.school.classes import ClassesSection
from desktop_app.ui.school.copies import CopiesSection
from desktop_app.ui.school.layout import LayoutSection
from desktop_app.ui.school.numbers import NumbersSection
from desktop_app.ui.school.people import PeopleSection
from desktop_app.ui.school.requisites import RequisitesSection
from desktop_app.ui.school.section import Section
from desktop_app.ui.texts.section import TextsSection

if TYPE_CHECKING:
    from desktop_app.services.container import Services

S = TypeVar("S", bound=Section)

_TAB_OF: dict[str, type[Section]] = {
    **dict.fromkeys(SchoolDraft.__dataclass_fields__, RequisitesSection),
    **dict.fromkeys(("cases",), PeopleSection),
    **dict.fromkeys(("classes",), ClassesSection),
    **dict.fromkeys(("numbers", "coverage_target", "check_days"), NumbersSection),
    **dict.fromkeys(("texts",), TextsSection),
    **dict.fromkeys((figure.name for figure in FIGURES), LayoutSection),
    **dict.fromkeys(("password", "protection"), ProtectionSection),
}
"""The tab a field is on, by what stands before its colon: to know it no tab has to be built."""


class _Place(QWidget):
    """Where a tab stands: it asks for no more height than the tab needs, and for none behind another one."""

    def heightForWidth(self, width: int) -> int:  # noqa: N802 - Qt's own
        """Return the least height of the tab; Qt would take the height it likes, of the tallest tab."""
        section = self.findChild(Section, options=Qt.FindChildOption.FindDirectChildrenOnly)
        layout = section.layout() if section is not None and self.isVisible() else None
        return layout.totalMinimumHeightForWidth(width) if layout is not None else 0


class SchoolPage(Page):
    """Answer «who are we»; a tab is built when it is first shown or asked for."""

    def __init__(self, services: Services, parent: QWidget | None = None, *, by_parts: bool = False) -> None:
        super().__init__(services, parent)
        self._coming = Latest(self)
        self._built: dict[type[Section], Section] = {}
        self._building: Gradual[type[Section]] = Gradual(self._parts, self)
        self._places: dict[type[Section], QWidget] = {}
        self._columns: dict[type[Section], QVBoxLayout] = {}
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for kind, title in (
            (RequisitesSection, self.tr("Реквизиты")),
            (PeopleSection, self.tr("Падежи")),
            (ClassesSection, self.tr("Классы")),
            (NumbersSection, self.tr("Номера и цели")),
            (TextsSection, self.tr("Тексты бумаг")),
            (LayoutSection, self.tr("Оформление")),
            (CopiesSection, self.tr("Копии")),
            (ProtectionSection, self.tr("Защита")),
        ):
            self._places[kind] = _Place(self.tabs)
            self._columns[kind] = QVBoxLayout(self._places[kind])
            self._columns[kind].setContentsMargins(0, 0, 0, 0)
            self.tabs.addTab(self._places[kind], title)
        self._measure_front()
        self.tabs.currentChanged.connect(self._on_tab)
        self.body.addWidget(PageHeading(self.tr("Школа"), parent=self))
        self.body.addWidget(self.tabs, 1)
        if by_parts:
            self.unbuilt = self._building.come(RequisitesSection)

    def ahead(self) -> Steps:
        """Build the tabs that were not looked at yet."""
        for kind in self._places:
            yield from self._building.come(kind)

    @property
    def requisites(self) -> RequisitesSection:
        """The tab of requisites."""
        return self._section(RequisitesSection)

    @property
    def people(self) -> PeopleSection:
        """The tab of case forms."""
        return self._section(PeopleSection)

    @property
    def classes(self) -> ClassesSection:
        """The tab of classes."""
        return self._section(ClassesSection)

    @property
    def numbers(self) -> NumbersSection:
        """The tab of numbers and goals."""
        return self._section(NumbersSection)

    @property
    def texts(self) -> TextsSection:
        """The tab of the texts of papers."""
        return self._section(TextsSection)

    @property
    def layouts(self) -> LayoutSection:
        """The tab of layout."""
        return self._section(LayoutSection)

    @property
    def copies(self) -> CopiesSection:
        """The tab of copies."""
        return self._section(CopiesSection)

    @property
    def protection(self) -> ProtectionSection:
        """The tab of protection."""
        return self._section(ProtectionSection)

    def shown(self) -> Section:
        """Return the tab in front."""
        return self._section(self._kind_in_front())

    def open_tab(self, section: Section) -> None:
        """Bring a tab to the front."""
        self.tabs.setCurrentWidget(self._places[type(section)])
        self._coming.finish()

    def refresh(self) -> None:
        """Read the record again for the tab shown."""
        self.shown().refresh()

    def create_new(self) -> None:
        """Start a new class, wherever the user is on this screen."""
        self.open_tab(self.classes)
        self.classes.create_new()

    def save(self) -> None:
        """Store what was typed on any tab; on one not built yet nothing was."""
        for section in tuple(self._built.values()):
            if section.has_unsaved():
                section.save()

    def has_unsaved(self) -> bool:
        """Return whether any tab holds unsaved typing."""
        return any(section.has_unsaved() for section in self._built.values())

    def shed(self) -> None:
        """Let go of the tabs behind the one in front; a tab with something typed stays."""
        front = self.shown()
        for kind, section in tuple(self._built.items()):
            if section is not front and not section.has_unsaved():
                del self._built[kind]
                self._building.forget(kind)
                shiboken6.delete(section)

    def show_field(self, field: str) -> None:
        """Open the tab that has the field."""
        kind = _TAB_OF.get(field.partition(":")[0])
        if kind is not None:
            section = self._section(kind)
            self.open_tab(section)
            section.show_field(field)

    def _kind_in_front(self) -> type[Section]:
        place = self.tabs.currentWidget()
        return next(kind for kind, each in self._places.items() if each is place)

    def _on_tab(self) -> None:
        """Show what is stored; a tab not built yet comes by slices."""
        self._measure_front()
        self._coming.start(self._arrival(self._kind_in_front()))

    def _measure_front(self) -> None:
        """Ask for the size of the tab in front alone: the tallest and the widest would make all scroll."""
        front = self.tabs.currentWidget()
        for place in self._places.values():
            asks = QSizePolicy.Policy.Preferred if place is front else QSizePolicy.Policy.Ignored
            place.setSizePolicy(asks, asks)

    def _arrival(self, kind: type[Section]) -> Steps:
        yield from self._building.come(kind)
        self._built[kind].refresh()

    def _section(self, kind: type[S]) -> S:
        self._coming.finish()
        self._building.finish(kind)
        found = self._built[kind]
        assert isinstance(found, kind)  # noqa: S101 - it stands under its own kind
        return found

    def _parts(self, kind: type[Section]) -> Steps:
        section = kind(self.services, self._places[kind])
        yield
        for _part in section.parts():
            yield
        section.message.connect(self.message)
        section.failed.connect(self.failed)
        section.record_changed.connect(self.record_changed)
        if isinstance(section, PeopleSection):
            section.requisites_wanted.connect(lambda: self.show_field("head_name"))
        if isinstance(section, CopiesSection):
            section.copy_wanted_back.connect(self.copy_wanted_back)
        if isinstance(section, CopiesSection | ProtectionSection):
            section.copies_changed.connect(self.copies_changed)
        self._columns[kind].addWidget(section)
        section.show()  # what is drawn only while it is seen is drawn by the refresh that follows
        self._built[kind] = section
