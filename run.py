"""Set Otklik up and start it: ``python3 run.py [arguments]``; set it up and test it: ``python3 run.py test``.

Needs nothing but Python 3.11 or newer. Everything goes into ``.venv`` beside this file (or, when this
folder may not be written, into a folder of the user's own), from the hashed lock files. A second start finds
the stamp and goes straight on. Each import is paid at every start, so most stand where they are needed.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Library = tuple[str, str, str, str]

OLDEST = (3, 11)
ROOT = Path(__file__).resolve().parent
RUNTIME_LOCK = "requirements.lock"
TEST_LOCK = "requirements-dev.lock"
STAMP = "otklik-setup.txt"
LIBRARIES_STAMP = "otklik-libraries.txt"
WINDOWS = sys.platform == "win32"
LINUX = sys.platform.startswith("linux")

# what Qt loads, and who brings it: file · Debian, Ubuntu, Astra · Alt · Red OS, Fedora
OFFSCREEN_LIBRARIES = (
    ("libEGL.so.1", "libegl1", "libEGL", "libglvnd-egl"),
    ("libGL.so.1", "libgl1", "libGL", "libglvnd-glx"),
    ("libX11.so.6", "libx11-6", "libX11", "libX11"),
    ("libglib-2.0.so.0", "libglib2.0-0", "glib2", "glib2"),
    ("libxkbcommon.so.0", "libxkbcommon0", "libxkbcommon", "libxkbcommon"),
    ("libfontconfig.so.1", "libfontconfig1", "libfontconfig1", "fontconfig"),
    ("libdbus-1.so.3", "libdbus-1-3", "libdbus", "dbus-libs"),
    ("libcups.so.2", "libcups2", "libcups", "cups-libs"),
)
SCREEN_LIBRARIES = (
    *OFFSCREEN_LIBRARIES,
    ("libX11-xcb.so.1", "libx11-xcb1", "libX11", "libX11-xcb"),
    ("libxcb-cursor.so.0", "libxcb-cursor0", "libxcbutil-cursor", "xcb-util-cursor"),
    ("libxcb-icccm.so.4", "libxcb-icccm4", "libxcbutil-icccm", "xcb-util-wm"),
    ("libxcb-image.so.0", "libxcb-image0", "libxcbutil-image", "xcb-util-image"),
    ("libxcb-keysyms.so.1", "libxcb-keysyms1", "libxcbutil-keysyms", "xcb-util-keysyms"),
    ("libxcb-render-util.so.0", "libxcb-render-util0", "libxcb-render-util", "xcb-util-renderutil"),
    ("libxcb-shape.so.0", "libxcb-shape0", "libxcb", "libxcb"),
    ("libxcb-xkb.so.1", "libxcb-xkb1", "libxcb", "libxcb"),
    ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0", "libxkbcommon-x11", "libxkbcommon-x11"),
)
NETWORK_SIGNS = ("new connection", "NewConnection", "name resolution", "unreachable", "from versions: none")


class SetupError(Exception):
    """A step of the set-up failed; the text is the Russian sentence with what to do."""


def say(text: str) -> None:
    """Print ``text`` beside the program's own output, which may be read by another program."""
    print(text, file=sys.stderr, flush=True)


def opens_window(arguments: Sequence[str]) -> bool:
    """Tell whether these arguments open the window; the same rule as in ``desktop_app.__main__``."""
    return not arguments or arguments[0] == "--file" or arguments[0].endswith(".otklik")


def lacks_display(environment: Mapping[str, str], *, linux: bool = LINUX) -> bool:
    """Tell whether a window has nowhere to open."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return linux and not any(environment.get(name) for name in names)


def needed_libraries(arguments: Sequence[str], environment: Mapping[str, str]) -> tuple[Library, ...]:
    """Return the system libraries needed: none for commands, fewer for tests than for a window."""
    if not LINUX:
        return ()
    if arguments and arguments[0] in {"test", "gallery"}:
        return OFFSCREEN_LIBRARIES
    if not opens_window(arguments):
        return ()
    offscreen = environment.get("QT_QPA_PLATFORM", "").split(":")[0] in {"offscreen", "minimal"}
    return OFFSCREEN_LIBRARIES if offscreen else SCREEN_LIBRARIES


def loads(name: str) -> bool:
    """Tell whether the system's loader finds the library ``name``."""
    import ctypes  # noqa: PLC0415 - paid only while setting up

    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def system_family(os_release: str) -> str:
    """Return ``debian``, ``alt``, ``redhat`` or nothing by the text of ``/etc/os-release``."""
    values = dict(line.split("=", 1) for line in os_release.splitlines() if "=" in line)
    names = f"{values.get('ID', '')} {values.get('ID_LIKE', '')}".replace('"', "").lower().split()
    families = {
        "debian": {"debian", "ubuntu", "astra"},
        "alt": {"altlinux", "alt"},
        "redhat": {"redos", "fedora", "rhel", "centos", "rosa"},
    }
    return next((family for family, known in families.items() if known & set(names)), "")


