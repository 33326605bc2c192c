"""The only client with which the office reaches other hosts, and only those that the policy names."""

import http.client
import ssl
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings

from ostoja.policy.policy import Policy

TIMEOUT_SECONDS = 10
LONGEST_ANSWER = 1_000_000
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
    try:
        connection.request("POST", parts.path or "/", content, {"Content-Type": JSON, "Accept": JSON})
        heard = connection.getresponse()
        return Answer(heard.status, heard.read(LONGEST_ANSWER))
    except (OSError, http.client.HTTPException) as wrong:
        raise UnreachableError(type(wrong).__name__) from wrong
    finally:
        connection.close()


def connection_to(scheme: str, host: str) -> http.client.HTTPConnection:
    """A connection that is not open yet."""
    if scheme == "http":
        return http.client.HTTPConnection(host, timeout=TIMEOUT_SECONDS)
    return http.client.HTTPSConnection(host, timeout=TIMEOUT_SECONDS, context=ssl.create_default_context())
