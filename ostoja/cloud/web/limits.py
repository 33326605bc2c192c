"""How often somebody may ask for something, counted in the cache without saying who it was."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


@dataclass(frozen=True)
class Limit:
    """So many times in each span of so many seconds."""

    name: str
    most: int
    seconds: int

    def allows(self, who: str, now: datetime) -> bool:
        """Count one more time for this asker, and say whether it is within the limit."""
        span = int(now.timestamp()) // self.seconds
        key = f"limit:{self.name}:{span}:{disguised(who)}"
        cache.add(key, 0, self.seconds)
        try:
            return int(cache.incr(key)) <= self.most
        except ValueError:
            # The span ended between the two calls; the next one counts from nothing.
            return True


def disguised(who: str) -> str:
    """A name for this asker from which nobody without the secret can tell who it is."""
    return salted_hmac("ostoja.limits", who, algorithm="sha256").hexdigest()


def asker(request: HttpRequest) -> str:
    """The network address from which a request came."""
    return str(request.META.get("REMOTE_ADDR", ""))
