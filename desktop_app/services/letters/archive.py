"""The bytes of registered papers: read back exactly as they were stored."""

from __future__ import annotations

from sqlalchemy.orm import Session

from desktop_app.models.attachment import AttachmentBlob
from desktop_app.services.errors import NotFoundError


def pdf_bytes(session: Session, attachment_id: int) -> bytes:
    """Return the archived bytes; raises ``NotFoundError`` when the file lost them."""
    blob = session.get(AttachmentBlob, attachment_id)
    if blob is None:
        raise NotFoundError(
            "Файла этой бумаги в учёте нет.",
            hint="Проверьте файл командой «otklik check» или откройте копию.",
        )
    return blob.content
