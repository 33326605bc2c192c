"""Who is due next, among thousands, without asking each of them."""

import heapq

from ostoja.simulator.things.thing import NEVER

STALE_FOR_EACH = 4  # A list this many times as long as its people is written anew.
SHORTEST = 64


class Agenda:
    """The next moment of each of many, by their ids; a new moment of somebody replaces the old one.

    Units: seconds since 1970.
    """

    def __init__(self) -> None:
        self._moments: dict[int, float] = {}
        self._heap: list[tuple[float, int]] = []

    def put(self, id: int, at: float) -> None:
        """Note when this one is due; infinity when it is not."""
        if self._moments.get(id, NEVER) == at:
            return
        if at == NEVER:
            del self._moments[id]
            return
        self._moments[id] = at
        heapq.heappush(self._heap, (at, id))
        if len(self._heap) > STALE_FOR_EACH * len(self._moments) + SHORTEST:
            self._heap = [(moment, one) for one, moment in self._moments.items()]
            heapq.heapify(self._heap)

    @property
    def next_at(self) -> float:
        """The earliest moment of all; infinity when nobody is due."""
        while self._heap and self._moments.get(self._heap[0][1], NEVER) != self._heap[0][0]:
            heapq.heappop(self._heap)
        return self._heap[0][0] if self._heap else NEVER

    def due(self, now: float) -> list[int]:
        """Take out whoever is due by now."""
        ids = []
        while self.next_at <= now:
            _, id = heapq.heappop(self._heap)
            del self._moments[id]
            ids.append(id)
        return ids
