"""What a password has to be, and how hard it looks: a calm remark, never a riddle of rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from desktop_app.models.keys import spelled_alike
from desktop_app.services.errors import FieldError

SHORTEST: Final = 8
"""Signs; NIST SP 800-63B, 3.1.1.2, names no fewer."""
GOOD: Final = 14
"""Signs from which on a password is strong, whatever it is made of."""
_ROWS: Final = (
    "0123456789",
    "9876543210",
    "qwertyuiopasdfghjklzxcvbnm",
    "йцукенгшщзхъфывапролджэячсмитьбю",
    "abcdefghijklmnopqrstuvwxyz",
    "абвгдежзийклмнопрстуфхцчшщъыьэюя",
)
_COMMON: Final = frozenset(
    ("password", "пароль", "parol", "школа", "school", "отклик", "otklik", "учитель", "admin")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Strength:
    """How a password looks: whether it will do, whether it is good, and a sentence."""

    sentence: str
    enough: bool = False
    good: bool = False


def strength(password: str) -> Strength:
    """Judge a password being typed."""
    text = spelled_alike(password)
    if len(text) < SHORTEST:
        few = f"Не короче {SHORTEST} знаков. Проще всего запомнить четыре слова подряд."
        return Strength(sentence=few)
    if _is_guessed(text.casefold()):
        return Strength(sentence="Такой пароль угадывают первым: возьмите несколько слов подряд.")
    if len(text) >= GOOD:
        return Strength(sentence="Хороший пароль.", enough=True, good=True)
    fair = f"Годится. Надёжнее — от {GOOD} знаков, например четыре слова."
    return Strength(sentence=fair, enough=True)


def password_problems(password: str, again: str) -> tuple[FieldError, ...]:
    """Return why a new password cannot be set, by field."""
    found = strength(password)
    if not found.enough:
        return (FieldError("password", found.sentence),)
    if spelled_alike(password) != spelled_alike(again):
        return (FieldError("again", "Пароли не совпадают: наберите его ещё раз."),)
    return ()


def layout_remark(typed: str) -> str:
    """Return what to look at when a password did not fit: the keyboard's layout or its capital letters."""
    remarks = []
    if re.search("[а-яё]", typed, re.IGNORECASE):
        remarks.append("набраны русские буквы")
    if re.search("[a-z]", typed, re.IGNORECASE):
        remarks.append("набраны латинские буквы")
    letters = [sign for sign in typed if sign.isalpha()]
    if len(letters) > 1 and all(sign.isupper() for sign in letters):
        remarks.append("все буквы заглавные")
    return f"Проверьте раскладку и Caps Lock: {', '.join(remarks)}." if remarks else ""


def _is_guessed(text: str) -> bool:
    """Tell whether it is one sign over and over, a row of the keyboard, or a word everybody tries."""
    if len(set(text)) <= 2:  # noqa: PLR2004 - «11111111», «12121212»
        return True
    if any(text in row * 2 for row in _ROWS):
        return True
    return re.sub(r"[\W\d_]+", "", text) in _COMMON
