"""Services that remember in memory, for looking at screens without a store."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, fields
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from reportlab.pdfgen.canvas import Canvas

from desktop_app.services.banners.types import PortalDraft
from desktop_app.services.compliance.types import (
    Action,
    RequirementKind,
    RequirementState,
    RequirementStatus,
    Standing,
)
from desktop_app.services.coordinator.types import AppointmentDraft, AppointmentRow
from desktop_app.services.directive.types import DirectiveDraft, DirectiveRow, DueBasis, RequirementDraft
from desktop_app.services.errors import FieldError, ValidationError
from desktop_app.services.form_drafts import KeptForm
from desktop_app.services.history.types import UndoState
from desktop_app.services.letters.pattern import read_pattern
from desktop_app.services.outreach.types import ClassCoverage, Coverage
from desktop_app.services.papers.press import RenderedPaper
from desktop_app.services.protection.old_copies import OldCopies
from desktop_app.services.protection.types import ProtectionRow
from desktop_app.services.school.rules import check_goals
from desktop_app.services.school.types import (
    CaseFormRow,
    ClassDraft,
    ClassRow,
    Goals,
    NumberSeries,
    SchemeDraft,
    SchemeRow,
    SchoolDraft,
    SchoolRow,
    Subject,
)
from desktop_app.services.texts.types import (
    FilledText,
    Mistake,
    PaperKind,
    PlaceholderRow,
    TemplateMistake,
    TextRow,
)

DUE = date(2024, 6, 5)


def requirements() -> tuple[RequirementDraft, ...]:
    """Return the five requirements of the ministry's letter."""
    kind, basis = RequirementKind, DueBasis
    return (
        RequirementDraft(
            kind=kind.APPOINT_COORDINATOR,
            title="Назначить ответственного за информирование",
            due_on=DUE,
            due_basis=basis.IMPLIED,
        ),
        RequirementDraft(
            kind=kind.JOIN_CHAT,
            title="Вступить в рабочий чат «Заступник Иркутская область»",
            due_on=DUE,
            due_basis=basis.STATED,
        ),
        RequirementDraft(
            kind=kind.PLACE_BANNERS,
            title="Разместить баннеры на информационных порталах школы",
            due_on=DUE,
            due_basis=basis.IMPLIED,
        ),
        RequirementDraft(kind=kind.INFORM_PARENTS, title="Проинформировать родителей"),
        RequirementDraft(kind=kind.CONFIRM, title="Ответить министерству о выполнении"),
    )


class FakeHistory:
    """Remembers labels; undo and redo move along them."""

    def __init__(self) -> None:
        self.done: list[str] = []
        self.undone: list[str] = []

    def state(self) -> UndoState:
        return UndoState(undo=self.done[-1] if self.done else "", redo=self.undone[-1] if self.undone else "")

    def undo(self, _step: object = None) -> str:
        self.undone.append(self.done.pop())
        return self.undone[-1]

    def redo(self, _step: object = None) -> str:
        self.done.append(self.undone.pop())
        return self.done[-1]


class FakeSchool:
    """One school and its classes."""

    def __init__(self, school: SchoolRow, classes: tuple[ClassRow, ...] = ()) -> None:
        self.row = school
        self.kept_goals = Goals()
        self.stored = {row.id: row for row in classes}

    def get(self) -> SchoolRow:
        return self.row

    def check(self, draft: SchoolDraft) -> tuple[FieldError, ...]:
        wrong = []
        if not draft.short_name:
            wrong.append(FieldError("short_name", "Укажите сокращённое название"))
        if draft.inn and len(draft.inn) != 10:
            wrong.append(FieldError("inn", "В ИНН школы десять цифр"))
        return tuple(wrong)

    def goals(self) -> Goals:
        return self.kept_goals

    def check_goals(self, goals: Goals) -> tuple[FieldError, ...]:
        return check_goals(goals)

    def save_goals(self, goals: Goals) -> Goals:
        self.kept_goals = goals
        return goals

    def save(self, draft: SchoolDraft) -> SchoolRow:
        if wrong := self.check(draft):
            raise ValidationError(wrong)
        self.row = SchoolRow(**asdict(draft))
        return self.row

    def classes(self, *, left: bool = False) -> tuple[ClassRow, ...]:
        del left  # nobody graduates from this school
        return tuple(self.stored.values())

    def check_class(self, draft: ClassDraft, class_id: int | None = None) -> tuple[FieldError, ...]:
        if not draft.name:
            return (FieldError("name", "Укажите класс"),)
        if any(row.name == draft.name and row.id != class_id for row in self.stored.values()):
            return (FieldError("name", "Такой класс уже есть"),)
        return ()

    def save_class(self, draft: ClassDraft, class_id: int | None = None) -> ClassRow:
        if wrong := self.check_class(draft, class_id):
            raise ValidationError(wrong)
        row = ClassRow(id=class_id or len(self.stored) + 1, **asdict(draft))
        self.stored[row.id] = row
        return row

    def delete_class(self, class_id: int) -> None:
        del self.stored[class_id]


