"""What was sampled, block by block."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from bench.figures import median
from bench.machine import cpu_seconds


@dataclass
class Samples:
    """What one way took, block by block.

    Units: seconds.
    """

    blocks: list[list[float]] = field(default_factory=list)

    def all(self) -> list[float]:
        """Every sample."""
        return [sample for block in self.blocks for sample in block]

    def medians(self) -> list[float]:
        """The median of each block."""
        return [median(block) for block in self.blocks]


@dataclass
class Meter:
    """The processor time of some processes while something ran; what they use at rest is not counted.

    Units: seconds; ``at_rest`` in seconds per second.
    """

    pids: Mapping[str, int]
    cpu: Callable[[int], float] = cpu_seconds
    at_rest: dict[str, float] = field(default_factory=dict)
    used: dict[str, float] = field(default_factory=dict)

    async def rest(self, seconds: float) -> None:
        """See for so long what the processes use when nobody asks them for anything."""
        before, began = self._readings(), time.perf_counter()
        await asyncio.sleep(seconds)
        took = time.perf_counter() - began
        self.at_rest = {name: (now - before[name]) / took for name, now in self._readings().items()}

    async def over(self, work: Awaitable[list[float]]) -> list[float]:
        """What the work answers; what the processes used for it is added up."""
        before, began = self._readings(), time.perf_counter()
        done = await work
        took = time.perf_counter() - began
        for name, now in self._readings().items():
            used = now - before[name] - took * self.at_rest.get(name, 0.0)
            self.used[name] = self.used.get(name, 0.0) + used
        return done

    def _readings(self) -> dict[str, float]:
        return {name: self.cpu(pid) for name, pid in self.pids.items()}
