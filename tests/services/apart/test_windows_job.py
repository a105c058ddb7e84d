"""The limits of a reader on Windows: what can be shown anywhere is that Windows would understand them."""

from __future__ import annotations

import ctypes
import sys

import pytest

from desktop_app.services.apart import windows_job

WIDE = pytest.mark.skipif(ctypes.sizeof(ctypes.c_void_p) != 8, reason="sizes of 64-bit Windows")


@WIDE
def test_the_structures_have_the_sizes_of_winnt_h() -> None:
    """Windows refuses a structure whose size it does not know, and then nothing would be limited."""
    assert ctypes.sizeof(windows_job._Basic) == 64
    assert ctypes.sizeof(windows_job._Extended) == 144
    assert windows_job._Extended.process_memory.offset == 112
    assert ctypes.sizeof(windows_job._Memory) == 72


@pytest.mark.skipif(sys.platform == "win32", reason="there it limits the test run itself")
def test_elsewhere_nothing_is_asked_for() -> None:
    assert not windows_job.limit_self(1)
    assert windows_job.largest_size() == 0


@pytest.mark.skipif(sys.platform != "win32", reason="asks Windows")
def test_windows_tells_how_large_a_process_has_been() -> None:
    assert windows_job.largest_size() > 2**20
