"""The program is started again: the window that is open comes to the front, or it is said why it cannot."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtWidgets import QDialog, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.app import LateFiles
from desktop_app.services.computer import this_computer
from desktop_app.ui.application.another import calling
from desktop_app.ui.application.another.calling import Called, call, show_window_of
from desktop_app.ui.application.another.doorbell import Doorbell, bells
from desktop_app.ui.application.another.forward import come_forward
from desktop_app.ui.application.desk import Desk
from desktop_app.ui.application.lock import FileLock, Holder
from desktop_app.ui.application.settings import Settings
from desktop_app.ui.kit.operation import let_all_end
from desktop_app.ui.shell.window import MainWindow
from tests.functional.window import empty_window

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="sockets in the file system"),
    pytest.mark.qt_log_ignore("^This plugin does not support"),
]
ROOT = Path(__file__).parents[2]

_NEIGHBOUR = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication
from desktop_app.ui.application.another.doorbell import Doorbell
from desktop_app.ui.application.lock import FileLock

app = QCoreApplication(["otklik"])
lock, bell = FileLock(Path(sys.argv[1])), Doorbell(app)
assert lock.take() is None
bell.rung.connect(lambda token: print("rung", token, flush=True))
bell.hang_up()
print("ready", flush=True)
app.exec()
"""
"""Another window as far as a file and its bell are concerned; it says what it hears."""


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A session of its own; the path of a socket must be short."""
    folder = Path(tempfile.mkdtemp(prefix="o"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(folder))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "Школа.otklik"
    LateFiles().create(path)
    return path


@pytest.fixture
def bell(qtbot: QtBot) -> Iterator[Doorbell]:
    parent = QWidget()
    qtbot.addWidget(parent)
    bell = Doorbell(parent)
    yield bell
    bell.take_down()


@pytest.fixture
def neighbour(file: Path) -> Iterator[subprocess.Popen[str]]:
    """Return another process that has the file open and hears its bell."""
    started = subprocess.Popen(
        [sys.executable, "-c", _NEIGHBOUR, str(file)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    with started as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        yield process
        process.kill()


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    return empty_window(qtbot)


@pytest.fixture
def desk(window: MainWindow) -> Iterator[Desk]:
    yield Desk(window, Settings(), LateFiles())
    let_all_end()


def started(*arguments: str) -> subprocess.Popen[bytes]:
    """Start the program itself."""
    return subprocess.Popen([sys.executable, "-m", "desktop_app", *arguments], cwd=ROOT)


def holder_of(path: Path) -> Holder:
    holder = FileLock(path).take()
    assert holder is not None
    return holder


def answer_in(monkeypatch: pytest.MonkeyPatch, text: str = "") -> list[str]:
    """Press a button of the question about a busy file, Escape's by default, and return what it says."""
    said: list[str] = []

    def press(box: QMessageBox) -> int:
        said.append(box.informativeText())
        next((each for each in box.buttons() if each.text() == text), box.escapeButton()).click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", press)
    return said


def test_the_program_started_on_an_open_file_rings_and_ends(file: Path, bell: Doorbell, qtbot: QtBot) -> None:
    lock = FileLock(file)
    assert lock.take() is None
    bell.hang_up()
    with qtbot.waitSignal(bell.rung, timeout=30_000):
        again = started("--file", str(file))
    qtbot.waitUntil(lambda: again.poll() is not None, timeout=30_000)
    assert again.returncode == 0
    lock.release()


