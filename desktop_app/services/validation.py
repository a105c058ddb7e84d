"""Checks of single values, shared by every draft: each returns one Russian sentence, or nothing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date

from desktop_app.services.errors import FieldError, ValidationError

LONGEST_LINE = 500
LONGEST_TEXT = 20_000
MOST = 100_000
EARLIEST = date(1990, 1, 1)
YEARS_AHEAD = 5

_EMAIL = re.compile(r"[^@\s,;<>\"]+@[^@\s.,;<>\"/]+(\.[^@\s.,;<>\"/]+)+")
_PHONE = re.compile(r"\+?[\d\s()\-‐‑–.]+")
_EXTENSION = re.compile(r"(доб|вн)\.?\s*\d{1,6}$", re.IGNORECASE)
_DIGITS = (5, 15)
"""Fewest and most digits of a phone number: a village has five, E.164 allows fifteen."""
_NAME = re.compile(r"[^\W\d_]+(?:[ .'’‐‑\-][^\W\d_]*)*\.?")
_SITE = re.compile(
    r"(https?://)?([^\W_][\w-]*(\.[\w-]+)*\.[^\W\d_][\w-]+|\d{1,3}(\.\d{1,3}){3})(:\d{1,5})?([/?#]\S*)?",
    re.IGNORECASE,
)
_KPP = re.compile(r"\d{4}[\dA-Z]{2}\d{3}", re.ASCII)
_URL = "Адрес страницы пишется так: https://school.example.ru."
_UNSEEN = re.compile(
    r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
"""Controls, marks that turn the direction of writing, and halves of characters that no file can hold."""


def tidy(value: str) -> str:
    """Make one line: composed letters (a Mac pastes «й» as two signs), single plain spaces, no ends."""
    return " ".join(unicodedata.normalize("NFC", value).split())


def tidy_text(value: str) -> str:
    """Tidy several lines: composed letters, one kind of line end, nothing after the last word."""
    lines = unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(row.rstrip() for row in lines).strip()


def compact(value: str) -> str:
    """Take out every space: long numbers are pasted in groups of digits."""
    return "".join(value.split())


class Errors:
    """Collect what is wrong with a draft, field by field."""

    def __init__(self) -> None:
        self._found: list[FieldError] = []

    def add(self, field: str, *messages: str) -> None:
        """Note the first of ``messages`` that says something, unless the field already has one."""
        message = next((text for text in messages if text), "")
        if message and all(error.field != field for error in self._found):
            self._found.append(FieldError(field, message))

    def all(self) -> tuple[FieldError, ...]:
        """Return everything found, in order."""
        return tuple(self._found)


def require_valid(errors: Iterable[FieldError]) -> None:
    """Raise ``ValidationError`` when there is any error."""
    found = tuple(errors)
    if found:
        raise ValidationError(found)


def filled(value: str, what: str) -> str:
    """Say that a text is missing; ``what`` completes «Укажите …»."""
    return "" if value.strip() else f"Укажите {what}."


def line(value: str, *, longest: int = LONGEST_LINE) -> str:
    """Say what is wrong with a line of text: too long, or with invisible characters."""
    if _UNSEEN.search(value):
        return "В тексте есть невидимые знаки: наберите его заново, не вставляя из другой программы."
    if len(value) > longest:
        return f"Слишком длинно: {len(value)} знаков, можно не больше {longest}."
    return ""


def text(value: str) -> str:
    """Say what is wrong with several lines of text."""
    return line(tidy_text(value).replace("\n", " "), longest=LONGEST_TEXT)


def person(value: str) -> str:
    """Say what is wrong with a person's name; an empty one is fine."""
    name = tidy(value)
    if name and not _NAME.fullmatch(name):
        return "В имени могут быть только буквы, дефис и точки: «Иванова Ольга Николаевна»."
    return line(value)


def email(value: str) -> str:
    """Say what is wrong with an e-mail address; an empty one is fine."""
    if value.strip() and not _EMAIL.fullmatch(value.strip()):
        return "Адрес почты пишется так: school@example.ru."
    return line(value)


