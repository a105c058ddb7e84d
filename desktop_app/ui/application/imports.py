"""Load Qt without the import hook it leaves behind."""

from __future__ import annotations

import builtins


def load_qt() -> None:
    """Import PySide6 and put Python's own ``import`` back.

    PySide6 replaces ``builtins.__import__`` by one that reads the source of every module imported afterwards,
    to look for ``from __feature__ import …``, and keeps all of it in ``linecache``: with SQLAlchemy that is a
    tenth of a second and 30 MiB. This program uses no ``__feature__``.
    """
    plain = builtins.__import__
    import PySide6.QtCore  # noqa: F401, PLC0415 - the hook is set by this very import

    builtins.__import__ = plain
