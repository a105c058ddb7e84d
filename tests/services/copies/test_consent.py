"""Putting a copy back is stopped at any step before the replacing, and then nothing has changed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from desktop_app.services import integrity
from desktop_app.services.copies import making, restoring
from desktop_app.services.copies.consent import Consent, WithdrawnError
from desktop_app.services.copies.making import make_copy
from desktop_app.services.copies.restoring import restore
from desktop_app.services.copies.shelf import list_copies
from desktop_app.services.integrity import soundness_problems
from tests.services.copies.content import NOW, content, listing, rename_school


@pytest.fixture
def copy(file: Path, folder: Path) -> Path:
    made = make_copy(file, folder, now=NOW).path
    rename_school(file, "Новое имя")
    return made


STEPS: tuple[tuple[object, str], ...] = (
    (restoring, "copy_bytes"),
    (restoring, "read_manifest"),
    (restoring, "content_problems"),
    (restoring, "exclusive"),
    (making, "back_up"),
    (making, "file_problems"),
    (making, "_give_name"),
)


@pytest.mark.parametrize(("module", "name"), STEPS, ids=lambda value: value if isinstance(value, str) else "")
@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
def test_stopped_at_any_step_the_file_is_the_old_one(
    file: Path, copy: Path, monkeypatch: pytest.MonkeyPatch, module: object, name: str, *, after: bool
) -> None:
    before, consent = content(file), Consent()
    step: Callable[..., object] = getattr(module, name)

    def stopping(*arguments: object, **named: object) -> object:
        if not after:
            assert consent.withdraw()
        done = step(*arguments, **named)
        return done if consent.withdraw() else None

    monkeypatch.setattr(module, name, stopping)
    with pytest.raises(WithdrawnError, match="файл прежний"):
        restore(copy, file, now=NOW, consent=consent)
    assert content(file) == before
    left = [name for name in listing(file.parent) if name.endswith((".restore", ".lock", ".part"))]
    assert left == []
    assert all(not row.problems for row in list_copies(copy.parent, "school"))


def test_once_the_file_is_being_replaced_it_is_too_late(
    file: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    consent = Consent()
    drop = restoring.drop_sidecars
    asked: list[bool] = []

    def replacing(target: Path) -> None:
        asked.append(consent.withdraw())
        drop(target)

    monkeypatch.setattr(restoring, "drop_sidecars", replacing)
    restore(copy, file, now=NOW, consent=consent)
    assert asked == [False], "the window would have said that nothing was replaced"
    assert content(file) == content(copy)


def test_a_check_is_stopped_in_the_middle_of_a_statement(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(integrity, "_STEPS", 1)
    asked = 0

    def stopped() -> bool:
        nonlocal asked
        asked += 1
        return asked > 50

    assert soundness_problems(file, stopped) != ()
    assert asked < 60, "the check went on"