def packages_for(libraries: Sequence[Library], family: str) -> list[str]:
    """Return the packages of ``family`` that bring ``libraries``, each once, in order."""
    column = {"debian": 1, "alt": 2, "redhat": 3}[family]
    return list(dict.fromkeys(row[column] for row in libraries))


def venv_packages(family: str) -> list[str]:
    """Return the packages that bring ``python -m venv`` for the Python that runs this."""
    version = f"{sys.version_info[0]}.{sys.version_info[1]}"
    names = {"debian": f"python{version}-venv", "alt": "python3-module-pip", "redhat": "python3-pip"}
    return [names[family]]


def install_command(family: str, packages: Sequence[str]) -> list[str]:
    """Return the command that installs ``packages``, without the word that asks for the administrator."""
    start = {
        "debian": ["apt-get", "install", "-y", "--no-install-recommends"],
        "alt": ["apt-get", "install", "-y"],
        "redhat": ["dnf", "install", "-y"],
    }[family]
    return [*start, *packages]


def by_hand(family: str, packages: Sequence[str], missing: Sequence[str]) -> str:
    """Return the sentence with the exact command for somebody who may install."""
    if not family:
        return "Установите средствами своей системы: " + ", ".join(missing) + ". Затем запустите снова."
    update = "" if family == "redhat" else "apt-get update && "
    command = update + " ".join(install_command(family, packages))
    return f"Выполните от имени администратора и запустите снова:\n\n    sudo sh -c '{command}'\n"


def ensure_system(libraries: Sequence[Library], *, need_venv: bool) -> None:
    """Install what the system lacks when this user may, else raise with the command to type."""
    absent = [row for row in libraries if not loads(row[0])]
    missing = [row[0] for row in absent] + (["python3-venv"] if need_venv else [])
    if not missing:
        return
    release = Path("/etc/os-release")
    family = system_family(release.read_text("utf-8") if release.is_file() else "")
    packages = (packages_for(absent, family) + (venv_packages(family) if need_venv else [])) if family else []
    problem = "Не хватает системных библиотек: " + ", ".join(missing) + "."
    if not family or WINDOWS or os.geteuid() != 0:
        raise SetupError(f"{problem}\n{by_hand(family, packages, missing)}")
    say("Ставлю системные пакеты: " + " ".join(packages))
    tail = install_packages(family, packages)
    if tail or not all(loads(row[0]) for row in absent):
        raise SetupError(f"{tail}\nПакеты не установились.\n{by_hand(family, packages, missing)}".lstrip())


