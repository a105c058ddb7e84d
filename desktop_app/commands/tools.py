"""What every command uses: how it speaks and refuses, dates, JSON, and how it adds itself to the parser."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from typing import Any, Final

from desktop_app.russian.dates import parse_date

USAGE: Final = 2
REFUSED: Final = 1

AddCommand = Callable[[Any, str, str, Callable[[argparse.Namespace], int]], argparse.ArgumentParser]
"""The subparsers, the command's name, its help and its work, to the command's parser."""


def say(text: str) -> None:
    """Print one line."""
    sys.stdout.write(f"{text}\n")


def refuse(*sentences: str) -> int:
    """Print sentences on standard error and return the exit code of a refusal."""
    for sentence in sentences:
        sys.stderr.write(f"{sentence}\n")
    return REFUSED


def as_json(value: Any) -> str:
    """Return ``value`` as readable JSON; dates are ISO."""
    return json.dumps(value, ensure_ascii=False, indent=2, default=lambda item: item.isoformat())


def day(text: str) -> date:
    """Read a date argument; raises what argparse turns into wrong usage."""
    try:
        return parse_date(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"«{text}» не дата, пишите как 05.06.2024") from error
