"""The folder of copies: what is in it, what leaves it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from desktop_app.services.copies import names
from desktop_app.services.copies.disk import flush_folder, in_russian
from desktop_app.services.copies.manifest import ManifestError, read_manifest
from desktop_app.services.copies.tiers import tiers
from desktop_app.services.copies.types import CopyRow, Tier
from desktop_app.services.copies.verify import known_problems, same_bytes


def list_copies(folder: Path, stem: str) -> tuple[CopyRow, ...]:
    """Return the copies of ``stem`` in ``folder``, newest by sequence first; raises ``StorageError``.

    ``problems`` are what a glance shows (manifest, size); ``verify_copy`` reads everything.
    """
    with in_russian("список копий не прочитан"):
        if not folder.exists():
            return ()
        found = [name for name in names.names(folder, stem) if name.ending == names.COPY]
        rows = sorted(_rows(found), key=lambda row: row.sequence, reverse=True)
    return _in_tiers(rows)


def highest(folder: Path, stem: str) -> int:
    """Return the highest sequence number in ``folder``, 0 when there is none; raises ``OSError``."""
    if not folder.is_dir():
        return 0
    return max((found.sequence for found in names.names(folder, stem)), default=0)


def rotate(folder: Path, stem: str) -> tuple[Path, ...]:
    """Remove the copies no tier needs and return them; raises ``StorageError``.

    Only copies with nothing known against them take a place or are removed. The newest must still have the
    bytes its manifest names before anything older goes; else the next one is the newest good one.
    """
    with in_russian("лишние копии не убраны"):
        rows = list_copies(folder, stem)
        sound = [row for row in rows if not row.problems]
        while sound and not same_bytes(sound[0].path):
            sound.pop(0)
        removed = [row.path for row in _in_tiers(sound) if row.tier is Tier.SPARE]
        for path in removed:
            path.unlink(missing_ok=True)
            names.manifest_path(path).unlink(missing_ok=True)
        if rows:
            _remove_widows(folder, stem, rows[0].sequence)
            flush_folder(folder)
    return tuple(removed)


def _remove_widows(folder: Path, stem: str, newest: int) -> None:
    """Remove manifests whose copy is gone, but not one whose copy is only being given its name."""
    found = list(names.names(folder, stem))
    unfinished = {name.sequence for name in found if name.ending == names.PART}
    for name in found:
        widowed = name.sequence < newest and name.sequence not in unfinished
        if widowed and name.ending == names.COPY + names.MANIFEST:
            copy = name.path.with_name(name.path.name.removesuffix(names.MANIFEST))
            if not copy.exists():
                name.path.unlink(missing_ok=True)


def _rows(found: Iterable[names.Name]) -> Iterator[CopyRow]:
    for name in found:
        with suppress(FileNotFoundError):  # another program is tidying at the same time
            yield _row(name)


def _row(name: names.Name) -> CopyRow:
    try:
        manifest = read_manifest(name.path)
    except (ManifestError, OSError):
        manifest = None
    return CopyRow(
        path=name.path,
        made_at=manifest.made_at if manifest else name.made_at or datetime.fromtimestamp(0, UTC),
        sequence=name.sequence,
        size=name.path.stat().st_size,
        tier=Tier.SPARE,
        problems=known_problems(name.path),
    )


def _in_tiers(rows: list[CopyRow]) -> tuple[CopyRow, ...]:
    """Give every copy its tier; one with problems takes nobody's place."""
    kept = tiers((row.sequence, row.made_at.astimezone().date()) for row in rows if not row.problems)
    return tuple(replace(row, tier=kept.get(row.sequence, Tier.SPARE)) for row in rows)
