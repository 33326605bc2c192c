"""Whole-number slots of the bus, shown divided: values that wander, and meters that count what is on."""

import random
from collections.abc import Callable

from ostoja.simulator.things.thing import State, Thing

COUNTS_EVERY_S = 10.0
WATT_SECONDS_IN_KWH = 3_600_000.0


class Slot(Thing):
    """A number of so many bits that wraps around, shown with so many decimals; ``measure`` tells it of a moment.

    Units: the number is in its shown unit; a slot of 16 bits with 1 decimal holds 0.0 … 6553.5.
    """

    def __init__(
        self, measure: Callable[[float], float], now: float, *, bits: int, signed: bool = False, decimals: int = 0
    ) -> None:
        super().__init__()
        self._measure = measure
        self._span = 1 << bits
        self._low = -(self._span // 2) if signed else 0
        self._decimals = decimals
        self._look_at = now
        self._held = 0
        self.step(now)

    @property
    def next_at(self) -> float:
        """When it measures again."""
        return self._look_at

    def step(self, now: float) -> None:
        """Measure."""
        if now >= self._look_at:
            whole = round(self._measure(now) * 10**self._decimals)
            self._held = (whole - self._low) % self._span + self._low
            self._look_at = now + COUNTS_EVERY_S

    def shown(self) -> State:
        """The number, already divided."""
        return {"state": f"{self._held / 10**self._decimals:.{self._decimals}f}"}


def wandering(middle: float, noise: random.Random, decimals: int) -> Callable[[float], float]:
    """A measure that wanders about a middle value, by a few of its smallest steps at a time."""
    value, spread = middle, max(10.0**-decimals, abs(middle) * 0.01)

    def wander(_at: float) -> float:
        nonlocal value
        value += (middle - value) * 0.1 + noise.uniform(-spread, spread)
        return max(0.0, value) if middle >= 0 else value

    return wander


def energy(start: float, draw: Callable[[], float], now: float) -> Callable[[float], float]:
    """A measure that counts up by what is drawn.

    Units: kWh; ``draw`` tells the present power in watts, taken as steady since the last look.
    """
    counted, since = start, now

    def count(at: float) -> float:
        nonlocal counted, since
        counted += draw() * max(0.0, at - since) / WATT_SECONDS_IN_KWH
        since = at
        return counted

    return count
