"""The limits of a reading process on Windows: a job object it puts itself into before it reads anything.

What POSIX does with ``setrlimit``. The structures are those of ``winnt.h`` and ``psapi.h``.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any, Final

_EXTENDED_LIMITS: Final = 9
"""``JobObjectExtendedLimitInformation``."""
_PROCESS_MEMORY: Final = 0x100
"""``JOB_OBJECT_LIMIT_PROCESS_MEMORY``: what is committed beyond it is refused, ``malloc`` returns nothing."""
_ONE_PROCESS: Final = 0x8
"""``JOB_OBJECT_LIMIT_ACTIVE_PROCESS``: it starts no other program."""
_NO_DUMP: Final = 0x400
"""``JOB_OBJECT_LIMIT_DIE_ON_UNHANDLED_EXCEPTION``: it ends without the system's window and its dump."""


class _Basic(ctypes.Structure):
    """``JOBOBJECT_BASIC_LIMIT_INFORMATION``."""

    _fields_ = (
        ("process_time", ctypes.c_int64),
        ("job_time", ctypes.c_int64),
        ("flags", ctypes.c_uint32),
        ("least_working_set", ctypes.c_size_t),
        ("most_working_set", ctypes.c_size_t),
        ("processes", ctypes.c_uint32),
        ("affinity", ctypes.c_size_t),
        ("priority", ctypes.c_uint32),
        ("scheduling", ctypes.c_uint32),
    )


class _Extended(ctypes.Structure):
    """``JOBOBJECT_EXTENDED_LIMIT_INFORMATION``."""

    _fields_ = (
        ("basic", _Basic),
        ("io_counters", ctypes.c_uint64 * 6),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


class _Memory(ctypes.Structure):
    """``PROCESS_MEMORY_COUNTERS``."""

    _fields_ = (
        ("size", ctypes.c_uint32),
        ("page_faults", ctypes.c_uint32),
        ("peak_working_set", ctypes.c_size_t),
        ("others", ctypes.c_size_t * 7),
    )


def limit_self(memory: int) -> bool:
    """Let this process commit at most ``memory`` bytes and start no other; return whether Windows agreed."""
    kernel = _kernel()
    if kernel is None:
        return False
    job = kernel.CreateJobObjectW(None, None)
    limits = _Extended()
    limits.basic.flags = _PROCESS_MEMORY | _ONE_PROCESS | _NO_DUMP
    limits.basic.processes = 1
    limits.process_memory = memory
    size = ctypes.sizeof(limits)
    if not job or not kernel.SetInformationJobObject(job, _EXTENDED_LIMITS, ctypes.byref(limits), size):
        return False
    # the handle is never closed: the job lasts as long as the process
    return bool(kernel.AssignProcessToJobObject(job, kernel.GetCurrentProcess()))


def largest_size() -> int:
    """Return the most bytes of memory this process has held; 0 when Windows does not say."""
    kernel = _kernel()
    if kernel is None:
        return 0
    counters = _Memory(size=ctypes.sizeof(_Memory))
    told = kernel.K32GetProcessMemoryInfo(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.size)
    return int(counters.peak_working_set) if told else 0


def _kernel() -> Any:
    """Return Windows' kernel, its handles told from numbers of 32 bits; None where there is none."""
    if sys.platform == "win32":
        kernel = ctypes.WinDLL("kernel32")
        handle = ctypes.c_void_p
        kernel.CreateJobObjectW.restype = kernel.GetCurrentProcess.restype = handle
        kernel.SetInformationJobObject.argtypes = (handle, ctypes.c_int, ctypes.c_void_p, ctypes.c_uint32)
        kernel.AssignProcessToJobObject.argtypes = (handle, handle)
        kernel.K32GetProcessMemoryInfo.argtypes = (handle, ctypes.c_void_p, ctypes.c_uint32)
        return kernel
    return None
