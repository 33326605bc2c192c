"""How often somebody may ask for something, counted in the cache without saying who it was."""

import ipaddress
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

# Whoever has a line of version 6 has 2**64 addresses on it, each of them good for one try.
LINE_BITS = 64


@dataclass(frozen=True)
class Limit:
    """So many times in a span of so many seconds, which begins with the first."""

    name: str
    most: int
    seconds: int

    def allows(self, who: str, now: datetime) -> bool:
        """Count one more time for this asker, and say whether it is within the limit."""
        key = f"{self._place(who)}:{self._began(who, now)}"
        cache.add(key, 0, self.seconds)
        try:
            return int(cache.incr(key)) <= self.most
        except ValueError:
            # The span ended between the two calls; the next one counts from nothing.
            return True

    def forget(self, who: str) -> None:
        """Begin to count this asker anew."""
        cache.touch(f"{self._place(who)}:{cache.get(self._place(who))}", 0)

    def _began(self, who: str, now: datetime) -> int:
        """The second in which this asker's span began: that of the first try, so that nobody gains by the clock."""
        second = int(now.timestamp())
        began = int(cache.get_or_set(self._place(who), second, self.seconds) or second)
        if second - began < self.seconds:
            return began
        cache.set(self._place(who), second, self.seconds)
        return second

    def _place(self, who: str) -> str:
        return f"limit:{self.name}:{disguised(who)}"


def disguised(who: str) -> str:
    """A name for this asker from which nobody without the secret can tell who it is."""
    return salted_hmac("ostoja.limits", who, algorithm="sha256").hexdigest()


def asker(request: HttpRequest) -> str:
    """The network from which a request came: an address of version 4, or the 64 bits that a line has of version 6."""
    return network(str(request.META.get("REMOTE_ADDR", "")))


def network(address: str) -> str:
    """The network of this address; what is none, as behind a socket of the machine, stays as it is."""
    try:
        known = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(known, ipaddress.IPv4Address):
        return str(known)
    return str(known.ipv4_mapped or ipaddress.IPv6Network((known, LINE_BITS), strict=False).network_address)
