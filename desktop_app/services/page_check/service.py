"""The official banners of the record, and the check of a portal's page against them."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from desktop_app.models.attachment import AttachmentBlob
from desktop_app.models.banner import BannerFile, Portal
from desktop_app.services.attachments.apart import picture_size
from desktop_app.services.attachments.service import prepare, put
from desktop_app.services.attachments.types import NewFile
from desktop_app.services.clock import Clock
from desktop_app.services.errors import AppError, FieldError, NotFoundError, ValidationError
from desktop_app.services.page_check.apart import check_apart
from desktop_app.services.page_check.fetching import fetch_page
from desktop_app.services.page_check.types import (
    BannerFileDraft,
    BannerFileRow,
    Page,
    PageAnswer,
    WantedBanner,
)
from desktop_app.services.store import Store
from desktop_app.services.validation import tidy

DEFAULT_WORDS: Final = ("Заступник",)
"""What a page about the project says in any case."""
_SMALLEST: Final = 88
_NARROWEST: Final = 6.0
"""A strip longer than this in proportion is no banner any portal shows whole."""


class PageCheckService:
    """Is the banner on the page."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    def banners(self) -> tuple[BannerFileRow, ...]:
        """Return the official banners of the record."""
        with self._store.read() as session:
            return tuple(_row(one) for one in session.scalars(select(BannerFile).order_by(BannerFile.id)))

    def keep(self, draft: BannerFileDraft) -> BannerFileRow:
        """Keep an official banner; raises ``AppError`` for no picture and for one of an impossible size."""
        ready = prepare(NewFile(name=draft.name, content=draft.content))
        width, height = _size(draft.content)
        with self._store.write("Добавлен официальный баннер") as session:
            stored = put(session, ready, self._clock.now())
            banner = BannerFile(
                attachment_id=stored.id,
                name=tidy(draft.name),
                width=width,
                height=height,
                link=draft.link.strip(),
                words=_lines(draft.words),
            )
            session.add(banner)
            session.flush()
            return _row(banner)

    def change(self, banner_id: int, *, link: str, words: str) -> BannerFileRow:
        """Change where a banner must lead and what the page must say; raises ``NotFoundError``."""
        if link.strip() and "." not in link:
            raise ValidationError([FieldError("link", "Это не похоже на адрес: нужен вид site.ru/страница.")])
        with self._store.write("Изменён официальный баннер") as session:
            banner = _banner(session, banner_id)
            banner.link, banner.words = link.strip(), _lines(words)
            session.flush()
            return _row(banner)

    def remove(self, banner_id: int) -> None:
        """Forget an official banner; can be undone. Raises ``NotFoundError``."""
        with self._store.write("Удалён официальный баннер") as session:
            session.delete(_banner(session, banner_id))

    def check_file(self, path: Path) -> PageAnswer:
        """Check a saved page; raises ``AppError`` and ``OSError``. Nothing is stored."""
        return check_apart(path, self._wanted())

    def check_address(self, portal_id: int) -> PageAnswer:
        """Fetch the portal's page and check it; raises ``AppError``. Nothing is stored."""
        with self._store.read_long() as session:
            portal = session.get(Portal, portal_id)
            if portal is None:
                raise NotFoundError("Этого портала уже нет в списке.")
            address = portal.url
        return check_apart(self._fetch(address), self._wanted())

    def _fetch(self, address: str) -> Page:
        return fetch_page(address)

    def _wanted(self) -> WantedBanner:
        query = select(BannerFile, AttachmentBlob.content).join(
            AttachmentBlob, AttachmentBlob.attachment_id == BannerFile.attachment_id
        )
        with self._store.read_long() as session:
            rows = [(_row(banner), content) for banner, content in session.execute(query)]
        words = tuple(dict.fromkeys(word for row, _ in rows for word in row.words.splitlines() if word))
        return WantedBanner(
            pictures=tuple(content for _, content in rows),
            links=tuple(dict.fromkeys(row.link for row, _ in rows if row.link)),
            words=words or DEFAULT_WORDS,
        )


def _size(content: bytes) -> tuple[int, int]:
    """Return the size of a banner in pixels; raises ``AppError`` when no portal could show it."""
    size = picture_size(content)
    if size is None:
        raise AppError("Это не картинка.", hint="Нужен файл баннера: PNG или JPEG.")
    width, height = size
    if min(width, height) < _SMALLEST:
        raise AppError(
            f"Картинка мала для баннера: {width} × {height} точек.",
            hint="Возьмите файл из приложения к письму, а не его уменьшенный вид.",
        )
    if max(width, height) / min(width, height) > _NARROWEST:
        raise AppError(
            f"Картинка слишком узкая для баннера: {width} × {height} точек.",
            hint="Проверьте, тот ли это файл.",
        )
    return width, height


def _banner(session: Session, banner_id: int) -> BannerFile:
    banner = session.get(BannerFile, banner_id)
    if banner is None:
        raise NotFoundError("Этого баннера уже нет.")
    return banner


def _lines(words: str) -> str:
    return "\n".join(line for line in (tidy(line) for line in words.splitlines()) if line)


def _row(banner: BannerFile) -> BannerFileRow:
    return BannerFileRow(
        id=banner.id,
        attachment_id=banner.attachment_id,
        name=banner.name,
        width=banner.width,
        height=banner.height,
        link=banner.link,
        words=banner.words,
    )
