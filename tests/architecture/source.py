"""The project's own files, as the architecture tests read them."""

from __future__ import annotations

import ast
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "desktop_app"


def program_files() -> list[Path]:
    """Return every module of the program, and the script that starts it; migrations are history, not code."""
    modules = (path for path in PACKAGE.rglob("*.py") if "versions" not in path.parts)
    return [ROOT / "run.py", *sorted(modules)]


def tree(path: Path) -> ast.Module:
    """Return the syntax tree of a file."""
    return ast.parse(path.read_text("utf-8"), str(path))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method of a file."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def tracked_files() -> list[Path]:
    """Return the files that belong to the project: what git tracks or would track; without git, all."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        return [path for path in ROOT.rglob("*") if path.is_file() and not _made(path.relative_to(ROOT))]
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


def _made(path: Path) -> bool:
    """Tell whether a path is what tools make: an environment, caches, builds."""
    parts = set(path.parts)
    return bool(parts & {".venv", ".git", "__pycache__", "build", "dist"}) or any(
        part.startswith(".") and part not in {".ci", ".gitignore"} for part in parts
    )


def where(path: Path, line: int) -> str:
    """Return a place as an editor opens it."""
    return f"{path.relative_to(ROOT)}:{line}"
