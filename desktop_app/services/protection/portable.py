"""A copy to carry: one file under a password of its own, made of a plain file or of an encrypted one."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Final

from desktop_app.models.keys import derive, key_of, new_salt, remember
from desktop_app.paths import free_name
from desktop_app.services.copies import names
from desktop_app.services.copies.destination import refuse_absent
from desktop_app.services.copies.disk import flush_folder, in_russian, make_folder
from desktop_app.services.copies.folders import default_folder
from desktop_app.services.copies.making import back_up, reader
from desktop_app.services.errors import AppError, NotFoundError
from desktop_app.services.protection.rekeying import exporting, staged, write_anew

_UNDONE: Final = "зашифрованная копия не сделана"


def portable_copy(path: Path, folder: Path, password: str, *, now: datetime) -> Path:
    """Make a verified copy of ``path`` in ``folder`` under ``password`` and return it.

    The file may be open. No unencrypted byte reaches ``folder``. Raises ``NotFoundError``, ``UnsoundError``
    for a damaged file, ``AppError`` for a stick that is out, ``StorageError`` for the disk; then nothing is
    left there.
    """
    if not path.is_file():
        raise NotFoundError(f"Файла нет: {path}", hint="Проверьте имя и папку.")
    refuse_absent(folder)
    key, own = derive(password, new_salt()), key_of(path)
    beside = default_folder(path)
    with in_russian(_UNDONE):
        make_folder(beside)
        make_folder(folder)
        target = free_name(names.portable_path(folder, path.stem, now))
        # the pages are first taken as they are, because the file may be open through another library
        with staged(beside / path.name, own) as taken, staged(target, key) as stage:
            with closing(reader(path)) as connection:
                back_up(connection, taken)
            with closing(exporting(taken, own)) as source:
                write_anew(source, stage, key)
            if target.exists():
                raise AppError(f"Файл уже есть и не будет заменён: {target}")
            stage.replace(target)
            flush_folder(folder)
    remember(target, key)
    return target
