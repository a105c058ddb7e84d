"""Commands as another program runs them: in a bare console, with the file held by somebody else."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.functional.conftest import Otklik

_ROOT = Path(__file__).parents[2]
LETTER = """МИНИСТЕРСТВО ОБРАЗОВАНИЯ
САМАРСКОЙ ОБЛАСТИ

30.05.2024 № 02-55-5749/24

О проекте «Заступник»

Уважаемые коллеги!

Просим до 5 июня 2024 года вступить в чат: https://max.ru/join/AbC_d-1

Приложение: на 12 л. в 1 экз.

Заместитель министра        С.В. Бакулина
"""
TABLE = "Дата;Форма;Тема;Родителей\r\n14.05.2024;Родительское собрание;О проекте;20\r\n"
_HOLD = (
    "import sqlite3, sys\n"
    "held = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
    "held.execute('BEGIN IMMEDIATE')\n"
    "print('held', flush=True)\n"
    "sys.stdin.read()\n"
)


def outside(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    """Run a command in a console that knows no Russian."""
    bare = {name: value for name, value in os.environ.items() if name != "PYTHONIOENCODING"}
    return subprocess.run(
        [sys.executable, "-m", "desktop_app", *map(str, arguments)],
        cwd=_ROOT,
        env={**bare, "LC_ALL": "C", "PYTHONUTF8": "0"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        check=False,
        timeout=120,
    )


def content(file: Path) -> list[str]:
    with sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True) as connection:
        return list(connection.iterdump())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder named as people name folders, with a letter and a table in it."""
    path = tmp_path / "Школа № 1, \"новая\" 'папка'".replace('"', "" if sys.platform == "win32" else '"')
    path.mkdir()
    (path / "письмо.txt").write_text(LETTER, "utf-8")
    (path / "журнал май.csv").write_text(TABLE, "cp1251", newline="")
    return path


def test_a_file_another_program_writes_to_takes_nothing_and_says_so(school: Path, folder: Path) -> None:
    before = content(school)
    with subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(school)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline().strip() == b"held"
        answers = [
            outside("import", school, folder / "журнал май.csv", "--json"),
            outside("directive", school, "--text", folder / "письмо.txt", "--add"),
        ]
    for answer in answers:
        assert (answer.returncode, answer.stdout) == (1, b"")
        assert answer.stderr.decode().startswith("Файл занят другой программой")
        assert answer.stderr.count(b"\n") == 1
    assert content(school) == before


def test_a_table_comes_in_from_a_console_without_russian_a_copy_first(school: Path, folder: Path) -> None:
    answer = outside("import", school, folder / "журнал май.csv")
    assert answer.returncode == 0, answer.stderr.decode()
    assert "Загружено" in answer.stdout.decode()
    assert any((school.parent / "Копии").iterdir())


def test_a_letter_is_told_as_documented_in_a_console_without_russian(school: Path, folder: Path) -> None:
    before = content(school)
    answer = outside("directive", school, "--text", folder / "письмо.txt", "--json")
    assert (answer.returncode, answer.stderr) == (0, b"")
    told = json.loads(answer.stdout)
    assert list(told) == [
        "number", "date", "due", "sender", "signatory", "subject", "links", "sheets", "unsure",
    ]  # fmt: skip
    assert (told["number"], told["date"], told["due"]) == ("02-55-5749/24", "2024-05-30", "2024-06-05")
    assert (told["links"], told["sheets"]) == (["https://max.ru/join/AbC_d-1"], 12)
    assert content(school) == before


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251", "koi8-r", "cp866", "mac-cyrillic"]
)
def test_a_letter_is_read_in_every_russian_encoding(
    school: Path, tmp_path: Path, otklik: Otklik, encoding: str
) -> None:
    text = tmp_path / "letter.txt"
    text.write_bytes(LETTER.replace("№", "N").replace("«", '"').replace("»", '"').encode(encoding))
    told = json.loads(otklik("directive", school, "--text", text, "--json").out)
    assert (told["number"], told["signatory"]) == ("02-55-5749/24", "С.В. Бакулина")


@pytest.mark.parametrize("nothing", [b"", b"\r\n \n", b"\xef\xbb\xbf\n"])
def test_an_empty_letter_is_refused(school: Path, tmp_path: Path, otklik: Otklik, nothing: bytes) -> None:
    text = tmp_path / "letter.txt"
    text.write_bytes(nothing)
    answer = otklik("directive", school, "--text", text, "--json")
    assert (answer.code, answer.out) == (1, "")
    assert answer.err.startswith(("Файл пуст", "Это не текст"))


def test_a_folder_is_no_page_and_a_long_name_is_no_sick_disk(
    school: Path, tmp_path: Path, otklik: Otklik
) -> None:
    answer = otklik("banner-check", school, "1", tmp_path)
    assert (answer.code, "Это папка" in answer.err or sys.platform == "win32") == (1, True)
    for command in (("directive", school, "--text"), ("banner-check", school, "1")):
        answer = otklik(*command, tmp_path / ("я" * 200))
        assert (answer.code, "Диск" in answer.err) == (1, False), answer.err


def test_a_newer_file_takes_nothing_and_the_program_is_to_be_updated(
    school: Path, folder: Path, otklik: Otklik
) -> None:
    with sqlite3.connect(school) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = content(school)
    answer = otklik("import", school, folder / "журнал май.csv", "--json")
    assert (answer.code, answer.out) == (1, "")
    assert "более новой версией" in answer.err
    assert otklik("directive", school, "--text", folder / "письмо.txt", "--json").code == 0
    assert content(school) == before


def test_a_command_stopped_while_it_loads_says_one_word(
    monkeypatch: pytest.MonkeyPatch, otklik: Otklik
) -> None:
    def stop(_arguments: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("desktop_app.cli.run", stop)
    answer = otklik("status", "x.otklik")
    assert (answer.code, answer.out, answer.err) == (1, "", "Прервано.\n")


_DEAFNESS = """
import signal
from desktop_app.services.apart import room
for _ in range(2):  # the first one starts more than itself
    started = room._Reader()
    state = open(f"/proc/{started.process.pid}/status").read()
    blocked = next(line for line in state.splitlines() if line.startswith("SigBlk"))
    print(int(blocked.split()[1], 16) >> (signal.SIGINT - 1) & 1)
    started.process.kill()
    started.process.join()
print(signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ()))
"""


@pytest.mark.skipif(
    sys.platform == "win32" or not Path("/proc/self/status").exists(), reason="the system does not tell"
)
def test_no_reader_hears_the_interrupt_of_its_parent() -> None:
    told = subprocess.run(
        (sys.executable, "-c", _DEAFNESS), capture_output=True, text=True, check=True, timeout=60
    ).stdout
    assert told.split() == ["1", "1", "False"]
