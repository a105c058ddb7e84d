"""The note beside a copy: which bytes it had when it was verified."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from desktop_app.services.copies.disk import write_whole
from desktop_app.services.copies.names import manifest_path

_FORMAT: Final = 1
_LONGEST: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What was true of a copy when it was made."""

    sequence: int
    made_at: datetime
    """In UTC."""
    size: int
    sha256: str
    """Of the copy's bytes."""
    last_register_hash: str
    """Of the last row of the register; 64 zeros when it is empty."""


class ManifestError(Exception):
    """The manifest is there and cannot be trusted."""


def write_manifest(copy: Path, manifest: Manifest) -> None:
    """Write the manifest of ``copy``, whole or not at all; raises ``OSError``."""
    content = {"format": _FORMAT, **asdict(manifest), "made_at": manifest.made_at.isoformat()}
    sealed = {**content, "seal": _seal(content)}
    text = json.dumps(sealed, ensure_ascii=False, indent=2) + "\n"
    write_whole(manifest_path(copy), text.encode())


def read_manifest(copy: Path) -> Manifest | None:
    """Return the manifest of ``copy``, or None when there is none.

    Raises ``ManifestError`` when it is damaged and ``OSError`` when it cannot be read.
    """
    try:
        with manifest_path(copy).open("rb") as file:
            raw = file.read(_LONGEST)
    except FileNotFoundError:
        return None
    try:
        content = json.loads(raw)
        if content.pop("seal") != _seal(content) or content.pop("format") != _FORMAT:
            raise ManifestError
        return Manifest(**{**content, "made_at": datetime.fromisoformat(content["made_at"])})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ManifestError from error


def _seal(content: dict[str, Any]) -> str:
    """Return the hash of every other field, so that no single damaged sign goes unseen."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode(errors="surrogatepass")).hexdigest()
