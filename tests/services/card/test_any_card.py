"""Whatever stands in a card: it is read, or refused with sentences; never a traceback, never a wrong line."""

from __future__ import annotations

import contextlib
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.services.card.reader import read_card
from desktop_app.services.card.source import Source
from desktop_app.services.card.types import CardError
from tests.services.card.conftest import EXAMPLE, TODAY

LINES = EXAMPLE.read_text(encoding="utf-8").splitlines()
VALUES = st.sampled_from(
    [
        *("5", "-1", "1.5", "true", '""', "inf", "99999999999999999999", "'😀'"),
        *('"<b>&\'"', '"\\u0000"', '"""\nа\n[school]\nб"""', "10:00:00", "2024-06-05", "2024-06-05T10:00:00"),
        *("[]", "[[]]", "{}", "{ a = 1 }", '["5А", 5]'),
    ]
)
PLACES = [number for number, line in enumerate(LINES) if "=" in line]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cards")


@given(changes=st.dictionaries(st.sampled_from(PLACES), VALUES, min_size=1, max_size=4))
def test_any_value_is_taken_or_refused_at_its_own_line(folder: Path, changes: dict[int, str]) -> None:
    lines = [
        f"{line.partition('=')[0]}= {changes[number]}" if number in changes else line
        for number, line in enumerate(LINES)
    ]
    path = folder / "card.toml"
    path.write_text("\n".join(lines), encoding="utf-8")
    with contextlib.suppress(CardError):
        read_card(path, TODAY)
        return
    written = path.read_text(encoding="utf-8").split("\n")
    with pytest.raises(CardError) as refused:
        read_card(path, TODAY)
    for error in refused.value.errors:
        line = written[error.line - 1]
        assert error.message.strip().endswith((".", "»", ")"))
        assert line.split("=")[0].strip() == error.key or line.startswith(error.table)


@given(st.text(max_size=80))
def test_any_text_is_refused_with_a_sentence(folder: Path, text: str) -> None:
    path = folder / "any.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    with pytest.raises(CardError):
        read_card(path, TODAY)


@given(st.text(st.sampled_from("ab=[]\".\n#{}' "), max_size=60))
def test_every_key_tomllib_knows_has_a_line(text: str) -> None:
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    source = Source(text)
    lines = text.split("\n")
    for key in document:
        assert key in lines[source.line((key,)) - 1] or source.line((key,)) == 1