def install_packages(family: str, packages: Sequence[str]) -> str:
    """Install ``packages``, with fresh package lists if needed; return the last lines of a failure."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    code, tail = quietly(install_command(family, packages), environment)
    if code and family != "redhat":
        quietly(["apt-get", "update"], environment)
        code, tail = quietly(install_command(family, packages), environment)
    return tail if code else ""


def quietly(command: Sequence[str], environment: Mapping[str, str], shown: str = "\0") -> tuple[int, str]:
    """Run ``command``; return its code and last lines; lines that begin with ``shown`` are told."""
    import subprocess  # noqa: PLC0415 - paid only while setting up
    from collections import deque  # noqa: PLC0415

    tail: deque[str] = deque(maxlen=15)
    try:
        process = subprocess.Popen(
            command, env=dict(environment), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, encoding="utf-8", errors="replace"
        )  # fmt: skip
    except OSError as error:
        return 1, str(error)
    with process:
        for line in process.stdout or ():
            tail.append(line.rstrip())
            if line.startswith(shown):
                say("  " + line.rstrip().split(" (from")[0])
    return process.returncode, "\n".join(tail)


def venv_python(venv: Path) -> Path:
    """Return the interpreter inside ``venv``."""
    return venv / "Scripts" / "python.exe" if WINDOWS else venv / "bin" / "python"


def stamp_lines(locks: Sequence[str]) -> list[str]:
    """Return what a finished set-up writes: the Python in use, and the hash of each lock installed."""
    import hashlib  # noqa: PLC0415 - after the check of Python's age

    lines = [f"python {sys.version_info[0]}.{sys.version_info[1]}"]
    return lines + [f"{name} {hashlib.sha256((ROOT / name).read_bytes()).hexdigest()}" for name in locks]


def is_ready(venv: Path, locks: Sequence[str]) -> bool:
    """Tell whether ``venv`` was set up to the end for this Python and these locks."""
    try:
        written = (venv / STAMP).read_text("utf-8").splitlines()
    except OSError:
        return False
    return set(stamp_lines(locks)) <= set(written) and venv_python(venv).exists()


def may_write(folder: Path) -> bool:
    """Tell whether a file can be made in ``folder``; rights alone do not tell it on Windows and shares."""
    probe = folder / f".otklik-{os.getpid()}"
    try:
        probe.touch()
        probe.unlink()
    except OSError:
        return False
    return True


def user_venv() -> Path:
    """Return the folder for a program that lies where nothing may be written, one per copy of the program."""
    import hashlib  # noqa: PLC0415

    named = os.environ.get("LOCALAPPDATA" if WINDOWS else "XDG_DATA_HOME")
    base = Path(named) if named else Path.home() / ("AppData/Local" if WINDOWS else ".local/share")
    return base / "otklik" / ("venv-" + hashlib.sha256(str(ROOT).encode()).hexdigest()[:12])


def choose_venv(locks: Sequence[str]) -> Path:
    """Return the environment to use: the one beside this file when it is ready or can be made."""
    beside = ROOT / ".venv"
    if is_ready(beside, locks) or may_write(ROOT):
        return beside
    return user_venv()


class SetupLock:
    """Hold off a second set-up; the system drops the lock with its process, so it never goes stale."""

    def __init__(self, venv: Path) -> None:
        self._path = venv.parent / f"{venv.name}.lock"

    def __enter__(self) -> SetupLock:  # noqa: PYI034 - Self is younger than the Pythons that must reach the check
        self._path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self._path.open("a+b")
        if not WINDOWS:
            import fcntl  # noqa: PLC0415 - POSIX only

            fcntl.flock(self._file, fcntl.LOCK_EX)
            return self
        import msvcrt  # noqa: PLC0415 - Windows only

        locking, mode = getattr(msvcrt, "locking"), getattr(msvcrt, "LK_LOCK")  # noqa: B009 - typed on Windows only
        while True:
            try:
                locking(self._file.fileno(), mode, 1)
            except OSError:  # after ten tries of a second each: the other set-up is still at work
                continue
            return self

    def __exit__(self, *_error: object) -> None:
        self._file.close()


def set_up(venv: Path, locks: Sequence[str]) -> None:
    """Make ``venv`` hold ``locks``; a half-made one is made anew. The stamp goes first and comes last."""
    with SetupLock(venv):
        if is_ready(venv, locks):  # another start did it while this one waited
            return
        keep = is_ready(venv, [RUNTIME_LOCK])  # only the tools of the tests are missing
        (venv / STAMP).unlink(missing_ok=True)
        if not keep:
            make_venv(venv)
        install_lock(venv, locks[-1])  # the lock of the tests holds everything the other one does
        unpack_support(venv)
        partial = venv / (STAMP + ".part")
        partial.write_text("\n".join(stamp_lines(locks)) + "\n", "utf-8")
        partial.replace(venv / STAMP)


def make_venv(venv: Path) -> None:
    """Make an empty environment in place of whatever lies there."""
    say(f"Готовлю окружение: {venv}")
    # the base is asked when this runs inside an environment: one cannot clear itself
    code, tail = quietly(
        [getattr(sys, "_base_executable", sys.executable), "-m", "venv", "--clear", str(venv)], os.environ
    )
    if code:
        raise SetupError(
            f"{tail}\nНе удалось создать окружение. Проверьте место на диске и права на папку {venv}."
        )


def install_lock(venv: Path, lock: str) -> None:
    """Install the packages of ``lock``, each checked by its hash, from wherever the user's pip looks."""
    say("Ставлю библиотеки (один раз, нужна сеть, несколько минут)…")
    options = ["--require-hashes", "--no-input", "--disable-pip-version-check", "--progress-bar", "off"]
    options += ["--only-binary", ":all:", "-r", str(ROOT / lock)]
    command = [str(venv_python(venv)), "-m", "pip", "install", *options]
    # a `user = true` in somebody's pip settings would install past the environment
    environment = {**os.environ, "PIP_USER": "0", "PYTHONUTF8": "1"}
    code, tail = quietly(command, environment, "Collecting ")
    if code:
        raise SetupError(f"{tail}\n\n{pip_advice(tail)}")