class FakeDirectives:
    """Letters by id, the newest by date is the current one."""

    def __init__(self, *rows: DirectiveRow) -> None:
        self.stored = {row.id: row for row in rows}

    def list(self) -> tuple[DirectiveRow, ...]:
        return tuple(sorted(self.stored.values(), key=lambda row: row.dated or date.min, reverse=True))

    def current(self) -> DirectiveRow | None:
        return next(iter(self.list()), None)

    def preset(self) -> DirectiveDraft:
        return DirectiveDraft(
            number="02-55-5749/24",
            dated=date(2024, 5, 30),
            sender="Министерство образования Иркутской области",
            subject="О направлении информации",
            signatory_name="Парфенов Максим Александрович",
            signatory_post="Министр образования Иркутской области",
            due_on=DUE,
            sheets=13,
            requirements=requirements(),
        )

    def check(self, draft: DirectiveDraft, _directive_id: int | None = None) -> tuple[FieldError, ...]:
        if not draft.number:
            return (FieldError("number", "Укажите номер письма"),)
        return () if draft.dated else (FieldError("dated", "Укажите дату письма"),)

    def save(self, draft: DirectiveDraft, directive_id: int | None = None) -> DirectiveRow:
        if wrong := self.check(draft):
            raise ValidationError(wrong)
        values = {field.name: getattr(draft, field.name) for field in fields(draft)}
        row = DirectiveRow(id=directive_id or len(self.stored) + 1, **values)
        self.stored[row.id] = row
        return row

    def delete(self, directive_id: int) -> None:
        del self.stored[directive_id]


class FakeCompliance:
    """The same standing for every letter unless a story gives another; the first letter asks for it."""

    def __init__(self, directives: FakeDirectives, standing: Standing) -> None:
        self._directives = directives
        self.standing: Callable[..., Standing] = lambda *_: standing
        self.others: tuple[Standing, ...] = ()

    def standings(self) -> tuple[Standing, ...]:
        return (self.standing(1), *self.others)

    def in_work(self) -> DirectiveRow | None:
        return self._directives.current()


class FakeCaseForms:
    """Forms that look declined enough to be recognised; confirmed ones are kept."""

    def __init__(self) -> None:
        self.kept: dict[tuple[Subject, str, str], str] = {}

    def forms(self, subject: Subject, nominative: str, _gender: object = None) -> tuple[CaseFormRow, ...]:
        cases = ("nominative", "genitive", "dative", "accusative", "instrumental", "prepositional")
        return tuple(
            CaseFormRow(
                subject=subject,
                nominative=nominative,
                grammatical_case=case,
                form=self.kept.get((subject, nominative, case), f"{nominative} ({case})"),
                confirmed=(subject, nominative, case) in self.kept,
            )
            for case in cases
        )

    def confirm(self, subject: Subject, nominative: str, case: str, form: str) -> None:
        self.kept[subject, nominative, case] = form

    def forget(self, subject: Subject, nominative: str) -> None:
        for key in [key for key in self.kept if key[:2] == (subject, nominative)]:
            del self.kept[key]


class FakeCoordinator:
    """Nobody, until somebody is saved."""

    def __init__(self) -> None:
        self.row: AppointmentRow | None = None

    def current(self) -> AppointmentRow | None:
        return self.row

    def check(self, draft: AppointmentDraft, _appointment_id: int | None = None) -> tuple[FieldError, ...]:
        return () if draft.name else (FieldError("name", "Укажите фамилию, имя и отчество"),)

    def save(self, draft: AppointmentDraft, _appointment_id: int | None = None) -> AppointmentRow:
        values = {field.name: getattr(draft, field.name) for field in fields(draft)}
        self.row = AppointmentRow(id=1, current=True, **values)
        return self.row


class FakeBanners:
    """A list of drafts."""

    def __init__(self) -> None:
        self.stored: list[PortalDraft] = []

    def list(self) -> list[PortalDraft]:
        return self.stored

    def check(self, draft: PortalDraft) -> tuple[FieldError, ...]:
        return () if draft.url or draft.place else (FieldError("url", "Укажите адрес или место"),)

    def save(self, draft: PortalDraft) -> None:
        self.stored.append(draft)


