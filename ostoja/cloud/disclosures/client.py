"""The only client with which the office reaches other hosts, and only those that the policy names."""

import http.client
import socket
import ssl
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from ostoja.policy.policy import Policy

TIMEOUT_SECONDS = 10
WHOLE_SECONDS = 20  # From the first byte to the last, however slowly they come.
LONGEST_ANSWER = 65_536
JSON = "application/json"


class UndeclaredHostError(Exception):
    """The policy names no such host for this recipient."""


class UnreachableError(Exception):
    """The recipient did not answer, or not as agreed."""


@dataclass(frozen=True)
class Answer:
    """What a recipient answered."""

    status: int
    body: bytes


def is_declared(policy: Policy, recipient: str, url: str) -> bool:
    """Whether the policy names the host of this address for this recipient; plain HTTP is for our own machine alone."""
    parts = urlsplit(url)
    found = policy.recipients.get(recipient)
    hosts = {*(() if found is None else found.hosts), *settings.STAND_INS.get(recipient, ())}
    return parts.netloc in hosts and (
        parts.scheme == "https" or (parts.scheme, parts.hostname) == ("http", "127.0.0.1")
    )


def post(policy: Policy, recipient: str, url: str, content: bytes) -> Answer:
    """Send bytes to an address of a recipient; a redirect is an answer and is never followed.

    Raises: UndeclaredHostError before anything is sent; UnreachableError.
    """
    if not is_declared(policy, recipient, url):
        raise UndeclaredHostError(recipient)
    parts = urlsplit(url)
    connection = connection_to(parts.scheme, parts.netloc)
    opened: list[socket.socket] = []
    is_late = threading.Event()
    late = threading.Timer(WHOLE_SECONDS, cut, (opened, is_late))
    late.start()
    try:
        connection.connect()
        opened.append(connection.sock)
        connection.request("POST", parts.path or "/", content, {"Content-Type": JSON, "Accept": JSON})
        heard = connection.getresponse()
        answer = Answer(heard.status, heard.read(LONGEST_ANSWER))
    except (OSError, http.client.HTTPException) as wrong:
        raise UnreachableError(type(wrong).__name__) from wrong
    else:
        # What was cut looks whole when nobody said how long it would be.
        if is_late.is_set():
            raise UnreachableError(TimeoutError.__name__)
        return answer
    finally:
        late.cancel()
        connection.close()


def cut(opened: Iterable[socket.socket], is_late: threading.Event) -> None:
    """End connections in the middle, whoever waits for them; before they end it is said that they were late."""
    is_late.set()
    for one in opened:
        with suppress(OSError):
            one.shutdown(socket.SHUT_RDWR)


def connection_to(scheme: str, host: str) -> http.client.HTTPConnection:
    """A connection that is not open yet."""
    if scheme == "http":
        return http.client.HTTPConnection(host, timeout=TIMEOUT_SECONDS)
    return http.client.HTTPSConnection(host, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context())
