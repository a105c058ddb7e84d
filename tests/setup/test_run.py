"""The script that sets up and starts: what it decides, without setting anything up."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from desktop_app.__main__ import main

ROOT = Path(__file__).parents[2]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, standing in an empty folder with two locks."""
    spec = importlib.util.spec_from_file_location("otklik_run", ROOT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "requirements.lock").write_text("one==1\n")
    (tmp_path / "requirements-dev.lock").write_text("one==1\ntwo==2\n")
    monkeypatch.setattr(module, "ROOT", tmp_path)
    return module


def finished(run: ModuleType, venv: Path, locks: list[str]) -> None:
    """Leave what a set-up leaves when it came to its end."""
    python = run.venv_python(venv)
    python.parent.mkdir(parents=True)
    python.touch()
    (venv / run.STAMP).write_text("\n".join(run.stamp_lines(locks)))


@pytest.mark.parametrize("typed", [[], ["--file", "a.otklik"], ["a.otklik"]])
def test_these_open_the_window(run: ModuleType, typed: list[str]) -> None:
    assert run.opens_window(typed)


@pytest.mark.parametrize(
    "typed", ["demo", "new", "status", "paper", "register", "check", "--help", "--version"]
)
def test_a_command_needs_neither_screen_nor_libraries(run: ModuleType, typed: str) -> None:
    assert not run.opens_window([typed])
    assert run.needed_libraries([typed], {}) == ()


@pytest.mark.parametrize(
    ("environment", "lacks"),
    [
        ({}, True),
        ({"DISPLAY": ""}, True),
        ({"DISPLAY": ":0"}, False),
        ({"WAYLAND_DISPLAY": "wayland-0"}, False),
        ({"QT_QPA_PLATFORM": "offscreen"}, False),
    ],
)
def test_a_window_needs_somewhere_to_open(run: ModuleType, environment: dict[str, str], lacks: bool) -> None:  # noqa: FBT001
    assert run.lacks_display(environment, linux=True) is lacks
    assert not run.lacks_display(environment, linux=False)


def test_without_a_screen_the_way_to_the_papers_is_shown(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "lacks_display", lambda _environment: True)
    assert run.main([]) == 1
    assert "python3 run.py demo" in capsys.readouterr().err


def test_an_old_python_gets_a_sentence(
    run: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "OLDEST", (99, 0))
    assert run.main(["demo"]) == 1
    assert "Нужен Python" in capsys.readouterr().err


def test_nothing_is_ready_in_an_empty_folder(run: ModuleType, tmp_path: Path) -> None:
    assert not run.is_ready(tmp_path / ".venv", [run.RUNTIME_LOCK])


def test_a_finished_set_up_is_known_again(run: ModuleType, tmp_path: Path) -> None:
    finished(run, tmp_path / ".venv", [run.RUNTIME_LOCK])
    assert run.is_ready(tmp_path / ".venv", [run.RUNTIME_LOCK])
    assert not run.is_ready(tmp_path / ".venv", [run.RUNTIME_LOCK, run.TEST_LOCK])


def test_a_changed_lock_asks_for_a_new_set_up(run: ModuleType, tmp_path: Path) -> None:
    finished(run, tmp_path / ".venv", [run.RUNTIME_LOCK])
    (tmp_path / "requirements.lock").write_text("one==2\n")
    assert not run.is_ready(tmp_path / ".venv", [run.RUNTIME_LOCK])


