"""The control code: the beginning of a row's hash, printed on the paper that follows the row.

A copy of the register's state leaves the file with every paper, so that a cut tail and a register made anew
from end to end, which are whole in themselves, are found by any sheet somebody kept.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Final

from desktop_app.models.enums import RegisterEvent
from desktop_app.russian.dates import short_date
from desktop_app.services.errors import FieldError, ValidationError
from desktop_app.services.letters.chain import GENESIS, Row

_DIGITS: Final = 12
_WHOLE: Final = len(GENESIS)
_CYRILLIC: Final = str.maketrans("АВСЕОавсеоOo", "ABCE0abce000")
"""Letters that look like digits of the code; a Russian keyboard types them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CodeAnswer:
    """What the register says about one code: a Russian sentence, and whether all is well."""

    code: str
    good: bool
    sentence: str


def control_code(entry_hash: str) -> str:
    """Return the code of a row's hash: «A1B2-C3D4-E5F6»."""
    digits = entry_hash[:_DIGITS].upper()
    return "-".join(digits[start : start + 4] for start in range(0, _DIGITS, 4))


def read_code(text: str) -> str:
    """Return the hexadecimal digits of a code, or of a whole hash from a copy's manifest, as they were typed.

    Spaces, dashes of any kind and letter case do not matter. Raises ``ValidationError`` on ``code``.
    """
    digits = re.sub(r"[\s\-\u2010-\u2015]", "", text).translate(_CYRILLIC).lower()
    if len(digits) not in {_DIGITS, _WHOLE} or not re.fullmatch("[0-9a-f]+", digits):
        raise ValidationError(
            [FieldError("code", "В коде двенадцать знаков: цифры и латинские буквы от A до F.")]
        )
    return digits


def find_code(entries: Sequence[Row], text: str) -> CodeAnswer:
    """Look for the row a typed code names; ``entries`` are the whole register in order.

    A code of twelve digits stands on a paper, so the row after it must be that paper; a whole hash comes from
    a manifest, and its row alone must be there. Raises ``ValidationError`` for what is no code.
    """
    code = read_code(text)
    shown = control_code(code)
    hashes = [GENESIS, *(str(entry["entry_hash"]) for entry in entries)]
    place = next((place for place, found in enumerate(hashes) if found.startswith(code)), None)
    if place is None:
        return CodeAnswer(
            code=shown,
            good=False,
            sentence=f"Кода {shown} в журнале нет: запись, на которую он указывает, удалена, или журнал"
            " переписан. Проверьте, верно ли набран код.",
        )
    if len(code) == _WHOLE:
        return CodeAnswer(code=shown, good=True, sentence=_of_manifest(shown, len(entries) - place))
    bearer = entries[place] if place < len(entries) else None
    if bearer is not None and bearer["event"] == RegisterEvent.REGISTERED:
        return CodeAnswer(
            code=shown,
            good=True,
            sentence=f"Код {shown} найден: его несёт бумага {_name(bearer)}, записей журнала до неё: {place}."
            " Сверьте номер и дату с листом.",
        )
    return CodeAnswer(code=shown, good=False, sentence=_nobodys(shown, place, entries))


def _of_manifest(shown: str, later: int) -> str:
    return f"Код {shown} найден: журнал содержит всё, что было в копии, и записей после неё: {later}."


def _nobodys(shown: str, place: int, entries: Sequence[Row]) -> str:
    """Say that the row is there and the paper that prints its code is not."""
    row = f"записи {place} журнала ({_name(entries[place - 1])})" if place else "пустого журнала"
    return (
        f"Код {shown} принадлежит {row}, но бумаги, которая его несёт, в журнале нет."
        " Если код списан с листа бумаги, её запись удалена."
    )


def _name(entry: Row) -> str:
    dated = str(entry["dated"])
    with suppress(ValueError):  # a damaged row has its say too
        dated = short_date(date.fromisoformat(dated))
    return f"№ {entry['number']} от {dated}"
