"""What every test stands on: no screen, no network, a home of its own, one Hypothesis profile for CI."""

from __future__ import annotations

import gc
import locale
import os
import shutil
import socket
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if sys.platform == "win32":  # the offscreen plugin looks for fonts beside Qt, where there are none
    os.environ.setdefault("QT_QPA_FONTDIR", str(Path(os.environ["SYSTEMROOT"], "Fonts")))
if locale.getlocale(locale.LC_CTYPE)[1] != "UTF-8" and os.name == "posix":
    os.environ["LC_ALL"] = "C.UTF-8"  # a bare machine has no locale at all, and Qt warns of that

# set before Qt or platformdirs can ask: a test never finds the user's own files, nor leaves any behind
_HOME = Path(tempfile.mkdtemp(prefix="otklik-tests-"))
_FOLDERS = {
    "HOME": "home",
    "USERPROFILE": "home",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "runtime",
    "APPDATA": "config",
    "LOCALAPPDATA": "data",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA": "data",  # Windows itself is asked otherwise
}
for _name, _folder in _FOLDERS.items():
    (_HOME / _folder).mkdir(mode=0o700, exist_ok=True)
    os.environ[_name] = str(_HOME / _folder)

settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("local", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "local")


def pytest_unconfigure() -> None:
    """Remove the home of this run."""
    shutil.rmtree(_HOME, ignore_errors=True)


@pytest.fixture(autouse=True)
def nothing_left_open() -> Iterator[None]:
    """Close menus, calendars and dialogs a test leaves: they would take the next test's keys."""
    yield
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets is not None else None
    if application is not None:
        while left := application.activePopupWidget() or application.activeModalWidget():
            left.close()
            left.hide()


@pytest.fixture(autouse=True)
def garbage_of_qt_dies_at_home() -> Iterator[None]:
    """Search for garbage between tests once there is a Qt application, as the program does between events."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is None or widgets.QApplication.instance() is None:
        yield
        return
    from desktop_app.ui.application.garbage import collect_due  # noqa: PLC0415 - brings Qt

    gc.disable()
    yield
    collect_due()
    gc.enable()


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Refuse every connection that leaves this machine."""
    real = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        host = address[0] if isinstance(address, tuple) else ""
        if self.family != getattr(socket, "AF_UNIX", None) and host not in {"127.0.0.1", "::1", "localhost"}:
            raise OSError(f"A test reached for the network: {host}")
        real(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        yield
