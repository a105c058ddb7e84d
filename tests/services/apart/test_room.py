"""Work done in another process comes back, is refused, or is stopped; nothing of it stays behind."""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnContext
from pathlib import Path

import pytest

from desktop_app.services.apart import room
from desktop_app.services.apart.limited import limit_time
from desktop_app.services.apart.reader import Send, Work
from desktop_app.services.apart.room import Bounds, NotWantedError, dismiss, read_apart
from desktop_app.services.errors import AppError
from tests.forked import fork

BOUNDS = Bounds(
    seconds=30.0, broken=AppError("broken"), too_slow=AppError("too slow"), no_memory=AppError("no memory")
)
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="the system sets no such limits")


def echo(send: Send, text: str, part: bytes) -> None:
    send({"text": text, "process": os.getpid()}, part, part)
    send({"text": text.upper(), "process": os.getpid()})


def refuse(_send: Send) -> None:
    raise AppError("Нет.", hint="Иначе.")


def break_down(_send: Send) -> None:
    raise KeyError("secret")


def crash(_send: Send) -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def hang(_send: Send) -> None:
    while True:
        time.sleep(1)


def grow(_send: Send) -> None:
    bytearray(2**30)


def write(_send: Send, place: str) -> None:
    with Path(place).open("wb") as file:
        file.write(b"x" * 10)


def parse_natively(send: Send) -> None:
    """Stand for a parser in native code that never comes back, after a sign of life."""
    send({"at work": True})
    ctypes.CDLL(None).select(0, None, None, None, None)  # no signal handler of Python can run meanwhile


def stop_in_a_message(_send: Send) -> None:
    """Say how long a message is, and then no more of it: whoever reads it waits for the rest."""
    for line in set(range(3, 64)) - {resource_tracker.getfd()}:  # that one is everybody's
        with suppress(OSError):
            os.write(line, (10_000).to_bytes(4, "big") + b"half")
    threading.Event().wait()


def spend(_send: Send) -> None:
    limit_time(0.0)
    while True:
        pass


def shout(send: Send) -> None:
    os.write(1, b"words")
    os.write(2, b"words")
    send({"said": True})


def did(
    work: Work, *arguments: object, bounds: Bounds = BOUNDS
) -> list[tuple[dict[str, object], tuple[bytes, ...]]]:
    return list(read_apart(work, arguments, bounds))


@pytest.fixture(autouse=True)
def _alone() -> Iterator[None]:
    dismiss()
    yield
    dismiss()
    assert not [each for each in multiprocessing.active_children() if each.is_alive()]


def test_answers_come_in_their_order_with_their_bytes_from_another_process() -> None:
    (first, parts), (second, none) = did(echo, "а\udc80", b"\x00" * 100_000)
    assert (first["text"], parts) == ("а\udc80", (b"\x00" * 100_000,) * 2)
    assert (second["text"], none) == ("А\udc80", ())
    assert first["process"] != os.getpid()


def test_the_next_file_finds_the_reader_waiting_even_after_a_refusal() -> None:
    process = did(echo, "а", b"")[0][0]["process"]
    with pytest.raises(AppError, match=r"Нет\. Иначе\."):
        did(refuse)
    with pytest.raises(AppError, match="broken"):
        did(break_down)
    did(echo, "а", b"")
    assert len(multiprocessing.active_children()) == 1
    assert isinstance(process, int)


def test_a_large_program_keeps_its_reader_too() -> None:
    held = bytearray(300 * 1024 * 1024)
    held[::4096] = b"\x01" * len(held[::4096])  # really taken, while the reader is started
    first = did(echo, "а", b"")[0][0]["process"]
    assert did(echo, "б", b"")[0][0]["process"] == first
    del held


@pytest.mark.parametrize(
    ("work", "said"),
    [(crash, "broken"), (break_down, "broken"), pytest.param(grow, "no memory", marks=POSIX)],
)
def test_what_breaks_the_reader_is_one_sentence_and_the_next_file_is_read(work: Work, said: str) -> None:
    for _ in range(2):
        with pytest.raises(AppError, match=said):
            did(work)
        assert did(echo, "а", b"")[1][0]["text"] == "А"


def test_what_hangs_is_stopped_and_gone() -> None:
    with pytest.raises(AppError, match="too slow"):
        did(hang, bounds=replace(BOUNDS, seconds=0.2))
    with pytest.raises(AppError, match="too slow"):
        did(hang, bounds=replace(BOUNDS, silence=0.2))
    assert multiprocessing.active_children() == []


def die_at_once(_line: Connection) -> None:
    os._exit(3)


def never_be_ready(_line: Connection) -> None:
    threading.Event().wait()


