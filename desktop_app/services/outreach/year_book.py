"""The classes and their former years as they are stored."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.school import ClassGroup, ClassYear
from desktop_app.services.outreach.class_book import ClassBook


class YearBook(ClassBook):
    """What classes are and were, read once, asked often."""

    def __init__(self, session: Session) -> None:
        group, year = ClassGroup, ClassYear
        groups = select(group.id, group.name, group.parents, group.left_in)
        years = select(year.school_year, year.class_id, year.name, year.parents).order_by(year.school_year)
        super().__init__(session.execute(groups), session.execute(years))
