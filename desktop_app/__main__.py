"""Parse what was typed: a command goes to ``cli``, everything else opens the window."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Mapping
from pathlib import Path

# Imports make thousands of objects that all stay: looking for garbage among them is a tenth of the start-up.
# ``app`` goes on with a usual threshold when everything is imported.
gc.set_threshold(200_000, 20, 20)


def main(arguments: list[str] | None = None) -> int:
    """Run Otklik and return the exit code: 0 done, 1 refused with a sentence, 2 wrong usage."""
    if arguments is None:
        name_files_in_russian()
    typed = sys.argv[1:] if arguments is None else arguments
    keep_private()
    # only one of the two is imported: commands need no Qt, and the window's first paint needs no store
    if not opens_window(typed):
        return run_command(typed) if arguments is None else _run(typed)
    if lacks_screen(os.environ, sys.platform):
        sys.stderr.write(
            "Окно здесь не откроется: нет экрана (переменные DISPLAY и WAYLAND_DISPLAY пусты).\n"
            "Бумаги школы-примера можно получить и без экрана: otklik demo\n"
        )
        return 1
    from desktop_app.ui.application.imports import load_qt  # noqa: PLC0415 - as said above

    try:
        load_qt()
    except ImportError as error:
        sys.stderr.write(
            f"Окно не открывается: библиотека Qt не загрузилась ({error}).\n"
            "Нужна Windows 10 версии 1809 или новее, а на Linux — системные библиотеки: python3 run.py\n"
        )
        return 1
    from desktop_app.app import run_window  # noqa: PLC0415 - after load_qt

    return run_window(Path(typed[-1]) if typed else None)


def run_command(typed: list[str]) -> int:
    """Run a command in a process of its own: what it hardly needs is put off, and leaving is quick."""
    from desktop_app.put_off import put_off  # noqa: PLC0415 - before anything is imported for the command

    put_off()
    code = _run(typed)
    gc.freeze()  # as the window does: the end of the process frees it all
    return code


def _run(typed: list[str]) -> int:
    """Run a command; one stopped while it still loads says no more than one stopped at work."""
    try:
        from desktop_app.cli import run  # noqa: PLC0415 - as said in ``main``

        return run(typed)
    except KeyboardInterrupt:
        sys.stderr.buffer.write("Прервано.\n".encode())  # the console's own code page may know no Russian
        return 1


def name_files_in_russian() -> None:
    """Begin anew where the locale has no Russian letters: the folder of copies could not even be made."""
    if sys.getfilesystemencoding() != "utf-8" and not getattr(sys, "frozen", False):
        os.execv(sys.executable, [sys.orig_argv[0], "-X", "utf8", *sys.orig_argv[1:]])  # noqa: S606 - itself


def keep_private() -> None:
    """Make whatever this process makes, settings and locks too, for its owner's eyes only."""
    os.umask(0o077)


def lacks_screen(environment: Mapping[str, str], platform: str) -> bool:
    """Tell whether a window has nowhere to open; Qt itself would only abort."""
    shown = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return platform.startswith("linux") and not any(environment.get(name) for name in shown)


def opens_window(typed: list[str]) -> bool:
    """Tell whether the window is wanted: nothing, a data file, or ``--file FILE``."""
    return (
        not typed
        or (len(typed) == 1 and typed[0].endswith(".otklik"))
        or (len(typed) == 2 and typed[0] == "--file")  # noqa: PLR2004 - the option and its value
    )


if __name__ == "__main__":
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()  # a packed program starts the reader of tables as itself
    sys.exit(main())
