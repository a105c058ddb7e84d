"""A few requests within one limit of time and of bytes, whatever the other side does."""

from __future__ import annotations

import http.client
import socket
import threading
import time
import urllib.error
import urllib.request
import zlib
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Final, Self
from urllib.parse import quote, urlsplit, urlunsplit

MOST_BYTES: Final = 30 * 1024 * 1024
_ONE_ANSWER: Final = 10.0
"""Seconds of silence after which an answer is given up."""
_CHUNK: Final = 65_536
_HEADERS: Final = {
    "User-Agent": "Mozilla/5.0 (Otklik)",
    "Accept-Language": "ru",
    "Accept-Encoding": "gzip, identity",
}
_KEPT: Final = "%/:=&?~#+!$,;'@()*[]|"
"""Signs of an address that stay as they are."""


class TooMuchError(OSError):
    """More came than a page may hold."""


@dataclass(frozen=True, slots=True)
class Got:
    """What came: the bytes, their kind and charset as the other side names them, and from where."""

    content: bytes
    kind: str
    charset: str
    found_at: str


class Network:
    """Requests until ``ends`` (of the monotonic clock): then every connection is cut, even a dripping one."""

    def __init__(self, ends: float) -> None:
        self._ends = ends
        self._left = MOST_BYTES
        self._sockets: list[socket.socket] = []
        self._opener = urllib.request.build_opener(_Redirects, _Http(self._keep), _Https(self._keep))
        self._timer = threading.Timer(max(ends - time.monotonic(), 0), self._cut)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()

    def get(self, address: str, most: int) -> Got:
        """Return what ``address`` answers; raises ``OSError``, ``ValueError`` and ``HTTPException``."""
        if urlsplit(address).scheme not in {"http", "https"}:
            raise urllib.error.URLError("not an address of the web")
        seconds = min(self._ends - time.monotonic(), _ONE_ANSWER)
        if seconds <= 0:
            raise TimeoutError
        request = urllib.request.Request(ascii_address(address), headers=_HEADERS)  # noqa: S310 - checked above
        try:
            with self._opener.open(request, timeout=seconds) as answer:
                content = self._read(answer, min(most, self._left))
                self._left -= len(content)
                headers = answer.headers
                charset = headers.get_content_charset() or ""
                kind = headers.get_content_type() if headers.get("Content-Type") else ""
                return Got(content, kind, charset, answer.url)
        except (OSError, http.client.HTTPException) as error:
            if time.monotonic() >= self._ends and not isinstance(error, urllib.error.HTTPError):
                raise TimeoutError from error
            raise

    def _read(self, answer: Any, most: int) -> bytes:
        packed = answer.headers.get("Content-Encoding", "").strip().lower() == "gzip"
        unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if packed else None
        content = bytearray()
        # read1 gives what has come; read would wait for a full chunk, however slowly it drips
        while chunk := answer.read1(_CHUNK):
            try:
                content += unpack.decompress(chunk, most + 1 - len(content)) if unpack else chunk
            except zlib.error as error:
                raise OSError("broken compression") from error
            if len(content) > most:
                raise TooMuchError
            if time.monotonic() >= self._ends:
                break
        if time.monotonic() >= self._ends:
            raise TimeoutError  # a connection that was cut ends like one that is over
        return bytes(content)

    def _keep(self, connected: socket.socket) -> None:
        self._sockets.append(connected)

    def _cut(self) -> None:
        for connected in self._sockets:
            try:
                connected.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # closed by now


def ascii_address(address: str) -> str:
    """Return an address as it goes over the wire: «школа.рф» in its Latin form, other letters in percents."""
    parts = urlsplit(address.strip())
    host = (parts.hostname or "").encode("idna").decode("ascii")
    place = host if parts.port is None else f"{host}:{parts.port}"
    path, query = quote(parts.path, safe=_KEPT), quote(parts.query, safe=_KEPT)
    return urlunsplit((parts.scheme, place, path, query, ""))


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows a redirect to a page, never to a file or another kind of address."""

    def redirect_request(
        self, req: urllib.request.Request, fp: object, code: int, msg: str, headers: object, newurl: str
    ) -> urllib.request.Request | None:
        if urlsplit(newurl).scheme not in {"http", "https"}:
            raise urllib.error.URLError("redirected away from the web")
        onward = ascii_address(newurl)
        return super().redirect_request(req, fp, code, msg, headers, onward)  # type: ignore[arg-type]


class _Http(urllib.request.HTTPHandler):
    """Tells of every connection made, so that it can be cut."""

    def __init__(self, keep: Any) -> None:
        super().__init__()
        self._keep = keep

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_telling(http.client.HTTPConnection, self._keep), req)


class _Https(urllib.request.HTTPSHandler):
    """The same over TLS."""

    def __init__(self, keep: Any) -> None:
        super().__init__()
        self._keep = keep

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_telling(http.client.HTTPSConnection, self._keep), req)


def _telling(kind: type[http.client.HTTPConnection], keep: Any) -> Any:
    """Return a maker of connections that calls ``keep`` with the socket before anything is asked of it."""

    def make(host: str, **options: Any) -> http.client.HTTPConnection:
        connection = kind(host, **options)
        plain = connection.connect

        def connect() -> None:
            plain()
            keep(connection.sock)

        connection.connect = connect  # type: ignore[method-assign]
        return connection

    return make
