"""The layout new papers start with, remembered on this computer; the school's record is never kept here."""

from __future__ import annotations

from PySide6.QtCore import QSettings

from desktop_app.services.layouts.profile import ProfileName

_PROFILE = "papers/profile"


def default_profile() -> ProfileName:
    """Return the layout profile a new paper starts with."""
    stored = str(_store().value(_PROFILE, ProfileName.GOST_2025.value))
    return ProfileName(stored) if stored in set(ProfileName) else ProfileName.GOST_2025


def remember_profile(profile: ProfileName) -> None:
    """Let new papers start with this layout profile."""
    _store().setValue(_PROFILE, profile.value)


def _store() -> QSettings:
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "otklik", "otklik")
