"""Numbers that come from other systems: some wander, an energy meter only ever counts up."""

import random

from ostoja.simulator.things.climate import Sensor
from ostoja.simulator.things.thing import State, Thing

TICK_S = 60.0


class EnergyMeter(Thing):
    """Counts what the house uses, already divided into kWh by the server.

    Units: ``kilowatts`` that the house uses on average.
    """

    def __init__(self, start: float, kilowatts: float, now: float) -> None:
        super().__init__()
        self._start = start
        self._kilowatts = kilowatts
        self._began = now
        self._ticks = 0

    @property
    def next_at(self) -> float:
        """When it counts on."""
        return self._began + (self._ticks + 1) * TICK_S

    def step(self, now: float) -> None:
        """Count what was used up to now."""
        self._ticks = max(self._ticks, int((now - self._began) / TICK_S))

    def shown(self) -> State:
        """The count, with three decimals."""
        return {"state": f"{self._start + self._ticks * TICK_S / 3600 * self._kilowatts:.3f}"}


def wandering(middle: float, low: float, high: float, noise: random.Random, now: float) -> Sensor:
    """A whole number that wanders about a middle, within its slot."""
    spread = max(1.0, abs(middle) * 0.02)
    return Sensor(lambda _: float(round(min(max(noise.gauss(middle, spread), low), high))), now)
