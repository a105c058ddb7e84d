"""What a technician needs to help, as one text the user reads first: versions and counts, no names."""

from __future__ import annotations

import getpass
import io
import platform
import re
import sqlite3
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from importlib import metadata
from pathlib import Path
from typing import Final

from desktop_app import __version__
from desktop_app.models.connection import open_raw
from desktop_app.models.keys import key_of
from desktop_app.models.tables import metadata as schema
from desktop_app.russian.plurals import count
from desktop_app.services.copies.disk import in_russian, write_whole
from desktop_app.services.errors import NotFoundError
from desktop_app.services.integrity import check_file
from desktop_app.services.traces import log_file

LOG_LINES: Final = 200
_LIBRARIES: Final = (
    "PySide6-Essentials",
    "SQLAlchemy",
    "alembic",
    "reportlab",
    "pikepdf",
    "openpyxl",
    "sqlcipher3",
)
_TEXT_NAME: Final = "otklik-report.txt"
_SHORTEST: Final = 3
"""Letters of a user's name that are worth hiding; «a» would make holes in every word."""
_NO_SETTINGS: Final[Mapping[str, str]] = {}
_PLACE: Final = re.compile(rf"Таблица «({'|'.join(schema.tables)})», строка (.*?)(?=: |$)", re.DOTALL)


def support_text(path: Path, settings: Mapping[str, str] = _NO_SETTINGS) -> str:
    """Return the report on ``path`` as text.

    Neither the file's name nor its folder is in it: both may name somebody. Raises ``NotFoundError``.
    """
    if not path.is_file():
        raise NotFoundError(f"Файла нет: {path}", hint="Проверьте имя и папку.")
    lines = [
        "Сведения для поддержки программы «Отклик»",
        "Записей, имён, телефонов и адресов здесь нет.",
        "",
        "Программа",
        *_versions(),
        *(f"  {name}: {value}" for name, value in settings.items()),
        "",
        "Файл данных",
        *_counts(path),
        "",
        "Проверка файла",
        *(f"  {without_values(problem)}" for problem in check_file(path) or ("Файл цел.",)),
        "",
        "Последние строки журнала ошибок",
        *(f"  {line}" for line in _log_lines(log_file()) or ("Ошибок не записано.",)),
    ]
    return without_user("\n".join(lines)) + "\n"


def save_report(text: str, target: Path) -> None:
    """Write the text the user has seen into a private ZIP; raises ``StorageError``."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(_TEXT_NAME, text)
    with in_russian("сведения не сохранены"):
        write_whole(target, packed.getvalue())


def without_values(sentence: str) -> str:
    """Hide what a sentence of the check quotes: values between marks, numbers of papers, keys that are words.

    A value may hold marks of its own, so everything from the first mark to the last goes; only the name of a
    table at the beginning stays.
    """
    found = _PLACE.match(sentence)
    place, rest = (found[0], sentence[found.end() :]) if found else ("", sentence)
    if found and not found[2].isdigit():
        place = f"Таблица «{found[1]}», строка …"
    rest = re.sub(r"«.*»|«.*$", "«…»", rest, flags=re.DOTALL)
    rest = re.sub(r"№ .*?(?=\)| от |$)", "№ …", rest)
    return place + re.sub(r"\d{5,}", "…", rest)


def without_user(text: str) -> str:
    """Put «~» for the user's home and «user» for the user's name."""
    text = text.replace(str(Path.home()), "~")
    try:
        name = getpass.getuser()
    except (KeyError, OSError):  # a bare container has a number and no name
        return text
    return re.sub(rf"\b{re.escape(name)}\b", "user", text) if len(name) >= _SHORTEST else text


def _versions() -> Iterator[str]:
    yield f"  Отклик {__version__}, Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    yield f"  Система: {platform.system()} {platform.release()} {platform.machine()}"
    for name in _LIBRARIES:
        try:
            yield f"  {name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:  # a packed program carries no lists of packages
            yield f"  {name}: версия неизвестна"


def _counts(path: Path) -> Iterator[str]:
    """Yield size, schema version and rows by table; the tables are this program's own, not the file's."""
    yield f"  Размер: {count(path.stat().st_size, 'байт', 'байта', 'байт')}"
    yield f"  Пароль: {'стоит' if key_of(path) is not None else 'не стоит'}"
    try:
        with closing(open_raw(path)) as raw:
            (version,) = raw.execute("PRAGMA user_version").fetchone()
            yield f"  Версия схемы: {version}"
            there = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            for name in sorted(there & set(schema.tables)):
                (rows,) = raw.execute(f'SELECT count(*) FROM "{name}"').fetchone()  # noqa: S608 - own names
                yield f"  {name}: {rows}"
    except sqlite3.Error as error:
        yield f"  Не читается: {getattr(error, 'sqlite_errorname', 'sqlite3.Error')}"


def _log_lines(path: Path) -> list[str]:
    try:
        return path.read_text("utf-8", errors="replace").splitlines()[-LOG_LINES:]
    except OSError:
        return []