def unpack_support(venv: Path) -> None:
    """Have PySide6 lay out the Python files it carries packed and else compiles anew at every start.

    ``SBK_EMBED`` is its own switch for that. Where it cannot, everything works, a sixth of Qt's start slower.
    """
    environment = {**os.environ, "SBK_EMBED": "0", "PYTHONDONTWRITEBYTECODE": ""}
    quietly([str(venv_python(venv)), "-c", "import PySide6.QtCore"], environment)


def pip_advice(tail: str) -> str:
    """Return what to do about the last lines of a failed pip."""
    if any(sign in tail for sign in NETWORK_SIGNS):
        return "Нет связи с хранилищем библиотек. Проверьте сеть (или HTTPS_PROXY) и запустите снова."
    if "No space left" in tail:
        return "На диске не осталось места: нужно около 1 ГБ. Освободите место и запустите снова."
    if "DO NOT MATCH THE HASHES" in tail:
        return "Скачанное не совпало с контрольной суммой. Запустите снова; не поможет — проверьте сеть."
    return "Библиотеки не установились; причина в строках выше. Устраните её и запустите снова."


def prepare(arguments: Sequence[str], environment: Mapping[str, str]) -> Path:
    """Make everything ready for ``arguments`` and return the interpreter to use."""
    locks = [RUNTIME_LOCK, TEST_LOCK] if arguments and arguments[0] == "test" else [RUNTIME_LOCK]
    libraries = needed_libraries(arguments, environment)
    venv = choose_venv(locks)
    known = venv / LIBRARIES_STAMP
    ready = is_ready(venv, locks)
    found = set(known.read_text("utf-8").split()) if libraries and known.is_file() else set()
    unchecked = [row for row in libraries if row[0] not in found]
    if unchecked or not ready:
        ensure_system(unchecked, need_venv=not ready and not has_ensurepip())
    if not ready:
        set_up(venv, locks)
    if unchecked and may_write(venv):
        known.write_text("\n".join(sorted(found | {row[0] for row in libraries})) + "\n", "utf-8")
    return venv_python(venv)


def has_ensurepip() -> bool:
    """Tell whether this Python can make an environment with pip; Debian packs that part apart."""
    import importlib.util  # noqa: PLC0415 - paid only while setting up

    return all(importlib.util.find_spec(name) is not None for name in ("venv", "ensurepip"))


def hand_over(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Become ``command`` where the system can, else run it and return its exit code."""
    if not WINDOWS:
        os.execve(command[0], list(command), dict(environment))  # noqa: S606 - the interpreter just made
    import subprocess  # noqa: PLC0415 - Windows has no exec that keeps the console

    return subprocess.call(command, env=dict(environment))


def main(arguments: Sequence[str]) -> int:
    """Set up what ``arguments`` need and run them; return the exit code."""
    # a console of another alphabet must not turn a sentence into a crash
    if hasattr(sys.stderr, "reconfigure"):
        sys.stderr.reconfigure(errors="replace")
    if sys.version_info < OLDEST:
        now = sys.version.split()[0]
        say(f"Нужен Python 3.11 или новее, а это {now}. Запустите новым: python3.11 run.py")
        return 1
    environment = dict(os.environ)
    if opens_window(arguments) and lacks_display(environment):
        say("Окно здесь не откроется: нет экрана (переменные DISPLAY и WAYLAND_DISPLAY пусты).")
        say("Бумаги школы-примера можно получить и без экрана: python3 run.py demo")
        return 1
    try:
        python = str(prepare(arguments, environment))
    except (SetupError, OSError) as error:
        say(f"{error}")
        return 1
    except KeyboardInterrupt:
        say("Прервано. Следующий запуск начнёт установку заново.")
        return 1
    if not Path(python).is_relative_to(ROOT):  # what nobody may write beside the program is compiled once too
        environment.setdefault("PYTHONPYCACHEPREFIX", str(Path(python).parents[2] / "compiled"))
    environment["PYTHONUTF8"] = "1"  # Qt and every file name want it, a bare machine's locale does not say it
    if arguments and arguments[0] == "test":
        environment["QT_QPA_PLATFORM"] = "offscreen"
        os.chdir(ROOT)
        return hand_over([python, "-m", "pytest", "-n", "2", *arguments[1:]], environment)
    # -P: a file in the user's folder must not stand in for a library
    environment["PYTHONPATH"] = os.pathsep.join(filter(None, [str(ROOT), environment.get("PYTHONPATH")]))
    return hand_over([python, "-P", "-m", "desktop_app", *arguments], environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