def test_another_python_asks_for_a_new_set_up(
    run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    finished(run, tmp_path / ".venv", [run.RUNTIME_LOCK])
    monkeypatch.setattr(sys, "version_info", (3, 99, 0))
    assert not run.is_ready(tmp_path / ".venv", [run.RUNTIME_LOCK])


def test_a_set_up_that_fails_leaves_no_stamp(
    run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    venv = tmp_path / ".venv"
    finished(run, venv, [run.RUNTIME_LOCK])
    monkeypatch.setattr(run, "quietly", lambda *_arguments: (1, "No space left on device"))
    with pytest.raises(run.SetupError, match="места"):
        run.set_up(venv, [run.RUNTIME_LOCK, run.TEST_LOCK])
    assert not run.is_ready(venv, [run.RUNTIME_LOCK])


def test_what_qt_carries_packed_is_laid_out_once(
    run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[list[str], str | None]] = []

    def note(command: list[str], environment: dict[str, str], _shown: str = "") -> tuple[int, str]:
        asked.append((command, environment.get("SBK_EMBED")))
        return (0, "")

    monkeypatch.setattr(run, "quietly", note)
    venv = tmp_path / ".venv"
    venv.mkdir()
    run.set_up(venv, [run.RUNTIME_LOCK])
    assert asked[-1] == ([str(run.venv_python(venv)), "-c", "import PySide6.QtCore"], "0")
    assert [laid for command, laid in asked if "pip" in command] == [None]


def test_a_program_nobody_may_write_to_is_compiled_elsewhere_once(
    run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed: list[dict[str, str]] = []
    monkeypatch.setattr(run, "hand_over", lambda _command, environment: handed.append(environment) or 0)
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)
    for python in (
        tmp_path / ".venv" / "bin" / "python",
        tmp_path.parent / "otklik" / "v" / "bin" / "python",
    ):
        monkeypatch.setattr(run, "prepare", lambda *_arguments, python=python: python)
        run.main(["demo"])
    beside, elsewhere = (environment.get("PYTHONPYCACHEPREFIX") for environment in handed)
    assert beside is None
    assert elsewhere == str(tmp_path.parent / "otklik" / "compiled")


def test_a_folder_that_may_not_be_written_has_its_environment_elsewhere(
    run: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "may_write", lambda _folder: False)
    venv = run.choose_venv([run.RUNTIME_LOCK])
    assert tmp_path not in venv.parents
    assert venv.parent.name == "otklik"


@pytest.mark.parametrize(
    ("release", "family"),
    [
        ("ID=debian\n", "debian"),
        ('ID=linuxmint\nID_LIKE="ubuntu debian"\n', "debian"),
        ("ID=astra\nID_LIKE=debian\n", "debian"),
        ("ID=altlinux\n", "alt"),
        ('ID="redos"\n', "redhat"),
        ("ID=nixos\n", ""),
    ],
)
def test_the_system_is_known_by_its_name(run: ModuleType, release: str, family: str) -> None:
    assert run.system_family(release) == family


def test_who_may_not_install_is_shown_the_command(run: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = (("libxcb-cursor.so.0", "libxcb-cursor0", "libxcbutil-cursor", "xcb-util-cursor"),)
    monkeypatch.setattr(run, "loads", lambda _name: False)
    monkeypatch.setattr(run, "system_family", lambda _text: "debian")
    monkeypatch.setattr(run.os, "geteuid", lambda: 1000)
    with pytest.raises(run.SetupError) as refusal:
        run.ensure_system(rows, need_venv=False)
    assert "apt-get install -y --no-install-recommends libxcb-cursor0" in str(refusal.value)


def test_every_library_has_a_package_everywhere(run: ModuleType) -> None:
    for family in ("debian", "alt", "redhat"):
        packages = run.packages_for(run.SCREEN_LIBRARIES, family)
        assert all(packages)
        assert len(packages) == len(set(packages))


def test_no_network_is_said_in_plain_words(run: ModuleType) -> None:
    assert "Нет связи" in run.pip_advice("Failed to establish a new connection: [Errno -2]")
    assert "контрольной суммой" in run.pip_advice("THESE PACKAGES DO NOT MATCH THE HASHES")


def test_a_second_set_up_waits_for_the_first(run: ModuleType, tmp_path: Path) -> None:
    fcntl = pytest.importorskip("fcntl")
    path = tmp_path / ".venv.lock"
    with run.SetupLock(tmp_path / ".venv"), path.open("a+b") as other, pytest.raises(BlockingIOError):
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)
    with path.open("a+b") as other:
        fcntl.flock(other, fcntl.LOCK_EX | fcntl.LOCK_NB)


def test_the_script_alone_says_there_is_no_screen() -> None:
    if not sys.platform.startswith("linux"):
        pytest.skip("only Linux has no screen")
    command = [sys.executable, str(ROOT / "run.py")]
    done = subprocess.run(
        command, env={"PYTHONUTF8": "1"}, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 1
    assert "Окно здесь не откроется" in done.stderr


def test_a_qt_that_does_not_load_is_a_sentence_not_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """As on a Windows older than Qt asks for."""
    monkeypatch.setitem(sys.modules, "PySide6.QtCore", None)
    assert main([]) == 1
    said = capsys.readouterr().err
    assert "Qt не загрузилась" in said
    assert "Windows 10" in said
