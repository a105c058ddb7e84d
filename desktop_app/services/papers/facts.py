"""What the record proves on a day: frozen facts, gathered in one reading transaction, before any wording."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import date
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.attachment import AttachmentBlob
from desktop_app.models.banner import Placement, Portal
from desktop_app.models.coordinator import Appointment
from desktop_app.models.directive import Directive
from desktop_app.models.enums import DueBasis, Gender, PaperKind, PlacementStatus, RequirementKind, SchoolKind
from desktop_app.models.layout import PaperText
from desktop_app.models.letter import Letter
from desktop_app.models.school import CaseForm, School
from desktop_app.services.coordinator.types import AppointmentFields, AppointmentRow
from desktop_app.services.directive.types import DirectiveFields, DirectiveRow, RequirementDraft
from desktop_app.services.papers.evidence import PortalEvidence, portal_evidence
from desktop_app.services.papers.period import Period, period_of
from desktop_app.services.papers.reach import OutreachFacts, outreach_facts
from desktop_app.services.school.service import school_goals
from desktop_app.services.school.types import Goals, SchoolFields, SchoolRow

FormKey = tuple[str, str, str]
"""Subject, nominative, case: the key of a confirmed form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PortalFacts:
    """A portal as it stood on the day; what was hung later is still planned."""

    name: str
    status: PlacementStatus
    placed_on: date | None
    planned_for: date | None
    verified_on: date | None
    reason: str

    @property
    def hangs(self) -> bool:
        """Tell whether the banner hung there."""
        return self.status in {PlacementStatus.PLACED, PlacementStatus.VERIFIED}


@dataclass(frozen=True, slots=True)
class CorrectedPaper:
    """The registered paper that a new one stands in for."""

    kind: PaperKind
    number: str
    dated: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a paper asks of the record beside its day; a bound left out is the paper's usual one."""

    since: date | None = None
    until: date | None = None
    corrects_id: int | None = None
    proving: bool = False
    """The paper shows the pictures."""


USUAL: Final = Scope()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperFacts:
    """Everything a paper may speak of; ``on`` is the day it is dated."""

    on: date
    school: SchoolRow
    directive: DirectiveRow | None
    appointment: AppointmentRow | None
    portals: tuple[PortalFacts, ...]
    outreach: OutreachFacts
    forms: Mapping[FormKey, str]
    period: Period
    """What the events with parents are counted over."""
    looks: Period
    """What looks at the portals count; a banner hung before the letter came is proved by its first look."""
    evidence: tuple[PortalEvidence, ...] = ()
    """What proves each of ``portals``, in their order; gathered only for the report that shows it."""
    corrects: CorrectedPaper | None = None
    """The registered paper this one stands in for."""
    logo: bytes = b""
    """The emblem of the letterhead."""
    check_days: int = Goals().check_days
    """A look at a banner older than this says little about the day of the paper."""
    texts: Mapping[PaperKind, str] = field(default_factory=dict)
    """The school's own templates; a kind that is not here has the standard one."""

    @property
    def applicable(self) -> tuple[PortalFacts, ...]:
        """Return the portals a banner can hang on."""
        return tuple(p for p in self.portals if p.status is not PlacementStatus.NOT_APPLICABLE)

    def due(self, kind: RequirementKind) -> date | None:
        """Return the date by which the letter or the school wants ``kind`` done."""
        wanted = self.directive.requirements if self.directive else ()
        return next((item.due_on for item in wanted if item.kind is kind), None)


def gather(
    session: Session,
    *,
    directive_id: int | None,
    appointment_id: int | None,
    on: date,
    appointing: bool = False,
    scope: Scope = USUAL,
) -> PaperFacts:
    """Read the facts; without ids the newest directive and the coordinator in office on the day are taken.

    ``appointing``: the paper itself appoints, so a person whose office begins later counts too.
    """
    directive = _directive(session, directive_id)
    usual = directive.dated if directive else None
    period = period_of(scope.since, scope.until, usual=usual, on=on)
    looks = replace(period, since=scope.since)
    return PaperFacts(
        on=on,
        school=_school(session),
        directive=directive,
        appointment=_appointment(session, appointment_id, on, appointing=appointing),
        portals=_portals(session, on),
        outreach=outreach_facts(session, since=period.since, until=period.until),
        forms={
            (form.subject, form.nominative, form.grammatical_case): form.form
            for form in session.scalars(select(CaseForm))
        },
        texts={PaperKind(own.kind): own.template for own in session.scalars(select(PaperText))},
        period=period,
        looks=looks,
        evidence=portal_evidence(session, looks) if scope.proving else (),
        corrects=_corrected(session, scope.corrects_id),
        logo=_logo(session),
        check_days=school_goals(session).check_days,
    )


