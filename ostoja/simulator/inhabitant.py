"""Somebody who lives in the simulated home and now and then presses a wall switch."""

import random

from ostoja.simulator.home.furnishing import Home
from ostoja.simulator.things.thing import NEVER

RESTS_AT_LEAST_S = 40.0
RESTS_AT_MOST_S = 240.0


class Inhabitant:
    """Presses one of the switches that do something, after a rest of chance length.

    Units: seconds since 1970.
    """

    def __init__(self, home: Home, chance: random.Random, now: float) -> None:
        self._switches = [row.id for row in home.objects if row.type == "wej" and row.does]
        self._chance = chance
        self._next_at = self._after_a_rest(now) if self._switches else NEVER

    @property
    def next_at(self) -> float:
        """When the next switch will be pressed; infinity in a home without switches."""
        return self._next_at

    def presses(self, now: float) -> int | None:
        """The switch that is pressed now; None when none is."""
        if now < self._next_at:
            return None
        self._next_at = self._after_a_rest(now)
        return self._chance.choice(self._switches)

    def _after_a_rest(self, now: float) -> float:
        return now + self._chance.uniform(RESTS_AT_LEAST_S, RESTS_AT_MOST_S)