def test_started_without_a_file_it_calls_the_window_of_the_last_one(
    file: Path, bell: Doorbell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    settings = tmp_path / "config" / "otklik" / "otklik.ini"
    settings.parent.mkdir(parents=True)
    for wanted, written in ((settings.with_name("welcome"), ""), (file, f"[file]\nlast={file}\n")):
        settings.write_text(written, encoding="utf-8")
        lock = FileLock(wanted)
        assert lock.take() is None
        bell.hang_up()
        with qtbot.waitSignal(bell.rung, timeout=30_000):
            again = started()
        qtbot.waitUntil(lambda again=again: again.poll() is not None, timeout=30_000)
        assert again.returncode == 0
        lock.release()


def test_the_welcome_can_be_called_and_gives_its_place_up(
    file: Path, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(desk.ready):
        desk.start(None)
    assert holder_of(Settings().welcome).pid == os.getpid()
    with qtbot.waitSignal(desk.ready):
        desk.open(file)
    assert FileLock(Settings().welcome).take() is None
    desk._let_go()


def test_a_window_that_chose_an_open_file_leaves_it_to_the_other_and_says_so(
    file: Path, tmp_path: Path, neighbour: subprocess.Popen[str], desk: Desk, qtbot: QtBot
) -> None:
    own = tmp_path / "Другая.otklik"
    LateFiles().create(own)
    with qtbot.waitSignal(desk.ready):
        desk.open(own)
    desk.open(file)
    assert neighbour.stdout is not None
    assert neighbour.stdout.readline() == "rung \n"
    assert "открыт в другом окне" in desk._window.line.label.text()
    assert desk._open is not None
    assert desk._open.services.store.path == own
    desk._let_go()


@pytest.mark.usefixtures("neighbour")
def test_a_window_with_nothing_of_its_own_goes_away(
    file: Path, window: MainWindow, desk: Desk, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(window.closed):
        desk.open(file)
    assert desk._open is None


def test_what_lets_a_window_forward_under_wayland_is_handed_over(
    file: Path, neighbour: subprocess.Popen[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "token-1")
    assert show_window_of(file)
    assert neighbour.stdout is not None
    assert neighbour.stdout.readline() == "rung token-1\n"


def test_a_window_that_does_not_answer_is_said_to_be_busy(
    file: Path, neighbour: subprocess.Popen[str], desk: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(calling, "ANSWER_IN", 0.1)
    os.kill(neighbour.pid, signal.SIGSTOP)
    assert not show_window_of(file)
    said = answer_in(monkeypatch, "Открыть для чтения")
    with qtbot.waitSignal(desk.ready):
        desk.open(file)
    assert "не отвечает" in said[0]
    assert desk._open is not None
    assert desk._open.services.store.read_only
    os.kill(neighbour.pid, signal.SIGCONT)
    desk._let_go()
    assert neighbour.stdout is not None
    assert show_window_of(file)
    neighbour.kill()
    assert neighbour.stdout.read() == "rung \n", "a call nobody waits for any more brings nothing forward"


def test_a_killed_window_is_in_nobodys_way(
    file: Path, neighbour: subprocess.Popen[str], bell: Doorbell, session: Path
) -> None:
    holder = holder_of(file)
    neighbour.kill()
    neighbour.wait()
    left = session / "otklik" / str(neighbour.pid)
    assert left.exists()
    assert call(holder) is Called.ABSENT
    assert not show_window_of(file)
    assert not Path(f"{file}.lock").exists()
    bell.hang_up()
    assert [each.name for each in (session / "otklik").iterdir()] == [str(os.getpid())]


def test_a_window_that_is_closing_is_waited_for(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lock = FileLock(file)
    assert lock.take() is None
    looked: list[Called] = []

    def call_in_vain(_holder: Holder) -> Called:
        looked.append(Called.ABSENT)
        if len(looked) == 2:
            lock.release()
        return Called.ABSENT

    monkeypatch.setattr(calling, "call", call_in_vain)
    assert not show_window_of(file)
    assert len(looked) == 2


def test_a_window_is_not_waited_for_without_end(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(calling, "APPEARS_IN", 0)
    lock = FileLock(file)
    assert lock.take() is None
    assert not show_window_of(file)
    lock.release()


def test_another_users_window_is_not_called_and_said_to_be_anothers(
    file: Path, neighbour: subprocess.Popen[str], desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    holder = Holder(this_computer(), "sekretar", neighbour.pid, os.getuid() + 1)
    assert call(holder) is Called.ABSENT
    monkeypatch.setattr(FileLock, "take", lambda _lock: holder)
    said = answer_in(monkeypatch)
    desk.open(file)
    assert "другой пользователь" in said[0]
    assert not show_window_of(file)


def test_only_a_folder_of_ones_own_holds_a_bell(session: Path, bell: Doorbell) -> None:
    bell.hang_up()
    folder = session / "otklik"
    assert folder.stat().st_mode & 0o777 == 0o700
    bell.take_down()
    assert list(folder.iterdir()) == []
    folder.chmod(0o755)
    assert bells() is None
    bell.hang_up()
    assert list(folder.iterdir()) == []


def test_without_a_session_the_bell_hangs_in_a_private_folder(
    monkeypatch: pytest.MonkeyPatch, session: Path
) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    monkeypatch.setenv("TMPDIR", str(session))
    assert bells() == session / f"otklik-{os.getuid()}"


def test_noise_at_the_door_moves_nothing(bell: Doorbell, session: Path, qtbot: QtBot) -> None:
    bell.hang_up()
    heard: list[str] = []
    bell.rung.connect(heard.append)

    def make_noise() -> None:
        for said in (b"", b"GET / HTTP/1.1\r\n\r\n", b"\xff" * 2000):
            with socket.socket(socket.AF_UNIX) as door:
                door.connect(str(session / "otklik" / str(os.getpid())))
                door.sendall(said)

    noise = Thread(target=make_noise)
    noise.start()
    qtbot.waitUntil(lambda: not noise.is_alive())
    qtbot.wait(0)
    assert heard == []


def test_the_bell_is_down_before_the_last_copy_is_made(
    window: MainWindow, bell: Doorbell, session: Path, qtbot: QtBot
) -> None:
    window.closed.connect(bell.take_down)
    bell.hang_up()
    window.close()
    assert list((session / "otklik").iterdir()) == []


def test_a_window_in_the_task_bar_comes_out_of_it_with_the_question_over_it(
    window: MainWindow, qtbot: QtBot
) -> None:
    question = QDialog(window)
    question.open()
    window.showMinimized()
    come_forward(window, "")
    assert not window.isMinimized()
    assert window.isVisible()
    qtbot.waitUntil(question.isActiveWindow)
    question.close()


def test_what_wayland_wants_is_where_qt_looks_for_it(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "")
    come_forward(window, "given-2")
    assert "given-2" in os.environ.values()
