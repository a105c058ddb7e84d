"""The order of classes in every list."""

from __future__ import annotations

import re


def class_order(name: str) -> tuple[int, str]:
    """Return the key that puts 2А before 10А, and names without a number last."""
    number = re.match(r"\d+", name)
    return (int(number.group()) if number else 1_000, name.casefold())
