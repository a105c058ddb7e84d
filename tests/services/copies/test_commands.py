"""The three commands, as the program's parser calls them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from desktop_app.commands.copies import copy_commands
from desktop_app.services.errors import NotFoundError
from tests.places import give_own_folders
from tests.services.copies.content import content, rename_school


def command(
    commands: Any, name: str, text: str, work: Callable[[argparse.Namespace], int]
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=text)
    parser.set_defaults(run=work)
    return parser


def run(*arguments: object) -> int:
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers()
    for add in copy_commands(command).values():
        add(commands)
    options = parser.parse_args([str(argument) for argument in arguments])
    return int(options.run(options))


def test_a_file_is_copied_listed_and_put_back(
    file: Path, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = content(file)
    assert run("backup", file) == 0
    copy = next(folder.glob("*.otklik-copy"))
    assert f"Копия проверена: {copy}" in capsys.readouterr().out
    rename_school(file, "Новое имя")
    assert run("restore", copy, file) == 0
    said = capsys.readouterr().out
    assert f"Восстановлен файл: {file}" in said
    assert "Прежний файл сохранён" in said
    assert content(file) == before
    assert run("copies", file, "--check") == 0
    said = capsys.readouterr().out
    assert said.count("Проверена, целая.") == 2
    assert "№ 1 " in said
    assert "за день" in said


def test_a_damaged_copy_makes_the_list_fail(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    stick = file.parent / "stick"
    assert run("backup", file, "--to", stick) == 0
    copy = next(stick.glob("*.otklik-copy"))
    raw = bytearray(copy.read_bytes())
    raw[-1] ^= 1
    copy.write_bytes(raw)
    assert run("copies", file, "--from", stick) == 0
    assert run("copies", file, "--from", stick, "--check") == 1
    assert "контрольная сумма не сходится" in capsys.readouterr().out
    copy.write_bytes(raw[:-1])
    assert run("copies", file, "--from", stick) == 1
    assert "под вопросом" in capsys.readouterr().out


def test_a_second_folder_is_chosen_gets_copies_and_is_told_of_when_it_is_away(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    give_own_folders(monkeypatch, tmp_path / "config")
    stick = tmp_path / "FLASH"
    stick.mkdir()
    assert run("copies", file, "--second", stick) == 0
    assert run("backup", file) == 0
    said = capsys.readouterr().out
    assert f"Вторая папка: {stick / 'Копии'}" in said
    assert len(list((stick / "Копии").glob("*.otklik-copy"))) == 1
    away = stick.rename(tmp_path / "drawer")
    assert run("backup", file) == 0
    assert "не подключена" in capsys.readouterr().out
    away.rename(stick)
    assert run("copies", file, "--check") == 0
    assert capsys.readouterr().out.count("Проверена, целая.") == 3
    assert run("copies", file, "--no-second") == 0
    assert "Вторая папка" not in capsys.readouterr().out


def test_no_copies_and_no_file_are_different_answers(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("copies", file) == 0
    assert "Копий нет." in capsys.readouterr().out
    with pytest.raises(NotFoundError, match="Файла нет"):
        run("copies", file.with_name("absent.otklik"))


def test_a_damaged_present_file_is_said_to_be_so(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run("backup", file)
    file.write_bytes(b"torn")
    assert run("restore", next((file.parent / "Копии").glob("*.otklik-copy")), file) == 0
    assert "повреждённый" in capsys.readouterr().out
