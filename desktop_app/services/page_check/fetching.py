"""The portal's page over the network, when the user asks for it: one page and its pictures, nothing else.

The only place of the program that ever connects anywhere.
"""

from __future__ import annotations

import http.client
import ssl
import time
import urllib.error
import urllib.request
from typing import Final
from urllib.parse import urljoin, urlsplit

from desktop_app.services.errors import AppError
from desktop_app.services.page_check.html import read_html
from desktop_app.services.page_check.network import Network, TooMuchError
from desktop_app.services.page_check.reading import LARGEST_IMAGE, page_of
from desktop_app.services.page_check.text import decode
from desktop_app.services.page_check.types import Page

TIME_LIMIT: Final = 30.0
"""Seconds for the page and all its pictures."""
_MOST_PICTURES: Final = 60
_PAGES: Final = ("text/html", "application/xhtml+xml", "text/plain", "application/xml", "text/xml", "")
_IN_BROWSER: Final = "Откройте страницу в браузере и сохраните её: Ctrl+S."


def fetch_page(address: str, *, seconds: float = TIME_LIMIT) -> Page:
    """Fetch a page and its pictures; raises ``AppError`` with what went wrong.

    A picture that does not come within the limits is left out, and the answer then says it cannot tell.
    """
    whole = address.strip() if "//" in address else f"https://{address.strip()}"
    if not _is_web(whole):
        raise AppError("У портала не указан адрес страницы.", hint="Впишите его в поле «Адрес» и повторите.")
    with Network(time.monotonic() + seconds) as network:
        content, kind, charset, found_at = _first(network, whole)
        if kind not in _PAGES or b"<" not in content[:100_000]:
            raise AppError(
                "По этому адресу не страница, а файл.", hint="Укажите у портала адрес самой страницы."
            )
        reading = read_html(decode(content, charset))
        reading.images = reading.images[:_MOST_PICTURES]
        base = urljoin(found_at, reading.base)
        return page_of(reading, lambda source: _part(network, urljoin(base, source)))


def _first(network: Network, address: str) -> tuple[bytes, str, str, str]:
    try:
        got = network.get(address, LARGEST_IMAGE)
    except urllib.error.HTTPError as error:
        raise AppError(f"Сайт ответил отказом ({error.code}).", hint=_IN_BROWSER) from error
    except TooMuchError as error:
        raise AppError("Страница слишком большая, загрузка остановлена.", hint=_IN_BROWSER) from error
    except TimeoutError as error:
        raise AppError("Сайт отвечает слишком долго.", hint=f"Повторите позже. {_IN_BROWSER}") from error
    except (OSError, ValueError, http.client.HTTPException) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, ssl.SSLError):
            raise AppError(
                "Сайт не подтвердил, что он настоящий: его сертификат здесь не признан.", hint=_IN_BROWSER
            ) from error
        if isinstance(reason, TimeoutError):
            raise AppError("Сайт отвечает слишком долго.", hint=f"Повторите позже. {_IN_BROWSER}") from error
        raise AppError(
            "Страница не открылась: нет сети или сайт не отвечает.",
            hint="Проверьте сеть и адрес или сохраните страницу в браузере и проверьте файл.",
        ) from error
    return got.content, got.kind, got.charset, got.found_at


def _part(network: Network, address: str) -> bytes:
    """Return a picture or an inner page, or nothing when it does not come."""
    try:
        return network.get(address, LARGEST_IMAGE).content
    except (OSError, ValueError, http.client.HTTPException):
        return b""


def _is_web(address: str) -> bool:
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname)
