"""The reader's process: takes one piece of work after another, and can be killed at any time.

It hears trusted words from the program (pickled), and answers in plain JSON and bytes: whatever a hostile
file makes of it, nothing it says can run in the program.
"""

from __future__ import annotations

import json
import pickle
import warnings
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, Final

from desktop_app.services.apart.limited import alarm_in, largest_size, limit_self, limit_time
from desktop_app.services.errors import AppError

Send = Callable[..., None]
"""``send(message, *parts)``: a JSON object, and bytes that come with it."""
Work = Callable[..., None]
"""``work(send, *arguments)``: a function of a module, called in the reader's process."""

IDLE: Final = 60.0
"""Seconds without work after which a reader ends by itself."""
_MOST_WORK: Final = 400
"""Pieces of work after which a reader is replaced: libraries leak a little."""
_GRACE: Final = 0.5
"""Seconds after the time of its work in which a reader ends by itself."""
_LARGE: Final = 256 * 1024 * 1024
"""Bytes a reader may once have held and still be used again."""


def serve(connection: Connection) -> None:
    """Do the work that comes until the program closes the line or the reader is tired."""
    limit_self()
    warnings.simplefilter("ignore")  # of the libraries about parts of a file that this program does not read
    done = 0
    try:
        _send(connection, {"ready": True})
        while connection.poll(IDLE):
            message, count = connection.recv()
            contents = [connection.recv_bytes() for _ in range(count)]
            work, arguments, seconds = pickle.loads(message, buffers=contents)  # noqa: S301 - the program's own
            del message, contents
            done += 1
            limit_time(seconds + 1)  # the parent's clock is the one that speaks
            alarm_in(max(seconds + _GRACE, _GRACE))  # and it may be stopped, or busy
            tired = _do(connection, work, arguments) or done >= _MOST_WORK or largest_size() > _LARGE
            alarm_in(0.0)
            del arguments
            _send(connection, {"end": True, "tired": tired})
            if tired:
                return
    except (EOFError, OSError):
        return  # the program is gone, or has no more use for this reader


def _do(connection: Connection, work: Work, arguments: tuple[Any, ...]) -> bool:
    """Do one piece of work; return whether the process should not be trusted with another."""
    _send(connection, {"begun": True})
    try:
        work(lambda message, *parts: _send(connection, message, *parts), *arguments)
    except AppError as error:
        _send(connection, {"refusal": [error.message, error.hint]})
    except MemoryError:
        arguments = ()
        _send(connection, {"failure": "memory"})
        return True
    except (EOFError, BrokenPipeError):
        raise
    except Exception:  # noqa: BLE001 - a broken file breaks its reader in any way; nothing of it is shown
        _send(connection, {"failure": "broken"})
    return False


def _send(connection: Connection, message: dict[str, Any], *parts: bytes) -> None:
    body = {"parts": len(parts), **message}
    connection.send_bytes(json.dumps(body, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    for part in parts:
        connection.send_bytes(part)
