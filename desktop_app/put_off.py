"""Let modules that libraries import and seldom use be loaded when something is asked of them."""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.util import find_spec
from types import ModuleType
from typing import Any

SELDOM = ("inspect", "pickle", "tempfile", "PIL.Image")
"""``dataclasses`` wants the first for classes without a docstring, ReportLab the others for pictures."""


class _Later(ModuleType):
    """Stands in for a module; it is loaded when it is asked for anything, and answers from then on."""

    def __getattr__(self, name: str) -> Any:
        """Ask the module itself; called for what is not here."""
        if name.startswith("__"):  # the import system asks for these of every module
            raise AttributeError(name)
        return getattr(self._loaded(), name)

    def __setattr__(self, name: str, value: object) -> None:
        """Set it in the module itself."""
        if name.startswith("__"):
            super().__setattr__(name, value)
        else:
            setattr(self._loaded(), name, value)

    def _loaded(self) -> ModuleType:
        if sys.modules.get(self.__name__) is self:
            del sys.modules[self.__name__]
        return import_module(self.__name__)


def put_off(names: tuple[str, ...] = SELDOM) -> None:
    """Load these modules at their first use, those nobody has imported yet.

    For a process of one thread that does one thing: never for the window.
    """
    for name in names:
        if name in sys.modules or find_spec(name) is None:
            continue
        later = sys.modules[name] = _Later(name)
        package, _, own = name.rpartition(".")
        if package:
            setattr(sys.modules[package], own, later)