def _logo(session: Session) -> bytes:
    query = select(AttachmentBlob.content).join(School, School.logo_id == AttachmentBlob.attachment_id)
    return session.scalar(query) or b""


def _corrected(session: Session, letter_id: int | None) -> CorrectedPaper | None:
    old = session.get(Letter, letter_id) if letter_id is not None else None
    if old is None or old.number is None or old.dated is None:
        return None
    return CorrectedPaper(kind=PaperKind(old.kind), number=old.number, dated=old.dated)


def _school(session: Session) -> SchoolRow:
    stored = session.get(School, 1)
    if stored is None:
        return SchoolRow()
    values = {each.name: getattr(stored, each.name) for each in fields(SchoolFields)}
    values["kind"] = SchoolKind(stored.kind)
    values["head_gender"] = Gender(stored.head_gender) if stored.head_gender else None
    return SchoolRow(**values)


def _directive(session: Session, directive_id: int | None) -> DirectiveRow | None:
    newest = select(Directive).order_by(Directive.dated.desc(), Directive.id.desc()).limit(1)
    stored = session.scalar(newest) if directive_id is None else session.get(Directive, directive_id)
    if stored is None:
        return None
    values = {f.name: getattr(stored, f.name) for f in fields(DirectiveFields) if f.name != "requirements"}
    wanted = tuple(
        RequirementDraft(
            kind=RequirementKind(item.kind),
            title=item.title,
            due_on=item.due_on,
            due_basis=DueBasis(item.due_basis),
        )
        for item in stored.requirements
    )
    return DirectiveRow(id=stored.id, requirements=wanted, **values)


def _appointment(
    session: Session, appointment_id: int | None, on: date, *, appointing: bool
) -> AppointmentRow | None:
    """Return the person asked for; a letter names whoever was in office on its day, if anybody was."""
    begun_by = date.max if appointing else on
    wanted = session.get(Appointment, appointment_id) if appointment_id is not None else None
    in_office = [one for one in session.scalars(select(Appointment)) if _in_office(one, begun_by, on)]
    if wanted is not None and (appointing or wanted in in_office or not in_office):
        stored: Appointment | None = wanted
    else:
        stored = max(
            in_office, key=lambda one: (one.appointed_on or one.order_date or date.min, one.id), default=None
        )
    if stored is None:
        return None
    values = {each.name: getattr(stored, each.name) for each in fields(AppointmentFields)}
    values["gender"] = Gender(stored.gender) if stored.gender else None
    return AppointmentRow(id=stored.id, current=_in_office(stored, begun_by, on), **values)


def _in_office(stored: Appointment, begun_by: date, on: date) -> bool:
    begins = stored.appointed_on or stored.order_date
    return (begins is None or begins <= begun_by) and (stored.released_on is None or stored.released_on >= on)


def _portals(session: Session, on: date) -> tuple[PortalFacts, ...]:
    query = (
        select(Portal.name, Placement)
        .join(Placement, Placement.portal_id == Portal.id)
        .order_by(Portal.position, Portal.id)
    )
    return tuple(_portal(name, stored, on) for name, stored in session.execute(query))


def _portal(name: str, stored: Placement, on: date) -> PortalFacts:
    """Return the portal as it stood on ``on``: a banner hung or pictured later proves nothing yet."""
    status, planned_for = PlacementStatus(stored.status), stored.planned_for
    hangs = status in {PlacementStatus.PLACED, PlacementStatus.VERIFIED}
    if hangs and stored.placed_on is not None and stored.placed_on > on:
        status, planned_for = PlacementStatus.PLANNED, stored.placed_on
    elif (
        status is PlacementStatus.REMOVED
        and stored.placed_on is not None
        and stored.removed_on is not None
        and stored.placed_on <= on < stored.removed_on
    ) or (status is PlacementStatus.VERIFIED and stored.verified_on is not None and stored.verified_on > on):
        status = PlacementStatus.PLACED
    return PortalFacts(
        name=name,
        status=status,
        placed_on=stored.placed_on,
        planned_for=planned_for,
        verified_on=stored.verified_on,
        reason=stored.reason,
    )
