"""The hash chain of the register: pure functions over rows as the file stores them."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

GENESIS: Final = "0" * 64
"""What the first row names as the hash before it."""

Row = Mapping[str, Any]
"""A row by column name, values as SQLite gives them: text, whole numbers, None."""

ENTRIES_QUERY: Final = "SELECT * FROM register_entries ORDER BY seq"
LAST_HASH_QUERY: Final = "SELECT entry_hash FROM register_entries ORDER BY seq DESC LIMIT 1"
LETTERS_QUERY: Final = (
    "SELECT letters.*, attachments.sha256 AS stored_sha256 FROM letters"
    " LEFT JOIN attachments ON attachments.id = letters.pdf_id WHERE letters.state <> 'draft'"
)
"""Registered papers with the hash under which their PDF is stored."""
ENCLOSURES_QUERY: Final = (
    "SELECT letter_attachments.*, attachments.sha256 AS stored_sha256 FROM letter_attachments"
    " JOIN letters ON letters.id = letter_attachments.letter_id"
    " LEFT JOIN attachments ON attachments.id = letter_attachments.pdf_id"
    " WHERE letters.state <> 'draft' ORDER BY letter_attachments.letter_id, letter_attachments.position"
)
"""What goes with registered papers, in its order, with the hash under which each PDF is stored."""

_COMPARED: Final = {
    "number": "номер",
    "dated": "дата",
    "kind": "вид бумаги",
    "addressee": "адресат",
    "subject": "содержание",
    "sheets": "число листов",
}


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def hash_over(hashes: Iterable[str]) -> str | None:
    """Return the SHA-256 over the hashes of attachments, one a line, in their order; None over none."""
    listed = "\n".join(hashes)
    return text_hash(listed) if listed else None


def entry_hash(row: Row) -> str:
    """Return the hash of one row: SHA-256 of the canonical JSON of every column but the hash itself.

    A column that holds nothing is left out, so that rows written before it existed keep their hash.
    """
    content = {name: value for name, value in row.items() if name != "entry_hash" and value is not None}
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode(errors="surrogatepass")).hexdigest()


def chain_problems(
    entries: Sequence[Row], letters: Sequence[Row], enclosures: Sequence[Row] = ()
) -> tuple[str, ...]:
    """Name everything that does not fit, the first bad row first.

    ``letters`` are the registered ones, ``enclosures`` what goes with them, in its order.
    """
    rows = _rows_problems(entries, letters, enclosures, place=1, previous=GENESIS)
    return (*rows, *_unrecorded(entries, letters), *_doubled(letters))


def tail_problems(
    tail: Sequence[Row], letters: Sequence[Row], enclosures: Sequence[Row] = ()
) -> tuple[str, ...]:
    """Name what does not fit in the last rows; the one before them, first in ``tail``, is taken as it is."""
    if not tail:
        return ()
    if tail[0]["seq"] == 1:
        return tuple(_rows_problems(tail, letters, enclosures, place=1, previous=GENESIS))
    anchor, *rows = tail
    place, previous = anchor["seq"] + 1, str(anchor["entry_hash"])
    return tuple(_rows_problems(rows, letters, enclosures, place=place, previous=previous))


def _rows_problems(
    entries: Sequence[Row], letters: Sequence[Row], enclosures: Sequence[Row], *, place: int, previous: str
) -> Iterator[str]:
    by_id = {letter["id"]: letter for letter in letters}
    sets: dict[Any, list[Row]] = {}
    for enclosure in enclosures:
        sets.setdefault(enclosure["letter_id"], []).append(enclosure)
    for entry in entries:
        with_it = sets.get(entry["letter_id"], ())
        yield from _row_problems(entry, place, previous, by_id.get(entry["letter_id"]), with_it)
        place, previous = place + 1, str(entry["entry_hash"])


def last_hash(entries: Sequence[Row]) -> str:
    """Return the hash the next row will name, for printing and for comparing with a backup."""
    return str(entries[-1]["entry_hash"]) if entries else GENESIS


def _row_problems(
    entry: Row, place: int, previous: str, letter: Row | None, enclosures: Sequence[Row]
) -> Iterable[str]:
    name = f"Запись {entry['seq']} журнала регистрации (№ {entry['number']})"
    if entry["seq"] != place or entry["previous_hash"] != previous:
        yield f"{name} не продолжает предыдущую: запись перед ней удалена, вставлена или переписана."
    if entry["entry_hash"] != entry_hash(entry):
        yield f"{name} изменена после регистрации: её контрольная сумма не сходится."
    if letter is None:
        yield f"{name} говорит о бумаге, которой в файле нет."
        return
    changed = [*_differences(entry, letter), *_changed_enclosures(entry, enclosures)]
    if changed:
        yield f"{name} расходится с бумагой: {', '.join(changed)}."


def _differences(entry: Row, letter: Row) -> Iterable[str]:
    """Name in Russian what the paper and its row say differently."""
    for column, word in _COMPARED.items():
        if entry[column] != letter[column]:
            yield f"{word} (в журнале «{entry[column]}», в бумаге «{letter[column]}»)"
    if entry["text_sha256"] != text_hash(str(letter["text"])):
        yield "текст"
    if not entry["pdf_sha256"] == letter["sha256"] == letter["stored_sha256"]:
        yield "файл PDF"
    if entry["event"] == "void" and letter["state"] != "void":
        yield "отметка об аннулировании"
    elif entry["event"] == "void" and entry["reason"] != letter["void_reason"]:
        yield "причина аннулирования"


def _changed_enclosures(entry: Row, enclosures: Sequence[Row]) -> Iterable[str]:
    """Name the attachment whose file is not the one registered, or the set when it is not the same set."""
    for number, one in enumerate(enclosures, start=1):
        if one["sha256"] != one["stored_sha256"]:
            yield f"файл приложения {number}"
    if entry["attachments_sha256"] != hash_over(str(one["sha256"]) for one in enclosures):
        yield "состав приложений"


def _unrecorded(entries: Sequence[Row], letters: Sequence[Row]) -> Iterable[str]:
    """Name the papers that were registered or made void without a row in the register."""
    registered = Counter(entry["letter_id"] for entry in entries if entry["event"] == "registered")
    void = {entry["letter_id"] for entry in entries if entry["event"] == "void"}
    for letter in letters:
        name = f"Бумага № {letter['number']} от {letter['dated']}"
        if registered[letter["id"]] != 1:
            yield f"{name} зарегистрирована, но её записи в журнале нет или она не одна."
        if letter["state"] == "void" and letter["id"] not in void:
            yield f"{name} аннулирована, но записи об этом в журнале нет."
        if letter["dated"] and str(letter["year"]) != str(letter["dated"])[:4]:
            yield f"{name}: год номера не совпадает с годом даты."


def _doubled(letters: Sequence[Row]) -> Iterable[str]:
    seen: set[tuple[object, ...]] = set()
    for letter in letters:
        key = (letter["series"], letter["year"], letter["number"])
        if key in seen:
            yield f"Номер {letter['number']} за {letter['year']} год дан дважды."
        seen.add(key)
