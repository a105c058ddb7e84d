"""Forge the register in sixteen ways, as somebody with SQLite and this program's source would.

``python -m tests.faults.tampering 1000`` forges 1,000 files, checks 1,000 honest ones, and prints what it
counted. A number after the seed is that of the honest ones.

The clever forgeries make every hash anew and rewrite the history as well: the file is whole in itself, and
only a sheet of paper that was printed before, or the manifest of a copy, shows that it is another one.
"""

from __future__ import annotations

import hashlib
import json
import random
import shutil
import sqlite3
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from desktop_app.services.integrity import check_file
from desktop_app.services.letters.chain import GENESIS, entry_hash, hash_over, text_hash
from tests.faults.deeds import scratch
from tests.faults.histories import History, answers, make_base, make_history

DEEDS = 25
BASES = 20
"""Histories the forgeries are made from."""


class Forger:
    """A closed file in the hands of somebody who knows how it is made."""

    def __init__(self, raw: sqlite3.Connection, chance: random.Random) -> None:
        self._raw, self._chance = raw, chance
        raw.row_factory = sqlite3.Row

    def rows(self, where: str = "1") -> list[sqlite3.Row]:
        return self._raw.execute(f"SELECT * FROM register_entries WHERE {where} ORDER BY seq").fetchall()  # noqa: S608

    def any_row(self, where: str = "event = 'registered'") -> sqlite3.Row:
        return self._chance.choice(self.rows(where))

    def run(self, statement: str, *values: object) -> None:
        self._raw.execute(statement, values)

    def rehash(self, *, only: int | None = None) -> None:
        """Make the chain whole again: all of it, or the hash of one row."""
        previous = GENESIS
        for place, row in enumerate(self.rows(), start=1):
            if only in {None, row["seq"]}:
                content = {**dict(row), "seq": place if only is None else row["seq"]}
                content["previous_hash"] = previous if only is None else row["previous_hash"]
                digest = entry_hash(content)
                self.run(
                    "UPDATE register_entries SET seq = ?, previous_hash = ?, entry_hash = ? WHERE rowid = ?",
                    *(content["seq"], content["previous_hash"], digest, row["seq"]),
                )
                previous = digest

    def rewrite(self, letter: int, **values: object) -> None:
        """Let the change history tell the forged story."""
        for change in self._raw.execute("SELECT * FROM changes WHERE table_name = 'letters'").fetchall():
            for side in ("before", "after"):
                image = json.loads(change[side]) if change[side] else None
                if image and image["id"] == letter and image["state"] != "draft":
                    text = json.dumps({**image, **values}, ensure_ascii=False, sort_keys=True)
                    self.run(f"UPDATE changes SET {side} = ? WHERE id = ?", text, change["id"])  # noqa: S608

    def forget(self, letter: int) -> None:
        """Take a paper out of the change history, its whole transactions with it."""
        self.run("DELETE FROM changes WHERE table_name = 'letters' AND row_key = ?", json.dumps([letter]))

    def edit_row(self) -> None:
        column = self._chance.choice(("number", "dated", "addressee", "subject", "sheets", "recorded_at"))
        value = {"dated": "2024-05-02", "sheets": 7, "recorded_at": "2024-01-01T00:00:00+00:00"}.get(
            column, "77х"
        )
        self.run(f"UPDATE register_entries SET {column} = ? WHERE seq = ?", value, self.any_row()["seq"])  # noqa: S608

    def edit_paper(self) -> None:
        column = self._chance.choice(("number", "dated", "addressee", "subject", "sheets", "text"))
        value = {"dated": "2024-05-02", "sheets": 7}.get(column, "77х")
        self.run(f"UPDATE letters SET {column} = ? WHERE id = ?", value, self.any_row()["letter_id"])  # noqa: S608

    def edit_both(self) -> int:
        row = self.any_row()
        column = self._chance.choice(("number", "addressee", "subject"))
        self.run(f"UPDATE letters SET {column} = '77х' WHERE id = ?", row["letter_id"])  # noqa: S608
        self.run(f"UPDATE register_entries SET {column} = '77х' WHERE letter_id = ?", row["letter_id"])  # noqa: S608
        self.rewrite(row["letter_id"], **{column: "77х"})
        return int(row["seq"])

    def edit_both_and_one_hash(self) -> None:
        self.rehash(only=self.edit_both())

    def edit_both_and_every_hash(self) -> None:
        self.edit_both()
        self.rehash()

    def other_text(self) -> None:
        row = self.any_row()
        text = "Меры приняты ещё в апреле."
        self.run("UPDATE letters SET text = ? WHERE id = ?", text, row["letter_id"])
        self.run(
            "UPDATE register_entries SET text_sha256 = ? WHERE letter_id = ?",
            text_hash(text),
            row["letter_id"],
        )
        self.rewrite(row["letter_id"], text=text)
        self.rehash()

    def other_pages(self) -> None:
        row = self.any_row()
        pdf = b"%PDF-1.4 other pages " + self._chance.randbytes(20)
        digest = hashlib.sha256(pdf).hexdigest()
        place = self._raw.execute("SELECT pdf_id FROM letters WHERE id = ?", (row["letter_id"],)).fetchone()[
            0
        ]
        self.run("UPDATE attachment_blobs SET content = ? WHERE attachment_id = ?", pdf, place)
        self.run("UPDATE attachments SET sha256 = ?, size = ? WHERE id = ?", digest, len(pdf), place)
        self.run("UPDATE letters SET sha256 = ? WHERE id = ?", digest, row["letter_id"])
        self.run("UPDATE register_entries SET pdf_sha256 = ? WHERE letter_id = ?", digest, row["letter_id"])
        self.rehash()

    def take_out(self) -> None:
        row = self._chance.choice(self.rows("event = 'registered'")[:-1])
        self._remove(row["letter_id"])
        self.forget(row["letter_id"])
        self.rehash()

    def cut_tail(self) -> None:
        row = self.rows("event = 'registered'")[-1]
        self._remove(row["letter_id"])
        self.rehash()

    def cut_tail_and_history(self) -> None:
        row = self.rows("event = 'registered'")[-1]
        self._remove(row["letter_id"])
        self.forget(row["letter_id"])
        self.rehash()

    def slip_in(self) -> None:
        row = self.any_row()
        columns = ", ".join(
            one["name"]
            for one in self._raw.execute("PRAGMA table_info(letters)")
            if one["name"] not in {"id", "number"}
        )
        added = self._raw.execute(
            f"INSERT INTO letters (number, {columns}) SELECT '78х', {columns} FROM letters WHERE id = ?",  # noqa: S608
            (row["letter_id"],),
        ).lastrowid
        state = "UPDATE letters SET state = 'registered', void_reason = '', sent_on = NULL WHERE id = ?"
        self.run(state, added)
        content = {
            **dict(row),
            "seq": len(self.rows()) + 1,
            "letter_id": added,
            "number": "78х",
            "entry_hash": "0" * 64,
        }
        marks = ", ".join("?" * len(content))
        self.run(f"INSERT INTO register_entries ({', '.join(content)}) VALUES ({marks})", *content.values())  # noqa: S608
        self.rehash()

    def swap(self) -> None:
        one, two = self._chance.sample(self.rows(), 2)
        for seq, target in ((one["seq"], -1), (two["seq"], one["seq"]), (-1, two["seq"])):
            self.run("UPDATE register_entries SET seq = ? WHERE seq = ?", target, seq)
        self.rehash()

    def backdate(self) -> None:
        row = self.any_row()
        self.run(
            "UPDATE register_entries SET recorded_at = '2024-01-01T00:00:00+00:00' WHERE seq = ?", row["seq"]
        )
        self.rehash()

    def unvoid(self) -> None:
        """Let a void paper be in force again."""
        row = self.any_row("event = 'void'")
        self.run("DELETE FROM register_entries WHERE seq = ?", row["seq"])
        self.run("UPDATE letters SET state = 'registered', void_reason = '' WHERE id = ?", row["letter_id"])
        self.rewrite(row["letter_id"], state="registered", void_reason="")
        self.rehash()

    def other_reason(self) -> None:
        row = self.any_row("event = 'void'")
        reason = "по просьбе адресата"
        self.run("UPDATE register_entries SET reason = ? WHERE seq = ?", reason, row["seq"])
        self.run("UPDATE letters SET void_reason = ? WHERE id = ?", reason, row["letter_id"])
        self.rewrite(row["letter_id"], void_reason=reason)
        self.rehash()

    def other_enclosure(self) -> None:
        row = self.any_row("event = 'registered' AND attachments_sha256 IS NOT NULL")
        pdf = b"%PDF-1.4 other figures " + self._chance.randbytes(20)
        digest = hashlib.sha256(pdf).hexdigest()
        enclosed = self._raw.execute(
            "SELECT * FROM letter_attachments WHERE letter_id = ? ORDER BY position", (row["letter_id"],)
        ).fetchall()
        place = enclosed[0]["pdf_id"]
        self.run("UPDATE attachment_blobs SET content = ? WHERE attachment_id = ?", pdf, place)
        self.run("UPDATE attachments SET sha256 = ?, size = ? WHERE id = ?", digest, len(pdf), place)
        self.run("UPDATE letter_attachments SET sha256 = ? WHERE pdf_id = ?", digest, place)
        hashes = hash_over([digest, *(one["sha256"] for one in enclosed[1:])])
        self.run(
            "UPDATE register_entries SET attachments_sha256 = ? WHERE letter_id = ?", hashes, row["letter_id"]
        )
        self.rehash()

    def _remove(self, letter: int) -> None:
        self.run("DELETE FROM register_entries WHERE letter_id = ?", letter)
        self.run("UPDATE letters SET corrects_id = NULL WHERE corrects_id = ?", letter)
        self.run("DELETE FROM letters WHERE id = ?", letter)


