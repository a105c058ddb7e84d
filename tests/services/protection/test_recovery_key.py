"""The printed key: read back however it is typed, and every slip pointed at."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.models.keys import KEY_BYTES, Key, new_salt
from desktop_app.services.protection.recovery_key import (
    ALPHABET,
    GROUPS,
    SIGNS,
    RecoveryKeyError,
    groups,
    looks_like_key,
    mark,
    read_key,
)

salts = st.binary(min_size=10, max_size=10).map(lambda tail: b"OTKLE1" + tail)
made = st.builds(Key, salts, st.binary(min_size=KEY_BYTES, max_size=KEY_BYTES))


@given(made, st.sampled_from([" ", "-", "", "\n", " — "]))
def test_a_key_is_read_back_however_it_is_typed(key: Key, between: str) -> None:
    text = between.join(groups(key))
    assert read_key(text, key.salt) == read_key(text.lower(), key.salt) == key
    assert looks_like_key(text)


@given(made)
def test_the_last_group_may_be_left_out(key: Key) -> None:
    assert read_key(" ".join(groups(key)[:-1]), key.salt) == key


@given(made, st.integers(0, GROUPS - 1), st.integers(0, SIGNS - 1), st.sampled_from(ALPHABET))
def test_one_wrong_sign_is_pointed_at_by_its_group(key: Key, group: int, place: int, sign: str) -> None:
    typed = list(groups(key))
    if typed[group][place] == sign:
        return
    typed[group] = typed[group][:place] + sign + typed[group][place + 1 :]
    with pytest.raises(RecoveryKeyError, match=rf"группе {group + 1}\b"):
        read_key(" ".join(typed), key.salt)


@given(made, st.integers(0, GROUPS - 1), st.integers(0, SIGNS - 2))
def test_two_signs_the_other_way_round_are_pointed_at(key: Key, group: int, place: int) -> None:
    typed = list(groups(key))
    one = typed[group]
    if one[place] == one[place + 1]:
        return
    typed[group] = one[:place] + one[place + 1] + one[place] + one[place + 2 :]
    with pytest.raises(RecoveryKeyError, match=rf"группе {group + 1}\b"):
        read_key(" ".join(typed), key.salt)


@given(made, st.integers(0, GROUPS - 2))
def test_two_groups_the_other_way_round_are_seen(key: Key, first: int) -> None:
    typed = list(groups(key))
    typed[first], typed[first + 1] = typed[first + 1], typed[first]
    with pytest.raises(RecoveryKeyError, match=f"группах {first + 1}, {first + 2}"):
        read_key(" ".join(typed), key.salt)


@given(made, st.integers(0, GROUPS - 1))
def test_a_missing_sign_is_counted_in_its_group(key: Key, group: int) -> None:
    typed = list(groups(key))
    typed[group] = typed[group][1:]
    with pytest.raises(RecoveryKeyError, match=f"группе {group + 1} знаков 4"):
        read_key("-".join(typed), key.salt)


def test_a_missing_group_is_counted() -> None:
    key = Key(new_salt(), bytes(32))
    with pytest.raises(RecoveryKeyError, match="Групп введено 12"):
        read_key("-".join(groups(key)[:12]), key.salt)
    with pytest.raises(RecoveryKeyError, match="Групп введено 0"):
        read_key(" ", key.salt)


def test_look_alikes_and_cyrillic_letters_of_the_same_shape_are_taken_for_what_they_look_like() -> None:
    key = Key(new_salt(), bytes.fromhex("00112233445566778899aabbccddeeff" * 2))
    typed = " ".join(groups(key)).translate(str.maketrans("01ABEKMHPCTX", "OlАВЕКМНРСТХ"))
    assert re.search("[А-Я]", typed)
    assert read_key(typed, key.salt) == key


def test_a_letter_no_key_has_speaks_of_the_layout() -> None:
    key = Key(new_salt(), bytes(32))
    with pytest.raises(RecoveryKeyError, match="раскладку"):
        read_key("фывап " * 14, key.salt)


def test_the_sheet_of_another_password_is_known_by_its_mark() -> None:
    key, present = Key(new_salt(), bytes(32)), new_salt()
    with pytest.raises(RecoveryKeyError) as refused:
        read_key("-".join(groups(key)), present)
    assert mark(key.salt) in str(refused.value)
    assert mark(present) in str(refused.value)


def test_a_key_never_shows_itself() -> None:
    key = Key(new_salt(), bytes(range(32)))
    assert "0102" not in f"{key} {key!r} {[key]}"