class FakeNumbering:
    """Two series with the simplest pattern."""

    def __init__(self) -> None:
        self.stored = {
            NumberSeries.OUTGOING: SchemeDraft(series=NumberSeries.OUTGOING, pattern="01-12/{serial}"),
            NumberSeries.ORDERS: SchemeDraft(series=NumberSeries.ORDERS, pattern="{serial}-од"),
        }

    def schemes(self) -> tuple[SchemeRow, ...]:
        return tuple(
            SchemeRow(
                series=each.series,
                pattern=each.pattern,
                next_serial=each.next_serial,
                yearly_restart=each.yearly_restart,
                preview=tuple(
                    each.pattern.replace("{serial}", str(each.next_serial + step)) for step in range(3)
                ),
            )
            for each in self.stored.values()
        )

    def check(self, draft: SchemeDraft) -> tuple[FieldError, ...]:
        try:
            read_pattern(draft.pattern, draft.series)
        except ValueError as error:
            return (FieldError("pattern", str(error)),)
        return ()

    def preview_of(self, draft: SchemeDraft, count: int = 3) -> tuple[str, ...]:
        serials = range(draft.next_serial, draft.next_serial + count)
        return (
            ()
            if self.check(draft)
            else tuple(read_pattern(draft.pattern, draft.series).number(serial, DUE) for serial in serials)
        )

    def save(self, draft: SchemeDraft) -> None:
        if wrong := self.check(draft):
            raise ValidationError(wrong)
        self.stored[draft.series] = draft


class FakeTexts:
    """One line a kind; «ошибка» in a text is a mistake in its line."""

    def __init__(self) -> None:
        self.own: dict[PaperKind, str] = {}

    def standard(self, kind: PaperKind) -> str:
        return f"Заголовок: О деле\nОбразец {kind.value}"

    def rows(self) -> tuple[TextRow, ...]:
        return tuple(self.row(kind) for kind in PaperKind)

    def row(self, kind: PaperKind) -> TextRow:
        own = kind in self.own
        return TextRow(kind=kind, template=self.own.get(kind, self.standard(kind)), own=own)

    def placeholders(self, _kind: PaperKind) -> tuple[PlaceholderRow, ...]:
        return (
            PlaceholderRow(
                name="школа.краткое",
                about="сокращённое наименование",
                value="Школа № 5",
                insert="{{ школа.краткое }}",
            ),
            PlaceholderRow(
                name="письмо.есть",
                about="письмо есть в учёте",
                value="да",
                insert="{% если письмо.есть %}",
                close="{% конец %}",
            ),
        )

    def forms(self) -> tuple[PlaceholderRow, ...]:
        return (PlaceholderRow(name="| родительный", about="нет кого?", value="", insert=" | родительный"),)

    def check(self, _kind: PaperKind, template: str) -> tuple[Mistake, ...]:
        lines = enumerate(template.split("\n"), start=1)
        return tuple(Mistake(number, line, "здесь ошибка.") for number, line in lines if "ошибка" in line)

    def fill(self, _kind: PaperKind, template: str, *, sample: bool = False) -> FilledText:
        heading, *paragraphs = template.split("\n")
        return FilledText(heading=heading, paragraphs=(*paragraphs, "по примеру" if sample else "по записям"))

    def save(self, kind: PaperKind, template: str) -> TextRow:
        if wrong := self.check(kind, template):
            raise TemplateMistake(wrong)
        self.own[kind] = template
        return self.row(kind)

    def restore(self, kind: PaperKind) -> TextRow:
        self.own.pop(kind, None)
        return self.row(kind)


SCHOOL = SchoolRow(
    full_name=(
        "Муниципальное бюджетное общеобразовательное учреждение «Средняя общеобразовательная школа № 5»"
    ),
    short_name="МБОУ «СОШ № 5»",
    founder="Администрация Ангарского городского округа",
    locality="г. Ангарск",
    address="665800, Иркутская область, г. Ангарск, ул. Школьная, д. 1",
    phone="8 (3955) 00-00-00",
    email="school5@example.org",
    inn="3801000000",
    ogrn="1023800000000",
    head_name="Ильина Татьяна Сергеевна",
    head_post="Директор",
    executor_name="Котова Анна Игоревна",
    executor_phone="8 (3955) 00-00-01",
    addressee_organisation="Министерство образования Иркутской области",
    addressee_post="Министр образования Иркутской области",
    addressee_name="Парфенов Максим Александрович",
)


