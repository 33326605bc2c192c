"""What holds for sessions of browsers, as plain decisions."""

import hashlib
from datetime import datetime, timedelta

# Whoever did not ask to stay signed in leaves with the browser's window. Some browsers open it again the next day, and
# some never close it; a session of which nothing was heard for so long is over all the same.
UNKEPT = timedelta(days=1)
# How exactly people read when a browser was used last; noting it more often would only cost writes.
NOTED_EVERY = timedelta(minutes=5)


def fingerprint(key: str) -> str:
    """The form in which the key of a cookie is kept, from which nobody can tell the key.

    A plain sum will do: a key has more than 160 random bits. Source: OWASP Session Management Cheat Sheet.
    """
    return hashlib.sha256(key.encode()).hexdigest()


def is_noted(used: datetime, now: datetime) -> bool:
    """Whether the last use stands written down exactly enough; a clock that was set back is believed."""
    return timedelta() <= now - used < NOTED_EVERY
