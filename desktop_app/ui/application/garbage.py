"""Look for garbage on the window's thread only: some of it is Qt's, and that may die nowhere else.

Python looks for cycles on whichever thread has just made an object. A widget's cycle found by a thread that
reads the file is destroyed there: Qt holds a lock and asks for the interpreter, while the window's thread
holds the interpreter and asks for the lock, and the window stands still for ever.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

LOOK_EVERY = 500
"""Milliseconds between two looks at whether enough was made since the last search."""


def collect_here(owner: QObject) -> None:
    """Search on this thread from now on, in the rests of its event loop, and on no other."""
    gc.disable()
    timer = QTimer(owner)
    timer.setInterval(LOOK_EVERY)
    timer.timeout.connect(collect_due)
    timer.start()


def collect_due() -> None:
    """Search the oldest generation whose time has come, by the interpreter's own thresholds."""
    for generation in (2, 1, 0):
        threshold = gc.get_threshold()[generation]
        if threshold and gc.get_count()[generation] > threshold:
            gc.collect(generation)
            return
