"""A disk that fails on order: SQLite's own disk layer with a switch in front of it, reached through ctypes.

Every write, flush, cut, opening and deletion SQLite asks for is counted; from the armed one on it fails, once
or for good, with the code a real disk would give. POSIX with a shared libsqlite3 only: ``AVAILABLE`` says so.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

WRITE: Final = "write"
SYNC: Final = "sync"
CUT: Final = "cut"
OPEN: Final = "open"
DELETE: Final = "delete"

FULL: Final = sqlite3.SQLITE_FULL
IO_WRITE: Final = 10 | (3 << 8)
IO_SYNC: Final = 10 | (4 << 8)
IO_CUT: Final = 10 | (6 << 8)
CANNOT_OPEN: Final = sqlite3.SQLITE_CANTOPEN
IO_DELETE: Final = 10 | (10 << 8)

CODES: Final = {WRITE: IO_WRITE, SYNC: IO_SYNC, CUT: IO_CUT, OPEN: CANNOT_OPEN, DELETE: IO_DELETE}

_Pointer = ctypes.c_void_p
_Int = ctypes.c_int
_Write = ctypes.CFUNCTYPE(_Int, _Pointer, _Pointer, _Int, ctypes.c_int64)
_Sync = ctypes.CFUNCTYPE(_Int, _Pointer, _Int)
_Cut = ctypes.CFUNCTYPE(_Int, _Pointer, ctypes.c_int64)
# names stay plain pointers: SQLite keeps them, and looks behind their end
_Open = ctypes.CFUNCTYPE(_Int, _Pointer, _Pointer, _Pointer, _Int, _Pointer)
_Delete = ctypes.CFUNCTYPE(_Int, _Pointer, _Pointer, _Int)


class _Methods(ctypes.Structure):
    """``sqlite3_io_methods``; the pointers between are passed on untouched."""

    _fields_ = (
        ("version", _Int),
        ("close", _Pointer),
        ("read", _Pointer),
        ("write", _Pointer),
        ("cut", _Pointer),
        ("sync", _Pointer),
        ("rest", _Pointer * 13),
    )


class _File(ctypes.Structure):
    _fields_ = (("methods", ctypes.POINTER(_Methods)),)


class _Vfs(ctypes.Structure):
    """``sqlite3_vfs`` of version 3."""

    _fields_ = (
        ("version", _Int),
        ("file_size", _Int),
        ("longest_name", _Int),
        ("next", _Pointer),
        ("name", ctypes.c_char_p),
        ("data", _Pointer),
        ("open", _Pointer),
        ("delete", _Pointer),
        ("rest", _Pointer * 13),
    )


@dataclass
class Disk:
    """What was asked of the disk, and from when on it refuses."""

    operations: int = 0
    """Asked since the last ``arm`` or ``mend``."""
    failed: int = 0
    fail_at: int = 0
    """The operation that fails, counted from 1; 0: none."""
    for_good: bool = False
    code: int | None = None
    """The answer; None: what fits the operation."""
    kinds: frozenset[str] = frozenset(CODES)

    def arm(
        self,
        at: int = 1,
        *,
        for_good: bool = False,
        code: int | None = None,
        kinds: frozenset[str] | None = None,
    ) -> None:
        """Let the operation number ``at`` from now on fail, and with ``for_good`` all after it."""
        self.operations = self.failed = 0
        self.fail_at, self.for_good, self.code = at, for_good, code
        self.kinds = kinds or frozenset(CODES)

    def mend(self) -> None:
        """Be a good disk again."""
        self.arm(0)

    def verdict(self, kind: str) -> int:
        """Count one operation and return SQLite's code for it; 0: let it through."""
        if kind not in self.kinds:
            return 0
        self.operations += 1
        due = self.fail_at and (
            self.operations >= self.fail_at if self.for_good else self.operations == self.fail_at
        )
        if not due:
            return 0
        self.failed += 1
        return CODES[kind] if self.code is None else self.code


_kept: list[Any] = []
"""What C points to and Python must not throw away."""


