"""Folders of a test's own where the program would keep the user's settings and data."""

from __future__ import annotations

from pathlib import Path

import pytest


def give_own_folders(patch: pytest.MonkeyPatch, base: Path) -> None:
    """Let the settings and data of the user lie in ``base``, whatever the system."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "WIN_PD_OVERRIDE_LOCAL_APPDATA"):
        patch.setenv(name, str(base / name))
