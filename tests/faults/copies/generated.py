"""Copy and restore generated files and compare everything in them.

``python -m tests.faults.copies.generated 100`` does it with 100 of them.
"""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from desktop_app.models.schema import create_file
from desktop_app.services.copies.making import make_copy
from desktop_app.services.copies.restoring import restore
from tests.services.copies.content import NOW, content, write_papers

SIGNS = "абвгдеёжзЙЫЭЮЯ №«»—\u00a0\n\t'\"\\%;-- 0123456789 ёё \U0001f3eb\u0301"
MOMENT = "2024-06-03T09:30:00+00:00"


def identical(papers: Path, folder: Path, seed: int) -> int:
    """Copy a generated file, spoil it, restore it; return how many attachments came back with it.

    Raises ``AssertionError`` when anything in it is not what it was.
    """
    file = folder / "school.otklik"
    shutil.copyfile(papers, file)
    fill(file, random.Random(seed))  # noqa: S311 - samples, not secrets
    before, kept = content(file), attachments(file)
    copy = make_copy(file, folder / "Копии", now=NOW).path
    file.write_bytes(b"")
    restore(copy, file, now=NOW)
    assert content(file) == before, seed
    assert attachments(file) == kept, seed
    return len(kept)


def fill(path: Path, chance: random.Random) -> None:
    """Add classes, events and files of random size to a school, and take some away again."""
    with closing(sqlite3.connect(path)) as raw:
        raw.execute("PRAGMA foreign_keys=ON")
        for number in range(1000, 1000 + chance.randrange(60)):
            raw.execute(
                "INSERT INTO class_groups (id, name, pupils, parents) VALUES (?, ?, ?, ?)",
                (number, f"{number} {text(chance)}", chance.randrange(40), chance.randrange(1 << 40)),
            )
        for number in range(1000, 1000 + chance.randrange(12)):
            _attach(raw, number, chance.randbytes(chance.choice((1, 100, 4096, 70_000, 400_000))))
        for number in range(1000, 1000 + chance.randrange(300)):
            day = f"20{chance.randrange(24, 30)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
            raw.execute(
                "INSERT INTO outreach_entries (id, held_on, form, topic, note) VALUES (?, ?, ?, ?, ?)",
                (number, day, "class_hour", text(chance), text(chance) * chance.randrange(200)),
            )
        raw.execute("DELETE FROM outreach_entries WHERE id % 3 = ?", (chance.randrange(3),))
        raw.commit()


def _attach(raw: sqlite3.Connection, number: int, picture: bytes) -> None:
    sha256 = hashlib.sha256(picture).hexdigest()
    if raw.execute("SELECT 1 FROM attachments WHERE sha256 = ?", (sha256,)).fetchone():
        return
    row = (number, sha256, f"{number}.jpg", "image/jpeg", len(picture), MOMENT)
    raw.execute(
        "INSERT INTO attachments (id, sha256, name, media_type, size, added_at) VALUES (?,?,?,?,?,?)", row
    )
    raw.execute("INSERT INTO attachment_blobs VALUES (?, ?)", (number, picture))


def text(chance: random.Random) -> str:
    """Return a text with everything a person can type or paste."""
    return "".join(chance.choices(SIGNS, k=chance.randint(1, 80)))


def attachments(path: Path) -> list[tuple[int, bytes]]:
    """Return the bytes of every stored file."""
    with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as raw:
        return list(raw.execute("SELECT attachment_id, content FROM attachment_blobs ORDER BY 1"))


def main(arguments: list[str]) -> None:
    rounds = int(arguments[0]) if arguments else 100
    count = 0
    with tempfile.TemporaryDirectory(prefix="otklik-generated-") as name:
        papers = Path(name) / "papers.otklik"
        create_file(papers)
        write_papers(papers)
        for seed in range(rounds):
            folder = Path(name) / str(seed)
            folder.mkdir()
            count += identical(papers, folder, seed)
            shutil.rmtree(folder)
    sys.stdout.write(f"{rounds} files restored identical, {count} attachments among them\n")


if __name__ == "__main__":
    main(sys.argv[1:])
