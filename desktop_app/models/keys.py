"""The keys of encrypted files this process may read: asked for once, found by whoever opens a connection.

An encrypted file is an ordinary SQLCipher 4 file. Its first sixteen bytes are the salt of its key, and six of
them are the program's mark: so an encrypted file is told from a damaged one without any password.
"""

from __future__ import annotations

import hashlib
import os
import secrets
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum, auto
from pathlib import Path
from typing import Final

MARK: Final = b"OTKLE1"
"""The first bytes of every encrypted file: the beginning of its salt."""
SALT_BYTES: Final = 16
KEY_BYTES: Final = 32
ROUNDS: Final = 256_000
"""PBKDF2-HMAC-SHA512, as SQLCipher 4 does it: any of its tools opens the file by the same password."""


class Key:
    """The key of one file, 256 bits, with the file's salt; wiped when nobody holds it any more."""

    __slots__ = ("_raw", "salt")

    def __init__(self, salt: bytes, raw: bytes) -> None:
        if len(salt) != SALT_BYTES or len(raw) != KEY_BYTES:
            raise ValueError("a key has 32 bytes and its salt 16")
        self.salt = salt
        self._raw = bytearray(raw)

    @property
    def raw(self) -> bytes:
        """The 32 bytes of the key."""
        return bytes(self._raw)

    def spelled(self) -> str:
        """Return key and salt as SQLCipher takes them: ``x'…'`` with 96 hexadecimal digits."""
        return f"x'{self._raw.hex()}{self.salt.hex()}'"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and (self.salt, self._raw) == (other.salt, other._raw)

    def __hash__(self) -> int:
        return hash(self.salt)

    def __repr__(self) -> str:
        return "Key(…)"  # a traceback or a debugger never shows the bytes

    def __del__(self) -> None:
        for place in range(len(self._raw)):
            self._raw[place] = 0


class Cover(Enum):
    """Whether a file is encrypted, and whether this process has its key."""

    PLAIN = auto()
    OPENED = auto()
    LOCKED = auto()


def new_salt() -> bytes:
    """Return the salt of a new key: the mark and ten random bytes."""
    return MARK + secrets.token_bytes(SALT_BYTES - len(MARK))


def derive(password: str, salt: bytes) -> Key:
    """Return the key a password makes with a salt; takes a good part of a second on purpose."""
    return Key(salt, hashlib.pbkdf2_hmac("sha512", spelled_alike(password).encode(), salt, ROUNDS, KEY_BYTES))


def spelled_alike(password: str) -> str:
    """Return the password in one spelling: «й» of one sign and of two are the same letter."""
    return unicodedata.normalize("NFC", password)


def is_encrypted(header: bytes) -> bool:
    """Tell whether a file that begins so is an encrypted file of this program."""
    return header.startswith(MARK)


def salt_of(path: Path) -> bytes | None:
    """Return the salt of an encrypted file that nobody has open, None of another; raises ``OSError``.

    Closing any descriptor of a file drops this process's SQLite lock on it (POSIX).
    """
    with path.open("rb") as file:
        header = file.read(SALT_BYTES)
    return header if is_encrypted(header) and len(header) == SALT_BYTES else None


class _Ring:
    """Keys by the path of a file and by its salt; used from several threads."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.by_path: dict[str, Key] = {}
        self.by_salt: dict[bytes, Key] = {}


_ring = _Ring()


def remember(path: Path, key: Key | None) -> None:
    """Let connections to ``path`` use this key; None is a file without one."""
    place = os.path.realpath(path)
    with _ring.lock:
        if key is None:
            _ring.by_path.pop(place, None)
        else:
            _ring.by_path[place] = key
            _ring.by_salt[key.salt] = key


def key_of(path: Path) -> Key | None:
    """Return the key for connections to ``path``; None is a plain file. The file itself is not touched."""
    with _ring.lock:
        return _ring.by_path.get(os.path.realpath(path)) if _ring.by_path else None


def recognise(path: Path) -> Cover:
    """Look at a file nobody has open, and use a key this process knows for it; raises ``OSError``."""
    salt = salt_of(path)
    with _ring.lock:
        key = _ring.by_salt.get(salt) if salt is not None else None
    remember(path, key)
    if salt is None:
        return Cover.PLAIN
    return Cover.LOCKED if key is None else Cover.OPENED


@contextmanager
def lent(path: Path, key: Key | None) -> Iterator[None]:
    """Use a key for ``path``, an unfinished file, for the length of a ``with`` block."""
    remember(path, key)
    try:
        yield
    finally:
        remember(path, None)


def forget(path: Path | None = None) -> None:
    """Drop the key of a file, or every key; connections that are open keep what they have."""
    with _ring.lock:
        if path is None:
            _ring.by_path.clear()
            _ring.by_salt.clear()
            return
        key = _ring.by_path.get(os.path.realpath(path))
        if key is not None:
            _ring.by_salt.pop(key.salt, None)
            for place in [place for place, known in _ring.by_path.items() if known is key]:
                del _ring.by_path[place]
