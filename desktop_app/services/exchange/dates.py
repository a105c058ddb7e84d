"""Read the dates of a column in every usual form; where 05/06 could be two days, say so and never guess."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from desktop_app.russian.dates import short_date
from desktop_app.russian.fold import fold
from desktop_app.services.exchange.types import Cell, DateOrder, Epoch, Missing
from desktop_app.services.exchange.unseen import visible
from desktop_app.services.exchange.values import UNSAID

_CENTURY: Final = 2000
_MONTHS: Final = 12
_ZERO: Final = {Epoch.WINDOWS: date(1899, 12, 30), Epoch.MACINTOSH: date(1904, 1, 1)}
_SERIALS: Final = (36_526, 73_050)
"""Numbers that can be days: 2000 to 2099, counted from 1900."""
_BETWEEN_EPOCHS: Final = 1_462

_TIME: Final = (
    r"(?:(?:,? +(?:в )?\(?|t)\d{1,2}[:.-]\d{2}(?::\d{2}(?:[.,]\d+)?)?(?: ?[ap]m|z|[+-]\d{2}:?\d{2})?\)?)?"
)
_YEAR_END: Final = r"(?: ?г(?:\.|ода?)?)?"
_DAY_NAME: Final = r"(?:пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)"
_WEEKDAY: Final = re.compile(rf"^{_DAY_NAME}\.?,? +|,? *\({_DAY_NAME}\.?\)$|,? +{_DAY_NAME}\.?$")
_DOTTED: Final = re.compile(
    rf"(?P<day>\d{{1,2}}) ?(?P<dot>[., ]) ?(?P<month>\d{{1,2}}) ?(?P=dot) ?(?P<year>\d{{4}}|\d{{2}})"
    rf"{_YEAR_END}{_TIME}"
)
_YEAR_FIRST: Final = re.compile(
    rf"(?P<year>\d{{4}})(?P<sign>[-./])(?P<month>\d{{1,2}})(?P=sign)(?P<day>\d{{1,2}}){_TIME}"
)
_SLASHED: Final = re.compile(
    rf"(?P<one>\d{{1,2}})(?P<sign>[-/])(?P<two>\d{{1,2}})(?P=sign)(?P<year>\d{{4}}|\d{{2}}){_YEAR_END}{_TIME}"
)
_WORDED: Final = re.compile(
    rf"[«\"“„]? ?(?P<day>\d{{1,2}}) ?[»\"”“]?(?:-?(?:е|го|ое))?[-. ]{{0,2}}(?P<month>[а-яa-z]{{3,9}})"
    rf"\.?[-. ,]{{0,2}}(?P<year>\d{{4}}|\d{{2}}){_YEAR_END}{_TIME}"
)
_ROMAN: Final = re.compile(
    rf"(?P<day>\d{{1,2}})(?P<sign>[./ -])(?P<month>i{{1,3}}|i?v|vi{{1,3}}|i?x|xi{{1,2}})[./ -]"
    rf"(?P<year>\d{{4}}|\d{{2}}){_YEAR_END}{_TIME}"
)
_SOLID: Final = re.compile(r"(?P<day>\d{2})(?P<month>\d{2})(?P<year>20\d{2})")
_SERIAL: Final = re.compile(r"\d{5}(?:[.,]\d+)?")
_NO_YEAR: Final = re.compile(r"\d{1,2}[./-]\d{1,2}\.?|\d{1,2} [а-я]+\.?")
_SEVERAL: Final = re.compile(
    r"(?:с +)?\d{1,2}(?:[. ][\w.]+?)? ?(?:-|по) ?\d{1,2}[. ].*\d|\d{1,2}[.]\d.* ?[,;и] ?\d{1,2}[.]\d.*"
)
_MISTYPED: Final = (
    (re.compile(r"(?<=[\d.])[оo](?=[\d.])|(?<=[.])[оo]|(?<=\d)[оo](?=[\d.]|$)"), "0"),
    (re.compile(r"(?<=\d)\.{2}(?=\d)"), "."),
)
"""A letter for the zero, a dot twice: there is no other reading."""
_ROMAN_NUMBERS: Final = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ROMANS: Final = {roman: number for number, roman in enumerate(_ROMAN_NUMBERS, 1)}
_LOOKALIKES: Final = str.maketrans("aceopxykm", "асеорхукм")
_MONTH_WORDS: Final = tuple(
    re.compile(form)
    for form in (
        r"янв(?:ар[ья])?|jan(?:uary)?",
        r"фев(?:р(?:ал[ья])?)?|feb(?:ruary)?",
        r"мар(?:та?)?|mar(?:ch)?",
        r"апр(?:ел[ья])?|apr(?:il)?",
        r"ма[йя]|may",
        r"июн[ья]?|june?",
        r"июл[ья]?|july?",
        r"авг(?:уста?)?|aug(?:ust)?",
        r"сент?(?:ябр[ья])?|sept?(?:ember)?",
        r"окт(?:ябр[ья])?|oct(?:ober)?",
        r"нояб?(?:р[ья])?|nov(?:ember)?",
        r"дек(?:абр[ья])?|dec(?:ember)?",
    )
)


class DoubtfulDateError(ValueError):
    """A text that is two days at once; the user is asked once for the whole column."""


@dataclass(frozen=True, slots=True)
class DateColumn:
    """How the dates of one column are to be read; None where the column does not decide."""

    order: DateOrder | None
    epoch: Epoch | None
    asks_order: bool
    """Some dates are two days at once, and neither the column nor the user decides."""
    asks_epoch: bool
    example: str = ""
    """A text that could be two days."""

    def read(self, cell: Cell) -> date:
        """Return the day; raises ``ValueError`` with a Russian sentence."""
        if isinstance(cell, date):
            return cell
        if isinstance(cell, Missing):
            raise ValueError(UNSAID[cell])  # noqa: TRY004 - one kind of refusal for the reader
        if isinstance(cell, bool) or cell is None:
            raise ValueError("Здесь нужна дата.")
        if isinstance(cell, int | float):
            return self._serial(float(cell), str(cell))
        return self._text(cell)

    def _text(self, text: str) -> date:
        plain = _plain(text)
        if _SERIAL.fullmatch(plain):
            return self._serial(float(plain.replace(",", ".")), text)
        if match := _SLASHED.fullmatch(plain):
            one, two = int(match["one"]), int(match["two"])
            if match["sign"] == "-" and len(match["year"]) == 2:  # noqa: PLR2004 - digits of the year
                raise ValueError("Не ясно, где день, а где год: пишите так: 05.06.2024.")
            if one != two and max(one, two) <= _MONTHS and self.order is None:
                raise DoubtfulDateError("Не ясно, где день, а где месяц.")
            month_first = self.order is DateOrder.MONTH_FIRST if max(one, two) <= _MONTHS else two > _MONTHS
            day, month = (two, one) if month_first else (one, two)
            return _build(match["year"], month, day, text)
        for form in (_DOTTED, _YEAR_FIRST, _ROMAN, _WORDED, _SOLID):
            if match := form.fullmatch(plain):
                return _build(match["year"], _month(match["month"], text), int(match["day"]), text)
        if _NO_YEAR.fullmatch(plain):
            raise ValueError("В дате нет года.")
        if _SEVERAL.fullmatch(plain):
            raise ValueError("Здесь несколько дней: оставьте один, каким записать мероприятие.")
        raise ValueError("Не похоже на дату: пишите так: 05.06.2024.")

    def _serial(self, number: float, text: str) -> date:
        solid = _SOLID.fullmatch(f"{number:08.0f}") if number.is_integer() else None
        if solid is not None and not _is_serial(number):
            return _build(solid["year"], int(solid["month"]), int(solid["day"]), text)
        if not _is_serial(number):
            raise ValueError("Не похоже на дату: пишите так: 05.06.2024.")
        if self.epoch is None:
            raise DoubtfulDateError(f"Число {text} вместо даты: не ясно, от какого года считаны дни.")
        return _ZERO[self.epoch] + timedelta(days=int(number))


def date_column(
    cells: Iterable[Cell],
    *,
    today: date,
    order: DateOrder | None = None,
    epoch: Epoch | None = None,
    answered_epoch: Epoch | None = None,
) -> DateColumn:
    """Decide how a column's dates are read: by the user's word, else by rows that leave only one reading.

    ``epoch`` is the workbook's own; a text file has none, and there a number that is in the future by one
    count is taken by the other.
    """
    orders: set[DateOrder] = set()
    doubtful = example = ""
    epochs = set(Epoch)
    numbers = ""
    for cell in cells:
        if isinstance(cell, str):
            plain = _plain(cell)
            if match := _SLASHED.fullmatch(plain):
                one, two = int(match["one"]), int(match["two"])
                if one > _MONTHS >= two:
                    orders.add(DateOrder.DAY_FIRST)
                elif two > _MONTHS >= one:
                    orders.add(DateOrder.MONTH_FIRST)
                elif one != two and (match["sign"] == "/" or len(match["year"]) > 2):  # noqa: PLR2004
                    doubtful = doubtful or (cell if _has_two_days(cell) else "")
            elif _SERIAL.fullmatch(plain) and _is_serial(number := float(plain.replace(",", "."))):
                numbers = numbers or cell
                epochs &= _possible(number, today)
        elif isinstance(cell, int | float) and not isinstance(cell, bool) and _is_serial(float(cell)):
            numbers = numbers or str(cell)
            epochs &= _possible(float(cell), today)
    example = doubtful or numbers
    chosen = order or (orders.pop() if len(orders) == 1 else None)
    counted = epoch or answered_epoch or (epochs.pop() if len(epochs) == 1 else None)
    return DateColumn(
        order=chosen,
        epoch=counted,
        asks_order=bool(doubtful) and chosen is None,
        asks_epoch=bool(numbers) and counted is None and bool(epochs),
        example=example.strip(),
    )


def two_days(text: str) -> tuple[str, str]:
    """Return both days a doubtful text could be, day first and month first, as «05.06.2024»."""
    return tuple(  # type: ignore[return-value]  # two orders make two days
        short_date(DateColumn(order, None, asks_order=False, asks_epoch=False).read(text))
        for order in DateOrder
    )


def two_counts(text: str) -> tuple[str, str]:
    """Return both days a number could be, counted from 1900 and from 1904."""
    return tuple(  # type: ignore[return-value]  # two epochs make two days
        short_date(DateColumn(None, epoch, asks_order=False, asks_epoch=False).read(text)) for epoch in Epoch
    )


def _has_two_days(text: str) -> bool:
    """Tell whether a text is a day by either order; one that is none by any is no question but an error."""
    try:
        two_days(text)
    except ValueError:
        return False
    return True


def _is_serial(number: float) -> bool:
    """Tell whether a number is near enough to today to be a day by either count."""
    low, high = _SERIALS
    return low - _BETWEEN_EPOCHS <= number <= high


def _possible(number: float, today: date) -> set[Epoch]:
    """Return the counts by which a number is a day between 2000 and today."""
    days = {epoch: zero + timedelta(days=int(number)) for epoch, zero in _ZERO.items()}
    return {epoch for epoch, day in days.items() if day.year >= _CENTURY and day <= today}


def _plain(text: str) -> str:
    plain = fold(visible(text).replace("\u202f", " ").replace("–", "-").replace("‑", "-"))
    plain = _WEEKDAY.sub("", plain.rstrip(" ;,"))
    for wrong, right in _MISTYPED:
        plain = wrong.sub(right, plain)
    return plain


def _month(word: str, text: str) -> int:
    if word.isdecimal():
        return int(word)
    if word in _ROMANS:
        return _ROMANS[word]
    if not word.isascii():
        word = word.translate(_LOOKALIKES)
    for number, form in enumerate(_MONTH_WORDS, 1):
        if form.fullmatch(word):
            return number
    raise ValueError(f"Нет такого месяца: «{text.strip()}».")


def _build(year: str, month: int, day: int, text: str) -> date:
    whole = int(year) if len(year) > 2 else _CENTURY + int(year)  # noqa: PLR2004 - a two-digit year
    try:
        return date(whole, month, day)
    except ValueError as error:
        raise ValueError(f"Такой даты нет: «{text.strip()}».") from error
