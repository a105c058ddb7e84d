"""Name the one invisible character that the papers depend on."""

from __future__ import annotations

from typing import Final

NBSP: Final = "\u00a0"
"""The non-breaking space: two words it joins always stand on one line."""
