#!/usr/bin/env python3
"""Set Otklik up and start it, or test it, on a machine with nothing but Python 3.11 or newer.

    python3 run.py [arguments]       set up what is missing, then start the program
    python3 run.py test [arguments]  set up what is missing, then run every test

Only the standard library is used. Libraries go into ``.venv`` beside this file, from the hashed lock. Missing
system libraries are installed on Linux where this may be done, otherwise the exact command is shown.
"""

from __future__ import annotations

import contextlib
import ctypes
import hashlib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
OLDEST = (3, 11)
COMMANDS = ("demo", "new", "status", "paper", "register", "check")
LOCK_PATIENCE = 900
"""Seconds after which another set-up's lock is taken for a dead one."""

# Shared library → Debian package. The first group is enough for pictures without a screen.
OFFSCREEN = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libdbus-1.so.3": "libdbus-1-3",
}
WINDOW = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libcups.so.2": "libcups2",
}


class SetupError(Exception):
    """A step failed; the text says in Russian what to do."""


def main(arguments: Sequence[str]) -> int:
    """Set up and run; return the exit code of what was run."""
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError):
            stream.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]  # not a text file
    try:
        require_python()
        testing = bool(arguments) and arguments[0] == "test"
        window = not testing and opens_window(arguments)
        if window:
            require_display(os.environ, sys.platform)
        python = prepare(testing=testing)
        require_libraries(wanted_libraries(window=window, testing=testing))
    except SetupError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return run_tests(python, arguments[1:]) if testing else run_program(python, arguments)


def require_python() -> None:
    """Raise ``SetupError`` when this Python is too old for the program."""
    if sys.version_info < OLDEST:
        raise SetupError(
            f"Нужен Python 3.11 или новее, а это {sys.version.split()[0]}.\n"
            "Установите новый Python с python.org (Windows) или пакет python3.11 (Linux)."
        )


def opens_window(arguments: Sequence[str]) -> bool:
    """Tell whether these arguments open the window rather than run a command."""
    return not arguments or arguments[0] == "--file" or arguments[0].endswith(".otklik")


def require_display(environment: Mapping[str, str], platform: str) -> None:
    """Raise ``SetupError`` when a window cannot be opened: Linux without a display."""
    shown = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if platform.startswith("linux") and not any(environment.get(name) for name in shown):
        raise SetupError(
            "Окно открыть негде: у этой машины нет экрана (не задан DISPLAY).\n"
            "Войдите в графический сеанс и повторите. Без окна бумаги примера печатает команда:\n"
            "    python3 run.py demo"
        )


def wanted_libraries(*, window: bool, testing: bool) -> dict[str, str]:
    """Return the shared libraries the run needs; commands without Qt need none."""
    if not sys.platform.startswith("linux"):
        return {}
    if window:
        return {**OFFSCREEN, **WINDOW}
    return {**OFFSCREEN, "libcups.so.2": "libcups2"} if testing else {}


def require_libraries(wanted: Mapping[str, str]) -> None:
    """Install missing system libraries, or raise ``SetupError`` with the exact command."""
    packages = missing_packages(wanted)
    if not packages:
        return
    install_packages(packages, "Для окна не хватает системных библиотек.")
    packages = missing_packages(wanted)
    if packages:
        raise SetupError("После установки всё ещё не хватает: " + " ".join(packages))


