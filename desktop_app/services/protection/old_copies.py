"""The copies made before the password was what it is now: counted, brought under it, or deleted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from desktop_app.models.keys import Cover, Key, key_of, recognise, salt_of
from desktop_app.services.copies import names
from desktop_app.services.copies.disk import file_hash, flush_folder, in_russian
from desktop_app.services.copies.manifest import ManifestError, read_manifest, write_manifest
from desktop_app.services.copies.places import places
from desktop_app.services.copies.verify import verify_copy
from desktop_app.services.errors import AppError
from desktop_app.services.protection.rekeying import exporting, staged, write_anew

_UNDONE: Final = "копии остались прежними"


@dataclass(frozen=True, slots=True, kw_only=True)
class OldCopies:
    """Copies, in every place that answers, that the file's present password is not for."""

    plain: int = 0
    """Read by anybody, without a password."""
    other: int = 0
    """Under another password."""
    set_aside: int = 0
    """Damaged files kept byte by byte, and not encrypted."""
    folders: tuple[Path, ...] = ()
    """Where they lie, the main place first."""

    @property
    def count(self) -> int:
        """All of them."""
        return self.plain + self.other + self.set_aside


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """What became of the old copies: brought under the present password, or left as they were."""

    done: int
    left: int


def old_copies(path: Path) -> OldCopies:
    """Count them; raises ``StorageError``."""
    with in_russian("копии не сосчитаны"):
        found = list(_old(path))
    kinds = [("plain" if salt is None else "other") for name, salt in found if name.ending == names.COPY]
    kept = sum(1 for name, salt in found if name.ending == names.REPLACED and salt is None)
    folders = tuple(dict.fromkeys(name.path.parent for name, _ in found))
    return OldCopies(plain=kinds.count("plain"), other=kinds.count("other"), set_aside=kept, folders=folders)


def bring_under(path: Path) -> Brought:
    """Write every sound old copy anew under the file's present key, or under none if it has none.

    A copy keeps its name, number and moment. One that is damaged, or whose password is not known, stays as
    it is. Cut short anywhere, each copy is the old one or the new one. Raises ``StorageError``.
    """
    key, done, left = key_of(path), 0, 0
    with in_russian(_UNDONE):
        _remove_left_stages(path)
        for name, _ in list(_old(path)):
            if name.ending == names.COPY and recognise(name.path) is not Cover.LOCKED:
                try:
                    _bring(name.path, key)
                except AppError:
                    left += 1
                else:
                    done += 1
            else:
                left += 1
    return Brought(done=done, left=left)


def delete_old(path: Path) -> int:
    """Delete every old copy and return how many; raises ``StorageError``.

    The caller has made a copy under the present password.
    """
    with in_russian(_UNDONE):
        _remove_left_stages(path)
        found = [name.path for name, _ in _old(path)]
        for copy in found:
            copy.unlink(missing_ok=True)
            names.manifest_path(copy).unlink(missing_ok=True)
            for ending in ("-journal", "-wal", "-shm"):
                copy.with_name(copy.name + ending).unlink(missing_ok=True)
        if found:
            flush_folder(found[0].parent)
    return len(found)


def _old(path: Path) -> Iterator[tuple[names.Name, bytes | None]]:
    """Yield the copies and the files set aside whose salt is not that of the file's key, with their salts.

    Those of every place that answers: a copy left plain on a stick gives the file away as well.
    """
    key = key_of(path)
    for place in places(path):
        if not place.present or not place.folder.is_dir():
            continue
        for name in names.names(place.folder, path.stem):
            if name.ending in {names.COPY, names.REPLACED}:
                salt = salt_of(name.path)
                if salt != (key.salt if key is not None else None):
                    yield name, salt


def _remove_left_stages(path: Path) -> None:
    """Remove what a process killed at this work left in any place; the caller has the file open."""
    for place in places(path):
        if place.present and place.folder.is_dir():
            for stage in list(names.stages(place.folder, path.stem)):
                stage.unlink(missing_ok=True)


def _bring(copy: Path, key: Key | None) -> None:
    """Write one copy anew; between the two a copy without its note is judged by its content alone."""
    problems = verify_copy(copy)
    if problems:
        raise AppError(problems[0])
    try:
        manifest = read_manifest(copy)
    except ManifestError:
        manifest = None
    with staged(copy, key) as stage, closing(exporting(copy, key_of(copy))) as source:
        write_anew(source, stage, key)
        source.close()
        note = replace(manifest, size=stage.stat().st_size, sha256=file_hash(stage)) if manifest else None
        names.manifest_path(copy).unlink(missing_ok=True)
        stage.replace(copy)
    if note is not None:
        write_manifest(copy, note)
    flush_folder(copy.parent)
    recognise(copy)
