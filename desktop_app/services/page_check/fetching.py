"""The portal's page over the network, when the user asks for it: one page and its pictures, nothing else.

The only place of the program that ever connects anywhere.
"""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urljoin, urlsplit

from desktop_app.services.errors import AppError
from desktop_app.services.page_check.html import read_html
from desktop_app.services.page_check.reading import LARGEST_IMAGE, decode, page_of
from desktop_app.services.page_check.types import Page

TIME_LIMIT: Final = 30.0
"""Seconds for the page and all its pictures."""
MOST_BYTES: Final = 30 * 1024 * 1024
_MOST_PICTURES: Final = 60
_ONE_ANSWER: Final = 10.0
_CHUNK: Final = 65_536
_HEADERS: Final = {"User-Agent": "Mozilla/5.0 (Otklik)", "Accept-Language": "ru"}


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a redirect to a page, never to a file or another kind of address."""

    def redirect_request(
        self, req: urllib.request.Request, fp: object, code: int, msg: str, headers: object, newurl: str
    ) -> urllib.request.Request | None:
        if urlsplit(newurl).scheme not in {"http", "https"}:
            raise urllib.error.URLError("redirected away from the web")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


@dataclass(slots=True)
class _Budget:
    """What is left of the time and of the bytes."""

    ends: float
    left: int = MOST_BYTES
    opener: urllib.request.OpenerDirector = field(
        default_factory=lambda: urllib.request.build_opener(_Redirects)
    )

    def get(self, address: str, most: int) -> tuple[bytes, str, str]:
        """Return the bytes of ``address``, its charset and where it was found; raises ``OSError``."""
        if urlsplit(address).scheme not in {"http", "https"}:
            raise urllib.error.URLError("not an address of the web")
        seconds = min(self.ends - time.monotonic(), _ONE_ANSWER)
        if seconds <= 0:
            raise TimeoutError
        request = urllib.request.Request(address, headers=_HEADERS)  # noqa: S310 - the scheme is checked above
        with self.opener.open(request, timeout=seconds) as answer:
            content = b""
            while chunk := answer.read(_CHUNK):
                content += chunk
                if len(content) > min(most, self.left) or time.monotonic() > self.ends:
                    raise TimeoutError
            self.left -= len(content)
            return content, answer.headers.get_content_charset() or "", answer.url


def fetch_page(address: str, *, seconds: float = TIME_LIMIT) -> Page:
    """Fetch a page and its pictures; raises ``AppError`` with what went wrong.

    A picture that does not come within the limits is left out, and the answer then says it cannot tell.
    """
    whole = address.strip() if "//" in address else f"https://{address.strip()}"
    if urlsplit(whole).scheme not in {"http", "https"} or not urlsplit(whole).netloc:
        raise AppError("У портала не указан адрес страницы.", hint="Впишите его в поле «Адрес» и повторите.")
    budget = _Budget(time.monotonic() + seconds)
    try:
        content, charset, found_at = budget.get(whole, LARGEST_IMAGE)
    except urllib.error.HTTPError as error:
        raise AppError(
            f"Сайт ответил отказом ({error.code}).",
            hint="Откройте страницу в браузере и сохраните её: Ctrl+S.",
        ) from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise AppError(
            "Страница не открылась: нет сети или сайт не отвечает.",
            hint="Проверьте сеть и адрес или сохраните страницу в браузере и проверьте файл.",
        ) from error
    reading = read_html(decode(content, charset))
    reading.images = reading.images[:_MOST_PICTURES]
    base = urljoin(found_at, reading.base)
    return page_of(reading, lambda source: _picture(budget, urljoin(base, source)))


def _picture(budget: _Budget, address: str) -> bytes:
    try:
        return budget.get(address, LARGEST_IMAGE)[0]
    except (OSError, ValueError, http.client.HTTPException):
        return b""
