"""Files kept by their content: the same bytes are stored once, and never change."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.attachment import Attachment, AttachmentBlob
from desktop_app.services.attachments.types import AttachmentRow, NewFile
from desktop_app.services.clock import Clock, SystemClock
from desktop_app.services.errors import AppError, NotFoundError
from desktop_app.services.store import Store
from desktop_app.services.validation import tidy

LARGEST = 50 * 1024 * 1024
LONGEST_NAME = 200
_PDF = b"%PDF-"


class AttachmentService:
    """What proves it."""

    def __init__(self, store: Store, clock: Clock | None = None) -> None:
        self._store = store
        self._clock = clock or SystemClock()

    def add(self, file: NewFile) -> AttachmentRow:
        """Store a picture or a PDF; raises ``AppError`` for anything else."""
        ready = prepare(file)
        with self._store.write("Добавлен файл") as session:
            return attachment_row(put(session, ready, self._clock.now()))

    def row(self, attachment_id: int) -> AttachmentRow:
        """Return what is known of a file; raises ``NotFoundError``."""
        with self._store.read() as session:
            return attachment_row(_attachment(session, attachment_id))

    def content(self, attachment_id: int) -> bytes:
        """Return the bytes of a file; raises ``NotFoundError``."""
        with self._store.read_long() as session:
            query = select(AttachmentBlob.content).where(AttachmentBlob.attachment_id == attachment_id)
            content = session.scalar(query)
        if content is None:
            raise NotFoundError("Этого файла уже нет.")
        return content


def prepare(file: NewFile) -> NewFile:
    """Return the file as it will be kept: a picture re-encoded, a PDF as it is; raises ``AppError``.

    Both are read in another process first, for their libraries are native: what it cannot show is no proof.
    Slow for large pictures, so it is done before the transaction begins.
    """
    if not file.content:
        raise AppError("Файл пуст.", hint="Выберите другой файл.")
    if len(file.content) > LARGEST:
        raise AppError(
            f"Файл слишком большой: {len(file.content) // 1_048_576} МБ.", hint="Можно не больше 50 МБ."
        )
    # a record is opened far more often than a file is added to it
    from desktop_app.services.attachments.apart import check_pdf, prepare_picture  # noqa: PLC0415

    if file.content.startswith(_PDF):
        check_pdf(file.content)
        return NewFile(name=_name(file.name), content=file.content, taken_on=file.taken_on)
    picture = prepare_picture(file.content)
    stem = _name(file.name).rsplit(".", 1)[0] or "снимок"
    return NewFile(name=f"{stem}.jpg", content=picture.jpeg, taken_on=file.taken_on or picture.taken_on)


def _name(name: str) -> str:
    """Return a name a database can hold: a file system may hand over bytes that are no text at all."""
    return tidy(name.encode("utf-8", "replace").decode())[-LONGEST_NAME:] or "файл"


def put(session: Session, file: NewFile, now: datetime) -> Attachment:
    """Store prepared bytes within the caller's transaction; the same bytes are stored once."""
    digest = hashlib.sha256(file.content).hexdigest()
    stored = session.scalars(select(Attachment).where(Attachment.sha256 == digest)).first()
    if stored is not None:
        return stored
    attachment = Attachment(
        sha256=digest,
        name=file.name,
        media_type="application/pdf" if file.content.startswith(_PDF) else "image/jpeg",
        size=len(file.content),
        taken_on=file.taken_on,
        added_at=now,
    )
    session.add(attachment)
    session.flush()
    session.add(AttachmentBlob(attachment_id=attachment.id, content=file.content))
    session.flush()
    return attachment


def attachment_row(attachment: Attachment) -> AttachmentRow:
    """Return the frozen row of a stored file."""
    return AttachmentRow(
        id=attachment.id,
        name=attachment.name,
        media_type=attachment.media_type,
        size=attachment.size,
        sha256=attachment.sha256,
        taken_on=attachment.taken_on,
    )


def _attachment(session: Session, attachment_id: int) -> Attachment:
    attachment = session.get(Attachment, attachment_id)
    if attachment is None:
        raise NotFoundError("Этого файла уже нет.")
    return attachment
