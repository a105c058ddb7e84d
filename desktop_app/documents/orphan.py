"""A signature that parted from its text: looked for on the placed sheets, whatever was to keep it there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop_app.documents.flow import Row, Run, Sheet

_LEAST: Final = 2
"""Lines of text that stand with a signature."""
_MANY: Final = 6
"""Lines of a list of attachments, or of a post, that are worth shortening first."""
_COUNTED: Final = ("без текста", "с одной строкой текста")


def lonely_signature(
    sheets: Sequence[Sheet],
    top: float,
    signed: Sequence[Row],
    marks: Sequence[Row] = (),
    before: int = 0,
) -> tuple[str, ...]:
    """Return a sentence when a later sheet holds the signature with fewer than two lines of text above it.

    ``top``: where the text area of a sheet begins, in points. Rows of a table count as lines, a picture as
    enough of them; the attachment mark (``marks``) is not text. ``before``: sheets already given out.
    """
    number = before + len(sheets)
    own = {run for row in signed for run in row.runs}
    baselines: list[float] = []
    for sheet in reversed(sheets):  # an order may have its lines of acknowledgement on sheets of their own
        baselines = [placed.baseline for placed in sheet.texts if placed.run in own]
        if baselines or number == 1:
            break
        number -= 1
    if number == 1:
        return ()
    listed = own | {run for row in marks for run in row.runs}
    lines = _lines_above(sheets[number - before - 1], top, min(baselines), listed)
    if lines >= _LEAST:
        return ()
    return (f"Подпись на листе {number} стоит {_COUNTED[lines]}, {_advice(signed, marks)}.",)


def _lines_above(sheet: Sheet, top: float, signature: float, listed: set[Run]) -> int:
    """Count what stands between the top margin and the signature and is neither of it nor of the marks."""
    lines = {
        round(baseline) for run, baseline in sheet.texts if top < baseline < signature and run not in listed
    }
    return len(lines) + len(sheet.strips) + _LEAST * len(sheet.pictures)


def _advice(signed: Sequence[Row], marks: Sequence[Row]) -> str:
    if len(marks) > max(_MANY, len(signed)):
        return "сократите названия приложений"
    if len(signed) > _MANY:
        return "сократите должность подписавшего"
    return "сократите или дополните текст"
