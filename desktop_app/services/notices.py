"""What must be said while a file is open: why it can only be read, and that it lies where others reach it."""

from __future__ import annotations

from pathlib import Path

from desktop_app.models.connection import writable
from desktop_app.models.schema import FileState, file_state
from desktop_app.services.copies.folders import own_folder
from desktop_app.services.copies.whereabouts import Whereabouts, whereabouts


def notices(path: Path, *, read_only: bool = False) -> tuple[str, ...]:
    """Return what must be said while a file is open, in Russian: why it is read only, and where it lies.

    Reads the header, so it is asked before the file is opened. ``read_only``: somebody else has it open.
    """
    try:
        found = (_read_only_notice(path, held=read_only), _place_notice(path))
    except OSError:  # opening it will say more
        return ()
    return tuple(sentence for sentence in found if sentence)


def _read_only_notice(path: Path, *, held: bool) -> str:
    reason = ""
    if file_state(path) is FileState.NEWER:
        reason = "он записан более новой версией программы. Обновите программу на этом компьютере."
    elif held:
        reason = "его уже открыла другая программа. Закройте её и откройте файл снова."
    elif not writable(path):
        reason = "файл или его папка защищены от записи. Снимите защиту или скопируйте файл в «Документы»."
    return f"Файл открыт только для чтения: {reason}" if reason else ""


def _place_notice(path: Path) -> str:
    kind = whereabouts(path)
    if kind is Whereabouts.HERE:
        return ""
    where = {
        Whereabouts.SHARE: "Файл лежит в сетевой папке.",
        Whereabouts.CLOUD: "Файл лежит в папке облака: её программа может подменить его, пока он открыт.",
    }[kind]
    return (
        f"{where} Открывайте его только на одном компьютере сразу. Каждый день копия делается и сюда:"
        f" {own_folder(path)}"
    )
