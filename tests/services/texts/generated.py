"""Records of any school: full, half filled, empty, odd."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import strategies as st

from desktop_app.models.enums import DueBasis, Gender, PlacementStatus, RequirementKind, SchoolKind
from desktop_app.services.coordinator.types import AppointmentRow
from desktop_app.services.directive.types import DirectiveRow, RequirementDraft
from desktop_app.services.papers.facts import PaperFacts, PortalFacts
from desktop_app.services.papers.period import Period
from desktop_app.services.papers.reach import OutreachFacts
from desktop_app.services.school.types import SchoolRow

ON = date(2024, 6, 5)

names = st.sampled_from(
    (
        "Иванова Ольга Николаевна",
        "Салтыков-Щедрин Иван Петрович",
        "Дюма Ольга Ивановна",
        "Ким Саша",
        "—",
        "<b>&",
        "{{ школа.название }}",
        "Заголовок: #. {% если %}",
        "Петренко  Яна\u00a0Львовна",
        "Сидоров Пётр Ильич",
    )
)
posts = st.sampled_from(
    (
        "",
        "  ",
        "директор",
        "заместитель директора по воспитательной работе",
        "социальный педагог",
        "#. учитель",
    )
)
offices = st.sampled_from(
    (
        "Министерство образования Иркутской области",
        "Департамент образования города Иркутска",
        'Комитет "Знание"',
        "МКУ «Центр развития»",
    )
)
lines = st.sampled_from(
    ("", " ", "Сайт школы", "группа, ВК", 'канал "Наш"', "экран\nв холле", "# 5 - од", "1. план")
)
filled = lines.filter(str.strip)
days = st.none() | st.integers(-20, 20).map(lambda step: ON + timedelta(days=step))
genders = st.none() | st.sampled_from(Gender)
small_numbers = st.integers(0, 3) | st.sampled_from((11, 21, 22, 9_999, 12_500))

schools = st.builds(
    SchoolRow,
    full_name=st.just("Школа № 5"),
    kind=st.sampled_from(SchoolKind),
    addressee_organisation=st.just("") | offices,
    addressee_post=posts,
    addressee_name=st.just("") | names,
)
requirements = st.lists(
    st.builds(
        RequirementDraft,
        kind=st.sampled_from(RequirementKind),
        title=st.just("дело"),
        due_on=days,
        due_basis=st.sampled_from(DueBasis),
    ),
    max_size=5,
).map(tuple)
directives = st.none() | st.builds(
    DirectiveRow,
    id=st.just(1),
    number=filled,
    dated=days,
    sender=offices,
    signatory_post=posts,
    signatory_name=names,
    subject=lines,
    chat_name=lines,
    requirements=requirements,
)
appointments = st.none() | st.builds(
    AppointmentRow,
    id=st.just(1),
    current=st.booleans(),
    name=names,
    post=posts,
    phone=lines,
    email=lines,
    gender=genders,
    order_number=lines,
    order_date=days,
    appointed_on=days,
    substitute_name=st.just("") | names,
    substitute_post=posts,
    chat_joined_on=days,
)
portals = st.lists(
    st.builds(
        PortalFacts,
        name=filled,
        status=st.sampled_from(PlacementStatus),
        placed_on=days,
        planned_for=days,
        verified_on=days,
        reason=lines,
    ),
    max_size=14,
).map(tuple)


@st.composite
def outreach(draw: st.DrawFn) -> OutreachFacts:
    events = draw(small_numbers)
    first = ON - timedelta(days=draw(st.integers(0, 30)))
    last = first + timedelta(days=draw(st.integers(0, 3)))
    return OutreachFacts(
        events=events,
        contacts=draw(small_numbers) if events else 0,
        reached=draw(small_numbers) if events else 0,
        first=first if events else None,
        last=last if events else None,
    )


facts = st.builds(
    PaperFacts,
    on=st.just(ON),
    school=schools,
    directive=directives,
    appointment=appointments,
    portals=portals,
    outreach=outreach(),
    period=st.just(Period(None, ON)),
    looks=st.just(Period(None, ON)),
    evidence=st.just(()),
    corrects=st.none(),
    texts=st.just({}),
    forms=st.just({}) | st.just({("name", "Иванова Ольга Николаевна", "accusative"): "Иванову Олю"}),
)
"""Facts as ``gather`` would return them."""
