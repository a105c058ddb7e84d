"""The school's screen: requisites, people in their cases, classes, numbers, texts, the layout of papers."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from desktop_app.services.layouts.figures import FIGURES
from desktop_app.services.school.types import SchoolDraft
from desktop_app.ui.kit.heading import PageHeading
from desktop_app.ui.kit.page import Page
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


class SchoolPage(Page):
    """Answer «who are we»; a tab is built when it is first shown or asked for."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self._built: dict[type[Section], Section] = {}
        self._places: dict[type[Section], QWidget] = {}
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
            self._places[kind] = QWidget(self.tabs)
            self.tabs.addTab(self._places[kind], title)
        self.tabs.currentChanged.connect(lambda _index: self.refresh())
        self.body.addWidget(PageHeading(self.tr("Школа"), parent=self))
        self.body.addWidget(self.tabs, 1)

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
        place = self.tabs.currentWidget()
        return self._section(next(kind for kind, each in self._places.items() if each is place))

    def open_tab(self, section: Section) -> None:
        """Bring a tab to the front."""
        self.tabs.setCurrentWidget(self._places[type(section)])

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

    def show_field(self, field: str) -> None:
        """Open the tab that has the field."""
        kind = _TAB_OF.get(field.partition(":")[0])
        if kind is not None:
            section = self._section(kind)
            self.open_tab(section)
            section.show_field(field)

    def _section(self, kind: type[S]) -> S:
        found = self._built.get(kind)
        return found if isinstance(found, kind) else self._build(kind)

    def _build(self, kind: type[S]) -> S:
        section = kind(self.services, self._places[kind])
        self._built[kind] = section
        section.message.connect(self.message)
        section.failed.connect(self.failed)
        section.record_changed.connect(self.record_changed)
        if isinstance(section, CopiesSection):
            section.copy_wanted_back.connect(self.copy_wanted_back)
        if isinstance(section, CopiesSection | ProtectionSection):
            section.copies_changed.connect(self.copies_changed)
        column = QVBoxLayout(self._places[kind])
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(section)
        section.show()  # what is drawn only while it is seen is drawn by the refresh that follows
        return section