def standing(*states: RequirementState, left: int | None = 3) -> Standing:
    """Return a standing with these states over the five requirements."""
    reasons = (
        "Назначена Котова Анна Игоревна, приказ № 57-од от 03.06.2024.",
        "Координатор ещё не вступил в рабочий чат.",
        "Баннер размещён на 3 из 5 порталов; осталось: сообщество «ВКонтакте», стенд в холле.",
        "Проинформированы 4 из 12 классов.",
        "Письмо о выполнении не зарегистрировано.",
    )
    statuses = tuple(
        RequirementStatus(
            kind=each.kind,
            title=each.title,
            state=state,
            due=each.due_on,
            due_basis=each.due_basis,
            done_on=date(2024, 6, 3) if state is RequirementState.DONE else None,
            reason=reason,
            evidence=("приказ № 57-од от 03.06.2024",) if state is RequirementState.DONE else (),
        )
        for each, reason, state in zip(requirements(), reasons, states, strict=False)
    )
    actions = (
        Action(text="Вступить в рабочий чат и приложить снимок", screen="coordinator"),
        Action(text="Разместить баннер в сообществе «ВКонтакте»", screen="banners"),
        Action(text="Записать родительские собрания 8 классов", screen="parents"),
    )
    done = all(state is RequirementState.DONE for state in states)
    return Standing(
        directive_id=1,
        requirements=statuses,
        due=DUE,
        working_days_left=left,
        actions=() if done else actions,
    )


def coverage() -> Coverage:
    """Return twelve classes and six weeks."""
    names = ("1А", "1Б", "2А", "3А", "4А", "5А", "5Б", "6А", "7А", "8А", "9А", "10А")
    reached = (23, 25, 0, 11, 28, 4, 27, 0, 19, 26, 8, 15)
    classes = tuple(
        ClassCoverage(
            class_id=place,
            name=name,
            parents=28,
            events=1 if got else 0,
            contacts=got,
            reached=got,
            percent=got * 100 // 28,
        )
        for place, (name, got) in enumerate(zip(names, reached, strict=True), start=1)
    )
    contacts = (40, 0, 112, 86, 24, 9)
    weeks = tuple(
        (date(2024, 4, 29) + timedelta(weeks=place), 2 if got else 0, got)
        for place, got in enumerate(contacts)
    )
    total = sum(reached)
    return Coverage(
        classes=classes,
        parents=28 * 12,
        contacts=sum(contacts),
        reached=total,
        percent=total * 100 // (28 * 12),
        by_week=weeks,
    )


class FakeFormDrafts:
    """Keeps typing in memory."""

    def __init__(self) -> None:
        self.kept: dict[str, KeptForm] = {}

    def keep(self, form: str, values: Mapping[str, Any]) -> None:
        self.kept[form] = KeptForm(json.loads(json.dumps(values)), datetime(2024, 6, 3, 14, 5, tzinfo=UTC))

    def taken(self, form: str) -> KeptForm | None:
        return self.kept.get(form)

    def forget(self, form: str) -> None:
        self.kept.pop(form, None)


class FakePages:
    """Draws a page with the school's phone and address on it, and layouts as they are at first."""

    def of_school(self, _draft: object, school: SchoolDraft) -> RenderedPaper:
        stream = BytesIO()
        canvas = Canvas(stream)
        canvas.drawString(72, 720, school.phone)
        canvas.showPage()
        canvas.save()
        return RenderedPaper(stream.getvalue(), 1)

    def choice(self, _kind: object) -> SimpleNamespace:
        return SimpleNamespace(profile="2025")


def full_services(folder: Path) -> Any:
    """Return services over a school that is half way through its letter."""
    directives = FakeDirectives()
    directives.save(directives.preset())
    names = ("1А", "1Б", "2А", "3А", "5А")
    classes = tuple(
        ClassRow(id=place, name=name, pupils=25 + place, parents=28) for place, name in enumerate(names, 1)
    )
    state = RequirementState
    return SimpleNamespace(
        store=SimpleNamespace(path=folder / "школа.otklik", read_only=False, encrypted=False),
        protection=SimpleNamespace(state=lambda: ProtectionRow(encrypted=False), old_copies=OldCopies),
        history=FakeHistory(),
        form_drafts=FakeFormDrafts(),
        school=FakeSchool(SCHOOL, classes),
        years=SimpleNamespace(former=lambda: ()),
        case_forms=FakeCaseForms(),
        numbering=FakeNumbering(),
        texts=FakeTexts(),
        letters=FakePages(),
        layouts=FakePages(),
        coordinator=FakeCoordinator(),
        banners=FakeBanners(),
        directives=directives,
        compliance=FakeCompliance(
            directives,
            standing(state.DONE, state.OVERDUE, state.IN_PROGRESS, state.IN_PROGRESS, state.IN_PROGRESS),
        ),
        outreach=SimpleNamespace(coverage=coverage),
    )
