"""What the server is about to say, and when: nothing overtakes what was to be said earlier."""

import heapq
import itertools
from dataclasses import dataclass, field

from ostoja.simulator.things.thing import NEVER


@dataclass(frozen=True)
class Publication:
    """A message for the broker."""

    topic: str
    payload: bytes = field(repr=False)
    retain: bool = False


class Outbox:
    """Publications by the moment they are due; those of one moment keep their order.

    Units: seconds since 1970.
    """

    def __init__(self) -> None:
        self._heap: list[tuple[float, int, Publication]] = []
        self._count = itertools.count()

    @property
    def next_at(self) -> float:
        """When the next one is due; infinity when there is none."""
        return self._heap[0][0] if self._heap else NEVER

    def put(self, at: float, publication: Publication) -> None:
        """Say this at that moment."""
        heapq.heappush(self._heap, (at, next(self._count), publication))

    def take(self, now: float) -> Publication | None:
        """The next one that is due; None when none is."""
        if self.next_at > now:
            return None
        return heapq.heappop(self._heap)[2]

    def clear(self) -> None:
        """Forget everything: the server stopped."""
        self._heap.clear()