@POSIX
@pytest.mark.parametrize(("start", "said"), [(die_at_once, "broken"), (never_be_ready, "too slow")])
def test_a_line_whose_far_end_stays_open_does_not_hide_that_the_reader_is_gone(
    monkeypatch: pytest.MonkeyPatch, start: Callable[[Connection], None], said: str
) -> None:
    """On Windows the program holds the far end until the new process has taken it over."""
    real, kept = SpawnContext.Pipe, []

    def pipe(self: SpawnContext, duplex: bool = True) -> tuple[Connection, Connection]:  # noqa: FBT001, FBT002
        near, far = real(self, duplex)
        kept.append(os.dup(far.fileno()))
        return near, far

    monkeypatch.setattr(SpawnContext, "Pipe", pipe)
    monkeypatch.setattr(room.reader, "serve", start)
    with pytest.raises(AppError, match=said):
        did(echo, "а", b"\x00" * 1_000_000, bounds=replace(BOUNDS, seconds=3.0))
    for descriptor in kept:
        os.close(descriptor)


@POSIX
@pytest.mark.parametrize("work", [parse_natively, stop_in_a_message])
def test_a_parser_that_never_comes_back_is_ended_by_the_clock(work: Work) -> None:
    begun = time.monotonic()
    with pytest.raises(AppError, match="too slow"):
        did(work, bounds=replace(BOUNDS, seconds=3.0))
    assert time.monotonic() - begun < 10
    assert multiprocessing.active_children() == []
    assert did(echo, "а", b"")[1][0]["text"] == "А"


@POSIX
def test_a_reader_ends_by_itself_when_the_program_does_not_look(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room._Reader, "allow", lambda *_: None)
    with pytest.raises(AppError, match="too slow"):
        did(parse_natively, bounds=replace(BOUNDS, seconds=3.0))


@POSIX
def test_the_processor_s_time_is_a_limit_of_its_own_and_says_the_same() -> None:
    with pytest.raises(AppError, match="too slow"):
        did(spend)


def test_the_time_of_one_work_does_not_end_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    first = did(echo, "а", b"", bounds=replace(BOUNDS, seconds=20.0))[0][0]["process"]
    (waiting,) = multiprocessing.active_children()
    timers = [each for each in threading.enumerate() if isinstance(each, threading.Timer)]
    for timer in timers:
        timer.join()
    assert waiting.is_alive(), "a reader that waits has no time to keep"
    assert did(echo, "б", b"")[0][0]["process"] == first


def test_what_nobody_wants_any_more_is_stopped_and_gone() -> None:
    with pytest.raises(NotWantedError):
        list(read_apart(hang, (), BOUNDS, lambda: True))
    assert multiprocessing.active_children() == []


def test_a_reader_that_ended_while_it_waited_is_replaced() -> None:
    did(echo, "а", b"")
    (waiting,) = multiprocessing.active_children()
    waiting.kill()
    waiting.join()
    assert did(echo, "б", b"x")[0][1] == (b"x", b"x")


def test_a_reader_whose_clock_ran_out_as_its_work_ended_is_not_used_again() -> None:
    did(echo, "а", b"")
    idle = room._SHELF._idle
    assert idle is not None
    idle._kill()  # between the last word of the reader and the end of its clock
    idle.process.is_alive = lambda: True  # type: ignore[method-assign]  # the system takes a moment to end it
    assert did(echo, "б", b"x")[0][1] == (b"x", b"x")


def test_a_reader_left_alone_goes_away() -> None:
    answers = read_apart(echo, ("а", b""), BOUNDS)
    next(answers)
    answers.close()  # nobody listens to the end
    assert multiprocessing.active_children() == []


def test_two_files_at_once_have_a_reader_each_and_one_is_kept() -> None:
    found: list[object] = []
    both = [
        threading.Thread(target=lambda: found.append(did(echo, "а", b"")[0][0]["process"])) for _ in range(2)
    ]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert len(found) == 2
    assert len(multiprocessing.active_children()) <= 1


@POSIX
def test_a_reader_writes_no_file(tmp_path: Path) -> None:
    with pytest.raises(AppError, match="broken"):
        did(write, str(tmp_path / "out"))
    assert not (tmp_path / "out").exists() or (tmp_path / "out").stat().st_size == 0


def test_a_reader_says_nothing_on_the_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    did(shout)
    assert capfd.readouterr() == ("", "")


@POSIX
def test_a_forked_process_has_a_reader_of_its_own() -> None:
    did(echo, "а", b"")
    child = fork()
    if not child:
        code = 1
        try:
            code = 0 if did(echo, "б", b"")[1][0]["text"] == "Б" else 1
            dismiss()
        finally:
            os._exit(code)
    assert os.waitpid(child, 0)[1] == 0
    assert did(echo, "в", b"")[1][0]["text"] == "В"