KINDS: tuple[Callable[[Forger], object], ...] = (
    Forger.edit_row,
    Forger.edit_paper,
    Forger.edit_both,
    Forger.edit_both_and_one_hash,
    Forger.edit_both_and_every_hash,
    Forger.other_text,
    Forger.other_pages,
    Forger.take_out,
    Forger.cut_tail,
    Forger.cut_tail_and_history,
    Forger.slip_in,
    Forger.swap,
    Forger.backdate,
    Forger.unvoid,
    Forger.other_reason,
    Forger.other_enclosure,
)


def forge(path: Path, kind: Callable[[Forger], object], chance: random.Random) -> None:
    """Forge a closed file, with the rules that guard it out of the way meanwhile."""
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        rules = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute("PRAGMA ignore_check_constraints=ON")
        raw.execute("BEGIN")
        for name, _ in rules:
            raw.execute(f"DROP TRIGGER {name}")
        kind(Forger(raw, chance))
        for _, sql in rules:
            raw.execute(sql)
        raw.execute("COMMIT")


def found_by(path: Path, history: History) -> str:
    """Return what finds the forgery: the file alone, a sheet of paper, a copy's manifest; empty: nothing."""
    if check_file(path):
        return "the file itself"
    if not all(answer.good for answer in answers(path, [sheet.code for sheet in history.sheets])):
        return "a sheet of paper"
    return "" if answers(path, [history.last_hash])[0].good else "a copy's manifest"