def missing_packages(wanted: Mapping[str, str]) -> list[str]:
    """Return the packages of the libraries that the loader cannot find."""
    missing = []
    for library, package in wanted.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def install_packages(packages: Sequence[str], reason: str) -> None:
    """Install Debian packages as root, else raise ``SetupError`` with the command to type."""
    command = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    typed = f"sudo apt-get update && sudo {shlex.join(command)}"
    if shutil.which("apt-get") is None:
        raise SetupError(
            f"{reason}\nУстановите средствами вашей системы то, что в Debian называется:\n    "
            + " ".join(packages)
        )
    if os.name != "posix" or os.geteuid() != 0:
        raise SetupError(f"{reason} Наберите команду и запустите снова:\n    {typed}")
    say(f"{reason} Устанавливаю: {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update"], command):
        done = subprocess.run(step, env=environment, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise SetupError(
                f"Не удалось: {shlex.join(step)}\n{last_lines(done.stdout + done.stderr)}\n"
                f"Проверьте сеть и наберите сами:\n    {typed}"
            )


def prepare(*, testing: bool) -> Path:
    """Make ``.venv`` hold what the lock names and return its Python; at once when it already does."""
    lock = ROOT / ("requirements-dev.lock" if testing else "requirements.lock")
    for folder in (ROOT / ".venv", user_folder() / "venv"):
        if is_ready(folder, lock):
            return python_of(folder)
    folder = ROOT / ".venv" if os.access(ROOT, os.W_OK) else user_folder() / "venv"
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with only_one(folder.with_name(folder.name + ".lock")):
            if not is_ready(folder, lock):  # another start may have done it while this one waited
                install(folder, lock)
    except OSError as error:
        raise SetupError(
            f"Не удалось подготовить папку {folder}: {error.strerror}.\n"
            "Проверьте место на диске и право записи в эту папку."
        ) from error
    return python_of(folder)


def user_folder() -> Path:
    """Return the folder for a program folder that may not be written, one for each copy of the program."""
    base = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(base).expanduser() / "otklik" / hashlib.sha256(str(ROOT).encode()).hexdigest()[:12]


def stamp_of(lock: Path) -> str:
    """Return what a finished set-up is known by: the lock's own hash and the Python it was made for."""
    version = ".".join(map(str, sys.version_info[:2]))
    return f"{version} {hashlib.sha256(lock.read_bytes()).hexdigest()}"


def is_ready(folder: Path, lock: Path) -> bool:
    """Tell whether the environment was finished for this very lock, or for the tests' lock that holds it."""
    stamp = folder / "otklik-stamp"
    try:
        made = stamp.read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    return stamp_of(lock) in made and python_of(folder).exists()


def python_of(folder: Path) -> Path:
    """Return the interpreter of an environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def install(folder: Path, lock: Path) -> None:
    """Make the environment and install the lock; the stamp comes last: a torn set-up is done again."""
    say("Первый запуск: готовлю программу, это займёт несколько минут…")
    make_environment(folder)
    pip = [str(python_of(folder)), "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    command = [*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(lock)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise SetupError(
            f"Не удалось установить библиотеки:\n{last_lines(done.stdout + done.stderr)}\n"
            "Проверьте сеть и место на диске и запустите снова: работа продолжится с начала."
        )
    stamps = [stamp_of(lock)]
    if lock.name == "requirements-dev.lock":  # the tests' lock holds everything the program needs
        stamps.append(stamp_of(lock.with_name("requirements.lock")))
    (folder / "otklik-stamp").write_text("\n".join(stamps), encoding="utf-8")


def make_environment(folder: Path) -> None:
    """Make an empty environment with pip, installing Debian's package for that where it is missing."""
    command = [sys.executable, "-m", "venv", "--clear", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 0:
        return
    if "ensurepip" in done.stdout + done.stderr:
        version = ".".join(map(str, sys.version_info[:2]))
        install_packages([f"python{version}-venv"], "Не хватает модуля venv.")
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return
    raise SetupError(f"Не удалось создать папку {folder}:\n{last_lines(done.stdout + done.stderr)}")


@contextlib.contextmanager
def only_one(lock: Path) -> Iterator[None]:
    """Let one set-up work at a time; a lock left by a killed one is taken over after its patience ends."""
    waited = False
    while True:
        try:
            lock.mkdir()
            break
        except FileExistsError:
            with contextlib.suppress(FileNotFoundError):
                if time.time() - lock.stat().st_mtime > LOCK_PATIENCE:
                    lock.rmdir()
                    continue
            if not waited:
                say("Другой запуск уже готовит программу, жду его…")
                waited = True
            time.sleep(0.5)
    try:
        yield
    finally:
        with contextlib.suppress(OSError):
            lock.rmdir()


def run_program(python: Path, arguments: Sequence[str]) -> int:
    """Start the program and return its exit code."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    return hand_over([str(python), "-m", "desktop_app", *arguments], environment)


def run_tests(python: Path, arguments: Sequence[str]) -> int:
    """Run every test, two at a time, without a screen."""
    with tempfile.TemporaryDirectory(prefix="otklik-test-") as home:
        environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "PYTHONUTF8": "1",
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_RUNTIME_DIR": home,
        }
        command = [str(python), "-m", "pytest", "-n", "2", *arguments]
        return subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode


def hand_over(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Run the program in this process's place where that is possible: keys and signals go straight to it."""
    if os.name == "posix":
        sys.stdout.flush()
        os.execve(command[0], list(command), dict(environment))  # noqa: S606 - the program itself
    return subprocess.run(command, env=dict(environment), check=False).returncode


def last_lines(text: str, count: int = 8) -> str:
    """Return the end of a tool's output, where the reason stands."""
    return "\n".join(text.strip().splitlines()[-count:])


def say(text: str) -> None:
    """Tell the user what takes so long; standard output belongs to the program."""
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
