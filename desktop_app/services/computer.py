"""This PC as the lock of a data file knows it: its name, and whether a process of it still runs."""

from __future__ import annotations

import os
import socket
import sys
from typing import Final

_QUERY: Final = 0x1000
"""``PROCESS_QUERY_LIMITED_INFORMATION``: all that asking whether a process runs wants."""
_STILL_ACTIVE: Final = 259
_ACCESS_DENIED: Final = 5


def this_computer() -> str:
    """Return the PC's name as Qt writes it into a lock: on Windows the short one, in capitals."""
    return os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else socket.gethostname()


def is_mine(pid: int, owner: int) -> bool:
    """Tell whether a process of this PC works for this user: in this session, or as owner of its files."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - as below

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        its, ours = ctypes.c_uint32(), ctypes.c_uint32()
        known = kernel.ProcessIdToSessionId(pid, ctypes.byref(its))
        return bool(
            known and kernel.ProcessIdToSessionId(os.getpid(), ctypes.byref(ours)) and its.value == ours.value
        )
    return owner == os.getuid()


def is_running(pid: int) -> bool:
    """Tell whether a process of this PC runs; one that may not be asked about does."""
    if sys.platform == "win32":  # where a signal would end it
        import ctypes  # noqa: PLC0415 - only Windows is asked this way

        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = ctypes.c_void_p
        handle = kernel.OpenProcess(_QUERY, 0, pid)
        if handle is None:
            return ctypes.get_last_error() == _ACCESS_DENIED
        process, code = ctypes.c_void_p(handle), ctypes.c_uint32()
        told = kernel.GetExitCodeProcess(process, ctypes.byref(code))
        kernel.CloseHandle(process)
        return not told or code.value == _STILL_ACTIVE
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
