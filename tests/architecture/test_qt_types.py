"""Every Qt type the program uses is made before a second thread could ask for it."""

from __future__ import annotations

import ast
import importlib

from desktop_app.ui.application.imports import TYPES
from tests.architecture.source import PACKAGE


def test_what_is_imported_of_qt_is_made_on_the_windows_thread() -> None:
    used: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "") in TYPES:
                used.setdefault(node.module or "", set()).update(each.name for each in node.names)
    for module, names in TYPES.items():
        assert used[module] - set(names.split()) == set(), "add it to TYPES"


def test_the_list_names_what_there_is() -> None:
    for module, names in TYPES.items():
        qt = importlib.import_module(module)
        assert [name for name in names.split() if not hasattr(qt, name)] == []
