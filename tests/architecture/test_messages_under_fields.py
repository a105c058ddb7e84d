"""What is said under a field is a sentence: all of them end alike, by a full stop."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import desktop_app

ROOT = Path(desktop_app.__file__).parent
SAYS = {"FieldError": 1}
"""Calls that carry a message, and its place among what they are given."""
ASKED = {"problem", "problems"}
"""Functions whose words are messages."""


def texts(node: ast.AST) -> Iterator[str]:
    """Yield the written texts of an expression: plain ones, and the last piece of one with values in it."""
    if isinstance(node, ast.JoinedStr):
        last = node.values[-1]
        if isinstance(last, ast.Constant):
            yield str(last.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from (*texts(node.body), *texts(node.orelse))
    elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        if node.func.attr == "format":
            yield from texts(node.func.value)
        elif node.func.attr == "tr":
            yield from texts(node.args[0])


def messages(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Yield the messages for fields in a module, each with its line."""
    for node in ast.walk(tree):
        found: list[ast.AST] = []
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYS:
            found = list(node.args[SAYS[node.func.id] :])[:1]
        elif isinstance(node, ast.FunctionDef) and node.name in ASKED:
            found = [each.value for each in ast.walk(node) if isinstance(each, ast.Return) and each.value]
            found += [value for each in ast.walk(node) if isinstance(each, ast.Dict) for value in each.values]
        for each in found:
            yield from ((node.lineno, text) for text in texts(each) if text)


@pytest.mark.parametrize("layer", ["services", "ui"])
def test_a_message_under_a_field_ends_with_a_full_stop(layer: str) -> None:
    said = [
        (path.relative_to(ROOT).as_posix(), line, text)
        for path in sorted((ROOT / layer).rglob("*.py"))
        for line, text in messages(ast.parse(path.read_text("utf-8")))
    ]
    assert said
    assert [each for each in said if not each[2].endswith((".", "?"))] == []
