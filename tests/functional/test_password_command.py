"""The password from the command line: set, needed by every command, forgotten, changed, taken away."""

from __future__ import annotations

import getpass
import os
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest

from desktop_app import cli
from desktop_app.commands import secrets
from desktop_app.models import keys
from desktop_app.services import traces
from desktop_app.services.protection.recovery_key import groups
from tests.functional.conftest import Otklik

PASSWORD = "четыре слова подряд ёлка"  # noqa: S105 - of a sample
OTHER = "совсем другие слова пароля"


@pytest.fixture(autouse=True)
def forgotten(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(keys, "ROUNDS", 10)
    keys.forget()
    yield
    keys.forget()


@pytest.fixture
def first(tmp_path: Path) -> Path:
    path = tmp_path / "first.txt"
    path.write_bytes(b"\xef\xbb\xbf" + PASSWORD.encode() + b"\r\n")  # as Notepad saves it
    return path


@pytest.fixture
def second(tmp_path: Path) -> Path:
    path = tmp_path / "second.txt"
    path.write_text(OTHER, "utf-8")
    return path


@pytest.fixture
def protected(school: Path, first: Path, otklik: Otklik) -> Path:
    answer = otklik("password", school, "--set", "--new-password-file", first, "--copies")
    assert answer.code == 0, answer.err
    keys.forget()
    return school


def test_the_state_is_said_plainly(school: Path, first: Path, otklik: Otklik) -> None:
    assert "не защищён паролем" in otklik("password", school).out
    said = otklik("password", school, "--set", "--new-password-file", first)
    assert said.code == 0
    assert "зашифрован целиком" in said.out
    assert "1\xa0копия без пароля, их прочтёт любой" in said.out
    assert "Лист с ключом восстановления: ещё не сделан" in said.out


def test_every_command_that_takes_a_file_takes_its_password(
    protected: Path, first: Path, tmp_path: Path, otklik: Otklik
) -> None:
    commands: list[tuple[object, ...]] = [
        ("status", protected),
        ("check", protected),
        ("paper", protected, "order", "--out", tmp_path / "order.pdf"),
        ("export", protected, "portals", "--out", tmp_path / "portals.csv"),
        ("number", protected, "--preview", "3"),
        ("backup", protected),
        ("copies", protected, "--check"),
        ("report", protected, "--out", tmp_path / "report.zip"),
        ("password", protected),
    ]
    for words in commands:
        keys.forget()
        refused = otklik(*words)
        assert refused.code == 1, words
        assert "--password-file или переменную OTKLIK_PASSWORD" in refused.err
        answer = otklik(*words, "--password-file", first)
        assert answer.code == 0, (words, answer.err)


def test_a_command_that_takes_a_file_and_no_password_is_an_oversight() -> None:
    parser = cli._parser()
    commands = next(
        action for action in parser._actions if action.dest == "==SUPPRESS==" or action.choices
    ).choices
    assert commands is not None
    for name, command in dict(commands).items():
        taken = {action.dest for action in command._actions}
        if "file" in taken and name not in secrets._MADE_HERE:
            assert "password_file" in taken, name


def test_the_password_may_come_from_the_environment(
    protected: Path, otklik: Otklik, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(secrets.VARIABLE, PASSWORD)
    assert otklik("status", protected).code == 0
    keys.forget()
    monkeypatch.setenv(secrets.VARIABLE, "не тот пароль")
    refused = otklik("status", protected)
    assert refused.code == 1
    assert "Пароль не подошёл" in refused.err
    assert "попыток сколько угодно" in refused.err


def test_at_a_terminal_it_is_asked_without_echo_and_again(
    protected: Path, otklik: Otklik, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter(["не тот пароль", PASSWORD])
    asked: list[str] = []
    monkeypatch.setattr(secrets, "_at_terminal", lambda: True)
    monkeypatch.setattr(getpass, "getpass", lambda prompt: (asked.append(prompt), next(typed))[1])
    answer = otklik("status", protected)
    assert answer.code == 0
    assert "Пароль не подошёл" in answer.err
    assert len(asked) == 2


def test_a_new_password_is_typed_twice_and_must_be_the_same(
    school: Path, otklik: Otklik, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = iter([PASSWORD, OTHER])
    monkeypatch.setattr(secrets, "_at_terminal", lambda: True)
    monkeypatch.setattr(getpass, "getpass", lambda _prompt: next(typed))
    refused = otklik("password", school, "--set")
    assert refused.code == 1
    assert "не совпадают" in refused.err
    assert school.read_bytes().startswith(b"SQLite")


def test_forgotten_changed_and_taken_away(
    protected: Path, first: Path, second: Path, tmp_path: Path, otklik: Otklik
) -> None:
    page = tmp_path / "sheet.pdf"
    assert otklik("password", protected, "--recovery-page", page, "--password-file", first).code == 0
    key = keys.key_of(protected)
    assert key is not None
    document = pypdfium2.PdfDocument(page)
    text = document[0].get_textpage().get_text_range().replace(" ", "")
    document.close()
    assert "Ключвосстановления" in text
    assert os.name != "posix" or page.stat().st_mode & 0o077 == 0
    sheet = tmp_path / "typed.txt"
    sheet.write_text(" ".join(groups(key)).lower(), "utf-8")
    keys.forget()
    changed = otklik(
        "password", protected, "--change", "--password-file", sheet, "--new-password-file", second
    )
    assert changed.code == 0, changed.err
    assert "Прежний лист с ключом восстановления больше не действует" in changed.out
    keys.forget()
    stale = otklik("status", protected, "--password-file", sheet)
    assert stale.code == 1
    assert "от прежнего пароля" in stale.err
    removed = otklik("password", protected, "--remove", "--password-file", second, "--copies")
    assert removed.code == 0
    keys.forget()
    assert otklik("check", protected).code == 0
    assert protected.read_bytes().startswith(b"SQLite")


def test_a_slip_in_the_key_names_its_group(
    protected: Path, first: Path, tmp_path: Path, otklik: Otklik
) -> None:
    assert otklik("status", protected, "--password-file", first).code == 0
    key = keys.key_of(protected)
    assert key is not None
    typed = list(groups(key))
    typed[4] = ("2" if typed[4][0] != "2" else "3") + typed[4][1:]
    sheet = tmp_path / "typed.txt"
    sheet.write_text("-".join(typed), "utf-8")
    keys.forget()
    refused = otklik("status", protected, "--password-file", sheet)
    assert refused.code == 1
    assert "Ошибка в группе 5" in refused.err


def test_a_copy_to_carry_is_made_and_put_back(
    school: Path, first: Path, tmp_path: Path, otklik: Otklik
) -> None:
    stick, target = tmp_path / "stick", tmp_path / "other.otklik"
    words = ("backup", school, "--encrypted", "--copy-password-file", first)
    assert otklik(*words).code == 1
    made = otklik(*words, "--to", stick)
    assert made.code == 0, made.err
    (copy,) = stick.iterdir()
    assert not copy.read_bytes().startswith(b"SQLite")
    keys.forget()
    assert otklik("restore", copy, target).code == 1
    assert not target.exists()
    back = otklik("restore", copy, target, "--password-file", first)
    assert back.code == 0, back.err
    assert "под тем же паролем" in back.out
    assert otklik("check", target).code == 0


def test_a_file_whose_password_is_lost_gives_way_to_a_copy(
    protected: Path, first: Path, second: Path, otklik: Otklik
) -> None:
    copy = next((protected.parent / "Копии").glob("*.otklik-copy"))
    again = otklik("password", protected, "--change", "--password-file", first, "--new-password-file", second)
    assert again.code == 0
    keys.forget()
    back = otklik("restore", copy, protected, "--password-file", first)
    assert back.code == 0, back.err
    assert "под другим паролем и потому не проверенный" in back.out


def test_a_wrong_wish_is_refused_with_a_sentence(
    school: Path, first: Path, tmp_path: Path, otklik: Otklik
) -> None:
    assert otklik("password", school, "--set", "--remove").code == 2
    short = tmp_path / "short.txt"
    short.write_text("123", "utf-8")
    assert "Не короче" in otklik("password", school, "--set", "--new-password-file", short).err
    empty = tmp_path / "empty.txt"
    empty.touch()
    assert "пусто" in otklik("password", school, "--set", "--new-password-file", empty).err
    assert otklik("password", school, "--change", "--new-password-file", first).code == 1
    assert otklik("password", school, "--remove", "--password-file", first).code == 1
    assert otklik("password", tmp_path / "none.otklik", "--set", "--new-password-file", first).code == 1
    assert school.read_bytes().startswith(b"SQLite")


def test_a_bug_in_a_command_is_owned_up_to_without_a_value(
    school: Path, otklik: Otklik, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    log = tmp_path / "log" / "otklik.log"
    monkeypatch.setattr(cli, "log_file", lambda: log)

    def broken(_options: object) -> int:
        raise RuntimeError("Зябликова Канарейка")

    monkeypatch.setitem(cli.COMMANDS, "status", lambda commands: cli._command(commands, "status", "", broken))
    answer = otklik("status")
    assert answer.code == 1
    assert "произошла ошибка" in answer.err
    assert "Traceback" not in answer.err
    written = log.read_text("utf-8")
    assert "RuntimeError" in written
    assert "test_password_command.py" in written
    assert "Зябликова" not in answer.err + answer.out + written
    assert os.name != "posix" or log.stat().st_mode & 0o077 == 0


def test_a_full_log_is_kept_once_more(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(traces, "LARGEST_LOG", 10)
    log = tmp_path / "otklik.log"
    for number in range(3):
        traces.write_log(f"запись {number} длиннее десяти", log)
    assert "запись 2" in log.read_text("utf-8")
    assert "запись 1" in log.with_suffix(".old.log").read_text("utf-8")
