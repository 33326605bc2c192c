"""Bounds how often a PIN may be tried: a home that hears a wrong one is silent, and would be asked without end."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

TRIES_OF_ONE = 3
TRIES_OF_ALL = 9
WITHIN = timedelta(minutes=15)
MOST_PLACES = 1_000


@dataclass
class Pins:
    """The tries at each alarm that nothing confirmed, by whom; a confirmed one clears what its asker tried there.

    A try counts from when it is sent: one that is superseded or never answered has tried a PIN all the same.
    """

    _tries: dict[str, deque[tuple[str, datetime]]] = field(default_factory=dict)

    def are_open(self, who: str, device: str, now: datetime) -> bool:
        """Whether this person may try another PIN at this alarm."""
        tries = self._recent(device, now)
        own = sum(1 for one, _ in tries if one == who)
        return own < TRIES_OF_ONE and len(tries) < TRIES_OF_ALL

    def note(self, who: str, device: str, now: datetime) -> None:
        """A PIN is tried."""
        self._tries.setdefault(device, deque()).append((who, now))
        while len(self._tries) > MOST_PLACES:
            del self._tries[next(iter(self._tries))]

    def were_right(self, who: str, device: str) -> None:
        """What this person typed was right."""
        kept = deque(one for one in self._tries.get(device, ()) if one[0] != who)
        if kept:
            self._tries[device] = kept
        else:
            self._tries.pop(device, None)

    def _recent(self, device: str, now: datetime) -> deque[tuple[str, datetime]]:
        tries = self._tries.get(device, deque())
        while tries and now - tries[0][1] >= WITHIN:
            tries.popleft()
        return tries
