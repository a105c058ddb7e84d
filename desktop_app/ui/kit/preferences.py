"""What the window remembers between runs on this computer; the school's record is never kept here."""

from __future__ import annotations

from PySide6.QtCore import QSettings

from desktop_app.services.papers.content import ProfileName

_PROFILE = "papers/profile"
_THEME = "window/theme"


def default_profile() -> ProfileName:
    """Return the layout profile a new paper starts with."""
    stored = str(QSettings().value(_PROFILE, ProfileName.GOST_2025.value))
    return ProfileName(stored) if stored in set(ProfileName) else ProfileName.GOST_2025


def remember_profile(profile: ProfileName) -> None:
    """Let new papers start with this layout profile."""
    QSettings().setValue(_PROFILE, profile.value)


def theme_name() -> str:
    """Return «system», «light» or «dark»."""
    return str(QSettings().value(_THEME, "system"))


def remember_theme(name: str) -> None:
    """Start in this theme next time."""
    QSettings().setValue(_THEME, name)
