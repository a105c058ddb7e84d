"""The declarative base: strict tables, named constraints, and dates kept as ISO text."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, Dialect, MetaData, Text
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The base of every stored class; each table ends its arguments with ``STRICT``."""

    metadata = MetaData(naming_convention=NAMING)


class IsoDate(TypeDecorator[date]):
    """Keep a date as ``YYYY-MM-DD`` text: STRICT tables have no DATE, and text sorts as dates do."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:  # noqa: ARG002 - SQLAlchemy's signature
        """Turn a date into ISO text."""
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:  # noqa: ARG002
        """Turn ISO text into a date."""
        return None if value is None else date.fromisoformat(value)


class IsoDateTime(TypeDecorator[datetime]):
    """Keep a moment as ISO text with its offset from UTC."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Turn a moment into ISO text."""
        return None if value is None else value.isoformat(timespec="seconds")

    def process_result_value(self, value: str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Turn ISO text into a moment."""
        return None if value is None else datetime.fromisoformat(value)


def one_of(column: str, values: type[object]) -> CheckConstraint:
    """Make the constraint that ``column`` holds one of the members of the string enum ``values``."""
    listed = ", ".join(f"'{member}'" for member in values)  # type: ignore[attr-defined]  # an enum class iterates
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def is_date(*columns: str) -> tuple[CheckConstraint, ...]:
    """Make the constraints that each of ``columns`` is null or a real calendar date."""
    # a modifier makes SQLite check the day as well: date('2024-02-30') alone gives it back unchanged
    return tuple(CheckConstraint(f"{c} IS date({c}, '+0 days')", name=f"{c}_is_date") for c in columns)


def not_negative(*columns: str) -> tuple[CheckConstraint, ...]:
    """Make the constraints that each of ``columns`` is null or at least 0."""
    return tuple(CheckConstraint(f"{c} IS NULL OR {c} >= 0", name=f"{c}_not_negative") for c in columns)


STRICT: dict[str, object] = {"sqlite_strict": True}
"""The last item of every ``__table_args__`` tuple."""
