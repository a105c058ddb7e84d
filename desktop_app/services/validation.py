"""Checks shared by every subject: one Russian sentence that says what to do, or ``None`` when all is well."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date

from desktop_app.russian.plurals import plural
from desktop_app.services.errors import FieldError

LINE = 300
"""Longest one-line value, in characters: a school's full name with its founder fits."""
NOTE = 4000
"""Longest remark."""
FIRST_DAY = date(1990, 1, 1)
YEARS_AHEAD = 5
TOP_COUNT = 100_000

_LINE_BREAKS = "\t\n\r"
_UNSEEN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff\ufffe\uffff")
"""Marks that turn the direction of writing, and code points that are no characters."""
_NAME_MARKS = frozenset(" .-‐‑'’")
_EMAIL = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"./]+(\.[^\s@,;<>\"./]+)*\.[^\W\d_][\w-]+")
_URL = re.compile(r"(https?://)?[^\W_][\w-]*(\.[\w-]+)*\.[^\W\d_][\w-]+(:\d{1,5})?([/?#]\S*)?", re.IGNORECASE)
_EXTENSION = re.compile(r"(доб\.?|вн\.?)\s*\d{1,6}\s*$", re.IGNORECASE)
_PHONE = re.compile(r"\+?[\d\s()\-‐‑–.]+")
_KPP = re.compile(r"[0-9]{4}[0-9A-Z]{2}[0-9]{3}")


def collect(*checked: tuple[str, str | None]) -> tuple[FieldError, ...]:
    """Make the errors of a draft from pairs of field and sentence; the first sentence of a field stays."""
    found: dict[str, str] = {}
    for field, message in checked:
        if message is not None:
            found.setdefault(field, message)
    return tuple(FieldError(field, message) for field, message in found.items())


def clean(value: str) -> str:
    """Make one line of ``value``: composed letters, single spaces (no-break ones too), no ends."""
    return " ".join(unicodedata.normalize("NFC", value).split())


def clean_text(value: str) -> str:
    """Tidy a text of several lines: composed letters, one kind of line break, no blank ends."""
    lines = unicodedata.normalize("NFC", value).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def compact(value: str) -> str:
    """Take out every space: identifiers are often pasted in groups of digits."""
    return "".join(value.split())


def text(value: str, what: str, *, limit: int = LINE, required: bool = False) -> str | None:
    """Check a text: present when ``required``, at most ``limit`` characters, nothing unseen in it."""
    if not value.strip():
        return f"Заполните поле «{what}»." if required else None
    if any(_is_unseen(character) for character in value):
        return f"В поле «{what}» есть невидимые служебные знаки: наберите текст заново, без вставки."
    if len(value) > limit:
        return f"В поле «{what}» помещается {limit} знаков, введено {len(value)}: сократите текст."
    return None


def _is_unseen(character: str) -> bool:
    if character in _LINE_BREAKS:
        return False
    return unicodedata.category(character) in {"Cc", "Cs"} or character in _UNSEEN


def person(value: str, what: str, *, required: bool = False) -> str | None:
    """Check a person's name: letters, spaces, hyphens, dots and apostrophes."""
    wrong = text(value, what, limit=150, required=required)
    name = clean(value)
    if wrong is not None or not name:
        return wrong
    if not all(c.isalpha() or c in _NAME_MARKS for c in name) or not any(c.isalpha() for c in name):
        return f"В поле «{what}» оставьте только буквы, пробелы, дефис и точки."
    return None


def email(value: str) -> str | None:
    """Check the form of an e-mail address; Cyrillic domains are right."""
    value = value.strip()
    if not value:
        return None
    if len(value) > LINE or not _EMAIL.fullmatch(value):
        return "Запишите один адрес почты в виде school@example.ru."
    return text(value, "Электронная почта")


def phone(value: str) -> str | None:
    """Check one or several phone numbers with extensions: 5–15 digits each, as villages have five."""
    wrong = text(value, "Телефон", limit=100)
    if wrong is not None or not value.strip():
        return wrong
    for part in re.split(r"[,;]", value):
        number = _EXTENSION.sub("", part).strip()
        digits = sum(c.isdigit() for c in number)
        if not _PHONE.fullmatch(number) or not 5 <= digits <= 15:  # noqa: PLR2004 - stands in the sentence
            return "В номере телефона должно быть от 5 до 15 цифр, например 8 (3952) 12-34-56, доб. 101."
    return None


