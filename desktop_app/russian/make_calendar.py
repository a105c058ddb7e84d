"""Write the shipped ``calendar/russia.json`` anew from the installed ``holidays`` library.

``python -m desktop_app.russian.make_calendar``, when the government has published another year and the
library knows it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta

from desktop_app.paths import resource
from desktop_app.russian.workdays import WorkCalendar

FIRST_YEAR, LAST_YEAR = 2015, 2030


def table(is_working_day: Callable[[date], bool]) -> dict[str, object]:
    """Return the days of these years that are unlike a plain five-day week, as ISO text."""
    start, end = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)
    days = [start + timedelta(days=step) for step in range((end - start).days + 1)]
    off = [day for day in days if day.isoweekday() <= 5 and not is_working_day(day)]  # noqa: PLR2004 - Friday
    working = [day for day in days if day.isoweekday() > 5 and is_working_day(day)]  # noqa: PLR2004
    return {
        "first_year": FIRST_YEAR,
        "last_year": LAST_YEAR,
        "days_off": [day.isoformat() for day in off],
        "working_weekends": [day.isoformat() for day in working],
    }


def main() -> None:
    """Write the table over the one before."""
    from holidays.countries.russia import RU  # noqa: PLC0415 - imports the calendars of every country

    make: Callable[[], WorkCalendar] = RU
    text = json.dumps(table(make().is_working_day), indent=1)
    resource("calendar/russia.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
