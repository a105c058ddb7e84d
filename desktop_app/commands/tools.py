"""What every command uses: how it speaks and refuses, dates, JSON, and how it adds itself to the parser."""

from __future__ import annotations

import argparse
import errno
import json
import os
import sys
from collections.abc import Callable
from datetime import date
from typing import Any, Final, TextIO

from desktop_app.russian.dates import parse_date

USAGE: Final = 2
REFUSED: Final = 1

AddCommand = Callable[[Any, str, str, Callable[[argparse.Namespace], int]], argparse.ArgumentParser]
"""The subparsers, the command's name, its help and its work, to the command's parser."""


class RussianFormatter(argparse.HelpFormatter):
    """Help whose first word is Russian."""

    def add_usage(self, usage: str | None, actions: Any, groups: Any, prefix: str | None = None) -> None:
        """Begin with «Как набрать»."""
        super().add_usage(usage, actions, groups, "Как набрать: " if prefix is None else prefix)


class WholeLinesFormatter(RussianFormatter, argparse.RawDescriptionHelpFormatter):
    """The same, with the lines of a text kept as they were written."""


def say(text: str) -> None:
    """Print one line; a reader who has gone (``| head -1``) stops the talk, never the work."""
    _tell(sys.stdout, f"{text}\n")


def refuse(*sentences: str) -> int:
    """Print sentences on standard error and return the exit code of a refusal."""
    warn(*sentences)
    return REFUSED


def warn(*sentences: str) -> None:
    """Print sentences on standard error."""
    for sentence in sentences:
        _tell(sys.stderr, f"{sentence}\n")


def finish_talking() -> None:
    """Send what is still held back; at the interpreter's own flush a gone reader would be an error."""
    for stream in (sys.stdout, sys.stderr):
        _tell(stream, "")


def _tell(stream: TextIO, text: str) -> None:
    try:
        stream.write(text)
        if not text:
            stream.flush()
    except OSError as error:
        if not _reader_gone(error):
            raise
        # whatever is said from now on, and what the stream still holds, goes nowhere
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _reader_gone(error: OSError) -> bool:
    """Tell a closed pipe from a disk that fails; Windows calls it a wrong argument."""
    return error.errno == errno.EPIPE or (sys.platform == "win32" and error.errno == errno.EINVAL)


def as_json(value: Any) -> str:
    """Return ``value`` as readable JSON; dates are ISO."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=lambda item: item.isoformat())


def day(text: str) -> date:
    """Read a date argument; raises what argparse turns into wrong usage."""
    try:
        return parse_date(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"«{text}» не дата, пишите как 05.06.2024") from error
