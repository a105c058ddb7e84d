"""The window is shown first: what is slow to import comes after the first paint."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.architecture.source import ROOT

SLOW = (
    "sqlalchemy",
    "alembic",
    "jinja2",
    "reportlab",
    "openpyxl",
    "holidays",
    "pymorphy3",
    "pytrovich",
    "pypdfium2",
    "zxingcpp",
    "PIL",
    "pikepdf",
    "docx",
    "sqlcipher3",
)


def slow_after_importing(module: str) -> list[str]:
    """Return the slow libraries that importing ``module`` in a fresh interpreter brings along."""
    code = f"import sys, {module}; print(*[name for name in {SLOW!r} if name in sys.modules])"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.parametrize("module", ["desktop_app.__main__", "desktop_app.app"])
def test_nothing_slow_is_imported_before_the_first_paint(module: str) -> None:
    assert slow_after_importing(module) == []


def test_opening_a_file_brings_the_store_and_nothing_else_that_is_slow() -> None:
    assert slow_after_importing("desktop_app.bootstrap") == ["sqlalchemy"]


def test_the_empty_window_brings_nothing_that_works_with_files() -> None:
    late = ("application.desk", "application.copying", "application.lock", "socket", "services.computer")
    code = f"import sys, desktop_app.app; print(*[name for name in sys.modules if name.endswith({late!r})])"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_a_look_at_a_record_brings_no_store() -> None:
    look = "desktop_app.services.glance.looking, desktop_app.ui.overview.page, desktop_app.services.clock"
    assert slow_after_importing(look) == []


def test_the_services_of_papers_wait_until_they_are_asked_for() -> None:
    code = "import sys, desktop_app.bootstrap; print(*[m for m in sys.modules if 'services.papers' in m])"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_opening_a_file_brings_nothing_of_copies_checks_or_foreign_files() -> None:
    late = ("copies.making", "copies.verify", "integrity", "protection.rekeying", "services.apart", "ctypes")
    code = (
        "import sys, desktop_app.bootstrap, desktop_app.services.notices\n"
        f"print(*[name for name in sys.modules if name.endswith({late!r})])"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_loading_qt_leaves_python_s_own_import_in_place() -> None:
    code = (
        "import builtins; plain = builtins.__import__\n"
        "from desktop_app.ui.application.imports import load_qt\n"
        "load_qt(); import sys, linecache, wave, desktop_app.app\n"
        "assert 'PySide6.QtCore' in sys.modules and builtins.__import__ is plain\n"
        "print(*[name for name in linecache.cache if name.endswith('wave.py')])"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr, done.stdout.strip()) == (0, "", "")