def _library() -> ctypes.CDLL | None:
    """Return the very SQLite Python's ``sqlite3`` uses, if it is one that can be reached."""
    if sys.platform == "win32":
        return None
    try:
        library = ctypes.CDLL("libsqlite3.so.0")
    except OSError:
        return None
    library.sqlite3_libversion.restype = ctypes.c_char_p
    same = library.sqlite3_libversion().decode() == sqlite3.sqlite_version
    return library if same and "sqlite3" in _linked() else None


def _linked() -> str:
    """Return the libraries this process has mapped; Python may carry a SQLite of its own inside."""
    import _sqlite3  # noqa: PLC0415 - the C half, to see what it is linked to

    if not getattr(_sqlite3, "__file__", ""):
        return ""
    with open("/proc/self/maps", encoding="utf-8", errors="replace") as maps:  # noqa: PTH123 - not a file
        return "\n".join(line for line in maps if "libsqlite3.so" in line)


LIBRARY: Final = _library()
AVAILABLE: Final = LIBRARY is not None


def install() -> Disk:
    """Put the switch in front of every file SQLite opens from now on; it lets all through until armed."""
    if LIBRARY is None:
        raise RuntimeError("this Python has a SQLite of its own")
    if _kept:
        return _kept[0]  # type: ignore[no-any-return]
    disk = Disk()
    library = LIBRARY
    library.sqlite3_vfs_find.restype = ctypes.POINTER(_Vfs)
    library.sqlite3_vfs_register.argtypes = (ctypes.POINTER(_Vfs), _Int)
    real = library.sqlite3_vfs_find(None)
    shim = _Vfs()
    ctypes.memmove(ctypes.byref(shim), real, ctypes.sizeof(_Vfs))
    shim.name = b"on-order"
    wrapped: dict[int, _Methods] = {}
    real_open = ctypes.cast(real.contents.open, _Open)
    real_delete = ctypes.cast(real.contents.delete, _Delete)

    def opened(_vfs: int, name: int | None, file: int, flags: int, out: int | None) -> int:
        code = disk.verdict(OPEN)
        if code:
            ctypes.cast(file, ctypes.POINTER(_Pointer))[0] = None
            return code
        answer = real_open(ctypes.cast(real, _Pointer), name, file, flags, out)
        own = ctypes.cast(file, ctypes.POINTER(_File)).contents
        if answer == 0 and own.methods:
            address = ctypes.addressof(own.methods.contents)
            if address not in wrapped:
                wrapped[address] = _switched(own.methods.contents, disk)
            own.methods = ctypes.pointer(wrapped[address])
        return int(answer)

    def deleted(_vfs: int, name: int, flush: int) -> int:
        return disk.verdict(DELETE) or int(real_delete(ctypes.cast(real, _Pointer), name, flush))

    callbacks = (_Open(opened), _Delete(deleted))
    shim.open, shim.delete = (ctypes.cast(one, _Pointer) for one in callbacks)
    _kept.extend((disk, shim, wrapped, *callbacks))
    library.sqlite3_vfs_register(ctypes.byref(shim), 1)
    return disk


def _switched(real: _Methods, disk: Disk) -> _Methods:
    """Return the methods of an open file with the switch before those that change it."""
    methods = _Methods()
    ctypes.memmove(ctypes.byref(methods), ctypes.byref(real), ctypes.sizeof(_Methods))

    def before(kind: str, work: Callable[..., int]) -> Callable[..., int]:
        return lambda *arguments: disk.verdict(kind) or int(work(*arguments))

    callbacks = (
        _Write(before(WRITE, ctypes.cast(real.write, _Write))),
        _Cut(before(CUT, ctypes.cast(real.cut, _Cut))),
        _Sync(before(SYNC, ctypes.cast(real.sync, _Sync))),
    )
    methods.write, methods.cut, methods.sync = (ctypes.cast(one, _Pointer) for one in callbacks)
    _kept.extend(callbacks)
    return methods