def phone(value: str) -> str:
    """Say what is wrong with a phone number or several with «,» between them; an empty one is fine."""
    fewest, most = _DIGITS
    for part in (
        re.split(r"[,;](?!\s*(?:доб|вн))", value.strip(), flags=re.IGNORECASE) if value.strip() else ()
    ):
        number = _EXTENSION.sub("", part.strip()).rstrip(" ,;")
        digits = sum(sign.isdecimal() for sign in number)
        if not _PHONE.fullmatch(number) or not fewest <= digits <= most:
            return "Телефон пишется цифрами: (3952) 33-13-33 или +7 914 000-00-00, доб. 101."
    return line(value)


def url(value: str) -> str:
    """Say what is wrong with an address of a page; the scheme may be left out, an empty one is fine."""
    typed = value.strip()
    if typed and not _SITE.fullmatch(typed):
        return _URL
    return line(typed, longest=2000)


def day(value: date | None, today: date | None = None) -> str:
    """Say what is wrong with a date: before 1990, or more than five years ahead of ``today``."""
    if value is None:
        return ""
    latest = date((today or date.today()).year + YEARS_AHEAD, 12, 31)  # noqa: DTZ011 - a bound, not a moment
    if not EARLIEST <= value <= latest:
        return f"Дата {value:%d.%m.%Y} не похожа на верную: проверьте год."
    return ""


def count(value: int | None) -> str:
    """Say what is wrong with a count."""
    if value is not None and not 0 <= value <= MOST:
        return f"Число должно быть от 0 до {MOST}."
    return ""


def inn(value: str) -> str:
    """Say what is wrong with an ИНН of an organisation or a person (10 or 12 digits, with check digits)."""
    return _number(value, "ИНН", (10, 12), _inn_ok)


def ogrn(value: str) -> str:
    """Say what is wrong with an ОГРН (13 digits) or ОГРНИП (15), with the check digit."""
    return _number(
        value, "ОГРН", (13, 15), lambda digits: int(digits[:-1]) % (len(digits) - 2) % 10 == int(digits[-1])
    )


def kpp(value: str) -> str:
    """Say what is wrong with a КПП (9 places, no check digit; the fifth and sixth may be Latin capitals)."""
    digits = compact(value)
    return "" if _KPP.fullmatch(digits) else _number(digits, "КПП", (9,), lambda _digits: True)


def okpo(value: str) -> str:
    """Say what is wrong with an ОКПО (8 or 10 digits, with the check digit)."""
    return _number(value, "ОКПО", (8, 10), _okpo_ok)


def _number(value: str, name: str, lengths: tuple[int, ...], check: Callable[[str], bool]) -> str:
    digits = compact(value)
    if not digits:
        return ""
    expected = " или ".join(map(str, lengths))
    if not digits.isascii() or not digits.isdigit():
        return f"{name} состоит только из цифр ({expected})."
    if len(digits) not in lengths:
        return f"{name} состоит из {expected} цифр, введено {len(digits)}."
    if not check(digits):
        return f"{name} набран с ошибкой: контрольная цифра не сходится, сверьте с документом."
    return ""


_INN_WEIGHTS = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)


def _inn_ok(digits: str) -> bool:
    """Check the last digit of ten, or the last two of twelve."""
    ends = (len(digits),) if len(digits) == 10 else (11, 12)  # noqa: PLR2004 - the two lengths of an ИНН
    return all(
        sum(
            int(digit) * weight
            for digit, weight in zip(digits[: end - 1], _INN_WEIGHTS[-(end - 1) :], strict=True)
        )
        % 11
        % 10
        == int(digits[end - 1])
        for end in ends
    )


def _okpo_ok(digits: str) -> bool:
    """Weigh the digits by 1, 2, …; where the remainder is 10, by 3, 4, … instead; 10 again means 0."""
    body = [int(digit) for digit in digits[:-1]]
    for shift in (0, 2):
        rest = sum(digit * ((place + shift) % 10 + 1) for place, digit in enumerate(body)) % 11
        if rest < 10:  # noqa: PLR2004 - one digit
            return rest == int(digits[-1])
    return digits[-1] == "0"
