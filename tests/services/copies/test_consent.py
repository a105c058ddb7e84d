"""Putting a copy back is stopped at any step before the replacing, and then nothing has changed."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from desktop_app.services import integrity
from desktop_app.services.copies import disk, making, restoring
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


@pytest.mark.parametrize("name", ["back_up", "file_hash"])
def test_the_present_file_is_not_read_to_its_end_once_nobody_wants_it(
    file: Path, copy: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(making, "_PIECE", 2)
    monkeypatch.setattr(disk, "_BLOCK", 4096)
    step: Callable[..., object] = getattr(making, name)
    done: list[str] = []

    class Hasty(Consent):
        """Withdrawn at the second look of the step: some pages are read by then."""

        looks: int | None = None

        def refuse_withdrawn(self) -> None:
            self.looks = None if self.looks is None else self.looks + 1
            if self.looks == 2:
                self.withdraw()
            super().refuse_withdrawn()

    consent = Hasty()

    def begun(*arguments: object) -> object:
        consent.looks = 0
        result = step(*arguments)
        done.append(name)
        return result

    monkeypatch.setattr(making, name, begun)
    before = content(file)
    with pytest.raises(WithdrawnError):
        restore(copy, file, now=NOW, consent=consent)
    assert done == [], "a large file is copied for nothing while the user waits for the end"
    assert content(file) == before


def test_a_file_of_many_pictures_is_left_between_two_of_them(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with closing(sqlite3.connect(file)) as raw:
        for number in range(1_000, 1_020):
            picture = number.to_bytes(4, "big")
            sha256 = hashlib.sha256(picture).hexdigest()
            row = (number, sha256, "1.jpg", "image/jpeg", len(picture), NOW.isoformat())
            raw.execute(
                "INSERT INTO attachments (id, sha256, name, media_type, size, added_at) VALUES (?,?,?,?,?,?)",
                row,
            )
            raw.execute("INSERT INTO attachment_blobs VALUES (?, ?)", (number, picture))
        raw.commit()
    hashed: list[int] = []

    def counting(data: bytes) -> object:
        hashed.append(len(data))
        return hashlib.sha256(data)

    monkeypatch.setattr(integrity, "hashlib", SimpleNamespace(sha256=counting))
    monkeypatch.setattr(integrity, "_SOUND", (("Вложения", integrity._attachments),))
    assert soundness_problems(file, lambda: bool(hashed)) != ()
    assert len(hashed) == 1, "a picture may be of megabytes, and nobody wanted these"


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