def url(value: str, what: str) -> str | None:
    """Check an address in the net, with or without ``https://``."""
    value = value.strip()
    if not value:
        return None
    if not _URL.fullmatch(value):
        return f"В поле «{what}» запишите адрес без пробелов, например https://school.example.ru."
    return text(value, what, limit=2000)


def link(value: str, what: str) -> str | None:
    """Check a link that is kept as it stands: only that it is one piece."""
    if any(c.isspace() for c in value.strip()):
        return f"В поле «{what}» уберите пробелы внутри ссылки."
    return text(value, what, limit=2000)


def inn(value: str) -> str | None:
    """Check a taxpayer's number: 10 digits (12 for a sole trader), the last one or two are check digits."""
    return _identifier("ИНН", compact(value), (10, 12), _inn_agrees)


def ogrn(value: str) -> str | None:
    """Check a state registration number: 13 digits (15 for a sole trader), the last one is a check digit."""
    return _identifier("ОГРН", compact(value), (13, 15), _ogrn_agrees)


def okpo(value: str) -> str | None:
    """Check a statistics code: 8 digits (10 for a sole trader), the last one is a check digit."""
    return _identifier("ОКПО", compact(value), (8, 10), _okpo_agrees)


def kpp(value: str) -> str | None:
    """Check a tax registration code: 9 places, the fifth and sixth may be Latin capitals."""
    value = compact(value)
    if not value:
        return None
    if len(value) != 9:  # noqa: PLR2004 - stands in the sentence
        return f"КПП состоит из 9 цифр, {_entered(len(value))}."
    return None if _KPP.fullmatch(value) else "Запишите КПП цифрами: девять цифр подряд."


def _identifier(
    name: str, value: str, lengths: tuple[int, int], agrees: Callable[[list[int]], bool]
) -> str | None:
    if not value:
        return None
    if not (value.isascii() and value.isdigit()):
        return f"Запишите {name} только цифрами."
    usual, sole_trader = lengths
    if len(value) not in lengths:
        also = f" (у предпринимателя из {sole_trader})" if len(value) > usual else ""
        return f"{name} состоит из {usual} цифр{also}, {_entered(len(value))}."
    if agrees([int(digit) for digit in value]):
        return None
    return f"В {name} опечатка: контрольная цифра не сходится, сверьте с документом."


def _entered(n: int) -> str:
    return f"{plural(n, 'введена', 'введено', 'введено')} {n}"


def _weighted(digits: list[int], weights: tuple[int, ...]) -> int:
    return sum(d * w for d, w in zip(digits, weights, strict=False))


def _inn_agrees(digits: list[int]) -> bool:
    weights = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
    places = (9,) if len(digits) == 10 else (10, 11)  # noqa: PLR2004 - the two lengths of the number
    return all(_weighted(digits[:n], weights[-n:]) % 11 % 10 == digits[n] for n in places)


def _ogrn_agrees(digits: list[int]) -> bool:
    body = int("".join(map(str, digits[:-1])))
    return body % (len(digits) - 2) % 10 == digits[-1]


def _okpo_agrees(digits: list[int]) -> bool:
    body = digits[:-1]
    for shift in (0, 2):  # a remainder of 10 asks for the second row of weights; 10 again counts as 0
        rest = _weighted(body, tuple((i + shift) % 10 + 1 for i in range(len(body)))) % 11
        if rest < 10:  # noqa: PLR2004 - one digit
            return rest == digits[-1]
    return digits[-1] == 0


def day(value: date | None, what: str, today: date, *, required: bool = False) -> str | None:
    """Check a date: given when ``required``, from 1990 to five years after ``today``."""
    if value is None:
        return f"Укажите дату: «{what}»." if required else None
    if value < FIRST_DAY:
        return f"Проверьте год в поле «{what}»: дата раньше 1990 года."
    if value.year > today.year + YEARS_AHEAD:
        return f"Проверьте год в поле «{what}»: до этой даты больше пяти лет."
    return None


def count(value: int, what: str, *, top: int = TOP_COUNT) -> str | None:
    """Check a count: from 0 to ``top``."""
    if 0 <= value <= top:
        return None
    return f"В поле «{what}» запишите число от 0 до {top}."
