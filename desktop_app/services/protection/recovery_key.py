"""The recovery key: the file's own key written in groups a person can copy from a sheet of paper.

Thirteen groups of five signs of Crockford's alphabet hold 256 bits, the fifth sign of each is a check; a last
group is the mark of the file's salt. So a slip is pointed at by its group, two groups put the other way round
are seen, and a sheet of another file or of an earlier password is known before anything is tried.
"""

from __future__ import annotations

import hashlib
import re
from typing import Final

from desktop_app.models.keys import KEY_BYTES, Key
from desktop_app.services.errors import AppError

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
SIGNS: Final = 5
"""Signs of a group."""
KEY_GROUPS: Final = 13
GROUPS: Final = KEY_GROUPS + 1

_BITS: Final = 5
_DATA: Final = SIGNS - 1
_SPARE: Final = KEY_GROUPS * _DATA * _BITS - KEY_BYTES * 8
_PRIMITIVE: Final = 0b100101
"""x⁵ + x² + 1: multiplication of the 32 signs in which no weight of a place is another's."""
_ALIKE: Final = str.maketrans("OILUЗОАВЕКМНРСТХУ", "011V30ABEKMHPCTXY")
"""Signs a hand writes or a keyboard types for those of the alphabet; «У» is «Y» to the eye."""
_APART: Final = re.compile(r"[^0-9A-ZА-ЯЁ]+")


class RecoveryKeyError(AppError):
    """What was typed is not the file's recovery key; the sentence names the group."""


def groups(key: Key) -> tuple[str, ...]:
    """Return the fourteen groups of a key, the mark of its file last."""
    number = int.from_bytes(key.raw, "big") << _SPARE
    signs = _signs_of(number, KEY_GROUPS * _DATA)
    parts = [signs[place : place + _DATA] for place in range(0, len(signs), _DATA)]
    return (*(_sealed(part, index) for index, part in enumerate(parts)), mark(key.salt))


def mark(salt: bytes) -> str:
    """Return the mark of a file: five signs made from its salt, known to everybody who has the file."""
    number = int.from_bytes(hashlib.sha256(salt).digest()[:4], "big") >> (32 - _DATA * _BITS)
    return _sealed(_signs_of(number, _DATA), KEY_GROUPS)


def read_key(text: str, salt: bytes) -> Key:
    """Return the key that was typed, for the file with this salt.

    The last group may be left out; small letters, blanks, hyphens and look-alikes do not matter. Raises
    ``RecoveryKeyError``, which names the groups with a slip.
    """
    typed = _split(text)
    if len(typed) not in {KEY_GROUPS, GROUPS}:
        raise RecoveryKeyError(
            f"Групп введено {len(typed)}, а в ключе их {GROUPS}.", hint="Сверьте ключ с листом по порядку."
        )
    wrong = [str(index + 1) for index, group in enumerate(typed) if _sealed(group[:_DATA], index) != group]
    if wrong:
        where = f"группе {wrong[0]}" if len(wrong) == 1 else f"группах {', '.join(wrong)}"
        raise RecoveryKeyError(f"Ошибка в {where}.", hint="Сверьте с листом: группы на нём пронумерованы.")
    if len(typed) == GROUPS and typed[-1] != mark(salt):
        raise RecoveryKeyError(
            f"Этот лист с меткой {typed[-1]}, а у файла метка {mark(salt)}.",
            hint="Лист от другого файла или от прежнего пароля: найдите лист с меткой файла.",
        )
    number = 0
    for group in typed[:KEY_GROUPS]:
        for sign in group[:_DATA]:
            number = number << _BITS | ALPHABET.index(sign)
    if number & ((1 << _SPARE) - 1):
        raise RecoveryKeyError(f"Ошибка в группе {KEY_GROUPS}.", hint="Сверьте её с листом.")
    return Key(salt, (number >> _SPARE).to_bytes(KEY_BYTES, "big"))


def looks_like_key(text: str) -> bool:
    """Tell whether somebody meant to type a key: a password is hardly so long and of these signs only."""
    signs = _APART.sub("", text.upper()).translate(_ALIKE)
    return len(signs) >= (KEY_GROUPS - 1) * SIGNS and all(sign in ALPHABET for sign in signs)


def _split(text: str) -> list[str]:
    """Return the groups typed; raises ``RecoveryKeyError`` for a strange sign or a group of wrong length."""
    parts = [part.translate(_ALIKE) for part in _APART.split(text.upper()) if part]
    signs = "".join(parts)
    strange = next((sign for sign in signs if sign not in ALPHABET), "")
    if strange:
        raise RecoveryKeyError(
            f"В ключе нет знака «{strange}».",
            hint="В нём только цифры и латинские буквы; проверьте раскладку.",
        )
    whole = all(len(part) == SIGNS for part in parts)
    if not whole and len(parts) in {KEY_GROUPS, GROUPS}:
        place = next(index for index, part in enumerate(parts) if len(part) != SIGNS)
        raise RecoveryKeyError(
            f"В группе {place + 1} знаков {len(parts[place])}, а должно быть {SIGNS}.",
            hint="Сверьте её с листом.",
        )
    if not whole and len(signs) % SIGNS:
        raise RecoveryKeyError(
            f"Знаков введено {len(signs)}, а в ключе их {GROUPS * SIGNS}.",
            hint="Вводите группы через пробел или дефис: так видно, где пропуск.",
        )
    return [signs[place : place + SIGNS] for place in range(0, len(signs), SIGNS)]


def _signs_of(number: int, count: int) -> str:
    return "".join(ALPHABET[number >> _BITS * (count - 1 - place) & 31] for place in range(count))


def _sealed(signs: str, index: int) -> str:
    """Return a group with its check: a weighted sum of its signs and of its own number."""
    total = _times(index, _DATA + 1)
    for place, sign in enumerate(signs):
        total ^= _times(ALPHABET.index(sign), place + 1)
    return signs + ALPHABET[total]


def _times(value: int, power: int) -> int:
    """Return ``value`` multiplied ``power`` times by the field's generator."""
    for _ in range(power):
        value <<= 1
        if value & 32:
            value ^= _PRIMITIVE
    return value
