"""What an answer about a table changes in the answers given before; pure."""

from __future__ import annotations

from dataclasses import replace

from desktop_app.services.exchange.portal_planning import ALIKE, VERIFIED
from desktop_app.services.exchange.row_questions import ROW_KEYS
from desktop_app.services.exchange.types import SKIP, Answers, DateOrder, Epoch
from desktop_app.ui.exchange.questions_box import MISSING


def with_column(answers: Answers, place: int, field: str) -> Answers:
    """Return the answers with a column taken for a field; no other column is taken for it any more."""
    columns = {other: SKIP if given == field else given for other, given in answers.columns.items()}
    constants = {key: value for key, value in answers.constants.items() if key != field}
    return replace(answers, columns={**columns, place: field}, constants=constants)


def with_answer(answers: Answers, key: str, value: str, *, given: bool) -> Answers:
    """Return the answers with that of one question; without ``given``, or an empty one, it is taken back."""
    kind, _, what = key.partition(":")
    if kind == "column":
        columns = {place: field for place, field in answers.columns.items() if place != int(what)}
        return replace(answers, columns={**columns, int(what): value} if given else columns)
    if kind == MISSING:
        constants = {field: one for field, one in answers.constants.items() if field != what}
        return replace(answers, constants={**constants, what: value} if value else constants)
    if kind == "date_order":
        return replace(answers, date_order=DateOrder(value) if value else None)
    if kind == "epoch":
        return replace(answers, epoch=Epoch(value) if value else None)
    if kind in {ALIKE, VERIFIED, *ROW_KEYS}:
        choices = {name: one for name, one in answers.choices.items() if name != kind}
        return replace(answers, choices={**choices, kind: value} if value else choices)
    return answers
