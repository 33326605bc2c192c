"""Where a home may give its data: to anybody whom the public internet knows, by HTTPS, except gatekeepers.

An owner's browser that fell into wrong hands must not open the home's own network: nothing private is an address.
"""

import ipaddress
import socket
from dataclasses import dataclass

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from yarl import URL

from ostoja.privacy.gatekeepers import gatekeeper_of

TRANSLATED = ipaddress.IPv6Network("64:ff9b::/96")  # IPv4 addresses as networks without IPv4 write them. RFC 6052.


class AddressError(ValueError):
    """Nothing can be given to this address."""


class GatekeeperError(AddressError):
    """A gatekeeper receives at this address."""


@dataclass(frozen=True)
class Receiver:
    """Somebody who is to have the home's data; printing it does not show the address, which may hold a secret."""

    name: str
    address: URL

    def __repr__(self) -> str:
        return "Receiver(…)"

    @property
    def host(self) -> str:
        """The host at which they receive."""
        return self.address.host or ""


def read_receiver(name: str, address: str) -> Receiver:
    """A receiver as an owner typed it.

    Raises: AddressError, GatekeeperError.
    """
    name, address = name.strip(), address.strip()
    try:
        typed = URL(address)
        is_good = typed.scheme == "https" and bool(typed.host) and typed.user is None and typed.password is None
    except ValueError as wrong:
        raise AddressError("no address") from wrong
    if not is_good or not name or not name.isprintable() or not address.isprintable():
        raise AddressError("no address")
    receiver = Receiver(name, typed.with_fragment(None))
    if gatekeeper_of(receiver.host) is not None:
        raise GatekeeperError("a gatekeeper")
    if _is_number(receiver.host) and not is_public(receiver.host):
        raise AddressError("not public")
    return receiver


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet."""
    found = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(found, ipaddress.IPv6Address):
        translated = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF) if found in TRANSLATED else None
        found = found.ipv4_mapped or found.sixtofour or translated or found
    return found.is_global and not found.is_multicast


def _is_number(host: str) -> bool:
    try:
        ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return False
    return True


class PublicResolver(AbstractResolver):
    """Finds the addresses of a host, and of those the public ones only, so that no name leads into the home."""

    def __init__(self) -> None:
        self._inner = aiohttp.ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The public addresses of a host.

        Raises: OSError when it has none.
        """
        found = [one for one in await self._inner.resolve(host, port, family) if is_public(one["host"])]
        if not found:
            raise OSError("no public address")
        return found

    async def close(self) -> None:
        """Nothing is held."""
        await self._inner.close()


def public_connector() -> aiohttp.TCPConnector:
    """The way out to the public internet, with the certificates that the system trusts."""
    return aiohttp.TCPConnector(resolver=PublicResolver(), limit=1, use_dns_cache=False)
