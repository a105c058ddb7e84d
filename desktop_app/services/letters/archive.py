"""The bytes of registered papers: stored once, found by their hash, never changed."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.attachment import Attachment, AttachmentBlob
from desktop_app.services.errors import NotFoundError


def put_pdf(session: Session, name: str, pdf: bytes, now: datetime) -> Attachment:
    """Store a rendered paper in the caller's transaction; the same bytes are stored once.

    Unlike files people attach, these bytes are the program's own and are kept exactly as rendered.
    """
    digest = hashlib.sha256(pdf).hexdigest()
    stored = session.scalar(select(Attachment).where(Attachment.sha256 == digest))
    if stored is not None:
        return stored
    stored = Attachment(
        sha256=digest, name=name, media_type="application/pdf", size=len(pdf), taken_on=None, added_at=now
    )
    session.add(stored)
    session.flush()
    session.add(AttachmentBlob(attachment_id=stored.id, content=pdf))
    session.flush()
    return stored


def pdf_bytes(session: Session, attachment_id: int) -> bytes:
    """Return the archived bytes; raises ``NotFoundError`` when the file lost them."""
    blob = session.get(AttachmentBlob, attachment_id)
    if blob is None:
        raise NotFoundError(
            "Файла этой бумаги в учёте нет.",
            hint="Проверьте файл командой «otklik check» или откройте копию.",
        )
    return blob.content