def tampering(base: Path, folder: Path, rounds: int, seed: int) -> Counter[str]:
    """Forge ``rounds`` files, every kind in turn; return who found them. Raises for one nobody found."""
    chance = random.Random(seed)  # noqa: S311 - forgeries, not secrets
    histories = [
        make_history(base, folder / f"true-{number}.otklik", chance.randrange(1 << 30), DEEDS)
        for number in range(min(BASES, 1 + rounds // 4))
    ]
    finders: Counter[str] = Counter()
    forged = folder / "forged.otklik"
    for number in range(rounds):
        history, kind = chance.choice(histories), KINDS[number % len(KINDS)]
        shutil.copyfile(history.path, forged)
        forge(forged, kind, chance)
        finder = found_by(forged, history)
        assert finder, (number, seed, kind.__name__)
        finders[finder] += 1
    return finders


def honesty(base: Path, folder: Path, rounds: int, seed: int) -> int:
    """Check ``rounds`` honest histories; return how many sheets were asked about. Raises for an alarm."""
    path = folder / "honest.otklik"
    sheets = 0
    for number in range(rounds):
        history = make_history(base, path, seed + number, DEEDS)
        problems = check_file(path)
        assert problems == (), (seed + number, problems)
        said = answers(path, [*(sheet.code for sheet in history.sheets), history.last_hash])
        assert all(answer.good for answer in said), (seed + number, said)
        for sheet, answer in zip(history.sheets, said, strict=False):
            assert f"№ {sheet.number} " in answer.sentence, (seed + number, sheet, answer)
        sheets += len(history.sheets)
    return sheets


def main(arguments: list[str]) -> None:
    rounds = int(arguments[0]) if arguments else 1000
    seed = int(arguments[1]) if len(arguments) > 1 else random.SystemRandom().randrange(1 << 30)
    honest = int(arguments[2]) if len(arguments) > 2 else rounds
    with tempfile.TemporaryDirectory(prefix="otklik-forged-", dir=scratch()) as name:
        base = make_base(Path(name))
        finders = tampering(base, Path(name), rounds, seed)
        by = ", ".join(f"{count} by {finder}" for finder, count in finders.most_common())
        sys.stdout.write(
            f"{rounds} forgeries of {len(KINDS)} kinds, {finders.total()} found: {by} (seed {seed})\n"
        )
        sheets = honesty(base, Path(name), honest, seed)
        sys.stdout.write(
            f"{honest} honest histories with {sheets} printed sheets: 0 false alarms (seed {seed})\n"
        )


if __name__ == "__main__":
    main(sys.argv[1:])
