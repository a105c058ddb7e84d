"""Lines never exceed their width and never lose a letter."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.fonts import faces
from desktop_app.documents.linebreak import balanced_lines, break_lines

NBSP = "\u00a0"
WORDS = st.text(alphabet="аяМЩж0 9-/.,«»№" + NBSP, max_size=200)
LINK = "https://chat.example.ru/?p=messages&join=vBHsZeb_GIP3gPMptbNBSF/XaRWCSwJbxA8="


def broken(text: str, width: float, indent: float = 0) -> list[str]:
    return [line.text for line in break_lines(text, faces().regular, width, indent)]


@given(WORDS, st.integers(1_100, 40_000), st.integers(0, 1_000))
def test_no_line_is_wider_than_its_room(text: str, width: int, indent: int) -> None:
    face = faces().regular
    for index, line in enumerate(break_lines(text, face, width, indent if width > 2_100 else 0)):
        room = width - (indent if width > 2_100 and index == 0 else 0)
        assert line.width <= room + 0.001
        assert abs(face.width(line.text) - line.width) < 0.001


@given(WORDS, st.integers(1_100, 40_000))
def test_no_letter_is_lost_and_only_the_last_line_ends_the_paragraph(text: str, width: int) -> None:
    lines = break_lines(text, faces().regular, width)
    assert "".join(line.text for line in lines).replace(" ", "").replace(NBSP, "") == text.replace(
        " ", ""
    ).replace(NBSP, "")
    assert [line.last for line in lines] == [False] * (len(lines) - 1) + [True]


@given(st.lists(st.sampled_from(["О.Н.\u00a0Иванова", "№\u00a024", "школа", "в\u00a0городе"]), min_size=1))
def test_what_is_tied_is_not_parted(words: list[str]) -> None:
    text = " ".join(words)
    assert " ".join(broken(text, 8_000)) == text


@given(WORDS, st.integers(3_000, 40_000))
def test_balancing_keeps_every_letter_the_width_and_the_number_of_lines(text: str, width: int) -> None:
    face = faces().regular
    plain, balanced = break_lines(text, face, width), balanced_lines(text, face, width)
    assert len(balanced) <= len(plain)
    assert all(line.width <= width + 0.001 for line in balanced)
    assert "".join(line.text for line in balanced).replace(" ", "").replace(NBSP, "") == text.replace(
        " ", ""
    ).replace(NBSP, "")


def test_a_link_is_divided_after_a_separator_and_put_together_again() -> None:
    lines = broken(f"по ссылке: {LINK}", 12_000)
    assert len(lines) > 1
    assert "".join(lines).endswith(LINK.replace(" ", ""))
    assert all(line[-1] in "/?&=._@" for line in lines[1:-1])


def test_a_short_number_with_a_hyphen_is_not_divided() -> None:
    for width in range(5_000, 12_000, 100):
        assert any("01-12/34" in line for line in broken("приказ под номером 01-12/34 издан", width))


def test_a_long_hyphenated_word_may_be_divided_at_its_hyphen() -> None:
    assert broken("образовательно-воспитательный", 9_500) == ["образовательно-", "воспитательный"]
