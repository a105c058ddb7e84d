"""The code at the foot of a sheet names the row before it, and finds a register that was cut or made anew."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services.errors import ValidationError
from desktop_app.services.letters.chain import GENESIS
from desktop_app.services.letters.control import control_code, find_code, read_code
from desktop_app.services.letters.register import RegisterService
from desktop_app.services.letters.service import LetterService
from desktop_app.services.letters.types import LetterDraft, LetterRow, PaperKind
from desktop_app.services.store import Store
from tests.services.record import FakeRenderer

HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)
RUSSIAN = str.maketrans("ABCE", "АВСЕ")


def registered(letters: LetterService) -> LetterRow:
    return letters.register(letters.create(LetterDraft(kind=PaperKind.CONFIRMATION)).id)


def printed(renderer: FakeRenderer) -> str:
    return renderer.seen[-1].control  # type: ignore[union-attr]  # a registered paper has one


@given(HASHES)
def test_a_code_is_read_back_however_it_is_typed(digest: str) -> None:
    code = control_code(digest)
    assert re.fullmatch(r"[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}", code)
    for typed in (
        code,
        code.lower(),
        code.replace("-", " "),
        code.replace("-", "–"),
        code.translate(RUSSIAN),
    ):
        assert read_code(f" {typed} ") == digest[:12]
    assert read_code(digest.upper()) == digest


@pytest.mark.parametrize("typed", ["", "A1B2", "A1B2-C3D4-E5G6", "A1B2-C3D4-E5F6-0000", "код"])
def test_what_is_no_code_is_refused_with_a_sentence(typed: str) -> None:
    with pytest.raises(ValidationError, match="двенадцать знаков") as refused:
        read_code(typed)
    assert refused.value.errors[0].field == "code"


def test_each_paper_prints_the_last_hash_before_it(
    letters: LetterService, renderer: FakeRenderer, store: Store
) -> None:
    register = RegisterService(store)
    registered(letters)
    assert printed(renderer) == control_code(GENESIS)
    for _ in range(3):
        before = register.chain().last_hash
        row = registered(letters)
        assert printed(renderer) == control_code(before)
        answer = register.find_code(printed(renderer))
        assert answer.good
        assert f"№ {row.number} от 03.06.2024" in answer.sentence


def test_a_draft_prints_no_code(letters: LetterService, renderer: FakeRenderer) -> None:
    letters.preview(LetterDraft(kind=PaperKind.CONFIRMATION))
    assert printed(renderer) == ""


def test_a_code_nobody_bears_yet_is_not_a_paper(letters: LetterService, store: Store) -> None:
    register = RegisterService(store)
    registered(letters)
    last = register.chain().last_hash
    answer = register.find_code(control_code(last))
    assert not answer.good
    assert "записи 1 журнала (№ 1 от 03.06.2024)" in answer.sentence
    assert "её запись удалена" in answer.sentence
    assert register.find_code(last).good, "the manifest of a copy names the row itself"


def test_a_void_after_a_row_is_no_paper_either(letters: LetterService, store: Store) -> None:
    register = RegisterService(store)
    row = registered(letters)
    code = control_code(register.chain().last_hash)
    letters.void(row.id, "ошибка")
    assert not register.find_code(code).good


def test_another_register_does_not_know_the_code() -> None:
    answer = find_code((), "AAAA-BBBB-CCCC")
    assert not answer.good
    assert "журнал переписан" in answer.sentence
    assert "пустого журнала" in find_code((), control_code(GENESIS)).sentence
