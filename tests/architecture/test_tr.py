"""Every sentence of the window can be translated: it stands, whole, inside ``tr()``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.source import PACKAGE, tree, where

CYRILLIC = re.compile("[А-Яа-яЁё]")
TRANSLATORS = {"tr", "_tr", "translate", "QT_TRANSLATE_NOOP", "QT_TR_NOOP"}

GRAMMAR = {"count"}
"""Functions that take the forms of one Russian word: another language has another count of them."""

ALLOWED = frozenset({"ИНН", "КПП", "ИНН/КПП", "ОГРН", "ОКПО", "Сферум"})
"""Literals that are names, not sentences; each stands here with its whole text."""


def ui_files() -> list[Path]:
    """Return the modules of the window."""
    return sorted((PACKAGE / "ui").rglob("*.py"))


def called(call: ast.Call) -> str:
    """Return the last name of a call: ``tr`` for ``self.tr(…)`` and ``tr(…)``."""
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def calls_of(names: set[str], module: ast.Module) -> Iterator[ast.Call]:
    """Yield the calls of the named functions, wherever they belong."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and called(node) in names:
            yield node


def docstrings(module: ast.Module) -> set[int]:
    """Return the ids of the bare strings: docstrings, and the ones under an attribute."""
    return {id(node.value) for node in ast.walk(module) if isinstance(node, ast.Expr)}


def test_a_translated_text_is_whole() -> None:
    built = [
        where(path, call.lineno)
        for path in ui_files()
        for call in calls_of(TRANSLATORS, tree(path))
        for argument in call.args
        if isinstance(argument, ast.JoinedStr | ast.BinOp)
        or (isinstance(argument, ast.Call) and called(argument) == "format")
    ]
    assert built == []


def test_every_russian_text_is_translated() -> None:
    loose = []
    for path in ui_files():
        module = tree(path)
        inside = {
            id(part)
            for call in calls_of(TRANSLATORS | GRAMMAR, module)
            for argument in call.args
            for part in ast.walk(argument)
        }
        inside |= docstrings(module)
        loose += [
            f"{where(path, node.lineno)}: {node.value}"
            for node in ast.walk(module)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and CYRILLIC.search(node.value)
            and id(node) not in inside
            and node.value not in ALLOWED
        ]
    assert loose == []
