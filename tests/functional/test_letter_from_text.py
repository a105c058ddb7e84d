"""An incoming letter is read from its text file by the command."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.functional.conftest import Otklik
from tests.services.directive.test_reading import REPLY

FIELDS = ["number", "date", "due", "sender", "signatory", "subject", "links", "sheets", "unsure"]


def test_the_command_proposes_and_stores_nothing(school: Path, otklik: Otklik, tmp_path: Path) -> None:
    text = tmp_path / "письмо.txt"
    text.write_bytes(REPLY.encode("cp1251"))
    before = school.read_bytes()
    answer = otklik("directive", school, "--text", text, "--json")
    told = json.loads(answer.out)
    assert (answer.code, list(told)) == (0, FIELDS)
    assert (told["number"], told["date"], told["due"], told["sheets"]) == (
        "33-11/456",
        "2025-09-12",
        "2025-09-19",
        5,
    )
    assert told["unsure"] == ["due"]
    assert school.read_bytes() == before


def test_the_command_stores_the_letter_when_asked_to(school: Path, otklik: Otklik, tmp_path: Path) -> None:
    text = tmp_path / "письмо.txt"
    text.write_text(REPLY, encoding="utf-16")
    assert otklik("directive", school, "--text", text, "--add").code == 0
    status = json.loads(otklik("status", school, "--json").out)
    assert status["directive"] == {"number": "33-11/456", "date": "2025-09-12", "due": "2025-09-19"}
    again = otklik("directive", school, "--text", text, "--add")
    assert (again.code, again.err) == (1, "Письмо № 33-11/456 от 12.09.2025 уже записано.\n")


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02\x03", b"no number at all"])
def test_what_is_no_letter_is_said_and_not_stored(
    school: Path, otklik: Otklik, tmp_path: Path, content: bytes
) -> None:
    text = tmp_path / "letter.txt"
    text.write_bytes(content)
    before = school.read_bytes()
    answer = otklik("directive", school, "--text", text, "--add")
    assert answer.code == 1
    assert answer.err.strip()
    assert school.read_bytes() == before
