"""The school's screen: requisites, people in their cases, classes, numbers, texts, the layout of papers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QTabWidget, QWidget

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


class SchoolPage(Page):
    """Answer «who are we»."""

    def __init__(self, services: Services, parent: QWidget | None = None) -> None:
        super().__init__(services, parent)
        self.tabs = QTabWidget(self)
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.requisites = RequisitesSection(services, self)
        self.people = PeopleSection(services, self)
        self.classes = ClassesSection(services, self)
        self.numbers = NumbersSection(services, self)
        self.texts = TextsSection(services, self)
        self.layouts = LayoutSection(services, self)
        self.copies = CopiesSection(services, self)
        self.protection = ProtectionSection(services, self)
        self._add(self.requisites, self.tr("Реквизиты"))
        self._add(self.people, self.tr("Падежи"))
        self._add(self.classes, self.tr("Классы"))
        self._add(self.numbers, self.tr("Номера и цели"))
        self._add(self.texts, self.tr("Тексты бумаг"))
        self._add(self.layouts, self.tr("Оформление"))
        self._add(self.copies, self.tr("Копии"))
        self._add(self.protection, self.tr("Защита"))
        self.copies.copy_wanted_back.connect(self.copy_wanted_back)
        for section in (self.copies, self.protection):
            section.copies_changed.connect(self.copies_changed)
        self.tabs.currentChanged.connect(lambda _index: self.refresh())
        self.body.addWidget(PageHeading(self.tr("Школа"), parent=self))
        self.body.addWidget(self.tabs, 1)

    def refresh(self) -> None:
        """Read the record again for the tab shown."""
        self._shown().refresh()

    def create_new(self) -> None:
        """Start a new class, wherever the user is on this screen."""
        self.tabs.setCurrentWidget(self.classes)
        self.classes.create_new()

    def save(self) -> None:
        """Store what was typed on any tab."""
        for section in self._sections():
            if section.has_unsaved():
                section.save()

    def has_unsaved(self) -> bool:
        """Return whether any tab holds unsaved typing."""
        return any(section.has_unsaved() for section in self._sections())

    def show_field(self, field: str) -> None:
        """Open the tab that has the field."""
        for section in self._sections():
            if section.show_field(field):
                self.tabs.setCurrentWidget(section)
                section.show_field(field)
                return

    def _add(self, section: Section, title: str) -> None:
        section.message.connect(self.message)
        section.failed.connect(self.failed)
        section.record_changed.connect(self.record_changed)
        self.tabs.addTab(section, title)

    def _sections(self) -> tuple[Section, ...]:
        return (
            self.requisites,
            self.people,
            self.classes,
            self.numbers,
            self.texts,
            self.layouts,
            self.copies,
            self.protection,
        )

    def _shown(self) -> Section:
        return self._sections()[self.tabs.currentIndex()]
