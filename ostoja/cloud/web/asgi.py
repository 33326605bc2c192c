"""The words of ASGI, as far as the office speaks them."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import msgspec

from ostoja.cloud.web.headers import security_headers

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[Any, Any, Any], Awaitable[None]]


def header(scope: Scope, name: bytes) -> bytes:
    """The value of this request header, lower-case name; empty when it is absent or given twice."""
    values = [value for key, value in scope["headers"] if key == name]
    return values[0] if len(values) == 1 else b""


def raw_security_headers() -> list[tuple[bytes, bytes]]:
    """The headers of every answer, for one that goes round Django."""
    return [(name.lower().encode(), value.encode()) for name, value in security_headers().items()]


async def send_error(send: Send, status: int, word: str) -> None:
    """Answer with an error of the office's form."""
    body = msgspec.json.encode({"error": word})
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"connection", b"close"),
        *raw_security_headers(),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
