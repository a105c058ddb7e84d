"""The register of papers: what was sent, what came, and whether the chain of rows is whole."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import select, text
from sqlalchemy.orm import Session, defer

from desktop_app.models.directive import Directive
from desktop_app.models.enums import LetterState, PaperKind, RegisterEvent
from desktop_app.models.letter import Letter, RegisterEntry
from desktop_app.services.letters.chain import (
    ENCLOSURES_QUERY,
    ENTRIES_QUERY,
    GENESIS,
    LAST_HASH_QUERY,
    LETTERS_QUERY,
    Row,
    chain_problems,
    entry_hash,
    hash_over,
    last_hash,
    text_hash,
)
from desktop_app.services.letters.control import CodeAnswer, find_code
from desktop_app.services.letters.notes import corrections, note_of, sent_words
from desktop_app.services.letters.remarks import RegisterRemark, register_remarks
from desktop_app.services.letters.types import ChainState, IncomingRow, RegisterRow
from desktop_app.services.store import Store


class RegisterService:
    """What the register holds; it is only read here, papers are registered by ``LetterService``."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def outgoing(self) -> tuple[RegisterRow, ...]:
        """Return every registered paper in the order of registration, void ones included."""
        query = (
            select(RegisterEntry.seq, Letter)
            .join(Letter, Letter.id == RegisterEntry.letter_id)
            .where(RegisterEntry.event == RegisterEvent.REGISTERED)
            .order_by(RegisterEntry.seq)
            .options(defer(Letter.text), defer(Letter.edited_text))
        )
        with self._store.read_long() as session:
            better = corrections(session)
            return tuple(
                _row(seq, letter, note_of(session, letter, better.get(letter.id)))
                for seq, letter in session.execute(query)
            )

    def incoming(self) -> tuple[IncomingRow, ...]:
        """Return the incoming letters, oldest first."""
        with self._store.read_long() as session:
            letters = session.scalars(select(Directive).order_by(Directive.dated, Directive.id))
            return tuple(_incoming(letter) for letter in letters)

    def chain(self) -> ChainState:
        """Recompute every hash and compare the register with the papers and their stored files."""
        with self._store.read_long() as session:
            entries, letters = _rows(session, ENTRIES_QUERY), _rows(session, LETTERS_QUERY)
            enclosures = _rows(session, ENCLOSURES_QUERY)
        return ChainState(
            rows=len(entries),
            last_hash=last_hash(entries),
            problems=chain_problems(entries, letters, enclosures),
        )

    def find_code(self, text: str) -> CodeAnswer:
        """Say which paper bears a control code; raises ``ValidationError`` for what is no code."""
        with self._store.read() as session:
            entries = _rows(session, ENTRIES_QUERY)
        return find_code(entries, text)

    def remarks(self) -> tuple[RegisterRemark, ...]:
        """Name gaps in the serials, doubles, and dates that run against the numbers; not errors."""
        with self._store.read_long() as session:
            return register_remarks(session)


def last_register_hash(session: Session) -> str:
    """Return the hash the next row will name."""
    return session.scalar(text(LAST_HASH_QUERY)) or GENESIS


def append_entry(
    session: Session, letter: Letter, event: RegisterEvent, recorded_at: datetime, reason: str = ""
) -> RegisterEntry:
    """Add the row that says what happened to ``letter``, chained to the last one; the letter must be whole.

    Runs inside the caller's transaction and reads the last row again, whatever was read before.
    """
    before = session.execute(
        select(RegisterEntry.seq, RegisterEntry.entry_hash).order_by(RegisterEntry.seq.desc()).limit(1)
    ).one_or_none()
    content: dict[str, object] = {
        "seq": before.seq + 1 if before else 1,
        "event": event.value,
        "letter_id": letter.id,
        "number": letter.number,
        "dated": letter.dated.isoformat() if letter.dated else "",
        "kind": letter.kind,
        "addressee": letter.addressee,
        "subject": letter.subject,
        "sheets": letter.sheets,
        "pdf_sha256": letter.sha256,
        "text_sha256": text_hash(letter.text),
        "reason": reason,
        "recorded_at": recorded_at.isoformat(timespec="seconds"),
        "previous_hash": before.entry_hash if before else GENESIS,
        "attachments_sha256": hash_over(one.sha256 or "" for one in letter.attachments),
    }
    digest = entry_hash(content)
    stored = {**content, "dated": letter.dated, "recorded_at": recorded_at, "entry_hash": digest}
    entry = RegisterEntry(**stored)
    session.add(entry)
    session.flush()
    return entry


def _rows(session: Session, query: str) -> Sequence[Row]:
    found = session.connection().exec_driver_sql(query)
    names = tuple(found.keys())
    assert found.cursor is not None  # noqa: S101 - a SELECT has rows
    return [dict(zip(names, row, strict=True)) for row in found.cursor.fetchall()]


def _row(seq: int, letter: Letter, note: str) -> RegisterRow:
    return RegisterRow(
        seq=seq,
        letter_id=letter.id,
        number=letter.number or "",
        date=letter.dated or date.min,
        kind=PaperKind(letter.kind),
        addressee=letter.addressee,
        subject=letter.subject,
        state=LetterState(letter.state),
        sheets=letter.sheets or 0,
        sha256=letter.sha256 or "",
        sent=sent_words(letter),
        note=note,
    )


def _incoming(letter: Directive) -> IncomingRow:
    return IncomingRow(
        directive_id=letter.id,
        incoming_number=letter.incoming_number,
        received_on=letter.received_on,
        number=letter.number,
        dated=letter.dated,
        sender=letter.sender,
        subject=letter.subject,
        sheets=letter.sheets,
        due_on=letter.due_on,
    )
