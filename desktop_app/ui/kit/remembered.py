"""Where the program keeps what it remembers of this user on this PC."""

from __future__ import annotations

from PySide6.QtCore import QSettings


def remembered() -> QSettings:
    """Return the one file of settings; whoever asks keeps it while it is written to."""
    return QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "otklik", "otklik")
