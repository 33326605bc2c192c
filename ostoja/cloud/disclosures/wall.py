"""The second lock on the way out: this process reaches no host that nobody declared, whatever code of it asks.

The client refuses by itself. This stands beneath it, in the interpreter's own audit events, where a library that calls
home meets it too. It is a lock for our own mistakes and not for hostile code, which no process can hold by itself. A
database in PostgreSQL is reached by a driver of its own, which does not pass here.

Source: decision D16; PEP 578.
"""

import functools
import ipaddress
import socket
import sys
from collections.abc import Callable, Collection
from typing import Any

NAMES = frozenset({"socket.getaddrinfo", "socket.gethostbyname"})
ADDRESSES = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
THIS_MACHINE = "localhost"


class OutsideError(OSError):
    """The process was about to reach a host that nobody declared."""


class Wall:
    """Lets through names that are declared, addresses that those had, and this machine."""

    def __init__(self, declared: Callable[[], Collection[str]]) -> None:
        self._declared = declared
        self._known: set[str] = set()

    def build(self) -> None:
        """Stand from now on, until the process ends."""
        resolve = socket.getaddrinfo

        @functools.wraps(resolve)
        def resolved(host: Any, *words: Any, **named: Any) -> Any:
            found = resolve(host, *words, **named)
            if not is_address(host) or plain(host) in self._declared():
                self._known |= {str(entry[4][0]) for entry in found}
            return found

        socket.getaddrinfo = resolved
        sys.addaudithook(self.look)

    def look(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Refuse what is not declared.

        Raises: OutsideError.
        """
        if event in NAMES and not self.may_ask(plain(arguments[0])):
            raise OutsideError(f"{event}: nobody declared this host")
        if event in ADDRESSES and isinstance(arguments[1], tuple) and not self.may_reach(str(arguments[1][0])):
            raise OutsideError(f"{event}: nobody declared this address")

    def may_ask(self, host: str) -> bool:
        """Whether a name may be looked up; an address needs no looking up, so nothing leaves for it."""
        return host in {"", THIS_MACHINE} or is_address(host) or host in self._declared()

    def may_reach(self, address: str) -> bool:
        """Whether something may be sent to an address."""
        bare = address.partition("%")[0]
        return address in self._known or is_here(bare) or bare in self._declared()


def plain(host: Any) -> str:
    """A name as text, as callers of the operating system write it."""
    if host is None:
        return ""
    return host.decode("ascii", "replace") if isinstance(host, bytes) else str(host)


def is_address(host: Any) -> bool:
    """Whether this is an address already."""
    try:
        ipaddress.ip_address(plain(host).partition("%")[0])
    except ValueError:
        return False
    return True


def is_here(address: str) -> bool:
    """Whether this is an address of this machine."""
    if address == THIS_MACHINE:
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
